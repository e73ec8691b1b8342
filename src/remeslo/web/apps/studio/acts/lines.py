"""Gestures about lines, and about the graduate: answers, wordings, payers, levels, hours, titles, choices."""

from typing import Any

from remeslo.core.competence.model import GapClass
from remeslo.core.competence.studio import place as places
from remeslo.core.competence.studio.board import Board
from remeslo.core.competence.studio.place import Place, PlaceKind
from remeslo.core.competence.studio.reading import plain
from remeslo.web.apps.studio.acts.things import competence_of, spots, the_line, thing_of
from remeslo.web.apps.studio.acts.values import Fields, Found, Meant, NoSuchAct, number_of


def answer(board: Board, fields: Fields) -> Found:
    """How the programme answers the line."""
    line, answer = the_line(board, fields), GapClass(fields.get("answer", ""))
    value: dict[str, Any] = {"answer": answer.value}
    if fields.get("competence") and answer in (GapClass.COVERED, GapClass.DEEPEN):
        value["competence"] = fields["competence"]
    yield Meant(Place(PlaceKind.ANSWER, line.key), value)


def word(board: Board, fields: Fields) -> Found:
    """The wording of the line; empty: as the constructor would."""
    line, text = the_line(board, fields), " ".join(fields.get("text", "").split())
    yield Meant(Place(PlaceKind.WORDING, line.key), {"text": text} if text else None)


def payer(board: Board, fields: Fields) -> Found:
    """Who pays for it."""
    yield Meant(Place(PlaceKind.PAYER, the_line(board, fields).key), {"payer": fields.get("payer", "")})


def level(board: Board, fields: Fields) -> Found:
    """How well graduates must master it."""
    yield Meant(Place(PlaceKind.PROFICIENCY, the_line(board, fields).key), {"proficiency": number_of(fields, "level")})


def hours(board: Board, fields: Fields) -> Found:
    """Hours of an element."""
    kind, key = thing_of(fields)
    if kind != "element" or not any(e.index == key for e in board.elements):
        raise NoSuchAct(key)
    yield Meant(Place(PlaceKind.HOURS, key), {"hours": number_of(fields, "hours")})


def title(board: Board, fields: Fields) -> Found:
    """Title of a competence; empty: as the constructor would."""
    kind, key = thing_of(fields)
    if kind != "competence":
        raise NoSuchAct(kind)
    text = " ".join(fields.get("text", "").split())
    yield Meant(Place(PlaceKind.TITLE, competence_of(board, key).key), {"title": text} if text else None)


def choose(board: Board, fields: Fields) -> Found:
    """Of a contested place, the value of one of its changes."""
    where, number = places.read_place(fields.get("what", "")), number_of(fields, "number")
    for spot in spots(board):
        if spot.place == where and spot.by is not None:
            for change in (spot.by, *spot.contested):
                if change.number == number:
                    value = plain(change.value)
                    yield Meant(where, value if isinstance(value, dict) else None)
                    return
    raise NoSuchAct(str(where))
