"""Compiled inner loops of the term's search over rigid tasks; without numba the same functions run as plain Python."""
