"""Norm packs in a browser: read, changed in a draft by mouse and keyboard, tried, saved, published."""

import re

import pytest
from playwright.sync_api import expect
from tests.browser.accessibility import faults

HERE = "/c/minimal/norms/"
PACK = "ru-spo-worker-2021"
PAGES = (
    HERE,
    f"{HERE}pack/{PACK}/",
    f"{HERE}pack/{PACK}/versions/",
    f"{HERE}pack/{PACK}/edit/",
    f"{HERE}pack/{PACK}/edit/add/",
    f"{HERE}pack/{PACK}/edit/text/",
    f"{HERE}pack/{PACK}/edit/norm/week_max_hours/",
)


@pytest.mark.parametrize(
    ("language", "width", "theme"),
    [("ru", 1440, "light"), ("en", 1440, "dark"), ("ru", 360, "dark")],
)
def test_pages_are_sound_in_both_languages_widths_and_themes(open_page, language, width, theme):
    page = open_page(path=HERE, language=language, width=width, theme=theme)
    assert faults(page, PAGES) == {}


def test_a_dated_value_is_added_saved_and_published_by_keyboard(open_page):
    page = open_page(path=f"{HERE}pack/{PACK}/edit/norm/exams_per_year_max/", language="en")
    page.locator("#new-since").fill("2027-09-01")
    page.locator("#new-amount").fill("7")
    page.locator("#new-source").fill("Order 1 of 1 March 2027")
    page.locator("#add-value button").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".value").first).to_contain_text("new in the draft")
    page.get_by_role("link", name="To the draft").click()
    expect(page.locator("#save-head")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Order 1 of 1 March 2027")
    page.locator("#note").fill("Seven exams from 2027")
    page.locator("#note").press("Enter")
    expect(page.locator(".page-title .chip")).to_have_text("draft")
    page.get_by_role("button", name="Publish this version").click()

    expect(page.locator(".page-title .chip")).to_have_text("published")
    expect(page.locator(".page-meta")).to_contain_text("Seven exams from 2027")
    page.get_by_role("link", name="Versions").click()
    expect(page.locator("main ins").first).to_be_visible()


def test_a_norm_that_the_examples_contradict_cannot_be_published(open_page, watch):
    watch.expected = ("409 (Conflict)",)
    page = open_page(path=f"{HERE}pack/ru-spo-specialist-2021/edit/norm/week_max_hours/", language="en")
    page.locator(".value summary").last.click()
    page.locator(".value input[name=amount]").last.fill("20")
    page.get_by_role("button", name="Correct the value").last.click()
    page.get_by_role("link", name="To the draft").click()

    expect(page.locator("main")).to_contain_text("not as expected")
    page.get_by_role("button", name="Save as the next version").click()
    page.get_by_role("button", name="Publish this version").click()
    expect(page.get_by_role("alert")).to_contain_text("is not published")
    page.get_by_role("link", name=re.compile("Back to the version")).click()
    expect(page.locator(".page-title .chip")).to_have_text("draft")
