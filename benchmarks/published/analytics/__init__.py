"""Curricular analytics on the 56 public degree plans: every plan read, measured, and counted again in another way."""
