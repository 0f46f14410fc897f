"""What a person hears who has a file read to her: what the engine's structure of the pages lacks for that.

`tagging.py` calls these one after the other: `continuing` joins what pages parted, `saying` gives elements the words
that stand in our HTML for those who listen, `tidying` takes out what says nothing. `origins` knows of which element of
the HTML each element of the structure was made.
"""
