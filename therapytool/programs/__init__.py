"""Programs: an ordered series of plans over weeks, with its gates, measures and homework."""
