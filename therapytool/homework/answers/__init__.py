"""What clients answer: how it is kept, what partners may see of it, and reasons for none."""
