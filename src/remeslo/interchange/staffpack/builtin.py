"""The packs that come with the program."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from remeslo.core.staffing.norms import StaffPack
from remeslo.interchange.staffpack.kinds import STAFFING, WEEK, PackKind
from remeslo.interchange.staffpack.reader import read

USUAL = "ru-staffing-2022"
"""The pack of staffing norms that is taken where nobody names one."""
USUAL_WEEK = "ru-week-2022"
"""The pack of rules of the week that is taken where nobody names one."""


def builtin() -> Mapping[str, StaffPack]:
    """Packs of staffing norms by key; raises ValueError when a shipped file is not sound: a fault of the program."""
    return _packs(STAFFING)


def week_packs() -> Mapping[str, StaffPack]:
    """Packs of rules of the week by key; raises ValueError when a shipped file is not sound."""
    return _packs(WEEK)


@cache
def _packs(kind: PackKind) -> Mapping[str, StaffPack]:
    packs: dict[str, StaffPack] = {}
    folder = resources.files("remeslo") / "packs" / kind.folder
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".toml"):
            continue
        pack, findings = read(file.read_bytes(), name=file.name, kind=kind)
        if pack is None or findings:
            raise ValueError(f"built-in pack {file.name}: {', '.join(f'{f.code} at {f.where}' for f in findings)}")
        packs[pack.key] = pack
    return MappingProxyType(packs)
