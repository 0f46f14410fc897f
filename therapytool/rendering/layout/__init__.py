"""HTML to laid-out pages by WeasyPrint: writing space, tags, drawing. Only worker processes import this room."""
