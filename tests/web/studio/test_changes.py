"""Changes at a table: who saw the newest replaces it, who did not stands beside it, and nothing is written twice."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.studio.sitting import DROPPED, NOW, OWN, TURBINES_1, TURBINES_2, VALVES_1, codes, hours, in_force, rule

from remeslo.core.competence.studio.place import read_place

HOURS = "hours:ООД.01"


def changes(table: Any) -> Any:
    from remeslo.web.apps.studio.models import TableChange

    return TableChange.objects.filter(table=table)


def test_who_has_seen_the_newest_replaces_it(table: Any, methodist: Any) -> None:
    from remeslo.web.apps.studio.services.writing import Applied

    first = rule(table, methodist, HOURS, hours(80))
    second = rule(table, methodist, HOURS, hours(90), seen=first.change.number)

    assert isinstance(first, Applied) and isinstance(second, Applied)
    assert in_force(table) == {HOURS: hours(90)}


def test_who_has_not_seen_the_newest_stands_beside_it_and_is_told_what_counts(
    table: Any, methodist: Any, turbines: Any
) -> None:
    from remeslo.web.apps.studio.services.writing import Contested
    from remeslo.web.apps.studio.snapshot import book_of

    mine = rule(table, methodist, TURBINES_1, OWN)
    theirs = rule(table, turbines, TURBINES_1, DROPPED)

    assert isinstance(theirs, Contested) and theirs.in_force == mine.change
    assert in_force(table) == {TURBINES_1: OWN}
    (register,) = book_of(table).registers.values()
    assert (register.by.author, [c.author for c in register.contested]) == ("Методист", ["Турбины"])


def test_the_head_decides_what_is_contested_and_the_loser_stays_in_the_history(
    table: Any, methodist: Any, turbines: Any
) -> None:
    from remeslo.web.apps.studio.snapshot import book_of

    rule(table, methodist, HOURS, hours(80))
    with pytest.raises(Exception) as refused:
        rule(table, turbines, HOURS, hours(100), seen=1)
    assert codes(refused) == ["studio.place_not_yours"]
    rule(table, methodist, HOURS, hours(90))
    rule(table, turbines, HOURS, hours(100), seen=2)

    assert in_force(table) == {HOURS: hours(100)}
    assert book_of(table).contested == ()
    assert [c.value["hours"] for c in changes(table)] == [80, 90, 100]


def test_a_repeated_request_makes_one_change_and_says_so(table: Any, methodist: Any) -> None:
    first = rule(table, methodist, HOURS, hours(80), client_key="k1")
    rule(table, methodist, HOURS, hours(90), seen=1)
    again = rule(table, methodist, HOURS, hours(80), client_key="k1")

    assert (first.repeated, again.repeated) == (False, True)
    assert again.change == first.change
    assert [c.value["hours"] for c in changes(table)] == [80, 90]


def test_several_places_at_once_are_all_taken_in_and_repeated_as_one(table: Any, methodist: Any) -> None:
    from remeslo.web.apps.studio.services.changes import change_many
    from remeslo.web.apps.studio.services.writing import Wanted

    wanted = [Wanted(read_place(TURBINES_2), OWN), Wanted(read_place(VALVES_1), OWN)]
    for _ in range(2):
        done = change_many(table, methodist, wanted, at=NOW, client_key="merge")

    assert [d.repeated for d in done] == [True, True]
    assert in_force(table) == {TURBINES_2: OWN, VALVES_1: OWN}
    assert changes(table).count() == 2


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (HOURS, {"hours": "восемьдесят"}),
        (HOURS, {"hours": -1}),
        (HOURS, {"title": "Х"}),
        (TURBINES_1, "own"),
        (TURBINES_1, {"decision": "accepted"}),
        ("proficiency:own:card-turbines/2", {"proficiency": 9}),
    ],
)
def test_rubbish_is_refused_and_nothing_is_written(place: str, value: Any, table: Any, methodist: Any) -> None:
    from remeslo.web.apps.studio.services.refusals import BadValue

    with pytest.raises(BadValue):
        rule(table, methodist, place, value)
    assert not changes(table).exists()


def test_undo_goes_back_to_what_was_in_force_before(table: Any, methodist: Any) -> None:
    from remeslo.web.apps.studio.services.changes import undo

    rule(table, methodist, HOURS, hours(80))
    rule(table, methodist, HOURS, hours(90), seen=1)
    undo(table, methodist, [2], at=NOW)
    assert in_force(table) == {HOURS: hours(80)}

    undo(table, methodist, [3], at=NOW)
    assert in_force(table) == {HOURS: hours(90)}


def test_undo_of_the_first_change_lets_the_constructor_decide_again(table: Any, methodist: Any) -> None:
    from remeslo.web.apps.studio.services.changes import undo

    rule(table, methodist, HOURS, hours(80))
    undo(table, methodist, [1], at=NOW, client_key="u")
    undo(table, methodist, [1], at=NOW, client_key="u")

    assert in_force(table) == {}
    assert changes(table).count() == 2


def test_what_somebody_replaced_meanwhile_is_not_undone(table: Any, methodist: Any, turbines: Any) -> None:
    from remeslo.web.apps.studio.services.changes import undo
    from remeslo.web.apps.studio.services.refusals import Refused

    rule(table, turbines, TURBINES_1, OWN)
    rule(table, methodist, TURBINES_1, DROPPED, seen=1)

    with pytest.raises(Refused) as refused:
        undo(table, turbines, [1], at=NOW)
    assert codes(refused) == ["studio.replaced_meanwhile"]
    assert in_force(table) == {TURBINES_1: DROPPED}


def test_a_change_and_a_signature_can_never_be_altered(table: Any, methodist: Any) -> None:
    from django.db import DatabaseError, connection, transaction

    from remeslo.web.apps.common.models.documents import Immutable

    row = rule(table, methodist, HOURS, hours(80)).change
    with pytest.raises(Immutable):
        row.save()
    with pytest.raises(Immutable):
        changes(table).delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE studio_tablechange SET note = 'x'")


def test_the_standings_can_be_made_anew_from_the_changes(table: Any, methodist: Any, turbines: Any) -> None:
    from remeslo.web.apps.studio.models import Standing
    from remeslo.web.apps.studio.services.changes import rebuild
    from remeslo.web.apps.studio.snapshot import book_of, replayed

    rule(table, methodist, HOURS, hours(80))
    rule(table, methodist, TURBINES_1, OWN)
    rule(table, turbines, TURBINES_1, DROPPED)
    before = book_of(table)
    Standing.objects.all().delete()

    assert rebuild(table) == 2
    assert book_of(table) == before == replayed(table)


def test_a_table_is_opened_once_and_again_after_it_was_closed(table: Any, methodist: Any) -> None:
    from remeslo.web.apps.studio.services.tables import open_table

    assert open_table(table.document, by=methodist, at=NOW) == table
