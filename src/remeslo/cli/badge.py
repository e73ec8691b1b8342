"""`remeslo badge check` and `remeslo badge keys`: what an Open Badges 3.0 credential is worth, and keys in a file."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, status_of, unreadable
from remeslo.cli.options import add_output
from remeslo.interchange import openbadges
from remeslo.interchange.openbadges import Trust, Verdict, text_in
from remeslo.interchange.safety import MIB, Unreadable, read_json, read_limited
from remeslo.interchange.sentences import findings_data

if TYPE_CHECKING:
    from remeslo.cli.options import Commands

_LIMIT = 8 * MIB


def add_to(commands: "Commands") -> None:
    """`badge check`, `badge keys`."""
    command = commands.add_parser("badge", help="credentials of graduates (Open Badges 3.0): is one what it says")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="form, signature, dates, revocation, endorsements; fetches nothing")
    check.add_argument("file", metavar="FILE", help="JSON, a signed string (JWT) or an SVG; - reads standard input")
    check.add_argument("--keys", nargs="*", type=Path, default=[], metavar="FILE", help="profiles of issuers")
    check.add_argument("--status-list", nargs="*", type=Path, default=[], metavar="FILE", help="status lists")
    check.add_argument("--contexts", type=Path, metavar="DIR", help="contexts.json: addresses and their files in DIR")
    check.add_argument("--at", type=_moment, metavar="DATE", help="judge as of this day (today)")
    add_output(check)
    check.set_defaults(run=run_check)
    keys = actions.add_parser("keys", help="the keys in the profile of an issuer")
    keys.add_argument("file", type=Path, metavar="FILE")
    add_output(keys)
    keys.set_defaults(run=run_keys)


def run_check(args: argparse.Namespace, console: Console) -> int:
    """Status 0 when it is good, 1 when something is wrong with it, 2 when a file cannot be read."""
    try:
        data = sys.stdin.buffer.read(_LIMIT + 1) if args.file == "-" else _bytes(Path(args.file))
        badge = openbadges.read(data, name="-" if args.file == "-" else Path(args.file).name)
        trust = _trust(args)
    except Unreadable as error:
        return unreadable(console, error.findings, as_json=args.json)
    verdict = openbadges.verify(badge, at=args.at or datetime.now(UTC), trust=trust)
    if args.json:
        console.json({**_described(verdict), "findings": findings_data(verdict.findings, console.language)})
    else:
        _tell(verdict, console)
    return status_of(verdict.findings)


def run_keys(args: argparse.Namespace, console: Console) -> int:
    """Status 1 when the file holds no key that is understood."""
    try:
        document = _document(args.file)
    except Unreadable as error:
        return unreadable(console, error.findings, as_json=args.json)
    keys = openbadges.keys_in(document)
    issuer = text_in(document, "id")
    if args.json:
        console.json({"issuer": issuer, "keys": [k.algorithm for k in keys]})
    else:
        console.say(issuer or args.file.name)
        for key in keys:
            console.say(f"  {key.algorithm}")
        if not keys:
            console.say(console.text("Понятных ключей нет.", "No key that is understood."))
    return Exit.DONE if keys else Exit.HARD_FINDINGS


def _trust(args: argparse.Namespace) -> Trust:
    profiles = [_document(path) for path in args.keys]
    lists = [_document(path) for path in args.status_list]
    contexts: dict[str, object] = {}
    if args.contexts is not None:
        for address, name in _document(args.contexts / "contexts.json").items():
            contexts[address] = _document(args.contexts / Path(str(name)).name)
    return Trust(
        keys={text_in(p, "id"): openbadges.keys_in(p) for p in profiles if text_in(p, "id")},
        lists={text_in(entry, "id"): entry for entry in lists},
        contexts=contexts,
    )


def _document(path: Path) -> dict[str, object]:
    value = read_json(_bytes(path), name=path.name).value
    return value if isinstance(value, dict) else {}


def _bytes(path: Path) -> bytes:
    return read_limited(path, name=path.name, limit_bytes=_LIMIT)


def _described(verdict: Verdict) -> dict[str, object]:
    document = verdict.badge.document
    return {
        "good": verdict.is_good,
        "proven": verdict.is_proven,
        "id": text_in(document, "id"),
        "issuer": verdict.badge.issuer,
        "achievement": text_in(document, "credentialSubject", "achievement", "name"),
        "proofs": [
            {"suite": p.suite, "method": p.method, "judgement": str(p.judgement), "proven": p.proven}
            for p in verdict.proofs
        ],
        "endorsements": [
            {"issuer": e.issuer, "name": e.name, "good": e.is_good, "proven": e.is_proven} for e in verdict.endorsements
        ],
    }


def _tell(verdict: Verdict, console: Console) -> None:
    told = _described(verdict)
    console.say(f"{told['achievement'] or told['id']} · {told['issuer']}")
    if verdict.is_proven:
        console.say(console.text("Подпись верна, ключ принадлежит выдавшему.", "Well signed, by a key of the issuer."))
    elif verdict.is_good:
        console.say(console.text("Подпись верна; чей ключ, не установлено.", "Well signed; whose key, is not shown."))
    else:
        console.say(console.text("Полагаться на него нельзя.", "It cannot be relied on."))
    for word in verdict.endorsements:
        mark = console.text("подтверждено", "endorsed") if word.is_good else console.text("не засчитано", "not counted")
        console.say(f"{mark}: {word.name or word.issuer}")
    console.findings(verdict.findings)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a day such as 2026-06-30 is expected, not {text!r}") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
