"""The sheet of links of tables that we write: from, link, to, and how much."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from remeslo.core.base.text import fold, squeeze
from remeslo.core.competence.framework import ROOT, Association, ItemKey, Rating
from remeslo.interchange.sheets.grid import Row, Table
from remeslo.interchange.sheets.vocabulary import LINK_WORDS, NECESSITY_WORDS

COLUMNS: Mapping[str, tuple[str, str]] = {
    "origin": ("От", "From"),
    "kind": ("Связь", "Link"),
    "destination": ("К", "To"),
    "necessity": ("Необходимость", "Necessity"),
    "ratings": ("Оценки", "Ratings"),
    "order": ("Порядок", "Order"),
    "key": ("Ключ связи", "Link key"),
    "type": ("Вид у издателя", "Publisher's kind"),
    "attributes": ("Сведения", "Attributes"),
}
"""Columns with what they are called in Russian and English."""
_RATING = re.compile(r"(?P<scale>[^=;]+)=(?P<value>[^!;]+)(?P<mark>!?)")


def is_links(table: Table) -> bool:
    """True for a table of links."""
    return all(table.column(*COLUMNS[name]) >= 0 for name in ("origin", "kind", "destination"))


def links_of(table: Table, known: Mapping[str, ItemKey]) -> Iterator[tuple[Row, Association | None]]:
    """Each row's link, None where its kind is not known or an end is missing; an end may lie outside."""
    for row in table.rows:
        cells = {name: squeeze(row[table.column(*words)]) for name, words in COLUMNS.items()}
        kind = LINK_WORDS.get("".join(c for c in fold(cells["kind"]) if c.isalnum()))
        origin, destination = (_end(cells[n], known) for n in ("origin", "destination"))
        if kind is None or origin is None or destination is None:
            yield row, None
            continue
        order = cells["order"]
        yield (
            row,
            Association(
                kind=kind,
                origin=origin,
                destination=destination,
                necessity=NECESSITY_WORDS.get(fold(cells["necessity"])),
                ratings=tuple(_ratings(cells["ratings"])),
                order=int(order) if order.isascii() and order.isdigit() and len(order) < 10 else None,
                key=cells["key"],
                type_name=cells["type"],
                attributes=tuple(sorted(_attributes(row[table.column(*COLUMNS["attributes"])]))),
            ),
        )


def _end(said: str, known: Mapping[str, ItemKey]) -> ItemKey | None:
    if said == "/":
        return ROOT
    if fold(said) in known:
        return known[fold(said)]
    return ItemKey(said) if said else None


def _attributes(said: str) -> Iterator[tuple[str, str]]:
    for line in said.splitlines():
        name, colon, value = line.partition(":")
        if colon and name.strip() and value.strip():
            yield squeeze(name), squeeze(value)


def _ratings(said: str) -> Iterator[Rating]:
    for found in _RATING.finditer(said):
        try:
            value = Decimal(found["value"].strip())
        except InvalidOperation:
            continue
        if value.is_finite():
            yield Rating(scale=found["scale"].strip(), value=value, is_usable=not found["mark"])
