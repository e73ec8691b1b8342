"""Two editions (or two copies) of a standard side by side: what was added, removed, reworded, moved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from remeslo.core.base.text import fold
from remeslo.core.competence.standards import (
    ClassifierEntry,
    GeneralisedFunction,
    OccupationalStandard,
    StatementKind,
    WorkFunction,
)
from remeslo.interchange.profstandart.comparison import (
    Change,
    Comparison,
    FieldChange,
    FunctionChange,
    GeneralisedChange,
    StatementChange,
)
from remeslo.interchange.profstandart.pairing import Pair, best_pairs, equal_pairs, likeness, shared, without

SAME_FUNCTION = 0.5
"""Likeness from which two functions are taken for one: 0.6 of the names' likeness and 0.4 of the share of statements
in common, and 0.1 for the same code. A code alone is not enough: new editions give old codes to other functions."""
REWORDED = 0.7
"""Likeness from which a statement, or the name of a generalised function, is taken for another wording of an old one;
Russian statements that have nothing in common reach 0.55."""

MOST_STATEMENT_PAIRS = 10_000
"""Most pairs of statements of one function that are weighed: a hundred that changed against a hundred."""

Statements = Mapping[StatementKind, tuple[str, ...]]


def compare(old: OccupationalStandard, new: OccupationalStandard) -> Comparison:
    """What differs between an old and a new edition, or between two copies of one."""
    return Comparison(
        old=old.edition,
        new=new.edition,
        fields=_field_changes(_head(old), _head(new)),
        generalised=_generalised(old.generalised, new.generalised),
        functions=_functions(old.functions, new.functions),
    )


@dataclass(frozen=True, slots=True)
class _Folded:
    """What two functions are likened by, folded once."""

    code: str
    name: str
    statements: frozenset[str] = frozenset()


def _functions(old: Sequence[WorkFunction], new: Sequence[WorkFunction]) -> tuple[FunctionChange, ...]:
    partner = {j: (i, value) for i, j, value in _same_functions(old, new)}
    matched = {i for i, _ in partner.values()}
    changes = [
        _function(old[partner[j][0]], f, partner[j][1]) if j in partner else _only(f, Change.ADDED)
        for j, f in enumerate(new)
    ]
    changes += [_only(f, Change.REMOVED) for i, f in enumerate(old) if i not in matched]
    return tuple(changes)


def _same_functions(old: Sequence[WorkFunction], new: Sequence[WorkFunction]) -> list[Pair]:
    """Equal functions first, then the most alike of the rest."""
    ours, theirs = [_folded(f) for f in old], [_folded(f) for f in new]
    pairs = equal_pairs(ours, theirs)
    left, right = without(pairs, len(ours), len(theirs))
    alike = best_pairs([ours[i] for i in left], [theirs[j] for j in right], _alike, at_least=SAME_FUNCTION)
    return pairs + [(left[i], right[j], value) for i, j, value in alike]


def _folded(function: WorkFunction) -> _Folded:
    statements = (*function.actions, *function.skills, *function.knowledge)
    return _Folded(function.code, fold(function.name), frozenset(map(fold, statements)))


def _alike(old: _Folded, new: _Folded) -> float:
    by_code = 0.1 if old.code == new.code else 0.0
    common = shared(old.statements, new.statements)
    return min(1.0, 0.6 * likeness(old.name, new.name) + 0.4 * common + by_code)


def _function(old: WorkFunction, new: WorkFunction, value: float) -> FunctionChange:
    fields = _field_changes(_function_fields(old), _function_fields(new))
    statements = statement_changes(_statements(old), _statements(new))
    is_reordered = not statements and _statements(old) != _statements(new)
    is_same = not fields and not statements and not is_reordered
    return FunctionChange(
        change=Change.SAME if is_same else Change.CHANGED,
        old=old,
        new=new,
        likeness=value,
        fields=fields,
        statements=statements,
        is_reordered=is_reordered,
    )


def _only(function: WorkFunction, change: Change) -> FunctionChange:
    none: Statements = {}
    if change is Change.ADDED:
        return FunctionChange(change=change, new=function, statements=statement_changes(none, _statements(function)))
    return FunctionChange(change=change, old=function, statements=statement_changes(_statements(function), none))


def statement_changes(old: Statements, new: Statements) -> tuple[StatementChange, ...]:
    """
    What differs between the statements of two functions.

    Equal texts of one kind are paired first, then equal texts of two kinds (moved), then the most alike of one kind
    (reworded); what is left was added or removed.
    """
    ours = [_Item(kind, text, fold(text)) for kind, texts in old.items() for text in texts]
    theirs = [_Item(kind, text, fold(text)) for kind, texts in new.items() for text in texts]
    changes: list[StatementChange] = []
    for pairing in (_equal, _moved, _reworded):
        pairs = pairing(ours, theirs)
        changes += [c for i, j, value in pairs if (c := _pair(ours[i], theirs[j], value))]
        left, right = without(pairs, len(ours), len(theirs))
        ours, theirs = [ours[i] for i in left], [theirs[j] for j in right]
    changes += [StatementChange(change=Change.ADDED, kind=item.kind, new=item.text) for item in theirs]
    changes += [StatementChange(change=Change.REMOVED, kind=item.kind, old=item.text) for item in ours]
    return tuple(changes)


@dataclass(frozen=True, slots=True)
class _Item:
    """A statement with its folded text."""

    kind: StatementKind
    text: str
    folded: str


def _equal(old: Sequence[_Item], new: Sequence[_Item]) -> list[Pair]:
    return equal_pairs([(a.kind, a.folded) for a in old], [(b.kind, b.folded) for b in new])


def _moved(old: Sequence[_Item], new: Sequence[_Item]) -> list[Pair]:
    return equal_pairs([a.folded for a in old], [b.folded for b in new])


def _reworded(old: Sequence[_Item], new: Sequence[_Item]) -> list[Pair]:
    def alike(a: _Item, b: _Item) -> float:
        return likeness(a.folded, b.folded) if a.kind is b.kind else 0.0

    return best_pairs(old, new, alike, at_least=REWORDED, most=MOST_STATEMENT_PAIRS)


def _pair(old: _Item, new: _Item, value: float) -> StatementChange | None:
    """What became of a statement that is in both; None when nothing did."""
    if old.kind is not new.kind:
        return StatementChange(
            change=Change.MOVED, kind=new.kind, old=old.text, new=new.text, old_kind=old.kind, likeness=value
        )
    if old.text == new.text:
        return None
    return StatementChange(change=Change.REWORDED, kind=new.kind, old=old.text, new=new.text, likeness=value)


def _generalised(
    old: Sequence[GeneralisedFunction], new: Sequence[GeneralisedFunction]
) -> tuple[GeneralisedChange, ...]:
    def alike(a: _Folded, b: _Folded) -> float:
        return likeness(a.name, b.name) + (0.1 if a.code == b.code else 0.0)

    ours, theirs = [_Folded(g.code, fold(g.name)) for g in old], [_Folded(g.code, fold(g.name)) for g in new]
    partner = {j: i for i, j, _ in best_pairs(ours, theirs, alike, at_least=REWORDED)}
    changes = []
    for j, g in enumerate(new):
        if j not in partner:
            changes.append(GeneralisedChange(change=Change.ADDED, new=g))
            continue
        was = old[partner[j]]
        fields = _field_changes(_generalised_fields(was), _generalised_fields(g))
        changes.append(
            GeneralisedChange(change=Change.CHANGED if fields else Change.SAME, old=was, new=g, fields=fields)
        )
    matched = set(partner.values())
    changes += [GeneralisedChange(change=Change.REMOVED, old=g) for i, g in enumerate(old) if i not in matched]
    return tuple(changes)


def _statements(function: WorkFunction) -> Statements:
    return {
        StatementKind.LABOUR_ACTION: function.actions,
        StatementKind.SKILL: function.skills,
        StatementKind.KNOWLEDGE: function.knowledge,
    }


def _field_changes(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[FieldChange, ...]:
    return tuple(FieldChange(field=name, old=old[name], new=new[name]) for name in new if old[name] != new[name])


def _head(s: OccupationalStandard) -> Mapping[str, str]:
    responsible = s.responsible
    return {
        "code": s.code,
        "title": s.title,
        "registration_number": s.registration_number,
        "order_number": s.order_number,
        "approved": s.approved.isoformat() if s.approved else "",
        "activity": s.activity,
        "purpose": s.purpose,
        "classifiers": _classifiers(s.classifiers),
        "responsible": f"{responsible.organisation}; {responsible.position}; {responsible.head}" if responsible else "",
        "developers": _lines(s.developers),
    }


def _generalised_fields(g: GeneralisedFunction) -> Mapping[str, str]:
    return {
        "code": g.code,
        "name": g.name,
        "level": g.level,
        "job_titles": _lines(g.job_titles),
        "education": _lines(g.education),
        "experience": _lines(g.experience),
        "conditions": _lines(g.conditions),
        "other": _lines(g.other),
        "classifiers": _classifiers(g.classifiers),
    }


def _function_fields(f: WorkFunction) -> Mapping[str, str]:
    return {
        "code": f.code,
        "name": f.name,
        "level": f.level,
        "other": _lines(f.other),
        "footnotes": _lines(f.footnotes),
    }


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)


def _classifiers(entries: Iterable[ClassifierEntry]) -> str:
    return _lines(f"{e.classifier} {e.code} {e.name}" for e in entries)
