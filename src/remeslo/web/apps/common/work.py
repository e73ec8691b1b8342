"""What waits for a person: items collected from every app for the page *Today*."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any, Final

from django.utils.module_loading import import_string

from remeslo.web.apps.common.models import Cluster, User

SOURCES: Final = (
    "remeslo.web.apps.demand.work.today_items",
    "remeslo.web.apps.frameworks.work.today_items",
    "remeslo.web.apps.programmes.work.today_items",
    "remeslo.web.apps.planning.work.today_items",
    "remeslo.web.apps.studio.work.today_items",
    "remeslo.web.apps.revision.work.today_items",
    "remeslo.web.apps.shortcourses.work.today_items",
    "remeslo.web.apps.staffing.work.today_items",
    "remeslo.web.apps.staffplans.work.today_items",
    "remeslo.web.apps.network.work.today_items",
    "remeslo.web.apps.timetables.work.today_items",
    "remeslo.web.apps.results.work.today_items",
    "remeslo.web.apps.funding.work.today_items",
    "remeslo.web.apps.agreements.work.today_items",
    "remeslo.web.apps.dialogue.work.today_items",
    "remeslo.web.apps.boards.work.today_items",
)
"""Functions ``(cluster, user) -> Iterable[WorkItem]``; one whose app or function is not there is passed over."""


class Urgency(IntEnum):
    """Order of the list."""

    NOW = 0
    SOON = 1
    WORTH_KNOWING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """
    One thing that waits.

    ``why`` says what it blocks; ``due`` the day it is needed by; ``icon`` a name of img/icons.svg; ``button`` the verb.
    """

    title: str
    why: str
    url: str
    icon: str
    button: str = ""
    urgency: Urgency = Urgency.SOON
    due: date | None = None


def work_items(cluster: Cluster, user: User) -> list[WorkItem]:
    """Everything that waits, the urgent and the early first."""
    items = [item for source in _sources() for item in source(cluster, user)]
    return sorted(items, key=lambda i: (i.urgency, i.due or date.max, i.title))


def _sources() -> Iterable[Callable[[Cluster, Any], Iterable[WorkItem]]]:
    for path in SOURCES:
        try:
            yield import_string(path)
        except ImportError:
            continue
