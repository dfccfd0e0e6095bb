"""One collector for each kind of evidence; a new kind is one more file and one more line in `watch`."""
