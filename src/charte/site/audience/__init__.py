"""Page views of the platform itself, counted in its own answers: no identifier, nothing on the device."""
