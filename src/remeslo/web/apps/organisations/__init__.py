"""Organisations across clusters: who they are, where they take part since when, and who follows whom."""
