"""The library: exercises, their two sides, their versions, and how a clinician finds them."""
