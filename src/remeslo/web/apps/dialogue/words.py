"""Words of these pages: titles of questions for everybody, figures for those who may read them, links behind keys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.studio.place import LINE_NAME, OF_LINES, PlaceKind, read_place
from remeslo.core.dialogue.question import Question, QuestionKind
from remeslo.core.dialogue.voting import Because
from remeslo.core.line.answers import AnswerState, Timing
from remeslo.interchange.sentences import Sentence, say
from remeslo.web.apps.common.frame import reverse_or_none
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.dialogue.enums import Follow, Kind, MeetingState, ProposalState
from remeslo.web.apps.studio.words import line_name, place_words

Word = str | Promise
Chip = tuple[Any, str, str]

MEETING: Final[Mapping[str, tuple[str, str]]] = {
    MeetingState.DRAFT: ("", "edit"),
    MeetingState.CALLED: ("note", "clock"),
    MeetingState.OPEN: ("warm", "run"),
    MeetingState.CLOSED: ("warn", "edit"),
    MeetingState.FIXED: ("note", "file"),
    MeetingState.SIGNED: ("ok", "done"),
    MeetingState.CANCELLED: ("stop", "cancel"),
}
PROPOSAL: Final[Mapping[str, tuple[str, str]]] = {
    ProposalState.PUT: ("", "clock"),
    ProposalState.VOTING: ("warm", "run"),
    ProposalState.ACCEPTED: ("ok", "done"),
    ProposalState.REFUSED: ("stop", "stop"),
    ProposalState.NO_QUORUM: ("warn", "warning"),
    ProposalState.WITHDRAWN: ("", "undo"),
}
FOLLOW: Final[Mapping[str, tuple[str, str]]] = {
    Follow.OPEN: ("note", "clock"),
    Follow.OVERDUE: ("stop", "warning"),
    Follow.DONE: ("ok", "done"),
    Follow.REPLACED: ("", "undo"),
}
ANSWER: Final[Mapping[AnswerState, tuple[Word, str, str]]] = {
    AnswerState.FULL: (pgettext_lazy("answer", "answered in full"), "ok", "done"),
    AnswerState.PARTLY: (pgettext_lazy("answer", "answered in part"), "warn", "warning"),
    AnswerState.LATE: (pgettext_lazy("answer", "graduates come late"), "warn", "clock"),
    AnswerState.NO_PLACES: (pgettext_lazy("answer", "no places"), "stop", "stop"),
    AnswerState.NO_TERM: (pgettext_lazy("answer", "no term plan"), "stop", "stop"),
    AnswerState.NO_PROGRAMME: (pgettext_lazy("answer", "no programme answers"), "stop", "stop"),
    AnswerState.NOT_PLANNED: (pgettext_lazy("answer", "waits for a plan"), "note", "clock"),
}
TIMING: Final[Mapping[Timing, Word]] = {
    Timing.IN_TIME: pgettext_lazy("graduates", "in time"),
    Timing.EARLY: pgettext_lazy("graduates", "a year earlier"),
    Timing.LATE: pgettext_lazy("graduates", "late"),
}
BECAUSE: Final[Mapping[str, Word]] = {
    Because.MORE_FOR: pgettext_lazy("vote", "more for it"),
    Because.NOT_MORE_FOR: pgettext_lazy("vote", "not more for it"),
    Because.NOBODY_VOTED: pgettext_lazy("vote", "nobody voted"),
    Because.TIE_REFUSED: pgettext_lazy("vote", "even vote"),
    Because.TIE_CHAIR_FOR: pgettext_lazy("vote", "even vote, the chair for it"),
    Because.TIE_CHAIR_AGAINST: pgettext_lazy("vote", "even vote, the chair against it"),
    Because.TIE_CHAIR_SILENT: pgettext_lazy("vote", "even vote, the chair did not decide"),
    Because.TOO_FEW: pgettext_lazy("vote", "fewer than the quorum are there"),
}


@dataclass(frozen=True, slots=True)
class KeyLink:
    """The page of a thing that a question or decision is about."""

    label: str
    url: str


def language() -> str:
    """Of the sentence catalogue."""
    return "en" if (get_language() or "ru").startswith("en") else "ru"


def chip_of(state: str, words: type[Any], looks: Mapping[str, tuple[str, str]]) -> Chip:
    """A chip of a state: its word, colour and sign."""
    return (words(state).label, *looks[state])


def told(findings: Iterable[Finding]) -> list[Sentence]:
    """Findings in words."""
    return [say(f, language()) for f in findings]


def title_for_all(question: Question, names: Mapping[str, str]) -> str:
    """The title that everybody may read: nothing of the contents of an employer's card."""
    who = ", ".join(names.get(k, k) for k in question.touches)
    match question.kind:
        case QuestionKind.DEMAND:
            return _("Demand of %(employer)s that no programme answers") % {"employer": who}
        case QuestionKind.GRADUATES:
            return _("Graduates for %(employer)s: too few, or too late") % {"employer": who}
        case QuestionKind.COMPETENCE:
            what = _("Disagreement at the table of “%(programme)s”") % {"programme": question.title}
            place = _place(str(question.facts.get("place", "")))
            return f"{what}: {place}" if place else what
        case QuestionKind.WORKSHOP:
            return _("Workshops: %(name)s is refused or closed") % {"name": question.title}
        case QuestionKind.COMMITMENT:
            return _("Overdue promise: %(employer)s") % {"employer": names.get(question.touches[0], "")}
        case QuestionKind.DECISION:
            return _("Not carried out: %(text)s") % {"text": question.title}
        case QuestionKind.OWN:
            return question.title


