"""An agreement from draft to two signatures to a quota that the network page obeys."""

import os
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect
from tests.browser.accessibility import judge_in_both_languages, overflow, serious_findings
from tests.browser.agreed.year import planned_year

HERE = "/c/agreed"
PAPERS = f"{HERE}/agreements/"
YEAR = planned_year()


@pytest.fixture(scope="module", autouse=True)
def agreed(root, site, site_data) -> None:
    """Two colleges that have agreed on nothing, with an allocation, in the running server."""
    environment = {**os.environ, "REMESLO_DATA": str(site_data), "PYTHONPATH": str(root)}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("REMESLO_DATABASE_URL", None)
    command = [sys.executable, "tests/browser/agreed/load.py"]
    done = subprocess.run(command, cwd=root, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def sound(page: Page) -> None:
    assert serious_findings(page) == [] and overflow(page) == 0


def ask(page: Page, group: str, month: int, days: int) -> None:
    """Look whether days in the lathes are free; nothing is asked yet."""
    page.goto(f"{HERE}/network/slots/new/")
    page.locator("#group").fill(group)
    page.locator("#title").fill("Turning")
    page.locator("#size").fill("8")
    page.locator("#place").select_option("lathes")
    page.locator("#first").fill(f"{YEAR + 1}-{month:02d}-10")
    page.locator("#weeks").fill("1")
    page.locator("#days").fill(str(days))
    page.get_by_role("button", name="Look whether it is free").click()


def test_agreement_goes_from_draft_to_two_signatures_to_a_quota_that_the_network_obeys(open_page):
    guest = open_page("setevoy", f"{HERE}/network/slots/", language="en")
    ask(guest, "Before", 3, 5)
    expect(guest.locator("#free-head")).to_have_text("These days are free")  # no contract: no quota is needed

    owner = open_page("zamdirektora", f"{PAPERS}new/", language="en")
    for field, text in (("key", "NET-1"), ("title", "Practice at the lathes")):
        owner.locator(f"#{field}").fill(text)
    owner.locator("#kind").select_option("network")
    owner.locator("#one").select_option("college")
    owner.locator("#other").select_option("guests")
    owner.locator("#first").fill(f"{YEAR}-09-01")
    owner.locator("#last").fill(f"{YEAR + 3}-08-31")
    owner.get_by_role("button", name="Make the draft").click()

    for row, (side, name) in enumerate((("college", "Anna Base"), ("guests", "Pyotr Guest"))):
        owner.get_by_role("button", name="Add a signatory").click()
        form = owner.locator("[aria-labelledby=signatories-head] [data-row]").nth(row)
        form.get_by_label("Signs for").select_option(side)
        form.get_by_label("Name").fill(name)
        form.get_by_label("Post").fill("director")
    owner.get_by_role("button", name="Add a clause").focus()
    owner.keyboard.press("Enter")
    clause = owner.locator("[data-rows] [data-clause]")
    clause.get_by_label("What it says").select_option("quota")
    expect(clause.get_by_label("How it is paid")).to_be_hidden()
    clause.get_by_label("Who gives or does it").select_option("college")
    clause.get_by_label("To whom").select_option("guests")
    clause.get_by_label("Workshops").select_option("lathes")
    clause.get_by_label("How many").fill("3")
    clause.get_by_label("Money, or price of a unit").fill("1500.50")
    for point in ("programme", "documents", "duties"):
        owner.locator(f"#point-{point}").fill("By the annex")
    sound(owner)
    owner.get_by_role("button", name="Save the draft").click()
    expect(owner.locator(".paper-lines")).to_contain_text("Quota of a study year: 3")
    owner.get_by_role("button", name="Send", exact=True).click()
    expect(owner.locator("h1 + .chip")).to_have_text("waits for signatures")

    owner.get_by_role("link", name="Read and sign as Anna Base").click()
    expect(owner.get_by_role("link", name="Pyotr Guest")).to_have_count(0)
    digest = owner.locator(".hash .mono").inner_text()
    judge_in_both_languages(owner, "agreements:sign")
    owner.get_by_label("I have read this very text").check()
    owner.get_by_role("button", name="Sign", exact=True).click()
    expect(owner.locator("h1 + .chip")).to_have_text("waits for signatures")

    guest.goto(f"{HERE}/")
    guest.get_by_role("link", name="Sign the agreement NET-1").click()
    expect(guest.locator(".hash .mono")).to_have_text(digest)
    guest.get_by_label("I have read this very text").focus()
    guest.keyboard.press("Space")
    guest.get_by_role("button", name="Sign", exact=True).focus()
    guest.keyboard.press("Enter")
    expect(guest.locator("h1 + .chip")).to_have_text("in force")
    sound(guest)

    guest.goto(f"{HERE}/network/quotas/?year={YEAR}")
    expect(guest.locator("#quotas tbody")).to_contain_text("NET-1")
    ask(guest, "Within", 3, 2)
    expect(guest.locator("#free-head")).to_have_text("These days are free")
    guest.get_by_role("button", name="Ask the owner").click()
    owner.goto(f"{HERE}/network/slots/?year={YEAR}")
    owner.locator("#slots tbody tr", has_text="Within").get_by_role("link").click()
    owner.get_by_role("button", name="Approve").click()
    expect(owner.locator("h1 + .chip")).to_have_text("approved")
    ask(guest, "Above", 4, 2)
    expect(guest.locator("#free-head")).not_to_have_text("These days are free")
    expect(guest.locator("#free")).to_contain_text("quota")


def test_phone_shows_the_list_and_the_paper(open_page):
    page = open_page("setevoy", PAPERS, width=360)
    expect(page.locator("#agreements tbody tr")).to_have_count(1)
    page.locator("#agreements tbody a").first.click()
    expect(page.locator(".paper-lines")).to_be_visible()
    sound(page)
    page.goto(f"{PAPERS}commitments/")
    sound(page)
