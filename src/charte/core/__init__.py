"""The law of the house: frozen values and pure functions. No clock, no file, no network, no log."""
