"""Rules on order: prerequisites, the module exam last in its module, the final attestation last of all."""

from collections.abc import Iterator

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.curriculum.checks.placed import Placed
from remeslo.core.curriculum.links import Link, all_links, is_final, is_module_exam
from remeslo.core.curriculum.problem import LinkKind, TermElement
from remeslo.core.curriculum.rules import severity
from remeslo.core.curriculum.volumes import PRACTICE_KINDS

_CODES = {
    LinkKind.FINISH_START: "term.order_broken",
    LinkKind.START_START: "term.start_order_broken",
    LinkKind.PARTIAL: "term.partial_order_broken",
}


def check_order(placed: Placed) -> Iterator[Finding]:
    """
    Every link that binds, counted in study weeks, between elements that have hours; what began before planning did is
    a fact.

    Finish-start: last(before) + lag <= first(after); start-start: first(before) + lag <= first(after); partial: the
    week in which the share of before is reached + lag <= first(after). The longest lag: first(after) <= that week + it.
    """
    finals: dict[str, list[Link]] = {}
    for link in all_links(placed.problem):
        if link.before not in placed.hours or link.after not in placed.hours:
            continue
        if placed.first(link.after) < placed.problem.from_week:
            continue
        mark, begins = placed.position(_mark(placed, link)), placed.position(placed.first(link.after))
        before, after = placed.problem.by_key[link.before], placed.problem.by_key[link.after]
        if link.max_lag_weeks is not None and begins > mark + link.max_lag_weeks:
            yield Finding("term.lag_too_long", after.key, _facts(placed, link, before, after), _how(placed, link))
        if mark + link.lag_weeks <= begins:
            continue
        if is_final(after) and not is_final(before):
            finals.setdefault(after.key, []).append(link)
        else:
            yield _broken(placed, link, before, after)
    for links in finals.values():
        yield _final_too_early(placed, links)


def _mark(placed: Placed, link: Link) -> int:
    """Index of the week of ``before`` from which the lag counts."""
    if link.kind is LinkKind.START_START:
        return placed.first(link.before)
    weeks = placed.hours[link.before]
    asked, reached = link.share * sum(weeks.values()), 0
    for week, hours in weeks.items():
        reached += hours
        if reached >= asked:
            return week
    return placed.last(link.before)


def _facts(placed: Placed, link: Link, before: TermElement, after: TermElement) -> dict[str, object]:
    facts: dict[str, object] = {
        "element": after.key,
        "title": after.title,
        "begins": placed.first(after.key) + 1,
        "before": before.key,
        "before_title": before.title,
        "week": _mark(placed, link) + 1,
        "lag": link.lag_weeks,
    }
    if link.kind is LinkKind.PARTIAL:
        facts["share"] = link.share
    if link.max_lag_weeks is not None:
        facts["max_lag"] = link.max_lag_weeks
    return facts


def _broken(placed: Placed, link: Link, before: TermElement, after: TermElement) -> Finding:
    facts = _facts(placed, link, before, after)
    if is_module_exam(after) and before.module == after.module and link.kind is LinkKind.FINISH_START:
        practice = before.kind in PRACTICE_KINDS
        code = "term.module_exam_before_practice" if practice else "term.module_exam_not_last"
        return Finding(code, after.key, {**facts, "module": after.module}, _how(placed, link))
    return Finding(_CODES[link.kind], after.key, facts, _how(placed, link))


def _final_too_early(placed: Placed, links: list[Link]) -> Finding:
    final = placed.problem.by_key[links[0].after]
    latest = max(links, key=lambda link: placed.last(link.before)).before
    facts = {
        "element": final.key,
        "title": final.title,
        "begins": placed.first(final.key) + 1,
        "before": latest,
        "week": placed.last(latest) + 1,
        "later": tuple(link.before for link in links),
    }
    hard = any(_how(placed, link) is not Severity.WARNING for link in links)
    how = Severity.STOPS_PUBLISHING if hard else Severity.WARNING
    return Finding("term.final_attestation_not_last", final.key, facts, how)


def _how(placed: Placed, link: Link) -> Severity:
    return Severity.STOPS_PUBLISHING if link.rule is None else severity(placed.problem, link.rule)
