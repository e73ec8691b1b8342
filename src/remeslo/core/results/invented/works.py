"""What happens to the cluster as a whole: grant, co-financing, equipment, programmes, teachers, courses, targets."""

from datetime import date
from decimal import Decimal
from random import Random

from remeslo.core.base.facts import FactValue
from remeslo.core.results.invented.scene import Scene
from remeslo.core.results.invented.telling import Ledger, Told

TARGETS = (("K2", "0.25"), ("K3", "0.5"), ("K5.mean", "0.6"), ("K6", "0.15"), ("K9", "0.4"), ("K12", "0.7"))
"""Targets on the low side, so that the pages have something to show."""


class Works:
    """One cluster over the calendar years of a scene."""

    def __init__(self, scene: Scene, dice: Random, ledger: Ledger) -> None:
        self.scene, self.dice, self.ledger = scene, dice, ledger
        self.at: dict[str, FactValue] = {"cluster": scene.cluster, "region": scene.region}

    def tell(self) -> None:
        """Everything."""
        years = range(self.scene.first.year, self.scene.last.year + 1)
        grant: dict[str, FactValue] = {"amount": self.scene.grant, "year": years[0], **self.at}
        self._say("grant", f"grant-{self.scene.cluster}", self.scene.first, grant)
        for year in years:
            self._cofinancing(year)
            self._equipment(year)
            self._programmes(year)
            self._people(year)
            for key, plan in TARGETS:
                values: dict[str, FactValue] = {"plan": Decimal(plan), "year": year, **self.at}
                self._say("target", key, max(self.scene.first, date(year, 1, 15)), values)

    def _cofinancing(self, year: int) -> None:
        rates = self.scene.rates
        authority = (self.scene.region_authority, "region", Decimal(5_000_000))
        payers = [
            (e, "employer", Decimal(6_000_000 if n == 0 else 1_500_000)) for n, e in enumerate(self.scene.employers)
        ]
        for payer, source, amount in [*payers, authority]:
            contract = f"co-{self.scene.cluster}-{payer}"
            values: dict[str, FactValue] = {"payer": payer, "source": source, "form": "cash", "year": year, **self.at}
            self._say("cofinancing_promised", contract, date(year, 1, 20), {**values, "amount": amount}, payer)
            for month in (4, 10):
                kept = Decimal(f"{min(1.0, max(0.0, self.dice.gauss(rates.cofinancing_kept, 0.15))):.3f}")
                part = (amount / 2 * kept).quantize(Decimal("0.01"))
                self._say("cofinancing_received", contract, date(year, month, 25), {**values, "amount": part}, payer)
                if self.dice.random() < 0.9:
                    shown = {**values, "amount": part, "document": f"invented-{year}-{month:02}-{payer}"}
                    self._say("cofinancing_evidenced", contract, date(year, month, 28), shown, payer)

    def _equipment(self, year: int) -> None:
        for number, (workshop, college) in enumerate(self.scene.workshops):
            where: dict[str, FactValue] = {"workshop": workshop, "college": college, **self.at}
            subject = f"eq-{workshop}"
            if year == self.scene.first.year:
                cost = Decimal(2_000_000 + 350_000 * (number % 7))
                bought: dict[str, FactValue] = {"title": workshop, "amount": cost, "source": "grant", **where}
                self._say("equipment", subject, self.scene.first, bought)
            for month in range(1, 13):
                open_hours = Decimal(0 if month in (7, 8) else 160)
                share = Decimal(f"{min(1.0, max(0.05, self.dice.gauss(0.3 + 0.06 * (number % 8), 0.08))):.3f}")
                used: dict[str, FactValue] = {"hours_used": open_hours * share, "hours_open": open_hours, **where}
                if open_hours:
                    self._say("equipment_hours", subject, date(year, month, 28), used)

    def _programmes(self, year: int) -> None:
        for programme in sorted({g.programme for g in self.scene.groups}):
            employer = self.dice.choice(self.scene.employers)
            values: dict[str, FactValue] = {"employer": employer, "version": str(year), "is_new": False, **self.at}
            self._say("programme_signed", programme, date(year, 6, 10), values, employer)

    def _people(self, year: int) -> None:
        colleges = sorted({g.college for g in self.scene.groups})
        for college in colleges:
            at: dict[str, FactValue] = {"college": college, **self.at}
            self._say("teacher_plan", self.scene.cluster, date(year, 1, 25), {"planned": 6, "year": year, **at})
            for number in range(self.dice.randint(3, 6)):
                values: dict[str, FactValue] = {"course": f"module-{year}", "hours": self.dice.choice((72, 144)), **at}
                values["internship"] = self.dice.random() < 0.6
                self._say("teacher_training", f"t-{college}-{number:02}", date(year, 6, 20), values)
            for number in range(self.dice.randint(5, 20)):
                course: dict[str, FactValue] = {"course": f"short-{year}", "hours": self.dice.choice((36, 72)), **at}
                self._say("short_course", f"adult-{college}-{year}-{number:03}", date(year, 3, 30), course)

    def _say(self, kind: str, subject: str, on: date, values: dict[str, FactValue], other: object = None) -> None:
        if self.scene.first <= on <= self.scene.last:
            payer = next((e for e in (*self.scene.employers, self.scene.region_authority) if e == other), None)
            self.ledger.tell(Told(kind, subject, on, self.scene.base_college, values, payer))
