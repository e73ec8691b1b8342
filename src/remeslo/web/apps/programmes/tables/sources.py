"""What a plan was made from, by kind; titles of other employers' cards are for those who may read them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.programmes.tables.requests import RequestBook


@dataclass(frozen=True, slots=True)
class Sources:
    """Documents of one kind: those shown, and how many more there are."""

    kind: Any
    shown: tuple[Mapping[str, Any], ...]
    hidden: int

    @property
    def count(self) -> int:
        """All of them."""
        return len(self.shown) + self.hidden


def sources(documents: Iterable[Mapping[str, Any]], book: RequestBook) -> Iterator[Sources]:
    """The documents of a kept input (``{"kind", "key", "title", "number"}``) for a reader."""
    for kind, group in groupby(sorted(documents, key=_place), key=lambda d: d["kind"]):
        members = list(group)
        shown = [d for d in members if kind != DocumentKind.DEMAND_CARD or _is_open(d["key"], book)]
        yield Sources(DocumentKind(kind).label, tuple(shown), len(members) - len(shown))


def _place(document: Mapping[str, Any]) -> tuple[int, str]:
    return list(DocumentKind).index(DocumentKind(document["kind"])), document["title"]


def _is_open(key: str, book: RequestBook) -> bool:
    if book.audience.reads_all:
        return True
    card = book.cards.get(key)  # type: ignore[call-overload]
    return card is not None and book.audience.reads(card.employer)
