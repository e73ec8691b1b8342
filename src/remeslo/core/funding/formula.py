"""What a formula is: plain Python over one pack, one rule and the facts known on a day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from remeslo.core.base.facts import Fact, FactKey, Standing
from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.funding.book import FactBook, number
from remeslo.core.funding.expression import evaluate
from remeslo.core.funding.factspec import FactSpec
from remeslo.core.funding.lines import Line, Share, Used
from remeslo.core.funding.pack import Rule, RulePack


@dataclass(frozen=True)
class Case:
    """One rule of a pack at work on the facts of a day."""

    pack: RulePack
    rule: Rule
    book: FactBook
    formula: "Formula"

    @property
    def on(self) -> date:
        """The day of settlement."""
        return self.book.on

    def param(self, name: str, on: date, row: str = "", facts: Iterable[FactKey] = ()) -> Used:
        """A parameter on a day, by the name that the formula uses; raises NoValueInForce."""
        value = self.pack.on(self.rule.params.get(name, name), on, row)
        return Used(name=name, value=value.amount, source=value.source, verified=value.verified, facts=tuple(facts))

    def has_param(self, name: str) -> bool:
        """True when the pack knows the parameter at all."""
        return self.rule.params.get(name, name) in self.pack.params

    def option(self, name: str) -> str:
        """An option of the rule, or the formula's default."""
        if name in self.rule.options:
            return self.rule.options[name]
        return next((o.default for o in self.formula.options if o.name == name and o.default is not None), "")

    def line(
        self,
        *,
        contract: str,
        subject: str,
        period: str,
        kind: str,
        on: date,
        payee: str,
        shares: Sequence[tuple[str, Fraction]],
        formula: str,
        used: Iterable[Used],
    ) -> Line:
        """The line of a formula and the numbers in it, rounded once by the pack."""
        because = tuple(used)
        exact = evaluate(formula, {u.name: u.value for u in because})
        return Line(
            rule=self.rule.key,
            contract=contract,
            subject=subject,
            period=period,
            kind=kind,
            on=on,
            amount=self.pack.rounding.of(exact),
            payee=OrganisationKey(payee),
            shares=tuple(Share(OrganisationKey(payer), part) for payer, part in shares),
            formula=formula,
            because=because,
            waits=self._waits(because),
        )

    def _waits(self, because: Iterable[Used]) -> tuple[FactKey, ...]:
        """Facts of kinds that this rule wants confirmed and that nobody confirmed yet, or somebody disputes."""
        if not self.rule.confirmed:
            return ()
        keys = dict.fromkeys(key for used in because for key in used.facts)
        return tuple(
            k
            for k in keys
            if self.book.by_key[k].kind in self.rule.confirmed and self.book.standing(k) is not Standing.CONFIRMED
        )


def said(fact: Fact, name: str, default: Decimal | None = None, *, as_name: str = "") -> Used:
    """A number that a fact says, with the fact as its reason."""
    return Used(name=as_name or name, value=number(fact, name, default), facts=(fact.key,))


Outcome = Line | Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class ParamSpec:
    """A parameter that a formula reads; ``required`` False: it does without."""

    name: str
    unit: str
    title_ru: str
    title_en: str
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionSpec:
    """An option of a formula; ``is_expression`` where it is a formula's text."""

    name: str
    title_ru: str
    title_en: str
    default: str | None = None
    words: tuple[str, ...] = ()
    is_expression: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """
    A way to compute lines, with everything that it reads: packs name it, screens and pages describe it.

    Parameters
    ----------
    anchor
        Kind of fact whose subjects are computed one by one; blank where the whole is computed at once. A fault in
        one subject's facts is told and leaves the others alone. An option in braces, ``{fact}``, is looked up.
    compute
        ``(case, subject) -> lines and findings``; the subject is blank for a whole.
    facts
        Kinds that it reads, the anchor first.
    names
        Words (ru, en) for names in its formulas that are neither parameters nor values of facts.
    source
        Where the way itself comes from.
    """

    name: str
    title_ru: str
    title_en: str
    text: str
    compute: Callable[[Case, str], Iterable[Outcome]]
    anchor: str = ""
    params: tuple[ParamSpec, ...] = ()
    options: tuple[OptionSpec, ...] = ()
    facts: tuple[FactSpec, ...] = ()
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    source: str = ""
