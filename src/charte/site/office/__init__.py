"""The back office: what needs a person today, and each site's charter, choices, audits and access."""
