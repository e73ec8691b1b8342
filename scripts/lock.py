"""
Resolves the dependencies of pyproject.toml into requirements/*.txt: every platform, every hash, no address.

    python3 scripts/lock.py [--upgrade] [--upgrade-package NAME]...

What is locked stays as it is unless an upgrade is asked for. uv itself is locked in requirements/uv.txt by its
version in that file's first line.
"""

import os
import subprocess
import sys
from pathlib import Path

import bootstrap

ROOT = Path(__file__).resolve().parents[1]
COMMON = (
    "--quiet",
    "--universal",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--custom-compile-command=make lock",
)
SETS = {
    "run": ("--extra=semantic", "--extra=compiled", "--extra=linkeddata", "--extra=postgres", "--group=build"),
    # a superset: what runs under test is what runs
    "test": (
        "--extra=semantic",
        "--extra=compiled",
        "--extra=linkeddata",
        "--extra=postgres",
        "--extra=scale",
        "--extra=many",
        "--group=build",
        "--group=test",
        "-c=requirements/run.txt",
    ),
    "bench": (
        "--extra=semantic",
        "--extra=compiled",
        "--extra=scale",
        "--extra=many",
        "--group=build",
        "--group=bench",
        "-c=requirements/test.txt",
    ),
}


def main(arguments: list[str]) -> None:
    """Write the locks anew."""
    bootstrap.LOG.parent.mkdir(parents=True, exist_ok=True)
    uv = bootstrap.find_uv()
    if uv is None:
        sys.exit("The lock is made by uv, which can't be had here.")
    version = bootstrap.UV_LOCK.read_text(encoding="utf-8").split(maxsplit=1)[0]
    compile_lock(uv, "-", "uv", ("--no-header",), text=version)
    for name, words in SETS.items():
        compile_lock(uv, "pyproject.toml", name, (*words, *arguments))


def compile_lock(uv: Path, source: str, name: str, words: tuple[str, ...], text: str | None = None) -> None:
    """Resolve one set of requirements into its file."""
    target = f"requirements/{name}.txt"
    with bootstrap.step(f"resolves {target}"):
        subprocess.run(
            [uv, "pip", "compile", source, *COMMON, *words, "-o", target],
            cwd=ROOT,
            check=True,
            input=text,
            text=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "UV_PYTHON_DOWNLOADS": "never"},
        )


if __name__ == "__main__":
    main(sys.argv[1:])
