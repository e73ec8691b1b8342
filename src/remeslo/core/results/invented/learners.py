"""The way of a learner: admission, contract, practice, exam, diploma, work; told as far as it lies in the scene."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from remeslo.core.base.facts import FactValue
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.results.invented.scene import Group, Scene
from remeslo.core.results.invented.telling import Ledger, Told

CHECKPOINTS = ((4, 0.9), (12, 1.0), (24, 1.05))
"""Months after graduation, and how employment stands there to that at 12 months."""
SCORE_MAX = Decimal(100)


class Way:
    """One learner's way."""

    def __init__(self, scene: Scene, group: Group, year: int, number: int, dice: Random, ledger: Ledger) -> None:
        self.scene, self.group, self.dice, self.ledger = scene, group, dice, ledger
        self.subject = f"{scene.cluster}-{year}-{number:04}"
        self.begins = date(year, 9, 1)
        self.ends = month_end(self.begins, group.months)
        self.employer = dice.choice((scene.employers[0], *scene.employers))
        self.has_contract = dice.random() < scene.rates.target_contract

    def tell(self) -> None:
        """Everything that happens to the learner."""
        self._admission()
        left = self._leaves_on()
        until = left or self.ends
        self._practice(until)
        if left is not None:
            self._say("leaving", left, {"reason": self.dice.choice(("own_wish", "failing", "transfer", "army"))})
            return
        if self.ends <= self.scene.last:
            self._exam()
            values: dict[str, FactValue] = {"programme": self.group.programme, "document": f"invented-{self.subject}"}
            self._say("graduation", self.ends, values, always=True)
            self._work()

    def _admission(self) -> None:
        inside = self.dice.random() < self.scene.rates.in_project
        values: dict[str, FactValue] = {
            "programme": self.group.programme,
            "college": self.group.college,
            "cluster": self.scene.cluster,
            "region": self.scene.region,
            "project": inside,
            "programme_project": True,
            "planned_end": self.ends,
            "paid_by": "budget",
        }
        self._say("admission", self.begins, values, always=True)
        if self.has_contract:
            day = self.begins + timedelta(days=self.dice.randint(0, 200))
            contract: dict[str, FactValue] = {"employer": self.employer, "form": "target", "until": self.ends}
            self._say("target_contract", day, contract, other=self.employer, always=True)

    def _leaves_on(self) -> date | None:
        years = self.group.months / 12
        if self.dice.random() >= 1 - (1 - self.scene.rates.leaves_a_year) ** years:
            return None
        return self.begins + timedelta(days=self.dice.randint(30, (self.ends - self.begins).days - 60))

    def _practice(self, until: date) -> None:
        """Two spells a year at one enterprise: in December and in May."""
        for year in range(self.begins.year, self.ends.year + 1):
            for month, hours in ((12, 72), (5, 144)):
                last = date(year, month, 28)
                first = last - timedelta(days=hours // 6 * 7 // 6)
                if not self.begins + timedelta(days=90) <= first <= last <= min(until, self.scene.last):
                    continue
                attended = hours - self.dice.choice((0, 0, 0, 0, 6, 12, 18))
                values: dict[str, FactValue] = {
                    "element": f"ПП.{year - self.begins.year + 1:02}",
                    "employer": self.employer,
                    "hours": attended,
                    "planned_hours": hours,
                    "since": first,
                    "until": last,
                }
                self._say("practice", last, values, other=self.employer)
            lesson = date(year, 3, 15)
            if self.dice.random() < 0.25 and self.begins < lesson <= min(until, self.scene.last):
                self._visit(lesson)

    def _visit(self, day: date) -> None:
        elsewhere = [(w, c) for w, c in self.scene.workshops if c != self.group.college]
        if elsewhere:
            workshop, host = self.dice.choice(elsewhere)
            values: dict[str, FactValue] = {"workshop": workshop, "host": host, "hours": self.dice.choice((6, 12, 36))}
            self._say("workshop_visit", day, values, other=host)

    def _exam(self) -> None:
        share = min(0.99, max(0.15, self.dice.gauss(self.scene.rates.score_mean, 0.13)))
        score = (Decimal(f"{share:.4f}") * SCORE_MAX).quantize(Decimal("0.01"))
        grade = 5 if score >= 70 else 4 if score >= 40 else 3 if score >= 20 else 2
        values: dict[str, FactValue] = {
            "kit": self.group.kit,
            "level": "profile" if self.dice.random() < self.scene.rates.profile_level else "base",
            "score": score,
            "score_max": SCORE_MAX,
            "grade": grade,
            "centre": self.scene.base_college,
        }
        other = self.scene.base_college if self.scene.base_college != self.group.college else None
        self._say("demo_exam", self.ends - timedelta(days=14), values, other=other)

    def _work(self) -> None:
        rates = self.scene.rates
        fate, kind = self.dice.random(), self.dice.random()
        occupation, cluster = self.dice.random() < rates.in_occupation, self.dice.random() < rates.at_cluster
        away = self.dice.choice(("army", "study", "care", "unemployed", "unemployed"))
        for months, factor in CHECKPOINTS:
            day = month_end(self.ends, months)
            if day > self.scene.last:
                continue
            works = fate < min(1.0, rates.employed * factor * (1.1 if self.has_contract else 0.95))
            status = "unknown" if kind < rates.unknown else "employed" if works else away
            values: dict[str, FactValue] = {"checkpoint": months, "status": status}
            employed = status == "employed"
            if employed:
                values |= {"in_occupation": occupation, "at_cluster": cluster, "months": self.dice.randint(1, months)}
                values |= {"employer": self.employer} if cluster else {}
            self._say("employment", day, values, other=self.employer if employed and cluster else None)
            if employed and cluster and months == 12 and self.dice.random() < rates.feedback:
                said: dict[str, FactValue] = {"employer": self.employer, "rating": self.dice.choice((3, 4, 4, 5, 5))}
                self.ledger.tell(Told("feedback", self.subject, day, self.employer, said))

    def _say(
        self,
        kind: str,
        on: date,
        values: dict[str, FactValue],
        *,
        other: OrganisationKey | None = None,
        always: bool = False,
    ) -> None:
        if always or on >= self.scene.first:
            self.ledger.tell(Told(kind, self.subject, on, self.group.college, values, other))


def month_end(day: date, months: int) -> date:
    """The last day of the month that is so many months after the one before ``day``'s: 1 Sept + 22 is 30 June."""
    number = day.year * 12 + day.month - 1 + months - (1 if day.day == 1 else 0)
    following = number + 1
    return date(following // 12, following % 12 + 1, 1) - timedelta(days=1)
