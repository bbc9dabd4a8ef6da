"""`python -m agent start` runs the worker."""

import sys

from agent.main import start

if sys.argv[1:] != ["start"]:
    sys.exit("usage: python -m agent start")
start()
