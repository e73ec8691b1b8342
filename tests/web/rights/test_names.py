"""
Every page and file that an address of the application answers, asked by an administrator, who may do everything: none
holds a learner's name but those that are there for it, and these leave a line in the log.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.rights import skeleton, walking
from tests.web.rights.world import SECRETS, World

from remeslo.web.apps.common.models import LogEntry

pytestmark = pytest.mark.django_db
ROWS = {route: row for route, row in skeleton.rows().items() if row["method"] == "GET"}
NAMED_ON_PURPOSE = {"privacy:paper": "privacy.told"}
"""Routes whose answer holds the name, and the act that the log says then."""


def is_file(answer: Any) -> bool:
    """True for what is no page."""
    return answer.status_code == 200 and not answer["Content-Type"].startswith("text/html")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("route", ROWS)
def test_no_answer_holds_a_name_of_a_learner_unless_on_purpose_and_logged(world: World, route: str) -> None:
    row = ROWS[route]
    before = LogEntry.objects.count()
    answer = walking.ask(world, "administrator", route, row["address"], "GET")
    reads = "learner" in walking.read_marks(answer)

    assert reads == (route in NAMED_ON_PURPOSE)
    if reads:
        line = LogEntry.objects.order_by("-pk")[0]
        assert LogEntry.objects.count() == before + 1
        assert (line.action, SECRETS["learner"] in f"{line.subject}{line.facts}") == (NAMED_ON_PURPOSE[route], False)


def test_files_are_among_what_is_asked(world: World) -> None:
    routes = ("funding:ledger_export", "privacy:paper", "privacy:facts_file", "staffing:export", "network:year_export")
    answers = {r: walking.ask(world, "administrator", r, ROWS[r]["address"], "GET") for r in routes}

    assert {r for r, answer in answers.items() if is_file(answer)} == set(routes)
