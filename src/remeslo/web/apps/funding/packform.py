"""The form of a pack's draft: what was typed becomes another pack, or problems by field; nothing is half taken."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from remeslo.core.base.findings import ProblemError
from remeslo.core.funding.expression import BadExpression, names_in, parse
from remeslo.core.funding.formulas import FORMULAS
from remeslo.core.funding.pack import PackExample, Rule, RulePack
from remeslo.core.funding.params import Param, ParamValue

T = TypeVar("T")
KEY_SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789_"


class _Form:
    """The fields of a request; problems are collected by the field's name."""

    def __init__(self, posted: Mapping[str, Any]) -> None:
        self.posted = posted
        self.errors: dict[str, str] = {}

    def text(self, name: str, default: str) -> str:
        return str(self.posted.get(name, default)).strip()[:2000]

    def read(self, name: str, default: T, make: Callable[[str], T], problem: Any) -> T:
        if name not in self.posted:
            return default
        try:
            return make(str(self.posted[name]).strip())
        except (ValueError, InvalidOperation):
            self.errors[name] = str(problem)
            return default

    def amount(self, name: str, default: Decimal) -> Decimal:
        return self.read(name, default, _amount, _("A number is needed."))

    def day(self, name: str, default: date) -> date:
        return self.read(name, default, date.fromisoformat, _("A day is needed."))


def changed(pack: RulePack, posted: Mapping[str, Any]) -> tuple[RulePack, dict[str, str]]:
    """The pack as the form says, and what is wrong; with problems the fields concerned stay as they were."""
    form = _Form(posted)
    params = {k: _param(form, p) for k, p in pack.params.items()}
    params |= _new_param(form, params)
    rules = [r for r in (_rule(form, r) for r in pack.rules) if r is not None]
    rules += _new_rule(form, rules)
    until = form.text("valid_to", pack.valid_to.isoformat() if pack.valid_to else "")
    valid_to = None if not until else form.day("valid_to", pack.valid_to or pack.valid_from)
    try:
        made = replace(
            pack,
            title_ru=form.text("title_ru", pack.title_ru) or pack.title_ru,
            title_en=form.text("title_en", pack.title_en) or pack.title_en,
            valid_from=form.day("valid_from", pack.valid_from),
            valid_to=valid_to,
            params=params,
            rules=tuple(rules),
            examples=tuple(_example(form, n, e) for n, e in enumerate(pack.examples, start=1)),
        )
    except ProblemError as error:
        form.errors[""] = str(error)
        return pack, form.errors
    return made, form.errors


def _param(form: _Form, param: Param) -> Param:
    values = []
    for n, v in enumerate(param.values):
        at = f"param:{param.key}:{n}"
        if len(param.values) > 1 and f"{at}:drop" in form.posted:
            continue
        values.append(
            replace(
                v,
                since=form.day(f"{at}:since", v.since),
                amount=form.amount(f"{at}:amount", v.amount),
                source=form.text(f"{at}:source", v.source),
                verified=f"{at}:verified" in form.posted if f"{at}:amount" in form.posted else v.verified,
            )
        )
    at = f"param:{param.key}:new"
    if form.text(f"{at}:amount", ""):
        values.append(_new_value(form, at, row=form.text(f"{at}:row", "")))
    try:
        return replace(param, values=tuple(sorted(values, key=lambda v: (v.row, v.since))))
    except ProblemError:
        form.errors[f"{at}:since"] = _("There is a value from that day on already: change it.")
        return param


def _new_value(form: _Form, at: str, row: str = "") -> ParamValue:
    return ParamValue(
        since=form.day(f"{at}:since", date(2000, 1, 1)),
        amount=form.amount(f"{at}:amount", Decimal(0)),
        source=form.text(f"{at}:source", ""),
        verified=False,
        row=row,
    )


def _new_param(form: _Form, known: Mapping[str, Param]) -> dict[str, Param]:
    key = form.text("new_param:key", "")
    if not key:
        return {}
    if key in known or key[0].isdigit() or set(key) - set(KEY_SIGNS):
        form.errors["new_param:key"] = _("A new key of small Latin letters, digits and _ is needed.")
        return {}
    value = _new_value(form, "new_param")
    if any(name.startswith("new_param:") for name in form.errors):
        return {}
    title_ru, title_en = form.text("new_param:title_ru", "") or key, form.text("new_param:title_en", "") or key
    unit = form.text("new_param:unit", "") or "RUB"
    return {key: Param(key=key, unit=unit, title_ru=title_ru, title_en=title_en, values=(value,))}


def _rule(form: _Form, rule: Rule) -> Rule | None:
    at = f"rule:{rule.key}"
    if f"{at}:drop" in form.posted:
        return None
    formula = FORMULAS.get(rule.formula)
    options = dict(rule.options)
    for spec in formula.options if formula else ():
        name = f"{at}:option:{spec.name}"
        text = form.text(name, options.get(spec.name, ""))
        if spec.is_expression and text and (said := _bad_expression(text)):
            form.errors[name] = said
        elif text:
            options[spec.name] = text
        else:
            options.pop(spec.name, None)
    kinds = form.text(f"{at}:confirmed", ", ".join(rule.confirmed))
    return replace(
        rule,
        title_ru=form.text(f"{at}:title_ru", rule.title_ru) or rule.title_ru,
        title_en=form.text(f"{at}:title_en", rule.title_en) or rule.title_en,
        source=form.text(f"{at}:source", rule.source),
        options=options,
        confirmed=tuple(k.strip() for k in kinds.split(",") if k.strip()),
    )


def _new_rule(form: _Form, known: list[Rule]) -> list[Rule]:
    key, formula = form.text("new_rule:key", ""), form.text("new_rule:formula", "")
    if not key:
        return []
    if key in [r.key for r in known] or key[0].isdigit() or set(key) - set(KEY_SIGNS):
        form.errors["new_rule:key"] = _("A new key of small Latin letters, digits and _ is needed.")
        return []
    if formula not in FORMULAS:
        form.errors["new_rule:formula"] = _("Choose a formula.")
        return []
    options = {o.name: o.default for o in FORMULAS[formula].options if o.default}
    title_ru, title_en = form.text("new_rule:title_ru", "") or key, form.text("new_rule:title_en", "") or key
    return [Rule(key=key, formula=formula, title_ru=title_ru, title_en=title_en, options=options)]


def _example(form: _Form, number: int, example: PackExample) -> PackExample:
    expect = {name: form.amount(f"case:{number}:{name}", amount) for name, amount in example.expect.items()}
    return replace(example, expect=expect)


def _bad_expression(text: str) -> str:
    try:
        parse(text)
        names_in(text)
    except BadExpression as error:
        return _("This is no formula: “%(found)s” is not expected at character %(at)s.") % {
            "found": error.found,
            "at": error.at,
        }
    return ""


def _amount(text: str) -> Decimal:
    amount = Decimal("".join(text.split()).replace(",", ".").replace("\N{MINUS SIGN}", "-"))
    if not amount.is_finite():
        raise ValueError(text)
    return amount
