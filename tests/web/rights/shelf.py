"""Frameworks and study plans: one framework open to everybody, one for the cluster alone, a loaded plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
SITE = "http://testserver/"
DEFINED = ("CFConcepts", "CFSubjects", "CFLicenses", "CFItemTypes", "CFAssociationGroupings", "CFRubrics")


def shelf(cluster: Any, admin: Any, things: dict[str, Any]) -> None:
    """The closed framework has two versions to compare; the open one a thing of every kind of the specification."""
    from tests.web.frameworks.test_frameworks import WELDER
    from tests.web.frameworks.test_plans import PLAN
    from tests.web.rights.world import SECRETS

    from remeslo.web.apps.common.services.documents import save_version
    from remeslo.web.apps.frameworks.services.opening import case_package, open_framework
    from remeslo.web.apps.registry.contents import framework_content, study_plan_content

    closed = replace(WELDER, key="closed", title="Закрытая рамка")
    for title in (closed.title, SECRETS["framework"]):
        save_version(cluster, framework_content(replace(closed, title=title)), by=None, at=NOW, publish=True)
    things["framework"] = closed.edition
    same = replace(PLAN.rows[0], title="Изготовление деталей")  # as an element of the studio's table is called
    plan = replace(PLAN, head=replace(PLAN.head, title=SECRETS["framework"]), rows=(same, *PLAN.rows[1:]))
    things["study_plan"] = save_version(cluster, study_plan_content(plan), by=None, at=NOW, publish=True).document.key

    version = save_version(cluster, framework_content(WELDER), by=None, at=NOW, publish=True)
    package = dict(case_package(version, SITE))
    made = {kind: _thing(kind) for kind in DEFINED}
    defined = dict(package.get("CFDefinitions") or {})
    package["CFDefinitions"] = defined | {k: [*defined.get(k, ()), one] for k, one in made.items() if k != "CFRubrics"}
    package["CFRubrics"] = [made["CFRubrics"]]
    open_framework(version, package, by=None)
    things |= {f"case:{kind}": one["identifier"] for kind, one in made.items()}
    things["case:document"] = package["CFDocument"]["identifier"]
    things["case:item"] = package["CFItems"][0]["identifier"]
    things["case:association"] = package["CFAssociations"][0]["identifier"]


def _thing(kind: str) -> dict[str, Any]:
    identifier = str(uuid5(NAMESPACE_URL, kind))
    uri = f"{SITE}ims/case/v1p1/{kind}/{identifier}"
    return {"identifier": identifier, "uri": uri, "title": kind, "lastChangeDateTime": NOW.isoformat()}
