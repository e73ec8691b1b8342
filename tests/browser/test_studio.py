"""The studio's table in a real browser: two people build one programme from employers' words, disagree, decide."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.accessibility import faults, judge

LIST = "/c/severokamsk/studio/"
TABLE = f"{LIST}tehnik-tehnolog/"
PAGES = (LIST, f"{LIST}new/", *(f"{TABLE}{part}" for part in ("proposals/", "history/", "compare/", "signing/", "")))


def sit_down(open_page, person: str, **how: object) -> Page:
    """The table as a person sees it; the first one at it waits until standards are matched."""
    page = open_page(person, "/c/severokamsk/studio/", **how)
    page.set_default_navigation_timeout(60_000)
    page.goto(TABLE)
    return page


def said(page: Page):
    return page.locator("#studio-said")


def apply_change(page: Page) -> None:
    button = page.locator("[data-apply]")
    expect(button).to_be_visible()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text(re.compile("Done|Contested"))


def test_two_people_at_one_table_see_each_others_changes_and_choose_between_two_values(open_page):
    methodist = sit_down(open_page, "metodist", language="en")
    employer = sit_down(open_page, "rabotodatel", language="en")
    contested = methodist.locator(".contested").first
    expect(contested).to_contain_text("in force now")

    line = methodist.locator(".line", has=methodist.get_by_role("button", name="Accept", exact=True)).first
    name = line.locator("[data-named]").inner_text()
    line.get_by_role("button", name="Accept", exact=True).click()
    expect(methodist.locator(".impact-said")).to_contain_text("what the request means")
    apply_change(methodist)

    same = employer.locator(".line", has_text=name).first
    expect(same.get_by_role("button", name="Accept", exact=True)).to_have_count(0)

    employer.locator(".contested").first.get_by_role("button", name="Choose this").last.click()
    apply_change(employer)
    expect(methodist.locator(".contested")).to_have_count(0)


def test_a_request_is_moved_by_keyboard_alone_and_the_move_is_undone(open_page):
    page = sit_down(open_page, "metodist", language="en")
    page.locator("#list-demand [data-item]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(said(page)).to_contain_text("Picked up")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    apply_change(page)
    page.keyboard.press("Control+z")
    apply_change(page)
    expect(page.locator("#studio-bar")).to_contain_text("change")


@pytest.mark.parametrize(("language", "width", "theme"), [("ru", 1440, "light"), ("en", 360, "dark")])
def test_the_table_is_sound_in_both_languages_and_on_a_phone(open_page, language, width, theme):
    page = sit_down(open_page, "metodist", language=language, width=width, theme=theme)
    assert faults(page, PAGES) == {}
    page.locator("[data-open-sheet]").click()
    expect(page.locator("[data-sheet] select").first).to_be_visible()
    judge(page, "studio:table")


def test_what_is_typed_survives_a_change_by_somebody_else(open_page):
    methodist = sit_down(open_page, "metodist", language="en")
    employer = sit_down(open_page, "rabotodatel", language="en")
    mine = employer.locator("#list-demand [data-item]").last
    key = mine.get_attribute("id")
    box = methodist.locator(f"#{key} textarea[name=text]")
    methodist.locator(f"#{key} .remarks summary").click()
    box.fill("half a sentence")

    mine.focus()
    employer.keyboard.press("Enter")
    employer.get_by_role("button", name="Keep as own wording").locator("visible=true").first.click()
    apply_change(employer)

    expect(methodist.locator(f"#{key} .held")).to_be_visible(timeout=20_000)
    expect(box).to_have_value("half a sentence")
