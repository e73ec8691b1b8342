"""
A rule pack before it is adopted: who gains and who loses, how sure the money is, and where gaming would pay.

A simulation settles facts with packs and compares; it invents no facts itself. A *world* gives the facts of a cohort
for a variation and a seed (see `core.line.trials`), so that the same learners meet two packs, and the same pack meets
an honest college and one that enrols fewer or picks an easier exam.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from remeslo.core.base.facts import Fact
from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.funding.book import FactBook
from remeslo.core.funding.due import Due, amount_due, due
from remeslo.core.funding.money import ZERO
from remeslo.core.funding.pack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """
    How a cohort differs from the usual one.

    Parameters
    ----------
    places
        Share of the usual places that are filled, 0 < places <= 2.
    exam_points
        Added to the mean share of points in the demonstration exam, -1..1: an easier or a harder exam.
    employed
        Share of graduates in work after 12 months, 0..1; ``None``: as usual.
    leaves_a_year
        Share that leaves in a year, 0..1; ``None``: as usual.
    """

    name: str
    places: Fraction = Fraction(1)
    exam_points: float = 0.0
    employed: float | None = None
    leaves_a_year: float | None = None

    def __post_init__(self) -> None:
        if not 0 < self.places <= 2:
            raise ProblemError(f"variation {self.name}: places must be above 0 and at most 2, got {self.places}.")
        for share in (self.employed, self.leaves_a_year):
            if share is not None and not 0 <= share <= 1:
                raise ProblemError(f"variation {self.name}: a share must be in 0..1, got {share}.")


World = Callable[[Variation, int], Sequence[Fact]]
"""Facts of a cohort: the same variation and seed give the same facts."""

USUAL = Variation(name="usual")
GAMES = (
    Variation(name="enrol_fewer", places=Fraction(4, 5), leaves_a_year=0.02, employed=0.85),
    Variation(name="easy_exam", exam_points=0.15),
    Variation(name="keep_everyone", leaves_a_year=0.0),
)
"""Ways to look better: admit four fifths and only the safe ones; an easier exam; let nobody fail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What another pack means for one payee: amounts due by the same facts, and learners behind them."""

    payee: OrganisationKey
    before: Decimal
    after: Decimal
    learners: int

    @property
    def change(self) -> Decimal:
        """Above 0: gains."""
        return self.after - self.before

    @property
    def share(self) -> Fraction | None:
        """Change ÷ before; ``None`` where there was nothing before."""
        return Fraction(self.change) / Fraction(self.before) if self.before else None


def who_gains(before: RulePack, after: RulePack, facts: Sequence[Fact], *, on: date) -> tuple[Change, ...]:
    """Every payee under both packs by the same facts, the greatest loss first."""
    book = FactBook.known(facts, on)
    old, new = due(before, book, on=on), due(after, book, on=on)
    sums = _by_payee(old), _by_payee(new)
    learners = _learners(old, new)
    changes = (
        Change(payee=p, before=sums[0].get(p, ZERO), after=sums[1].get(p, ZERO), learners=len(learners[p]))
        for p in learners
    )
    return tuple(sorted(changes, key=lambda c: (c.change, c.payee)))


@dataclass(frozen=True, slots=True)
class Spread:
    """A number over many drawn cohorts: mean, and the borders of the middle 80 %."""

    mean: Decimal
    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, values: Sequence[Decimal]) -> "Spread":
        """The spread of at least one value; borders are values that were drawn."""
        if not values:
            raise ProblemError("a spread needs at least one value.")
        ordered = sorted(values)
        cut = len(ordered) // 10
        mean = (sum(ordered, ZERO) / len(ordered)).quantize(Decimal("0.01"))
        return cls(mean, ordered[cut], ordered[-1 - cut])


@dataclass(frozen=True, slots=True)
class Point:
    """The money of a cohort at an employment rate: in all, and for a learner admitted."""

    employed: float
    money: Spread
    a_learner: Spread


def sensitivity(
    pack: RulePack, world: World, rates: Sequence[float], *, seeds: Sequence[int], on: date
) -> tuple[Point, ...]:
    """How the money of a cohort follows the employment rate; every rate meets the same seeds."""
    points = []
    for rate in rates:
        runs = [_run(pack, world, Variation(name="rate", employed=rate), seed, on) for seed in seeds]
        points.append(Point(rate, Spread.of([r.money for r in runs]), Spread.of([r.a_learner for r in runs])))
    return tuple(points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Game:
    """
    What a way to look better does to a college's money, beside the usual one on the same seeds.

    Parameters
    ----------
    net
        Money less the cost of learners' months.
    net_usual
        The same without the game.
    gains
        Share of seeds in which the net is above the usual one.
    results, results_usual
        Graduates in work after 12 months, in the mean: what the money is for.
    """

    variation: Variation
    money: Spread
    a_learner: Spread
    net: Spread
    net_usual: Spread
    gains: Fraction
    results: Decimal
    results_usual: Decimal

    @property
    def pays(self) -> bool:
        """True when the college would mostly be better off, and the country not: no more graduates in work."""
        return self.gains > Fraction(1, 2) and self.results <= self.results_usual * Decimal("1.01")


def where_gaming_pays(
    pack: RulePack,
    world: World,
    *,
    seeds: Sequence[int],
    on: date,
    cost_a_month: Decimal,
    games: Sequence[Variation] = GAMES,
) -> tuple[Game, ...]:
    """
    Each game against the usual cohort.

    Parameters
    ----------
    cost_a_month
        What a learner costs the college in a month of learning: without a cost, fewer learners never pay.
    """
    usual = [_run(pack, world, USUAL, seed, on) for seed in seeds]
    found = []
    for variation in games:
        runs = [_run(pack, world, variation, seed, on) for seed in seeds]
        nets = [r.money - r.months * cost_a_month for r in runs]
        before = [r.money - r.months * cost_a_month for r in usual]
        better = sum(a > b for a, b in zip(nets, before, strict=True))
        found.append(
            Game(
                variation=variation,
                money=Spread.of([r.money for r in runs]),
                a_learner=Spread.of([r.a_learner for r in runs]),
                net=Spread.of(nets),
                net_usual=Spread.of(before),
                gains=Fraction(better, len(runs)),
                results=_mean([r.in_work for r in runs]),
                results_usual=_mean([r.in_work for r in usual]),
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Chance:
    """Of drawn cohorts, how many reach a plan; a plan that nearly all reach asks for nothing."""

    plan: Decimal
    reached: Fraction

    @property
    def asks_nothing(self) -> bool:
        """True when nineteen of twenty cohorts reach it without doing anything differently."""
        return self.reached >= Fraction(19, 20)


def chances(plans: Sequence[Decimal], results: Sequence[Fraction]) -> tuple[Chance, ...]:
    """For each plan the share of results (one a drawn cohort) that reach it."""
    if not results:
        raise ProblemError("chances need at least one result.")
    return tuple(Chance(p, Fraction(sum(r >= p for r in results), len(results))) for p in plans)


@dataclass(frozen=True, slots=True)
class _Run:
    """One cohort settled."""

    money: Decimal
    learners: int
    months: int
    in_work: int

    @property
    def a_learner(self) -> Decimal:
        return (self.money / self.learners).quantize(Decimal("0.01")) if self.learners else ZERO


def _run(pack: RulePack, world: World, variation: Variation, seed: int, on: date) -> _Run:
    book = FactBook.known(world(variation, seed), on)
    money = sum((amount_due(line) for line in due(pack, book, on=on).lines), ZERO)
    works = {
        f.subject
        for f in book.of("employment")
        if f.values.get("checkpoint") == 12 and f.values.get("status") in ("employed", "self_employed")
    }
    return _Run(money, len(book.subjects("admission")), _months(book), len(works))


def _months(book: FactBook) -> int:
    """Months of learning up to the day of knowledge, over all learners."""
    total = 0
    for admission in book.of("admission"):
        ends = [f.on for kind in ("leaving", "graduation") for f in book.of(kind, admission.subject)]
        until = min([e for e in ends if e >= admission.on] + [book.on])
        total += max(0, (until.year - admission.on.year) * 12 + until.month - admission.on.month + 1)
    return total


def _by_payee(found: Due) -> Mapping[OrganisationKey, Decimal]:
    sums: dict[OrganisationKey, Decimal] = {}
    for line in found.lines:
        sums[line.payee] = sums.get(line.payee, ZERO) + amount_due(line)
    return sums


def _learners(*found: Due) -> Mapping[OrganisationKey, set[str]]:
    sets: dict[OrganisationKey, set[str]] = {}
    for one in found:
        for line in one.lines:
            sets.setdefault(line.payee, set()).add(line.subject)
    return sets


def _mean(values: Sequence[int]) -> Decimal:
    return (Decimal(sum(values)) / len(values)).quantize(Decimal("0.01"))
