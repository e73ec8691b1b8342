"""Places that the working group may rule on: a kind and a key, written ``kind:key``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import CompetenceKey, DemandKey, ElementKey

MOST_KEY = 300
"""Characters of a key at most."""
LINE_NAME = "line:"
"""The key of a line that the group named itself begins so: ``line:CNC set-up``."""

_REQUEST = re.compile(r"^(?P<card>.+)/(?P<number>[1-9]\d{0,5})$")


class PlaceKind(StrEnum):
    """What is ruled on; the key in brackets."""

    REQUEST = "request"
    """What a request means (``CARD/N``): `RequestRuling`."""
    REJECTED = "rejected"
    """Work functions that a request does not mean (``CARD/N``): `RejectedRuling`."""
    LINE = "line"
    """The line in which a request stands (``CARD/N``): `LineRuling`; merging and splitting."""
    WORDING = "wording"
    """The text of a line (the line's key): `WordingRuling`."""
    ANSWER = "answer"
    """How the programme answers a line (the line's key): `AnswerRuling`."""
    PAYER = "payer"
    """Who pays for a line (the line's key): `PayerRuling`."""
    PROFICIENCY = "proficiency"
    """How well graduates must master a line (the line's key): `ProficiencyRuling`."""
    HOURS = "hours"
    """Hours of an element (its index): `HoursRuling`."""
    TITLE = "title"
    """Title of a competence (its code): `TitleRuling`."""


OF_REQUESTS = frozenset({PlaceKind.REQUEST, PlaceKind.REJECTED, PlaceKind.LINE})
OF_LINES = frozenset({PlaceKind.WORDING, PlaceKind.ANSWER, PlaceKind.PAYER, PlaceKind.PROFICIENCY})


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """
    One thing to rule on; places order by kind, then key.

    Parameters
    ----------
    key
        1..`MOST_KEY` characters without line ends; ``CARD/N`` where the kind is of requests.

    Raises
    ------
    ProblemError
        When the key cannot be one of its kind.
    """

    kind: PlaceKind
    key: str

    def __post_init__(self) -> None:
        is_key = self.key == self.key.strip() and self.key.isprintable()
        if not (is_key and 1 <= len(self.key) <= MOST_KEY):
            raise ProblemError(
                f"place {self.kind}: a key of 1..{MOST_KEY} printable characters, got {self.key[:80]!r}."
            )
        if self.kind in OF_REQUESTS and _REQUEST.match(self.key) is None:
            raise ProblemError(f"place {self.kind}: a request is CARD/N with N from 1, got {self.key[:80]!r}.")

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def request(self) -> tuple[DemandKey, int]:
        """Card and number of a place of requests; ProblemError for other kinds."""
        found = _REQUEST.match(self.key) if self.kind in OF_REQUESTS else None
        if found is None:
            raise ProblemError(f"place {self} is not about a request.")
        return DemandKey(found["card"]), int(found["number"])


def read_place(text: str) -> Place:
    """The place that ``kind:key`` means; raises ProblemError when it means none."""
    kind, colon, key = text.partition(":")
    if not colon or kind not in set(PlaceKind):
        raise ProblemError(f"place {text[:80]!r}: expected kind:key, kind one of {', '.join(PlaceKind)}.")
    return Place(PlaceKind(kind), key)


def of_request(kind: PlaceKind, card: str, number: int) -> Place:
    """A place about a request: `PlaceKind.REQUEST`, ``REJECTED`` or ``LINE``."""
    return Place(kind, f"{card}/{number}")


def of_line(kind: PlaceKind, line: str) -> Place:
    """A place about a demand line by its key."""
    return Place(kind, line)


def of_element(index: ElementKey) -> Place:
    """Hours of an element."""
    return Place(PlaceKind.HOURS, index)


def of_competence(key: CompetenceKey) -> Place:
    """Title of a competence."""
    return Place(PlaceKind.TITLE, key)
