"""What a gesture at the table means: which places it changes, and to what. Rubbish is a `NoSuchAct`."""

from collections.abc import Callable, Mapping
from typing import Final

from remeslo.core.base.findings import ProblemError
from remeslo.core.competence.studio.board import Board
from remeslo.web.apps.studio.acts import lines, requests
from remeslo.web.apps.studio.acts.things import request_key, requests_of, spots
from remeslo.web.apps.studio.acts.values import Fields, Found, Meant, NoSuchAct

__all__ = ["ACTS", "Meant", "NoSuchAct", "meant", "request_key", "requests_of", "spots"]


def meant(board: Board, fields: Fields) -> tuple[Meant, ...]:
    """
    Changes that a gesture means on this board, each place once; raises NoSuchAct.

    Fields: ``act``, ``what`` (``request:CARD/N``, ``line:KEY``, ``element:INDEX``, ``competence:CODE``), and by act
    ``onto``, ``function``, ``answer``, ``competence``, ``payer``, ``level``, ``text``, ``hours``, ``choices``.
    """
    act = ACTS.get(fields.get("act", ""))
    if act is None:
        raise NoSuchAct(fields.get("act", ""))
    try:
        found = {m.place: m for m in act(board, fields)}
    except (ProblemError, ValueError) as error:
        raise NoSuchAct(str(error)) from error
    return tuple(found.values())


ACTS: Final[Mapping[str, Callable[[Board, Fields], Found]]] = {
    **requests.ZONES,
    "accept": requests.accept,
    "accept_all": requests.accept_all,
    "refuse": requests.refuse,
    "review": requests.review,
    "put": requests.put,
    "answer": lines.answer,
    "word": lines.word,
    "payer": lines.payer,
    "level": lines.level,
    "hours": lines.hours,
    "title": lines.title,
    "choose": lines.choose,
}
