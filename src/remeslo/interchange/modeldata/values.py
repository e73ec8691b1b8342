"""Values of a file asked for by name and shape; what is not there, or has another shape, is told."""

from collections.abc import Iterable

from remeslo.core.base.findings import Severity
from remeslo.interchange.modeldata.notes import Notes
from remeslo.interchange.modeldata.statements import Members, ModelData

MOST = 1_000_000
"""The largest number anywhere in an instance."""


class Values:
    """Named values of a file being read: each getter gives what was asked for, or tells and gives the least of it."""

    def __init__(self, data: ModelData, notes: Notes) -> None:
        self.data, self.notes = data, notes
        self.asked: set[str] = set()

    def number(self, name: str, *, least: int = 0, most: int = MOST) -> int:
        """A whole number in bounds; else told, and ``least``."""
        value = self._get(name)
        if isinstance(value, int) and least <= value <= most:
            return value
        if value is not None:
            self._bad(name, value, f"{least}..{most}")
        return least

    def numbers(self, name: str, count: int, *, least: int = 0, most: int = MOST) -> tuple[int, ...]:
        """A list of so many numbers in bounds; else told, and empty."""
        return self._numbers(name, self._list(name, count), least, most)

    def sets(self, name: str, count: int, *, most: int) -> tuple[frozenset[int], ...]:
        """A list of so many sets of numbers 1..most; else told, and empty."""
        found = []
        for value in self._list(name, count):
            if not isinstance(value, Members):
                self._bad(name, value, "{…}")
                return ()
            found.append(frozenset(self._numbers(name, value.items, 1, most)))
        return tuple(found)

    def rows(
        self, name: str, count: int, width: int, *, least: int = 0, most: int = MOST
    ) -> tuple[tuple[int, ...], ...]:
        """A table of numbers in bounds; else told, and empty."""
        found = []
        for value in self._list(name, count):
            if not isinstance(value, tuple) or len(value) != width:
                self._bad(name, value, f"[| {width} … |]")
                return ()
            found.append(self._numbers(name, value, least, most))
        return tuple(found)

    def words(self, name: str) -> tuple[str, ...]:
        """Words of a set in its order; told when it is something else, or has a word twice."""
        value = self._get(name)
        items = value.items if isinstance(value, Members) else ()
        words = tuple(v for v in items if isinstance(v, str))
        if value is not None and (not words or len(set(words)) < len(items)):
            self._bad(name, value, "{a, b, …}")
        return words

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        """Pairs of words ``{<a, b>, …}``; told when it is something else."""
        value = self._get(name)
        found = []
        for pair in value.items if isinstance(value, Members) else ():
            if not isinstance(pair, tuple) or len(pair) != 2:
                self._bad(name, pair, "<a, b>")
                return ()
            before, after = pair
            if not isinstance(before, str) or not isinstance(after, str):
                self._bad(name, pair, "<a, b>")
                return ()
            found.append((before, after))
        if value is not None and not isinstance(value, Members):
            self._bad(name, value, "{<a, b>, …}")
        return tuple(found)

    def tell_unknown(self) -> None:
        """A warning for each name that nobody asked for."""
        for name, line in self.data.lines.items():
            if name not in self.asked:
                known = ", ".join(sorted(self.asked))
                self.notes.tell("instance.name_unknown", line, Severity.WARNING, name=name, known=known)

    def bad(self, name: str, value: object, expected: str) -> None:
        """Tells that a value is not what was expected."""
        self._bad(name, value, expected)

    def _get(self, name: str) -> object:
        self.asked.add(name)
        if name not in self.data.values:
            if not self.notes.stops():  # after a syntax error the rest is not there, of course
                self.notes.tell("instance.name_missing", 0, name=name)
            return None
        return self.data.values[name]

    def _list(self, name: str, count: int) -> tuple[object, ...]:
        value = self._get(name)
        if value is None:
            return ()
        if not isinstance(value, tuple):
            self._bad(name, value, "[…]")
            return ()
        if len(value) != count:
            line = self.data.lines.get(name, 0)
            self.notes.tell("instance.wrong_length", line, name=name, count=len(value), expected=count)
            return ()
        return value

    def _numbers(self, name: str, values: Iterable[object], least: int, most: int) -> tuple[int, ...]:
        found = []
        for value in values:
            if not isinstance(value, int) or not least <= value <= most:
                self._bad(name, value, f"{least}..{most}")
                return ()
            found.append(value)
        return tuple(found)

    def _bad(self, name: str, value: object, expected: str) -> None:
        told = str(value) if isinstance(value, int | str) else type(value).__name__
        told = {"tuple": "[…]", "Members": "{…}"}.get(told, told)
        line = self.data.lines.get(name, 0)
        self.notes.tell("instance.bad_value", line, name=name, value=told[:40], expected=expected)
