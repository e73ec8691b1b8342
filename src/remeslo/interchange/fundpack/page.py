"""The page of a pack in docs/rules: formulas, parameters with sources, facts it reads, examples."""

from collections.abc import Iterator

from remeslo.core.funding.factvalues import specs_of
from remeslo.core.funding.formulas import FORMULAS
from remeslo.core.funding.pack import RulePack
from remeslo.core.funding.validate import try_example


def page(pack: RulePack) -> str:
    """Markdown; made anew whenever the pack changes."""
    return "\n".join(_page(pack)) + "\n"


def _page(pack: RulePack) -> Iterator[str]:
    values = [v for p in pack.params.values() for v in p.values]
    seen = sum(v.verified for v in values)
    until = f" to {pack.valid_to.isoformat()}" if pack.valid_to else ""
    yield f"# {pack.title_en}\n\n{pack.title_ru}\n"
    yield (
        f"Pack `{pack.key}`, version {pack.version}, country {pack.country}, {pack.currency}, in force from "
        f"{pack.valid_from.isoformat()}{until}. Made from `src/remeslo/packs/funding/{pack.key}.toml` by "
        "`python -m remeslo.interchange.fundpack`; do not edit by hand.\n"
    )
    yield (
        f'**{seen} of {len(values)} values were seen in their source; the others are marked "no" below and shown as '
        "unverified wherever they are used.**\n"
    )
    if pack.note_en:
        yield f"{pack.note_en}\n\n{pack.note_ru}\n"
    yield (
        f"Amounts are rounded once, half up, to {pack.rounding.places} decimal places"
        f"{f' ({pack.rounding.source})' if pack.rounding.source else ''}. Money that turns out not to be due: "
        f"`{pack.recovery.value}`.\n"
    )
    yield from _rules(pack)
    yield from _params(pack)
    yield from _facts(pack)
    yield from _examples(pack)


def _rules(pack: RulePack) -> Iterator[str]:
    yield "## Rules\n"
    for rule in pack.rules:
        formula = FORMULAS[rule.formula]
        text = rule.options.get("amount", formula.text)
        yield f"### {rule.title_en}\n\n{rule.title_ru}\n\n`{rule.key}`, formula `{rule.formula}`:\n\n    {text}\n"
        told = " ".join((formula.compute.__doc__ or "").split())
        yield f"{told}\n"
        if rule.options:
            yield "Options: " + ", ".join(f"`{k} = {v}`" for k, v in rule.options.items()) + ".\n"
        if rule.confirmed:
            yield "Counts only when the other side confirmed: " + ", ".join(f"`{k}`" for k in rule.confirmed) + ".\n"
        if rule.source:
            yield f"Source: {rule.source}{'' if rule.verified else ' (not compared with the act)'}.\n"


def _params(pack: RulePack) -> Iterator[str]:
    if not pack.params:
        return
    yield "## Parameters\n"
    yield "| key | row | amount | unit | from | verified | what it is | source |\n|---|---|---|---|---|---|---|---|"
    for param in pack.params.values():
        for v in param.values:
            yield (
                f"| `{param.key}` | {v.row} | {v.amount:f} | {param.unit} | {v.since.isoformat()} | "
                f"{'yes' if v.verified else 'no'} | {param.title_en}<br>{param.title_ru} | {v.source} |"
            )
    yield ""


def _facts(pack: RulePack) -> Iterator[str]:
    yield "## Facts it reads\n"
    yield "How a file of facts is written: [facts.md](../formats/facts.md).\n"
    yield "| kind | about | values |\n|---|---|---|"
    for spec in specs_of(pack).values():
        values = ", ".join(f"`{v.name}`{'' if v.required else '?'} ({v.type.value})" for v in spec.values)
        yield f"| `{spec.kind}` | {spec.title_en}; {spec.subject or 'named by an option'} | {values or '—'} |"
    yield "\nA question mark: the value may be left out.\n"


def _examples(pack: RulePack) -> Iterator[str]:
    if not pack.examples:
        return
    yield "## Worked examples\n\nTested; `remeslo fund packs check` tries them on a pack that you changed.\n"
    yield "| case | on | what comes out | source |\n|---|---|---|---|"
    for e in pack.examples:
        verdict = try_example(pack, e)
        sums = "<br>".join(f"{k}: {v}" for k, v in e.expect.items())
        mark = "" if verdict.as_expected else " **differs**"
        yield f"| {e.title_en}<br>{e.title_ru} | {e.on.isoformat()} | {sums}{mark} | {e.source} |"
