"""Agreements between members: drafted, signed by all, in force, followed to their fulfilment."""
