"""What may be claimed: recorded by the college, confirmed by another, nothing against it."""

from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from remeslo.core.base.facts import Fact, FactKey
from remeslo.core.base.keys import CompetenceKey, OrganisationKey, ProgrammeKey
from remeslo.core.credentials.claims import Missing, TaughtCompetence, judge_claims

COLLEGE, PLANT = OrganisationKey("college"), OrganisationKey("plant")
PROGRAMME = ProgrammeKey("turner")
TURNING = TaughtCompetence(key=CompetenceKey("ПК 1.1"), title="Точить", elements=frozenset({"УП.01", "ПП.01"}))
_numbers = count()


def fact(kind: str, by: OrganisationKey = COLLEGE, subject: str = "L-1", day: int = 1, **values: object) -> Fact:
    on = date(2026, 6, day)
    key = FactKey(f"f-{next(_numbers):04}")
    return Fact(key=key, kind=kind, subject=subject, on=on, known=on, by=by, values=values)  # type: ignore[arg-type]


def confirmation(of: Fact, by: OrganisationKey = PLANT, yes: bool = True, day: int = 2) -> Fact:
    return fact("confirmation", by, of.key, day, confirmed=yes)


def graduation() -> Fact:
    return fact("graduation", programme=PROGRAMME)


def judged(*facts: Fact, competence: TaughtCompetence = TURNING) -> tuple[tuple[Missing, ...], tuple[str, ...]]:
    (claim,) = judge_claims([competence], facts, college=COLLEGE, programme=PROGRAMME)
    return claim.missing, claim.confirmers


def test_a_competence_with_a_confirmed_practice_of_a_graduate_may_be_claimed():
    practice = fact("practice", element="ПП.01", hours=72)

    assert judged(graduation(), practice, confirmation(practice)) == ((), (PLANT,))


def test_a_failed_attestation_counts_until_it_is_repeated():
    practice = fact("practice", element="ПП.01", hours=72)
    failed = fact("attestation", element="УП.01", passed=False, day=3)
    again = fact("attestation", element="УП.01", passed=True, day=9)
    rest = (graduation(), practice, confirmation(practice))

    assert judged(*rest, failed)[0] == (Missing.NOT_PASSED,)
    assert judged(*rest, again, failed)[0] == ()


@pytest.mark.parametrize(
    ("spoil", "missing"),
    [
        (lambda p: (p, confirmation(p)), (Missing.NOT_GRADUATED,)),
        (lambda p: (graduation(),), (Missing.NOT_RECORDED,)),
        (lambda p: (graduation(), p), (Missing.NOT_CONFIRMED,)),
        (lambda p: (graduation(), p, confirmation(p, COLLEGE)), (Missing.NOT_CONFIRMED,)),
        (lambda p: (graduation(), p, confirmation(p, yes=False)), (Missing.NOT_CONFIRMED, Missing.DISPUTED)),
        (
            lambda p: (graduation(), p, confirmation(p), confirmation(p, yes=False, day=5)),
            (Missing.NOT_CONFIRMED, Missing.DISPUTED),
        ),
        (lambda p: (graduation(), replace(p, by=PLANT), confirmation(p)), (Missing.NOT_RECORDED,)),
        (lambda p: (graduation(), replace(p, values={"element": "ПП.02"}), confirmation(p)), (Missing.NOT_RECORDED,)),
        (lambda p: (fact("graduation", PLANT, programme=PROGRAMME), p, confirmation(p)), (Missing.NOT_GRADUATED,)),
    ],
)
def test_what_is_missing_is_named(spoil, missing):
    assert judged(*spoil(fact("practice", element="ПП.01", hours=72)))[0] == missing


def test_a_competence_that_no_element_forms_cannot_be_claimed():
    bare = replace(TURNING, elements=frozenset())

    assert judged(graduation(), competence=bare)[0] == (Missing.NO_ELEMENT,)
