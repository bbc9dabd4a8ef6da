"""`python -m agent start` runs the worker."""

import sys

from astra.kit.loading import paused_collection

if sys.argv[1:] != ["start"]:
    sys.exit("usage: python -m agent start")
with paused_collection():
    from agent.main import start
start()
