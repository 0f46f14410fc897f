"""What belongs to a practice as a whole: its logo, region, crisis contacts, and how its sheets print."""
