"""Forms of attestation fit the yearly limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.competence.limits import Limits
from remeslo.core.competence.programme.attestations import CREDITS, EXAMS, attest, count
from remeslo.core.competence.programme.choices import CUSTOMARY
from remeslo.core.competence.programme.slot import Slot

LIMITS = Limits(practice_week_hours=36, exams_per_year_max=8, credits_per_year_max=10)


def slot(index: str, kind: ElementKind, *, module: str | None = None, title: str = "", given_=(), made=True) -> Slot:
    return Slot(
        index=index,
        title=title or index,
        kind=kind,
        cycle="П" if module else index[:2],
        module=module,
        hours_min=36,
        hours_max=36,
        mandatory_min=36,
        hours=36,
        made=made,
        attestations=given_,
    )


def module(n: int) -> list[Slot]:
    name = f"ПМ.{n:02d}"
    exam = (AttestationMark(AttestationForm.MODULE_EXAM),)
    return [
        slot(f"МДК.{n}", ElementKind.THEORY, module=name),
        slot(f"УП.{n}", ElementKind.TRAINING_PRACTICE, module=name),
        slot(f"ПП.{n}", ElementKind.WORK_PRACTICE, module=name),
        slot(f"{name}.Э", ElementKind.ATTESTATION, module=name, given_=exam),
    ]


def test_both_practices_of_a_module_are_attested_together() -> None:
    slots, _ = attest(module(1), 1, LIMITS, CUSTOMARY)

    assert count(slots, CREDITS) == 1
    assert count(slots, EXAMS) == 1
    assert [m.form for m in slots[0].attestations] == [AttestationForm.OTHER]


@pytest.mark.parametrize("title", ["Физическая культура", "Physical Education"])
def test_physical_education_has_its_own_form_that_nothing_counts(title: str) -> None:
    slots, _ = attest([slot("СГ.04", ElementKind.THEORY, title=title)], 1, LIMITS, CUSTOMARY)

    assert [m.form for m in slots[0].attestations] == [AttestationForm.PHYSICAL_EDUCATION]
    assert count(slots, CREDITS) == 0


@given(st.integers(0, 9), st.integers(0, 30), st.integers(1, 4))
def test_what_is_handed_out_fits_unless_the_practices_alone_do_not(modules: int, disciplines: int, years: int) -> None:
    slots = [s for n in range(1, modules + 1) for s in module(n)]
    slots += [slot(f"ОП.{n}", ElementKind.THEORY) for n in range(disciplines)]

    attested, findings = attest(slots, years, LIMITS, CUSTOMARY)

    assert count(attested, CREDITS) <= max(modules, 10 * years)
    assert count(attested, EXAMS) <= max(modules // 2 + modules % 2, 8 * years)
    assert findings == []
    assert all(s.attestations for s in attested)


def test_attestations_that_a_college_gave_are_kept_and_too_many_are_named() -> None:
    credit = (AttestationMark(AttestationForm.CREDIT),)
    slots = [slot(f"ОП.{n}", ElementKind.THEORY, given_=credit, made=False) for n in range(11)]

    attested, findings = attest(slots, 1, LIMITS, CUSTOMARY)

    assert attested == slots
    assert [(f.facts["form"], f.facts["count"], f.facts["limit"]) for f in findings] == [("credit", 11, 10)]
