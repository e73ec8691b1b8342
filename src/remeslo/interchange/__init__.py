"""Bytes to core values and back; one folder a format, each with its FORMAT.md."""
