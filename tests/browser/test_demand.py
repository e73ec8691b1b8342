"""Writing a demand card by mouse and by keyboard, with suggestions, drafts, versions, and two people at once."""

import re

from playwright.sync_api import Page, expect


def said(page: Page):
    return page.locator("[data-said]")


def fill_new_card(page: Page, job: str) -> None:
    page.goto("/c/severokamsk/demand/new/")
    page.get_by_label("Должность").fill(job)
    page.get_by_label("Работодатель").select_option(index=1)
    page.get_by_label("Первые люди нужны к").fill("2029-07-01")
    page.get_by_label("2029").fill("5")


def test_a_card_is_written_with_a_suggested_function_saved_and_published(page):
    fill_new_card(page, "Оператор проверочный")
    text = page.locator("textarea[name=r0-text]")
    text.fill("Наладка токарного станка с ЧПУ на изготовление первой детали")
    page.locator("[data-add-function]", has_text="40.902/A/03.3").click()
    expect(page.locator(".function-chip")).to_contain_text("Наладка токарного станка")

    page.get_by_role("button", name="Сохранить карточку").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Оператор проверочный")
    expect(page.locator(".page-title .chip")).to_have_text("черновик")
    page.get_by_role("button", name="Опубликовать версию 1").click()

    expect(page.locator(".page-title .chip")).to_have_text("опубликовано")
    page.goto("/c/severokamsk/demand/")
    expect(page.get_by_role("link", name="Оператор проверочный")).to_be_visible()


def test_a_card_is_written_by_keyboard_alone(page):
    fill_new_card(page, "Клавиатурная должность")
    page.locator("textarea[name=r0-text]").focus()
    page.keyboard.type("Первое требование")
    page.keyboard.press("Alt+n")
    page.keyboard.type("Второе требование")
    page.keyboard.press("Alt+n")
    page.keyboard.type("Лишнее")
    page.keyboard.press("Alt+Delete")
    expect(page.locator("[data-row]")).to_have_count(2)
    page.keyboard.press("Alt+ArrowUp")

    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Клавиатурная должность")
    cells = page.locator("tbody tr td.fill").all_inner_texts()
    assert [c.strip() for c in cells] == ["Второе требование", "Первое требование"]


def test_a_removed_row_comes_back(page):
    fill_new_card(page, "Должность с возвратом")
    page.locator("textarea[name=r0-text]").fill("Нужное")
    page.get_by_role("button", name="Убрать требование").click()
    expect(page.locator("[data-row]")).to_have_count(0)

    page.get_by_role("button", name="Вернуть").click()

    expect(page.locator("textarea[name=r0-text]")).to_have_value("Нужное")


def test_what_is_typed_survives_closing_the_page(page):
    page.goto("/c/severokamsk/demand/card/osnastka-02/edit/")
    page.get_by_label("Должность").fill("Набрано и не сохранено")
    expect(said(page)).to_have_text(re.compile("Черновик записан"))

    page.goto("/c/severokamsk/")
    page.get_by_role("link", name="Закончите карточку «Набрано и не сохранено»").click()

    expect(page.get_by_label("Должность")).to_have_value("Набрано и не сохранено")
    page.get_by_role("button", name="Отбросить черновик").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Набрано и не сохранено")


def test_a_wrong_card_says_what_is_wrong_and_keeps_what_was_typed(page, watch):
    watch.expected = ("400 (Bad Request)",)
    fill_new_card(page, "")
    page.locator("textarea[name=r0-text]").fill("Текст остаётся")

    page.get_by_role("button", name="Сохранить карточку").click()

    expect(page.get_by_role("alert").first).to_contain_text("Укажите должность.")
    expect(page.locator("textarea[name=r0-text]")).to_have_value("Текст остаётся")


def test_two_people_at_once_see_the_conflict_and_lose_nothing(open_page, watch):
    watch.expected = ("409 (Conflict)",)
    first, second = open_page("metodist"), open_page("upravlyayushchiy")
    for page in (first, second):
        page.goto("/c/severokamsk/demand/card/osnastka-01/edit/")
    first.get_by_label("Примечание").fill("Пишет первый")
    first.get_by_role("button", name="Сохранить следующую версию").click()
    expect(first.get_by_role("heading", level=1)).to_be_visible()

    second.get_by_label("Примечание").fill("Пишет второй")
    second.get_by_role("button", name="Сохранить следующую версию").click()

    expect(second.get_by_role("alert")).to_contain_text("Вера Ключникова")
    expect(second.get_by_label("Примечание")).to_have_value("Пишет второй")
    second.get_by_role("button", name="Сохранить моё как следующую версию").click()
    expect(second.get_by_text("Пишет второй")).to_be_visible()
    second.get_by_role("link", name="Версии").click()
    expect(second.locator("ins")).to_contain_text("второй")


def test_an_employer_sees_the_own_cards_and_the_others_summed_up(open_page):
    page = open_page("rabotodatel", "/c/severokamsk/demand/")

    owners = set(page.locator("tbody td[data-label='Работодатель']").all_inner_texts())

    assert len(owners) <= 2  # the enterprise, and its corporate university
    expect(page.get_by_role("heading", name="Другие работодатели вместе")).to_be_visible()


def test_the_list_narrows_while_typing_and_the_address_keeps_it(page):
    page.goto("/c/severokamsk/demand/")
    before = page.locator("#cards tbody tr").count()

    page.get_by_label("Поиск по карточкам").fill("ИЗМЕРЕНИ")

    expect(page.locator("#cards tbody tr")).not_to_have_count(before)
    assert "q=" in page.url
    page.reload()
    assert 0 < page.locator("#cards tbody tr").count() < before


def test_lost_connection_is_told_and_mended(page, watch):
    watch.expected = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED")
    page.goto("/c/severokamsk/demand/card/osnastka-02/edit/")
    page.context.set_offline(True)
    page.get_by_label("Примечание").fill("Без связи")
    expect(said(page)).to_contain_text("Не записано")

    page.context.set_offline(False)

    expect(said(page)).to_have_text(re.compile("Черновик записан"))
    watch.wrong = [w for w in watch.wrong if "ERR_INTERNET_DISCONNECTED" not in w]
    page.reload()
    page.get_by_role("button", name="Отбросить черновик").click()
