"""The registers and the map of columns that come with the program."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from remeslo.core.base.findings import Finding
from remeslo.core.privacy import Columns, Register
from remeslo.interchange.privacypack.columns import read_columns
from remeslo.interchange.privacypack.reader import read

USUAL = "ru-personal-data"
"""The register that is taken where nobody names one."""
_COLUMNS = "columns.toml"


@cache
def builtin() -> Mapping[str, Register]:
    """Registers by key; raises ValueError when a shipped file is not sound: a fault of the program."""
    registers: dict[str, Register] = {}
    folder = resources.files("remeslo") / "packs" / "privacy"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml") and file.name != _COLUMNS:
            register, findings = read(file.read_bytes(), name=file.name)
            if register is None or findings:
                raise _fault(file.name, findings)
            registers[register.key] = register
    return MappingProxyType(registers)


@cache
def columns() -> Columns:
    """Which column of the program's tables holds what; raises ValueError when the shipped file is not sound."""
    file = resources.files("remeslo") / "packs" / "privacy" / _COLUMNS
    found, findings = read_columns(file.read_bytes(), name=_COLUMNS)
    if found is None or findings:
        raise _fault(_COLUMNS, findings)
    return found


def _fault(name: str, findings: tuple[Finding, ...]) -> ValueError:
    return ValueError(f"built-in {name}: {', '.join(f'{f.code} at {f.where}' for f in findings)}")
