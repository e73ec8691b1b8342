"""Joins the parts: a cluster in, its plans out; and `trace` from any hour to the requests behind it."""
