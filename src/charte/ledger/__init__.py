"""RECORD: the log and its content store behind one small port (`port.py`): in memory, or in SQLite."""
