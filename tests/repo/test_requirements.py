"""The locks: complete, hashed, and free of any address, so that they install from any index."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^]]*\])?==(?P<version>\S+)")
LOCKS = ("run", "test", "uv")


def entries(lock: Path) -> list[list[str]]:
    """The lock's entries: each the lines from one that begins at the margin to the next, comments left out."""
    blocks: list[list[str]] = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            blocks.append([])
        blocks[-1].append(line.strip())
    return blocks


def pins(lock: Path) -> dict[str, set[str]]:
    """Versions by package; a package may have several, for different Pythons."""
    found: dict[str, set[str]] = {}
    for first, *_ in entries(lock):
        pin = PIN.match(first)
        assert pin, f"{lock.name}: not a pinned package: {first}"
        found.setdefault(canonicalize_name(pin["name"]), set()).add(pin["version"])
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes(root: Path, name: str) -> None:
    lock = root / f"requirements/{name}.txt"

    without = [first for first, *rest in entries(lock) if not any("--hash=sha256:" in line for line in rest)]

    assert without == []
    assert entries(lock), "the lock is empty"


@pytest.mark.parametrize("name", LOCKS)
def test_lock_has_no_address_and_no_option_but_hashes(root: Path, name: str) -> None:
    text = (root / f"requirements/{name}.txt").read_text(encoding="utf-8")

    assert re.findall(r"://|^-.*$| @ ", text, re.MULTILINE) == []
    assert set(re.findall(r"--[a-z-]+", text)) == {"--hash"}


def test_test_lock_contains_the_run_lock(root: Path) -> None:
    run, test = pins(root / "requirements/run.txt"), pins(root / "requirements/test.txt")

    assert {name: test.get(name) for name in run} == run


def test_locks_hold_every_requirement_of_pyproject(root: Path) -> None:
    pyproject = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    extras, groups = pyproject["project"]["optional-dependencies"], pyproject["dependency-groups"]
    wanted = {
        "run": [*pyproject["project"]["dependencies"], *extras["semantic"], *groups["build"]],
        "test": [*extras["postgres"], *groups["test"]],
    }

    for name, requirements in wanted.items():
        locked = pins(root / f"requirements/{name}.txt")
        for requirement in map(Requirement, requirements):
            versions = locked.get(canonicalize_name(requirement.name), set())
            assert any(requirement.specifier.contains(version) for version in versions), (
                f"{requirement} is not in requirements/{name}.txt; run `make lock`"
            )


def imported_roots(folder: Path) -> dict[str, str]:
    """Top-level packages that the sources import, each with a place that does."""
    found: dict[str, str] = {}
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.append(node.module)
            for name in names:
                found.setdefault(name.split(".")[0], f"{path.relative_to(folder)}:{node.lineno}")
    return found


def test_the_program_imports_only_what_it_requires_itself(root: Path) -> None:
    """What merely comes along with another package, or with the test tools, may be gone tomorrow."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = [*project["dependencies"], *(r for extra in project["optional-dependencies"].values() for r in extra)]
    own = {canonicalize_name(Requirement(requirement).name) for requirement in required}
    distributions = packages_distributions()

    foreign = {
        name: place
        for name, place in imported_roots(root / "src/remeslo").items()
        if name not in {*sys.stdlib_module_names, "remeslo"}
        and not own & {canonicalize_name(dist) for dist in distributions.get(name, [])}
    }

    assert foreign == {}
