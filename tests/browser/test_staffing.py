"""Staffing on screen: from the gap to the right to teach and the assignment; a mentor's consent and withdrawal."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.accessibility import faults

HERE = "/c/minimal/people"
LONG_MS = 120_000
EXAMPLE = "/c/severokamsk/people"
VISITS = (
    ("administrator", f"{EXAMPLE}/all/"),
    ("administrator", f"{EXAMPLE}/courses/"),
    ("administrator", f"{EXAMPLE}/courses/heat-line-stpk/"),
    ("administrator", f"{EXAMPLE}/session/hydraulics-vzgm-1/"),
    ("administrator", f"{EXAMPLE}/hosting/"),
    ("administrator", f"{EXAMPLE}/hosting/hydraulics-vzgm-1/"),
    ("administrator", f"{EXAMPLE}/mentors/"),
    ("administrator", f"{EXAMPLE}/mentors/stpk-n01-a/"),
    ("administrator", f"{EXAMPLE}/person/skmm-t01/"),
    ("administrator", f"{EXAMPLE}/import/"),
    ("rabotodatel", f"{EXAMPLE}/mentors/new/"),
    ("prepodavatel", f"{EXAMPLE}/me/"),
    ("ministerstvo", f"{EXAMPLE}/all/"),
)
"""Who looks at which page."""
OpenPage = Callable[..., Page]


def test_a_gap_is_closed_by_a_course_and_the_lessons_get_their_teacher(open_page):
    """Gap, course, accepted, certified, right to teach, assignment."""
    college = open_page("zamdirektora", f"{HERE}/plan/gaps/", language="en")
    gap = college.locator(".gap", has_text="Pumps")
    expect(gap).to_contain_text("Martin Hale")
    gap.get_by_role("link", name="Pumps for teachers").first.click()
    college.get_by_label("To whom").select_option(label="Martin Hale, Millbrook Trades College")
    college.get_by_label("What for").fill("МДК.03.01 has nobody")
    college.get_by_role("button", name="Offer the session").click()
    expect(college.locator("#content")).to_contain_text("offered, waits for an answer")

    teacher = open_page("prepodavatel", f"{HERE}/me/", language="en", width=360)
    offer = teacher.locator(".offers li", has_text="Pumps for teachers")
    expect(offer).to_contain_text("МДК.03.01 has nobody")
    offer.get_by_role("button", name="Accept").click()
    expect(teacher.get_by_role("heading", name="Courses ahead and under way")).to_be_visible()

    host = open_page("rabotodatel", f"{HERE}/hosting/", language="en")
    host.get_by_role("link", name="Pumps for teachers").click()
    host.get_by_role("checkbox", name="Martin Hale").check()
    host.get_by_role("button", name="Were there").click()
    host.get_by_role("button", name="Certify Martin Hale").click()
    expect(host.locator("#content")).to_contain_text("Certificate s1-001")

    teacher.goto(f"{HERE}/me/")
    expect(teacher.locator("#papers tr", has_text="Pumps")).to_contain_text("17 Oct 2026")
    with teacher.expect_download() as downloaded:
        teacher.locator("#papers").get_by_role("link", name=re.compile("PDF")).click()
    assert downloaded.value.path().read_bytes().startswith(b"%PDF")

    college.goto(f"{HERE}/plan/gaps/")
    expect(college.locator(".gap", has_text="Pumps")).to_have_count(0)
    college.goto(f"{HERE}/plan/assignment/")
    college.locator("label", has_text="quick").click()
    college.get_by_role("button", name="Work it out").click()
    expect(college.locator("#teachers")).to_be_visible(timeout=LONG_MS)
    college.get_by_role("button", name="Publish").click()
    expect(college.locator(".page-title .chip")).to_have_text("published")
    teacher.goto(f"{HERE}/me/")
    expect(teacher.locator("#teach tr", has_text="МДК.03.01")).to_contain_text("f-26")


def test_a_mentor_agrees_on_the_phone_and_withdraws_with_notice(open_page, watch):
    watch.expected = ("409 (Conflict)",)
    mentor = open_page("nastavnik", "/c/minimal/", language="en", width=360)
    mentor.get_by_role("link", name=re.compile("Your consent is asked")).click()
    expect(mentor.locator("#content")).to_contain_text("L-03")
    mentor.get_by_role("button", name="I agree").focus()
    mentor.keyboard.press("Enter")
    expect(mentor.locator(".page-title .chip")).to_have_text("consent given")
    address = mentor.url

    mentor.locator("#end summary").click()
    mentor.get_by_label("Day of the notice").fill("2027-03-11")
    mentor.get_by_label("Last day").fill("2027-03-12")
    mentor.get_by_role("button", name="Give notice").click()
    expect(mentor.get_by_role("alert")).to_contain_text("working day")
    mentor.locator("#end summary").click()
    mentor.get_by_label("Day of the notice").fill("2027-03-11")
    mentor.get_by_label("Last day").fill("2027-03-16")
    mentor.get_by_role("button", name="Give notice").click()
    expect(mentor.locator(".page-title .chip")).to_have_text("ends early")

    enterprise = open_page("rabotodatel", address, language="en")
    expect(enterprise.locator(".callout-warn")).to_contain_text("by the mentor")
    expect(enterprise.locator(".story li")).to_have_count(2)


@pytest.mark.parametrize(("language", "width", "theme"), [("ru", 1440, "light"), ("en", 360, "dark")])
def test_pages_about_people_are_sound(open_page, language, width, theme):
    wrong = {}
    for person in dict(VISITS):
        page = open_page(person, "/credentials/", language=language, width=width, theme=theme)
        wrong |= faults(page, (path for who, path in VISITS if who == person))

    assert wrong == {}
