"""What tests of the studio do again and again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from remeslo.core.competence.studio.place import read_place

if TYPE_CHECKING:
    from remeslo.web.apps.studio.services.writing import Done

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OWN = {"decision": "own"}
DROPPED = {"decision": "dropped"}
TURBINES_1, TURBINES_2 = "request:card-turbines/1", "request:card-turbines/2"
VALVES_1 = "request:card-valves/1"


def hours(number: int) -> dict[str, int]:
    return {"hours": number}


def rule(table: Any, user: Any, place: str, value: Any, seen: int = 0, **more: Any) -> Done:
    """One change, now."""
    from remeslo.web.apps.studio.services.changes import change

    return change(table, user, read_place(place), value, seen, at=NOW, **more)


def fresh(table: Any) -> Any:
    """The table's row as it is in the database."""
    from remeslo.web.apps.studio.queries import table_of

    return table_of(table.cluster, table.document.key)


def codes(refused: Any) -> list[str]:
    """Codes of an exception's findings."""
    return [f.code for f in refused.value.findings]


def in_force(table: Any) -> dict[str, Any]:
    """Place -> value as plain JSON, of what is ruled."""
    from remeslo.core.competence.studio.reading import plain
    from remeslo.web.apps.studio.snapshot import rulings_of

    return {str(r.place): plain(r.value) for r in rulings_of(fresh(table))}


def studio_cluster(key: str = "small") -> Any:
    """The small cluster with a standard that names a term, and cards that both ask for its programme."""
    from dataclasses import replace

    from tests.web.conftest import STATE, TURBINES_CARD, VALVES_CARD, small_cluster

    from remeslo.core.competence.statestandard import EntryBase, TermOption

    terms = (TermOption(base=EntryBase.BASIC_GENERAL, months=22, total_hours=2952),)
    state = replace(STATE, terms=terms, min_final_attestation=36, min_practice=216)
    cards = tuple(replace(c, programme="welder") for c in (TURBINES_CARD, VALVES_CARD))
    return replace(small_cluster(), key=key, state_standards=(state,), demand=cards)
