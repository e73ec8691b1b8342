"""The summary of a planned cluster: what a person reads first, and the same as data."""

from collections.abc import Iterable

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import LineOutcome, ProgrammeOutcome
from remeslo.interchange.sentences import Language, label, number, say, say_cause


def programme_json(p: ProgrammeOutcome) -> dict[str, object]:
    """Status, weeks, bound, gap and counts of one programme."""
    result = p.result
    weeks = result.weeks if result else None
    gap = None if weeks is None or result is None else weeks - result.bound
    return {
        "key": p.key,
        "status": result.status.value if result else "unknown",
        "weeks": weeks,
        "bound": result.bound if result else 0,
        "gap": gap,
        "hours": sum(result.plan.of(e.key) for e in p.problem.elements)
        if result and result.plan and p.problem
        else None,
        "elements": len(p.design.elements) if p.design else 0,
        "competences": len(p.design.model.competences) if p.design else 0,
        "outcomes": len(p.design.model.outcomes) if p.design else 0,
        "causes": [
            {"rule": c.rule, "where": c.where, "weeks_after": c.weeks_after, "lawful": c.lawful} for c in p.causes
        ],
        "hard": sum(f.hard for f in p.findings),
    }


def summary(cluster: Cluster, outcome: LineOutcome, findings: Iterable[Finding], language: Language) -> str:
    """The summary as Markdown."""
    ru = language == "ru"
    lines = [f"# {cluster.name}", ""]
    if cluster.illustrative:
        lines += [
            "*Условные данные, составлены для примера.*" if ru else "*Illustrative data, made for the example.*",
            "",
        ]
    titles = {o.key: o.title for o in cluster.offered}
    for p in outcome.programmes:
        lines += [f"## {titles.get(p.key, p.key)}", "", _term(p, language), ""]
        lines += [f"- {say_cause(c, language).what}" for c in p.causes]
        lines += [""] if p.causes else []
    worst_first = sorted(findings, key=lambda f: -f.severity)
    shown = dict.fromkeys(_line(f, language) for f in worst_first if f.severity > Severity.NOTE)
    if shown:
        lines += ["## Замечания" if ru else "## Findings", "", *shown]
    return "\n".join(lines).rstrip()


def _line(f: Finding, language: Language) -> str:
    mark = label(f"severity.{f.severity.name.lower()}", language)
    return f"- **{mark}** {say(f, language)}"


def _term(p: ProgrammeOutcome, language: Language) -> str:
    if p.result is None or p.result.weeks is None or p.result.plan is None:
        status = p.result.status.value if p.result else "unknown"
        words = label(f"status.{status}", language)
        return f"План: {words}." if language == "ru" else f"The plan: {words}."
    hours = number(sum(sum(h.values()) for h in p.result.plan.hours.values()), language)
    weeks, bound = p.result.weeks, p.result.bound
    proven = p.result.status == "optimal"
    if language == "ru":
        tail = "короче нельзя, доказано" if proven else f"доказано, что не меньше {bound}"
        return f"Срок: {weeks} нед. ({tail}); часов: {hours}."
    tail = "proven shortest" if proven else f"proven not below {bound}"
    return f"Term: {weeks} weeks ({tail}); hours: {hours}."
