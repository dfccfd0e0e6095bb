"""One file for each claim: measured beside a peer or the bare limit, in one run, never as a timed test."""
