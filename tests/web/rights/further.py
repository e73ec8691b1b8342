"""Things of the small world that only some pages need, so that their owner is shown something to look for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from tests.web.factorymodel import TURNING

NOW: Final = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
PROGRAMME: Final = "mach-operator"


def review(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """A new edition of the standard that the programme rests on, and a review of it."""
    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.registry.contents import standard_content
    from remeslo.web.apps.revision.services.reviewing import open_review

    group = TURNING.generalised[0]
    first, second = group.functions
    functions = (replace(first, name="Наладка и проверка станка"), replace(second, code="A/04.3"))
    new = replace(
        TURNING, order_number="9н", approved=date(2026, 8, 1), generalised=(replace(group, functions=functions),)
    )
    save_version(cluster, standard_content(new), by=None, at=NOW, publish=True)
    made = open_review(cluster, PROGRAMME, TURNING.edition, new.edition, by=admin, at=NOW)
    assert made is not None
    things["review"], things["old"], things["new"] = made.pk, TURNING.edition, new.edition


def uploads(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """Tables that wait for a decision, and a table of a standard, each read in by the one who may."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from tests.web.rights.world import SECRETS, World, person

    from remeslo.web.apps.frameworks.services.uploads import keep_upload
    from remeslo.web.apps.organisations.services.importing import keep_table
    from remeslo.web.apps.results.services import importing as facts
    from remeslo.web.apps.staffing.services import importing as staff

    world = World(cluster, None, things)
    table = f"Название;Код\n{SECRETS['request']};1\n".encode()
    methodist, deputy = person(world, "methodist@college"), person(world, "deputy_director@college")
    official = person(world, "ministry_official")
    things["upload"] = keep_upload(cluster, [SimpleUploadedFile("t.csv", table)], by=methodist).pk
    things["facts_upload"] = facts.keep_sheet(cluster, "t.csv", table, by=methodist, at=NOW).pk
    things["staff_upload"] = staff.keep_sheet(cluster, "t.csv", table, by=deputy, at=NOW).pk
    things["orgs_upload"] = keep_table("t.csv", table, by=official, at=NOW).pk


def scan(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """A scan of the agreement that is being written."""
    from remeslo.web.apps.agreements.services.signing import attach

    things["scan"] = attach(cluster, things["agreement"], "p.pdf", b"%PDF-1.4 876543", by=admin, at=NOW).pk


def entity(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """The college in the registry."""
    from remeslo.web.apps.organisations.models import MemberOf

    things["entity"] = MemberOf.objects.get(cluster=cluster, organisation__key="college").entity.key


def licence(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """What the college may teach."""
    from remeslo.web.apps.organisations.models import LegalEntity
    from remeslo.web.apps.organisations.services.entities import add_licence

    row = LegalEntity.objects.get(key=things["entity"])
    things["licence"] = add_licence(row, "15.01.99", "Сварщик", since=date(2026, 1, 1), by=None).pk


def graduate(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """A learner who has graduated, and whose name is held in the privacy register for a reason."""
    from tests.web.rights.world import SECRETS

    from remeslo.web.apps.privacy.services.holding import hold
    from remeslo.web.apps.results.models import Learner
    from remeslo.web.apps.results.services.recording import Said, record_fact

    college, key = cluster.organisations.get(key="college"), f"{SECRETS['fact']}-3"
    Learner.objects.create(cluster=cluster, key=key, name=SECRETS["learner"], college=college)
    said = Said(kind="graduation", subject=key, on=date(2026, 6, 30), values={"programme": PROGRAMME})
    record_fact(cluster, said, speaker=college, other=None, college=college, by=None, at=datetime.now(UTC))
    things["graduate"] = key
    things["hold"] = hold(cluster, "learner-name", key, SECRETS["hold"], None, by=admin, at=NOW).pk


PARTS: Final = (review, uploads, scan, entity, licence, graduate)
