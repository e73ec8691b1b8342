"""Results and money: the other side's word, a statement laid open, a pack composed, a clawback carried through."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.accessibility import faults, judge, judge_in_both_languages

HERE = "/c/minimal"
OpenPage = Callable[..., Page]


def enter_practice(page: Page, learner: str) -> None:
    page.goto(f"{HERE}/results/facts/new/?kind=practice&subject={learner}")
    page.get_by_label("Programme element").fill("ПП.01")
    page.get_by_label("Enterprise").select_option(label="Millbrook Pump Works")
    page.get_by_label("Hours attended").fill("72")
    page.get_by_label("Happened").fill("2026-08-20")
    page.get_by_role("button", name="Enter the fact").click()
    expect(page.get_by_text("is asked to confirm it")).to_be_visible()


def test_a_college_enters_practice_and_the_enterprise_confirms_it_on_a_phone(open_page):
    college = open_page("metodist", language="en")
    enter_practice(college, "browser-1")
    expect(college.locator(".page-title .chip")).to_have_text("waits for the other side")

    enterprise = open_page("rabotodatel", f"{HERE}/results/waiting/", language="en", width=360)
    line = enterprise.locator(".ask", has_text="browser-1")
    line.get_by_role("checkbox").check()
    enterprise.get_by_role("button", name="Confirm what is chosen").click()

    expect(enterprise.locator(".ask", has_text="browser-1")).to_have_count(0)
    college.reload()
    expect(college.locator(".page-title .chip")).to_have_text("confirmed")


def test_the_enterprise_disputes_by_keyboard_and_the_college_corrects(open_page):
    college = open_page("metodist", language="en")
    enter_practice(college, "browser-2")
    address = college.url

    enterprise = open_page("rabotodatel", address, language="en")
    enterprise.get_by_label("What is wrong (for a dispute)").focus()
    enterprise.keyboard.type("Only 36 hours")
    enterprise.keyboard.press("Tab")
    enterprise.keyboard.press("Tab")
    enterprise.keyboard.press("Enter")
    expect(enterprise.locator(".page-title .chip")).to_have_text("disputed")

    college.reload()
    expect(college.locator(".callout-stop")).to_contain_text("Only 36 hours")
    college.get_by_role("link", name="Correct").click()
    college.get_by_label("Hours attended").fill("36")
    college.get_by_label("Why it is corrected").fill("The enterprise is right")
    college.get_by_role("button", name="Enter the correction").click()
    expect(college.locator(".page-title .chip")).to_have_text("waits for the other side")
    expect(college.locator(".story del")).to_have_text("72")


def test_an_indicator_opens_to_its_facts(open_page):
    page = open_page("upravlyayushchiy", f"{HERE}/results/", language="en")
    page.locator("#indicators").get_by_role("link", name=re.compile("^K1 ")).click()
    expect(page.get_by_role("heading", name="Facts behind it")).to_be_visible()

    page.locator("#facts tbody a").first.click()

    expect(page.get_by_role("heading", name="History")).to_be_visible()


def test_a_statement_opens_an_amount_in_three_lines_and_the_rouble_is_traced_both_ways(open_page):
    page = open_page("finansist", f"{HERE}/money/", language="en")
    page.locator("#statements tbody a").first.click()
    page.locator("table.cards tbody a").first.click()
    lines = page.locator(".three-lines")
    expect(lines).to_contain_text("Formula")
    expect(lines).to_contain_text("÷")
    expect(page.locator("#explained .chip", has_text="not verified").first).to_be_visible()

    page.get_by_role("link", name="Trace this rouble").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where this rouble comes from")
    page.locator(".rouble li", has_text="Programme").get_by_role("link", name="its money").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("The money that follows")
    assert page.locator(".rouble li").first.locator("a").count() > 1


def test_a_pack_is_composed_tried_on_its_cases_and_published_only_when_they_come_out(open_page, watch):
    watch.expected = ("409 (Conflict)",)
    page = open_page("finansist", f"{HERE}/money/packs/", language="en")
    page.locator("#packs").get_by_role("link", name=re.compile("Pilot")).click()
    page.get_by_role("link", name="Compose a new version").click()
    value = page.locator("input[name='param:base_norm:0:amount']")
    value.fill("132000.00")
    page.get_by_role("button", name="Keep and try on the cases").click()
    expect(page.locator("#trial .wrong").first).to_be_visible()
    expect(page.locator("ins", has_text="132000").first).to_be_visible()

    page.get_by_role("button", name="Save as the next version").click()
    page.get_by_role("button", name="Publish version 2").click()
    expect(page.get_by_role("alert")).to_contain_text("can't be published")

    page.get_by_role("link", name="Compose a new version").click()
    page.locator("input[name='param:base_norm:0:amount']").fill("120000.00")
    page.locator("input[name='title_en']").fill("Pilot, second edition")
    page.get_by_role("button", name="Keep and try on the cases").click()
    expect(page.locator("#trial .chip-ok")).to_be_visible()
    page.get_by_role("button", name="Save as the next version").click()
    page.get_by_role("button", name="Publish version 3").click()
    expect(page.locator(".page-title .chip").first).to_have_text("published")


def test_a_clawback_is_carried_through_with_preview_and_partial_amounts(open_page):
    finance = open_page("finansist", f"{HERE}/money/clawbacks/", language="en")
    finance.locator("#awaited").get_by_role("link", name="Open a clawback").first.click()
    judge_in_both_languages(finance, "funding:open_clawback")
    finance.get_by_label("Reason, which the organisation reads").fill("Learners left and were paid for")
    finance.get_by_label("Amount").fill("100")
    finance.get_by_role("button", name="Open the clawback").click()
    finance.get_by_role("button", name="Tell the organisation…").click()
    expect(finance.get_by_text("It books nothing.")).to_be_visible()
    finance.get_by_role("button", name="Tell the organisation", exact=True).click()
    address = finance.url

    college = open_page("metodist", address, language="en")
    expect(college.locator(".callout-note")).to_contain_text("Learners left")
    judge_in_both_languages(college, "funding:clawback")
    college.get_by_label("Why").fill("They came back")
    college.get_by_role("button", name="Contest…").click()
    college.get_by_role("button", name="Contest", exact=True).click()
    expect(college.locator(".page-title .chip")).to_have_text("contested")

    manager = open_page("upravlyayushchiy", address, language="en")
    manager.get_by_role("button", name="Confirm the claim…").click()
    expect(manager.locator("#preview table")).to_be_visible()
    manager.get_by_role("button", name="Confirm the claim", exact=True).click()
    expect(manager.locator(".page-title .chip")).to_have_text("confirmed, awaits the money")

    finance.reload()
    finance.locator("#amount-receive").fill("40")
    finance.get_by_role("button", name="Book money that came back…").click()
    expect(finance.locator("#preview .callout-warn")).to_contain_text("can't be taken back")
    finance.get_by_role("button", name="Book money that came back", exact=True).click()
    expect(finance.locator(".figures")).to_contain_text("60.00")
    finance.get_by_role("button", name="Book money that came back…").click()
    finance.get_by_role("button", name="Book money that came back", exact=True).click()
    expect(finance.locator(".page-title .chip")).to_have_text("closed")
    finance.goto(f"{HERE}/money/ledger/")
    expect(finance.locator("#ledger-total")).to_contain_text(re.compile(r"^0\.00"))


PAGES = (
    f"{HERE}/results/",
    f"{HERE}/results/indicator/K1/",
    f"{HERE}/results/facts/",
    f"{HERE}/results/facts/new/",
    f"{HERE}/results/facts/new/?kind=demo_exam",
    f"{HERE}/results/import/",
    f"{HERE}/results/waiting/",
    f"{HERE}/money/",
    f"{HERE}/money/settle/",
    f"{HERE}/money/ledger/",
    f"{HERE}/money/clawbacks/",
    f"{HERE}/money/verification/",
    f"{HERE}/money/packs/",
    f"{HERE}/money/packs/ru-percapita/",
    f"{HERE}/money/packs/ru-percapita/edit/",
    f"{HERE}/money/simulation/",
    f"{HERE}/money/trace/",
    f"{HERE}/money/trace/?programme=fitter",
)


@pytest.mark.parametrize(("language", "width", "theme"), [("ru", 1440, "light"), ("en", 360, "dark")])
def test_pages_of_results_and_money_are_sound(open_page, language, width, theme):
    page = open_page("administrator", language=language, width=width, theme=theme)
    assert faults(page, PAGES) == {}
    page.goto(f"{HERE}/money/")
    page.locator("#statements tbody a").first.click()
    page.locator("table.cards tbody a").first.click()
    judge(page, "funding:statement")
