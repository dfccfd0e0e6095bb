"""Charte keeps a site's cookie charter true."""

__version__ = "0.1.0"
