"""Programmes in a browser: pages are sound, numbers open by mouse and by keyboard, the chain leads to the employer."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.accessibility import faults, serious_findings

HERE = "/c/minimal/programmes/fitter/"
PAGES = (
    "/c/minimal/programmes/",
    HERE,
    f"{HERE}curriculum/",
    f"{HERE}curriculum/?columns=all",
    f"{HERE}calendar/",
    f"{HERE}calendar/?symbols=graphic",
    f"{HERE}gantt/",
    f"{HERE}weeks/",
    f"{HERE}constructor/",
    f"{HERE}matrix/",
    f"{HERE}matrix/?of=demand",
    f"{HERE}trace/",
    f"{HERE}trace/?node=employer:works",
    f"{HERE}versions/",
    f"{HERE}compare/?from=1&to=1",
    "/c/minimal/planning/",
    "/c/minimal/planning/runs/1/",
)


@pytest.fixture
def methodist(open_page) -> Page:
    """A methodist's page in English, in the cluster that is planned."""
    return open_page(path=HERE, language="en")


def drawer(page: Page):
    return page.get_by_role("dialog", name="What it is made of")


@pytest.mark.parametrize(
    ("language", "width", "theme"),
    [("ru", 1440, "light"), ("en", 1440, "dark"), ("ru", 360, "dark")],
)
def test_pages_are_sound_in_both_languages_widths_and_themes(open_page, language, width, theme):
    page = open_page(path=HERE, language=language, width=width, theme=theme)
    assert faults(page, PAGES) == {}


def test_a_volume_opens_to_the_employer_by_mouse(methodist):
    methodist.get_by_role("link", name="Curriculum").first.click()
    row = methodist.get_by_role("row").filter(has=methodist.get_by_role("rowheader", name="МДК.01.01", exact=True))
    row.get_by_role("link").click()

    expect(drawer(methodist)).to_be_visible()
    expect(drawer(methodist).get_by_role("heading", level=2)).to_contain_text("МДК.01.01")
    expect(drawer(methodist)).to_contain_text("What the hours teach")
    assert serious_findings(methodist) == []

    drawer(methodist).get_by_role("button", name="Close").click()
    expect(drawer(methodist)).to_be_hidden()


def test_weekly_hours_are_walked_and_opened_by_keyboard(methodist):
    methodist.goto(f"{HERE}weeks/")
    numbers = methodist.locator("table.weekly td a")
    assert numbers.count() > 10
    assert methodist.locator('table.weekly td a[tabindex="0"]').count() == 1
    numbers.first.focus()
    methodist.keyboard.press("ArrowRight")
    methodist.keyboard.press("ArrowDown")
    methodist.keyboard.press("ArrowUp")
    focused = methodist.locator("table.weekly td a:focus")
    expect(focused).to_have_count(1)
    address = focused.get_attribute("href")

    methodist.keyboard.press("Enter")
    expect(drawer(methodist)).to_be_visible()
    methodist.keyboard.press("Escape")

    expect(drawer(methodist)).to_be_hidden()
    expect(methodist.locator("table.weekly td a:focus")).to_have_attribute("href", str(address))


def test_a_request_is_followed_to_its_hours_and_back(methodist):
    methodist.goto(f"{HERE}trace/")
    methodist.get_by_role("table").first.get_by_role("link").first.click()
    expect(methodist.locator(".chain-node.is-chosen")).to_have_count(1)
    for kind in ("employer", "request", "outcome", "element", "hour"):
        expect(methodist.locator(f".chain-column.chain-{kind} .chain-node").first).to_be_visible()
    assert methodist.locator(".chain-link").count() >= 4
    methodist.locator(".chain-hour a.chain-node").first.click()

    expect(methodist.get_by_role("heading", level=1)).to_contain_text("week")
    employer = methodist.locator(".chain-employer a.chain-node").first
    expect(employer).to_be_visible()


def test_pointing_at_a_line_of_the_chart_shows_its_links(methodist):
    methodist.goto(f"{HERE}gantt/")
    methodist.locator(".gantt-names a").last.hover()

    expect(methodist.locator(".link.is-near").first).to_be_visible()


def test_the_chart_is_explained_by_keyboard_and_by_a_table(methodist):
    methodist.goto(f"{HERE}gantt/")
    methodist.locator(".gantt-names a").last.focus()
    expect(methodist.locator(".link.is-near").first).to_be_visible()
    methodist.get_by_text("The same as a table").click()

    assert methodist.locator(".gantt-table tbody tr").count() == methodist.locator(".gantt-names li").count()


def test_matrix_is_filtered(methodist):
    methodist.goto(f"{HERE}matrix/")
    rows = methodist.locator("#matrix tbody tr")
    everything = rows.count()
    methodist.get_by_label("Filter the rows").fill("ПК 1.1")

    expect(rows.filter(visible=True)).to_have_count(1)
    assert everything > 1


def test_papers_are_downloaded(methodist):
    papers = (("Curriculum", "XLSX"), ("Curriculum", "PDF"), ("Academic calendar", "PDF"))
    for name, form in (*papers, ("Summary of the programme", "PDF")):
        ending = {"Summary of the programme": "summary"}.get(name, name.split()[-1].lower()) + f".{form.lower()}"
        with methodist.expect_download() as waiting:
            methodist.locator(".paper", has_text=name).filter(has_text=form).click()
        assert waiting.value.suggested_filename.endswith(ending)


def test_sheets_print_on_a3_and_the_term_on_a4(methodist, tmp_path):
    from pypdf import PdfReader

    for name, width in (("curriculum", 420), ("calendar", 420), ("weeks", 420), ("", 210)):
        methodist.goto(f"{HERE}{name}/" if name else HERE)
        file = tmp_path / f"{name or 'term'}.pdf"
        methodist.pdf(path=file, prefer_css_page_size=True)
        sizes = {round(float(p.mediabox.width) / 72 * 25.4) for p in PdfReader(file).pages}
        assert sizes == {width}, name


def test_a_programme_is_published_and_the_log_says_so(open_page):
    page = open_page(path="/c/minimal/programmes/fitter/", language="en")
    page.get_by_role("button", name="Publish this version").click()

    expect(page.locator(".page-title .chip").last).to_have_text("published")
    expect(page.get_by_role("status").filter(has_text="is published")).to_be_visible()
