"""Drafting a session: from minutes, themes, a ceiling of intensity and a history to a sound agenda, with its reasons.

Plain rules: the same wishes and the same library always give the same draft.
"""
