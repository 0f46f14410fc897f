"""Measurements: what the pages cost, beside the ways not taken and the programs others print with."""
