"""Finding exercises: what a search means, which exercises answer it, filters with their counts, searches saved."""
