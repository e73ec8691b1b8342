"""
O*NET databases: text, CSV and Excel editions, a file, a few of them or the whole archive, into one framework.

``read`` never raises on what the files hold and drops nothing unseen. See FORMAT.md.
"""

from remeslo.interchange.onet.names import version_of
from remeslo.interchange.onet.reader import read
from remeslo.interchange.onet.recognise import is_onet

__all__ = ["is_onet", "read", "version_of"]
