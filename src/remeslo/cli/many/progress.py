"""One view of all jobs, on the terminal and in ``progress.json`` for whoever looks from elsewhere."""

import json
import time
from pathlib import Path

from remeslo.cli.console import Console
from remeslo.cli.many.work import View

EVERY_S = 1.0
"""Between two lines on the terminal; the last one always comes."""


class Watch:
    """Shows a `View` whenever it changes."""

    def __init__(self, folder: Path, console: Console) -> None:
        self.folder, self.console = folder, console
        self._last = float("-inf")

    def show(self, view: View) -> None:
        """The file each time, the terminal now and then."""
        data = {
            "total": view.total,
            "done": view.done,
            "failed": view.failed,
            "left": view.left,
            "lost": view.lost,
            "running": dict(sorted(view.running.items())),
            "seconds": round(view.seconds, 1),
        }
        part = self.folder / ".progress.json.part"
        part.write_text(json.dumps(data, ensure_ascii=False) + "\n", encoding="utf-8")
        part.replace(self.folder / "progress.json")
        is_last = view.done + view.failed == view.total
        if is_last or time.monotonic() - self._last >= EVERY_S:
            self._last = time.monotonic()
            self.console.note(self._line(view))

    def _line(self, view: View) -> str:
        text = self.console.text
        line = text(
            f"[{view.seconds:7.1f} с] готово {view.done} из {view.total}, идёт {len(view.running)}",
            f"[{view.seconds:7.1f} s] {view.done} of {view.total} done, {len(view.running)} under way",
        )
        if view.failed:
            line += text(f", не удалось {view.failed}", f", {view.failed} failed")
        if view.lost:
            line += text(f", потеряно с исполнителем {view.lost}", f", {view.lost} lost with a worker")
        return line
