"""The frame by mouse and by keyboard: language, theme, search, drawer, signing out."""

from playwright.sync_api import expect


def test_signing_in_by_name_and_password_says_what_is_wrong(open_page, watch):
    watch.expected = ("400 (Bad Request)",)
    page = open_page(None, "/sign-in/")

    page.get_by_label("Имя").fill("nobody")
    page.get_by_label("Пароль").fill("wrong")
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("не подходят")


def test_the_language_changes_where_one_stands(open_page):
    page = open_page("setevoy", "/c/severokamsk/demand/")  # the choice is kept with the account

    page.get_by_label("Язык и вид").click()
    page.get_by_role("button", name="English").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Demand")
    assert page.url.endswith("/c/severokamsk/demand/")


def test_the_theme_is_kept(open_page):
    page = open_page()
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")

    page.get_by_label("Язык и вид").click()
    page.get_by_role("button", name="Тёмный").click()
    page.reload()

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_ctrl_k_finds_a_thing_and_enter_opens_it(page):
    page.keyboard.press("Control+k")
    page.keyboard.type("техник по измерениям")
    expect(page.get_by_role("option").first).to_contain_text("Техник по измерениям")

    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Техник по измерениям")


def test_search_is_closed_by_escape_and_arrows_choose(page):
    page.keyboard.press("Control+k")
    page.keyboard.type("кол")
    expect(page.get_by_role("option").nth(1)).to_be_visible()
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")

    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_drawer_opens_on_a_phone_and_leads_on(open_page):
    page = open_page(path="/c/severokamsk/", width=360)
    link = page.get_by_role("navigation", name="Главное меню").get_by_role("link", name="Запросы")
    expect(link).not_to_be_visible()

    page.get_by_role("button", name="Меню", exact=True).tap()
    link.tap()

    expect(page.get_by_role("heading", level=1)).to_have_text("Запросы")


def test_the_first_tab_stop_leads_to_the_content(page):
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"


def test_signing_out_closes_the_door(page):
    page.get_by_label("Вера Ключникова").click()
    page.get_by_role("button", name="Выйти").click()
    expect(page.get_by_role("heading", name="Войти")).to_be_visible()

    page.goto("/c/severokamsk/")

    expect(page.get_by_role("heading", name="Войти")).to_be_visible()


def test_pages_print_without_the_frame(page):
    page.goto("/c/severokamsk/cluster/")
    page.emulate_media(media="print")

    expect(page.get_by_role("navigation", name="Главное меню")).not_to_be_visible()
    expect(page.locator("table")).to_be_visible()
