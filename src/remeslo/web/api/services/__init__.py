"""Tokens and kept answers."""
