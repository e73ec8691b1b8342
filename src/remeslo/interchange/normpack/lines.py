"""Line numbers in a TOML file, which the standard library's reader does not keep."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_TABLE = re.compile(r"^\s*(?P<open>\[\[?)\s*(?P<name>[^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*(?P<key>\"[^\"]*\"|'[^']*'|[A-Za-z0-9_-]+)\s*=")
_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([^.\s\"']+)")

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Lines:
    """Line, from 1, of each table and key of a file; a path not written out has the line of its nearest parent."""

    known: Mapping[Path, int] = field(default_factory=dict)

    def of(self, path: Path) -> int:
        """The line of a path such as ``("norm", "week_max_hours", "value", 0, "since")``."""
        while path and path not in self.known:
            path = path[:-1]
        return self.known.get(path, 1)


def find_lines(text: str) -> Lines:
    """Where the tables and keys of a TOML text stand; good enough to point at, never wrong by more than its table."""
    known: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    here: Path = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if table := _TABLE.match(line):
            name: Path = tuple(a or b or c for a, b, c in _PART.findall(table["name"]))
            if table["open"] == "[[":
                counts[name] = counts.get(name, -1) + 1
                known.setdefault(name, number)
                name = (*name, counts[name])
            here = name
            known[here] = number
        elif key := _KEY.match(line):
            known.setdefault((*here, key["key"].strip("\"'")), number)
    return Lines(known)
