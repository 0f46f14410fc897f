"""Keeping what was entrusted: backups and restoring them, the key ring, upgrades of the database, a read-only stop."""
