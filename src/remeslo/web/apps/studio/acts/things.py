"""What a gesture is about: requests, lines, competences and places, found on the board by their names."""

from collections.abc import Iterable
from typing import Any

from remeslo.core.competence.studio import place as places
from remeslo.core.competence.studio.board import Board, CompetenceOnBoard, LineOnBoard, RequestOnBoard
from remeslo.core.competence.studio.place import Place, PlaceKind
from remeslo.web.apps.studio.acts.values import Fields, Found, Meant, NoSuchAct


def request_key(request: RequestOnBoard) -> str:
    """``CARD/N``, as in places."""
    return f"{request.ref.card}/{request.ref.number}"


def requests_of(board: Board, line: LineOnBoard) -> tuple[RequestOnBoard, ...]:
    """The requests of a line, in its order."""
    by_ref = {r.ref: r for c in board.cards for r in c.requests}
    return tuple(by_ref[ref] for ref in line.gap.line.requests if ref in by_ref)


def the_request(board: Board, key: str) -> RequestOnBoard:
    """A request by ``CARD/N``; raises NoSuchAct."""
    found = next((r for c in board.cards for r in c.requests if request_key(r) == key), None)
    if found is None:
        raise NoSuchAct(key)
    return found


def line_of(board: Board, key: str) -> LineOnBoard:
    """A line by its key; raises NoSuchAct."""
    found = board.line(key)
    if found is None:
        raise NoSuchAct(key)
    return found


def competence_of(board: Board, key: str) -> CompetenceOnBoard:
    """A competence by its code; raises NoSuchAct."""
    found = next((c for c in board.competences if c.key == key), None)
    if found is None:
        raise NoSuchAct(key)
    return found


def thing_of(fields: Fields, name: str = "what") -> tuple[str, str]:
    """Kind and key of the thing that a field names."""
    kind, _colon, key = fields.get(name, "").partition(":")
    return kind, key


def requests_meant(board: Board, fields: Fields) -> tuple[RequestOnBoard, ...]:
    """One request, or all those of a line."""
    kind, key = thing_of(fields)
    if kind == "request":
        return (the_request(board, key),)
    if kind == "line":
        return requests_of(board, line_of(board, key))
    raise NoSuchAct(kind)


def the_line(board: Board, fields: Fields) -> LineOnBoard:
    """The line that the gesture is about; raises NoSuchAct."""
    kind, key = thing_of(fields)
    if kind != "line":
        raise NoSuchAct(kind)
    return line_of(board, key)


def place_at(kind: PlaceKind, request: RequestOnBoard) -> Place:
    """A place of a request."""
    return places.of_request(kind, request.ref.card, request.ref.number)


def cleared(request: RequestOnBoard, *kinds: PlaceKind) -> Found:
    """Rulings of a request that another one would hide."""
    for kind in kinds:
        if request.spots[kind].value is not None:
            yield Meant(place_at(kind, request), None)


def function_of(board: Board, request: RequestOnBoard) -> str:
    """The work function of the line where it stands, or its best candidate; empty when there is none."""
    lines = (board.line(key) for key in request.lines)
    standing = (line.gap.line.function for line in lines if line is not None and line.gap.line.function)
    return next(standing, "") or next((c.function for c in request.candidates if not c.rejected), "")


def spots(board: Board) -> Iterable[Any]:
    """Every place that the board shows."""
    for card in board.cards:
        for request in card.requests:
            yield from request.spots.values()
    for line in board.lines:
        yield from line.spots.values()
    yield from (c.title for c in board.competences)
    yield from (e.hours for e in board.elements)
    yield from board.strays
