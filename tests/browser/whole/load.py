"""
Puts the world of the table of rights into the running server's data, and beside it what only one or two pages need.

Run as ``REMESLO_DATA=FOLDER python load.py``; prints JSON: ``pages`` (route: address and who opens it) and ``doors``
(person: key of a session).
"""

import json
import os
import sys
from dataclasses import replace
from datetime import UTC, date, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "remeslo.web.config.settings")
os.environ["REMESLO_DEMO"] = "1"
django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from tests.browser.test_frameworks import skills, study_plan  # noqa: E402
from tests.browser.whole.people import EMPLOYER, KEY, PASSWORD  # noqa: E402
from tests.web.rights import skeleton, walking, world  # noqa: E402

from remeslo.web.apps.common.enums import Realm, Role  # noqa: E402
from remeslo.web.apps.common.models import Cluster, User  # noqa: E402
from remeslo.web.apps.common.services.access import give_mandate, grant_role, make_account  # noqa: E402
from remeslo.web.apps.common.services.documents import save_version  # noqa: E402
from remeslo.web.apps.organisations.life import life_of  # noqa: E402
from remeslo.web.apps.organisations.models import MemberOf  # noqa: E402
from remeslo.web.apps.registry.contents import framework_content, study_plan_content  # noqa: E402
from remeslo.web.apps.results.services.recording import Said, record_fact  # noqa: E402
from remeslo.web.apps.timetables.enums import FeedKind  # noqa: E402
from remeslo.web.apps.timetables.services.sharing import share, token_of  # noqa: E402

EXAMPLE = "severokamsk"
ADMINISTRATOR, METHODIST, COUNTRY = "administrator", "methodist@college", "whole-country"
GRADUATE = "L-WHOLE"
Pages = dict[str, tuple[str, str]]


def build() -> world.World:
    """The world, under a key that no other test's cluster has."""
    value = world._value
    world._value = lambda: replace(value(), key=KEY, name="Мир таблицы прав")
    return world.build()


def standards(here: world.World) -> Pages:
    """A framework and a study plan, each in two versions; the new edition of the world's standard beside the old."""
    at = {"cluster": here.cluster.key}
    first, second = skills(), study_plan()
    for number in (1, 2):
        items = tuple(replace(i, code=f"{i.code}/{number}") for i in first.items)
        save_version(here.cluster, framework_content(replace(first, items=items)), by=None, publish=True)
        made = study_plan_content(replace(second, head=replace(second.head, qualification=f"техник {number}")))
        save_version(here.cluster, made, by=None, publish=True)
    framework, plan = {**at, "key": first.edition}, {**at, "key": made.key}
    editions = reverse("frameworks:compare", kwargs={**at, "key": here.things["new"]})
    return {
        "frameworks:framework": (reverse("frameworks:framework", kwargs=framework), METHODIST),
        "frameworks:framework_compare": (
            reverse("frameworks:framework_compare", kwargs=framework) + "?old=1",
            METHODIST,
        ),
        "frameworks:plan": (reverse("frameworks:plan", kwargs=plan), METHODIST),
        "frameworks:plan_versions": (reverse("frameworks:plan_versions", kwargs=plan), METHODIST),
        "frameworks:compare": (f"{editions}?with={here.things['old']}", METHODIST),
        "structure:plan": (reverse("structure:plan", kwargs=plan), METHODIST),
    }


def graduate(here: world.World) -> Pages:
    """A learner who has finished the planned programme."""
    college = here.cluster.organisations.get(key="college")
    said = Said(
        kind="graduation", subject=GRADUATE, on=date(2026, 6, 30), values={"programme": here.things["programme"]}
    )
    record_fact(
        here.cluster, said, speaker=college, other=None, college=college, by=None, at=datetime(2026, 7, 1, tzinfo=UTC)
    )
    where = reverse("credentials:graduate", kwargs={"cluster": here.cluster.key, "key": GRADUATE})
    return {"credentials:graduate": (where, METHODIST)}


def timetable(here: world.World) -> Pages:
    """The page of a group's days as somebody shared it in English; the world's own is in Russian."""
    by = world.person(here, METHODIST)
    feed = share(here.cluster, FeedKind.GROUP, "ОС-26", language="en", by=by, at=timezone.now())
    return {"calendar:day en": (reverse("calendar:day", kwargs={"token": token_of(feed.nonce)}), "")}


def keeping(here: world.World) -> Pages:
    """What only the administrator of a cluster opens: its members, its life, everybody's jobs."""
    at = {"cluster": here.cluster.key}
    member = {**at, "pk": MemberOf.objects.filter(cluster=here.cluster).order_by("pk")[0].pk}
    way = life_of(here.cluster, timezone.localdate()).ways[0]
    job = {**at, "crew": "plan", "job_id": here.things["run"]}
    return {
        "members:leave": (reverse("members:leave", kwargs=member), ADMINISTRATOR),
        "members:part": (reverse("members:part", kwargs=member), ADMINISTRATOR),
        "members:step": (reverse("members:step", kwargs={**at, "state": way.state}), ADMINISTRATOR),
        "jobs:job": (reverse("jobs:job", kwargs=job), ADMINISTRATOR),
    }


def above() -> Pages:
    """What somebody over the country opens; the figures of the example are there since the server was begun."""
    person, _made = User.objects.get_or_create(username=COUNTRY, defaults={"name": "Вся страна"})
    give_mandate(person, Role.ADMINISTRATOR, Realm.COUNTRY, "", by=None)
    node = {"kind": "region", "name": Cluster.objects.get(key=EXAMPLE).region}
    return {
        "common:mandates": (reverse("common:mandates"), COUNTRY),
        "common:invitations_above": (reverse("common:invitations_above"), COUNTRY),
        "boards_above:node": (reverse("boards_above:node", kwargs=node), COUNTRY),
        "boards_above:node_indicator": (reverse("boards_above:node_indicator", kwargs={**node, "key": "K1"}), COUNTRY),
    }


def door(here: world.World, who: str) -> str:
    """The key of a session of somebody."""
    client = Client()
    client.force_login(world.person(here, who))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def main() -> None:
    setup_test_environment()
    here = build()
    grant_role(here.cluster, world.person(here, ADMINISTRATOR), Role.ADMINISTRATOR, None, by=None)
    employer, _password = make_account(EMPLOYER, "Ольга Клавишина", PASSWORD)
    grant_role(here.cluster, employer, Role.EMPLOYER, here.cluster.organisations.get(key="pipes"), by=None)
    rows = [row for row in skeleton.rows().values() if row["method"] == "GET"]
    pages: Pages = {r["route"]: (walking.address(here, r["route"], r["address"]), r["owner"]) for r in rows}
    pages |= standards(here) | graduate(here) | timetable(here) | keeping(here) | above()
    doors = {who: door(here, who) for who in sorted({who for _address, who in pages.values() if who})}
    json.dump({"cookie": settings.SESSION_COOKIE_NAME, "pages": pages, "doors": doors}, sys.stdout)


main()
