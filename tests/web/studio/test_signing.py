"""Signatures fix a version: who must sign is named, a later change starts the next one, and the line plans by it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.web.studio.sitting import NOW, OWN, TURBINES_2, VALVES_1, codes, fresh, hours, in_force, rule

from remeslo.core.competence.studio.place import read_place

HOURS = "hours:ООД.01"


@pytest.fixture
def college(person: Any, cluster: Any) -> Any:
    return person("deputy_director", cluster=cluster, organisation="base", name="Завуч")


def organisation(table: Any, key: str) -> Any:
    return table.cluster.organisations.get(key=key)


def start(table: Any, user: Any) -> Any:
    from remeslo.web.apps.studio.services.signing import start_signing

    return start_signing(fresh(table), user, at=NOW)


def put(table: Any, user: Any, capacity: str, key: str, sha: str) -> Any:
    from remeslo.web.apps.studio.enums import Capacity
    from remeslo.web.apps.studio.services.signing import sign

    return sign(table, user, Capacity(capacity), organisation(table, key), sha256=sha, at=NOW)


def in_the_programme(table: Any, methodist: Any) -> None:
    """Requests of both employers are answered."""
    rule(table, methodist, VALVES_1, {"decision": "accepted", "functions": ["99.002@12н-2024-02-01:A/01.2"]})


def sign_all(table: Any, version: Any, turbines: Any, college: Any, valves: Any) -> None:
    put(table, turbines, "head", "turbines", version.sha256)
    put(table, turbines, "employer", "turbines", version.sha256)
    put(table, college, "college", "base", version.sha256)
    put(table, valves, "employer", "valves", version.sha256)


def test_signing_waits_for_every_conflict_and_disagreement(
    table: Any, methodist: Any, turbines: Any, valves: Any
) -> None:
    from remeslo.web.apps.studio.services.refusals import NotReady
    from remeslo.web.apps.studio.services.remarks import remark

    rule(table, methodist, TURBINES_2, OWN)
    rule(table, turbines, TURBINES_2, {"decision": "dropped"})
    remark(table, valves, read_place(VALVES_1), "Нет", at=NOW, kind="disagreement")
    with pytest.raises(NotReady) as refused:
        start(table, methodist)

    assert codes(refused) == ["studio.contested", "studio.disagreement_open"]
    assert fresh(table).state == "open"


def test_who_must_sign_is_named_when_signing_starts(table: Any, methodist: Any) -> None:
    in_the_programme(table, methodist)
    version = start(table, methodist)

    assert [(s["capacity"], s["name"]) for s in version.signatories] == [
        ("head", "Завод турбин"),
        ("college", "Базовый колледж"),
        ("employer", "Завод турбин"),
        ("employer", "Арматурный завод"),
    ]


def test_the_last_signature_signs_the_table_and_a_repeated_one_is_the_same(
    table: Any, methodist: Any, turbines: Any, college: Any, valves: Any
) -> None:
    from remeslo.web.apps.studio.models import Signature

    in_the_programme(table, methodist)
    version = start(table, methodist)
    put(table, valves, "employer", "valves", version.sha256)
    assert fresh(table).state == "signing"
    sign_all(table, version, turbines, college, valves)

    assert fresh(table).state == "signed"
    assert Signature.objects.count() == 4


@pytest.mark.parametrize(
    ("who", "capacity", "key"),
    [
        ("valves", "employer", "turbines"),
        ("valves", "head", "turbines"),
        ("turbines", "college", "base"),
        ("methodist", "employer", "valves"),
        ("college", "employer", "turbines"),
        ("college", "college", "net"),
        ("stranger", "employer", "turbines"),
    ],
)
def test_a_person_signs_for_the_own_organisation_only(
    who: str, capacity: str, key: str, table: Any, methodist: Any, request: pytest.FixtureRequest
) -> None:
    from remeslo.web.apps.studio.models import Signature
    from remeslo.web.apps.studio.services.refusals import NotYours

    in_the_programme(table, methodist)
    version = start(table, methodist)
    with pytest.raises(NotYours):
        put(table, request.getfixturevalue(who), capacity, key, version.sha256)
    assert not Signature.objects.exists()


def test_nobody_signs_what_was_not_shown_and_nothing_changes_while_it_is_signed(
    table: Any, methodist: Any, turbines: Any
) -> None:
    from remeslo.web.apps.studio.services.refusals import NotReady, TableFrozen

    version = start(table, methodist)
    with pytest.raises(NotReady) as refused:
        put(table, turbines, "employer", "turbines", "0" * 64)
    assert codes(refused) == ["studio.other_version"]
    with pytest.raises(TableFrozen):
        rule(table, methodist, HOURS, hours(80))
    assert version.last_change == 0 and in_force(table) == {}


def test_a_later_change_starts_the_next_version_and_signatures_stay_with_the_old(
    table: Any, methodist: Any, turbines: Any
) -> None:
    from remeslo.web.apps.studio.services.signing import unfreeze
    from remeslo.web.apps.studio.shown import seals

    first = start(table, methodist)
    put(table, turbines, "employer", "turbines", first.sha256)
    unfreeze(table, turbines, at=NOW, note="поправить часы")
    same = start(table, methodist)
    unfreeze(table, methodist, at=NOW, note="поправить часы")
    rule(table, methodist, "title:ПК 1.1", {"title": "Сварка труб"})
    second = start(table, methodist)

    assert same == first
    assert (second.number, second.sha256 != first.sha256) == (2, True)
    assert [(s.version.number, len(s.signatories) - len(s.missing)) for s in seals(fresh(table))] == [(2, 0), (1, 1)]


def test_the_signed_version_is_published_with_its_rulings_and_the_table_opens_on_it_again(
    table: Any, methodist: Any, turbines: Any, college: Any, valves: Any
) -> None:
    from remeslo.core.competence.studio.reading import plain
    from remeslo.core.line.design import designer
    from remeslo.web.apps.planning.models import PlanRun
    from remeslo.web.apps.registry.snapshot import cluster_value
    from remeslo.web.apps.studio.services.publishing import publish
    from remeslo.web.apps.studio.services.tables import open_table
    from remeslo.web.apps.studio.snapshot import designed_of, desk_of

    in_the_programme(table, methodist)
    sign_all(table, start(table, methodist), turbines, college, valves)
    done = publish(fresh(table), methodist, at=NOW)
    (outline,) = cluster_value(table.cluster).programmes

    assert {str(r.place): plain(r.value) for r in outline.rulings} == in_force(table)
    assert done.version.number == 2 and done.run == PlanRun.objects.get()
    assert fresh(table).state == "closed"
    planned = designer(cluster_value(table.cluster)).design(outline)
    assert planned == designed_of(desk_of(fresh(table)), outline.rulings)  # the line designs what was signed
    again = open_table(table.document, by=methodist, at=NOW)
    assert (again.pk, again.state, again.base) == (table.pk, "open", done.version)
    assert again.last_number == 1  # its rulings are those of the version already: nothing to change


def test_what_was_signed_is_not_published_when_a_card_changed_since(
    table: Any, methodist: Any, turbines: Any, college: Any, valves: Any
) -> None:
    from tests.web.conftest import VALVES_CARD

    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.registry.contents import card_content
    from remeslo.web.apps.studio.services.publishing import publish
    from remeslo.web.apps.studio.services.refusals import NotReady

    in_the_programme(table, methodist)
    with pytest.raises(NotReady) as refused:
        publish(fresh(table), methodist, at=NOW)
    assert codes(refused) == ["studio.not_signed"]
    sign_all(table, start(table, methodist), turbines, college, valves)
    card = replace(VALVES_CARD, programme="welder", note="передумали")
    content = card_content(card, organisation(table, "valves"))
    save_version(table.cluster, content, by=valves, at=NOW, publish=True)
    with pytest.raises(NotReady) as refused:
        publish(fresh(table), methodist, at=NOW)

    assert codes(refused) == ["studio.inputs_moved"]
    assert fresh(table).state == "signed"


def test_two_versions_are_compared_line_by_line(table: Any, methodist: Any) -> None:
    from remeslo.core.competence.studio.rulings import Rulings
    from remeslo.web.apps.studio.snapshot import compare, rulings_of

    rule(table, methodist, TURBINES_2, {"decision": "dropped"})
    rule(table, methodist, "title:ПК 1.1", {"title": "Сварка труб"})
    found = compare(fresh(table), Rulings.NONE, rulings_of(fresh(table)))
    first = compare(fresh(table), Rulings.NONE, rulings_of(fresh(table), 1))

    assert [str(c.place) for c in found.rulings] == [TURBINES_2, "title:ПК 1.1"]
    assert [str(c.place) for c in first.rulings] == [TURBINES_2]
    assert found.design is not None
    assert "own:card-turbines/2" in {c.key for c in found.design.lines if c.after is None}


def test_desk_and_design_are_made_once_for_the_same_rulings(table: Any, methodist: Any) -> None:
    from remeslo.web.apps.studio.snapshot import designed_of, desk_of, rulings_of

    desk = desk_of(fresh(table))
    made = designed_of(desk, rulings_of(fresh(table)))
    rule(table, methodist, TURBINES_2, OWN)
    rule(table, methodist, TURBINES_2, None, seen=1)

    assert desk_of(fresh(table)) is desk
    assert designed_of(desk, rulings_of(fresh(table))) is made


def test_nobody_signs_what_is_no_longer_made_from_the_same_cards(
    table: Any, methodist: Any, turbines: Any, valves: Any
) -> None:
    from tests.web.conftest import VALVES_CARD

    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.registry.contents import card_content
    from remeslo.web.apps.studio.enums import Capacity
    from remeslo.web.apps.studio.models import Signature
    from remeslo.web.apps.studio.services.refusals import NotReady
    from remeslo.web.apps.studio.services.signing import sign

    in_the_programme(table, methodist)
    version = start(table, methodist)
    card = replace(VALVES_CARD, programme="welder", note="передумали")
    save_version(table.cluster, card_content(card, organisation(table, "valves")), by=valves, at=NOW, publish=True)
    with pytest.raises(NotReady) as refused:
        sign(fresh(table), turbines, Capacity.EMPLOYER, organisation(table, "turbines"), sha256=version.sha256, at=NOW)

    assert codes(refused) == ["studio.inputs_moved"]
    assert not Signature.objects.exists()
