"""Progress: measures filled in by one person at a time, what they add up to over time, and what they must set off."""
