"""Words of these pages: rulings told as sentences, kinds of things, states."""

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from remeslo.core.competence.model import GapClass
from remeslo.core.competence.studio.impact import Paper
from remeslo.core.competence.studio.place import LINE_NAME, Place, PlaceKind
from remeslo.core.competence.studio.values import (
    AnswerRuling,
    Decision,
    HoursRuling,
    LineRuling,
    Payer,
    PayerRuling,
    ProficiencyRuling,
    RejectedRuling,
    RequestRuling,
    TitleRuling,
    Value,
    WordingRuling,
)
from remeslo.web.apps.common.templatetags.words import hours
from remeslo.web.apps.programmes.tables.constructor import function_code
from remeslo.web.apps.programmes.words import ANSWER

Word = str | Promise

PLACE: Final[dict[PlaceKind, Word]] = {
    PlaceKind.REQUEST: gettext_lazy("what the request means"),
    PlaceKind.REJECTED: gettext_lazy("what the request does not mean"),
    PlaceKind.LINE: gettext_lazy("the line of the request"),
    PlaceKind.WORDING: gettext_lazy("the wording of the line"),
    PlaceKind.ANSWER: gettext_lazy("the answer to the line"),
    PlaceKind.PAYER: gettext_lazy("who pays for the line"),
    PlaceKind.PROFICIENCY: gettext_lazy("the level of the line"),
    PlaceKind.HOURS: gettext_lazy("hours of the element"),
    PlaceKind.TITLE: gettext_lazy("title of the competence"),
}
PAYER: Final[dict[Payer, Word]] = {
    Payer.CORE: gettext_lazy("mandatory part"),
    Payer.VARIABLE: gettext_lazy("variative part"),
    Payer.EMPLOYER: gettext_lazy("paid by the employer"),
}
LEVEL: Final[dict[int, Word]] = {
    1: gettext_lazy("under guidance"),
    2: gettext_lazy("alone"),
    3: gettext_lazy("able to teach others"),
}
DECISION: Final[dict[Decision, tuple[Word, str, str]]] = {
    Decision.ACCEPTED: (pgettext_lazy("request", "accepted"), "ok", "check"),
    Decision.OWN: (pgettext_lazy("request", "own wording"), "note", "edit"),
    Decision.DROPPED: (pgettext_lazy("request", "left out"), "stop", "close"),
}
"""Word, kind of chip, icon."""
PAPER: Final[dict[Paper, Word]] = {
    Paper.PROGRAMME: gettext_lazy("document of the programme"),
    Paper.MATRIX: gettext_lazy("matrices"),
    Paper.CURRICULUM: gettext_lazy("curriculum"),
    Paper.CALENDAR: gettext_lazy("calendar of study"),
    Paper.NETWORK: gettext_lazy("sheets of the network"),
}
PARTS: Final[dict[str, Word]] = {
    "part.disciplines": gettext_lazy("Disciplines and modules"),
    "part.practice": gettext_lazy("Practice"),
    "part.final_attestation": gettext_lazy("Final attestation"),
    "part.mandatory": gettext_lazy("Mandatory part"),
    "part.total": gettext_lazy("Total"),
}
ANSWERS: Final = (GapClass.COVERED, GapClass.DEEPEN, GapClass.NEW, GapClass.REJECTED)


def place_words(place: Place) -> str:
    """What is ruled on: the element and the competence with their codes, the rest by kind."""
    if place.kind in (PlaceKind.HOURS, PlaceKind.TITLE):
        return f"{PLACE[place.kind]} {place.key}"
    return str(PLACE[place.kind])


def value_words(value: Value | None) -> str:
    """What is ruled, in words; may quote a wording that the group gave."""
    if value is None:
        return _("as the constructor would")
    said = _SAID[type(value)](value)
    return f"{said} — {value.note}" if value.note else said


def line_name(key: str) -> str:
    """The name of a line by its key: the group's name, or the work function as people cite it."""
    if key.startswith(LINE_NAME):
        return key.removeprefix(LINE_NAME)
    return _("own wording") if key.startswith("own:") else _cited(key)


def _cited(function: Any) -> str:
    return function_code(function)


def _request(value: RequestRuling) -> str:
    if value.decision is Decision.ACCEPTED:
        return _("accepted: %(functions)s") % {"functions": ", ".join(_cited(f) for f in value.functions)}
    return str(DECISION[value.decision][0])


def _rejected(value: RejectedRuling) -> str:
    return _("not %(functions)s") % {"functions": ", ".join(_cited(f) for f in value.rejected)}


def _line(value: LineRuling) -> str:
    return _("in the line “%(line)s”") % {"line": line_name(value.line)}


def _answer(value: AnswerRuling) -> str:
    word = str(ANSWER[value.answer][0])
    return f"{word} → {value.competence}" if value.competence else word


_SAID: Final[dict[type, Any]] = {
    RequestRuling: _request,
    RejectedRuling: _rejected,
    LineRuling: _line,
    WordingRuling: lambda value: f"«{value.text}»",
    AnswerRuling: _answer,
    PayerRuling: lambda value: str(PAYER[value.payer]),
    ProficiencyRuling: lambda value: str(LEVEL[value.proficiency]),
    HoursRuling: lambda value: hours(value.hours),
    TitleRuling: lambda value: f"«{value.title}»",
}

MATCHED: Final = (pgettext_lazy("request", "matched"), "", "sparkles")
WORDED: Final = (pgettext_lazy("request", "no match: own wording"), "warn", "edit")
MOVED: Final = (pgettext_lazy("request", "moved"), "ok", "link")
"""How a request stands on which nobody ruled what it means: word, kind of chip, icon."""
