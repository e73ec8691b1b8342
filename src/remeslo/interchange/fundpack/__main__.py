"""Writes the pages of the built-in packs: ``python -m remeslo.interchange.fundpack [FOLDER]`` (docs/rules)."""

import sys
from pathlib import Path

from remeslo.interchange.fundpack import builtin, page


def main(arguments: list[str]) -> int:
    """Write one page a pack."""
    folder = Path(arguments[0] if arguments else "docs/rules")
    for key, pack in builtin().items():
        (folder / f"funding-{key}.md").write_text(page(pack), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
