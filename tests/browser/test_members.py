"""The registry in a browser: a table imported after its preview, a merger after its preview, the day before it."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect
from tests.browser.accessibility import serious_findings

REGISTRY = "/country/registry/"
TABLE = (
    "Реестр участников на сегодня\n"
    "№ п/п;Наименование организации;ИНН;Кластер;Роль в кластере;В кластере с\n"
    "1;Учебный колледж «Берег»;5042000001;minimal;сетевой колледж;01.09.2026\n"
    "2;Учебный колледж «Остров»;504200009;minimal;сетевой колледж;01.09.2026\n"
    "3;Учебный колледж «Мыс»;12;minimal;сетевой колледж;01.09.2026\n"
)


def test_a_table_is_imported_two_colleges_merge_and_the_day_before_shows_them_both(open_page):
    page = open_page("administrator", f"{REGISTRY}import/", language="en")
    page.get_by_label("Choose a file").set_input_files(
        {"name": "members.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    )
    page.get_by_role("button", name="Read and show what would change").click()

    figures = page.locator("#counts .figure-number")
    expect(figures).to_have_text(["2", "0", "0", "1", "3"])
    expect(page.locator(".findings")).to_contain_text("has lost its leading zero")
    assert serious_findings(page) == []
    page.get_by_role("button", name="Save 2 rows").click()
    expect(page.get_by_text("2 rows are entered.")).to_be_visible()

    page.goto(f"{REGISTRY}?q=учебный колледж")
    page.get_by_role("link", name="Учебный колледж «Берег»").click()
    expect(page.get_by_role("heading", name="Over the years")).to_be_visible()
    assert serious_findings(page) == []

    today = datetime.now(UTC).date()
    page.goto(f"{REGISTRY}merge/?before=inn-5042000001&before=inn-0504200009")
    page.get_by_label("Full name").fill("Учебный колледж «Архипелаг»")
    page.get_by_label("From which day").fill(today.isoformat())
    page.get_by_label("Order or act").fill("учебный приказ № 1")
    page.get_by_role("button", name="Show what it touches").press("Enter")
    touched = page.locator("#touched")
    expect(touched).to_contain_text("ends: Учебный колледж «Остров»")
    expect(touched).to_contain_text("begins: Учебный колледж «Архипелаг»")
    assert serious_findings(page) == []
    page.get_by_role("button", name="Merge them").click()
    expect(page.get_by_role("heading", name="Mergers and splits")).to_be_visible()

    before = (today - timedelta(days=1)).isoformat()
    page.goto(f"{REGISTRY}?q=учебный колледж&on={before}")
    names = page.locator("#organisations tbody th a")
    expect(names).to_have_text(["Учебный колледж «Берег»", "Учебный колледж «Остров»"])
    page.goto(f"{REGISTRY}?q=учебный колледж")
    expect(names).to_have_text(["Учебный колледж «Архипелаг»"])
