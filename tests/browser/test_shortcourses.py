"""A short course from ticks to an open one by mouse; an individual plan by two people, by keyboard alone."""

import re

from playwright.sync_api import Page, expect
from tests.browser.accessibility import judge_in_both_languages, overflow, serious_findings

HERE = "/c/minimal/courses/"
TERM_MS = 120_000


def sound(page: Page) -> list[str]:
    """What is wrong with a page wide and narrow."""
    wrong = []
    for width in (1440, 360):
        page.set_viewport_size({"width": width, "height": 900})
        wrong += [f"{page.url} at {width}: {f}" for f in serious_findings(page)]
        if too_wide := overflow(page):
            wrong.append(f"{page.url} at {width}: {too_wide} px too wide")
    page.set_viewport_size({"width": 1440, "height": 900})
    return wrong


def test_course_is_ticked_previewed_saved_planned_and_opened_by_mouse(open_page):
    page = open_page(path=HERE, language="ru")
    wrong = sound(page)
    page.locator("main a[href$='/courses/new/']").first.click()
    page.locator("main a[href*='programme=fitter']").click()
    module = page.locator(".course-tree > details").first
    module.locator("summary").first.click()
    module.locator("input[name=competences]").first.check()

    preview = page.locator("#preview")
    expect(preview.locator("table tbody tr").first).to_be_visible()
    hours = preview.locator("h2").first.inner_text()
    need = preview.locator("input[name=taken_in]:not(:checked)")
    if need.count():
        need.first.check()
        expect(preview.locator("h2").first).not_to_have_text(hours)
        expect(preview.locator("input[name=taken_in]:checked")).to_have_count(1)
    wrong += sound(page)

    page.locator("#title").fill("Вечерний курс")
    page.locator("button[name=do][value=save]").click()
    expect(page.locator("#term table.course-weeks")).to_be_visible(timeout=TERM_MS)
    expect(page.locator("#term .chip").first).to_have_text("доказано кратчайший")
    wrong += sound(page)
    page.locator("form[action$='/open/'] button").click()
    expect(page.locator("#toasts")).to_contain_text("Курс открыт")

    with page.expect_download() as got:
        page.locator("a[href$='programme.docx']").click()
    assert got.value.suggested_filename.endswith(".docx")
    page.locator("a[href$='/certificates/']").click()
    judge_in_both_languages(page, "shortcourses:certificates")
    page.locator("#names").fill("Анна Учебная")
    with page.expect_download() as got:
        page.locator("button[value=pdf]").click()
    assert got.value.suggested_filename.endswith(".pdf")
    assert wrong == []


def test_prior_learning_is_recognised_by_two_people_by_keyboard_alone(open_page):
    first = open_page(path=f"{HERE}individual/new/", language="en")
    first.locator("#pseudonym").focus()
    first.keyboard.type("LD-17")
    first.keyboard.press("Enter")
    expect(first.get_by_role("heading", level=1)).to_contain_text("LD-17")
    first.locator("input[name=elements]").first.focus()
    first.keyboard.press("Space")
    first.locator("#evidence").focus()
    first.keyboard.press("Tab")
    first.keyboard.type("diploma No. 5")
    first.locator("#document_day").fill("2024-06-30")
    first.locator("#document").focus()
    first.keyboard.press("Enter")
    expect(first.locator(".recognition .chip")).to_have_text("waits for confirmation")
    expect(first.get_by_text("Another person has to confirm it.", exact=True)).to_be_visible()

    second = open_page("zamdirektora", first.url, language="en")
    second.get_by_role("button", name="Confirm").focus()
    second.keyboard.press("Enter")
    expect(second.locator(".recognition .chip")).to_have_text("recognised")
    expect(second.locator("#own-term .chip")).to_have_text("proven shortest", timeout=TERM_MS)
    expect(second.get_by_text(re.compile("less than the group's|no shorter than"))).to_be_visible()
    wrong = sound(second)
    second.goto(f"{HERE}individual/")
    wrong += sound(second)
    assert wrong == []
