"""How clashes are told: every finding names its lessons, day, pair, and the weeks in which it happens."""

from collections.abc import Mapping

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.line.weekly.board import Board, Placed


def clash(
    board: Board,
    code: str,
    placed: tuple[Placed, ...],
    weeks: int,
    facts: Mapping[str, object] | None = None,
    severity: Severity = Severity.STOPS_PUBLISHING,
) -> Finding:
    """
    A finding about lessons of one day in some weeks (a mask).

    Facts of all: ``lessons`` (keys), ``titles``, ``day`` (1 = Monday), ``pair`` of the first, ``weeks`` (how many),
    ``monday`` (of the first).
    """
    mondays = board.mondays(weeks)
    named: dict[str, object] = {
        "lessons": tuple(p.lesson.key for p in placed),
        "titles": tuple(dict.fromkeys(p.lesson.title for p in placed)),
        "day": placed[0].slot.day + 1,
        "pair": placed[0].slot.pair,
        "weeks": len(mondays),
        "monday": mondays[0] if mondays else "",
    }
    return Finding(code, f"lesson {placed[0].lesson.key}", {**named, **(facts or {})}, severity)
