"""What makes documents one packet: each compiled once, sides of a leaf, contents pages, sheets of paper."""
