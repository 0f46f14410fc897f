"""Clinicians, their practice, sign-in and what each may do; Flask-Security underneath."""
