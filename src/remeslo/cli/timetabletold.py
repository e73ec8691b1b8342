"""How scores and findings of timetables are told: as JSON keys and in words."""

from collections.abc import Iterable, Iterator

from remeslo.cli.console import Console
from remeslo.core.base.findings import Finding
from remeslo.core.timetable.result import TimetableScore
from remeslo.interchange.sentences import findings_data

MOST_SHOWN = 1000
"""Findings told one by one; a timetable without students breaks tens of thousands of rules."""


def score_data(s: TimetableScore) -> dict[str, int]:
    """The keys that other programs read."""
    return {
        "hard": s.hard,
        "time": s.time,
        "room": s.room,
        "distribution": s.distribution,
        "student": s.student,
        "total": s.total,
    }


def findings_json(found: Iterable[Finding], console: Console) -> dict[str, object]:
    """The worst of the findings, and how many there are."""
    worst_first = sorted(found, key=lambda f: -f.severity)
    shown = findings_data(worst_first[:MOST_SHOWN], console.language)
    return {"findings": shown, "findings_in_all": len(worst_first)}


def score_lines(s: TimetableScore, console: Console) -> Iterator[str]:
    """The score in words."""
    yield console.text(
        f"Грубых нарушений: {s.hard}. Стоимость: {s.total}", f"Hard rules broken: {s.hard}. Cost: {s.total}"
    )
    yield console.text(
        f"  штрафы времени {s.time}, аудиторий {s.room}, правил {s.distribution}; конфликтов студентов {s.student}",
        f"  penalties of times {s.time}, rooms {s.room}, rules {s.distribution}; student conflicts {s.student}",
    )
