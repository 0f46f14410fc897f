"""Packs: exercises as one file, to share between sites. Written whole, read with suspicion, taken in all or nothing."""
