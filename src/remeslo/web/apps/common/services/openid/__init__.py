"""Signing in by a service of the own house: OpenID Connect, the code flow with PKCE."""
