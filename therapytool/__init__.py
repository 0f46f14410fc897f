"""Session plans, printable worksheets and homework for therapists."""

__version__ = "0.1.0"
