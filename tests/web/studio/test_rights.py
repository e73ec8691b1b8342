"""Rights at a table: who may do what, and whose words nobody else reads (owner, partner, stranger)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.studio.sitting import DROPPED, NOW, OWN, TURBINES_1, TURBINES_2, VALVES_1, fresh, hours, rule

from remeslo.core.competence.studio.place import read_place

HOURS = "hours:ООД.01"
OWN_LINE = "wording:own:card-turbines/2"
SECRET = "ТАЙНОЕ"


def seat(table: Any, user: Any) -> Any:
    from remeslo.web.apps.studio.permissions import seat_of

    return seat_of(user, table, list(table.cluster.organisations.all()))


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("methodist", "leads rules remarks decides | base"),
        ("turbines", "remarks decides | turbines turbines-cu"),
        ("valves", "remarks | valves"),
        ("stranger", " | "),
    ],
)
def test_the_table_of_rights(who: str, expected: str, table: Any, request: pytest.FixtureRequest) -> None:
    found = seat(table, request.getfixturevalue(who))
    named = {"leads": found.leads, "rules": found.rules, "remarks": found.remarks, "decides": found.may_decide()}

    assert f"{' '.join(k for k, v in named.items() if v)} | {' '.join(sorted(found.signs_for))}" == expected


@pytest.mark.parametrize(
    ("who", "place", "may"),
    [
        ("methodist", TURBINES_1, True),
        ("methodist", HOURS, True),
        ("turbines", TURBINES_1, True),
        ("turbines", OWN_LINE, True),
        ("turbines", HOURS, False),
        ("turbines", VALVES_1, False),
        ("valves", VALVES_1, True),
        ("valves", TURBINES_2, False),
        ("valves", OWN_LINE, False),
        ("stranger", TURBINES_1, False),
        ("stranger", HOURS, False),
    ],
)
def test_who_rules_where(who: str, place: str, may: bool, table: Any, request: pytest.FixtureRequest) -> None:
    from remeslo.web.apps.studio.services.refusals import NotYours

    user = request.getfixturevalue(who)
    value = hours(80) if place == HOURS else {"text": "Сварка"} if place == OWN_LINE else OWN
    if may:
        assert rule(table, user, place, value).change.author == user
    else:
        with pytest.raises(NotYours):
            rule(table, user, place, value)
        assert fresh(table).last_number == 0


def test_a_line_that_several_employers_ask_for_is_no_one_employer_s_to_rule_on(
    table: Any, methodist: Any, turbines: Any
) -> None:
    from remeslo.web.apps.studio.services.refusals import NotYours

    line = "99.002@12н-2024-02-01:A/01.2"
    rule(table, turbines, f"payer:{line}", {"payer": "variable"})
    rule(table, methodist, VALVES_1, {"decision": "accepted", "functions": [line]})
    with pytest.raises(NotYours):
        rule(table, turbines, f"payer:{line}", {"payer": "employer"}, seen=1)


@pytest.mark.parametrize("who", ["turbines", "valves", "stranger"])
def test_only_who_leads_the_table_opens_names_the_head_and_publishes(
    who: str, table: Any, cluster: Any, request: pytest.FixtureRequest
) -> None:
    from remeslo.web.apps.studio.services.publishing import publish
    from remeslo.web.apps.studio.services.refusals import NotYours
    from remeslo.web.apps.studio.services.tables import name_head, open_table, take_newer_outline

    user, here = request.getfixturevalue(who), cluster.organisations.get(key="turbines")
    for act in (
        lambda: open_table(table.document, by=user, at=NOW),
        lambda: name_head(table, user, here, by=user, at=NOW),
        lambda: take_newer_outline(table, by=user, at=NOW),
        lambda: publish(table, user, at=NOW),
    ):
        with pytest.raises(NotYours):
            act()


def test_the_head_speaks_for_an_employer(table: Any, methodist: Any, valves: Any, cluster: Any) -> None:
    from remeslo.web.apps.studio.services.refusals import NotReady
    from remeslo.web.apps.studio.services.tables import name_head

    for head, key in ((methodist, "base"), (valves, "turbines")):
        with pytest.raises(NotReady):
            name_head(table, head, cluster.organisations.get(key=key), by=methodist, at=NOW)
    named = name_head(table, valves, cluster.organisations.get(key="valves"), by=methodist, at=NOW)
    assert named.head == valves


@pytest.fixture
def talked(table: Any, methodist: Any, turbines: Any) -> Any:
    """Everything that can be said about a request of the turbine plant was said, in its words."""
    from remeslo.web.apps.studio.services.proposals import propose
    from remeslo.web.apps.studio.services.remarks import remark
    from remeslo.web.apps.studio.services.writing import Wanted

    rule(table, methodist, TURBINES_2, {"decision": "own", "note": SECRET}, note=SECRET)
    rule(table, turbines, TURBINES_2, {"decision": "dropped", "note": SECRET})
    rule(table, turbines, OWN_LINE, {"text": SECRET})
    remark(table, turbines, read_place(TURBINES_2), SECRET, at=NOW, kind="disagreement")
    remark(table, turbines, read_place(OWN_LINE), SECRET, at=NOW)
    wanted = [Wanted(read_place("line:card-turbines/2"), {"line": f"line:{SECRET}"}, 0, SECRET)]
    propose(table, turbines, SECRET, wanted, at=NOW, note=SECRET)
    return table


def everything_shown(table: Any, user: Any) -> str:
    """All that the table's pages may show to a person, as one text."""
    from remeslo.web.apps.studio.shown import history, news, proposals, remarks

    me, here = seat(table, user), fresh(table)
    entries = [*history(here, me), *news(here, me, 0)]
    said = [(t.remark.text, [a.text for a in t.answers]) for t in remarks(here, me)]
    put = [(p.row.title, p.row.note, [(w.value, w.note) for w in p.wishes]) for p in proposals(here, me)]
    return repr([[(e.value, e.note, e.bundle) for e in entries], said, put])


