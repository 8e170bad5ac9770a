"""`python -m ivfprep`."""

from ivfprep.cli import main

main()
