"""Agreements beside each other: overlaps, renewals, additional agreements."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from remeslo.core.agreements.agreement import Agreement
from remeslo.core.agreements.kinds import AgreementKey
from remeslo.core.agreements.matters import Matter, matters, meet
from remeslo.core.agreements.state import force, planned_end
from remeslo.core.base.findings import Finding, Severity


def span(agreement: Agreement) -> tuple[date, date]:
    """Days it takes: those in force; of one that is not signed, those that it is about."""
    return force(agreement) or (agreement.first, planned_end(agreement))


def shared_days(a: Agreement, b: Agreement) -> tuple[date, date] | None:
    """First day that both take and the first day after; ``None`` when there is none."""
    (a_first, a_until), (b_first, b_until) = span(a), span(b)
    first, until = max(a_first, b_first), min(a_until, b_until)
    return (first, until) if first < until else None


def check_overlaps(agreements: Sequence[Agreement]) -> Iterator[Finding]:
    """
    ``agreement.overlap``: two agreements of one kind between the same sides about the same thing on the same days.

    Both are named. Papers that were taken back and additional agreements are left out; two drafts are only warned of.
    """
    alike: dict[tuple[str, frozenset[str]], list[Agreement]] = defaultdict(list)
    for agreement in agreements:
        if agreement.withdrawn is None and agreement.amends is None:
            alike[agreement.kind, frozenset(agreement.organisations)].append(agreement)
    for group in alike.values():
        for a, b in combinations(sorted(group, key=lambda x: (x.first, x.key)), 2):
            days = shared_days(a, b)
            if days is not None and (about := meet(matters(a), matters(b))):
                yield _overlap(a, b, days, about)


def _overlap(a: Agreement, b: Agreement, days: tuple[date, date], about: frozenset[Matter]) -> Finding:
    named = tuple(sorted({m.about or m.kind for m in about}))
    facts = {"one": a.key, "other": b.key, "first": days[0], "until": days[1], "about": named}
    are_drafts = all(x.sent is None and x.on_paper is None for x in (a, b))
    severity = Severity.WARNING if are_drafts else Severity.STOPS_PUBLISHING
    return Finding("agreement.overlap", f"{a.key}, {b.key}", facts, severity)


def check_renewals(agreements: Sequence[Agreement]) -> Iterator[Finding]:
    """
    ``agreement.renews_nothing``, ``agreement.renews_other`` (kind or sides), ``agreement.renewed_twice``,
    ``agreement.renewal_gap`` where days lie between and nobody says why, ``agreement.renewal_overlap``.
    """
    by_key = {a.key: a for a in agreements}
    renewed: dict[AgreementKey, list[AgreementKey]] = defaultdict(list)
    for agreement in agreements:
        if agreement.renews is None or agreement.withdrawn is not None:
            continue
        before, told = by_key.get(agreement.renews), {"agreement": agreement.key, "before": agreement.renews}
        renewed[agreement.renews].append(agreement.key)
        if before is None:
            yield Finding("agreement.renews_nothing", agreement.key, told)
        elif (before.kind, before.organisations) != (agreement.kind, agreement.organisations):
            yield Finding("agreement.renews_other", agreement.key, told)
        else:
            yield from _joint(before, agreement)
    for key, keys in renewed.items():
        if len(keys) > 1:
            yield Finding("agreement.renewed_twice", str(key), {"before": key, "renewals": tuple(sorted(keys))})


def _joint(before: Agreement, after: Agreement) -> Iterator[Finding]:
    """The two ends meet on one day, the day of signing counted."""
    ends, begins = span(before)[1], span(after)[0]
    facts = {"agreement": after.key, "before": before.key, "ends": ends, "begins": begins}
    if begins > ends and not after.gap.strip():
        yield Finding("agreement.renewal_gap", after.key, {**facts, "days": (begins - ends).days})
    if begins < ends:
        yield Finding("agreement.renewal_overlap", after.key, {**facts, "days": (ends - begins).days})


def check_amendments(agreements: Sequence[Agreement]) -> Iterator[Finding]:
    """
    ``agreement.amends_nothing``, ``agreement.amends_other``, ``agreement.amends_unsigned``,
    ``agreement.amends_outside`` (days that are not the agreement's), ``agreement.removes_nothing``.
    """
    by_key = {a.key: a for a in agreements}
    for agreement in agreements:
        if agreement.amends is None or agreement.withdrawn is not None:
            continue
        base, told = by_key.get(agreement.amends), {"agreement": agreement.key, "base": agreement.amends}
        if base is None or base.amends is not None:
            yield Finding("agreement.amends_nothing", agreement.key, told)
            continue
        if (base.kind, base.organisations) != (agreement.kind, agreement.organisations):
            yield Finding("agreement.amends_other", agreement.key, told)
        if force(base) is None:
            yield Finding("agreement.amends_unsigned", agreement.key, told)
        if agreement.first < base.first or planned_end(base) < agreement.until:
            days = {"first": agreement.first, "until": agreement.until, "from": base.first, "to": planned_end(base)}
            yield Finding("agreement.amends_outside", agreement.key, {**told, **days})
        theirs = {k for a in agreements if base.key in (a.key, a.amends) for k in a.clause_of}
        if unknown := sorted(set(agreement.removes) - theirs):
            yield Finding("agreement.removes_nothing", agreement.key, {**told, "clauses": tuple(unknown)})
