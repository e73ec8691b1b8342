"""The two sample curricula (illustrative, see their sheet in tests/golden/curriculum) as term problems."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

from remeslo.core.base.calendar import YearLayout, academic_calendar
from remeslo.core.base.elements import AttestationForm, AttestationMark, ElementKind
from remeslo.core.base.keys import ElementKey
from remeslo.core.curriculum.links import module_links
from remeslo.core.curriculum.problem import Precedence, TermElement, TermProblem
from remeslo.core.curriculum.rules import rules_from_pack
from remeslo.core.curriculum.volumes import PRACTICE_KINDS
from remeslo.interchange.normpack import builtin

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "curriculum"
DAY = date(2026, 9, 1)
FORMS = {
    "Э": AttestationForm.EXAM,
    "З": AttestationForm.CREDIT,
    "ДЗ": AttestationForm.GRADED_CREDIT,
    "Эм": AttestationForm.MODULE_EXAM,
    "Эк": AttestationForm.QUALIFICATION_EXAM,
    "КП": AttestationForm.COURSE_PROJECT,
    "КР": AttestationForm.COURSE_WORK,
    "ДФК": AttestationForm.OTHER,
    "ФК": AttestationForm.PHYSICAL_EDUCATION,
}


def sample(name: str, *, fixed: bool) -> TermProblem:
    """Sample ``a`` (worker, 95 weeks) or ``b`` (specialist, 147); ``fixed``: hours by semester as in the sheet."""
    pack = builtin()["ru-spo-worker-2021" if name == "a" else "ru-spo-specialist-2021"]
    elements = read_elements(f"sample_{name}.csv", fixed=fixed)
    years = 3 if name == "a" else 4
    rules = rules_from_pack(
        pack, day=DAY, kind="worker", base="ooo", total_hours=sum(e.hours_min for e in elements), standard="sample"
    )
    return TermProblem(
        key=f"sample-{name}",
        calendar=academic_calendar(2026, (YearLayout(),) * years),
        elements=module_links(elements),
        rules=rules,
        required_outcomes=frozenset(o for e in elements for o in e.outcomes),
    )


@cache
def read_elements(name: str, *, fixed: bool) -> tuple[TermElement, ...]:
    """Elements of a table in the form of a cluster folder's elements/*.csv; each module element teaches one outcome."""
    with (GOLDEN / name).open(encoding="utf-8", newline="") as file:
        return tuple(_element(row, fixed=fixed) for row in csv.DictReader(file))


def _element(row: dict[str, str], *, fixed: bool) -> TermElement:
    kind = ElementKind(row["kind"])
    low, high = int(row["hours_min"]), int(row["hours_max"])
    return TermElement(
        key=ElementKey(row["index"]),
        title=row["title"],
        kind=kind,
        hours_min=low,
        hours_wanted=low,
        hours_max=high,
        mandatory_min=low - int(row["variative"]),
        after=tuple(Precedence(ElementKey(k)) for k in row["after"].split(";") if k),
        attestations=tuple(_mark(text) for text in row["attestations"].split(";") if text),
        whole_weeks=kind in PRACTICE_KINDS or kind is ElementKind.FINAL_ATTESTATION,
        module=row["module"] or None,
        cycle=row["cycle"],
        semester_hours=_semesters(row["semesters"]) if fixed else (),
        outcomes=(f"Р {row['index']}",) if row["module"] else (),
        employer_block=row["employer_block"] == "yes",
    )


def _mark(text: str) -> AttestationMark:
    form, _, joint = text.partition(":")
    return AttestationMark(FORMS[form.removeprefix("к") if joint else form], joint or None)


def _semesters(text: str) -> tuple[tuple[int, int], ...]:
    pairs = (pair.split("=") for pair in text.split(";") if pair)
    return tuple((int(semester), int(hours)) for semester, hours in pairs)
