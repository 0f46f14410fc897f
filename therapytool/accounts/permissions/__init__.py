"""Who may what: roles, the table of permissions, and the check of every request."""
