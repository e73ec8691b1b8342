"""
No page is forgotten by the browser's tests: the site's own addresses say which there are.

A page is in the list of ``test_every_page``, or named in ``AREAS`` with the file of tests whose business it is, or in
``EXCUSED`` with the reason. A new page that is in none fails.
"""

import ast
from pathlib import Path
from typing import Final

from tests.browser.test_every_page import PAGES
from tests.web.hostile.routes import Route, nodes, reached, routes

HERE = Path(__file__).parent
CLUSTER = "c/<str:cluster>/"
AREAS: Final[dict[str, tuple[str, ...]]] = {
    "test_agreements.py": (
        "agreements:detail",
        "agreements:edit",
        "agreements:sign",
        "agreements:compare",
    ),
    "test_boards.py": (
        "boards:indicator",
        "boards:college",
        "boards:college_indicator",
        "boards:unit",
        "boards:year",
        "boards_above:country_indicator",
        "boards_above:node_indicator",
        "boards_above:node",
        "boards_public:report",
    ),
    "test_demand.py": (
        "demand:import_preview",
        "demand:edit",
        "demand:versions",
        "demand:detail",
    ),
    "test_dialogue.py": (
        "dialogue:answer",
        "dialogue:decision",
        "dialogue:meeting",
        "dialogue:edit",
        "dialogue:agenda",
        "dialogue:people",
        "dialogue:votes",
        "dialogue:live",
        "dialogue:minutes",
    ),
    "test_frame.py": ("common:invitations",),
    "test_members.py": (
        "members:leave",
        "members:part",
        "members:step",
        "organisations:import_preview",
        "organisations:detail",
        "organisations:edit",
        "organisations:partners",
        "organisations:import",
    ),
    "test_network.py": (
        "network:slot",
        "network:run",
        "network:change",
        "network:gantt",
        "network:openings",
        "network:prices",
        "network:quotas",
        "network:releases",
        "network:requests",
        "network:settlement",
        "network:sites",
        "network:slot_new",
        "network:slots",
        "network:used",
        "network:year",
    ),
    "test_norms.py": (
        "norms:pack",
        "norms:versions",
        "norms:edit",
        "norms:text",
        "norms:add",
        "norms:norm",
        "norms:list",
    ),
    "test_planning.py": (
        "planning:run",
        "planning:list",
    ),
    "test_privacy.py": (
        "privacy:subject",
        "privacy:due",
        "privacy:facts",
        "privacy:find",
        "privacy:holds",
        "privacy:register",
    ),
    "test_programmes.py": (
        "programmes:book",
        "programmes:curriculum",
        "programmes:calendar",
        "programmes:gantt",
        "programmes:weeks",
        "programmes:constructor",
        "programmes:hours",
        "programmes:matrix",
        "programmes:element",
        "programmes:trace",
        "programmes:versions",
        "programmes:compare",
        "programmes:term",
        "programmes:book_templates",
        "programmes:list",
    ),
    "test_results_and_money.py": (
        "results:indicator",
        "results:import_preview",
        "results:subject",
        "results:correct",
        "results:fact",
        "funding:clawback",
        "funding:edit_pack",
        "funding:pack",
        "funding:clawbacks",
        "funding:home",
        "funding:ledger",
        "funding:packs",
        "funding:settle",
        "funding:simulation",
        "funding:statement",
        "funding:trace",
        "funding:verification",
        "results:board",
        "results:facts",
        "results:import",
        "results:new",
        "results:waiting",
    ),
    "test_revision.py": (
        "revision:review",
        "revision:history",
        "revision:apply",
        "revision:sheet",
        "revision:list",
    ),
    "test_shortcourses.py": (
        "shortcourses:learner",
        "shortcourses:learner_term",
        "shortcourses:certificates",
        "shortcourses:edit",
        "shortcourses:term",
        "shortcourses:course",
        "shortcourses:learner_new",
        "shortcourses:learners",
        "shortcourses:list",
        "shortcourses:new",
    ),
    "test_sign_in.py": (
        "account:home",
        "account:password",
        "account:second_factor",
    ),
    "test_staffing.py": (
        "staffing:person",
        "staffing:course",
        "staffing:session",
        "staffing:participants",
        "staffing:mentorship",
        "staffing:import_preview",
        "staffing:courses",
        "staffing:import",
        "staffing:mentors",
        "staffing:people",
        "staffing:propose",
    ),
    "test_staffplans.py": (
        "staffplans:run",
        "staffplans:assignment",
        "staffplans:gaps",
        "staffplans:leave",
        "staffplans:matrix",
        "staffplans:upskill",
    ),
    "test_standards.py": (
        "frameworks:state_edit",
        "frameworks:state",
        "frameworks:framework_compare",
        "frameworks:framework",
        "frameworks:plan_versions",
        "frameworks:plan_download",
        "frameworks:plan",
        "frameworks:preview",
        "frameworks:sheet",
        "frameworks:compare",
        "frameworks:detail",
    ),
    "test_structure.py": (
        "structure:programme",
        "structure:edit",
        "structure:tree",
        "structure:plan",
    ),
    "test_studio.py": (
        "studio:since",
        "studio:menu",
        "studio:why",
        "studio:sheet",
        "studio:proposals",
        "studio:history",
        "studio:compare",
        "studio:signing",
        "studio:table",
        "studio:list",
        "studio:new",
    ),
    "test_timetables.py": (
        "calendar:day",
        "timetables:run",
        "timetables:grid",
        "timetables:lesson",
        "timetables:conflicts",
        "timetables:repair",
        "timetables:releases",
        "timetables:sheets",
        "timetables:feeds",
        "timetables:home",
    ),
    "test_what_if.py": (
        "trials:trial",
        "trials:what_if",
        "trials:causes",
        "trials:prices",
    ),
}
"""The file of tests whose business a page with a number or a key is."""
EXCUSED: Final[dict[str, str]] = {
    "common:home": "leads on",
    "common:sign_in": "the door: test_every_page",
    "common:sign_in_code": "a step of the door: test_sign_in",
    "common:openid": "leads to the provider",
    "common:openid_back": "comes from the provider",
    "common:invitation": "for who is invited: test_sign_in",
    "common:mandates": "people of the country only",
    "common:invitations_above": "people of the country only",
    "common:search": "a part: the palette of test_frame",
    "demand:suggest": "a part of the form of a card: test_demand",
    "jobs:running": "a part of the bar",
    "structure:compare": "needs two programmes: test_structure",
    "dialogue:thread": "needs a thing: test_every_page",
    "timetables:today": "leads to the day of a person: test_timetables",
    "privacy:facts_file": "a file",
    "staffing:me": "for who teaches: test_staffing",
    "staffing:hosting": "for hosts: test_staffing",
    "funding:open_clawback": "needs a fact: test_results_and_money",
    "boards_above:country": "people of the country only: test_boards",
    "boards_above:country_approval": "people of the country only: test_boards",
    "boards_above:next": "people of the country only: test_boards",
    "credentials:graduate": "linked from the list: tests of credentials",
    "credentials:detail": "linked from the list: tests of credentials",
    "webhooks:subscription": "shown after it is made: tests of webhooks",
    "jobs:job": "linked from the list: test_planning",
    "api_tokens:list": "no browser opens it yet",
}
"""Pages that are no page of their own, or of other people; why."""


def is_page(route: Route) -> bool:
    """Whether its code renders a template of a page."""
    if route.row["method"] == "POST":
        return False
    constants = (n.value for f in reached(route.view) for n in nodes(*f) if isinstance(n, ast.Constant))
    return any(isinstance(value, str) and value.endswith(".html") for value in constants)


def pages() -> dict[str, str]:
    """Name and pattern of the pages."""
    return {r.name: r.pattern for r in routes() if is_page(r)}


def test_every_page_is_opened_or_excused() -> None:
    listed = {name for names in AREAS.values() for name in names}
    known = pages()
    visited = {p.partition("?")[0] for p in PAGES}
    unvisited = {n for n, p in known.items() if f"/{p.replace(CLUSTER, 'c/severokamsk/')}" not in visited}

    assert unvisited - listed - set(EXCUSED) == set(), "pages that no browser opens"
    assert (listed | set(EXCUSED)) - set(known) == set(), "pages that are no more"
    assert all((HERE / file).exists() for file in AREAS)
