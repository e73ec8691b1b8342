"""
What a person teaches and should learn, which the app of staff plans knows: asked through one door.

The app above gives an object of the shape `Teaching` under the dotted path `SOURCE`; without it pages say that nothing
is planned yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol, cast

from django.utils.module_loading import import_string

from remeslo.web.apps.common.models import Cluster

SOURCE: Final = "remeslo.web.apps.staffplans.teaching.TEACHING"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """One element of one group that the published assignment gives to a person; ``year`` is that of 1 September."""

    element: str
    title: str
    group: str
    programme: str
    year: int
    first: date
    last: date
    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Hours of a study year against those that the person's rate pays."""

    year: int
    hours: int
    paid: int

    @property
    def percent(self) -> int:
        """Hours in per cent of the rate."""
        return round(100 * self.hours / self.paid) if self.paid else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ToLearn:
    """A skill (its key) that a person lacks to teach what nobody can teach; ``hours`` of teaching wait for it."""

    skill: str
    level: int
    duties: int
    hours: int
    first_needed: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTeaching:
    """
    Everything planned about one person.

    ``known`` is False where nothing is planned that has to be taught; ``published`` where no assignment has been.
    """

    known: bool = False
    published: bool = False
    taught: Sequence[Taught] = ()
    loads: Sequence[Load] = ()
    to_learn: Sequence[ToLearn] = ()


class Teaching(Protocol):
    """The app of staff plans, as this one sees it."""

    def of_person(self, cluster: Cluster, person: str) -> PersonTeaching:
        """What is planned about a person (by key)."""

    def loads(self, cluster: Cluster, year: int) -> Mapping[str, Load]:
        """Load of everybody in a study year, by key; empty where nothing is published."""


class _Nothing:
    """No plans."""

    def of_person(self, cluster: Cluster, person: str) -> PersonTeaching:
        return PersonTeaching()

    def loads(self, cluster: Cluster, year: int) -> Mapping[str, Load]:
        return {}


def teaching() -> Teaching:
    """The app of staff plans, or one that plans nothing."""
    try:
        return cast(Teaching, import_string(SOURCE))
    except ImportError:
        return _Nothing()
