"""Samples of every kind of block, with invented answers, and the words the block gallery has for each."""
