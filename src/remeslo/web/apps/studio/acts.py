"""What a gesture at the table means: which places it changes, and to what. Rubbish is a `NoSuchAct`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import StatementKey
from remeslo.core.competence.model import GapClass, Origin
from remeslo.core.competence.studio import place as places
from remeslo.core.competence.studio.board import Board, CompetenceOnBoard, LineOnBoard, RequestOnBoard
from remeslo.core.competence.studio.place import OF_LINES, OF_REQUESTS, Place, PlaceKind
from remeslo.core.competence.studio.reading import plain
from remeslo.core.competence.studio.values import RejectedRuling


class NoSuchAct(Exception):
    """The gesture means nothing here: its thing is gone, or nobody could have made it."""


@dataclass(frozen=True, slots=True)
class Meant:
    """One change meant; ``value`` is plain JSON for `reading.read_value`, ``None``: as the constructor would."""

    place: Place
    value: dict[str, Any] | None


Fields = Mapping[str, str]
Found = Iterable[Meant]


def meant(board: Board, fields: Fields) -> tuple[Meant, ...]:
    """
    Changes that a gesture means on this board, each place once; raises NoSuchAct.

    Fields: ``act``, ``what`` (``request:CARD/N``, ``line:KEY``, ``element:INDEX``, ``competence:CODE``), and by act
    ``onto``, ``function``, ``answer``, ``competence``, ``payer``, ``level``, ``text``, ``hours``.
    """
    act = ACTS.get(fields.get("act", ""))
    if act is None:
        raise NoSuchAct(fields.get("act", ""))
    try:
        found = {m.place: m for m in act(board, fields)}
    except (ProblemError, ValueError) as error:
        raise NoSuchAct(str(error)) from error
    return tuple(found.values())


def request_key(request: RequestOnBoard) -> str:
    """``CARD/N``, as in places."""
    return f"{request.ref.card}/{request.ref.number}"


def requests_of(board: Board, line: LineOnBoard) -> tuple[RequestOnBoard, ...]:
    """The requests of a line, in its order."""
    by_ref = {r.ref: r for c in board.cards for r in c.requests}
    return tuple(by_ref[ref] for ref in line.gap.line.requests if ref in by_ref)


# --- what the act is about ---
def _request(board: Board, key: str) -> RequestOnBoard:
    found = next((r for c in board.cards for r in c.requests if request_key(r) == key), None)
    if found is None:
        raise NoSuchAct(key)
    return found


def _line(board: Board, key: str) -> LineOnBoard:
    found = board.line(key)
    if found is None:
        raise NoSuchAct(key)
    return found


def _competence(board: Board, key: str) -> CompetenceOnBoard:
    found = next((c for c in board.competences if c.key == key), None)
    if found is None:
        raise NoSuchAct(key)
    return found


def _thing(fields: Fields, name: str = "what") -> tuple[str, str]:
    kind, _colon, key = fields.get(name, "").partition(":")
    return kind, key


def _requests(board: Board, fields: Fields) -> tuple[RequestOnBoard, ...]:
    """One request, or all those of a line."""
    kind, key = _thing(fields)
    if kind == "request":
        return (_request(board, key),)
    if kind == "line":
        return requests_of(board, _line(board, key))
    raise NoSuchAct(kind)


def _the_line(board: Board, fields: Fields) -> LineOnBoard:
    kind, key = _thing(fields)
    if kind != "line":
        raise NoSuchAct(kind)
    return _line(board, key)


def _at(kind: PlaceKind, request: RequestOnBoard) -> Place:
    return places.of_request(kind, request.ref.card, request.ref.number)


def _cleared(request: RequestOnBoard, *kinds: PlaceKind) -> Found:
    """Rulings of a request that another one would hide."""
    for kind in kinds:
        if request.spots[kind].value is not None:
            yield Meant(_at(kind, request), None)


# --- requests ---
def _accept(board: Board, fields: Fields) -> Found:
    """It means the work function named; without one, that of the line where it stands, or its best candidate."""
    for request in _requests(board, fields):
        function = fields.get("function") or _function_of(board, request)
        if not function:
            raise NoSuchAct("no work function")
        yield Meant(_at(PlaceKind.REQUEST, request), {"decision": "accepted", "functions": [function]})
        yield from _cleared(request, PlaceKind.LINE)


def _function_of(board: Board, request: RequestOnBoard) -> str:
    lines = (board.line(key) for key in request.lines)
    standing = (line.gap.line.function for line in lines if line is not None and line.gap.line.function)
    return next(standing, "") or next((c.function for c in request.candidates if not c.rejected), "")


def _refuse(board: Board, fields: Fields) -> Found:
    """It does not mean this work function; what matching finds next takes its place."""
    for request in _requests(board, fields):
        function = fields.get("function") or _function_of(board, request)
        if not function:
            raise NoSuchAct("no work function")
        there = request.spots[PlaceKind.REJECTED].value
        before = there.rejected if isinstance(there, RejectedRuling) else ()
        rejected = list(dict.fromkeys((*before, StatementKey(function))))
        yield Meant(_at(PlaceKind.REJECTED, request), {"rejected": rejected})
        yield from _cleared(request, PlaceKind.REQUEST, PlaceKind.LINE)


def _own(board: Board, fields: Fields) -> Found:
    for request in _requests(board, fields):
        yield Meant(_at(PlaceKind.REQUEST, request), {"decision": "own"})
        yield from _cleared(request, PlaceKind.LINE)


def _drop(board: Board, fields: Fields) -> Found:
    for request in _requests(board, fields):
        yield Meant(_at(PlaceKind.REQUEST, request), {"decision": "dropped"})


def _free(board: Board, fields: Fields) -> Found:
    """As the constructor would: every ruling about the thing is taken away."""
    kind, key = _thing(fields)
    if kind == "line":
        line = _line(board, key)
        for place_kind in sorted(OF_LINES):
            if line.spots[place_kind].value is not None:
                yield Meant(Place(place_kind, key), None)
        for request in requests_of(board, line):
            yield from _cleared(request, *sorted(OF_REQUESTS))
    elif kind == "request":
        yield from _cleared(_request(board, key), *sorted(OF_REQUESTS))
    elif kind == "element":
        yield Meant(Place(PlaceKind.HOURS, key), None)
    elif kind == "competence":
        yield Meant(Place(PlaceKind.TITLE, key), None)
    else:
        raise NoSuchAct(kind)


def _apart(board: Board, fields: Fields) -> Found:
    """Split off: a line of its own. Its name quotes nobody, since a line's name is shown to all."""
    for request in _requests(board, fields):
        own = f"own:{request_key(request)}"
        name = f"{places.LINE_NAME}{request_key(request)}" if own in request.lines else own
        yield Meant(_at(PlaceKind.LINE, request), {"line": name})


