"""Personal data in a browser: every page sound, wide and narrow; a hold is made and lifted without a mouse."""

import pytest
from tests.browser.accessibility import faults

HOME = "/c/severokamsk/privacy/"
PAGES = (HOME, f"{HOME}due/", f"{HOME}holds/", f"{HOME}facts/", f"{HOME}person/", f"{HOME}person/staff/skmm-t01/")


@pytest.mark.parametrize(
    ("language", "width", "theme"),
    [("ru", 1440, "light"), ("en", 1440, "dark"), ("ru", 360, "dark")],
)
def test_pages_of_personal_data_are_sound(open_page, language, width, theme):
    page = open_page("administrator", language=language, width=width, theme=theme)
    assert faults(page, PAGES) == {}


def test_hold_is_made_and_lifted_by_keyboard(open_page):
    page = open_page("administrator", f"{HOME}holds/", language="en")
    page.locator("#hold-kind").select_option("staff-name")
    page.locator("#hold-key").focus()
    page.keyboard.type("skmm-t02")
    page.keyboard.press("Tab")
    page.keyboard.type("letter 12")
    page.keyboard.press("Enter")
    page.get_by_role("row", name="skmm-t02").wait_for()
    page.get_by_role("button", name="Lift").first.focus()
    page.keyboard.press("Enter")
    page.get_by_text("The hold is lifted.").wait_for()

    assert page.get_by_role("button", name="Lift").count() == 0
