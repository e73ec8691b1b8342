"""``python -m remeslo.interchange.clusterfile docs/formats``: makes the documentation page and the schemas there."""

import sys
from pathlib import Path

from remeslo.interchange.clusterfile.page import pages


def main(folder: Path) -> None:
    """Writes every made file of docs/formats, and removes schemas that are no longer made."""
    made = pages()
    for path in (folder / "schema").glob("*.json"):
        if f"schema/{path.name}" not in made:
            path.unlink()
    for name, text in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
