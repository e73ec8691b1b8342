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
    """Where tables, keys and rows of a TOML text stand; good enough to point at, never wrong by more than a table."""
    known: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    here: Path = ()
    rows: Path | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if rows is not None and not _KEY.match(line) and not _TABLE.match(line):
            if line.lstrip().startswith("{"):
                counts[rows] = counts.get(rows, -1) + 1
                known.setdefault((*rows, counts[rows]), number)
            continue
        rows = None
        if table := _TABLE.match(line):
            name = _inside(tuple(a or b or c for a, b, c in _PART.findall(table["name"])), counts)
            if table["open"] == "[[":
                counts[name] = counts.get(name, -1) + 1
                known.setdefault(name, number)
                name = (*name, counts[name])
            here = name
            known[here] = number
        elif key := _KEY.match(line):
            path = (*here, key["key"].strip("\"'"))
            known.setdefault(path, number)
            rows = path if line.rstrip().endswith("[") else None
    return Lines(known)


def _inside(name: tuple[str, ...], counts: Mapping[Path, int]) -> Path:
    """The path of a table: under an array of tables it belongs to the last one written."""
    path: Path = ()
    for n, part in enumerate(name):
        path = (*path, part)
        if n < len(name) - 1 and path in counts:
            path = (*path, counts[path])
    return path
