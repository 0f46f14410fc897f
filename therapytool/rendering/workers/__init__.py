"""Processes that lay out and draw: kept warm, limited, killed when they must be; and what is said to them."""
