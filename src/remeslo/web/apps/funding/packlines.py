"""A pack as lines that two versions are compared by."""

from collections.abc import Iterator

from remeslo.core.funding.pack import RulePack
from remeslo.web.apps.common.compare import Line


def pack_lines(pack: RulePack) -> list[Line]:
    """Title, validity, every value of every parameter, every rule with its options."""
    return list(_lines(pack))


def _lines(pack: RulePack) -> Iterator[Line]:
    yield Line("title", "title", f"{pack.title_ru} / {pack.title_en}")
    yield Line("valid", "valid", f"{pack.valid_from} – {pack.valid_to or '…'}")
    for param in pack.params.values():
        for v in param.values:
            mark = "" if v.verified else " (?)"
            yield Line(
                f"param {param.key} {v.row} {v.since}",
                param.key,
                f"{v.row} {v.since}: {v.amount} {param.unit} {v.source}{mark}",
            )
    for rule in pack.rules:
        yield Line(f"rule {rule.key}", rule.key, f"{rule.title_ru} / {rule.title_en}: {rule.formula} {rule.source}")
        for name, text in rule.options.items():
            yield Line(f"rule {rule.key} {name}", f"{rule.key} {name}", text)
        yield Line(f"rule {rule.key} confirmed", f"{rule.key} confirmed", ", ".join(rule.confirmed))
    for n, example in enumerate(pack.examples, start=1):
        for name, amount in example.expect.items():
            yield Line(f"case {n} {name}", f"{n}: {example.title_en}", f"{name} = {amount}")
