"""Homework: what the people of a case were given, how they reach it, what they answered, and what came back."""
