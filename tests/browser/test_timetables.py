"""The timetable on screen: dragged by mouse and by keys, announced and compared, subscribed to, printed, repaired."""

import os
import subprocess
import sys
from io import BytesIO

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from tests.browser.accessibility import faults, overflow, serious_findings

PLANNER = "zamdirektora"
HERE = "/c/minimal/timetable"
DRAGGED, ANNOUNCED, REPAIRED = f"{HERE}/2026-1", f"{HERE}/2027-1", f"{HERE}/2028-1"
PARTS = ("", "conflicts/", "repair/", "releases/", "sheets/", "feeds/", "?by=site", "?by=teacher&week=odd")
PAGES = (f"{HERE}/", f"{HERE}/today/", *(f"{REPAIRED}/{part}" for part in PARTS))
REPAIR_MS = 90_000


@pytest.fixture(scope="module", autouse=True)
def semesters(root, site, site_data) -> None:
    """A timetable for each test, so that each may change its own."""
    environment = {**os.environ, "REMESLO_DATA": str(site_data), "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("REMESLO_DATABASE_URL", None)
    keys = [address.rpartition("/")[2] for address in (DRAGGED, ANNOUNCED, REPAIRED)]
    command = [sys.executable, "tests/browser/timetabled/load.py", "minimal", *keys]
    done = subprocess.run(command, cwd=root, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def cell(page: Page, day: int, pair: int):
    """A cell of the grid: 0 is Monday, pairs from 1."""
    return page.locator(f'.week-grid td[data-day="{day}"][data-pair="{pair}"]')


def test_a_lesson_is_dragged_with_the_mouse_and_moved_with_keys_and_every_clash_is_told_at_once(open_page):
    page = open_page(PLANNER, f"{DRAGGED}/", language="en")
    drawing = cell(page, 0, 1).locator(".lesson")
    said = page.locator("#week-said")

    drawing.hover()
    page.mouse.down()
    cell(page, 3, 1).hover()
    expect(cell(page, 2, 1)).to_have_attribute("data-fate", "stop")
    cell(page, 2, 1).hover()
    expect(page.locator(".hand")).to_contain_text("Wednesday, pair 1, Room 1: clashes")
    expect(page.locator(".hand")).to_contain_text("Drilling")
    cell(page, 3, 1).hover()
    expect(page.locator(".hand")).to_contain_text("Thursday, pair 1, Room 1: free")
    page.mouse.up()
    expect(said).to_have_text("Moved: Technical drawing → Thursday, pair 1, Room 1.")
    expect(cell(page, 3, 1).locator(".lesson-title")).to_have_text("Technical drawing")
    expect(cell(page, 0, 1).locator(".lesson")).to_have_count(0)

    cell(page, 3, 1).locator(".lesson").focus()
    page.keyboard.press("Space")
    expect(cell(page, 3, 1)).to_have_attribute("data-fate", "here")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".hand")).to_contain_text("Wednesday, pair 1, Room 1: clashes")
    page.keyboard.press("Escape")
    expect(said).to_have_text("Left where it was.")
    page.keyboard.press("Space")
    expect(cell(page, 5, 2)).to_have_attribute("data-fate", "free")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Space"):
        page.keyboard.press(key)
    expect(said).to_have_text("Moved: Technical drawing → Saturday, pair 2, Room 1.")
    expect(cell(page, 5, 2).locator(".lesson")).to_be_focused()

    page.keyboard.press("Control+z")
    expect(said).to_have_text("Undone.")
    expect(cell(page, 3, 1).locator(".lesson")).to_have_count(1)
    cell(page, 3, 1).locator(".lesson").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#lesson-head")).to_be_focused()
    expect(page.locator("#lesson")).to_contain_text("It breaks no rule.")
    page.locator("#unsaved").get_by_role("button", name="Save").click()
    expect(page.locator("main")).not_to_contain_text("not saved yet")
    assert serious_findings(page) == [] and overflow(page) == 0


