"""A table goes over to an outline that somebody saved elsewhere: what that version rules comes in, nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.web.studio.sitting import DROPPED, NOW, OWN, TURBINES_1, TURBINES_2, VALVES_1, fresh, hours, in_force, rule

from remeslo.core.competence.studio.reading import plain, read_value
from remeslo.core.competence.studio.rulings import Rulings

pytestmark = pytest.mark.django_db


def saved(table: Any, said: dict[str, Any], *, by: Any) -> None:
    """The next version of the outline, with these rulings: as a review of a new edition saves it."""
    from remeslo.core.competence.studio.place import read_place
    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.registry.contents import outline_content
    from remeslo.web.apps.studio.snapshot import outline_of

    values = {read_place(p): read_value(read_place(p), v).value for p, v in said.items()}
    outline = replace(outline_of(fresh(table)), rulings=Rulings.of({p: v for p, v in values.items() if v is not None}))
    save_version(table.cluster, outline_content(outline), by=by, at=NOW)


def contested(table: Any) -> list[str]:
    from remeslo.web.apps.studio.snapshot import book_of

    return [str(p) for p, register in book_of(fresh(table)).registers.items() if register.contested]


def test_rulings_of_the_newer_outline_come_in_and_those_of_the_table_stay(table: Any, methodist: Any) -> None:
    from remeslo.web.apps.studio.services.tables import take_newer_outline

    rule(table, methodist, TURBINES_1, OWN)
    rule(table, methodist, "hours:ОП.01", hours(60))
    saved(table, {TURBINES_1: DROPPED, TURBINES_2: OWN}, by=methodist)

    take_newer_outline(fresh(table), by=methodist, at=NOW)

    # nobody had ruled there: it is in force; somebody had: it stands beside; the version says nothing: it stays
    assert in_force(table)[TURBINES_2] == plain(read_of(TURBINES_2, OWN))
    assert in_force(table)[TURBINES_1] == plain(read_of(TURBINES_1, OWN))
    assert in_force(table)["hours:ОП.01"] == hours(60)
    assert contested(table) == [TURBINES_1]


def test_what_came_from_the_former_version_follows_the_next_one(table: Any, methodist: Any) -> None:
    from remeslo.web.apps.studio.services.tables import take_newer_outline

    saved(table, {TURBINES_1: OWN, VALVES_1: OWN}, by=methodist)
    take_newer_outline(fresh(table), by=methodist, at=NOW)
    rule(table, methodist, VALVES_1, DROPPED, seen=fresh(table).last_number)
    saved(table, {TURBINES_1: DROPPED, VALVES_1: OWN}, by=methodist)

    take_newer_outline(fresh(table), by=methodist, at=NOW)

    assert in_force(table)[TURBINES_1] == plain(read_of(TURBINES_1, DROPPED))
    assert in_force(table)[VALVES_1] == plain(read_of(VALVES_1, DROPPED))
    assert contested(table) == []
    before = fresh(table).last_number
    take_newer_outline(fresh(table), by=methodist, at=NOW)
    assert fresh(table).last_number == before


def test_proposal_that_a_decider_may_not_read_is_not_refreshed_by_them(
    table: Any, methodist: Any, turbines: Any, valves: Any
) -> None:
    """The head is the turbine plant's: a proposal on a request of the valve plant alone is hidden from it."""
    from remeslo.core.competence.studio.place import read_place
    from remeslo.web.apps.studio.services.proposals import propose, refresh_proposal, vote
    from remeslo.web.apps.studio.services.refusals import NotYours
    from remeslo.web.apps.studio.services.writing import Wanted

    made = propose(table, valves, "Наше", [Wanted(read_place(VALVES_1), OWN, 0)], at=NOW)
    vote(made, methodist, "agree", at=NOW)

    with pytest.raises(NotYours):
        refresh_proposal(made, turbines, at=NOW)

    assert made.votes.count() == 1
    refresh_proposal(made, valves, at=NOW)
    assert made.votes.count() == 0


def read_of(place: str, value: Any) -> Any:
    from remeslo.core.competence.studio.place import read_place

    return read_value(read_place(place), value).value
