"""What the commands of `fund` read: facts, a rule pack, a ledger, a day; and why they cannot."""

import argparse
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from remeslo.core.base.facts import Fact, check_ledger
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.funding.closing import Run, replay
from remeslo.core.funding.factvalues import FIRST_DAY, LAST_DAY, specs_of
from remeslo.core.funding.formulas import FORMULAS
from remeslo.core.funding.ledger import Ledger, NotBookable
from remeslo.core.funding.pack import RulePack
from remeslo.interchange import factfile, fundpack
from remeslo.interchange.safety import Unreadable, read_limited


@dataclass(frozen=True)
class Source:
    """A pack, facts and a ledger; findings of the facts' file, hard ones among them."""

    pack: RulePack
    facts: tuple[Fact, ...]
    ledger: Ledger
    on: date
    findings: tuple[Finding, ...]


def add_source(command: argparse.ArgumentParser, *, ledger: bool = True) -> None:
    """FACTS, --rules, --on and, where it matters, --ledger and --replay."""
    command.add_argument("facts", type=Path, metavar="FACTS", help="facts: JSON, CSV or XLSX (docs/formats/facts.md)")
    command.add_argument(
        "--rules", required=True, metavar="PACK", help="a pack's file *.toml, or a built-in pack's key"
    )
    command.add_argument("--on", required=True, type=day, metavar="DATE", help="the day of knowledge, YYYY-MM-DD")
    if ledger:
        command.add_argument("--ledger", type=Path, metavar="FILE", help="what was paid so far (JSON)")
        command.add_argument(
            "--replay", type=days, default=(), metavar="DATES", help="days, by comma, that were settled and paid before"
        )


def day(text: str) -> date:
    """An ISO day, for argparse."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(f"a day as YYYY-MM-DD is expected, not {text!r}") from None


def year(text: str) -> int:
    """A budget year, for argparse."""
    if text.isascii() and text.isdigit() and FIRST_DAY.year <= int(text[:5]) <= LAST_DAY.year:
        return int(text)
    raise argparse.ArgumentTypeError(f"a year from {FIRST_DAY.year} to {LAST_DAY.year} is expected, not {text!r}")


def days(text: str) -> tuple[date, ...]:
    """ISO days by comma, for argparse."""
    return tuple(day(part) for part in text.split(",") if part.strip())


def read_source(args: argparse.Namespace) -> Source:
    """Everything that a command was given; raises Unreadable with all that is wrong with pack and file."""
    pack = read_pack(args.rules)
    data = read_limited(args.facts, name=args.facts.name)
    reading = factfile.read(data, name=args.facts.name, kinds=specs_of(pack))
    if not reading.facts:
        raise Unreadable(reading.findings)
    ledger = Ledger()
    if getattr(args, "ledger", None) is not None:
        ledger = factfile.read_ledger(read_limited(args.ledger, name=args.ledger.name), name=args.ledger.name)
    earlier = [Run(d) for d in getattr(args, "replay", ()) if d < args.on]
    try:
        ledger = replay(pack, reading.facts, earlier, ledger=ledger)
    except NotBookable as error:  # a replayed day lies in a closed year, or was booked otherwise
        raise Unreadable((replace(error.finding, where="--replay"),)) from None
    findings = (*reading.findings, *check_ledger(reading.facts), *_without_start(pack, reading.facts))
    return Source(pack, reading.facts, ledger, args.on, findings)


def _without_start(pack: RulePack, facts: tuple[Fact, ...]) -> list[Finding]:
    """Facts of learners of whom the file tells no beginning: a misspelt pseudonym would leave somebody paid for."""
    formulas = [f for f in (FORMULAS.get(r.formula) for r in pack.rules) if f is not None]
    begins = {f.anchor for f in formulas}
    of_learners = {s.kind for f in formulas for s in f.facts if s.subject.startswith("learner")}
    if not begins & of_learners:
        return []
    begun = {f.subject for f in facts if f.kind in begins}
    lost = sorted({f.subject for f in facts if f.kind in of_learners - begins and f.subject not in begun})
    told: dict[str, object] = {
        "subjects": tuple(lost),
        "count": len(lost),
        "kinds": tuple(sorted(begins & of_learners)),
    }
    return [Finding("funding.no_beginning", "facts", told, Severity.WARNING)] if lost else []


def read_pack(source: str) -> RulePack:
    """A built-in pack by its key, or the pack of a file; raises Unreadable."""
    builtin = fundpack.builtin()
    if source in builtin:
        return builtin[source]
    path = Path(source)
    if not path.suffix and not path.exists():
        facts: dict[str, object] = {"found": source, "known": tuple(builtin)}
        raise Unreadable((Finding("fundpack.not_found", source, facts, Severity.STOPS_SAVING),))
    pack, findings = fundpack.read(read_limited(path, name=path.name), name=path.name)
    if pack is None:
        raise Unreadable(findings)
    return pack
