"""What staff commands share of telling: JSON of duties and needs, a workbook written to disk."""

from collections.abc import Iterable
from pathlib import Path

from remeslo.cli.console import Console, Exit, not_writable, status_of
from remeslo.cli.staffsource import StaffScene
from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.requirement import Requirement
from remeslo.interchange.staffsheet import Page, book_of

MOST_SHOWN = 30
"""Rows of one list on the terminal; all of them with ``--json`` and in the workbook."""


def need_data(need: Requirement | None) -> dict[str, object] | None:
    """``{"skill", "level"}``."""
    return None if need is None else {"skill": need.skill, "level": need.level}


def duty_data(duty: Duty) -> dict[str, object]:
    """A duty without its weeks."""
    return {
        "duty": duty.key,
        "organisation": duty.organisation,
        "programme": duty.programme,
        "element": duty.element,
        "title": duty.title,
        "group": duty.group,
        "semester": duty.semester,
        "part": duty.part,
        "subgroups": duty.subgroups,
        "hours": duty.hours,
        "first": duty.first.isoformat(),
        "last": duty.last.isoformat(),
        "workshop": duty.workshop,
        "needs": [need_data(n) for n in duty.needs],
    }


def write_book(path: Path | None, scene: StaffScene, pages: Iterable[Page], console: Console) -> list[Finding]:
    """Writes a workbook whole or not at all, where one is asked for; what the disk refuses is a finding."""
    if path is None:
        return []
    part = path.with_name(f".{path.name}.part")
    cluster = scene.cluster
    try:
        made = book_of(pages, title=cluster.name, language=console.language, illustrative=cluster.illustrative)
        part.write_bytes(made)
        part.replace(path)
    except ProblemError as error:
        return [Finding("staff.not_written", str(path), {"reason": str(error)}, Severity.STOPS_SAVING)]
    except OSError as error:
        return [not_writable(path, error)]
    return []


def more(console: Console, shown: int, all_: int) -> None:
    """Says how many rows are not shown."""
    if all_ > shown:
        console.say(
            console.text(
                f"  … и ещё {all_ - shown} (все — с --json или --out)",
                f"  … and {all_ - shown} more (all with --json or --out)",
            )
        )


def ended(findings: Iterable[Finding], refused: Iterable[Finding]) -> Exit:
    """2 when the workbook could not be written, else by the findings."""
    return Exit.UNREADABLE if tuple(refused) else status_of(findings)
