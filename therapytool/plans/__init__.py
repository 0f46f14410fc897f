"""Plans: the timed agenda of one session, and the packet printed from it."""
