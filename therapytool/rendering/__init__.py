"""Documents to PDF: document -> html -> layout in a worker process -> packet -> cache. Knows no feature, no request."""
