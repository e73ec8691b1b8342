"""From what happened to a ledger: who says it, how late, what the other side answers, what was mistaken."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from remeslo.core.base.facts import CONFIRMATION, CONFIRMED, Fact, FactKey, FactValue
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.results.invented.scene import Scene

LATE_DAYS = (0, 0, 0, 1, 2, 3, 5, 8, 13, 21, 34, 90)
"""Days between happening and ledger, drawn evenly."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened and who tells it; ``other`` is asked to confirm."""

    kind: str
    subject: str
    on: date
    by: OrganisationKey
    values: Mapping[str, FactValue]
    other: OrganisationKey | None = None


class Ledger:
    """
    Collects what is told; `facts` gives keys in the order in which the ledger learnt them.

    Chance is drawn fact by fact, so that what happens to one learner does not change what is told of another.
    """

    def __init__(self, scene: Scene, seed: int, dispute: str = "?") -> None:
        self.scene = scene
        self.dispute = dispute
        self.seed = seed
        self._drafts: list[tuple[Fact, OrganisationKey | None]] = []

    def tell(self, told: Told) -> None:
        """Put down what happened, unless it is not yet known on the last day."""
        late = self._dice(told.kind, told.subject, told.on, "late").choice(LATE_DAYS)
        known = told.on + timedelta(days=late)
        if known > self.scene.last:
            return
        fact = Fact(
            key=FactKey(f"draft-{len(self._drafts)}"),
            kind=told.kind,
            subject=told.subject,
            on=told.on,
            known=known,
            by=told.by,
            values=told.values,
            evidence=(f"invented:{told.kind}/{told.subject}/{told.on.isoformat()}",),
        )
        self._drafts.append((fact, told.other))

    def facts(self) -> tuple[Fact, ...]:
        """Every fact with corrections, withdrawals and confirmations, by the day on which it became known."""
        drafts = sorted(self._drafts, key=lambda d: (d[0].known, d[0].on, d[0].kind, d[0].subject))
        facts: list[Fact] = []
        for draft, other in drafts:
            fact = replace(draft, key=self._key(len(facts)))
            facts.append(fact)
            stands = self._mend(fact, facts)
            if other is not None and stands is not None:
                self._answer(stands, other, facts)
        return tuple(sorted(facts, key=lambda f: (f.known, f.key)))

    def _mend(self, fact: Fact, facts: list[Fact]) -> Fact | None:
        """Now and then a mistake is noticed: practice hours are corrected, or a fact is taken back."""
        dice = self._dice(fact.kind, fact.subject, fact.on, "mend")
        rates, chance = self.scene.rates, dice.random()
        later = fact.known + timedelta(days=dice.randint(3, 40))
        if later > self.scene.last or fact.kind == "admission":
            return fact
        hours = fact.values.get("hours")
        if chance < rates.mistaken and fact.kind == "practice" and isinstance(hours, int) and hours > 8:
            mended = {**fact.values, "hours": hours - dice.randint(1, 8)}
            facts.append(replace(fact, key=self._key(len(facts)), known=later, values=mended, corrects=fact.key))
            return facts[-1]
        if chance > 1 - rates.taken_back:
            facts.append(
                replace(fact, key=self._key(len(facts)), known=later, values={}, corrects=fact.key, withdraws=True)
            )
            return None
        return fact

    def _answer(self, fact: Fact, other: OrganisationKey, facts: list[Fact]) -> None:
        dice = self._dice(fact.kind, fact.subject, fact.on, "answer")
        rates, chance = self.scene.rates, dice.random()
        day = fact.known + timedelta(days=dice.randint(1, 30))
        if day > self.scene.last or chance >= rates.confirmed + rates.disputed:
            return
        agrees = chance < rates.confirmed
        values: dict[str, FactValue] = {CONFIRMED: agrees}
        if not agrees:
            values["reason"] = self.dispute
        facts.append(
            Fact(
                key=self._key(len(facts)),
                kind=CONFIRMATION,
                subject=fact.key,
                on=day,
                known=day,
                by=other,
                values=values,
            )
        )

    def _dice(self, *about: object) -> Random:
        return Random("/".join(map(str, (self.seed, *about))))

    def _key(self, number: int) -> FactKey:
        return FactKey(f"{self.scene.cluster}-f{number:06}")
