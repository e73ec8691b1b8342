"""The title sheet that every workbook begins with: what programme, whose, how long, and how far that is proven."""

from remeslo.core.line.cluster import Cluster
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.interchange.documents.workbook import Workbook
from remeslo.interchange.sentences import Language, label, number


def facts(cluster: Cluster, outcome: ProgrammeOutcome, language: Language) -> list[tuple[str, str]]:
    """Name and value of each fact of the title sheet, in order."""
    design = outcome.design
    if design is None:
        return []
    state = next((s for s in cluster.state_standards if s.code == design.state_standard), None)

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


def add_title_sheet(
    book: Workbook, heading: str, cluster: Cluster, outcome: ProgrammeOutcome, language: Language
) -> None:
    """Adds the sheet: heading, approval, facts, and the mark of invented data."""
    sheet = book.sheet(label("document.title_page", language))
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    book.text(sheet, 0, 0, heading, "title")
    if cluster.illustrative:
        book.text(sheet, 1, 0, label("word.illustrative", language), "subtitle")
    row = 3
    for name, value in facts(cluster, outcome, language):
        book.text(sheet, row, 0, name, "plain_bold")
        book.text(sheet, row, 1, value, "plain")
        row += 1
    for key in ("approved", "agreed"):
        row += 2
        book.text(sheet, row, 0, label(f"document.{key}", language), "plain_bold")
        book.text(sheet, row, 1, "_" * 40 + f" ({label('document.signature', language)})", "plain")