def _put(board: Board, fields: Fields) -> Found:
    """Dropped, or put with the keys: a request onto a line or a zone, a line onto a line or a competence."""
    kind, _key = _thing(fields)
    onto, target = _thing(fields, "onto")
    if onto == "line":
        there = _line(board, target)
        for request in _requests(board, fields):
            if there.key not in request.lines or request.spots[PlaceKind.LINE].value is not None:
                yield Meant(_at(PlaceKind.LINE, request), {"line": there.key})
            if _is_dropped(request):
                yield Meant(_at(PlaceKind.REQUEST, request), None)
    elif onto == "zone" and target in _ZONES:
        yield from _ZONES[target](board, fields)
    elif onto == "competence" and kind == "line":
        yield _onto_competence(_the_line(board, fields), _competence(board, target))
    else:
        raise NoSuchAct(onto)


def _is_dropped(request: RequestOnBoard) -> bool:
    return getattr(request.spots[PlaceKind.REQUEST].value, "decision", None) == "dropped"


def _onto_competence(line: LineOnBoard, competence: CompetenceOnBoard) -> Meant:
    where = Place(PlaceKind.ANSWER, line.key)
    if competence.competence.origin is Origin.EMPLOYER:
        return Meant(where, {"answer": GapClass.NEW.value})
    answer = GapClass.COVERED if line.gap.answer is GapClass.COVERED else GapClass.DEEPEN
    return Meant(where, {"answer": answer.value, "competence": competence.key})


