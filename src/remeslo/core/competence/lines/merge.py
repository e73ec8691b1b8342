"""Requests of several employers merged into demand lines: one work function, or one own wording, each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import DemandKey, StatementKey
from remeslo.core.competence.demand import DemandCard
from remeslo.core.competence.lines.library import Library
from remeslo.core.competence.lines.requests import Asked
from remeslo.core.competence.matching import merge_same
from remeslo.core.competence.matching.words import Stems
from remeslo.core.competence.model import DemandLine, RequestEvidence, RequestRef


@dataclass(frozen=True, slots=True)
class _Group:
    """Requests of one line, in the order of the cards."""

    key: str
    text: str
    function: StatementKey | None
    asked: tuple[Asked, ...]
    also: tuple[StatementKey, ...] = ()


def in_order(cards: Iterable[DemandCard]) -> tuple[tuple[DemandCard, ...], list[Finding]]:
    """Cards in the order of their keys, whatever order they came in; a key that comes twice counts once."""
    by_key: dict[DemandKey, DemandCard] = {}
    findings: list[Finding] = []
    for card in sorted(cards, key=lambda c: (c.key, c.employer, c.job, repr(c))):
        if card.key in by_key and by_key[card.key] != card:
            findings.append(Finding("demand.card_twice", f"card {card.key}", {"card": card.key}))
        by_key.setdefault(card.key, card)
    return tuple(by_key.values()), findings


def merge(
    asked: Sequence[Asked], cards: Sequence[DemandCard], library: Library, stems: Stems
) -> tuple[DemandLine, ...]:
    """
    Demand lines, the heaviest first.

    w = sum over cards of (the card's share of all people asked for) x (highest criticality it gives the line), as in
    DOMAIN sheet §2, step 2; an employer with several cards counts with the people of those that ask. A card without
    people counts as one person. Requests that the working group put in a line of their own stand together there.
    """
    people = {c.key: max(1, c.people) for c in cards}
    free = [a for a in asked if a.line is None]
    groups = {g.key: g for g in (*_by_function(free, library), *_by_wording(free, stems))}
    lines = [_line(group, people) for group in _with_placed(groups, asked, library).values()]
    return tuple(sorted(lines, key=lambda line: (-line.weight, line.key)))


def _by_function(asked: Sequence[Asked], library: Library) -> list[_Group]:
    groups: dict[StatementKey, list[Asked]] = {}
    for a in asked:
        if a.function is not None:
            groups.setdefault(a.function, []).append(a)
    return [_Group(str(f), library.texts[f], f, tuple(group)) for f, group in groups.items()]


def _by_wording(asked: Sequence[Asked], stems: Stems) -> list[_Group]:
    """Own wordings with the same words (see `same_statement`) are one line, under the first of them."""
    own = [a for a in asked if a.function is None]
    leaders = merge_same([a.requirement.text for a in own], stems)
    groups: dict[int, list[Asked]] = {}
    for a, leader in zip(own, leaders, strict=True):
        groups.setdefault(leader, []).append(a)
    keys: dict[str, int] = {}
    for k in groups:  # two wordings under one number, in a card that a person got wrong, stay two lines
        key = own_key(own[k].ref)
        keys[key if key not in keys else f"{key}+{k}"] = k
    return [_Group(key, own[k].requirement.text, None, tuple(groups[k])) for key, k in keys.items()]


def _with_placed(groups: Mapping[str, _Group], asked: Sequence[Asked], library: Library) -> dict[str, _Group]:
    """The groups with the requests that were put somewhere: in the line with that key, made where there is none."""
    placed: dict[str, list[Asked]] = {}
    for a in asked:
        if a.line is not None:
            placed.setdefault(_standing(a.line, asked, groups), []).append(a)
    merged = dict(groups)
    for key, moved in placed.items():
        there = groups[key].asked if key in groups else ()
        here = {id(a) for a in (*there, *moved)}
        together = [a for a in asked if id(a) in here]
        merged[key] = _merged(key, together, groups.get(key), library)
    return merged


def _standing(line: str, asked: Sequence[Asked], groups: Mapping[str, _Group]) -> str:
    """``own:CARD/N`` is the line in which that request stands of itself; else the key as it is."""
    free = (a for a in asked if a.line is None and own_key(a.ref) == line)
    here = next(free, None)
    if here is None or line in groups:
        return line
    return next(g.key for g in groups.values() if any(a is here for a in g.asked))


def _merged(key: str, asked: Sequence[Asked], there: _Group | None, library: Library) -> _Group:
    """
    One line of requests from several.

    Its work function and text are those of the line that was there; else the work function that the key names; else
    the own wording that it names; else those of the most certain request. Other work functions stand beside it.
    """
    certain = sorted(asked, key=lambda a: (-a.score, a.ref.card, a.ref.number))
    functions = dict.fromkeys(f for a in certain if (f := a.function) is not None)
    leader = next((a for a in asked if a.function is None and own_key(a.ref) == key), None)
    if there is not None:
        function, text = there.function, there.text
    elif key in library.texts:
        function = StatementKey(key)
        text = library.texts[function]
    elif leader is not None:
        function, text = None, leader.requirement.text
    else:
        function = next(iter(functions), None)
        text = asked[0].requirement.text if function is None else library.texts[function]
    return _Group(key, text, function, tuple(asked), tuple(f for f in functions if f != function))


def own_key(ref: RequestRef) -> str:
    """Key of the line of a request's own wording."""
    return f"own:{ref.card}/{ref.number}"


def _line(group: _Group, people: Mapping[DemandKey, int]) -> DemandLine:
    everyone = sum(people.values())
    critical: dict[DemandKey, int] = {}
    for a in group.asked:
        critical[a.ref.card] = max(critical.get(a.ref.card, 0), a.requirement.criticality)
    evidence = {a.ref: _evidence(a, group) for a in reversed(group.asked)}
    requests = tuple(dict.fromkeys(a.ref for a in group.asked))
    return DemandLine(
        key=group.key,
        text=group.text,
        function=group.function,
        statements=_statements(group),
        requests=requests,
        weight=sum((Fraction(people[k] * c, everyone) for k, c in critical.items()), Fraction(0)),
        people=sum(people[k] for k in critical),
        proficiency=max(a.requirement.proficiency for a in group.asked),
        evidence=tuple(evidence[r] for r in requests),
        also=group.also,
    )


def _statements(group: _Group) -> tuple[StatementKey, ...]:
    """Matched statements, those of the most certain request first; the function itself leads."""
    best_first = sorted(group.asked, key=lambda a: (-a.score, a.ref.card, a.ref.number))
    return tuple(dict.fromkeys(s for a in best_first for s in a.statements))


def _evidence(a: Asked, group: _Group) -> RequestEvidence:
    """The reason of a request; one that came to a line by having the same words, or was put there, says so."""
    if a.line is not None:
        return RequestEvidence(request=a.ref, reason="match.placed", score=100, facts={"text": group.text})
    if a.function is None and a is not next(x for x in group.asked if x.line is None):
        return RequestEvidence(request=a.ref, reason="match.same_words", score=100, facts={"text": group.text})
    return RequestEvidence(request=a.ref, reason=a.reason, score=a.score, facts=dict(a.facts))


def people_findings(cards: Iterable[DemandCard]) -> list[Finding]:
    """Cards that ask for nobody, and cards that ask for nothing."""
    found: list[Finding] = []
    for card in cards:
        if not card.headcount:
            found.append(Finding("demand.no_headcount", f"card {card.key}", {"job": card.job}, Severity.WARNING))
        if not card.requirements:
            found.append(Finding("demand.no_requirements", f"card {card.key}", {"job": card.job}, Severity.WARNING))
    return found
