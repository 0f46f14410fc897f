"""Compiling: one document laid out and drawn by the engine, taken apart into a fragment. Runs in workers only.

`compiler.compile_document` does it, in this order: `links` seek and give places, `page_numbers` are taken out of the
feet, `glyphs` tells which of our typefaces drew what, and `objects` writes everything the pages lead to, each by
`bodies`, as one text that can stand under any numbers.
"""
