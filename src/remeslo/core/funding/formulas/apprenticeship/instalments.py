"""`apprenticeship_instalments`: 80 % of the price in equal months of learning, and what is left when one ends early."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from remeslo.core.base.facts import FactKey
from remeslo.core.base.findings import Finding
from remeslo.core.funding.formula import Case, Formula, Outcome, ParamSpec
from remeslo.core.funding.formulas.apprenticeship import facts as f
from remeslo.core.funding.formulas.apprenticeship.learning import Learning, Price, Spell, read
from remeslo.core.funding.formulas.apprenticeship.payers import shares
from remeslo.core.funding.lines import Line, Used
from remeslo.core.funding.money import ZERO
from remeslo.core.funding.periods import month_ends, period_of

KIND, BALANCING, RETURN = "on_programme", "balancing", "price_return"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one spell with one price and one planned end; its instalments are equal."""

    first: date
    last: date
    end: date
    price: Price
    spell: Spell
    facts: tuple[FactKey, ...]


def compute(case: Case, learner: str) -> Iterator[Outcome]:
    """
    An instalment for each month on whose last day the apprentice learns, up to the planned end.

    Whenever price, planned end or a return from a break changes the plan, what of the share is not earned yet is
    divided by the month ends that are left; the last one takes the rounding remainder. A month end in learning is
    needed, or else the planned end itself. A price that is below what was earned already asks the difference back. A
    spell shorter than the qualifying period earns nothing; what it would have earned comes with the first instalment
    of the next one that qualifies. On completion all that is left comes at once, as balancing.
    """
    learning = read(case.book, learner)
    if isinstance(learning, Finding):
        yield learning
        return
    parts, behind = shares(case, learning)
    earning = _Earning(case, learning, parts, behind)
    for stretch in _stretches(learning):
        yield from earning.instalments(stretch)
    yield from earning.balancing()


def _stretches(learning: Learning) -> Iterator[Stretch]:
    """Spells cut wherever price or planned end changes."""
    for spell in learning.spells:
        changes = {p.since for p in learning.prices} | {since for since, _, _ in learning.ends}
        begins = sorted({spell.first, *(d for d in changes if spell.first < d <= spell.last)})
        for n, first in enumerate(begins):
            last = begins[n + 1] - timedelta(days=1) if n + 1 < len(begins) else spell.last
            end, said_by = learning.end_on(first)
            price = learning.price_on(first)
            keys = tuple(dict.fromkeys((*spell.facts, price.fact, said_by)))
            yield Stretch(first, last, end, price, spell, keys)


def qualifies(case: Case, spell: Spell, start: date) -> bool:
    """
    True when the spell lasted the qualifying period, or nothing ended it.

    42 days where at least 168 were planned, 14 where at least 14 were, else one day.
    """
    if not spell.ended:
        return True
    if spell.planned_days >= case.param("qualifying_long_from", start).value:
        return spell.days >= case.param("qualifying_long", start).value
    if spell.planned_days >= case.param("qualifying_short_from", start).value:
        return spell.days >= case.param("qualifying_short", start).value
    return spell.days >= 1


