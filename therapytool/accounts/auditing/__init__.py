"""The audit trail: its lines, the chain that seals them, and which request leaves which."""