def test_a_release_is_announced_compared_subscribed_to_and_printed(open_page):
    page = open_page(PLANNER, f"{ANNOUNCED}/releases/", language="en")
    page.get_by_label("Name of the release").fill("Start of the year")
    page.get_by_role("button", name="Announce").click()
    expect(page.locator("tbody")).to_contain_text("Start of the year")

    page.goto(f"{ANNOUNCED}/feeds/?kind=group")
    page.get_by_role("button", name="Make an address").click()
    address = page.get_by_label("Address of the calendar: f-26").input_value()
    before = Calendar.from_ical(page.context.browser.new_context().request.get(address).body())

    page.goto(f"{ANNOUNCED}/")
    cell(page, 0, 1).locator(".lesson").click()
    page.get_by_role("button", name="Thursday, pair 2 · Room 1").click()
    page.locator("#unsaved").get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Releases").click()
    change = page.locator("#changes tbody tr")
    expect(change).to_have_count(1)
    expect(change).to_contain_text("Monday 08:30–10:00, Room 1, Martin Hale")
    expect(change).to_contain_text("Thursday 10:30–12:00, Room 1, Martin Hale")
    expect(page.locator("section", has_text="Who is told what").last).to_contain_text("Martin Hale")
    page.get_by_role("button", name="Announce").click()
    expect(page.locator("tbody").first.locator("tr")).to_have_count(2)
    assert serious_findings(page) == [] and overflow(page) == 0

    after = Calendar.from_ical(page.context.browser.new_context().request.get(address).body())
    assert len(after.events) == len(before.events) == 5 * 17
    moved = [e for e in after.events if e["sequence"] == 1]
    assert len(moved) == 17 and {e.start.weekday() for e in moved} == {3}

    page.goto(f"{ANNOUNCED}/sheets/")
    with page.expect_download() as taken:
        page.locator("section", has_text="Groups of a course").get_by_role("button", name="PDF").click()
    text = PdfReader(BytesIO(taken.value.path().read_bytes())).pages[0].extract_text()
    assert "f-26" in text and "Technical drawing" in text and "Training corner" in text

    page.goto(f"{ANNOUNCED}/feeds/?kind=group")
    page.get_by_role("button", name="Revoke").click()
    assert page.context.browser.new_context().request.get(address).status == 404


def test_a_workshop_that_breaks_tomorrow_is_repaired_before_the_eyes_and_taken(open_page):
    page = open_page(PLANNER, f"{REPAIRED}/repair/", language="en")
    closed = page.locator("section", has_text="A room or workshop is closed")
    closed.get_by_label("Which").select_option("drilling")
    closed.get_by_label("First day").fill("2026-09-09")
    closed.get_by_label("Last day").fill("2026-09-09")
    closed.get_by_role("button", name="Repair").click()
    found = page.locator("#found")
    expect(found).to_be_visible(timeout=REPAIR_MS)
    expect(found).to_contain_text("Drilling bay is closed from 09.09.2026 to 09.09.2026")
    expect(found).to_contain_text("proven: fewer cannot be")
    expect(found.locator("tbody tr")).to_have_count(1)
    assert serious_findings(page) == []
    found.get_by_role("button", name="Take it as the next version").click()
    expect(page.locator("main")).to_contain_text("version 2")

    page.goto(f"{REPAIRED}/repair/?what=person&who=m-birch&first=2026-09-07&last=2026-09-12")
    expect(page.locator("#stand-ins tbody tr")).to_have_count(2)


@pytest.mark.parametrize(("language", "width", "theme"), [("ru", 360, "dark"), ("en", 1440, "light")])
def test_pages_are_sound_on_a_phone_and_on_a_desk(open_page, language, width, theme):
    page = open_page(PLANNER, f"{HERE}/", language=language, width=width, theme=theme)
    assert faults(page, PAGES) == {}
