"""Full-text search: its index, its statements for each database, and the words a person meant."""
