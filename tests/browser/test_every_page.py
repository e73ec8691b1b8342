"""Every page of the frame, the cluster, demand and standards: nothing wrong in the browser, in axe, or in width."""

import pytest
from tests.browser.accessibility import faults, judge, judge_in_both_languages

PAGES = (
    "/c/severokamsk/",
    "/c/severokamsk/access/",
    "/c/severokamsk/log/",
    "/c/severokamsk/jobs/",
    "/c/severokamsk/webhooks/",
    "/c/severokamsk/cluster/",
    "/c/severokamsk/cluster/workshops/",
    "/c/severokamsk/cluster/staff/",
    "/c/severokamsk/cluster/groups/",
    "/c/severokamsk/cluster/norms/",
    "/c/severokamsk/demand/",
    "/c/severokamsk/demand/new/",
    "/c/severokamsk/demand/board/?by=industry&value=&cards=1",
    "/c/severokamsk/demand/board/?by=function",
    "/c/severokamsk/demand/paste/",
    "/c/severokamsk/demand/import/",
    "/c/severokamsk/demand/card/osnastka-02/",
    "/c/severokamsk/demand/card/osnastka-02/edit/",
    "/c/severokamsk/demand/card/osnastka-02/versions/",
    "/c/severokamsk/standards/",
    "/c/severokamsk/standards/state/",
    "/c/severokamsk/standards/state/new/",
    "/c/severokamsk/standards/frameworks/",
    "/c/severokamsk/standards/plans/",
    "/c/severokamsk/standards/upload/",
    "/c/severokamsk/credentials/",
    "/c/severokamsk/credentials/graduates/",
    "/credentials/",
    "/c/severokamsk/dialogue/",
    "/c/severokamsk/dialogue/new/",
    "/c/severokamsk/dialogue/1/",
    "/c/severokamsk/dialogue/1/people/",
    "/c/severokamsk/dialogue/1/votes/",
    "/c/severokamsk/dialogue/1/minutes/",
    "/c/severokamsk/dialogue/decisions/",
    "/c/severokamsk/dialogue/decisions/1/",
    "/c/severokamsk/dialogue/answers/",
    "/c/severokamsk/dialogue/answers/osnastka-02/",
    "/c/severokamsk/dialogue/thread/?about=card:osnastka-02",
    "/c/severokamsk/agreements/",
    "/c/severokamsk/agreements/?kind=network&state=in_force",
    "/c/severokamsk/agreements/new/",
    "/c/severokamsk/agreements/commitments/",
    "/c/severokamsk/agreements/paper/СФ-01/",
    "/c/severokamsk/reports/",
    "/c/severokamsk/reports/indicator/K1/",
    "/c/severokamsk/reports/approval/",
    "/c/severokamsk/reports/year/",
    "/c/severokamsk/members/",
    "/c/severokamsk/members/join/",
    "/country/registry/",
    "/country/registry/map/",
    "/country/registry/merge/",
    "/country/registry/split/?one=skmm",
    "/country/registry/o/skmm/",
    "/country/registry/o/skmm/edit/",
    "/country/registry/o/skmm/partners/",
    "/c/severokamsk/nowhere/",
)


@pytest.mark.parametrize(
    ("language", "width", "theme"),
    [("ru", 1440, "light"), ("en", 1440, "dark"), ("ru", 360, "dark")],
)
def test_pages_are_sound_in_both_languages_widths_and_themes(open_page, watch, language, width, theme):
    watch.expected = ("404 (Not Found)",)
    page = open_page("administrator", language=language, width=width, theme=theme)
    assert faults(page, PAGES) == {}


@pytest.mark.parametrize(("language", "width"), [("ru", 1440), ("en", 360)])
def test_the_door_is_sound(open_page, language, width):
    judge(open_page(None, "/sign-in/", language=language, width=width), "common:sign_in")


def test_a_standard_and_a_state_standard_are_sound(page):
    read(page, "/c/severokamsk/standards/", "40.901")
    judge_in_both_languages(page, "frameworks:detail")
    read(page, "/c/severokamsk/standards/state/", "15.01.38")
    judge_in_both_languages(page, "frameworks:state")


def read(page, path: str, name: str) -> None:
    """Open one of a list."""
    page.goto(path)
    page.locator("tbody tr", has_text=name).get_by_role("link").click()
    page.locator(".tree").wait_for()
