"""The price list as its page shows it: what saves weeks, what is proven not to, what is not known."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from remeslo.core.curriculum.prices.price import Price, Proof, Step
from remeslo.core.curriculum.result import Status
from remeslo.core.curriculum.whatif.spelling import spell
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.interchange.sentences import as_language
from remeslo.interchange.sentences.explained import say_price
from remeslo.interchange.values import ValuesError, from_json
from remeslo.web.apps.trials.bars import Bars, bars_of
from remeslo.web.apps.trials.causes import SaidCauses, cause_words
from remeslo.web.apps.trials.changewords import by_words, words
from remeslo.web.apps.trials.curve import Curve, curve_of
from remeslo.web.apps.trials.models import Trial
from remeslo.web.apps.trials.words import DECIDES, PROOFS


@dataclass(frozen=True, slots=True)
class Told:
    """So many units of a line, and the weeks they are worth."""

    step: Step

    @property
    def by(self) -> str:
        """How many units, in the thing's own numbers."""
        return by_words(self.step.change)

    @property
    def is_least(self) -> bool:
        """True when the weeks saved may be more."""
        return self.step.saved is not None and not self.step.proof.is_proven

    @property
    def proof(self) -> tuple[Any, str, str]:
        """How it is known: words, chip, icon."""
        text, sign = PROOFS[self.step.proof]
        kind = "" if self.step.proof is Proof.UNKNOWN else "ok" if self.step.proven else "warn"
        return text, kind, sign

    @property
    def decided(self) -> tuple[Any, str, str]:
        """Who would have to agree: words, chip, icon."""
        return DECIDES[self.step.decides]


@dataclass(frozen=True, slots=True)
class PriceLine:
    """
    A thing and what its units are worth.

    Parameters
    ----------
    title, says
        In a few words; as a sentence with the present value and one unit.
    change
        One unit, as `parse` reads it.
    several
        What more units than one are worth, where that was asked.
    """

    price: Price
    title: str
    says: str
    change: str
    unit: Told
    several: tuple[Told, ...]
    curve: Curve | None

    @property
    def most_units(self) -> str:
        """The most units that were asked about."""
        return (self.several or (self.unit,))[-1].by

    @property
    def has_more(self) -> bool:
        """True when something is known about more units than one."""
        return bool(self.several) or (bool(self.unit.by) and self.price.is_whole_curve)

    @property
    def saves(self) -> bool:
        """True when some number of units saves a week."""
        return self.price.most_saved > 0

    @property
    def saves_nothing(self) -> bool:
        """True when it is proven that none of the units asked about saves a week."""
        return all(s.proof.is_proven and s.saved == 0 for s in self.price.steps)


@dataclass(frozen=True, slots=True)
class PriceList:
    """All lines, those that save most first; ``causes`` are what the zeros lean on."""

    lines: tuple[PriceLine, ...]
    weeks: int
    is_proven: bool
    causes: SaidCauses | None

    @property
    def paying(self) -> list[PriceLine]:
        """Lines that save a week or more."""
        return [p for p in self.lines if p.saves]

    @property
    def zeros(self) -> list[PriceLine]:
        """Lines that are proven to save nothing."""
        return [p for p in self.lines if not p.saves and p.saves_nothing]

    @property
    def unknown(self) -> list[PriceLine]:
        """Lines of which nothing is proven."""
        return [p for p in self.lines if not p.saves and not p.saves_nothing]

    @property
    def bars(self) -> Bars:
        """The chart of what saves weeks."""
        return bars_of([(p.title, p.unit.by, p.unit.step) for p in self.paying])


def price_list(trial: Trial, outcome: ProgrammeOutcome) -> PriceList | None:
    """The lines of an answered price list; ``None`` when plan and answer do not belong together any more."""
    problem, base = outcome.problem, outcome.result
    if problem is None or base is None or base.weeks is None or "prices" not in trial.result:
        return None
    language = as_language(get_language() or "ru")
    try:
        prices = [from_json(Price, row) for row in trial.result["prices"]]
    except ValuesError:
        return None
    lines = tuple(
        PriceLine(
            price=p,
            title=words(problem, p.change)[0],
            says=say_price(p, language).what,
            change=spell(p.change),
            unit=Told(p.unit),
            several=tuple(Told(s) for s in p.steps[1:]),
            curve=curve_of(p.steps),
        )
        for p in prices
    )
    return PriceList(lines, base.weeks, base.status is Status.OPTIMAL, cause_words(trial))
