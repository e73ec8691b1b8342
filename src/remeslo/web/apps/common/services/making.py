"""Jobs whose outcome is data for pages and, of some, the next version of a document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from remeslo.web.apps.common.services.crews import CancelledFn, Ended, TellFn
from remeslo.web.apps.common.services.documents import Content, save_version


@dataclass(frozen=True, slots=True)
class Made:
    """
    What came of a job: data for its pages, and the document of which it is the next version, if it is one.

    ``is_whole``: False when it was cut short before there was anything to keep.
    """

    result: dict[str, Any] = field(default_factory=dict)
    content: Content | None = None
    is_whole: bool = True


Planner = Callable[[Any, TellFn, CancelledFn], Made]
Planners = Mapping[Any, Planner]
"""A planner for each kind of job."""


def by_kind(planners: Callable[[], Planners]) -> Callable[[Any, TellFn, CancelledFn], Made | None]:
    """The work of a crew: what the planner of the job's kind makes; nothing when it was cut short too early."""

    def work(job: Any, tell: TellFn, cancelled: CancelledFn) -> Made | None:
        made = planners()[job.kind](job, tell, cancelled)
        return made if made.is_whole or not cancelled() else None

    return work


def keep_made(job: Any, made: Made, ended: Ended, *, note: str = "", publish: bool = False) -> None:
    """Write the data, and the version."""
    version = None
    if made.content is not None:
        version = save_version(job.cluster, made.content, by=job.asked_by, at=ended.at, note=note, publish=publish)
    type(job).objects.filter(pk=job.pk).update(result=made.result, version=version)
