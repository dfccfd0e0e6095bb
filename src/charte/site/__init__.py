"""The people's door: front office, back office and API over charters, consents and audits (Django)."""
