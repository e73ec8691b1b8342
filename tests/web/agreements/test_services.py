"""From draft to force and out of it: nothing is in force too early, nothing that was signed changes."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from django.utils import timezone
from tests.core.agreements.papers import payment, quota, signatory
from tests.web.agreements.conftest import TODAY, draft

from remeslo.core.agreements.agreement import Agreement, Authority, Party, Said, Signatory
from remeslo.core.agreements.kinds import AgreementKind, Basis, PartyKey, SignatoryKey, State
from remeslo.core.agreements.state import state_on
from remeslo.interchange.agreementpack import builtin


def rows(cluster, part):
    from remeslo.web.apps.network.enums import Origin
    from remeslo.web.apps.network.models import TermRow

    return [r.body for r in TermRow.objects.filter(cluster=cluster, part=part, origin=Origin.AGREEMENT)]


def test_last_signature_puts_it_in_force_and_writes_what_it_gives_the_network_form(cluster, signed):
    half = signed(draft(), without="s-net")
    assert state_on(half.value, TODAY) is State.SENT
    assert rows(cluster, "contracts") == []

    from remeslo.web.apps.agreements.services import signing
    from remeslo.web.apps.common.models import User

    at, by = half.text.saved_at, User.objects.create(username="net")
    signing.sign(cluster, "СФ-1", "s-net", sha256=half.text.sha256, by=by, at=at, on=TODAY)

    (contract,), (quota_,) = rows(cluster, "contracts"), rows(cluster, "quotas")
    assert (contract["key"], contract["signed"], contract["first"]) == ("СФ-1", "2026-10-01", "2026-10-01")
    assert (quota_["days"], quota_["partner"], quota_["last"]) == (3, "net", "2027-08-31")


def test_early_end_cuts_the_quota_on_its_day(cluster, signed, at, monkeypatch):
    from remeslo.web.apps.agreements.services import ending

    signed(draft())
    monkeypatch.setattr(ending, "local_day", lambda moment: TODAY)
    by = None
    with pytest.raises(ending.NotInForce):
        end = TODAY - timedelta(days=1)
        ending.end(cluster, "СФ-1", first_day_without=end, reason="ремонт", party="", by=by, at=at)
    with pytest.raises(ending.Unsaid):
        ending.end(cluster, "СФ-1", first_day_without=date(2027, 2, 1), reason=" ", party="", by=by, at=at)
    ending.end(cluster, "СФ-1", first_day_without=date(2027, 2, 1), reason="ремонт", party="net", by=by, at=at)

    assert [q["last"] for q in rows(cluster, "quotas")] == ["2027-01-31"]
    assert [c["last"] for c in rows(cluster, "contracts")] == ["2027-01-31"]


def test_second_contract_about_the_same_workshop_cannot_be_sent_and_both_are_named(cluster, signed):
    from remeslo.web.apps.agreements.services import signing

    signed(draft())
    with pytest.raises(signing.NotPossible) as stopped:
        signed(draft("СФ-2"))

    (finding,) = stopped.value.findings
    assert {finding.facts["one"], finding.facts["other"]} == {"СФ-1", "СФ-2"}


def test_contract_of_the_folder_takes_its_number_and_stands_against_another_about_the_same(cluster, at):
    from remeslo.core.network.terms import NetworkContract, PartnerQuota
    from remeslo.web.apps.agreements.services import drafting, judging
    from remeslo.web.apps.network.enums import Part
    from remeslo.web.apps.network.services.terms import put

    first, last = date(2026, 9, 1), date(2029, 6, 30)
    contract = NetworkContract(key="СФ-0", owner="base", partner="net", first=first, last=last, signed=first)
    shop = PartnerQuota(key="q", partner="net", workshops=("w1",), first=first, last=last, days=5, contract="СФ-0")
    put(cluster, Part.CONTRACTS, "СФ-0", [contract])
    put(cluster, Part.QUOTAS, "q", [shop])

    with pytest.raises(drafting.Taken):
        drafting.create(cluster, draft("СФ-0"), by=None, at=at)
    (told,) = [f for f in judging.against(cluster, draft()) if f.code == "agreement.overlap"]
    assert {told.facts["one"], told.facts["other"]} == {"СФ-0", "СФ-1"} and told.hard


def test_text_that_was_taken_back_and_sent_anew_needs_every_signature_again(cluster, signed, at):
    from remeslo.web.apps.agreements.queries import held
    from remeslo.web.apps.agreements.scene import Scene
    from remeslo.web.apps.agreements.services import drafting, signing
    from remeslo.web.apps.common.models import User

    half = signed(draft(), without="s-net")
    by = User.objects.create(username="net")
    with pytest.raises(drafting.NotADraft):
        drafting.save(cluster, draft(), based_on=0, by=by, at=at, on=TODAY)
    signing.take_back(cluster, "СФ-1", reason="не та квота", by=by, at=at, on=TODAY)
    more = replace(draft(), clauses=(quota("1", "base", "net", ("w1",), 4),))
    drafting.save(cluster, more, based_on=0, by=by, at=at, on=TODAY)
    text = signing.send(cluster, "СФ-1", Scene(by, cluster).paper_scene(), by=by, at=at, on=TODAY)
    with pytest.raises(signing.OtherText):
        signing.sign(cluster, "СФ-1", "s-net", sha256=half.text.sha256, by=by, at=at, on=TODAY)
    signing.sign(cluster, "СФ-1", "s-net", sha256=text.sha256, by=by, at=at, on=TODAY)
    (found,) = held(cluster, ["СФ-1"])

    assert (state_on(found.value, TODAY), found.value.clauses[0].count) == (State.SENT, 4)
    assert [t.number for t in found.texts] == [1, 2]


def test_authority_that_is_over_signs_nothing(cluster, signed):
    from remeslo.web.apps.agreements.services import signing

    power = signatory(
        "net", basis=Basis.POWER_OF_ATTORNEY, number="7", since=date(2026, 1, 1), until=TODAY - timedelta(days=1)
    )
    with pytest.raises(signing.AuthorityOver):
        signed(draft(signatories=(signatory("base"), power)))


def test_draft_without_a_mandatory_point_cannot_be_sent(cluster, signed):
    from remeslo.web.apps.agreements.services import signing

    with pytest.raises(signing.NotPossible) as stopped:
        signed(draft(points=()))

    assert [f.facts["point"] for f in stopped.value.findings] == ["programme", "documents", "duties"]


def test_withdrawal_is_possible_until_all_have_signed(cluster, signed, at):
    from remeslo.web.apps.agreements.queries import held
    from remeslo.web.apps.agreements.services import signing
    from remeslo.web.apps.common.models import User

    signed(draft(), without="s-net")
    by = User.objects.create(username="net")
    signing.withdraw(cluster, "СФ-1", reason="передумали", by=by, at=at, on=TODAY)
    (found,) = held(cluster, ["СФ-1"])
    assert state_on(found.value, TODAY) is State.WITHDRAWN

    signed(draft("СФ-2"))
    with pytest.raises(signing.NotWaiting):
        signing.withdraw(cluster, "СФ-2", reason="передумали", by=by, at=at, on=TODAY)


def test_cluster_with_agreements_loads_into_another_database_the_same(cluster, signed, at):
    from remeslo.interchange.clusterfile import read_files, write_files
    from remeslo.web.apps.agreements.models import AgreementRow
    from remeslo.web.apps.registry.services import load_cluster
    from remeslo.web.apps.registry.snapshot import cluster_value

    signed(draft())
    signed(replace(draft("СФ-2", quota("1", "net", "base", ("w2",), 2))), without="s-net")
    value = cluster_value(cluster)
    again = read_files(write_files(value)).cluster
    assert again is not None and replace(again, norms=value.norms) == value

    other = load_cluster(replace(again, key="copy"), by=None)
    assert replace(cluster_value(other), key=value.key, norms=value.norms) == value
    assert load_cluster(value, by=None).agreements.count() == AgreementRow.objects.filter(cluster=other).count() == 2


def test_loading_an_older_folder_takes_no_agreement_back(cluster, signed):
    from tests.web.conftest import small_cluster

    from remeslo.web.apps.registry.services import load_cluster

    signed(draft())
    load_cluster(small_cluster(), by=None)

    assert [a.key for a in cluster.agreements.all()] == ["СФ-1"]
    assert [q["days"] for q in rows(cluster, "quotas")] == [3]


def test_signed_texts_signatures_and_steps_cannot_be_changed_in_the_database(cluster, signed):
    from django.db import DatabaseError, connection, transaction

    signed(draft())
    for table, column in (("textrow", "sha256"), ("signaturerow", "signatory"), ("steprow", "what")):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE agreements_{table} SET {column} = 'x'")


LEARNER = Party(key=PartyKey("learner"), organisation="net", person="L-7")


def target(*people: Signatory) -> Agreement:
    """A target-training contract of a works and a learner of a college, who signs by these."""
    sides = (Party(key=PartyKey("turbines"), organisation="turbines"), LEARNER)
    return draft(
        "ЦД-1",
        payment("1", "turbines", "100"),
        kind=AgreementKind.TARGET,
        parties=sides,
        signatories=(signatory("turbines"), *people),
    )


def personal(key: str, basis: Basis, number: str = "") -> Signatory:
    authority = Authority(post="сам", basis=basis, number=number)
    return Signatory(key=SignatoryKey(key), party=LEARNER.key, name=key, authority=authority)


@pytest.fixture
def sent(cluster, at):
    """A contract that a learner under age and the mother sign; the works has signed."""
    from remeslo.web.apps.agreements.scene import Scene
    from remeslo.web.apps.agreements.services import drafting, signing
    from remeslo.web.apps.common.models import User

    by = User.objects.create(username="writer")
    people = (personal("own", Basis.OWN_NAME), personal("mother", Basis.LEGAL_REPRESENTATIVE, "II-АБ 7"))
    asked = [p.key for p in builtin().points if p.kind is AgreementKind.TARGET]
    paper = replace(target(*people), points=tuple(Said(point=p, text="да") for p in asked))
    drafting.create(cluster, paper, by=by, at=at)
    text = signing.send(cluster, "ЦД-1", Scene(by, cluster).paper_scene(), by=by, at=at, on=TODAY)
    signing.sign(cluster, "ЦД-1", "s-turbines", sha256=text.sha256, by=by, at=at, on=TODAY)
    return text, by


def test_a_persons_signature_is_written_down_from_paper_and_nothing_is_valid_before(cluster, sent, at):
    from remeslo.web.apps.agreements.queries import held
    from remeslo.web.apps.agreements.services import signing
    from remeslo.web.apps.common.models import LogEntry

    text, by = sent
    later = TODAY + timedelta(days=3)
    with pytest.raises(signing.NotWaiting):
        signing.sign(cluster, "ЦД-1", "own", sha256=text.sha256, by=by, at=at, on=later)
    put = partial(signing.sign_on_paper, cluster, "ЦД-1", sha256=text.sha256, by=by, at=at, today=later)
    with pytest.raises(signing.NoPaper):
        put("own", on=later, number=" ")
    for day in (TODAY - timedelta(days=1), later + timedelta(days=1)):
        with pytest.raises(signing.WrongDay):
            put("own", on=day, number="12")
    put("own", on=TODAY, number="12")
    assert state_on(held(cluster)[0].value, later) is State.SENT
    put("mother", on=later, scan=("скан.pdf", b"%PDF-1.4 scan"))

    (found,) = held(cluster)
    assert state_on(found.value, later) is State.IN_FORCE
    assert [(r.signatory, r.paper, r.scan_id is not None) for r in found.signatures if r.is_on_paper] == [
        ("own", "12", False),
        ("mother", "", True),
    ]
    assert LogEntry.objects.filter(action="agreement.signed_on_paper").count() == 2
    with pytest.raises(signing.NotWaiting):
        put("mother", on=later, number="1")


def test_only_the_house_that_answers_for_the_person_writes_the_signature_down(cluster, sent, signed_in):
    from django.urls import reverse

    text, _by = sent
    where = {"cluster": "small", "key": "ЦД-1"}
    address = reverse("agreements:on_paper", kwargs={**where, "signatory": "own"})
    today = timezone.localdate().isoformat()
    typed = {"sha256": text.sha256, "on": today, "number": "12"}
    works = signed_in("employer", cluster=cluster, organisation="turbines")
    college = signed_in("deputy_director", cluster=cluster, organisation="net")

    assert works.post(address, typed).status_code == 403
    assert signed_in("deputy_director", cluster=cluster, organisation="base").post(address, typed).status_code == 404
    assert college.get(reverse("agreements:sign", kwargs={**where, "signatory": "own"})).status_code == 403
    assert "Give the day on the paper" in college.post(address, {**typed, "on": "x"}, follow=True).text
    page = college.get(reverse("agreements:detail", kwargs=where)).text
    assert page.count('name="sha256"') == 2 and "Signature on paper: mother" in page
    assert "Write down the signature of own" in college.get("/c/small/").text
    assert "on paper № 12" in college.post(address, typed, follow=True).text
