"""What is given: to whom, for which days, how often, and what goes along with it."""
