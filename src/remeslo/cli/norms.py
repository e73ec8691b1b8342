"""`remeslo norms list` and `remeslo norms check`: the packs that come along, and a pack tried on its example plans."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, status_of, unreadable
from remeslo.cli.options import add_output
from remeslo.core.base.findings import Finding
from remeslo.core.curriculum.examples import ExampleVerdict, example_findings, try_examples
from remeslo.core.curriculum.norms import NormPack
from remeslo.core.curriculum.terms import term_table
from remeslo.interchange import normpack
from remeslo.interchange.safety import Unreadable, read_limited
from remeslo.interchange.sentences import Language, findings_data, say

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(commands: "Commands") -> None:
    """`norms list` and `norms check`."""
    command = commands.add_parser("norms", help="norm packs: which there are, and a pack tried on its example plans")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="the packs that come with the program")
    add_output(listing)
    listing.set_defaults(run=run_list)
    checking = actions.add_parser("check", help="read a pack, try its example plans, count its terms")
    checking.add_argument("pack", metavar="PACK", help="a pack's file *.toml, or the key of a built-in pack")
    add_output(checking)
    checking.set_defaults(run=run_check)


def run_list(args: argparse.Namespace, console: Console) -> int:
    """Every built-in pack in a line: key, country, title, values and how many of them are verified."""
    packs = normpack.builtin()
    if args.json:
        console.json({"packs": [_described(p) for p in packs.values()]})
        return Exit.DONE
    for pack in packs.values():
        count, seen = _values(pack)
        title = console.text(pack.title_ru, pack.title_en)
        counted = console.text(
            f"значений {count}, сверено {seen}, примеров {len(pack.examples)}",
            f"{count} values, {seen} verified, {len(pack.examples)} examples",
        )
        console.say(f"{pack.key} ({pack.country}): {title}; {counted}")
    return Exit.DONE


def run_check(args: argparse.Namespace, console: Console) -> int:
    """Status 2 when the pack cannot be read, 1 when an example comes out otherwise than it says."""
    pack, reading = _read(args.pack)
    if pack is None:
        return unreadable(console, reading, as_json=args.json)
    verdicts = try_examples(pack)
    findings = (*reading, *example_findings(verdicts, pack=pack.key))
    if args.json:
        console.json(
            {
                **_described(pack),
                "terms": _terms(pack),
                "tried": [_verdict(v, console.language) for v in verdicts],
                "findings": findings_data(findings, console.language),
            }
        )
    else:
        _tell(pack, verdicts, findings, console)
    return status_of(findings)


def _read(source: str) -> tuple[NormPack | None, tuple[Finding, ...]]:
    builtin = normpack.builtin()
    if source in builtin:
        return builtin[source], ()
    path = Path(source)
    try:
        return normpack.read(read_limited(path, name=path.name), name=path.name)
    except Unreadable as error:
        return None, error.findings


def _tell(pack: NormPack, verdicts: Iterable[ExampleVerdict], findings: Iterable[Finding], console: Console) -> None:
    count, seen = _values(pack)
    title = console.text(pack.title_ru, pack.title_en)
    console.say(console.text(f"{title}: значений {count}, сверено {seen}", f"{title}: {count} values, {seen} verified"))
    for row in _terms(pack):
        console.say(
            console.text(
                "    лет {years}: недель {weeks}, из них каникул {vacation_weeks}, часов {hours}",
                "    {years} years: {weeks} weeks, {vacation_weeks} of them vacation, {hours} hours",
            ).format(**row)
        )
    for v in verdicts:
        mark = "+" if v.as_expected else "!"
        said = console.text("принят", "accepted") if v.accepted else console.text("отклонён", "refused")
        console.say(f"  {mark} [{said}] {console.text(v.example.title_ru, v.example.title_en)}")
        for first in {f.code: f for f in reversed(v.findings)}.values():
            console.say(f"        {say(first, console.language).what}")
    console.findings(findings)


def _described(pack: NormPack) -> dict[str, object]:
    count, seen = _values(pack)
    return {
        "key": pack.key,
        "country": pack.country,
        "title_ru": pack.title_ru,
        "title_en": pack.title_en,
        "values": count,
        "verified": seen,
        "examples": len(pack.examples),
    }


def _values(pack: NormPack) -> tuple[int, int]:
    values = [v for norm in pack.norms.values() for v in norm.values]
    return len(values), sum(v.verified for v in values)


def _terms(pack: NormPack) -> list[dict[str, object]]:
    """The terms by the values that came last; empty where the pack does not count terms."""
    days = [v.since for norm in pack.norms.values() for v in norm.values]
    rows = term_table(pack, day=max(days)) if days else ()
    return [
        {
            "years": r.years,
            "weeks": r.weeks,
            "vacation_weeks": r.vacation_weeks,
            "hours": r.hours,
            "verified": r.verified,
        }
        for r in rows
    ]


def _verdict(v: ExampleVerdict, language: Language) -> dict[str, object]:
    return {
        "title_ru": v.example.title_ru,
        "title_en": v.example.title_en,
        "accepted": v.accepted,
        "codes": list(v.codes),
        "term_weeks": v.weeks,
        "as_expected": v.as_expected,
        "findings": findings_data(v.findings, language),
    }
