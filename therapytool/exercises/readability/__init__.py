"""How old a reader has to be to follow a text with ease."""
