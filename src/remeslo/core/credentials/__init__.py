"""Credentials of graduates: what may be claimed, what a credential says, and the list that tells which are revoked."""
