"""Records across features: the audit trail, what is kept until when, the practice's people, supervision."""
