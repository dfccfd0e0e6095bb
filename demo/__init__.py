"""Rivebelle en données: a small public-data website of a town that does not exist, with every kind of tracker.

`create` makes it as one ASGI application: the site and the three third parties that it calls, by host.
"""
