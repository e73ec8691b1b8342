"""A slider is moved: the new proven term and what changed are there; what the norms forbid is information only."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.accessibility import judge, overflow, serious_findings

HERE = "/c/minimal/programmes/fitter/what-if/"
SOLVE_MS = 90_000


@pytest.fixture
def sliders(open_page) -> Page:
    """The page of sliders in English, in the cluster that is planned."""
    return open_page(path=HERE, language="en")


def answer(page: Page):
    return page.locator("#trial[data-state=done]")


def move(page: Page, name: str, to: int) -> None:
    page.locator(f'input[name="{name}"]').fill(str(to))


def test_a_slider_moved_gives_the_new_proven_term_and_what_changed(sliders):
    hours = sliders.locator('input[name="week_max_hours"]')
    before = int(sliders.locator("main").get_by_text("The plan takes").inner_text().split("takes ")[1].split()[0])
    assert hours.input_value() == "36"
    move(sliders, "week_max_hours", 40)

    expect(sliders.locator("#trial progress, #new-weeks").first).to_be_visible()
    expect(answer(sliders)).to_be_visible(timeout=SOLVE_MS)
    after = int(sliders.locator("#new-weeks").inner_text())
    assert after < before
    expect(sliders.locator("#trial .chip").first).to_have_text("proven shortest")
    expect(sliders.locator("#trial .both")).to_have_count(2)
    assert sliders.locator("#moved tbody tr").count() > 0
    expect(sliders.locator("#trial-announcement")).to_have_text(f"New term: {after} weeks")


def versions(page: Page) -> str:
    page.goto("/c/minimal/programmes/fitter/versions/")
    return page.locator("main table").inner_text()


def test_what_the_norms_forbid_is_marked_and_cannot_be_saved(sliders):
    asked = sliders.url
    before = versions(sliders)
    sliders.goto(asked)
    slider = sliders.locator("[data-slider]", has=sliders.locator('input[name="week_max_hours"]'))
    move(sliders, "week_max_hours", 41)
    expect(slider).to_have_class(re.compile(r"\bis-law\b"))

    expect(answer(sliders)).to_be_visible(timeout=SOLVE_MS)
    expect(sliders.locator("#trial .whatif-law")).to_contain_text("Information, not a plan.")
    assert sliders.locator("#trial button, #trial form").count() == 0
    assert versions(sliders) == before


def test_a_module_is_recognised_by_keyboard_and_the_answer_is_found_again(sliders):
    sliders.locator(".whatif-part summary").focus()
    sliders.keyboard.press("Enter")
    sliders.locator("input[name=recognise]").first.focus()
    sliders.keyboard.press("Space")

    expect(answer(sliders)).to_be_visible(timeout=SOLVE_MS)
    expect(sliders.locator("#trial .panel-head").first).to_contain_text("by an individual plan of the learner")
    term = sliders.locator("#new-weeks").inner_text()
    sliders.reload()
    sliders.locator(".earlier a").first.click()

    expect(sliders.locator("#new-weeks")).to_have_text(term)
    expect(sliders.locator("input[name=recognise]:checked")).to_have_count(1)


def test_what_holds_the_term_is_told_member_by_member(open_page):
    page = open_page(path="/c/minimal/programmes/fitter/", language="en")
    page.get_by_role("link", name="What holds the term").click()
    page.get_by_role("button", name="Find what holds it").click()

    expect(answer(page)).to_be_visible(timeout=SOLVE_MS)
    expect(page.locator("#causes .cause").first).to_contain_text("confirmed")
    assert serious_findings(page) == [] and overflow(page) == 0


def test_the_price_list_is_made_and_leads_to_the_plan_that_a_unit_would_give(open_page):
    page = open_page(path="/c/minimal/programmes/fitter/prices/", language="en")
    page.get_by_role("button", name="Make the list").click()

    expect(answer(page)).to_be_visible(timeout=2 * SOLVE_MS)
    assert page.locator(".price-bar").count() > 2
    assert page.locator("#prices .price-curve").count() > 0
    expect(page.locator("#prices-zero")).to_contain_text("proven by the causes")
    assert serious_findings(page) == [] and overflow(page) == 0
    page.locator("#prices tbody tr", has_text="ПМ.01").get_by_role("button", name="See the plan").click()
    expect(answer(page)).to_be_visible(timeout=SOLVE_MS)
    expect(page.locator("#trial .changes")).to_contain_text("ПМ.01")


@pytest.mark.parametrize(("language", "width", "theme"), [("ru", 1440, "light"), ("en", 360, "dark")])
def test_the_page_of_sliders_is_sound_before_and_after_an_answer(open_page, language, width, theme):
    page = open_page(path=HERE, language=language, width=width, theme=theme)
    judge(page, "trials:what_if")
    move(page, "week_max_hours", 38)

    expect(answer(page)).to_be_visible(timeout=SOLVE_MS)
    assert serious_findings(page) == [] and overflow(page) == 0
