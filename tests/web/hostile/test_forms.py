"""Forms sent by other sites, forms with fields nobody asked for, and ways out of the site: over every address."""

from __future__ import annotations

import ast
import re
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client
from tests.web.hostile.routes import WEB, Route, nodes, reached, routes
from tests.web.rights import walking
from tests.web.rights.world import World, person

from remeslo.web.apps.common.models import Membership, User
from remeslo.web.apps.webhooks.models import Subscription

pytestmark = pytest.mark.django_db
FOREIGN: Final = (
    "https://evil.example/x",
    "//evil.example/x",
    "/\\evil.example",
    "https:evil.example",
    "javascript:alert(1)",
)
READ_ONLY: Final = ("case:",)
"""Published frameworks: whatever is posted there is refused, with or without a token."""
EXTRA: Final = {
    "role": "administrator",
    "cluster": "small",
    "cluster_id": "2",
    "organisation": "pipes",
    "organisation_id": "1",
    "is_superuser": "on",
    "is_staff": "on",
    "is_active": "",
    "approved": "on",
    "state": "approved",
    "user": "1",
    "author": "1",
    "realm": "country",
    "id": "1",
    "pk": "1",
    "password": "x",
    "username": "world",
}
"""Names of fields of the tables behind the forms."""
GIVES_ROLES: Final = ("common:access", "common:revoke", "common:mandates", "common:take_mandate")
ADMITS: Final = ("staffing:give_account", "common:invitation")
"""Forms that make somebody a member, in a role that the form does not choose."""


def posting() -> list[Route]:
    """Addresses that answer a form."""
    return [r for r in routes() if not r.name.startswith(READ_ONLY) and answers_forms(r)]


def answers_forms(route: Route) -> bool:
    """False for pages that only read, told by their code: no mention of a form."""
    return route.row["method"] == "POST" or any(mentions(*f) & {"POST", "method"} for f in reached(route.view))


def mentions(file: str, name: str) -> set[str]:
    """Names of attributes that a function reads."""
    return {n.attr for n in nodes(file, name) if isinstance(n, ast.Attribute)}


def test_forms_without_a_token_are_refused_at_every_address(world: World) -> None:
    browsers: dict[str, Client] = {}
    got = {}
    for route in posting():
        who = route.row["owner"]
        if who not in browsers:
            browsers[who] = Client(enforce_csrf_checks=True, raise_request_exception=False)
            if who:
                browsers[who].force_login(person(world, who))
        there = walking.address(world, route.name, route.pattern)
        answer = browsers[who].post(there, walking.form_of(world, route.name))
        if answer.status_code not in (403, 404):
            got[route.name] = answer.status_code

    assert got == {}
    assert len(posting()) > 150


def test_no_view_is_excused_from_tokens_but_the_programs_doors() -> None:
    excused = {r.name for r in routes() if getattr(r.view, "csrf_exempt", False)}

    assert {n for n in excused if not n.startswith(READ_ONLY)} == set()


def _rights() -> list[tuple[Any, ...]]:
    rows = Membership.objects.order_by("id").values_list(
        "id", "user_id", "cluster_id", "role", "organisation_id", "realm"
    )
    users = User.objects.order_by("id").values_list("id", "is_superuser", "is_active", "password", "username")
    return [*rows, *users]


def test_fields_that_a_form_does_not_have_change_no_right(world: World) -> None:
    """Whoever may send a form sends more than it asks for: nobody becomes more than before."""
    changed = {}
    for route in posting():
        if route.name in GIVES_ROLES or not route.row["owner"]:
            continue
        who = person(world, route.row["owner"])
        browser = Client(raise_request_exception=False)
        browser.force_login(who)
        there = walking.address(world, route.name, route.pattern)
        with transaction.atomic():
            before = _rights()
            answer = browser.post(there, EXTRA | walking.form_of(world, route.name))
            more = set(_rights()) ^ set(before)
            allowed = route.name in ADMITS and all(len(r) == 6 and r[3] != "administrator" and not r[5] for r in more)
            if (more and not allowed) or answer.status_code >= 500:
                changed[route.name] = answer.status_code, more
            transaction.set_rollback(True)

    assert changed == {}


def _asks_for_an_address(route: Route) -> bool:
    """Whether the code reads a parameter and then leads to an address that is no name of a page."""
    found = {n.value for f in reached(route.view) for n in nodes(*f) if isinstance(n, ast.Constant)}
    return bool(found & {"next", "back", "return", "to", "url", "goto"})


def leads_out(location: str) -> bool:
    """Whether a browser would leave the site."""
    target = urlsplit(location)
    is_foreign = target.netloc not in ("", "testserver") or target.scheme not in ("", "http")
    return is_foreign or re.match(r"[\\/]{2}", location) is not None


@pytest.mark.parametrize("where", FOREIGN)
def test_nobody_is_led_to_another_site(world: World, where: str) -> None:
    names = dict.fromkeys(("next", "back", "return", "to", "url", "goto", "redirect", "referer"), where)
    led = {}
    found = [r for r in routes() if _asks_for_an_address(r)]
    for route in found:
        browser = walking.browser(world, route.row["owner"])
        there = walking.address(world, route.name, route.pattern)
        for answer in (
            browser.get(there, names),
            browser.post(there, walking.form_of(world, route.name) | names, headers={"referer": where}),
        ):
            if leads_out(answer.get("Location", "")):
                led[route.name] = answer["Location"]

    assert led == {} and "boards_above:refresh" in {r.name for r in found}


def test_sign_in_leads_into_the_site_only(db: None) -> None:
    User.objects.create_user(username="one", password="Длинный пароль 7")
    for where in FOREIGN:
        answer = Client().post("/sign-in/", {"username": "one", "password": "Длинный пароль 7", "next": where})
        target = urlsplit(answer.get("Location", "/"))
        assert answer.status_code in (200, 302, 303) and (target.netloc, target.scheme) == ("", ""), where


def test_the_only_form_that_asks_for_an_address_takes_no_program(world: World) -> None:
    """Fields for addresses are found in the templates: where another one comes, it is asked the same."""
    asking = {p.name for p in (WEB / "apps").rglob("*.html") if 'type="url"' in p.read_text(encoding="utf-8")}
    browser = walking.browser(world, "administrator")
    list_, own = f"/c/{world.cluster.key}/webhooks/", f"/c/{world.cluster.key}/webhooks/{world.things['webhook']}/"
    got = {}
    for url in ("javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "JaVaScRiPt://%0aalert(1)", "//x.y"):
        for there in (list_, own):
            answer = browser.post(there, {"name": "ERP", "url": url, "kind": "fact.disputed", "kinds": "fact.disputed"})
            shown = re.search(r"""(?:href|src|action)\s*=\s*["']?\s*(?:javascript|data):""", answer.text, re.IGNORECASE)
            got[there, url] = answer.status_code, shown

    assert asking == {"fields.html"}
    assert {status for status, _shown in got.values()} == {400} and not any(shown for _s, shown in got.values())
    assert not Subscription.objects.exclude(url__startswith="https://").exists()
