"""Norm packs on screen: read them, make a new version, try it on its example plans, publish it."""
