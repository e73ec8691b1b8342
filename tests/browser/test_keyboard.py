"""
The main tasks by keyboard alone: a pointer fails the test, and after every key that moves, the focus is seen.

Each task is done from where its page begins; forms are reached by Tab, links and buttons pressed by Enter.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import enter
from tests.browser.sitting.hands import Keys
from tests.browser.whole.people import EMPLOYER, KEY, PASSWORD

HERE, MINIMAL, EXAMPLE = f"/c/{KEY}", "/c/minimal", "/c/severokamsk"
PLAN_MS = 120_000
UNSEEN = """() => {
  const ringed = (one) => {
    const style = one ? getComputedStyle(one) : null;
    return style !== null && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const one = document.activeElement;
  const drawn = [one, one.closest("label"), one.parentElement, one.nextElementSibling].some(ringed);
  return drawn || one === document.body || one instanceof SVGElement ? "" : one.outerHTML.slice(0, 200);
}"""
"""What has the focus and no ring around it, its label or its field; shapes of pictures are drawn otherwise."""
FOCUSED = "document.activeElement.id || document.activeElement.tagName"
Entered = Callable[[str, str], "Walker"]


class Walker(Keys):
    """A hand at the keys that looks where it is."""

    def move(self, key: str) -> None:
        super().move(key)
        assert self.page.evaluate(UNSEEN) == "", "the focus is not seen"

    def day(self, field: Locator, day: date) -> None:
        """A day, digit by digit, in the order of the English form."""
        self.reach(field)
        self.page.keyboard.type(f"{day:%m%d%Y}")
        expect(field).to_have_value(day.isoformat())

    def nav(self, name: str) -> None:
        """A section of the main menu."""
        self.press(self.page.get_by_role("navigation", name="Main").get_by_role("link", name=name, exact=True))
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()


def chip(page: Page) -> Locator:
    """The state beside a page's title."""
    return page.locator(".page-title .chip").first


@pytest.fixture
def walker(open_page) -> Callable[..., Walker]:
    """Somebody of the demo at a page in English."""
    return lambda person, path: at(Walker(open_page(person, "/credentials/", language="en")), path)


@pytest.fixture
def entered(open_page, whole: dict[str, Any]) -> Entered:
    """Somebody of the whole world at a page of it in English."""

    def come(who: str, path: str) -> Walker:
        page = open_page(None, "/credentials/", language="en")
        enter(page, whole, who)
        return at(Walker(page), f"{HERE}/{path}")

    return come


def at(hand: Walker, path: str) -> Walker:
    hand.page.goto(path)
    return hand


@pytest.mark.usefixtures("whole")
def test_an_employer_signs_in_skips_to_the_content_and_sends_a_card(open_page):
    me = Walker(open_page(None, "/credentials/", language="en"))
    page = at(me, "/sign-in/").page
    me.write(page.locator("#username"), EMPLOYER)
    me.write(page.locator("#password"), PASSWORD)
    me.act("Enter")
    expect(page).to_have_url(re.compile(f"{HERE}/$"))

    me.move("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    me.act("Enter")
    expect(page.locator("#content")).to_be_focused()
    me.act("Control+k")
    palette = page.get_by_role("dialog", name="Search")
    expect(palette.get_by_role("combobox")).to_be_focused()
    assert page.evaluate(UNSEEN) == ""
    me.act("Escape")
    expect(page.locator("#content")).to_be_focused()

    me.nav("Demand")
    me.press(page.locator("main a[href$='/demand/new/']").first)
    expect(page.locator("#job")).to_be_focused()
    page.keyboard.type("Line operator by keys")
    me.day(page.locator("#deadline"), date(2029, 7, 1))
    me.write(page.get_by_label("2029"), "5")
    me.write(page.locator("textarea[name=r0-text]"), "Start the line in the morning")
    me.act("Alt+n")
    expect(page.locator("textarea[name=r1-text]")).to_be_focused()
    page.keyboard.type("Stop the line at night")
    me.act("Control+Enter")
    expect(chip(page)).to_have_text("draft")
    me.press(page.get_by_role("button", name="Publish version 1"))
    expect(chip(page)).to_have_text("published")

    me.press(page.locator("header.bar details.menu").last.locator("summary"))
    me.press(page.get_by_role("button", name="Sign out"))
    expect(page.locator("#username")).to_be_visible()


def test_a_methodist_plans_and_opens_the_result_as_a_chart_a_table_and_numbers(walker):
    me = walker("metodist", f"{MINIMAL}/planning/")
    page = me.page
    me.choose(page.locator("input[name=limit]"), "10")
    me.press(page.get_by_role("button", name="Plan", exact=True))
    expect(page.locator("#run")).to_be_visible()
    expect(page.locator(".page-meta")).to_contain_text("10")
    expect(page.locator("#run[data-state=done]")).to_be_visible(timeout=PLAN_MS)
    me.press(page.locator("#run tbody a").first)
    expect(page).to_have_url(re.compile("/programmes/fitter/"))

    me.press(page.get_by_role("link", name="Chart").first)
    me.press(page.locator("summary", has_text="The same as a table"))
    expect(page.locator(".gantt-table tbody tr").first).to_be_visible()
    me.press(page.get_by_role("link", name="By week").first)
    me.reach(page.locator("table.weekly td a[tabindex='0']"))
    me.move("ArrowRight")
    number = page.locator("table.weekly td a:focus")
    address = number.get_attribute("href")
    me.act("Enter")
    drawer = page.get_by_role("dialog", name="What it is made of")
    expect(drawer).to_be_visible()
    me.act("Escape")
    expect(drawer).to_be_hidden()
    expect(number).to_have_attribute("href", str(address))


def test_a_college_asks_for_days_and_their_owner_approves(entered):
    guest = entered("deputy_director@guests", "network/slots/new/")
    page = guest.page
    for field, text in (("group", "Keys-1"), ("title", "Turning"), ("size", "8")):
        guest.write(page.locator(f"#{field}"), text)
    guest.choose(page.locator("#place"), "lathes")
    guest.day(page.locator("#first"), date(2027, 3, 1))
    guest.write(page.locator("#days"), "1")
    guest.press(page.get_by_role("button", name="Look whether it is free"))
    expect(page.locator("#free-head")).to_have_text("These days are free")
    guest.write(page.locator("#text"), "For the exam")
    guest.press(page.get_by_role("button", name="Ask the owner"))
    expect(page.locator("h1 + .chip")).to_have_text("waits for the owner")

    owner = entered("deputy_director@college", "network/slots/")
    owner.press(owner.page.locator("#slots tbody tr", has_text="Keys-1").get_by_role("link"))
    owner.press(owner.page.get_by_role("button", name="Approve"))
    expect(owner.page.locator("h1 + .chip")).to_have_text("approved")


def test_a_college_enters_a_fact_and_the_other_side_confirms_it(entered):
    college = entered("methodist@college", "results/facts/new/?kind=practice")
    page = college.page
    college.write(page.locator("#id-subject"), "keys-1")
    college.day(page.locator("#id-on"), date(2026, 8, 20))
    college.write(page.locator("#id-element"), "ПП.01")
    college.choose(page.locator("#id-employer"), "pipes")
    college.write(page.locator("#id-hours"), "72")
    college.press(page.get_by_role("button", name="Enter the fact"))
    expect(chip(page)).to_have_text("waits for the other side")

    works = entered("employer@pipes", "results/waiting/")
    works.press(works.page.locator(".ask", has_text="keys-1").get_by_role("checkbox"))
    works.press(works.page.get_by_role("button", name="Confirm what is chosen"))
    expect(works.page.locator(".ask", has_text="keys-1")).to_have_count(0)
    page.reload()
    expect(chip(page)).to_have_text("confirmed")


def test_an_agreement_is_signed_and_a_figure_approved(walker):
    me = walker("zamdirektora", f"{EXAMPLE}/agreements/")
    page = me.page
    me.press(page.locator("#agreements tbody tr", has_text="waits for signatures").first.get_by_role("link"))
    me.press(page.get_by_role("link", name=re.compile("^Read and sign as")))
    me.press(page.get_by_label("I have read this very text"))
    me.press(page.get_by_role("button", name="Sign", exact=True))
    expect(page.locator("h1 + .chip")).not_to_have_text("waits for signatures")

    manager = walker("upravlyayushchiy", f"{EXAMPLE}/reports/approval/")
    submitted = manager.page.locator("main tbody tr", has_text="submitted")
    if not submitted.count():  # its year is not the one that the page begins with
        manager.press(manager.page.locator("nav.segmented a:not([aria-current])").first)
    manager.press(submitted.first.get_by_role("link"))
    manager.press(manager.page.get_by_role("button", name="Approve", exact=True))
    expect(chip(manager.page)).to_have_text("approved by the cluster")


def test_a_statement_is_traced_down_to_a_fact(walker):
    me = walker("finansist", f"{MINIMAL}/money/")
    page = me.page
    me.press(page.locator("#statements tbody a").first)
    me.press(page.locator("table.cards tbody a").first)
    expect(page.locator(".three-lines")).to_be_visible()
    me.press(page.get_by_role("link", name="Trace this rouble"))
    facts = page.locator(".rouble > li", has=page.get_by_role("heading", name="Facts", exact=True))
    me.press(facts.get_by_role("link").first)
    expect(page.get_by_role("heading", name="History")).to_be_visible()


def test_what_is_exchanged_under_the_focus_leaves_it_where_it_was(walker):
    me = walker("administrator", f"{MINIMAL}/jobs/")
    page = me.page
    panel = page.locator("#jobs")
    first = panel.locator("tbody a").first
    me.reach(first)
    for address, focused in (("location.href", first), ("'?state=failed'", panel)):
        page.evaluate(f"htmx.ajax('GET', {address}, {{target: '#jobs', swap: 'outerHTML'}})")
        expect(focused).to_be_focused()
        assert page.evaluate(FOCUSED) != "BODY"


def test_the_help_of_the_keys_of_the_studio_opens(entered):
    me = entered("methodist@college", "studio/mach-operator/")
    me.press(me.page.locator(".studio-keys > summary"))
    expect(me.page.locator(".keys-list kbd").first).to_be_visible()
