"""Finished prints, found again by what went into them."""
