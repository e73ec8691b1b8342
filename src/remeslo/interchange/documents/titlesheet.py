"""The title sheet that every workbook begins with: what programme, whose, how long, and how far that is proven."""

from remeslo.core.competence.statestandard import state_named
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.core.network.resources import OrganisationRole
from remeslo.interchange.documents.workbook import Workbook
from remeslo.interchange.sentences import Language, label, number


def facts(cluster: Cluster, outcome: ProgrammeOutcome, language: Language) -> list[tuple[str, str]]:
    """Name and value of each fact of the title sheet, in order."""
    design = outcome.design
    if design is None:
        return []
    state = state_named(cluster.state_standards, design.state_reference, cluster.day)

    def word(key: str) -> str:
        return label(f"document.{key}", language)

    rows = [
        (word("programme"), design.title),
        (word("state_standard"), f"{design.state_standard} {state.title if state else ''}".strip()),
        (word("qualification"), design.qualification),
        (word("entry_base"), label(f"entry_base.{design.base}", language)),
        (word("start"), f"01.09.{cluster.start_year}" if language == "ru" else f"{cluster.start_year}-09-01"),
        (word("term"), term_words(outcome, language)),
        (word("hours"), number(planned_hours(outcome), language)),
        (word("cluster"), cluster.name),
        (word("industry"), cluster.industry),
        (word("region"), cluster.region),
    ]
    return [(name, value) for name, value in rows if value]


def planned_hours(outcome: ProgrammeOutcome) -> int:
    """All hours of the plan."""
    plan = outcome.result.plan if outcome.result else None
    return sum(sum(h.values()) for h in plan.hours.values()) if plan else 0


def term_words(outcome: ProgrammeOutcome, language: Language) -> str:
    """The term in weeks and how far it is proven; the status when there is no plan."""
    result = outcome.result
    if result is None or result.weeks is None:
        return label(f"status.{result.status if result else 'unknown'}", language)
    weeks = f"{result.weeks} {label('document.weeks_short', language)}"
    if result.status == "optimal":
        return f"{weeks} ({label('document.proven', language)})"
    return f"{weeks} ({label('document.bound', language)}: {result.bound})"


def standard_term(cluster: Cluster, outcome: ProgrammeOutcome, language: Language) -> str:
    """The term that the state standard names for the programme's base and volume; empty where it names none."""
    design = outcome.design
    state = state_named(cluster.state_standards, design.state_reference, cluster.day) if design else None
    options = [t for t in (state.terms if state else ()) if design and t.base == design.base]
    exact = [t for t in options if design and t.total_hours == design.total_hours] or options
    if not exact:
        return ""
    years, months = divmod(exact[0].months, 12)
    parts = ((years, label("document.years_short", language)), (months, label("document.months_short", language)))
    return " ".join(f"{n} {word}" for n, word in parts if n)


def colleges(cluster: Cluster, outcome: ProgrammeOutcome) -> str:
    """Colleges that have groups on the programme; the base college where there are none yet."""
    teaching = {g.organisation for g in cluster.groups if g.programme == outcome.key}
    chosen = [o.name for o in cluster.organisations if o.key in teaching]
    return "; ".join(chosen or [o.name for o in cluster.organisations if o.role is OrganisationRole.BASE_COLLEGE])


def add_title_sheet(
    book: Workbook, heading: str, cluster: Cluster, outcome: ProgrammeOutcome, language: Language
) -> None:
    """Adds the sheet: who approves and agrees, heading, facts, and the mark of invented data."""
    sheet = book.sheet(label("document.title_page", language))
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    row = 0
    for key in ("approved", "agreed"):
        book.text(sheet, row, 0, label(f"document.{key}", language), "plain_bold")
        book.text(sheet, row, 1, "_" * 40 + f" ({label('document.signature', language)})", "plain")
        row += 2
    book.text(sheet, row, 0, heading, "title")
    if cluster.illustrative:
        book.text(sheet, row + 1, 0, label("word.illustrative", language), "subtitle")
    row += 3
    for name, value in title_rows(cluster, outcome, language):
        book.text(sheet, row, 0, name, "plain_bold")
        book.text(sheet, row, 1, value, "plain")
        row += 1


def title_rows(cluster: Cluster, outcome: ProgrammeOutcome, language: Language) -> list[tuple[str, str]]:
    """The facts with what only a title page has: college, form of study (to be written in), the standard's term."""
    rows = facts(cluster, outcome, language)
    more = [
        (label("document.college", language), colleges(cluster, outcome)),
        (label("document.form_of_study", language), "_" * 20),
        (label("document.standard_term", language), standard_term(cluster, outcome, language)),
    ]
    return [*rows, *((name, value) for name, value in more if value)]
