"""Documents for Word: the templates of templates/word/ as native headings, lists, tables and content controls.

In the order of the work: `worksheet` fills the template, `writing` walks its HTML and writes each element with
`inline` (words and content controls), `content_controls`, `tables`, `lists` and `pictures`; `styles` sets the page.
"""
