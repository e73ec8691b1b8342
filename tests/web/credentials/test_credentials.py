"""From a graduate's facts to a file that anybody can check: issue, endorse, download, revoke; who may what."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.credentials.conftest import NAME, SUBJECT, address, certify, enter

from remeslo.interchange import openbadges

LIST, PEOPLE, ONE = 7, 6, 9
"""Queries of the pages."""


def rows():
    from remeslo.web.apps.credentials.models import GraduateCredential

    return GraduateCredential.objects.all()


@pytest.fixture
def college(signed_in, cluster):
    return signed_in("methodist", cluster=cluster, organisation="college")


@pytest.fixture
def plant(signed_in, cluster):
    return signed_in("employer", cluster=cluster, organisation="pipes")


@pytest.fixture
def waiting(college, cluster, graduate):
    certify(college, cluster)
    return rows().get()


@pytest.fixture
def signed(waiting, plant, cluster):
    plant.post(address("endorse", cluster, uid=waiting.uid), {"comment": "Хорошо работает"})
    return rows().get()


def document(client, row, cluster):
    return json.loads(client.get(address("file", cluster, uid=row.uid, form="json")).content)


def check(text, client=None):
    return (client or Client(headers={"accept-language": "en"})).post(reverse("badges:check"), {"text": text})


def test_the_page_of_a_graduate_names_what_may_be_certified_and_why_the_rest_not(college, cluster, graduate):
    page = college.get(address("graduate", cluster, key=graduate)).content.decode()

    assert 'value="ПК 1.1"' in page
    assert 'value="ПК 2.1"' not in page
    assert "the college has recorded no practice and no attestation for it" in page
    assert NAME not in page


def test_what_is_issued_waits_and_after_the_employers_word_it_is_good_for_everybody(signed, college, cluster):
    found = document(college, signed, cluster)

    page = check(json.dumps(found)).content.decode()

    assert "It is genuine: signed by a key of its issuer" in page
    assert "Хорошо работает" in page
    assert "the key is known" in page
    assert signed.state == "signed"


def test_a_waiting_credential_has_no_file(waiting, college, cluster):
    assert college.get(address("file", cluster, uid=waiting.uid, form="json")).status_code == 404


def test_the_file_says_no_pseudonym_and_no_name_unless_the_college_chose_so(signed, college, cluster):
    text = json.dumps(document(college, signed, cluster), ensure_ascii=False)

    assert SUBJECT not in text
    assert NAME not in text


def test_a_name_that_the_college_chose_is_in_the_file_and_in_the_log(college, plant, cluster, graduate):
    from remeslo.web.apps.common.models import LogEntry

    certify(college, cluster, named="1")
    plant.post(address("endorse", cluster, uid=rows().get().uid))

    assert NAME in json.dumps(document(college, rows().get(), cluster), ensure_ascii=False)
    assert LogEntry.objects.filter(action="credential.issued_named").count() == 1


def test_a_changed_file_cannot_be_relied_on(signed, college, cluster):
    found = document(college, signed, cluster)
    found["credentialSubject"]["achievement"]["name"] = "Другое"

    assert "It cannot be relied on" in check(json.dumps(found)).content.decode()


def test_a_revoked_credential_is_told_by_the_public_list(signed, college, cluster):
    found = json.dumps(document(college, signed, cluster))
    college.post(address("revoke", cluster, uid=signed.uid), {"reason": ""})
    assert rows().get().revoked_at is None

    college.post(address("revoke", cluster, uid=signed.uid), {"reason": "Ошибка в ведомости"})

    page = check(found).content.decode()
    assert "was revoked by its issuer" in page
    assert "Ошибка в ведомости" not in page
    assert certify(college, cluster).status_code == 302
    assert rows().count() == 2


def test_the_same_competence_is_certified_once(waiting, college, cluster):
    certify(college, cluster)

    assert rows().count() == 1


def test_what_facts_do_not_bear_is_not_certified(college, cluster, graduate):
    college.post(address("graduate", cluster, key=graduate), {"competence": ["ПК 2.1"]})

    assert not rows().exists()


def test_profile_keys_and_list_are_open_and_judge_a_file_without_us(signed, college, cluster):
    nobody = Client()
    found = document(college, signed, cluster)
    profile = nobody.get(found["issuer"]["id"]).json()
    listed = nobody.get(found["credentialStatus"]["statusListCredential"]).json()
    key_set = nobody.get(reverse("badges:keys", args=(signed.college_id,))).json()
    badge = openbadges.read(json.dumps(found).encode(), name="x")
    trust = openbadges.Trust(keys={profile["id"]: openbadges.keys_in(profile)}, lists={listed["id"]: listed})

    verdict = openbadges.verify(badge, at=datetime.now(UTC), trust=trust)

    assert verdict.is_proven
    assert [k.raw for k in openbadges.keys_in(key_set)] == [k.raw for k in openbadges.keys_in(profile)]
    assert SUBJECT not in json.dumps([profile, listed])


def test_an_organisation_that_signed_nothing_has_no_public_address(cluster, graduate):
    house = cluster.organisations.get(key="gears")

    for name in ("issuer", "keys", "status"):
        assert Client().get(reverse(f"badges:{name}", args=(house.pk,))).status_code == 404


def test_a_new_key_signs_and_what_the_old_one_signed_stays_good(signed, college, plant, cluster):
    old = json.dumps(document(college, signed, cluster))

    college.post(address("key", cluster), {"college": "college"})

    from remeslo.web.apps.credentials.models import IssuerKey

    assert IssuerKey.objects.filter(organisation__key="college").count() == 2
    assert "It is genuine" in check(old).content.decode()


def test_the_private_side_is_sealed_and_another_secret_cannot_open_it(signed, settings, cluster):
    from remeslo.web.apps.credentials.models import IssuerKey
    from remeslo.web.apps.credentials.services.keys import KeyLocked, signing_key

    college = cluster.organisations.get(key="college")
    seed = signing_key(college, by=None, at=datetime.now(UTC)).seed
    settings.BADGE_SECRET = "another secret of this house"

    assert all(seed.hex() not in k.sealed and seed not in k.sealed.encode() for k in IssuerKey.objects.all())
    with pytest.raises(KeyLocked):
        signing_key(college, by=None, at=datetime.now(UTC))
    assert Client().get(reverse("badges:status", args=(college.pk,))).status_code == 503


def test_only_the_college_issues_and_revokes_and_only_the_named_employer_endorses(signed_in, waiting, cluster):
    deputy = signed_in("deputy_director", cluster=cluster, organisation="college")
    other = signed_in("employer", cluster=cluster, organisation="gears")
    manager = signed_in("cluster_manager", cluster=cluster)
    plant = signed_in("employer", cluster=cluster, organisation="pipes")
    stranger = signed_in()
    at = {name: address(name, cluster, uid=waiting.uid) for name in ("detail", "endorse", "revoke")}

    assert [c.get(at["detail"]).status_code for c in (deputy, other, manager, plant, stranger)] == [
        200,
        403,
        200,
        200,
        404,
    ]
    assert [c.post(at["endorse"]).status_code for c in (deputy, other, manager, stranger)] == [403, 403, 403, 404]
    assert [c.post(at["revoke"], {"reason": "x"}).status_code for c in (other, manager, plant, stranger)] == [
        403,
        403,
        403,
        404,
    ]
    assert waiting.title not in other.get(address("list", cluster)).content.decode()
    assert [c.get(address("graduate", cluster, key=SUBJECT)).status_code for c in (other, manager, plant)] == [403] * 3
    assert rows().get().state == "waiting"


@pytest.mark.parametrize("many", [1, 4])
def test_pages_take_the_same_number_of_queries_however_many_rows(
    many, college, cluster, graduate, django_assert_num_queries
):
    for n in range(many - 1):
        enter(cluster, "graduation", {"programme": "mach-operator"}, subject=f"L-1{n}")
    certify(college, cluster)
    first = rows().get()
    for n in range(many - 1):
        first.pk, first.uid, first.place, first.subject = None, None, n + 1_000_000, f"L-1{n}"
        first.uid = uuid4()
        first.save(force_insert=True)
    college.get(address("list", cluster))
    college.get(address("graduate", cluster, key=SUBJECT))

    with django_assert_num_queries(LIST):
        college.get(address("list", cluster))
    with django_assert_num_queries(PEOPLE):
        college.get(address("graduates", cluster))
    with django_assert_num_queries(ONE):
        college.get(address("graduate", cluster, key=SUBJECT))


@pytest.mark.django_db
def test_the_public_page_reads_a_file_and_refuses_the_rest(client):
    page = client.get(reverse("badges:check"))
    assert page.status_code == 200

    assert check("").status_code == 200
    assert "no Open Badges credential" in check('{"a": 1}').content.decode()
    assert "&lt;script&gt;" in check(json.dumps({"issuer": "<script>", "proof": 1})).content.decode()


def test_the_picture_holds_the_same_credential(signed, college, cluster):
    picture = college.get(address("file", cluster, uid=signed.uid, form="svg"))

    assert picture["Content-Disposition"].startswith("attachment")
    assert openbadges.read(picture.content, name="x.svg").document == document(college, signed, cluster)


def test_the_page_of_a_graduate_leads_to_what_is_held_and_that_of_a_credential_to_the_public_check(
    signed, college, cluster
):
    graduate = college.get(address("graduate", cluster, key=SUBJECT)).content.decode()
    detail = college.get(address("detail", cluster, uid=signed.uid))

    held = reverse("privacy:subject", kwargs={"cluster": cluster.key, "who": "learner", "key": SUBJECT})
    assert f'href="{held}"' in graduate and college.get(held).status_code == 200
    assert "It is genuine" in check(detail.context["file"]).content.decode()


def test_addresses_in_signed_files_are_those_of_the_pages():
    from remeslo.web.apps.common.models import Organisation
    from remeslo.web.apps.credentials.services.addresses import issuer_of, status_address

    college = Organisation(pk=7, name="x")

    assert issuer_of(college, "https://a.example").id == "https://a.example" + reverse("badges:issuer", args=(7,))
    assert status_address(college, "https://a.example") == "https://a.example" + reverse("badges:status", args=(7,))
