"""Plans written: the same plan is read, or the writer says what would be lost."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.interchange.plx.plans import load, plans, small_plan

from remeslo.core.base.elements import AttestationForm
from remeslo.core.competence.studyplan import Control, LoadKind, PlanRow, RowKind, StudyPlan
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
    """What public readers of .plx take without asking whether it is there (see FORMAT.md)."""
    module = PlanRow(key="ПМ.01", index="ПМ.01", title="Модуль", kind=RowKind.MODULE)
    inside = PlanRow(key="МДК.01", index="МДК.01", title="Курс", kind=RowKind.MODULE, parent="ПМ.01")
    deeper = PlanRow(key="МДК.01.01", index="МДК.01.01", title="Часть", kind=RowKind.DISCIPLINE, parent="МДК.01")
    adapted, _ = plx.adapt(replace(PLAN, rows=(*PLAN.rows, module, inside, deeper)), "x")
    dataset = plx.compose(adapted)

    def codes(table: str, column: str = "Код") -> set[str]:
        return {row.get(column) for row in dataset.table(table)}

    (plan,) = dataset.table("Планы")
    for column, table, code in (
        ("КодООП", "ООП", "Код"),
        ("КодАктивногоООП", "ООП", "Код"),
        ("КодФормыОбучения", "ФормаОбучения", "Код"),
        ("КодУровняОбразования", "Уровень_образования", "Код_записи"),
    ):
        assert plan.get(column) in codes(table, code)
    assert {"КодФормыОбучения", "СеместровНаКурсе", "КодУровняОбразования", "Тип"} <= set(dataset.root)
    for row in dataset.table("ПланыНовыеЧасы"):
        numbers = ("Код", "КодОбъекта", "КодВидаРаботы", "Курс", "Семестр", "Сессия")
        assert all(row.get(c).lstrip("-").isdigit() for c in numbers)
        assert row.get("Количество")
        assert row.get("КодВидаРаботы") in codes("СправочникВидыРабот")
        assert row.get("КодТипаЧасов") in codes("СправочникТипаЧасов")
    assert codes("СправочникВидыРабот", "КодТипРабот") - {""} <= codes("СправочникТипаРабот")
    level = {row.get("Код"): int(row.get("УровеньВложения")) for row in dataset.table("ПланыСтроки")}
    for row in dataset.table("ПланыСтроки"):
        assert row.get("ТипОбъекта") in codes("СправочникТипОбъекта")
        assert row.get("ВидОбъекта") in codes("СправочникВидОбъекта")
        assert level[row.get("Код")] == 1 + level.get(row.get("КодРодителя"), 0)
    for block in dataset.table("ПланыЦиклы"):
        assert block.get("ТипБлока") in codes("СправочникТипБлока")
    (top,) = [r for r in dataset.rows if r.table == "ООП"]
    assert [inner.get("КодРодительскогоООП") for inner in top.rows] == [top.get("Код")]