def test_another_employer_s_words_never_leak(talked: Any, methodist: Any, turbines: Any, valves: Any) -> None:
    from remeslo.web.apps.studio.shown import history

    assert SECRET in everything_shown(talked, methodist)
    assert SECRET in everything_shown(talked, turbines)
    assert SECRET not in everything_shown(talked, valves)
    assert [e.readable for e in history(fresh(talked), seat(talked, valves))] == [False, False, False]


def test_what_waits_for_a_person_quotes_nobody(
    talked: Any, methodist: Any, turbines: Any, valves: Any, stranger: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from remeslo.web.apps.studio import work

    monkeypatch.setattr(work, "reverse_or_none", lambda *_a, **_k: "/table")
    waits = {u: [i.title for i in work.today_items(talked.cluster, u)] for u in (methodist, turbines, valves, stranger)}

    assert len(waits[methodist]) == 3  # a choice, a disagreement, a proposal
    assert len(waits[turbines]) == 2
    assert len(waits[valves]) == 1 and waits[stranger] == []
    assert SECRET not in repr(waits)


@pytest.mark.parametrize("many", [1, 6])
def test_the_number_of_queries_does_not_grow_with_what_was_said(
    many: int, table: Any, methodist: Any, django_assert_num_queries: Any
) -> None:
    from remeslo.web.apps.studio.services.proposals import propose
    from remeslo.web.apps.studio.services.remarks import remark
    from remeslo.web.apps.studio.services.writing import Wanted
    from remeslo.web.apps.studio.shown import history, news, proposals, remarks, seals, term_of
    from remeslo.web.apps.studio.snapshot import book_of

    for n in range(1, many + 1):
        rule(table, methodist, HOURS, hours(72 + n), seen=n - 1)
        rule(table, methodist, TURBINES_1, DROPPED, client_key=str(n))
        remark(table, methodist, None, "Так", at=NOW)
        propose(table, methodist, "Пакет", [Wanted(read_place(TURBINES_2), OWN)], at=NOW)
    here, me = fresh(table), seat(table, methodist)
    rule(table, methodist, TURBINES_1, OWN)

    for number, question in (
        (2, lambda: book_of(here)),
        (2, lambda: history(here, me)),
        (2, lambda: news(here, me, 0)),
        (1, lambda: news(here, me, 99)),
        (1, lambda: remarks(here, me)),
        (3, lambda: proposals(here, me)),
        (1, lambda: seals(here)),
        (2, lambda: term_of(here)),
    ):
        with django_assert_num_queries(number):
            question()


def test_every_refusal_has_words_in_both_languages(root: Any) -> None:
    import re

    from remeslo.interchange.sentences import catalogue

    source = root / "src/remeslo/web/apps/studio/services"
    text = "".join(p.read_text(encoding="utf-8") for p in sorted(source.glob("*.py")))
    used = {f"studio.{code}" for code in re.findall(r'refusal\(\s*"(\w+)"', text)}
    used |= {"studio.table_frozen", "studio.table_closed", "studio.proposals_open"}

    assert len(used) > 25
    assert used == {code for code in catalogue.known_codes() if code.startswith("studio.")}
