"""Gestures about requests: what they mean, in which line they stand."""

import json
from collections.abc import Callable, Mapping
from typing import Final

from remeslo.core.base.keys import StatementKey
from remeslo.core.competence.model import GapClass, Origin
from remeslo.core.competence.studio import place as places
from remeslo.core.competence.studio.board import Board, CompetenceOnBoard, LineOnBoard, RequestOnBoard
from remeslo.core.competence.studio.place import OF_LINES, OF_REQUESTS, Place, PlaceKind
from remeslo.core.competence.studio.reading import plain
from remeslo.core.competence.studio.values import RejectedRuling
from remeslo.web.apps.studio.acts.things import (
    cleared,
    competence_of,
    function_of,
    line_of,
    place_at,
    request_key,
    requests_meant,
    requests_of,
    the_line,
    the_request,
    thing_of,
)
from remeslo.web.apps.studio.acts.values import Fields, Found, Meant, NoSuchAct, number_of


def accept(board: Board, fields: Fields) -> Found:
    """It means the work function named; without one, that of the line where it stands, or its best candidate."""
    for request in requests_meant(board, fields):
        function = fields.get("function") or function_of(board, request)
        if not function:
            raise NoSuchAct("no work function")
        yield Meant(place_at(PlaceKind.REQUEST, request), {"decision": "accepted", "functions": [function]})
        yield from cleared(request, PlaceKind.LINE)


def refuse(board: Board, fields: Fields) -> Found:
    """It does not mean this work function; what matching finds next takes its place."""
    for request in requests_meant(board, fields):
        function = fields.get("function") or function_of(board, request)
        if not function:
            raise NoSuchAct("no work function")
        there = request.spots[PlaceKind.REJECTED].value
        before = there.rejected if isinstance(there, RejectedRuling) else ()
        rejected = list(dict.fromkeys((*before, StatementKey(function))))
        yield Meant(place_at(PlaceKind.REJECTED, request), {"rejected": rejected})
        yield from cleared(request, PlaceKind.REQUEST, PlaceKind.LINE)


def own(board: Board, fields: Fields) -> Found:
    """It stays in the employer's own words."""
    for request in requests_meant(board, fields):
        yield Meant(place_at(PlaceKind.REQUEST, request), {"decision": "own"})
        yield from cleared(request, PlaceKind.LINE)


def drop(board: Board, fields: Fields) -> Found:
    """It is left out of the programme."""
    for request in requests_meant(board, fields):
        yield Meant(place_at(PlaceKind.REQUEST, request), {"decision": "dropped"})


def free(board: Board, fields: Fields) -> Found:
    """As the constructor would: every ruling about the thing is taken away."""
    kind, key = thing_of(fields)
    if kind == "line":
        line = line_of(board, key)
        for place_kind in sorted(OF_LINES):
            if line.spots[place_kind].value is not None:
                yield Meant(Place(place_kind, key), None)
        for request in requests_of(board, line):
            yield from cleared(request, *sorted(OF_REQUESTS))
    elif kind == "request":
        yield from cleared(the_request(board, key), *sorted(OF_REQUESTS))
    elif kind == "element":
        yield Meant(Place(PlaceKind.HOURS, key), None)
    elif kind == "competence":
        yield Meant(Place(PlaceKind.TITLE, key), None)
    else:
        raise NoSuchAct(kind)


def apart(board: Board, fields: Fields) -> Found:
    """Split off: a line of its own. Its name quotes nobody, since a line's name is shown to all."""
    for request in requests_meant(board, fields):
        own = f"own:{request_key(request)}"
        name = f"{places.LINE_NAME}{request_key(request)}" if own in request.lines else own
        yield Meant(place_at(PlaceKind.LINE, request), {"line": name})


def put(board: Board, fields: Fields) -> Found:
    """Dropped, or put with the keys: a request onto a line or a zone, a line onto a line or a competence."""
    kind, _key = thing_of(fields)
    onto, target = thing_of(fields, "onto")
    if onto == "line":
        there = line_of(board, target)
        for request in requests_meant(board, fields):
            if there.key not in request.lines or request.spots[PlaceKind.LINE].value is not None:
                yield Meant(place_at(PlaceKind.LINE, request), {"line": there.key})
            if _is_dropped(request):
                yield Meant(place_at(PlaceKind.REQUEST, request), None)
    elif onto == "zone" and target in ZONES:
        yield from ZONES[target](board, fields)
    elif onto == "competence" and kind == "line":
        yield _onto_competence(the_line(board, fields), competence_of(board, target))
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


def accept_all(board: Board, fields: Fields) -> Found:
    """Every match that nobody looked at and that is at least so sure, per cent."""
    least = number_of(fields, "least")
    scores = {e.request: e.score for line in board.lines if line.gap.line.function for e in line.evidence}
    for card in board.cards:
        for request in card.requests:
            ruled = any(request.spots[k].value is not None for k in OF_REQUESTS)
            function = function_of(board, request)
            if not ruled and function and request.lines and scores.get(request.ref, -1) >= least:
                yield Meant(place_at(PlaceKind.REQUEST, request), {"decision": "accepted", "functions": [function]})


def review(board: Board, fields: Fields) -> Found:
    """
    A whole sheet of decisions at once: ``choices`` is JSON of ``CARD/N`` to ``accept:FUNCTION``, ``own`` or ``drop``.

    What somebody ruled just so meanwhile is left out; what somebody ruled otherwise is meant all the same, and the
    number of the sheet's newest change makes it stand contested.
    """
    try:
        choices = json.loads(fields.get("choices", ""))
    except RecursionError as error:
        raise NoSuchAct("choices") from error
    if not isinstance(choices, dict) or not all(isinstance(v, str) for v in choices.values()):
        raise NoSuchAct("choices")
    for key, choice in choices.items():
        chosen, _colon, function = choice.partition(":")
        if chosen not in _ON_A_SHEET:
            raise NoSuchAct(choice)
        request = the_request(board, key)
        for change in _ON_A_SHEET[chosen](board, {"what": f"request:{key}", "function": function}):
            there = request.spots[change.place.kind].value
            if there is None or plain(there) != change.value:
                yield change


_ON_A_SHEET: Final[Mapping[str, Callable[[Board, Fields], Found]]] = {"accept": accept, "own": own, "drop": drop}
ZONES: Final[Mapping[str, Callable[[Board, Fields], Found]]] = {"own": own, "drop": drop, "free": free, "apart": apart}
"""Places of the page where a thing may be put."""
