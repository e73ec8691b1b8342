"""The table for one reader: employers' words where they may be read, rulings in words, who may do what."""

from collections.abc import Iterable, Mapping
from typing import Any

from remeslo.core.competence.model import GapClass, RequestRef
from remeslo.core.competence.studio.board import (
    Board,
    CardOnBoard,
    CompetenceOnBoard,
    LineOnBoard,
    RequestOnBoard,
    Spot,
)
from remeslo.core.competence.studio.book import Change
from remeslo.core.competence.studio.place import PlaceKind
from remeslo.core.competence.studio.values import Decision, Payer, RequestRuling
from remeslo.web.apps.programmes.tables.constructor import function_code
from remeslo.web.apps.programmes.words import ANSWER
from remeslo.web.apps.studio.acts import request_key
from remeslo.web.apps.studio.tables.items import (
    BoardTable,
    CardItem,
    CompetenceItem,
    Contested,
    ElementItem,
    LineItem,
    Reader,
    RequestItem,
    Side,
)
from remeslo.web.apps.studio.words import DECISION, MATCHED, MOVED, PAYER, WORDED, line_name, place_words, value_words

CANDIDATES_SHOWN = 4
"""Work functions offered for a request."""


def board_table(board: Board, reader: Reader) -> BoardTable:
    """The table for a reader."""
    names = {line.key: _line_name(line, reader) for line in board.lines}
    read = [c for c in board.cards if reader.audience.reads(c.employer)]
    closed = [c for c in board.cards if not reader.audience.reads(c.employer)]
    cards = tuple(_card(c, board, names, reader) for c in read)
    items = {r.key: r for c in cards for r in c.requests}
    return BoardTable(
        cards=cards,
        hidden_cards=len(closed),
        hidden_requests=sum(len(c.requests) for c in closed),
        lines=tuple(_line(line, items, reader) for line in board.lines),
        competences=tuple(_competence(c, board, names, reader) for c in board.competences),
        elements=tuple(ElementItem(e, _contested((e.hours,), reader), reader.may_edit) for e in board.elements),
        strays=_contested(board.strays, reader) if reader.audience.reads_all else (),
    )


def _competence(row: CompetenceOnBoard, board: Board, names: Mapping[str, str], reader: Reader) -> CompetenceItem:
    lines = tuple((key, names.get(key, "")) for key in row.lines)
    found = (line.gap.line for key in row.lines if (line := board.line(key)))
    closed = {line.text for line in found if not reader.audience.reads_text(line)}
    title = None if row.competence.title in closed else row.competence.title
    return CompetenceItem(row, title, lines, _contested((row.title,), reader), reader.may_edit)


def contested_of(spot: Spot, reader: Reader) -> Contested | None:
    """A contested place with both values; ``None`` where nobody disagrees."""
    if spot.by is None or not spot.contested:
        return None
    sides = (_side(spot.by, True, reader), *(_side(c, False, reader) for c in spot.contested))
    return Contested(spot.place, place_words(spot.place), sides)


def _side(change: Change, in_force: bool, reader: Reader) -> Side:
    author = reader.people.get(change.author, change.author)
    return Side(change.number, value_words(change.value), author, change.at, in_force)


def _contested(spots: Iterable[Spot], reader: Reader) -> tuple[Contested, ...]:
    return tuple(found for spot in spots if (found := contested_of(spot, reader)) is not None)


def _card(card: CardOnBoard, board: Board, names: Mapping[str, str], reader: Reader) -> CardItem:
    return CardItem(
        key=card.key,
        job=card.card.job,
        employer=reader.names.get(card.employer, card.employer),
        people=card.card.people,
        requests=tuple(_request(r, board, names, reader) for r in card.requests),
    )


def _request(request: RequestOnBoard, board: Board, names: Mapping[str, str], reader: Reader) -> RequestItem:
    asked = request.requirement
    ruling = request.spots[PlaceKind.REQUEST].value
    may = reader.rules_on((request.ref.employer,))
    return RequestItem(
        key=request_key(request),
        text=asked.text,
        employer=reader.names.get(request.ref.employer, request.ref.employer),
        functions=asked.functions,
        criticality=asked.criticality,
        proficiency=asked.proficiency,
        state=_state(request, board),
        is_ruled=isinstance(ruling, RequestRuling) or request.spots[PlaceKind.LINE].value is not None,
        lines=tuple((k, names.get(k, line_name(k))) for k in request.lines),
        standing=tuple(f for k in request.lines if (x := board.line(k)) and (f := x.gap.line.function)),
        candidates=request.candidates[:CANDIDATES_SHOWN],
        contested=_contested(request.spots.values(), reader),
        evidence=_evidence(request.ref, request, board),
        may=may,
    )


def _state(request: RequestOnBoard, board: Board) -> tuple[Any, str, str]:
    ruling = request.spots[PlaceKind.REQUEST].value
    if isinstance(ruling, RequestRuling):
        return DECISION[ruling.decision]
    lines = [line for key in request.lines if (line := board.line(key)) is not None]
    if not lines:
        return DECISION[Decision.DROPPED]
    if request.spots[PlaceKind.LINE].value is not None:
        return MOVED
    return MATCHED if any(line.gap.line.function for line in lines) else WORDED


def _evidence(ref: RequestRef, request: RequestOnBoard, board: Board) -> int | None:
    for key in request.lines:
        line = board.line(key)
        for evidence in line.evidence if line else ():
            if evidence.request == ref:
                return evidence.score
    return None


def _line_name(line: LineOnBoard, reader: Reader) -> str:
    text = line.gap.line.text if reader.audience.reads_text(line.gap.line) else ""
    return text or function_code(line.gap.line.function)


def _line(line: LineOnBoard, items: Mapping[str, RequestItem], reader: Reader) -> LineItem:
    gap = line.gap
    readable = reader.audience.reads_text(gap.line)
    sums = reader.audience.reads_sums(gap.line)
    refs = dict.fromkeys(f"{r.card}/{r.number}" for r in gap.line.requests)
    requests = tuple(items[k] for k in refs if k in items)
    may = reader.rules_on(line.employers)
    ruled = (s for s in line.spots.values() if s.value is not None)
    return LineItem(
        line=line,
        text=gap.line.text if readable else None,
        code=function_code(gap.line.function),
        weight=gap.line.weight if sums else None,
        people=gap.line.people if sums else None,
        requests=requests,
        hidden=len(refs) - len(requests),
        employers=tuple(reader.names.get(e, e) for e in line.employers if reader.audience.reads(e)),
        answer=ANSWER[gap.answer],
        payer=PAYER[line.payer] if gap.answer is not GapClass.REJECTED or line.payer is Payer.EMPLOYER else "",
        rulings=tuple(value_words(s.value) for s in ruled) if readable else (),
        contested=_contested(line.spots.values(), reader) if readable else (),
        is_matched=gap.line.function is not None and any(not r.is_ruled and r.may for r in requests),
        is_worded=line.spots[PlaceKind.WORDING].value is not None,
        may=may,
    )
