"""Types of values of the network's files: a time of the day, numbers in lists."""

import re
from dataclasses import dataclass

from remeslo.interchange.clusterfile.description import Schema, Tell, ValueType, Wrong
from remeslo.interchange.clusterfile.valuetypes import Integer
from remeslo.interchange.sentences import Language

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::00)?")
MINUTES_OF_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Clock(ValueType):
    """A time of the day in minutes from midnight, written ``8:30``; ``24:00`` is the end of the day."""

    name = "clock"

    def parse(self, text: str, tell: Tell) -> int:
        """Minutes, 0..1440."""
        found = _CLOCK.fullmatch(text.strip())
        if found is None or int(found[2]) >= 60:
            raise Wrong("cluster.wrong_value", value=text, expected=self.name)
        minutes = 60 * int(found[1]) + int(found[2])
        if minutes > MINUTES_OF_A_DAY:
            raise Wrong("cluster.wrong_value", value=text, expected=self.name)
        return minutes

    def format(self, value: object, language: Language) -> str:
        """``08:30``: two digits, so that spreadsheets sort it."""
        return f"{value // 60:02}:{value % 60:02}" if isinstance(value, int) else str(value)

    def schema(self, language: Language) -> Schema:
        """A string of hours and minutes."""
        return {"type": "string", "pattern": r"^\d{1,2}[:.]\d{2}(?::00)?$"}


@dataclass(frozen=True, slots=True)
class ListedNumber(Integer):
    """A whole number in a list, where a table's cell holds text: ``1;2``."""

    def schema(self, language: Language) -> Schema:
        """An integer in its range, or its digits."""
        return {"anyOf": [Integer.schema(self, language), {"type": "string", "pattern": r"^\d{1,4}$"}]}
