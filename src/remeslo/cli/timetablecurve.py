"""The curve of cost over time: one line of CSV for each better timetable, written as it is found."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from remeslo.core.timetable.result import TimetableScore

COLUMNS = ("seconds", "total", "time", "room", "distribution", "student", "hard")


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Seconds since the command began, and the score then."""

    seconds: float
    score: TimetableScore


def curve_path(solution: Path) -> Path:
    """Where the curve of a solution lies."""
    return solution.with_name(f"{solution.name}.curve.csv")


@dataclass
class CurveWriter:
    """Appends points to a file; what is written stays when the command is killed."""

    path: Path
    points: list[CurvePoint] = field(default_factory=list)
    _stream: TextIO | None = None

    def add(self, point: CurvePoint) -> None:
        """Writes a point at once."""
        if self._stream is None:
            self._stream = self.path.open("w", encoding="utf-8", newline="")
            self._stream.write(",".join(COLUMNS) + "\n")
        s = point.score
        row = (f"{point.seconds:.2f}", s.total, s.time, s.room, s.distribution, s.student, s.hard)
        csv.writer(self._stream, lineterminator="\n").writerow(row)
        self._stream.flush()
        self.points.append(point)

    def close(self) -> None:
        """Closes the file."""
        if self._stream is not None:
            self._stream.close()


def read_curve(path: Path) -> list[CurvePoint]:
    """The points of a file; lines that are cut or not of a curve are left out, a file that is not there has none."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return []
    points = []
    for row in csv.DictReader(io.StringIO(text)):
        try:
            numbers = {name: int(row[name]) for name in COLUMNS[1:]}
            points.append(CurvePoint(float(row["seconds"]), TimetableScore(**numbers)))
        except (KeyError, TypeError, ValueError):
            continue
    return points
