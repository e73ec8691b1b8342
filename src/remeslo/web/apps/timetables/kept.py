"""What a version of a timetable keeps: slots, pins, locks and the digest of its scene as JSON, and back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from remeslo.core.base.keys import SiteKey
from remeslo.core.line.weekly.lesson import LessonKey, Slot, WeekPlan, WeekProblem
from remeslo.core.network.rooms import RoomKey
from remeslo.interchange.values import from_json, to_json
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.services.documents import Content, digest

Step = tuple[LessonKey, Slot | None, Slot | None]
"""A lesson, where it lay, where it lies; ``None``: nowhere."""
_APART: Final[Mapping[str, Any]] = {"minutes": {}, "pinned": {}, "previous": {}}
"""Fields of a problem that a scene keeps in another form, or not at all."""


@dataclass(frozen=True, slots=True)
class KeptWeek:
    """
    A timetable with what was settled by hand.

    Parameters
    ----------
    scene
        Digest of the lessons, rooms and people that it was made from.
    pinned
        Lessons that planners leave where they are.
    locked
        Lessons that hands leave there too, until they are unlocked; planners treat them as pinned.
    """

    scene: str
    slots: Mapping[LessonKey, Slot] = field(default_factory=dict)
    pinned: frozenset[LessonKey] = frozenset()
    locked: frozenset[LessonKey] = frozenset()

    @property
    def plan(self) -> WeekPlan:
        """Where and when each lesson lies."""
        return WeekPlan(self.slots)

    @property
    def held(self) -> Mapping[LessonKey, Slot]:
        """Slots that planners keep."""
        return {key: self.slots[key] for key in sorted(self.pinned | self.locked) if key in self.slots}

    def moved(self, steps: Iterable[Step]) -> "KeptWeek":
        """The timetable after these moves, one after another."""
        slots = dict(self.slots)
        for key, _, to in steps:
            if to is None:
                slots.pop(key, None)
            else:
                slots[key] = to
        return replace(self, slots=slots)


def week_body(kept: KeptWeek) -> dict[str, Any]:
    """``{"scene": SHA256, "slots": {LESSON: [DAY, PAIR, ROOM]}, "pinned": [LESSON], "locked": [LESSON]}``."""
    return {
        "scene": kept.scene,
        "slots": {key: slot_json(kept.slots[key]) for key in sorted(kept.slots)},
        "pinned": sorted(kept.pinned),
        "locked": sorted(kept.locked),
    }


def kept_week(body: Mapping[str, Any]) -> KeptWeek:
    """The timetable in a body."""
    return KeptWeek(
        scene=body["scene"],
        slots={LessonKey(key): slot_value(data) for key, data in body["slots"].items()},
        pinned=frozenset(LessonKey(key) for key in body.get("pinned", ())),
        locked=frozenset(LessonKey(key) for key in body.get("locked", ())),
    )


def slot_json(slot: Slot) -> list[Any]:
    """``[DAY, PAIR, ROOM]``."""
    return [slot.day, slot.pair, slot.room]


def slot_value(data: Any) -> Slot:
    """A slot from ``[DAY, PAIR, ROOM]``."""
    day, pair, room = data
    return Slot(int(day), int(pair), RoomKey(room) if room is not None else None)


def step_json(step: Step) -> list[Any]:
    """``[LESSON, FROM, TO]`` with slots or ``null``."""
    key, before, after = step
    return [key, before and slot_json(before), after and slot_json(after)]


def step_value(data: Any) -> Step:
    """A step from its JSON."""
    key, before, after = data
    return LessonKey(key), before and slot_value(before), after and slot_value(after)


def week_content(kept: KeptWeek, semester: str, title: str, *, lessons: int, hard: int) -> Content:
    """The next version of a semester's timetable; ``hard``: rules that it breaks."""
    return Content(
        kind=DocumentKind.WEEK,
        key=semester,
        title=title,
        body=week_body(kept),
        summary={"lessons": lessons, "placed": len(kept.slots), "hard": hard},
    )


def scene_body(problem: WeekProblem) -> dict[str, Any]:
    """A problem as JSON without what is settled by hand; ways are apart: ``[[SITE, SITE, MINUTES]]``."""
    body = to_json(replace(problem, **_APART))
    assert isinstance(body, dict)
    return {**body, "ways": [[a, b, minutes] for (a, b), minutes in sorted(problem.minutes.items())]}


def scene_problem(body: Mapping[str, Any]) -> WeekProblem:
    """The problem in a scene's body; raises ValuesError."""
    problem = from_json(WeekProblem, {k: v for k, v in body.items() if k != "ways"})
    ways = {(SiteKey(a), SiteKey(b)): int(minutes) for a, b, minutes in body.get("ways", ())}
    return replace(problem, minutes=ways)


def scene_digest(body: Mapping[str, Any]) -> str:
    """The same for the same lessons, rooms and people."""
    return digest(body)
