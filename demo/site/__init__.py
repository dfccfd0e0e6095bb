"""The site itself, on `demo.localhost`: public pages, a back office, a small API."""
