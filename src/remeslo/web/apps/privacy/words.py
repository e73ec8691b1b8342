"""Words of these pages."""

from typing import Any, Final

from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from remeslo.core.privacy import Item, Kind, Reason, Span, Start, Then
from remeslo.web.apps.common.templatetags.words import day as day_words

THEN: Final = {
    Then.ERASE: (pgettext_lazy("privacy", "erased"), "note", "delete"),
    Then.PSEUDONYMISE: (pgettext_lazy("privacy", "pseudonymised"), "note", "person"),
    Then.KEEP: (pgettext_lazy("privacy", "kept"), "", "lock"),
}
"""Word, kind of chip, icon."""

WHOSE: Final = {
    "learner": pgettext_lazy("privacy", "Learners"),
    "staff": pgettext_lazy("privacy", "Teachers, masters, mentors"),
    "account": pgettext_lazy("privacy", "Accounts"),
    "partner": pgettext_lazy("privacy", "People of organisations"),
}

STARTS: Final = {
    Start.LAST_FACT: gettext_lazy("after the last fact about the learner"),
    Start.LAST_SIGN_IN: gettext_lazy("after the last sign-in"),
    Start.MADE: gettext_lazy("after it was made"),
    Start.CHANGED: gettext_lazy("after the last change"),
    Start.ENDED: gettext_lazy("after the end"),
    Start.REQUEST: gettext_lazy("on request only"),
}

REASONS: Final = {
    Reason.TERM_OVER: gettext_lazy("the term is over"),
    Reason.REQUESTED: gettext_lazy("it was asked for"),
    Reason.TERM_RUNS: gettext_lazy("the term runs"),
    Reason.LAW: gettext_lazy("a law still asks for it"),
    Reason.HOLD: gettext_lazy("it is held"),
    Reason.KEPT: gettext_lazy("this kind is never erased"),
    Reason.ON_REQUEST: gettext_lazy("no term ends by itself: only on request"),
}


def in_words(thing: Any, name: str) -> str:
    """``title`` of a kind, ``text`` of a ground, in the reader's language."""
    language = "en" if (get_language() or "ru").startswith("en") else "ru"
    return str(getattr(thing, f"{name}_{language}"))


def months_text(months: int) -> str:
    """36 -> 3 years; 1 -> 1 month; 0 -> at once."""
    if months == 0:
        return _("at once")
    if months % 12 == 0:
        return ngettext("%(n)s year", "%(n)s years", months // 12) % {"n": months // 12}
    return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}


def term_text(kind: Kind) -> str:
    """How long it is needed, and from when that counts; the newest span."""
    return _span_text(kind.terms, kind)


def law_text(kind: Kind) -> str:
    """How long a law asks for it; nothing where none is named."""
    return _span_text(kind.laws, kind) if kind.laws else ""


def _span_text(spans: tuple[Span, ...], kind: Kind) -> str:
    if kind.then is Then.KEEP and not spans:
        return _("without end")
    if not spans:
        return str(STARTS[kind.starts])
    return f"{months_text(spans[-1].months)} {STARTS[kind.starts]}"


def reason_text(item: Item) -> str:
    """Why it goes or stays, and to which day."""
    words = str(REASONS[item.reason])
    if item.reason in (Reason.TERM_RUNS, Reason.LAW, Reason.HOLD) and item.day is not None:
        return _("%(why)s, to %(day)s") % {"why": words, "day": day_words(item.day)}
    return words
