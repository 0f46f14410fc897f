"""`python -m therapytool.cli`, for a checkout whose command is not on the path."""

from therapytool.cli import main

main()
