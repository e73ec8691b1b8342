"""The difference of two editions of a state standard, part by part."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from remeslo.core.competence.revision.aligned import code_of
from remeslo.core.competence.revision.edition_diff import compared
from remeslo.core.competence.revision.state_statements import StatePart, StateStatement, state_statements
from remeslo.core.competence.revision.values import Candidate, Change, EditionDiff, StatementChange
from remeslo.core.competence.statestandard import StateStandard

_BY_WORDS = (StatePart.ACTIVITY, StatePart.COMPETENCE, StatePart.GENERAL, StatePart.DISCIPLINE)
"""Parts whose statements, with what they hold, are compared with each other by their words."""


def state_diff(old: StateStandard, new: StateStandard) -> EditionDiff:
    """
    What became of every statement of ``old`` in ``new``.

    Competences are paired as work functions are, by title and by what they hold, then outcomes over the whole edition;
    types of activity and disciplines by their titles; figures by their names. A discipline with other hours and a
    competence of another activity, or with other work functions, keeps its words and is not kept (`Change.CONTENT`).
    """
    ours, theirs = state_statements(old), state_statements(new)
    changes: list[StatementChange] = []
    for part in _BY_WORDS:
        left, right = _of(part, ours), _of(part, theirs)
        changes += _told(compared([s.statement for s in left], [s.statement for s in right]), left, right)
    changes += _figures(_of(StatePart.FIGURE, ours), _of(StatePart.FIGURE, theirs))
    found = {c.old.key: c for c in changes if c.old is not None}
    added = {c.new[0].key: c for c in changes if c.old is None}
    in_order = [*(found[s.key] for s in ours), *(added[s.key] for s in theirs if s.key in added)]
    return EditionDiff(old.edition, new.edition, old.title, new.title, tuple(in_order))


def _of(part: StatePart, listed: Sequence[StateStatement]) -> list[StateStatement]:
    """Statements of a part with those that they hold."""
    heads = {s.key for s in listed if s.part is part}
    return [s for s in listed if s.statement.function in heads]


def _told(
    changes: Iterable[StatementChange], left: Sequence[StateStatement], right: Sequence[StateStatement]
) -> Iterable[StatementChange]:
    """Statements whose words stayed while what stands beside them changed are not kept."""
    ours, theirs = {s.key: s for s in left}, {s.key: s for s in right}
    for change in changes:
        if change.old is None or not change.new:
            yield change
            continue
        was, now = ours[change.old.key], theirs[change.new[0].key]
        facts = dict(change.facts)
        if was.hours != now.hours:
            facts |= {"old_hours": was.hours, "new_hours": now.hours}
        what = change.change
        if what is Change.KEPT and was.told != now.told:
            what = Change.CONTENT
        yield replace(change, change=what, facts=facts)


def _figures(left: Sequence[StateStatement], right: Sequence[StateStatement]) -> Iterable[StatementChange]:
    """Figures by their names; a term that is gone may be another term of the same base."""
    theirs = {code_of(s.key): s for s in right}
    ours = {code_of(s.key) for s in left}
    for s in left:
        other = theirs.get(code_of(s.key))
        if other is None:
            base = code_of(s.key).rpartition("/")[0]
            near = [r for code, r in theirs.items() if code.rpartition("/")[0] == base and code.startswith("term/")]
            candidates = tuple(Candidate(r.statement, 0) for r in near)
            yield StatementChange(old=s.statement, new=(), change=Change.REMOVED, candidates=candidates)
        elif other.hours == s.hours:
            yield StatementChange(old=s.statement, new=(other.statement,), change=Change.KEPT, score=100)
        else:
            facts: dict[str, object] = {"old_hours": s.hours, "new_hours": other.hours}
            yield StatementChange(old=s.statement, new=(other.statement,), change=Change.CONTENT, facts=facts)
    for code, s in theirs.items():
        if code not in ours:
            yield StatementChange(old=None, new=(s.statement,), change=Change.ADDED)
