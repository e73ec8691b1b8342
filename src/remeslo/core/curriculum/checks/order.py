"""Rules on order: prerequisites, the module exam last in its module, the final attestation last of all."""

from collections.abc import Iterator

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.curriculum.checks.placed import Placed
from remeslo.core.curriculum.links import Link, all_links, is_final, is_module_exam
from remeslo.core.curriculum.problem import LinkKind, TermElement
from remeslo.core.curriculum.rules import severity
from remeslo.core.curriculum.volumes import PRACTICE_KINDS


def check_order(placed: Placed) -> Iterator[Finding]:
    """
    Every link that binds, counted in study weeks.

    Finish-start: last(before) + lag <= first(after); start-start: first(before) + lag <= first(after).
    """
    finals: dict[str, list[Link]] = {}
    for link in all_links(placed.problem):
        if link.before not in placed.hours or link.after not in placed.hours or _kept(placed, link):
            continue
        before, after = placed.problem.by_key[link.before], placed.problem.by_key[link.after]
        if is_final(after) and not is_final(before):
            finals.setdefault(after.key, []).append(link)
        else:
            yield _broken(placed, link, before, after)
    for links in finals.values():
        yield _final_too_early(placed, links)


def _kept(placed: Placed, link: Link) -> bool:
    ends = link.kind is LinkKind.FINISH_START
    week = placed.last(link.before) if ends else placed.first(link.before)
    return placed.position(week) + link.lag_weeks <= placed.position(placed.first(link.after))


def _broken(placed: Placed, link: Link, before: TermElement, after: TermElement) -> Finding:
    week = placed.last(before.key) if link.kind is LinkKind.FINISH_START else placed.first(before.key)
    facts = {
        "element": after.key,
        "title": after.title,
        "begins": placed.first(after.key) + 1,
        "before": before.key,
        "before_title": before.title,
        "week": week + 1,
        "lag": link.lag_weeks,
    }
    if is_module_exam(after) and before.module == after.module:
        practice = before.kind in PRACTICE_KINDS
        code = "term.module_exam_before_practice" if practice else "term.module_exam_not_last"
        return Finding(code, after.key, {**facts, "module": after.module}, _how(placed, link))
    code = "term.order_broken" if link.kind is LinkKind.FINISH_START else "term.start_order_broken"
    return Finding(code, after.key, facts, _how(placed, link))


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
