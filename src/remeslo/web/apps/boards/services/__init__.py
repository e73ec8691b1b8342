"""Verbs: store figures, carry an approval up, publish a report."""
