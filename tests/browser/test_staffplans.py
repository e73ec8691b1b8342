"""Plans of staff on screen: the matrix opens, teachers are assigned, one leaves, the calendar of upskilling."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.accessibility import faults, overflow, serious_findings

HERE = "/c/minimal/people/plan"
PARTS = ("gaps/", "gaps/?by=single", "gaps/?by=person", "matrix/", "assignment/?by=group", "upskilling/")
PAGES = tuple(f"{HERE}/{part}" for part in PARTS)
SOLVE_MS = 120_000


def work_out(page: Page) -> None:
    """Open the form of a planner where it is folded, start it for the shortest time, and wait for what it found."""
    button = page.get_by_role("button", name="Work it out")
    if not button.is_visible():
        page.locator("details.panel > summary").first.click()
    page.locator("label", has_text="quick").click()
    with page.expect_navigation():
        button.click()
    over = page.locator("#run:not([data-active]):not([data-reload])")  # a page with an older plan is shown anew
    expect(over).to_have_count(1, timeout=SOLVE_MS)


def test_a_cell_of_the_matrix_opens_by_mouse_and_by_arrow_keys(open_page):
    page = open_page("zamdirektora", f"{HERE}/matrix/", language="en")
    hale = page.locator("#matrix tbody tr", has_text="Martin Hale")
    first = hale.locator("td a").first
    first.click()
    expect(page.locator("#evidence-head")).to_contain_text("Martin Hale: ")
    expect(page.locator("#evidence-head")).to_be_focused()
    expect(page.locator("#evidence")).to_contain_text("may teach")
    opened = page.locator("#evidence-head").inner_text()
    assert page.locator("#matrix td a[tabindex='0']").count() == 1

    first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#evidence-head")).not_to_have_text(opened)
    expect(page.locator("#evidence .paper-list").first).to_be_visible()
    assert "person=t-hale" in page.url
    assert serious_findings(page) == []


def test_teachers_are_assigned_and_lessons_given_to_nobody_by_hand(open_page):
    page = open_page("zamdirektora", f"{HERE}/assignment/", language="en")
    work_out(page)
    expect(page.locator("#teachers")).to_be_visible(timeout=SOLVE_MS)
    hale = page.locator("#teachers tr", has_text="Martin Hale")
    expect(hale.locator("svg.load-bar")).to_be_visible()
    hale.locator("summary").focus()
    page.keyboard.press("Enter")
    hale.get_by_role("link", name="МДК.01.01").first.click()
    expect(page.locator("#evidence")).to_contain_text("teaches it")

    page.get_by_role("button", name="Nobody").click()
    expect(page.locator("#unsaved")).to_contain_text("1 change by hand is not saved yet.")
    expect(page.locator("#unsaved")).to_contain_text("It breaks no rule.")
    page.get_by_role("button", name="Forget").click()
    expect(page.locator("#unsaved")).to_have_count(0)
    assert serious_findings(page) == [] and overflow(page) == 0


def test_one_person_is_taken_away_by_mouse_another_by_keyboard(open_page):
    page = open_page("zamdirektora", f"{HERE}/assignment/", language="en")
    if not page.locator("#teachers").is_visible():
        work_out(page)
        expect(page.locator("#teachers")).to_be_visible(timeout=SOLVE_MS)
    page.get_by_role("link", name="If a person leaves").click()
    page.get_by_label("Who leaves").select_option("t-hale")
    page.get_by_role("button", name="See what breaks").click()
    expect(page.locator("h1")).to_have_text("If Martin Hale leaves")
    expect(page.locator("#broken tr", has_text="МДК.01.01")).to_contain_text("nobody")
    expect(page.locator("#mend")).to_be_visible(timeout=SOLVE_MS)
    expect(page.locator("#mend")).to_contain_text("What nobody can take")
    assert page.locator("#lost-hours").inner_text() != "0 h"

    page.get_by_label("Who leaves").focus()
    page.keyboard.type("Ida")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("If Ida Birch leaves")
    expect(page.locator("#mend")).to_be_visible(timeout=SOLVE_MS)
    assert serious_findings(page) == [] and overflow(page) == 0


def test_the_upskilling_plan_is_a_calendar_that_opens(open_page):
    page = open_page("zamdirektora", f"{HERE}/upskilling/", language="en")
    work_out(page)
    expect(page.locator("#calendar")).to_be_visible(timeout=SOLVE_MS)
    birch = page.locator("#calendar tbody tr", has_text="Ida Birch")
    birch.locator("td a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#evidence-head")).to_have_text("Ida Birch: Dial indicators")
    expect(page.locator("#evidence")).to_contain_text("УП.02")
    expect(page.locator("#trips tr", has_text="Dial indicators")).to_contain_text("not offered yet")
    assert serious_findings(page) == [] and overflow(page) == 0


@pytest.mark.parametrize(("language", "width", "theme"), [("ru", 1440, "light"), ("en", 360, "dark")])
def test_plans_of_staff_are_sound(open_page, language, width, theme):
    page = open_page("upravlyayushchiy", f"{HERE}/gaps/", language=language, width=width, theme=theme)
    assert faults(page, PAGES) == {}
