"""The matching index on disk: opened in a moment, rebuilt when its statements, the encoder or the method changed."""

from remeslo.interchange.matchindex.fingerprint import fingerprint
from remeslo.interchange.matchindex.folder import Opened, load, open_index, prune, save

__all__ = ["Opened", "fingerprint", "load", "open_index", "prune", "save"]
