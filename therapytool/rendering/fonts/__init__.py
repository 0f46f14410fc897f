"""The shipped typefaces, the fonts of this machine, and letters that neither has."""