def _place(text: str) -> str:
    if not text:
        return ""
    place = read_place(text)
    words = place_words(place)
    if place.kind in OF_LINES and (place.key.startswith(LINE_NAME) or not place.key.startswith("own:")):
        return f"{words} «{line_name(place.key)}»"
    return words if place.kind is not PlaceKind.REQUEST else _("what a request means")


def own_words(question: Question) -> str:
    """What it is in figures, for those who may read them."""
    if question.kind is QuestionKind.OWN:
        return ""
    finding = Finding(f"question.what_{question.kind.value}", "", question.facts, Severity.NOTE)
    return say(finding, language()).what


def reasons(question: Question) -> list[tuple[str, int]]:
    """Why it weighs what it weighs: sentence and points."""
    return [(say(Finding(r.code, "", r.facts, Severity.NOTE), language()).what, r.points) for r in question.reasons]


def kind_of(value: str) -> str:
    """The word of a kind of question."""
    return str(Kind(value).label)


def link_of(cluster: Cluster, key: str) -> KeyLink | None:
    """The page behind a key, None where there is none."""
    kind, _colon, rest = key.partition(":")
    here = {"cluster": cluster.key}
    match kind:
        case "card":
            return _link(pgettext("link", "Demand card"), "demand:detail", **here, key=rest)
        case "programme":
            return _link(pgettext("link", "Programme"), "programmes:term", **here, key=rest)
        case "table":
            return _link(pgettext("link", "Table of the programme"), "studio:table", **here, key=rest.partition("/")[0])
        case "workshop":
            return _link(pgettext("link", "Workshops of the cluster"), "network:year", **here)
        case "practice":
            return _link(pgettext("link", "Workshops over the year"), "network:year", **here)
        case "commitment":
            return _link(pgettext("link", "Agreement"), "agreements:detail", **here, key=rest.partition("/")[0])
        case "decision":
            return _link(pgettext("link", "Decision no. %(n)s") % {"n": rest}, "dialogue:decision", **here, number=rest)
    return None


def links_of(cluster: Cluster, keys: Iterable[str]) -> list[KeyLink]:
    """The pages behind keys, each address once."""
    found = [link for key in keys if (link := link_of(cluster, key)) is not None]
    return list({link.url: link for link in found}.values())


def _link(text: str, name: str, **where: Any) -> KeyLink | None:
    url = reverse_or_none(name, **where)
    return KeyLink(text, url) if url else None