class _Earning:
    """One apprentice's instalments on their way."""

    def __init__(
        self,
        case: Case,
        learning: Learning,
        parts: tuple[tuple[str, Fraction], ...],
        behind: tuple[Used, ...],
    ) -> None:
        self.case, self.learning, self.parts, self.behind = case, learning, parts, behind
        self.earned = ZERO
        self.carried = ZERO
        self.seen: dict[FactKey, None] = {}
        self.last: Stretch | None = None

    def instalments(self, stretch: Stretch) -> Iterator[Line]:
        """The instalments of a stretch up to its last day."""
        self.last = stretch
        self.seen.update(dict.fromkeys(stretch.facts))
        if (share := self._share(stretch)) < self.earned:
            yield from self._given_back(stretch, share)
            return
        planned = tuple(month_ends(stretch.first, stretch.end)) or (max(stretch.first, stretch.end),)
        before, number = self.earned, len(planned)
        pays = qualifies(self.case, stretch.spell, self.learning.start.on)
        for nth, day in enumerate(planned, start=1):
            if day > stretch.last:
                break
            carried = self.carried if pays else ZERO
            line = self._instalment(stretch, day, before, number, carried, is_last=nth == number)
            self.earned += line.amount - carried
            self.carried = ZERO if pays else self.carried + line.amount
            if pays:
                yield line

    def _instalment(
        self, stretch: Stretch, day: date, before: Decimal, number: int, carried: Decimal, *, is_last: bool
    ) -> Line:
        capped = _capped(stretch.price)
        used = [
            self.case.param("on_programme_share", self.learning.start.on),
            *_price(stretch.price),
        ]
        formula = f"on_programme_share * {capped}"
        if is_last and self.earned:
            formula += " - earned_before"
            used.append(Used(name="earned_before", value=self.earned, facts=tuple(self.seen)))
        else:
            if before:
                formula = f"({formula} - earned_before)"
                used.append(Used(name="earned_before", value=before, facts=tuple(self.seen)))
            formula += " / instalments"
            used.append(Used(name="instalments", value=number, facts=stretch.facts))
        if carried:
            formula += " + carried"
            used.append(Used(name="carried", value=carried, facts=tuple(self.seen)))
        return self._line(KIND, day, period_of(day, "month"), formula, used)

    def _share(self, stretch: Stretch) -> Decimal:
        """What the stretch's price lets be earned in all."""
        price = (
            stretch.price.amount
            if stretch.price.band_max is None
            else min(stretch.price.amount, stretch.price.band_max)
        )
        part = self.case.param("on_programme_share", self.learning.start.on).value
        return self.case.pack.rounding.of(Fraction(part) * Fraction(price))

    def _given_back(self, stretch: Stretch, share: Decimal) -> Iterator[Line]:
        """The price fell below what is earned: the difference goes back, and nothing more is earned at this price."""
        paid = self.earned - self.carried
        self.earned, self.carried = share, max(ZERO, share - paid)
        if paid > share:
            formula = f"on_programme_share * {_capped(stretch.price)} - earned_before"
            used = [
                self.case.param("on_programme_share", self.learning.start.on),
                *_price(stretch.price),
                Used(name="earned_before", value=paid, facts=tuple(self.seen)),
            ]
            line = self._line(RETURN, stretch.first, period_of(stretch.first, "month"), formula, used)
            yield replace(line, shares=())

    def balancing(self) -> Iterator[Line]:
        """All that is left of the share, when learning is completed before the planned end."""
        done, stretch = self.learning.completed, self.last
        if done is None or stretch is None or self.learning.withdrawn is not None or done.on >= stretch.end:
            return
        formula = f"on_programme_share * {_capped(stretch.price)} - earned_before"
        used = [
            self.case.param("on_programme_share", self.learning.start.on),
            *_price(stretch.price),
            Used(name="earned_before", value=self.earned - self.carried, facts=(*self.seen, done.key)),
        ]
        line = self._line(BALANCING, done.on, period_of(done.on, "month"), formula, used)
        if line.amount:
            yield line

    def _line(self, kind: str, day: date, period: str, formula: str, used: list[Used]) -> Line:
        return self.case.line(
            contract=self.learning.contract,
            subject=self.learning.start.subject,
            period=period,
            kind=kind,
            on=day,
            payee=self.learning.provider,
            shares=self.parts,
            formula=formula,
            used=(*used, *self.behind),
        )


def _capped(price: Price) -> str:
    return "price" if price.band_max is None else "min(price, band_max)"


def _price(price: Price) -> tuple[Used, ...]:
    used = (Used(name="price", value=price.amount, facts=(price.fact,)),)
    if price.band_max is None:
        return used
    return (*used, Used(name="band_max", value=price.band_max, facts=(price.fact,)))


FORMULA = Formula(
    name="apprenticeship_instalments",
    title_ru="Ежемесячные платежи за обучение и выравнивание",
    title_en="Monthly on-programme instalments and balancing",
    text="on_programme_share * min(price, band_max) / instalments",
    compute=compute,
    anchor="apprenticeship",
    params=(
        ParamSpec(name="on_programme_share", unit="share", title_ru="доля за обучение", title_en="on-programme share"),
        ParamSpec(name="qualifying_long", unit="day", title_ru="зачётный срок", title_en="qualifying period"),
        ParamSpec(
            name="qualifying_long_from",
            unit="day",
            title_ru="зачётный срок действует от планового срока",
            title_en="qualifying period counts from this planned duration",
        ),
        ParamSpec(
            name="qualifying_short", unit="day", title_ru="короткий зачётный срок", title_en="short qualifying period"
        ),
        ParamSpec(
            name="qualifying_short_from",
            unit="day",
            title_ru="короткий зачётный срок действует от планового срока",
            title_en="short qualifying period counts from this planned duration",
        ),
        ParamSpec(name="co_investment", unit="share", title_ru="доля работодателя", title_en="employer's share"),
        ParamSpec(
            name="co_investment_free_age",
            unit="year",
            title_ru="моложе — без доли работодателя",
            title_en="below this age no employer's share",
            required=False,
        ),
        ParamSpec(
            name="small_employer_employees",
            unit="person",
            title_ru="малый работодатель — меньше работников",
            title_en="a small employer has fewer employees",
            required=False,
        ),
    ),
    facts=f.LEARNING,
    names={
        "instalments": ("число месяцев до планового конца", "months up to the planned end"),
        "earned_before": ("заработано раньше", "earned before"),
        "carried": ("перенесено из незачтённого периода", "carried over from a spell that did not qualify"),
        "price": ("общая согласованная цена", "total negotiated price"),
        "band_max": ("предел финансирования стандарта", "funding band maximum"),
    },
    source="DfE apprenticeship funding rules; das-funding-apprenticeship-earnings, das-paymentsacceptancetesting",
)
