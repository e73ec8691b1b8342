"""What a file holds before anything is known of its meaning: texts, lists and tables, each with its line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text; ``quoted`` when the file puts it in quotes, so that it is kept exactly and never means "nothing"."""

    text: str
    line: int
    quoted: bool = False

    @property
    def is_nothing(self) -> bool:
        """True for a blank without quotes, ``~`` and ``null``."""
        return not self.quoted and self.text.strip() in ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    items: "tuple[Node, ...]"
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table: its word, with the line, and what it stands for."""

    word: str
    line: int
    node: "Node"


@dataclass(frozen=True, slots=True)
class Mapping:
    """A table of words and what they stand for."""

    entries: tuple[Entry, ...]
    line: int


Node = Scalar | Listing | Mapping
