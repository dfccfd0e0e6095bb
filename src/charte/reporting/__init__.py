"""Reports for people and programs: the report document as HTML, terminal text and JSON. Nothing is judged here."""
