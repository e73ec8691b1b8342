"""From demand to the trace of an hour, with a plan that is watched while it is made; a plan that is cancelled."""

from playwright.sync_api import expect

PLAN_MS = 120_000


def test_from_sign_in_over_demand_and_plan_to_the_trace_of_an_hour_by_mouse(open_page):
    page = open_page(path="/c/minimal/", language="en")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Demand").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Planning").click()
    page.get_by_text("quick, 10 s").click()
    page.get_by_role("button", name="Plan", exact=True).click()

    expect(page.get_by_role("progressbar", name="Progress of the whole plan")).to_be_visible()
    expect(page.locator(".running")).to_be_visible()
    expect(page.locator("#run-announcement")).not_to_be_empty(timeout=PLAN_MS)
    expect(page.locator("#run[data-state=done]")).to_be_visible(timeout=PLAN_MS)
    expect(page.locator("#toasts")).to_contain_text("Plan of the cluster: done.")
    expect(page.locator(".running")).to_have_count(0)

    page.locator("#run tbody").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Why")).to_be_visible()
    page.get_by_role("link", name="By week").click()
    page.locator("table.weekly tr", has_text="МДК.02.01").locator("td a").first.click()
    drawer = page.get_by_role("dialog", name="What it is made of")
    expect(drawer.get_by_role("heading", level=2)).to_contain_text("МДК.02.01")
    drawer.get_by_role("link", name="Draw the whole chain").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("МДК.02.01, week")
    expect(page.locator(".chain-employer .chain-node").first).to_be_visible()
    assert page.locator(".chain-link").count() >= 3


def test_a_plan_is_cancelled_and_nothing_of_it_is_kept(open_page):
    page = open_page(path="/c/severokamsk/planning/", language="en")
    page.get_by_role("button", name="Plan", exact=True).click()
    expect(page.locator("#run[data-state=running]")).to_be_visible(timeout=PLAN_MS)
    page.get_by_role("button", name="Cancel").click()

    expect(page.locator("#run[data-state=cancelled]")).to_be_visible(timeout=PLAN_MS)
    expect(page.locator("#run .panel-head .chip").first).to_have_text("cancelled")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Programmes").click()
    expect(page.get_by_text("not planned yet").first).to_be_visible()
