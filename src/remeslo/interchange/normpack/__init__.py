"""
Norm packs: dated numbers of the law as TOML; see FORMAT.md.

``read`` reports every problem of a file with its line; ``write`` gives what ``read`` reads back; ``builtin`` has the
packs that come with the program; ``page`` is the page of a pack in docs/rules. A pack's example plans are part of it;
`core.curriculum.examples.try_examples` says what the pack makes of them.
"""

from remeslo.interchange.normpack.builtin import builtin
from remeslo.interchange.normpack.page import page
from remeslo.interchange.normpack.reader import read
from remeslo.interchange.normpack.writer import write

__all__ = ["builtin", "page", "read", "write"]
