"""Finding anything from one field: exercises, plans, programs, cases, and what can be done."""
