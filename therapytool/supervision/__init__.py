"""Cases and colleagues: shown for supervision, read by a supervisor, handed over."""
