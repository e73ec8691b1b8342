"""Boards of all levels over the invented country: milliseconds and queries on SQLite and PostgreSQL."""
