"""How a document is set: paper, size of type, ink, binding; what somebody chose of it, and how a form offers it."""
