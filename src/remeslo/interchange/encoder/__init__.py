"""The optional sentence encoder: brought in when its package is installed, never missed when it is not."""

from remeslo.interchange.encoder.use3 import load

__all__ = ["load"]
