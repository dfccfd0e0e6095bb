"""Tapes as files: written while the audit runs, read back for judging."""
