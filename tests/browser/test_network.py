"""The network form on screen: days asked and approved between colleges, a broken workshop mended, releases compared."""

import os
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect
from tests.browser.accessibility import faults, overflow, serious_findings

HERE = "/c/example/network"
MEND_MS = 90_000
TABS = (
    "",
    "who/?by=group",
    "sites/",
    "requests/",
    "slots/",
    "openings/?place=lathes",
    "quotas/",
    "used/",
    "settlement/",
)
PAGES = tuple(f"{HERE}/{p}" for p in (*TABS, "prices/", "change/", "releases/", "slots/new/"))


@pytest.fixture(scope="module", autouse=True)
def networked(root, site, site_data) -> None:
    """A cluster of two colleges in the running server, with an allocation that nobody has published."""
    environment = {**os.environ, "REMESLO_DATA": str(site_data), "PYTHONPATH": str(root)}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("REMESLO_DATABASE_URL", None)
    command = [sys.executable, "tests/browser/networked/load.py"]
    done = subprocess.run(command, cwd=root, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def sound(page: Page) -> None:
    assert serious_findings(page) == [] and overflow(page) == 0


def test_days_are_asked_with_the_keyboard_and_approved_with_the_mouse(open_page):
    guest = open_page("setevoy", f"{HERE}/slots/new/", language="en")
    guest.locator("#group").focus()
    for text in ("Course 1", "Turning", "", "8"):
        guest.keyboard.type(text)
        guest.keyboard.press("Tab")
    guest.keyboard.press("ArrowDown")  # the first workshop
    guest.locator("#first").fill("2027-02-01")
    guest.locator("#weeks").focus()
    guest.keyboard.press("Enter")
    expect(guest.locator("#free-head")).to_have_text("These days are free")
    expect(guest.locator("#free")).to_contain_text("days booked")
    expect(guest.locator("#options li").first).to_be_visible()
    sound(guest)
    guest.locator("#text").focus()
    guest.keyboard.type("For the exam")
    guest.keyboard.press("Enter")
    expect(guest.locator("h1")).to_contain_text("Course 1")
    expect(guest.locator("h1 + .chip")).to_have_text("waits for the owner")

    owner = open_page("zamdirektora", f"{HERE}/slots/", language="en")
    owner.locator("#slots tbody tr", has_text="Course 1").get_by_role("link").click()
    expect(owner.locator(".word-list")).to_contain_text("For the exam")
    owner.locator("#text").fill("Welcome")
    owner.get_by_role("button", name="Approve").click()
    expect(owner.locator("h1 + .chip")).to_have_text("approved")
    expect(owner.locator(".word-list li")).to_have_count(2)
    sound(owner)

    guest.reload()
    expect(guest.locator(".word-list")).to_contain_text("Welcome")


def test_a_release_is_published_a_broken_workshop_mended_and_the_two_are_compared(open_page):
    page = open_page("upravlyayushchiy", f"{HERE}/", language="en")
    page.locator("#release-name").fill("Autumn")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("main")).to_contain_text("Everybody works by “Autumn”")

    page.goto(f"{HERE}/requests/?state=granted")
    page.locator("#asked tbody a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#evidence-head")).to_be_focused()
    sound(page)

    page.goto(f"{HERE}/change/")
    page.locator("#place").select_option("lathes")
    page.locator("#first").fill("2026-10-26")
    page.locator("#last").fill("2026-10-31")
    page.locator("#reason").fill("The spindle broke")
    page.get_by_role("button", name="Find the fewest changes").click()
    expect(page.locator("#proposal")).to_be_visible(timeout=MEND_MS)
    expect(page.locator("#proposal")).to_contain_text("The spindle broke")
    expect(page.locator("#proposal")).to_contain_text("Whom it touches")
    sound(page)
    page.get_by_role("button", name="Accept as the next version").click()
    expect(page.locator("#compared")).to_be_visible()
    expect(page.locator("#differences tbody tr").first).to_be_visible()

    page.goto(f"{HERE}/releases/")
    page.get_by_role("button", name="Lay side by side").click()
    expect(page.locator("#found-head")).to_contain_text("Version")
    expect(page.locator("#versions")).to_contain_text("Autumn")
    sound(page)


def test_a_cell_of_the_year_opens_by_arrow_keys_and_the_owner_sees_what_other_hours_touch(open_page):
    page = open_page("zamdirektora", f"{HERE}/", language="ru")
    page.locator("#matrix td a").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#evidence-head")).to_be_focused()

    page.goto(f"{HERE}/openings/?place=lathes")
    page.locator("select[name='c0-2']").select_option("")
    page.get_by_role("button", name="Показать, кого затронет").click()
    expect(page.locator("#touched")).to_be_visible()
    sound(page)


@pytest.mark.parametrize(("language", "width", "theme"), [("ru", 1440, "light"), ("en", 360, "dark")])
def test_pages_of_the_network_form_are_sound(open_page, language, width, theme):
    page = open_page("administrator", f"{HERE}/", language=language, width=width, theme=theme)
    assert faults(page, PAGES) == {}
