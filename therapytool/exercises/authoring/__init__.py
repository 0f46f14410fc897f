"""Writing exercises in the browser: drafts, forms made from the content types, versions, images of one's own."""
