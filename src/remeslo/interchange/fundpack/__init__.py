"""
Rule packs of funding: dated parameters, rules and examples as TOML; see FORMAT.md.

``read`` reports every problem of a file with its line, and what `core.funding.validate` says of the pack; ``write``
gives what ``read`` reads back; ``builtin`` has the packs that come with the program; ``read_cases`` reads examples
from a file of their own; ``page`` is the page of a pack in docs/rules.
"""

from remeslo.interchange.fundpack.builtin import builtin
from remeslo.interchange.fundpack.cases import read_cases
from remeslo.interchange.fundpack.page import page
from remeslo.interchange.fundpack.reader import read
from remeslo.interchange.fundpack.writer import write

__all__ = ["builtin", "page", "read", "read_cases", "write"]
