"""The repository's own promises: nothing of one machine in it, named files well named, named commands there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

FRAGMENT = re.compile(r"(?:\d+|\+[a-z0-9-]+)\.(?:added|changed|fixed|removed|security|rules)\.md")
DECISION = re.compile(r"(?P<number>\d{4})-[a-z0-9-]+\.md")
MADE = {".git", ".venv", ".boot", "var", "node_modules", "build", "dist"}

# Assembled from halves, so that this file does not name what it looks for.
OF_ONE_MACHINE = re.compile(
    "|".join(
        (
            "/" + r"(?:root|work|opt|mnt)/\w",
            "/" + r"(?:home|Users)/(?!user\b|you\b)\w",
            "/" + r"tmp/\w",
            r"(?:files\.)?python" + r"hosted\.org",
            "pypi" + r"\.org/simple",
            "registry" + r"\.npmjs|registry" + r"\.yarnpkg",
            "deb" + r"\.debian\.org",
            r"--(?:extra-)?index" + "-url|--find" + r"-links(?!\")",
            r"\.lib" + "rary/",
        )
    )
)
BINARY = {".png", ".jpg", ".ico", ".woff2", ".ttf", ".otf", ".pdf", ".xlsx", ".docx", ".gz", ".xz", ".mo", ".sqlite3"}


def files(root: Path) -> list[Path]:
    """The files of the repository: what git knows, or, where there is no git, everything that is not made."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=root,
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        found = (path for path in root.rglob("*") if not MADE & set(path.relative_to(root).parts))
        return [path for path in found if path.is_file()]
    return [root / name for name in listed.stdout.decode().split("\0") if name and (root / name).is_file()]


def test_no_file_names_a_machine_or_a_package_host(root: Path) -> None:
    named = []
    for path in files(root):
        if path.suffix in BINARY or "vendor" in path.parts:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if hit := OF_ONE_MACHINE.search(line):
                named.append(f"{path.relative_to(root)}:{number}: {hit[0]}")

    assert named == []


def test_every_changelog_fragment_is_well_named_and_says_something(root: Path) -> None:
    fragments = [path for path in (root / "changelog.d").iterdir() if path.name != "README.md"]

    assert [path.name for path in fragments if not FRAGMENT.fullmatch(path.name)] == []
    assert [path.name for path in fragments if not path.read_text(encoding="utf-8").strip()] == []


def test_decisions_have_a_number_each_and_are_listed(root: Path) -> None:
    folder = root / "docs/decisions"
    records = sorted(path.name for path in folder.iterdir() if path.name != "README.md")
    listed = (folder / "README.md").read_text(encoding="utf-8")

    assert [name for name in records if not DECISION.fullmatch(name)] == []
    assert len({name[:4] for name in records}) == len(records)
    assert [name for name in records if f"({name})" not in listed] == []


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", ".ci/run"])
def test_every_make_target_that_a_page_names_is_there(root: Path, page: str) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    text = (root / page).read_text(encoding="utf-8")

    named = set(re.findall(r"(?:^ *|`|exec )make ([a-z][a-z-]*)", text, re.MULTILINE))

    assert named, f"{page} names no command"
    assert named - targets == set()


def test_every_relative_link_of_the_documents_leads_somewhere(root: Path) -> None:
    pages = [path for path in files(root) if path.suffix == ".md" and "vendor" not in path.parts]
    # inside the package other texts are pieces of pages that the program writes elsewhere
    own = {"README.md", "FORMAT.md"}
    dead = []
    for page in (path for path in pages if "src" not in path.relative_to(root).parts or path.name in own):
        for link in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if "://" not in link and not link.startswith("mailto:") and not (page.parent / link).exists():
                dead.append(f"{page.relative_to(root)}: {link}")

    assert dead == []


def test_no_module_grew_past_all_reading(root: Path) -> None:
    """Past 400 lines a module has two subjects: split it by subject."""
    long = {
        str(path.relative_to(root)): lines
        for path in files(root)
        if path.suffix == ".py"
        and path.is_relative_to(root / "src")
        and "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }

    assert long == {}
