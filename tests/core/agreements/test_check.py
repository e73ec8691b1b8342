"""Overlaps are found just where periods and subjects meet, renewal chains lose no day, and what is wrong is named."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.agreements.papers import DAY, all_days, party, quota, sign, signatory, signed, signed_agreements

from remeslo.core.agreements.agreement import Agreement, Authority, Failure, Said, Signatory
from remeslo.core.agreements.check import about, check
from remeslo.core.agreements.checks.together import check_overlaps, check_renewals
from remeslo.core.agreements.clause import Clause
from remeslo.core.agreements.content import ContentPack, ContentPoint
from remeslo.core.agreements.kinds import OF_PEOPLE, AgreementKind, Basis, ClauseKey, ClauseKind, Unit
from remeslo.core.agreements.state import in_force, signed_on
from remeslo.core.base.findings import Severity

BARE = ContentPack(key="bare", title_ru="-", title_en="-")
POINT = ContentPoint(
    key="documents",
    kind=AgreementKind.NETWORK,
    title_ru="Документы об обучении",
    title_en="Documents issued",
    since=date(2013, 9, 1),
    source="art. 15",
)


def subjects(agreement: Agreement) -> set[tuple[str, str, str]]:
    """Said plainly: who gives which workshop to whom."""
    return {(c.party, c.to or "", w) for c in agreement.clauses for w in c.workshops}


@settings(max_examples=60)
@given(signed_agreements("A"), signed_agreements("B"))
def test_overlap_is_found_just_where_days_sides_and_subjects_meet(a: Agreement, b: Agreement) -> None:
    are_alike = a.organisations == b.organisations
    days = [d for d in all_days if in_force(a, d) and in_force(b, d)]
    same = subjects(a) & subjects(b) or not (subjects(a) or subjects(b))
    if any(x.ending and x.ending.on <= x.first for x in (a, b)):
        return  # it never began: judged by the days that it is about

    found = list(check_overlaps([a, b]))

    assert bool(found) == bool(are_alike and days and same)
    for finding in found:
        assert {finding.facts["one"], finding.facts["other"]} == {"A", "B"}
        assert (finding.facts["first"], finding.facts["until"]) == (days[0], days[-1] + timedelta(days=1))


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 2)), min_size=1, max_size=5))
def test_renewal_chain_without_findings_has_no_day_lost_or_doubled(steps: list[tuple[int, int]]) -> None:
    chain, begins = [], DAY
    for n, (length, gap) in enumerate(steps):
        first = begins + timedelta(days=gap if n else 0)
        before = chain[-1].key if chain else None
        chain.append(signed(f"A{n}", first=first, until=first + timedelta(days=length), renews=before))
        begins = first + timedelta(days=length)
    told = [f.facts["days"] for f in check_renewals(chain) if f.code == "agreement.renewal_gap"]
    covered = [sum(in_force(a, d) for a in chain) for d in all_days if DAY <= d < begins]

    assert told == [gap for _length, gap in steps[1:] if gap]
    assert covered.count(0) == sum(told)
    assert max(covered) == 1


def test_gap_of_a_renewal_that_somebody_explained_is_no_finding() -> None:
    before = signed("A")
    after = signed("B", first=before.until + timedelta(days=3), until=before.until + timedelta(days=9), renews="A")

    assert [f.code for f in check([before, after], BARE)] == ["agreement.renewal_gap"]
    assert check([before, replace(after, gap="мастерская на ремонте")], BARE) == []


def test_renewal_that_begins_before_the_end_names_both_and_the_days() -> None:
    before = signed("A")
    after = signed("B", first=before.until - timedelta(days=2), until=before.until + timedelta(days=9), renews="A")
    (overlap,) = [f for f in check([before, after], BARE) if f.code == "agreement.renewal_overlap"]

    assert (overlap.facts["agreement"], overlap.facts["before"], overlap.facts["days"]) == ("B", "A", 2)


def test_two_drafts_about_the_same_are_warned_of_a_draft_beside_a_signed_contract_is_stopped() -> None:
    shop = quota("1", "base", "net", ("a",))
    draft = replace(signed("A", shop), sent=None, signatures=())
    severities = [
        next(check_overlaps([draft, other])).severity for other in (replace(draft, key="B"), signed("B", shop))
    ]

    assert severities == [Severity.WARNING, Severity.STOPS_PUBLISHING]


def test_all_of_a_programme_meets_one_of_its_elements() -> None:
    def teach(*elements: str) -> Clause:
        kind = ClauseKind.TEACH
        return Clause(key=ClauseKey("1"), kind=kind, party="base", to="net", programme="welder", elements=elements)

    one, other, third = signed("A", teach()), signed("B", teach("УП.01")), signed("C", teach("УП.02"))

    assert [f.facts["about"] for f in check_overlaps([one, other])] == [("welder/*", "welder/УП.01")]
    assert list(check_overlaps([other, third])) == []


def test_withdrawn_agreement_overlaps_with_nothing() -> None:
    assert list(check_overlaps([signed("A"), signed("B", withdrawn=DAY)])) == []


def test_mandatory_point_is_said_by_words_by_a_clause_or_told_missing() -> None:
    pack = replace(BARE, points=(POINT, replace(POINT, key="volume", clauses=(ClauseKind.QUOTA,))))
    agreement = signed("A", quota("1", "base", "net", ("a",)))
    (told,) = check([agreement], pack)

    assert (told.code, told.facts["point"], told.facts["verified"]) == ("agreement.point_missing", "documents", False)
    assert check([replace(agreement, points=(Said(point="documents", text="свидетельство"),))], pack) == []


def test_point_is_not_asked_before_its_day() -> None:
    later = replace(POINT, since=DAY + timedelta(days=1))

    assert check([signed("A")], replace(BARE, points=(later,))) == []


@pytest.mark.parametrize(
    ("spoiled", "code"),
    [
        pytest.param(
            {"parties": (party("base"),), "signatories": (signatory("base"),)}, "agreement.one_party", id="one"
        ),
        pytest.param({"signatories": (signatory("base"),)}, "agreement.nobody_signs", id="nobody"),
        pytest.param(
            {"signatories": (signatory("base"), signatory("net", basis=Basis.POWER_OF_ATTORNEY))},
            "agreement.power_unnumbered",
            id="power",
        ),
        pytest.param(
            {"signatories": (signatory("base"), signatory("net", basis=Basis.OWN_NAME))},
            "agreement.own_name",
            id="name",
        ),
        pytest.param(
            {"signatories": (signatory("base"), signatory("net", until=DAY - timedelta(days=7)))},
            "agreement.authority_over",
            id="over",
        ),
        pytest.param(
            {"clauses": (quota("1", "base", "net", ("a",), until=DAY + timedelta(days=99)),)},
            "agreement.clause_outside",
            id="outside",
        ),
        pytest.param(
            {"kind": AgreementKind.PARTNERSHIP, "clauses": (quota("1", "base", "net", ("a",)),)},
            "agreement.clause_elsewhere",
            id="elsewhere",
        ),
        pytest.param(
            {"signatures": (sign("base", DAY), sign("net", DAY + timedelta(days=40)))},
            "agreement.no_day_left",
            id="late",
        ),
        pytest.param(
            {"failures": (Failure(clause=ClauseKey("9"), by="base", on=DAY, reason="x"),)},
            "agreement.failure_of_nothing",
            id="failure",
        ),
        pytest.param({"renews": "Z"}, "agreement.renews_nothing", id="renews"),
        pytest.param({"amends": "Z"}, "agreement.amends_nothing", id="amends"),
    ],
)
def test_check_names_what_is_wrong_with_an_agreement(spoiled: dict[str, object], code: str) -> None:
    findings = check([replace(signed("A"), **spoiled)], BARE)

    assert code in [f.code for f in findings]
    assert all(f.where and about([f], signed("A")) for f in findings)


def test_price_that_a_quota_and_a_clause_both_give_is_told() -> None:
    price = Clause(
        key=ClauseKey("2"),
        kind=ClauseKind.PRICE,
        party="base",
        to="net",
        workshops=("a",),
        amount=Decimal(100),
        unit=Unit.DAY,
    )

    assert [
        f.code for f in check([signed("A", quota("1", "base", "net", ("a",), amount=Decimal(90)), price)], BARE)
    ] == ["agreement.price_twice"]


@pytest.mark.parametrize("kind", OF_PEOPLE)
def test_agreement_of_people_without_a_person_is_told_and_never_in_force(kind: AgreementKind) -> None:
    bare = replace(signed("A"), kind=kind)

    assert "agreement.no_person" in [f.code for f in check([bare], BARE)]
    assert signed_on(bare) is None and signed_on(replace(bare, amends="B")) is not None


@pytest.mark.parametrize(("number", "codes"), [("", ["agreement.representative_undocumented"]), ("II-АБ 7", [])])
def test_both_learner_and_legal_representative_sign_and_it_is_not_valid_before(number: str, codes: list[str]) -> None:
    learner = replace(party("net"), person="L-7")
    own = Authority(post="обучающийся", basis=Basis.OWN_NAME)
    parent = Authority(post="мать", basis=Basis.LEGAL_REPRESENTATIVE, number=number)
    people = (
        signatory("base"),
        Signatory(key="s-net", party="net", name="-", authority=own),
        Signatory(key="s-mother", party="net", name="-", authority=parent),
    )
    target = signed("A", kind=AgreementKind.TARGET, parties=(party("base"), learner), signatories=people)
    whole = replace(target, signatures=(*target.signatures, sign("mother", DAY)))

    assert [f.code for f in check([target], BARE)] == codes
    assert signed_on(target) is None
    assert signed_on(whole) == (DAY if number else None)


def test_person_signs_in_his_own_name() -> None:
    learner = replace(party("net"), person="L-7")
    own = Authority(post="обучающийся", basis=Basis.OWN_NAME)
    people = (signatory("base"), Signatory(key="s-net", party="net", name="-", authority=own))

    assert check([signed("A", parties=(party("base"), learner), signatories=people)], BARE) == []
