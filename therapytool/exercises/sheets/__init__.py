"""An exercise's client side as a print document, which one is wanted, and its fields to fill in."""
