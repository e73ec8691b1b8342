"""What holds for every operation: versions are named, keys act once, pages lose nothing, budgets, words, rubbish."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.web.rights.asking import CARD, FACT, Program, address, call, method_of, program, token
from tests.web.rights.world import SECRETS, World, person

from remeslo.web.api.models import ApiToken, KeptAnswer
from remeslo.web.api.services.tokens import A_MINUTE, NotMade, make_token, revoke_token, token_of
from remeslo.web.api.urls import OPERATIONS
from remeslo.web.apps.common.models import LogEntry, Membership, VersionedDocument
from remeslo.web.apps.results.models import FactRow

pytestmark = pytest.mark.django_db
OWNER = "employer@pipes"


def kind(answer: Any) -> str:
    return str(answer.json()["type"]).rpartition(":")[2]


# --- versions ---------------------------------------------------------------------------------------------------------


def test_change_names_the_version_it_was_made_on_and_the_slower_one_is_told(world: World) -> None:
    asker, there = program(world, OWNER), address(world, "demand_card")
    tag = asker.ask("GET", there)["ETag"]

    first = asker.ask("PUT", there, CARD, **{"if-match": tag})
    second = asker.ask("PUT", there, {**CARD, "job": "Другое"}, **{"if-match": tag})
    blind = asker.ask("PUT", there, CARD)

    assert (first.status_code, first.json()["version"], first.json()["state"]) == (200, 2, "draft")
    assert (second.status_code, kind(second)) == (412, "outdated")
    assert (blind.status_code, kind(blind)) == (428, "if-match-needed")
    assert asker.ask("GET", there)["ETag"] == first["ETag"] != tag


def test_reading_again_what_has_not_changed_gives_no_body(world: World) -> None:
    asker, there = program(world, OWNER), address(world, "demand_card")
    answer = asker.ask("GET", there)

    again = asker.ask("GET", there, **{"if-none-match": answer["ETag"]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])


# --- keys -------------------------------------------------------------------------------------------------------------


def test_request_sent_twice_with_its_key_acts_once_and_is_answered_alike(world: World) -> None:
    asker, there = program(world, OWNER), address(world, "demand_create")
    before = VersionedDocument.objects.count()

    first = asker.ask("POST", there, CARD, **{"idempotency-key": "k-1"})
    second = asker.ask("POST", there, CARD, **{"idempotency-key": "k-1"})
    other = asker.ask("POST", there, {**CARD, "job": "Другое"}, **{"idempotency-key": "k-1"})

    assert first.status_code == second.status_code == 201
    assert (second.content, second["Location"], second["ETag"]) == (first.content, first["Location"], first["ETag"])
    assert second["Idempotency-Replayed"] == "true" and "Idempotency-Replayed" not in first
    assert VersionedDocument.objects.count() == before + 1
    assert (other.status_code, kind(other)) == (422, "key-reused")


def test_refused_request_keeps_no_key_and_may_be_tried_again(world: World) -> None:
    asker, there = program(world, OWNER), address(world, "demand_create")

    refused = asker.ask("POST", there, {**CARD, "headcount": []}, **{"idempotency-key": "k-2"})
    mended = asker.ask("POST", there, CARD, **{"idempotency-key": "k-2"})

    assert (refused.status_code, mended.status_code) == (422, 201)
    assert KeptAnswer.objects.get().key == "k-2"


def test_key_of_one_token_says_nothing_to_another(world: World) -> None:
    there = address(world, "demand_create")
    program(world, OWNER).ask("POST", there, CARD, **{"idempotency-key": "k-3"})

    answer = program(world, "employer@gears").ask("POST", there, CARD, **{"idempotency-key": "k-3"})

    assert answer.status_code == 422 and kind(answer) == "invalid"


# --- lists ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["clusters_members", "log_listing", "results_listing", "money_statements"])
def test_pages_of_a_list_hold_each_item_once_in_order(world: World, name: str) -> None:
    asker, there = program(world, "administrator"), address(world, name)
    whole = asker.ask("GET", f"{there}?limit=200").json()["items"]

    found, cursor = [], ""
    while True:
        page = asker.ask("GET", f"{there}?limit=2&cursor={cursor}").json()
        found += page["items"]
        cursor = page["next"]
        if cursor is None:
            break

    assert found == whole[: len(found)] and len(found) == len(whole) > 2


def test_cursor_of_another_list_or_of_nobody_is_refused(world: World) -> None:
    asker = program(world, "administrator")
    cursor = asker.ask("GET", address(world, "clusters_members") + "?limit=1").json()["next"]

    for wrong in (cursor, "x", "a:b:c"):
        answer = asker.ask("GET", address(world, "log_listing") + f"?cursor={wrong}")
        assert (answer.status_code, answer.json()["errors"][0]["place"]) == (422, "query.cursor")


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=5.0", "limit=+5", "limit=x", "limt=5", "limit=9" * 3])
def test_huge_pages_and_strange_parameters_are_refused(world: World, query: str) -> None:
    assert program(world, OWNER).ask("GET", address(world, "clusters_members") + f"?{query}").status_code == 422


def test_lists_show_only_what_is_the_persons(world: World) -> None:
    gears, stranger = program(world, "employer@gears"), program(world, "stranger")

    cards = gears.ask("GET", address(world, "demand_cards")).json()
    assert [c["employer"] for c in cards["items"]] == ["gears"]
    assert cards["others"] == {"cards": 1, "employers": None, "people": None}, "one employer's sum is that employer's"
    assert gears.ask("GET", address(world, "results_listing")).json()["items"] == []
    assert gears.ask("GET", address(world, "money_statements")).json()["items"] == []
    assert [c["key"] for c in stranger.ask("GET", "/api/v1/clusters").json()["items"]] == [world.other.key]
    own = program(world, OWNER).ask("GET", address(world, "timetables_lessons")).json()["items"]
    assert [x["key"] for x in own] == ["shop#1"], "lessons at the own sites"


def test_small_groups_are_hidden_from_who_may_not_see_facts(world: World) -> None:
    there = address(world, "results_figures") + "?limit=200"
    sees = program(world, "cluster_manager").ask("GET", there).json()["items"]
    partner = program(world, "employer@gears").ask("GET", there).json()["items"]

    few = [f for f in sees if f["people"] and f["people"] < 5]
    assert few and len(sees) == len(partner)
    assert all(p["hidden"] and p["value"] is None for f, p in zip(sees, partner, strict=True) if f in few)


# --- what is said -----------------------------------------------------------------------------------------------------


def test_every_slip_is_told_at_once_with_its_place_in_the_readers_language(world: World) -> None:
    body = {**CARD, "headcount": [{"year": 1900, "people": "3"}], "job": "", "owner": "valves", "deadline": "завтра"}
    text = token(person(world, OWNER))

    english = Program(text).ask("POST", address(world, "demand_create"), body)
    russian = Program(text, "ru").ask("POST", address(world, "demand_create"), body)

    places = {e["place"]: e["detail"] for e in english.json()["errors"]}
    assert english.status_code == 422 and english["Content-Type"] == "application/problem+json"
    assert set(places) == {
        "body.job",
        "body.owner",
        "body.deadline",
        "body.headcount.0.year",
        "body.headcount.0.people",
    }
    assert places["body.owner"] == "There is no such field."
    assert {e["detail"] for e in russian.json()["errors"]} >= {"Такого поля нет.", "Нужно целое число."}


def test_what_the_form_refuses_is_refused_in_its_words(world: World) -> None:
    body = {**CARD, "requirements": [{"number": 7, "text": "Варить", "functions": ["сварка"]}]}

    answer = program(world, OWNER).ask("POST", address(world, "demand_create"), body)

    assert answer.status_code == 422
    assert [e["place"] for e in answer.json()["errors"]] == ["body.requirements.0"]
    assert "40.002/A/01.2" in answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize("field", ["cluster", "owner", "key", "published", "withdrawn", "author", "version"])
def test_fields_that_are_not_given_to_write_are_refused_and_change_nothing(world: World, field: str) -> None:
    before = VersionedDocument.objects.count()

    answer = program(world, OWNER).ask("POST", address(world, "demand_create"), {**CARD, field: "x"})

    assert (answer.status_code, answer.json()["errors"][0]["place"]) == (422, f"body.{field}")
    assert VersionedDocument.objects.count() == before


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 422),
        ("{", 400),
        ("[]", 422),
        ("null", 422),
        ('{"a": NaN}', 400),
        ('{"job": "x", "job": "y"}', 400),
        ('{"job": "\\u0000"}', 422),
        ('{"job": "\\ud800"}', 422),
        ("[" * 5000 + "]" * 5000, 400),
        ('{"n": ' + "9" * 5000 + "}", 400),
        ('"' + "x" * 1_100_000 + '"', 413),
        (b"\xff\xfe", 400),
    ],
)
def test_rubbish_is_refused_and_never_breaks_anything(world: World, body: Any, status: int) -> None:
    asker = program(world, OWNER)
    answer = asker.client.post(address(world, "demand_create"), data=body, content_type="application/json")

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["", "v1", "v1/nowhere", "v2/me", "v1/clusters/%00", "v1/clusters/x/../../admin"])
def test_addresses_that_are_none_are_answered_in_json(world: World, path: str) -> None:
    answer = program(world, OWNER).client.get(f"/api/{path}")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_form_of_a_browser_and_other_methods_are_refused(world: World) -> None:
    asker, there = program(world, OWNER), address(world, "demand_create")

    form = asker.client.post(there, {"job": "x"})
    deleted = asker.client.delete(there)

    assert (form.status_code, kind(form)) == (415, "media-type")
    assert (deleted.status_code, kind(deleted)) == (405, "method")
    assert sorted(deleted["Allow"].split(", ")) == ["GET", "POST"]


# --- whose things -----------------------------------------------------------------------------------------------------


def test_things_of_another_cluster_are_not_reached_through_the_own_one(world: World) -> None:
    """The administrator of the other cluster puts keys of this one's things into the own cluster's addresses."""
    asker = program(world, "stranger")
    for name in ("demand_card", "plans_run", "network_slot", "results_fact", "programmes_programme"):
        there = address(world, name).replace(f"/clusters/{world.cluster.key}/", f"/clusters/{world.other.key}/")
        assert asker.ask("GET", there).status_code == 404, there


def test_no_operation_tells_a_learners_name(world: World) -> None:
    asker = program(world, "administrator")
    for operation in OPERATIONS:
        if method_of(operation) == "GET":
            answer = call(world, asker, operation.name, "GET")
            assert SECRETS["learner"] not in answer.content.decode("utf-8", "replace"), operation.name


def test_person_who_entered_a_fact_does_not_confirm_it(world: World) -> None:
    both = person(world, "methodist@college")
    Membership.objects.create(
        cluster=world.cluster, user=both, role="employer", organisation=world.cluster.organisations.get(key="pipes")
    )
    asker = Program(token(both))
    made = asker.ask("POST", address(world, "results_enter"), FACT)

    answer = asker.ask("POST", made["Location"] + "/confirm", {})

    assert (made.status_code, answer.status_code, kind(answer)) == (201, 409, "conflict")


def test_same_fact_twice_is_a_conflict(world: World) -> None:
    asker, there = program(world, "methodist@college"), address(world, "results_enter")

    assert asker.ask("POST", there, FACT).status_code == 201
    count = FactRow.objects.count()
    assert asker.ask("POST", there, FACT).status_code == 409
    assert FactRow.objects.count() == count


# --- tokens -----------------------------------------------------------------------------------------------------------


def test_token_is_kept_as_a_digest_and_ends_with_its_day_its_person_or_a_word(world: World) -> None:
    user, now = person(world, OWNER), timezone.now()
    row, text = make_token(user, name="ERP", scopes=["demand:read"], days=1, at=now)

    assert text not in json.dumps(list(ApiToken.objects.values("prefix", "sha256", "name")))
    assert token_of(text, now) == row
    assert token_of(text[:-1] + ("A" if text[-1] != "A" else "B"), now) is None
    assert token_of(text, now + timedelta(days=1)) is None
    user.is_active = False
    user.save()
    assert token_of(text, now) is None
    user.is_active = True
    user.save()
    revoke_token(row, by=user, at=now)
    assert token_of(text, now) is None
    assert LogEntry.objects.filter(action__in=("token.made", "token.revoked")).count() >= 2


@pytest.mark.parametrize("given", [{"scopes": []}, {"days": 0}, {"days": 367}, {"name": " "}])
def test_token_without_a_name_a_purpose_or_an_end_is_not_made(world: World, given: dict[str, Any]) -> None:
    wanted: dict[str, Any] = {"name": "ERP", "scopes": ["demand:read"], "days": 30, **given}

    with pytest.raises(NotMade):
        make_token(person(world, OWNER), at=timezone.now(), **wanted)


def test_role_taken_away_ends_what_the_token_may(world: World) -> None:
    asker = program(world, OWNER)
    assert asker.ask("GET", address(world, "demand_card")).status_code == 200

    Membership.objects.filter(user__username=OWNER).delete()

    assert asker.ask("GET", address(world, "demand_card")).status_code == 404


@pytest.mark.parametrize("role", ["teacher@college/t1", "mentor@pipes/n1"])
def test_roles_without_the_right_use_no_programs(world: World, role: str) -> None:
    asker = program(world, role)

    assert asker.ask("GET", address(world, "clusters_cluster")).status_code == 404
    assert asker.ask("GET", "/api/v1/me").json()["roles"] == []


def test_token_that_asks_too_much_waits_for_the_next_minute(world: World) -> None:
    asker = program(world, OWNER)
    asker.ask("GET", "/api/v1/me")
    ApiToken.objects.update(asked=A_MINUTE, minute=int(timezone.now().timestamp()) // 60)
    first = asker.ask("GET", "/api/v1/me")
    ApiToken.objects.update(minute=1)

    assert first.status_code in (429, 200), "200 only when the minute turned just now"
    if first.status_code == 429:
        assert 1 <= int(first["Retry-After"]) <= 60
    assert asker.ask("GET", "/api/v1/me").status_code == 200
