"""
ESCO's CSV edition (1.0, 1.1, 1.2), any of its files in any languages or the whole archive, into one framework.

``read`` never raises on what the files hold and drops nothing unseen. See FORMAT.md.
"""

from remeslo.interchange.esco.reader import read
from remeslo.interchange.esco.recognise import is_esco, version_of

__all__ = ["is_esco", "read", "version_of"]
