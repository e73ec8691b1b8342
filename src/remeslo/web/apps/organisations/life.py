"""Where a cluster is in its life: the state on a day, ways on with what each asks for, the history."""

from dataclasses import dataclass
from datetime import date

from remeslo.core.registry.lifecycle import STEPS_FROM, ClusterState, Step
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.organisations.models import StateChange
from remeslo.web.apps.organisations.services.lives import known


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a step asks for; ``shown``: by whom or what it is shown already, blank when a paper is needed."""

    key: str
    shown: str


@dataclass(frozen=True, slots=True)
class WayOn:
    """A state that may come next."""

    state: str
    needs: tuple[Need, ...]

    @property
    def papers(self) -> int:
        """Papers that have to be named."""
        return sum(not n.shown for n in self.needs)


@dataclass(frozen=True, slots=True)
class Life:
    """State on the day, ways on from it, everything that was, the latest first."""

    state: str
    since: date | None
    ways: tuple[WayOn, ...]
    history: tuple[StateChange, ...]


def life_of(cluster: Cluster, day: date) -> Life:
    """The life of a cluster as it is on a day; two queries."""
    history = list(StateChange.objects.filter(cluster=cluster))
    begun = [c for c in history if c.on <= day]
    state = begun[-1].state if begun else ClusterState.DRAFT.value
    there = {what.value: paper for what, paper in known(cluster, day).items()}
    return Life(
        state=state,
        since=begun[-1].on if begun else None,
        ways=tuple(_way(step, there) for step in STEPS_FROM[ClusterState(state)]),
        history=tuple(reversed(history)),
    )


def _way(step: Step, there: dict[str, str]) -> WayOn:
    return WayOn(step.after.value, tuple(Need(n.value, there.get(n.value, "")) for n in step.needs))
