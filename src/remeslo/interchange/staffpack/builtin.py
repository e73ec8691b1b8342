"""The packs that come with the program."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from remeslo.core.staffing.norms import StaffPack
from remeslo.interchange.staffpack.reader import read

USUAL = "ru-staffing-2022"
"""The pack that is taken where nobody names one."""


@cache
def builtin() -> Mapping[str, StaffPack]:
    """Packs by key; raises ValueError when a shipped file is not sound: a fault of the program."""
    packs: dict[str, StaffPack] = {}
    folder = resources.files("remeslo") / "packs" / "staffing"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".toml"):
            continue
        pack, findings = read(file.read_bytes(), name=file.name)
        if pack is None or findings:
            raise ValueError(f"built-in pack {file.name}: {', '.join(f'{f.code} at {f.where}' for f in findings)}")
        packs[pack.key] = pack
    return MappingProxyType(packs)
