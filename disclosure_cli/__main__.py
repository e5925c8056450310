"""`python -m disclosure_cli`."""

from disclosure_cli.cli import main

main()
