"""Writes the page of the built-in indicators: ``python -m remeslo.interchange.resultpack [FOLDER]`` (docs/rules)."""

import sys
from pathlib import Path

from remeslo.interchange.resultpack import builtin_indicators
from remeslo.interchange.resultpack.page import page


def main(arguments: list[str]) -> int:
    """Write the page."""
    folder = Path(arguments[0] if arguments else "docs/rules")
    (folder / "indicators.md").write_text(page(builtin_indicators()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
