"""Audit reports: brought in once by their digest, logged in the ledger, shown in the back office."""
