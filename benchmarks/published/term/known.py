"""What is known of the published instances, and where they lie."""

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
BENCH = HERE.parents[2].parent / "shared" / "bench"
FAMILIES = ("bacp", "gbac", "mspsp", "mspsp-single", "j30", "j60", "j120")


@dataclass(frozen=True)
class Known:
    """Best value known; ``proven``: there is none better."""

    best: int
    proven: bool


@lru_cache(maxsize=8)
def known(bench: Path = BENCH) -> dict[tuple[str, str], Known]:
    """By family and file name; PSPLIB only where its list lies beside the repository."""
    data = tomllib.loads((HERE / "known.toml").read_text(encoding="utf-8"))
    found = {
        (family, name): Known(entry["best"], entry.get("proven", False))
        for family, entries in data.items()
        for name, entry in entries.items()
    }
    table = bench / "rcpsp" / "best_known.csv"
    if table.is_file():
        with table.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                _, _, best = row["best"].rpartition("..")
                found[row["family"], row["instance"]] = Known(int(best), ".." not in row["best"])
    return found


def published(bench: Path) -> Iterator[tuple[str, Path]]:
    """
    (family, file) of all instances in a folder like ``../shared/bench``.

    Family after family in turn, each as far along as the others, so that a run cut short has its share of each.
    """
    folders = {
        "bacp": ("bacp", ("*.mzn", "*.dat")),
        "gbac": ("gbac", ("*.dzn",)),
        "mspsp": ("mspsp", ("*.dzn",)),
        "mspsp-single": ("mspsp", ("*.dzn",)),
        "j30": ("rcpsp/j30", ("*.sm",)),
        "j60": ("rcpsp/j60", ("*.sm",)),
        "j120": ("rcpsp/j120", ("*.sm",)),
    }
    files = {
        family: sorted((p for pattern in patterns for p in (bench / folder).glob(pattern)), key=_spread)
        for family, (folder, patterns) in folders.items()
    }
    share = [((i + 0.5) / len(f), family, path) for family, f in files.items() for i, path in enumerate(f)]
    for _, family, path in sorted(share):
        yield family, path


def _spread(path: Path) -> tuple[int, str]:
    """Files of one family in an order that mixes easy and hard: by a fixed jump through their numbers."""
    digits = "".join(c for c in path.stem if c.isdigit())
    return (int(digits or 0) * 7919 % 10007, path.name)
