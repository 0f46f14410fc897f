"""A plan as time: what starts when, by how much it runs over, and how to make it fit."""
