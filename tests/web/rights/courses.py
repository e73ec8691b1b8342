"""Individual plans and short courses of the college: begun, recognised, open."""

from __future__ import annotations

from typing import Any

CLAIM = {"elements": ["ОП.01"], "evidence": "diploma", "document": "диплом № 5", "document_day": "2024-06-30"}


def learner(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """Two plans with the same mark: a recognition that waits, and one that another person has confirmed."""
    from django.urls import reverse
    from tests.web.rights.world import SECRETS, World, browser_of, person

    from remeslo.web.apps.shortcourses.models import LearnerPlan, Recognition, TermJob

    browser, at = browser_of("methodist@college"), {"cluster": cluster.key}
    for name, pseudonym in (("plan_id", SECRETS["plan"]), ("known_plan", f"{SECRETS['plan']}1")):
        told = {"pseudonym": pseudonym, "group": "ОС-26", "week": "1"}
        browser.post(reverse("shortcourses:learner_new", kwargs=at), told)
        plan = LearnerPlan.objects.get(cluster=cluster, pseudonym=pseudonym)
        browser.post(reverse("shortcourses:claim", kwargs={**at, "plan_id": plan.pk}), CLAIM)
        things[name] = plan.pk
    things["recognition_id"] = Recognition.objects.get(plan=things["plan_id"]).pk
    person(World(cluster, None, things), "deputy_director@college")
    known = Recognition.objects.get(plan=things["known_plan"])
    there = {**at, "plan_id": things["known_plan"], "recognition_id": known.pk}
    browser_of("deputy_director@college").post(reverse("shortcourses:answer", kwargs=there), {"do": "confirm"})
    TermJob.objects.filter(cluster=cluster).delete()  # tests of jobs begin where nothing waits


def courses(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """One being written, one open to those who learn."""
    from django.urls import reverse
    from tests.web.rights.world import browser_of
    from tests.web.shortcourses.conftest import FIELDS

    from remeslo.web.apps.common.models import VersionedDocument
    from remeslo.web.apps.common.services.documents import publish_version

    browser, at = browser_of("methodist@college"), {"cluster": cluster.key}
    for name, title in (("course", FIELDS["title"]), ("open_course", "Открытый курс")):
        fields = {**FIELDS, "title": title, "competences": ["ПК 1.1"]}
        browser.post(reverse("shortcourses:new", kwargs=at) + "?programme=mach-operator", fields)
        things[name] = VersionedDocument.objects.filter(cluster=cluster, kind="short_course").latest("id").key
    made = VersionedDocument.objects.get(cluster=cluster, kind="short_course", key=things["open_course"])
    publish_version(made.latest, by=None)


PARTS = (learner, courses)
