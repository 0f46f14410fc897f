"""What tables are made of: what cells ask, what stands in each, what is reckoned, how much room columns need."""
