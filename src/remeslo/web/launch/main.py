"""
Starts the application.

    python -m remeslo.web demo    loads the example cluster, plans it, serves it with demo sign-ins
    python -m remeslo.web serve   serves what is in the data folder
    python -m remeslo.web import FOLDER | export CLUSTER FOLDER
    python -m remeslo.web country [--size full|tiny] [--seed N]    loads an invented country
    python -m remeslo.web backup [FILE] | restore FILE | audit
    python -m remeslo.web privacy due|erase [--cluster KEY]
    python -m remeslo.web manage  Django's own commands
"""

import argparse
import os
import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Run a command; its exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "remeslo.web.config.settings")
    for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(threads, "1")  # more of them wait for each other on few cores
    if arguments[:1] == ["manage"]:
        from django.core.management import execute_from_command_line

        execute_from_command_line(["remeslo.web manage", *arguments[1:]])
        return 0
    args = _parser().parse_args(arguments)
    if args.data:
        os.environ["REMESLO_DATA"] = args.data
    if args.command == "demo":
        os.environ["REMESLO_DEMO"] = "1"
    os.environ["REMESLO_COLLECT"] = "plain" if args.command == "demo" else "compressed"
    from django.core.exceptions import ImproperlyConfigured

    from remeslo.web.launch import commands

    try:
        return commands.run(args)
    except ImproperlyConfigured as error:
        sys.stderr.write(f"{error}\n")
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="remeslo", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", metavar="DIR", help="data folder (default: REMESLO_DATA, or var/data)")
    serving = argparse.ArgumentParser(add_help=False)
    serving.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    serving.add_argument("--port", type=_port, help="port to listen on (the first free one from 8000 on)")
    serving.add_argument("--workers", type=int, default=1, help="processes of the web server (1)")
    demo = commands.add_parser("demo", parents=[common, serving], help="load, plan and serve the example cluster")
    demo.add_argument("--cluster", type=Path, metavar="FOLDER", help="a cluster folder instead of the example")
    demo.add_argument("--limit-s", type=int, default=60, help="seconds of search a programme (60)")
    demo.add_argument("--seed", type=int, default=0, help="seed of the search (0)")
    demo.add_argument("--no-plan", action="store_true", help="load only")
    demo.add_argument("--no-serve", action="store_true", help="end when everything is loaded and planned")
    commands.add_parser("serve", parents=[common, serving], help="serve what is in the data folder")
    load = commands.add_parser("import", parents=[common], help="load a cluster folder into the database")
    load.add_argument("folder", type=Path)
    out = commands.add_parser("export", parents=[common], help="write a cluster of the database as a cluster folder")
    out.add_argument("cluster")
    out.add_argument("folder", type=Path)
    backup = commands.add_parser("backup", parents=[common], help="write the whole database into one file")
    backup.add_argument("file", type=Path, nargs="?", help="a new file (default: backups/remeslo-TIME.zip in the data)")
    restore = commands.add_parser("restore", parents=[common], help="fill the database from a backup")
    restore.add_argument("file", type=Path)
    restore.add_argument("--replace", action="store_true", help="put aside what the database holds now")
    audit = commands.add_parser("audit", parents=[common], help="judge the chain of the log")
    audit.add_argument("--kept", default="", metavar="HEAD", help="a head noted earlier: NUMBER:DIGEST")
    privacy = commands.add_parser("privacy", parents=[common], help="personal data: what is due, and erasing it")
    privacy.add_argument("what", choices=("due", "erase"), help="due: say what is due; erase: carry it out")
    privacy.add_argument("--cluster", default="", metavar="KEY", help="one cluster instead of everything")
    country = commands.add_parser("country", parents=[common], help="load an invented country, marked as such")
    country.add_argument("--size", choices=("full", "tiny"), default="full", help="70 clusters, or 4 (full)")
    country.add_argument("--seed", type=int, default=0, help="another seed, another country (0)")
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 0 < port < 65536:
        raise argparse.ArgumentTypeError("a port lies between 1 and 65535")
    return port


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
