"""Signing in: passwords, passkeys, second steps, attempts and waits, and the sign-ins that are open until they end."""
