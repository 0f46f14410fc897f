"""Pictures people upload, made fit for print in a worker."""
