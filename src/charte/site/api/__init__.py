"""The JSON API under `/api/v1/`: sites, trackers, versions, counts and audits."""
