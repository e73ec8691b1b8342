"""What a version of an assignment and of an upskilling plan keeps: JSON bodies as values, and back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from remeslo.core.base.keys import PersonKey
from remeslo.core.staffing.assign.result import Assignment
from remeslo.core.staffing.course import SessionKey
from remeslo.core.staffing.duty import DutyKey
from remeslo.core.staffing.upskill.problem import DutyWeek, Going, UpskillPlan
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.services.documents import Content
from remeslo.web.apps.staffplans.scene import Scene

ASSIGNMENT_KEY: Final = "teachers"
UPSKILL_KEY: Final = "teachers"
"""One document of each kind a cluster: what is planned follows itself."""


@dataclass(frozen=True, slots=True)
class Kept:
    """
    An assignment with what a planner has settled by hand.

    ``pinned`` duties stay with whom they are, ``forbidden`` pairs never come; duties that are not in ``person_of``
    nobody teaches.
    """

    person_of: Mapping[DutyKey, PersonKey] = field(default_factory=dict)
    pinned: frozenset[DutyKey] = frozenset()
    forbidden: frozenset[tuple[DutyKey, PersonKey]] = frozenset()

    def plan(self, scene: Scene) -> Assignment:
        """The assignment over the duties and people of today: what is gone is left out, new duties are uncovered."""
        known = {d: p for d, p in self.person_of.items() if d in scene.duty and p in scene.person}
        return Assignment(known, tuple(d.key for d in scene.duties if d.key not in known))

    def pins(self, scene: Scene) -> Mapping[DutyKey, PersonKey]:
        """Pinned duties of today with their people."""
        known = self.plan(scene).person_of
        return {d: known[d] for d in self.pinned if d in known}

    def forbids(self, scene: Scene) -> frozenset[tuple[DutyKey, PersonKey]]:
        """Forbidden pairs of today's duties and people."""
        return frozenset((d, p) for d, p in self.forbidden if d in scene.duty and p in scene.person)

    def with_changes(self, changes: Mapping[str, str], pins: Mapping[str, bool]) -> "Kept":
        """The assignment after changes by hand: a person, or "" for nobody, by duty; and pins set or taken off."""
        persons = {**self.person_of, **{DutyKey(d): PersonKey(p) for d, p in changes.items()}}
        on = {DutyKey(d) for d, pinned in pins.items() if pinned}
        off = {DutyKey(d) for d, pinned in pins.items() if not pinned}
        return replace(
            self, person_of={d: p for d, p in persons.items() if p}, pinned=frozenset((self.pinned | on) - off)
        )


def assignment_body(kept: Kept) -> dict[str, Any]:
    """``{"person_of": {DUTY: PERSON}, "pinned": [DUTY], "forbidden": [[DUTY, PERSON]]}``, in order of keys."""
    return {
        "person_of": {d: kept.person_of[d] for d in sorted(kept.person_of)},
        "pinned": sorted(kept.pinned),
        "forbidden": [list(pair) for pair in sorted(kept.forbidden)],
    }


def kept_assignment(body: Mapping[str, Any]) -> Kept:
    """The assignment in a body."""
    return Kept(
        person_of={DutyKey(d): PersonKey(p) for d, p in body["person_of"].items()},
        pinned=frozenset(DutyKey(d) for d in body.get("pinned", ())),
        forbidden=frozenset((DutyKey(d), PersonKey(p)) for d, p in body.get("forbidden", ())),
    )


def assignment_content(kept: Kept, title: str, *, uncovered: int, hours: int) -> Content:
    """The next version of the cluster's assignment."""
    return Content(
        kind=DocumentKind.ASSIGNMENT,
        key=ASSIGNMENT_KEY,
        title=title,
        body=assignment_body(kept),
        summary={"duties": len(kept.person_of), "uncovered": uncovered, "hours": hours},
    )


def upskill_body(plan: UpskillPlan) -> dict[str, Any]:
    """``{"goes": [[PERSON, SESSION]], "teaches": {DUTY: PERSON}, "substitutes": [[DUTY, MONDAY, PERSON]]}``."""
    return {
        "goes": [list(going) for going in sorted(plan.goes)],
        "teaches": {d: plan.teaches[d] for d in sorted(plan.teaches)},
        "substitutes": [[d, monday.isoformat(), p] for (d, monday), p in sorted(plan.substitutes.items())],
    }


def kept_plan(body: Mapping[str, Any]) -> UpskillPlan:
    """The plan in a body."""
    return UpskillPlan(
        goes=frozenset(Going(PersonKey(p), SessionKey(s)) for p, s in body["goes"]),
        teaches={DutyKey(d): PersonKey(p) for d, p in body["teaches"].items()},
        substitutes={
            DutyWeek(DutyKey(d), date.fromisoformat(monday)): PersonKey(p) for d, monday, p in body["substitutes"]
        },
    )


def upskill_content(plan: UpskillPlan, title: str, *, cost: str, uncovered: int) -> Content:
    """The next version of the cluster's upskilling plan."""
    return Content(
        kind=DocumentKind.UPSKILL_PLAN,
        key=UPSKILL_KEY,
        title=title,
        body=upskill_body(plan),
        summary={"people": len({g.person for g in plan.goes}), "cost": cost, "uncovered": uncovered},
    )