def _accept_all(board: Board, fields: Fields) -> Found:
    """Every match that nobody looked at and that is at least so sure, per cent."""
    least = _number(fields, "least")
    scores = {e.request: e.score for line in board.lines if line.gap.line.function for e in line.evidence}
    for card in board.cards:
        for request in card.requests:
            ruled = any(request.spots[k].value is not None for k in OF_REQUESTS)
            function = _function_of(board, request)
            if not ruled and function and request.lines and scores.get(request.ref, -1) >= least:
                yield Meant(_at(PlaceKind.REQUEST, request), {"decision": "accepted", "functions": [function]})


# --- lines ---
def _answer(board: Board, fields: Fields) -> Found:
    line, answer = _the_line(board, fields), GapClass(fields.get("answer", ""))
    value: dict[str, Any] = {"answer": answer.value}
    if fields.get("competence") and answer in (GapClass.COVERED, GapClass.DEEPEN):
        value["competence"] = fields["competence"]
    yield Meant(Place(PlaceKind.ANSWER, line.key), value)


def _word(board: Board, fields: Fields) -> Found:
    line, text = _the_line(board, fields), " ".join(fields.get("text", "").split())
    yield Meant(Place(PlaceKind.WORDING, line.key), {"text": text} if text else None)


def _payer(board: Board, fields: Fields) -> Found:
    yield Meant(Place(PlaceKind.PAYER, _the_line(board, fields).key), {"payer": fields.get("payer", "")})


def _level(board: Board, fields: Fields) -> Found:
    yield Meant(Place(PlaceKind.PROFICIENCY, _the_line(board, fields).key), {"proficiency": _number(fields, "level")})


# --- the right column ---
def _hours(board: Board, fields: Fields) -> Found:
    kind, key = _thing(fields)
    if kind != "element" or not any(e.index == key for e in board.elements):
        raise NoSuchAct(key)
    yield Meant(Place(PlaceKind.HOURS, key), {"hours": _number(fields, "hours")})


def _title(board: Board, fields: Fields) -> Found:
    kind, key = _thing(fields)
    if kind != "competence":
        raise NoSuchAct(kind)
    text = " ".join(fields.get("text", "").split())
    yield Meant(Place(PlaceKind.TITLE, _competence(board, key).key), {"title": text} if text else None)


def _choose(board: Board, fields: Fields) -> Found:
    """Of a contested place, the value of one of its changes."""
    where, number = places.read_place(fields.get("what", "")), _number(fields, "number")
    for spot in spots(board):
        if spot.place == where and spot.by is not None:
            for change in (spot.by, *spot.contested):
                if change.number == number:
                    value = plain(change.value)
                    yield Meant(where, value if isinstance(value, dict) else None)
                    return
    raise NoSuchAct(str(where))


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


def _number(fields: Fields, name: str) -> int:
    text = fields.get(name, "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise NoSuchAct(name)
    return int(text)


_ZONES: Final[Mapping[str, Callable[[Board, Fields], Found]]] = {
    "own": _own,
    "drop": _drop,
    "free": _free,
    "apart": _apart,
}
ACTS: Final[Mapping[str, Callable[[Board, Fields], Found]]] = {
    **_ZONES,
    "accept": _accept,
    "accept_all": _accept_all,
    "refuse": _refuse,
    "put": _put,
    "answer": _answer,
    "word": _word,
    "payer": _payer,
    "level": _level,
    "hours": _hours,
    "title": _title,
    "choose": _choose,
}
