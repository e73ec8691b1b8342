"""Demand as data in the browser: a vacancy pasted whole, the board by industry, cards from a workbook."""

from playwright.sync_api import expect
from tests.browser.accessibility import overflow, serious_findings

VACANCY = """Наладчик станков с ЧПУ
Обязанности:
- Наладка токарного станка с ЧПУ на изготовление первой детали
Требования:
- Умение читать чертежи
- Игра на балалайке
Условия:
- Оклад 100 000 рублей
"""


def test_a_pasted_vacancy_becomes_a_card_of_what_was_kept(page):
    page.goto("/c/severokamsk/demand/")
    page.get_by_role("link", name="Вставить вакансию").click()
    page.get_by_label("Работодатель").select_option(index=1)
    page.get_by_label("Текст вакансии").fill(VACANCY)
    page.get_by_role("button", name="Разделить и сравнить").click()
    expect(page.get_by_label("Должность")).to_have_value("Наладчик станков с ЧПУ")
    expect(
        page.locator(".pasted", has_text="Наладка токарного").locator("input[name$=functions]").first
    ).to_be_checked()
    assert serious_findings(page) == [] and overflow(page) == 0

    page.locator(".pasted", has_text="балалайке").get_by_role("checkbox").first.uncheck()
    page.locator("textarea", has_text="читать чертежи").fill("Читать рабочие чертежи")
    page.get_by_role("button", name="Взять отмеченные в новую карточку").click()

    expect(page.locator("[data-row]")).to_have_count(2)
    page.get_by_label("Первые люди нужны к").fill("2029-07-01")
    page.get_by_label("2029").fill("5")
    page.get_by_role("button", name="Сохранить карточку").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Наладчик станков с ЧПУ")
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("tbody")).to_contain_text("Читать рабочие чертежи")


def test_the_board_by_industry_opens_to_its_cards(open_page):
    page = open_page(path="/c/severokamsk/demand/")
    page.get_by_role("link", name="Доска").click()
    expect(page.locator("#board tbody tr").first).to_be_visible()
    page.locator("#board tbody tr td a").first.click()
    expect(page.locator("#cards tbody tr").first).to_be_visible()
    assert serious_findings(page) == [] and overflow(page) == 0

    page.locator("#cards tbody tr a").first.click()

    page.wait_for_url("**/demand/card/**")
    expect(page.locator("[id=r1]")).to_be_visible()


def test_the_board_is_walked_by_keyboard_and_narrowed_by_year(page):
    page.goto("/c/severokamsk/demand/board/")
    page.get_by_label("Должность").focus()
    page.keyboard.press("Space")
    page.get_by_label("Год", exact=True).select_option("2029")
    page.get_by_role("button", name="Показать").press("Enter")

    expect(page.locator("#board thead")).to_contain_text("2029")
    expect(page.locator("#board thead")).not_to_contain_text("2028")


def test_cards_come_from_the_workbook_that_the_page_gives(page):
    page.goto("/c/severokamsk/demand/")
    page.get_by_text("Excel", exact=True).click()
    with page.expect_download() as given:
        page.get_by_role("link", name="Скачать карточки").click()
    page.goto("/c/severokamsk/demand/import/")
    page.get_by_label("Выбрать файлы").set_input_files(given.value.path())
    page.get_by_role("button", name="Прочитать и показать, что изменится").click()

    expect(page.locator(".panel .chip", has_text="уже есть, такой же").first).to_be_visible()
    page.get_by_role("button", name="Отбросить загрузку").click()
