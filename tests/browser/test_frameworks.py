"""Study plans and frameworks in the browser: preview with sums, saving, opening to everyone; sound on a phone too."""

import json
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect
from tests.browser.accessibility import overflow, serious_findings

from remeslo.core.base.elements import AttestationForm
from remeslo.core.competence.framework import ROOT, Association, Framework, FrameworkItem, ItemKind, ItemText, LinkKind
from remeslo.core.competence.studyplan import (
    Control,
    Load,
    LoadKind,
    PlanBlock,
    PlanCompetence,
    PlanHead,
    PlanRow,
    RowKind,
    StudyPlan,
)
from remeslo.interchange import case, plx

UPLOAD = "/c/severokamsk/standards/upload/"
ROWS = (("Б1.01", "Материаловедение", 72, 1), ("Б1.02", "Технология резания", 144, 2))


def study_plan() -> StudyPlan:
    """A small plan."""
    rows = tuple(
        PlanRow(
            key=index,
            index=index,
            title=title,
            kind=RowKind.DISCIPLINE,
            block="Б1",
            credits=Decimal(hours) / 36,
            hours=Decimal(hours),
            loads=(
                Load(semester=semester, kind=LoadKind.LECTURE, amount=Decimal(hours), name="Лекционные занятия"),
                Load(semester=semester, kind=LoadKind.TOTAL, amount=Decimal(hours), name="Итого часов"),
            ),
            controls=(Control(semester=semester, form=AttestationForm.EXAM, name="Экзамен"),),
            competences=("ПК-1",),
        )
        for index, title, hours, semester in ROWS
    )
    return StudyPlan(
        head=PlanHead(code="15.02.16", title="Технология машиностроения", start_year=2026, courses=4),
        blocks=(PlanBlock(key="Б1", index="Б1", title="Дисциплины"),),
        rows=rows,
        competences=(PlanCompetence(key="ПК-1", code="ПК-1", title="Способен обрабатывать детали"),),
    )


def plan() -> bytes:
    """The plan in the form of «Планы»."""
    return plx.lay_out(plx.compose(study_plan()))


def skills() -> Framework:
    """A small framework."""
    items = tuple(
        FrameworkItem(key=key, kind=ItemKind.SKILL, texts=(ItemText(language="ru", preferred=text),), code=code)
        for key, text, code in (
            ("a", "Обрабатывать детали", "А"),
            ("b", "Точить валы", "А.1"),
            ("c", "Сверлить", "А.2"),
        )
    )
    links = (
        Association(kind=LinkKind.CHILD_OF, origin="a", destination=ROOT, order=1),
        Association(kind=LinkKind.CHILD_OF, origin="b", destination="a", order=1),
        Association(kind=LinkKind.CHILD_OF, origin="c", destination="a", order=2),
    )
    return Framework(
        key="browser", version="1", title="Навыки станочника", languages=("ru",), items=items, associations=links
    )


def framework() -> bytes:
    """The framework as a CASE package."""
    return case.write(skills())


def upload(page: Page, name: str, data: bytes) -> None:
    page.goto(UPLOAD)
    files = [{"name": name, "mimeType": "application/octet-stream", "buffer": data}]
    page.get_by_label("Выбрать файлы").set_input_files(files)
    page.get_by_role("button", name="Прочитать и показать, что изменится").click()
    page.get_by_role("heading", level=1, name="Что изменится").wait_for()


def sound(page: Page) -> None:
    assert serious_findings(page) == [] and overflow(page) == 0


def test_a_plan_is_previewed_with_its_sums_then_saved_and_read(open_page):
    page = open_page(path="/c/severokamsk/")
    upload(page, "plan.plx", plan())
    expect(page.locator("#save .chip").first).to_have_text("новое")
    expect(page.locator("#save")).to_contain_text("216")
    sound(page)

    page.get_by_role("button", name="Сохранить выбранное").click()
    page.get_by_role("link", name="Технология машиностроения").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Технология машиностроения")
    expect(page.locator("#plan tbody tr")).to_have_count(2)
    sound(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert overflow(page) == 0


def test_a_framework_is_saved_walked_opened_and_read_by_anyone(page, site, browser):
    upload(page, "skills.json", framework())
    page.get_by_role("button", name="Сохранить выбранное").click()
    page.get_by_role("link", name="Навыки станочника").click()
    page.get_by_role("link", name="Обрабатывать детали").click()
    expect(page.get_by_role("link", name="Точить валы")).to_be_visible()
    sound(page)
    page.get_by_role("link", name="Навыки станочника").click()
    sound(page)

    page.get_by_role("button", name="Открыть всем").click()

    expect(page.locator("#toasts")).to_contain_text("3 элемента")
    stranger = browser.new_context()
    told = stranger.request.get(f"{site}/ims/case/v1p1/CFDocuments")
    assert [d["title"] for d in json.loads(told.text())["CFDocuments"]] == ["Навыки станочника"]
    stranger.close()


def test_columns_of_a_table_are_named_by_keyboard(page):
    upload(page, "own.csv", "Номер;Чему учим\n1;Точить валы\n2;Сверлить\n".encode())
    page.get_by_role("link", name="Назвать колонки").click()
    sound(page)
    page.get_by_role("combobox", name="Чему учим").focus()
    for _ in range(3):  # key, code, statement
        page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Прочитать так").press("Enter")

    expect(page.locator("#save h3")).to_contain_text("own")
    page.get_by_role("button", name="Отбросить загрузку").click()


@pytest.mark.parametrize("width", [1440, 360])
def test_a_preview_is_sound_at_both_widths(open_page, width):
    page = open_page(path="/c/severokamsk/", width=width)
    upload(page, "skills.json", framework())

    sound(page)
    page.get_by_role("button", name="Отбросить загрузку").click()
