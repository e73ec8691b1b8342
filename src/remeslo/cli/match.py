"""`remeslo match`: which work functions and statements of the standards a free text means."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from remeslo.cli.console import Console, Exit, unreadable
from remeslo.cli.options import add_output
from remeslo.core.base.findings import Finding
from remeslo.core.competence.matching import build_index
from remeslo.interchange import encoder, profstandart
from remeslo.interchange.matchindex import open_index
from remeslo.interchange.sentences import findings_data

if TYPE_CHECKING:
    from remeslo.cli.options import Commands


def add_to(commands: "Commands") -> None:
    """`match`."""
    command = commands.add_parser("match", help="find work functions and statements that a text means")
    command.add_argument(
        "--standards", nargs="+", type=Path, required=True, metavar="PATH", help="XML files or folders"
    )
    command.add_argument("--query", required=True, metavar="TEXT", help="what an employer asks for")
    command.add_argument("--top", type=int, default=10, metavar="K", help="how many matches (10)")
    command.add_argument("--index", type=Path, metavar="FOLDER", help="keep the index here, so that it opens at once")
    command.add_argument("--lexical", action="store_true", help="words only, without the sentence encoder")
    add_output(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Reads the standards, builds the index, prints the best matches with the reason of each."""
    reading = profstandart.read_files(list(_files(args.standards)))
    if not reading.standards:
        return unreadable(console, reading.findings, as_json=args.json)
    statements = [s for standard in reading.standards for s in standard.statements()]
    found = None if args.lexical else encoder.load()
    notes: tuple[Finding, ...] = ()
    if args.index is None:
        index = build_index(statements, encoder=found)
    else:
        opened = open_index(args.index, statements, encoder=found)
        index, notes = opened.index, opened.findings
    matches = index.match(args.query, top=max(1, args.top))
    if args.json:
        rows = [
            {
                "key": m.statement.key,
                "text": m.statement.text,
                "score": round(m.score, 4),
                "kind": m.statement.kind.value,
            }
            for m in matches
        ]
        console.json({"matches": rows, "findings": findings_data((*reading.findings, *notes), console.language)})
    elif not matches:
        console.say(console.text("Ничего похожего не найдено.", "Nothing similar was found."))
    else:
        for m in matches:
            console.say(f"{m.score:.3f}  {m.statement.key}  {m.statement.text}")
    return Exit.DONE


def _files(paths: list[Path]) -> list[Path]:
    files: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.rglob("*.xml")) if path.is_dir() else [path]
        files.update(dict.fromkeys(inside))
    return list(files)
