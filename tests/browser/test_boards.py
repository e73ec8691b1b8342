"""Figures go from a college to the ministry and are locked; a report for everybody; an export of what is shown."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.accessibility import faults, judge_in_both_languages, overflow, serious_findings
from tests.browser.conftest import EXAMPLE, OpenPage

ROOT = f"/c/{EXAMPLE}/reports/"
PAGES = tuple(f"/country/boards/{p}" for p in ("", "indicator/K1/", "approval/", "next/"))


def step(page: Page, address: str, button: str, reached: str) -> None:
    """One person's step on a unit's year."""
    page.goto(address)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".page-title .chip").first).to_have_text(reached)


def enrolment(page: Page) -> str:
    """The figure K1 as the page has it."""
    return page.locator("tr", has_text="K1 ").last.locator("td").first.inner_text()


def test_figures_go_from_the_college_to_the_ministry_and_a_late_fact_changes_nothing_locked(
    open_page: OpenPage,
) -> None:
    deputy = open_page("zamdirektora", f"{ROOT}approval/", language="en")
    deputy.locator("tbody a").first.click()
    address = re.sub(r"^https?://[^/]+", "", deputy.url)
    step(deputy, address, "Submit to the cluster", "submitted")
    manager = open_page("upravlyayushchiy", language="en")
    step(manager, address, "Approve", "approved by the cluster")
    step(open_page("ministerstvo", language="en"), address, "Approve", "approved by the region")
    ministry = open_page("strana", language="en")
    step(ministry, address, "Approve", "approved by the ministry")
    locked = enrolment(manager)

    year = address.rstrip("/").rpartition("/")[2]
    college = open_page("metodist", f"/c/{EXAMPLE}/results/facts/new/?kind=admission&subject=late-1", language="en")
    college.get_by_label("Happened").fill(f"{year}-09-01")
    fill_admission(college, address.split("/")[-3])
    college.get_by_role("button", name="Enter the fact").click()
    expect(college.locator(".page-title .chip").first).to_be_visible()

    manager.goto(address)
    expect(manager.locator(".page-title")).to_contain_text("changed since approval")
    expect(manager.get_by_role("heading", name="Facts have come since")).to_be_visible()
    assert enrolment(manager) == locked
    expect(manager.locator("tr", has_text="K1 ").first).to_contain_text("+1")
    assert serious_findings(manager) == [] and overflow(manager) == 0
    report_for_everybody(open_page, deputy, address)


def fill_admission(page: Page, college: str) -> None:
    """What the form of an admission asks for."""
    page.locator("#id-college").select_option(value=college)
    page.locator("#id-programme").fill("late")
    page.locator("#id-planned_end").fill("2030-06-30")
    for flag in ("project", "programme_project"):
        page.locator(f"#id-{flag}").select_option(index=1)


def report_for_everybody(open_page: OpenPage, deputy: Page, address: str) -> None:
    """The college's report is written, published, read without signing in, withdrawn."""
    deputy.goto(address.replace("/approval/", "/year/"))
    deputy.get_by_label("What was achieved").fill("We opened a workshop. <b>Really</b>")
    deputy.get_by_role("button", name="Save", exact=True).click()
    deputy.get_by_role("button", name="Publish", exact=True).click()
    public = deputy.locator("a[href^='/published/']").get_attribute("href")
    for width in (1440, 360):
        guest = open_page(None, public, language="en", width=width)
        expect(guest.get_by_role("heading", level=1)).to_contain_text("What we achieved in")
        expect(guest.get_by_text("We opened a workshop. <b>Really</b>")).to_be_visible()
        judge_in_both_languages(guest, "boards_public:report")
    assert guest.locator("meta[name=robots]").get_attribute("content") == "noindex, nofollow"
    deputy.get_by_role("button", name="Withdraw", exact=True).click()
    expect(deputy.locator("a[href^='/published/']")).to_have_count(0)


def test_an_export_holds_exactly_what_is_shown(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("finansist", ROOT, language="en")
    rows = page.locator("#figures tbody tr")
    keys = [rows.nth(n).locator(".mono").inner_text() for n in range(rows.count())]
    shown = [rows.nth(n).locator("td").first.inner_text().strip() for n in range(rows.count())]

    page.get_by_text("Export", exact=True).click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV", exact=True).click()
    file = tmp_path / "board.csv"
    saved.value.save_as(file)

    told = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["indicator"].partition(".")[0] for row in told] == keys  # pages say the number alone
    assert [bool(row["value"]) for row in told] == [any(c.isdigit() for c in text) for text in shown]


@pytest.mark.parametrize(
    ("language", "width", "theme"), [("ru", 1440, "light"), ("en", 1440, "dark"), ("ru", 360, "dark")]
)
def test_pages_above_clusters_are_sound(open_page: OpenPage, language: str, width: int, theme: str) -> None:
    page = open_page("strana", language=language, width=width, theme=theme)
    assert faults(page, PAGES) == {}
