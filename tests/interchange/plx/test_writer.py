"""Plans written: the same plan is read, or the writer says what would be lost."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.interchange.plx.plans import load, plans, small_plan

from remeslo.core.base.elements import AttestationForm
from remeslo.core.competence.studyplan import Control, LoadKind, StudyPlan
from remeslo.core.competence.studyplan.sums import credits_of, hours_of
from remeslo.interchange import plansheet, plm, plx

PLAN = small_plan()


def with_first_row(**changes: object) -> StudyPlan:
    return replace(PLAN, rows=(replace(PLAN.rows[0], **changes), *PLAN.rows[1:]))  # type: ignore[arg-type]


@settings(max_examples=60)
@given(plans())
def test_read_gives_the_plan_that_was_written(plan: StudyPlan) -> None:
    data = plx.write(plan)
    reading = plx.read(data, name="x.plx")

    assert reading.plan == plan
    assert reading.found == reading.counted
    assert plx.write(plan) == data


def test_read_gives_every_part_of_a_plan_that_uses_all_of_them() -> None:
    assert plx.read(plx.write(PLAN), name="x.plx").plan == PLAN


@pytest.mark.shared
def test_every_shared_plan_comes_back_equal(shared: Path) -> None:
    for path in sorted((shared / "data/curricula/plx").glob("*.plx")):
        plan = plx.read(path.read_bytes(), name=path.name).plan
        assert plan is not None
        assert plx.read(plx.write(plan), name="x.plx").plan == plan


@pytest.mark.shared
def test_plans_of_other_formats_keep_their_sums_as_plx(shared: Path) -> None:
    folder = shared / "data/curricula"
    files = [(plm, p) for p in folder.glob("plm-xml/*.xml")] + [(plansheet, p) for p in folder.glob("xlsx-1c/2*.xlsx")]
    assert len(files) >= 4
    for room, path in files:
        plan = room.read(path.read_bytes(), name=path.name).plan
        assert plan is not None
        adapted, told = plx.adapt(plan, path.name)
        again = plx.read(plx.write(adapted), name="x.plx").plan
        assert again is not None
        assert (credits_of(again), hours_of(again)) == (credits_of(plan), hours_of(plan))
        assert [f.code for f in told] == ["studyplan.adapted"]


def test_adapt_leaves_a_plan_of_the_format_alone() -> None:
    assert plx.adapt(PLAN, "x") == (PLAN, ())


@pytest.mark.parametrize(
    ("plan", "part"),
    [
        (with_first_row(note="заметка"), "rows[0].note"),
        (with_first_row(title="две  пустоты"), "rows[0].title"),
        (with_first_row(loads=(load(1, LoadKind.PRACTICAL, "2", "Семинар-практикум"),)), "rows[0].loads[0].kind"),
        (
            with_first_row(controls=(Control(semester=1, form=AttestationForm.EXAM, name="Экз"),)),
            "rows[0].controls[0].form",
        ),
        (with_first_row(key="другой"), "rows[0].key"),
        (replace(PLAN, head=replace(PLAN.head, number="17")), "head.number"),
        (with_first_row(title="\x02"), "text"),
        (with_first_row(hours=Decimal("NaN")), "rows[0].hours"),
    ],
)
def test_what_would_not_come_back_is_refused_by_its_place(plan: StudyPlan, part: str) -> None:
    with pytest.raises(plx.NotWritable) as refusal:
        plx.write(plan)

    (finding,) = refusal.value.findings
    assert (finding.code, finding.facts["part"], finding.hard) == ("studyplan.not_writable", part, True)


def test_what_foreign_readers_lean_on_is_there() -> None:
    """Attributes that public readers of .plx take without asking whether they are there (see FORMAT.md)."""
    dataset = plx.compose(PLAN)

    assert {"КодФормыОбучения", "СеместровНаКурсе", "КодУровняОбразования", "Тип"} <= set(dataset.root)
    for row in dataset.table("ПланыНовыеЧасы"):
        assert all(row.get(c).lstrip("-").isdigit() for c in ("Код", "КодОбъекта", "КодВидаРаботы", "Курс", "Семестр"))
        assert row.get("КодВидаРаботы") in {w.get("Код") for w in dataset.table("СправочникВидыРабот")}
        assert row.get("КодТипаЧасов") in {a.get("Код") for a in dataset.table("СправочникТипаЧасов")}
    for row in dataset.table("ПланыСтроки"):
        assert {"Код", "Дисциплина", "ДисциплинаКод", "ТипОбъекта", "СчитатьВПлане", "ЧасовПоПлану"} <= {
            *row.columns,
            "ЧасовПоПлану",
        }
    (top,) = [r for r in dataset.rows if r.table == "ООП"]
    assert [inner.get("КодРодительскогоООП") for inner in top.rows] == [top.get("Код")]
