"""Facts for tests: a few lines each."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from remeslo.core.base.facts import CONFIRMATION, Fact, FactKey, FactValue
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.results.invented import Group, Scene

YEAR_FIRST, YEAR_LAST = date(2026, 1, 1), date(2026, 12, 31)
LATER = date(2030, 1, 1)


class Book:
    """Facts with keys of their own."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []

    def say(self, kind: str, subject: str, on: date, /, *, by: str = "college", **values: FactValue) -> Fact:
        key = FactKey(f"f{len(self.facts):04}")
        known = on + timedelta(days=1)
        fact = Fact(key=key, kind=kind, subject=subject, on=on, known=known, by=OrganisationKey(by), values=values)
        self.facts.append(fact)
        return fact

    def admit(
        self, subject: str, college: str = "a", programme: str = "p", year: int = 2024, **more: FactValue
    ) -> Fact:
        values: dict[str, FactValue] = {"programme": programme, "college": college, "project": True} | more
        values = {"programme_project": True, "planned_end": date(2026, 6, 30)} | values
        return self.say("admission", subject, date(year, 9, 1), by=college, **values)

    def graduate(self, subject: str) -> Fact:
        return self.say("graduation", subject, date(2026, 6, 30), programme="p")

    def work(self, subject: str, after: int = 12, status: str = "employed", **more: FactValue) -> Fact:
        return self.say("employment", subject, date(2027, 6, 30), checkpoint=after, status=status, **more)

    def confirm(self, fact: Fact, *, by: str = "plant", agrees: bool = True) -> Fact:
        return self.say(CONFIRMATION, fact.key, fact.known, by=by, confirmed=agrees)


def scene(**more: object) -> Scene:
    """Two groups, two employers, two years."""
    given = {
        "cluster": "c",
        "region": "r",
        "region_authority": OrganisationKey("region"),
        "base_college": OrganisationKey("a"),
        "groups": (
            Group(programme="p", college=OrganisationKey("a"), months=22, places=12, kit="k-p"),
            Group(programme="q", college=OrganisationKey("b"), months=34, places=7, kit="k-q"),
        ),
        "employers": (OrganisationKey("plant"), OrganisationKey("works")),
        "workshops": (("w1", OrganisationKey("a")), ("w2", OrganisationKey("b"))),
        "first": date(2024, 9, 1),
        "last": date(2026, 8, 31),
        "grant": Decimal(1_000_000),
    }
    return Scene(**(given | more))  # type: ignore[arg-type]
