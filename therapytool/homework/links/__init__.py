"""Links to homework: made, shown, opened by token or short code, and why one does not open."""
