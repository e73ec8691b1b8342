"""
The chain of a rouble, in both directions: line, rule, facts, learner (under a pseudonym), programme, demand.

Back from a line: what it was made of. Forward from a demand card, a programme or a fact: the money that follows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from remeslo.core.base.facts import Fact, FactKey
from remeslo.core.funding.lines import Line
from remeslo.core.funding.pack import Rule
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster, VersionedDocument
from remeslo.web.apps.funding.accounts import Account

MOST = 60


@dataclass(frozen=True, slots=True)
class Chain:
    """What hangs together; columns are cut at `MOST`, and ``left_off`` says how many lines that leaves out."""

    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    facts: tuple[Fact, ...]
    learners: tuple[str, ...]
    programmes: tuple[VersionedDocument, ...]
    cards: tuple[VersionedDocument, ...]
    amount: Decimal
    left_off: int


def chain_of(here: Account, lines: Iterable[Line], on: date) -> Chain:
    """The chain through some lines; three queries."""
    found = list(lines)
    book, _due = here.due(on)
    keys = dict.fromkeys(k for line in found for k in line.facts)
    facts = [book.by_key[k] for k in keys if k in book.by_key]
    learners = tuple(dict.fromkeys(f.subject for f in facts))
    programmes = _programmes(here.cluster, facts, [f for s in learners for f in book.of("admission", s)])
    rules = tuple(here.pack.rule(k) for k in dict.fromkeys(line.rule for line in found))
    return Chain(
        lines=tuple(found[:MOST]),
        rules=rules,
        facts=tuple(facts[:MOST]),
        learners=learners[:MOST],
        programmes=programmes,
        cards=_cards(here.cluster, {p.key for p in programmes}),
        amount=sum((line.amount for line in found), Decimal(0)),
        left_off=max(0, len(found) - MOST),
    )


def lines_of_fact(here: Account, key: FactKey, on: date) -> list[Line]:
    """Lines that a fact is behind."""
    return [line for line in here.due(on)[1].lines if key in line.facts]


def lines_of_programme(here: Account, programmes: Iterable[str], on: date) -> list[Line]:
    """Lines of learners of some programmes."""
    book, found = here.due(on)
    wanted = set(programmes)
    learners = {f.subject for f in book.of("admission") if f.values.get("programme") in wanted}
    return [line for line in found.lines if line.subject in learners]


def programmes_of_card(card: VersionedDocument, cluster: Cluster) -> list[str]:
    """The programme a card names, or all of the cluster's where it lets the constructor choose; one query."""
    named = card.summary.get("programme")
    if named:
        return [named]
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.OUTLINE, withdrawn=False)
    return list(rows.values_list("key", flat=True))


def _programmes(cluster: Cluster, *groups: Iterable[Fact]) -> tuple[VersionedDocument, ...]:
    keys = {str(f.values["programme"]) for facts in groups for f in facts if f.values.get("programme")}
    return tuple(VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.OUTLINE, key__in=keys))


def _cards(cluster: Cluster, programmes: set[str]) -> tuple[VersionedDocument, ...]:
    rows = VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.DEMAND_CARD, withdrawn=False)
    found = [
        c
        for c in rows.select_related("owner")
        if programmes and (c.summary.get("programme") or "") in ("", *programmes)
    ]
    return tuple(found[:MOST])


def choices(cluster: Cluster) -> Mapping[str, list[VersionedDocument]]:
    """Programmes and cards that a forward trace may begin from; two queries."""
    rows = VersionedDocument.objects.filter(cluster=cluster, withdrawn=False)
    return {
        "programmes": list(rows.filter(kind=DocumentKind.OUTLINE)),
        "cards": list(rows.filter(kind=DocumentKind.DEMAND_CARD).select_related("owner")),
    }
