"""Counts of choices, as the ledger gives them, for a chart and its table."""
