"""The shortest term in words: a figure, how sure it is, what it was before."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from remeslo.interchange.sentences import say_cause
from remeslo.web.apps.common.templatetags.words import num, weeks
from remeslo.web.apps.studio.enums import TermState
from remeslo.web.apps.studio.shown import TermNow

CHIPS = {
    TermState.COMPUTING: ("note", "clock"),
    TermState.PROVEN: ("ok", "done"),
    TermState.UPPER: ("warn", "target"),
    TermState.IMPOSSIBLE: ("stop", "stop"),
    TermState.UNKNOWN: ("warn", "clock"),
    TermState.NO_DESIGN: ("stop", "stop"),
    TermState.FAILED: ("stop", "warning"),
    TermState.NONE: ("", "clock"),
}


@dataclass(frozen=True, slots=True)
class TermFigure:
    """What the figure of the term shows; ``causes`` say why there is none."""

    state: str
    figure: str
    word: Any
    css: str
    icon: str
    note: str
    causes: tuple[str, ...]


def term_figure(term: TermNow, language: str) -> TermFigure:
    """The term of the programme as it stands, for a reader of a language."""
    css, icon = CHIPS[term.state]
    known = term.weeks if term.weeks is not None else term.previous.weeks if term.previous else None
    note = ""
    if term.is_computing and term.previous is not None and term.previous.weeks is not None:
        note = _("before this change: %(weeks)s") % {"weeks": weeks(term.previous.weeks)}
    elif term.state is TermState.UPPER and term.bound is not None:
        note = _("not below %(bound)s") % {"bound": num(term.bound)}
    causes = tuple(say_cause(c, language).what for c in term.causes)
    figure = weeks(known) if known is not None else "—"
    return TermFigure(term.state.value, figure, term.state.label, css, icon, note, causes)


def term_stamp(term: TermNow) -> str:
    """What the figure depends on, short."""
    return f"{term.state}.{term.number}.{term.weeks or ''}"
