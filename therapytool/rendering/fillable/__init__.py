"""Sheets that are filled in on a screen, and what comes back of them: what a form is (`form`, `conventions`), and in a
worker what a file holds that somebody sends (`arrivals`, `reading`). How fields get onto the pages stands in
`compiling.fillable`.
"""
