"""`remeslo fund packs list` and `check`: the rule packs that come along, and a pack tried on its examples."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, status_of, unreadable
from remeslo.cli.fundsource import read_pack
from remeslo.cli.options import add_output
from remeslo.core.base.findings import Finding
from remeslo.core.funding.factvalues import specs_of
from remeslo.core.funding.pack import PackExample, RulePack
from remeslo.core.funding.validate import ExampleVerdict, check_pack, example_findings, try_example
from remeslo.interchange import fundpack
from remeslo.interchange.safety import Unreadable, read_limited
from remeslo.interchange.sentences import findings_data

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(actions: "Commands") -> None:
    """`fund packs list` and `fund packs check`."""
    command = actions.add_parser("packs", help="rule packs: which there are, and a pack tried on its examples")
    inner = command.add_subparsers(dest="packs_action", required=True, metavar="ACTION")
    listing = inner.add_parser("list", help="the packs that come with the program")
    add_output(listing)
    listing.set_defaults(run=run_list)
    checking = inner.add_parser("check", help="read a pack and try its examples, or cases of another file")
    checking.add_argument("pack", metavar="PACK", help="a pack's file *.toml, or the key of a built-in pack")
    checking.add_argument("--cases", type=Path, metavar="FILE", help="cases to try as well")
    add_output(checking)
    checking.set_defaults(run=run_check)


def run_list(args: argparse.Namespace, console: Console) -> int:
    """Every built-in pack in a line."""
    packs = fundpack.builtin()
    if args.json:
        console.json({"packs": [_described(p) for p in packs.values()]})
        return Exit.DONE
    for pack in packs.values():
        data = _described(pack)
        counted = console.text(
            "правил {rules}, значений {values}, сверено {verified}, примеров {examples}",
            "{rules} rules, {values} values, {verified} verified, {examples} examples",
        ).format(**{**data, "rules": len(pack.rules)})
        console.say(
            f"{pack.key} {pack.version} ({pack.country}): {console.text(pack.title_ru, pack.title_en)}; {counted}"
        )
    return Exit.DONE


def run_check(args: argparse.Namespace, console: Console) -> int:
    """Status 2 when the pack cannot be read, 1 when an example comes out otherwise than it says."""
    try:
        pack = read_pack(args.pack)
        cases = _cases(args.cases) if args.cases is not None else ()
    except Unreadable as error:
        return unreadable(console, error.findings, as_json=args.json)
    own = check_pack(pack)
    verdicts = [*(try_example(pack, e) for e in pack.examples), *(try_example(pack, e) for e in cases)]
    findings: list[Finding] = [*own, *(f for v in verdicts[len(pack.examples) :] for f in example_findings(v))]
    if args.json:
        tried = [_verdict(v) for v in verdicts]
        console.json({**_described(pack), "tried": tried, "findings": findings_data(findings, console.language)})
        return status_of(findings)
    console.say(f"{pack.key} {pack.version}: {console.text(pack.title_ru, pack.title_en)}")
    for verdict in verdicts:
        mark = "+" if verdict.as_expected else "!"
        console.say(f"  {mark} {console.text(verdict.example.title_ru, verdict.example.title_en)}")
    console.findings(findings)
    return status_of(findings)


def _cases(path: Path) -> tuple[PackExample, ...]:
    cases, findings = fundpack.read_cases(read_limited(path, name=path.name), name=path.name)
    if cases is None:
        raise Unreadable(findings)
    return cases


def _described(pack: RulePack) -> dict[str, object]:
    values = [v for p in pack.params.values() for v in p.values]
    return {
        "key": pack.key,
        "version": pack.version,
        "country": pack.country,
        "currency": pack.currency,
        "title_ru": pack.title_ru,
        "title_en": pack.title_en,
        "valid_from": pack.valid_from.isoformat(),
        "valid_to": pack.valid_to.isoformat() if pack.valid_to else None,
        "rules": [{"key": r.key, "formula": r.formula} for r in pack.rules],
        "values": len(values),
        "verified": sum(v.verified for v in values),
        "examples": len(pack.examples),
        "facts": {
            spec.kind: {v.name: {"type": v.type.value, "required": v.required} for v in spec.values}
            for spec in specs_of(pack).values()
        },
    }


def _verdict(v: ExampleVerdict) -> dict[str, object]:
    return {
        "title_ru": v.example.title_ru,
        "title_en": v.example.title_en,
        "as_expected": v.as_expected,
        "differs": [{"name": n, "expected": str(e), "found": str(g)} for n, e, g in v.differs],
    }
