"""What is wrong with a rule pack as a whole: formulas, parameters, options, expressions, examples; no file is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.funding.due import amount_due, due
from remeslo.core.funding.expression import BadExpression, names_in
from remeslo.core.funding.factvalues import specs_of
from remeslo.core.funding.formula import Formula
from remeslo.core.funding.formulas import FORMULAS
from remeslo.core.funding.formulas.reading import conditions
from remeslo.core.funding.lines import Line
from remeslo.core.funding.money import ZERO, Rounding
from remeslo.core.funding.pack import PackExample, Rule, RulePack


@dataclass(frozen=True)
class ExampleVerdict:
    """An example, what came out, and where that differs from what was expected: (name, expected, found)."""

    example: PackExample
    lines: tuple[Line, ...]
    differs: tuple[tuple[str, Decimal, Decimal], ...]
    findings: tuple[Finding, ...]

    @property
    def as_expected(self) -> bool:
        """True when every amount is the expected one."""
        return not self.differs


def check_pack(pack: RulePack) -> list[Finding]:
    """Every problem at once; the examples are tried when the rules themselves are sound."""
    findings = [f for rule in pack.rules for f in _rule(pack, rule)]
    if not pack.rules:
        findings.append(Finding("fundpack.no_rules", pack.key, {"pack": pack.key}))
    used = {p for rule in pack.rules for p in _params_of(pack, rule)}
    for key in sorted(set(pack.params) - used):
        findings.append(Finding("fundpack.param_unused", f"param {key}", {"param": key}, Severity.WARNING))
    if not any(f.hard for f in findings):
        findings += [f for v in try_examples(pack) for f in example_findings(v)]
    return findings


def try_examples(pack: RulePack) -> tuple[ExampleVerdict, ...]:
    """What the pack makes of its examples."""
    return tuple(try_example(pack, example) for example in pack.examples)


def try_example(pack: RulePack, example: PackExample) -> ExampleVerdict:
    """What the pack makes of one case; ``expect`` names sums of lines, see `PackExample`."""
    found = due(pack, example.facts, on=example.on)
    differs = []
    for name, wanted in example.expect.items():
        got = sum((amount_due(x) for x in found.lines if _named(x, name)), ZERO)
        if _as_written(got, wanted) != wanted:
            differs.append((name, wanted, got))
    return ExampleVerdict(example, found.lines, tuple(differs), found.findings)


def _as_written(got: Decimal, wanted: Decimal) -> Decimal:
    """What came out, to the places in which the expectation is written, two at least: sources print 533.33."""
    return Rounding(max(2, min(8, -int(wanted.as_tuple().exponent)))).of(got)


def _named(line: Line, name: str) -> bool:
    return name in ("total", line.kind, f"{line.kind} {line.period}", f"{line.subject} {line.kind}", line.subject)


def example_findings(verdict: ExampleVerdict) -> Iterator[Finding]:
    """Where an example came out otherwise than it says."""
    for name, wanted, got in verdict.differs:
        facts = {"example": verdict.example.title_ru, "name": name, "expected": wanted, "found": got}
        yield Finding("fundpack.example_differs", f"example «{verdict.example.title_ru}»", facts)


def _rule(pack: RulePack, rule: Rule) -> Iterator[Finding]:
    where = f"rule {rule.key}"
    formula = FORMULAS.get(rule.formula)
    if formula is None:
        facts = {"rule": rule.key, "formula": rule.formula, "known": tuple(FORMULAS)}
        yield Finding("fundpack.formula_unknown", where, facts)
        return
    yield from _needed(pack, rule, formula, where)
    yield from _options(pack, rule, formula, where)
    kinds = specs_of(pack)
    for kind in rule.confirmed:
        if kind not in kinds:
            facts = {"rule": rule.key, "kind": kind, "known": tuple(kinds)}
            yield Finding("fundpack.confirmed_unknown", where, facts)


def _needed(pack: RulePack, rule: Rule, formula: Formula, where: str) -> Iterator[Finding]:
    known = {p.name for p in formula.params}
    for spec in formula.params:
        key = rule.params.get(spec.name, spec.name)
        if spec.required and key not in pack.params:
            yield Finding("fundpack.param_missing", where, {"rule": rule.key, "param": key, "formula": formula.name})
    for name, key in rule.params.items():
        if key not in pack.params:
            yield Finding("fundpack.param_missing", where, {"rule": rule.key, "param": key, "formula": formula.name})
        elif name not in known and name not in _expression_names(rule, formula):
            facts = {"rule": rule.key, "param": name, "known": tuple(sorted(known))}
            yield Finding("fundpack.param_unknown", where, facts, Severity.WARNING)


def _options(pack: RulePack, rule: Rule, formula: Formula, where: str) -> Iterator[Finding]:
    known = {o.name: o for o in formula.options}
    for name in rule.options:
        if name not in known:
            facts = {"rule": rule.key, "option": name, "known": tuple(known)}
            yield Finding("fundpack.option_unknown", where, facts)
    for option in formula.options:
        value = rule.options.get(option.name, option.default)
        if value is None:
            facts = {"rule": rule.key, "option": option.name, "formula": formula.name}
            yield Finding("fundpack.option_missing", where, facts)
        elif option.words and value not in option.words:
            facts = {"rule": rule.key, "option": option.name, "found": value, "known": option.words}
            yield Finding("fundpack.option_word", where, facts)
        elif option.is_expression:
            yield from _expression(rule, value, where)
    try:
        conditions(rule.options.get("when", ""))
    except ValueError as error:
        yield Finding("fundpack.condition_malformed", where, {"rule": rule.key, "found": str(error)})


def _expression(rule: Rule, text: str, where: str) -> Iterator[Finding]:
    try:
        names_in(text)
    except BadExpression as error:
        facts = {"rule": rule.key, "formula": text, "found": error.found, "at": error.at}
        yield Finding("fundpack.expression_malformed", where, facts)


def _expression_names(rule: Rule, formula: Formula) -> set[str]:
    found: set[str] = set()
    for option in formula.options:
        text = rule.options.get(option.name, option.default)
        if option.is_expression and text:
            try:
                found |= set(names_in(text))
            except BadExpression:
                continue
    return found


def _params_of(pack: RulePack, rule: Rule) -> set[str]:
    formula = FORMULAS.get(rule.formula)
    if formula is None:
        return set(pack.params)
    names = {p.name for p in formula.params} | _expression_names(rule, formula) | set(rule.params)
    return {rule.params.get(n, n) for n in names}
