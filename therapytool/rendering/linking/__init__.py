"""Linking: fragments joined into one tagged PDF, without laying anything out.

Plain Python; no module here knows the layout engine. In the order of the work: `numbering` gives every object its
number, `relocation` writes a fragment's objects under those numbers (kept on a `shelf`), `stamping` numbers its pages;
`fonts` (on top of `truetype`), `structure`, `outline`, `destinations`, `fields` and `metadata` make what a packet has
once; `writing` and `cross_references` put it all into a file. `binding.link` calls them.
"""
