"""Run the command line with ``python -m tiersimpact``."""

from .cli import main

main()
