"""Measures: locked wording as files, how answers are scored, and their sheets."""
