"""What others reached on the published instances (`known.toml`), and where the instances lie."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
BENCH = HERE.parents[2].parent / "shared" / "bench"


@dataclass(frozen=True)
class Peer:
    """A cost another solver reached after so many seconds; ``about``: estimated from its log."""

    by: str
    seconds: int
    cost: int
    about: bool = False


@dataclass(frozen=True)
class Known:
    """An instance: best cost known, lower bound known, peers."""

    name: str
    family: str
    best: int | None = None
    bound: int | None = None
    peers: tuple[Peer, ...] = ()

    def peer(self, limit_s: float, by: str = "UniTime") -> Peer | None:
        """What a peer had after at most that long, the longest run first."""
        fitting = [p for p in self.peers if p.by == by and p.seconds <= limit_s]
        return max(fitting, key=lambda p: p.seconds, default=None)


def known() -> dict[str, Known]:
    """All instances of `known.toml`, by name."""
    table = tomllib.loads((HERE / "known.toml").read_text(encoding="utf-8"))
    return {
        name: Known(name, k["family"], k.get("best"), k.get("bound"), tuple(Peer(**p) for p in k.get("peers", ())))
        for name, k in table.items()
    }


def find(name: str, folder: Path = BENCH) -> Path:
    """The file of an instance by its name, or a file by its path."""
    if Path(name).is_file():
        return Path(name)
    for path in (folder / "itc2019" / f"{name}.xml.xz", folder / "cbctt" / f"{name}.ctt"):
        if path.is_file():
            return path
    raise SystemExit(f"no instance {name}: neither a file nor in {folder}")


def name_of(path: Path) -> str:
    """The instance's name without endings."""
    return path.name.removesuffix(".xz").removesuffix(".xml").removesuffix(".ctt")
