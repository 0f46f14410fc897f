"""The sheet of a draft as one sees it while writing: its pages, and the phone."""
