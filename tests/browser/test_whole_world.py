"""Pages about things that only a whole world has: the one that the table of rights is proven on, in the browser."""

import pytest
from tests.browser.accessibility import faults
from tests.browser.conftest import enter

ROUTES = (
    "agreements:compare",
    "agreements:edit",
    "api_tokens:list",
    "boards:college",
    "boards:college_indicator",
    "boards:unit",
    "boards:year",
    "boards_above:node",
    "boards_above:node_indicator",
    "calendar:day",
    "common:invitations_above",
    "common:mandates",
    "credentials:detail",
    "credentials:graduate",
    "demand:import_preview",
    "dialogue:agenda",
    "dialogue:edit",
    "frameworks:compare",
    "frameworks:framework",
    "frameworks:framework_compare",
    "frameworks:plan",
    "frameworks:plan_versions",
    "frameworks:preview",
    "frameworks:sheet",
    "frameworks:state_edit",
    "jobs:job",
    "members:leave",
    "members:part",
    "members:step",
    "network:slot",
    "organisations:import",
    "organisations:import_preview",
    "programmes:book_templates",
    "programmes:element",
    "programmes:hours",
    "results:correct",
    "results:fact",
    "results:import_preview",
    "results:subject",
    "revision:apply",
    "revision:history",
    "revision:list",
    "revision:review",
    "revision:sheet",
    "shortcourses:course",
    "shortcourses:edit",
    "shortcourses:learner",
    "shortcourses:learner_new",
    "shortcourses:learners",
    "shortcourses:list",
    "shortcourses:new",
    "staffing:import_preview",
    "staffplans:leave",
    "structure:plan",
    "trials:causes",
    "trials:prices",
    "webhooks:subscription",
)
"""Pages that no other file of tests opens in both languages."""


@pytest.mark.parametrize(("language", "width", "theme"), [("ru", 1440, "light"), ("en", 360, "dark")])
def test_every_page_of_the_world_is_sound(open_page, whole, language, width, theme):
    page = open_page(None, "/credentials/", language=language, width=width, theme=theme)
    wrong = {}
    for route in ROUTES:
        address, who = whole["pages"].get(f"{route} {language}", whole["pages"][route])
        enter(page, whole, who)
        wrong |= faults(page, [address])

    assert wrong == {}
