"""Colleges, enterprises and authorities of the invented country: names, numbers, places, licences."""

from datetime import date
from decimal import Decimal
from random import Random

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.base.roles import OrganisationRole
from remeslo.core.line.country.country import House
from remeslo.core.line.country.parts import IndustryParts, NameParts, ProgrammePart
from remeslo.core.registry.entity import EntityKind, LegalEntity
from remeslo.core.registry.keys import EntityKey
from remeslo.core.registry.members import Licence
from remeslo.core.registry.requisites import inn_check_digit, ogrn_check_digit

FOUNDED = date(2015, 1, 1)
NO_TAX_OFFICE = "0000"
"""Begins the invented numbers; taken to be no tax office's, so that no number is anybody's."""
MAP_ROWS = 7
SOUTH, WEST, NORTHWARD, EASTWARD = 50.0, 36.0, 1.6, 4.2
"""Regions lie in rows on a map of nowhere: degrees of the first, and from one to the next."""


class Houses:
    """Founds organisations, each with an entity of its own, one after another."""

    def __init__(self, names: NameParts, dice: Random) -> None:
        self.names = names
        self.dice = dice
        self.entities: dict[EntityKey, LegalEntity] = {}
        self.licences: list[Licence] = []
        self.taught: dict[OrganisationKey, tuple[ProgrammePart, ...]] = {}
        self._authorities: dict[str, House] = {}
        self._used: dict[str, int] = {}

    def college(self, region: str, industry: IndustryParts, settlement: str, role: OrganisationRole, at: int) -> House:
        """A college that teaches two or three programmes of the industry, and holds licences for them."""
        kind = self.dice.choice(self.names.college_kinds)
        name = f"{settlement}: {kind.lower()} {self.dice.choice(self.names.honours)}"
        house = self.found("college", EntityKind.COLLEGE, name, region, settlement, role, at)
        num = min(len(industry.programmes), self.dice.choice((2, 2, 3)))
        self.taught[house.key] = tuple(self.dice.sample(industry.programmes, k=num))
        self.license(house.entity, self.taught[house.key], FOUNDED)
        return house

    def enterprise(
        self, region: str, industry: IndustryParts, settlement: str, role: OrganisationRole, at: int
    ) -> House:
        """An enterprise of the industry."""
        name = f"{self.dice.choice(industry.enterprises)} «{self.dice.choice(self.names.enterprise_names)}»"
        return self.found("works", EntityKind.ENTERPRISE, name, region, settlement, role, at)

    def authority(self, region: str) -> House:
        """The one authority of a region."""
        if region not in self._authorities:
            self._authorities[region] = self.found(
                "region", EntityKind.AUTHORITY, region, region, region, OrganisationRole.REGION_AUTHORITY, 0
            )
        return self._authorities[region]

    def found(
        self,
        prefix: str,
        kind: EntityKind,
        name: str,
        region: str,
        settlement: str,
        role: OrganisationRole,
        at: int,
    ) -> House:
        """A new organisation; a name that is taken gets a number."""
        self._used[name] = self._used.get(name, 0) + 1
        full = name if self._used[name] == 1 else f"{name} № {self._used[name]}"
        number = len(self.entities) + 1
        key = EntityKey(f"{prefix}-{number:05}")
        south, west = SOUTH + at % MAP_ROWS * NORTHWARD, WEST + at // MAP_ROWS * EASTWARD
        self.entities[key] = LegalEntity(
            key=key,
            name=full,
            kind=kind,
            inn=_inn(number),
            kpp=f"{NO_TAX_OFFICE}01001",
            ogrn=_ogrn(number),
            region=region,
            settlement=settlement,
            latitude=_degrees(south + self.dice.uniform(-0.6, 0.6)),
            longitude=_degrees(west + self.dice.uniform(-1.4, 1.4)),
        )
        return House(key=OrganisationKey(key), entity=key, name=full, role=role, settlement=settlement)

    def license(self, entity: EntityKey, programmes: tuple[ProgrammePart, ...], since: date) -> None:
        """Licences for programmes."""
        for programme in programmes:
            self.licences.append(Licence(entity=entity, code=programme.code, title=programme.title, since=since))


def _inn(number: int) -> str:
    digits = f"{NO_TAX_OFFICE}{number:05}"
    return f"{digits}{inn_check_digit(digits)}"


def _ogrn(number: int) -> str:
    digits = f"1150000{number:05}"
    return f"{digits}{ogrn_check_digit(digits)}"


def _degrees(amount: float) -> Decimal:
    return Decimal(f"{amount:.4f}")
