"""A pack as TOML that the reader gives back unchanged."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from remeslo.core.base.facts import Fact
from remeslo.core.funding.pack import PackExample, Rule, RulePack
from remeslo.core.funding.params import Param, ParamValue
from remeslo.interchange.fundpack.reader import FORMAT
from remeslo.interchange.tomltext.toml import flag, text, texts


def write(pack: RulePack) -> bytes:
    """The file of a pack; what has its default is left out."""
    return ("\n".join(_lines(pack)) + "\n").encode()


def _lines(pack: RulePack) -> Iterator[str]:
    yield f"format = {FORMAT}"
    yield f"key = {text(pack.key)}"
    yield f"version = {pack.version}"
    for name in ("title_ru", "title_en", "country", "currency"):
        yield f"{name} = {text(getattr(pack, name))}"
    yield f"valid_from = {pack.valid_from.isoformat()}"
    if pack.valid_to is not None:
        yield f"valid_to = {pack.valid_to.isoformat()}"
    yield f"places = {pack.rounding.places}"
    yield f"recovery = {text(pack.recovery.value)}"
    for name, value in (
        ("rounding_source", pack.rounding.source),
        ("note_ru", pack.note_ru),
        ("note_en", pack.note_en),
    ):
        if value:
            yield f"{name} = {text(value)}"
    for key, (ru, en) in pack.names.items():
        yield f"\n[names.{key}]\nru = {text(ru)}\nen = {text(en)}"
    for param in pack.params.values():
        yield from _param(param)
    for rule in pack.rules:
        yield from _rule(rule)
    for example in pack.examples:
        yield from _example(example)


def _param(param: Param) -> Iterator[str]:
    yield f"\n[param.{param.key}]"
    yield f"unit = {text(param.unit)}"
    yield f"title_ru = {text(param.title_ru)}"
    yield f"title_en = {text(param.title_en)}"
    if param.by:
        yield f"by = {text(param.by)}"
    yield "value = ["
    yield from (f"    {_value(v)}," for v in param.values)
    yield "]"


def _value(value: ParamValue) -> str:
    row = f"row = {text(value.row)}, " if value.row else ""
    return (
        f"{{ since = {value.since.isoformat()}, {row}amount = {text(f'{value.amount:f}')}, "
        f"verified = {flag(value.verified)}, source = {text(value.source)} }}"
    )


def _rule(rule: Rule) -> Iterator[str]:
    yield "\n[[rule]]"
    for name in ("key", "formula", "title_ru", "title_en"):
        yield f"{name} = {text(getattr(rule, name))}"
    if rule.source:
        yield f"source = {text(rule.source)}"
    if rule.verified:
        yield "verified = true"
    if rule.confirmed:
        yield f"confirmed = {texts(rule.confirmed)}"
    for name, table in (("params", rule.params), ("options", rule.options)):
        if table:
            yield f"{name} = {{ {', '.join(f'{k} = {text(v)}' for k, v in table.items())} }}"


def _example(example: PackExample) -> Iterator[str]:
    yield "\n[[example]]"
    yield f"title_ru = {text(example.title_ru)}"
    yield f"title_en = {text(example.title_en)}"
    yield f"on = {example.on.isoformat()}"
    if example.source:
        yield f"source = {text(example.source)}"
    if example.source_verified:
        yield "source_verified = true"
    yield "facts = ["
    yield from (f"    {_fact(f)}," for f in example.facts)
    yield "]"
    expected = (f"{text(k)} = {text(str(v))}" for k, v in example.expect.items())
    yield f"expect = {{ {', '.join(expected)} }}"


def _fact(fact: Fact) -> str:
    own: list[tuple[str, object]] = [
        ("key", str(fact.key)),
        ("kind", fact.kind),
        ("subject", fact.subject),
        ("on", fact.on),
        ("known", fact.known),
        ("by", str(fact.by)),
    ]
    if fact.corrects:
        own.append(("corrects", str(fact.corrects)))
    if fact.withdraws:
        own.append(("withdraws", True))
    fields = [f"{name} = {_toml(value)}" for name, value in (*own, *fact.values.items())]
    if fact.evidence:
        fields.append(f"evidence = {texts(fact.evidence)}")
    return f"{{ {', '.join(fields)} }}"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return flag(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    return text(f"{value:f}" if isinstance(value, Decimal) else str(value))
