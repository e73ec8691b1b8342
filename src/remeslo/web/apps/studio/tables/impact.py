"""What a change touches, in words for one reader: counted in a line, and listed one by one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from remeslo.core.competence.studio.impact import Impact, Shared
from remeslo.core.competence.studio.versions import (
    CompetenceChange,
    DesignChanges,
    ElementChange,
    LineChange,
    OutcomeChange,
)
from remeslo.web.apps.common.templatetags.words import NBSP, hours, num
from remeslo.web.apps.programmes.audience import Audience
from remeslo.web.apps.programmes.tables.constructor import function_code
from remeslo.web.apps.programmes.words import ANSWER
from remeslo.web.apps.studio.words import PAPER

LARGE_LINES, LARGE_HOURS = 3, 72
"""From so many lines that come or go, or hours that move, on a change is shown in a dialog."""


@dataclass(frozen=True, slots=True)
class Touch:
    """One kind of thing that a change touches."""

    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class ImpactTable:
    """
    What a change touches.

    Parameters
    ----------
    touches
        One each for lines, competences, outcomes, elements with hours, groups, plan, other programmes, papers.
    lists
        Heading and lines of each kind that has any.
    large
        It deserves a dialog.
    """

    touches: tuple[Touch, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    large: bool


def impact_table(impact: Impact, audience: Audience, groups: Mapping[str, str]) -> ImpactTable:
    """Counts and lists; ``groups`` names study groups by key."""
    return ImpactTable(tuple(_touches(impact)), tuple(_lists(impact, audience, groups)), is_large(impact))


def is_large(impact: Impact) -> bool:
    """Whole competences or elements come or go, much demand moves, many hours move, or another programme is touched."""
    changes = impact.changes
    lines = sum(None in (c.before, c.after) for c in changes.lines)
    whole = any(None in (c.before, c.after) for c in changes.competences)
    whole = whole or any(None in (e.before, e.after) for e in changes.elements)
    shares = any(o.elements or o.workshops for o in impact.others)
    return lines > LARGE_LINES or whole or _moved(changes.elements) > LARGE_HOURS or shares


def _moved(elements: Iterable[ElementChange]) -> int:
    return sum(abs((after or 0) - (before or 0)) for before, after in (e.hours for e in elements))


def _touches(impact: Impact) -> Iterable[Touch]:
    changes = impact.changes
    if n := len(changes.lines):
        yield Touch("demand", ngettext("%(n)s line of demand", "%(n)s lines of demand", n) % {"n": num(n)})
    if n := len(changes.competences):
        yield Touch("target", ngettext("%(n)s competence", "%(n)s competences", n) % {"n": num(n)})
    if n := len(changes.outcomes):
        yield Touch("layers", ngettext("%(n)s learning outcome", "%(n)s learning outcomes", n) % {"n": num(n)})
    if n := len(changes.elements):
        words = ngettext("%(n)s element", "%(n)s elements", n) % {"n": num(n)}
        moved = changes.hours[1] - changes.hours[0]
        inside = _moved(changes.elements)
        if moved:
            words += f": {_signed(moved)}{NBSP}" + _("h")
        elif inside:
            words += ": " + _("%(hours)s moved within the same total") % {"hours": hours(inside // 2)}
        yield Touch("hours", words)
    before, after = (c.percent for c in changes.coverage)
    if before != after:
        yield Touch("chart", _("demand answered: %(before)s → %(after)s %%") % {"before": before, "after": after})
    if n := len(impact.groups):
        yield Touch("group", ngettext("%(n)s study group", "%(n)s study groups", n) % {"n": num(n)})
    if impact.term_plan:
        yield Touch("plan", _("the term plan is to be made anew"))
    if n := len(impact.others):
        yield Touch("programme", ngettext("%(n)s other programme", "%(n)s other programmes", n) % {"n": num(n)})
    if impact.papers:
        yield Touch("file", _("papers: %(papers)s") % {"papers": ", ".join(str(PAPER[p]) for p in impact.papers)})


def _lists(impact: Impact, audience: Audience, groups: Mapping[str, str]) -> Iterable[tuple[str, tuple[str, ...]]]:
    heads: Sequence[tuple[str, tuple[str, ...]]] = (
        *design_lists(impact.changes, audience),
        (_("Study groups"), tuple(groups.get(g, g) for g in impact.groups)),
        (
            _("Other programmes"),
            tuple(_shared(o) for o in impact.others),
        ),
    )
    return ((head, lines) for head, lines in heads if lines)


def design_lists(changes: DesignChanges, audience: Audience) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Lines, competences, outcomes and elements that differ, in words; kinds without any are left out."""
    heads = (
        (_("Lines of demand"), tuple(_line(c, audience) for c in changes.lines)),
        (_("Competences"), tuple(_competence(c) for c in changes.competences)),
        (_("Elements"), tuple(_element(c) for c in changes.elements)),
        (_("Learning outcomes"), tuple(_outcome(c) for c in changes.outcomes)),
    )
    return ((head, lines) for head, lines in heads if lines)


def _shared(other: Shared) -> str:
    common = ", ".join((*other.elements, *other.workshops))
    return f"{other.title}: {common}" if common else other.title


def _line(change: LineChange, audience: Audience) -> str:
    shown = change.after or change.before
    assert shown is not None
    text = shown.line.text if audience.reads_text(shown.line) else _("other employers' own words")
    named = f"{function_code(shown.line.function)} {text}".strip()
    if change.before is None:
        return _("new line: %(line)s") % {"line": named}
    if change.after is None:
        return _("goes: %(line)s") % {"line": named}
    if change.before.answer is not change.after.answer:
        told = {"line": named, "before": ANSWER[change.before.answer][0], "after": ANSWER[change.after.answer][0]}
        return _("%(line)s: %(before)s → %(after)s") % told
    return _("changes: %(line)s") % {"line": named}


def _competence(change: CompetenceChange) -> str:
    shown = change.after or change.before
    assert shown is not None
    return _came_or_went(f"{change.key} {shown.title}", change.before, change.after)


def _outcome(change: OutcomeChange) -> str:
    shown = change.after or change.before
    assert shown is not None
    return _came_or_went(f"{change.key} {shown.text}", change.before, change.after)


def _element(change: ElementChange) -> str:
    shown = change.after or change.before
    assert shown is not None
    before, after = change.hours
    named = f"{change.index} {shown.title}"
    if before is not None and after is not None and before != after:
        return f"{named}: {num(before)} → {hours(after)}"
    return _came_or_went(named, change.before, change.after)


def _came_or_went(named: str, before: object, after: object) -> str:
    if before is None:
        return _("new: %(thing)s") % {"thing": named}
    if after is None:
        return _("goes: %(thing)s") % {"thing": named}
    return _("changes: %(thing)s") % {"thing": named}


def _signed(value: int) -> str:
    return f"+{num(value)}" if value > 0 else num(value)
