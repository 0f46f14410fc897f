"""Fields over the lines and boxes of the blank paper: where they go, what they are, how they look, how they are read.

Nothing of the layout changes for them. A template marks the places (`places`), the compiler puts a field there after
the pages are drawn (`widgets`, `appearances`, `structure`).
"""
