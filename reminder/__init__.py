"""Nhắc hạn: what is owed lies in files, what has happened in a database; a pure function says what to tell now."""
