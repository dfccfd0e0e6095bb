"""PUBLISH: charter page, register and report as plain documents."""
