"""The packs that come with the program."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from remeslo.core.curriculum.norms import NormPack
from remeslo.interchange.normpack.reader import read


@cache
def builtin() -> Mapping[str, NormPack]:
    """
    Packs by key.

    Raises
    ------
    ValueError
        When a shipped file is not a sound pack: a fault of the program, not of anybody's input.
    """
    packs: dict[str, NormPack] = {}
    folder = resources.files("remeslo") / "packs" / "norms"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".toml"):
            continue
        pack, findings = read(file.read_bytes(), name=file.name)
        if pack is None or findings:
            raise ValueError(f"built-in pack {file.name}: {', '.join(f'{f.code} at {f.where}' for f in findings)}")
        packs[pack.key] = pack
    return MappingProxyType(packs)
