"""The practice's people as its owner sees them: invited, given a role, closed out, their cases handed over."""
