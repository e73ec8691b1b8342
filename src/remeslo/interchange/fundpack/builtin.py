"""The packs that come with the program."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from remeslo.core.funding.pack import RulePack
from remeslo.interchange.fundpack.reader import read


@cache
def builtin() -> Mapping[str, RulePack]:
    """
    Packs by key.

    Raises
    ------
    ValueError
        When a shipped file is not a sound pack: a fault of the program, not of anybody's input.
    """
    packs: dict[str, RulePack] = {}
    folder = resources.files("remeslo") / "packs" / "funding"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".toml"):
            continue
        pack, findings = read(file.read_bytes(), name=file.name)
        if pack is None or findings:
            raise ValueError(
                f"built-in {file.name}: {', '.join(f'{f.code} {f.where} {dict(f.facts)}' for f in findings)}"
            )
        packs[pack.key] = pack
    return MappingProxyType(packs)
