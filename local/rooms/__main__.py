"""`python -m local.rooms`."""

from local.rooms.main import app

app(prog_name="python -m local.rooms")
