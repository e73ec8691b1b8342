"""All requests that wait for a word of the working group on one sheet: what each may mean, the sure ones chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from remeslo.web.apps.common.templatetags.words import num
from remeslo.web.apps.programmes.tables.constructor import function_code
from remeslo.web.apps.studio.tables.items import BoardTable, CardItem, RequestItem

SURE: Final = 60
"""Per cent from which a match is chosen beforehand; the others wait until a person chooses."""

MOST_ROWS: Final = 150
"""Requests on one sheet; a bundle changes no more places than a table takes at once."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """
    A request of the sheet.

    Parameters
    ----------
    options
        Value for the act ``review`` and its word, the likeliest first.
    chosen
        The value chosen beforehand; empty: a person must look.
    """

    request: RequestItem
    job: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What waits: rows that nobody can choose but a person, rows that are sure, and how many more there are."""

    unsure: tuple[SheetRow, ...]
    sure: tuple[SheetRow, ...]
    left: int

    @property
    def parts(self) -> tuple[tuple[Any, tuple[SheetRow, ...]], ...]:
        """Heading and rows of each part that has any."""
        found = ((_("Look at these: matching is not sure"), self.unsure), (_("Sure matches"), self.sure))
        return tuple((head, rows) for head, rows in found if rows)


def sheet_of(table: BoardTable, *, proposes: bool = False) -> Sheet:
    """What nobody has ruled yet and the reader may rule on, or may read where the reader can but propose."""
    waiting = [row for card in table.cards for row in _rows(card, proposes)]
    rows = waiting[:MOST_ROWS]
    left = len(waiting) - len(rows)
    return Sheet(tuple(r for r in rows if not r.chosen), tuple(r for r in rows if r.chosen), left)


def _rows(card: CardItem, proposes: bool) -> Iterator[SheetRow]:
    for request in card.requests:
        if request.is_ruled or request.contested or not (request.may or proposes):
            continue
        options = tuple(_options(request))
        sure = request.evidence is not None and request.evidence >= SURE and options[0][0].startswith("accept:")
        yield SheetRow(request, card.job, options, options[0][0] if sure else "")


def _options(request: RequestItem) -> Iterator[tuple[str, str]]:
    """The function it stands for now, the other candidates, each after how sure it is; own wording; left out."""
    told = {c.function: f"{function_code(c.function)} {c.text}" for c in request.candidates}
    scores = {c.function: f"{num(c.score)} % · " for c in request.candidates}
    offered = [c.function for c in request.candidates if not c.rejected]
    for function in dict.fromkeys((*request.standing, *offered)):
        yield f"accept:{function}", scores.get(function, "") + told.get(function, function_code(function))
    yield "own", _("own wording, as the employer put it")
    yield "drop", _("leave out of the programme")
