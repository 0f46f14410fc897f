"""Versions of an own exercise: made from a draft, put back, compared."""
