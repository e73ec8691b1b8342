"""The table: by instance, median and worst of the seeds, against the best known and the peer; geometric means."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import geometric_mean, median

from benchmarks.published.timetable.known import Known
from benchmarks.published.timetable.run import Run


@dataclass(frozen=True)
class Row:
    """All seeds of an instance at a limit."""

    known: Known
    limit_s: float
    runs: tuple[Run, ...]

    @property
    def costs(self) -> list[int]:
        """Costs of lawful runs, the best first."""
        return sorted(r.total for r in self.runs if r.lawful and r.total is not None)

    @property
    def lawful(self) -> int:
        """Runs that ended with a complete timetable without violations."""
        return sum(r.lawful for r in self.runs)

    @property
    def median(self) -> float | None:
        """Median cost; ``None`` unless most runs were lawful (a run without a timetable counts as the worst)."""
        costs = [float(c) for c in self.costs] + [math.inf] * (len(self.runs) - self.lawful)
        value = median(costs)
        return None if math.isinf(value) else value

    @property
    def worst(self) -> int | None:
        """The worst cost, ``None`` when a run had no lawful timetable."""
        return self.costs[-1] if self.lawful == len(self.runs) else None

    def ratio(self, cost: float | None) -> float | None:
        """Cost over the best known; where that is 0 a ratio exists only for 0."""
        if cost is None or self.known.best is None:
            return None
        if self.known.best == 0:
            return 1.0 if cost == 0 else None
        return cost / self.known.best

    def as_json(self) -> dict[str, object]:
        """The row for other programs."""
        peer = self.known.peer(self.limit_s)
        return {
            "instance": self.known.name,
            "family": self.known.family,
            "limit_s": self.limit_s,
            "seeds": len(self.runs),
            "lawful": self.lawful,
            "best_known": self.known.best,
            "median": self.median,
            "worst": self.worst,
            "ratio_median": self.ratio(self.median),
            "ratio_worst": self.ratio(self.worst),
            "peer": peer and peer.cost,
            "first_s": _median(r.first_s for r in self.runs),
            "peak_mib": max(r.peak_mib for r in self.runs),
        }


def rows(runs: Iterable[Run], known: dict[str, Known], limit_s: float) -> list[Row]:
    """Rows of one limit, in the order of `known.toml`; instances that are not in it come last."""
    of: dict[str, list[Run]] = {}
    for r in runs:
        if r.limit_s == limit_s:
            of.setdefault(r.instance, []).append(r)
    order = {name: i for i, name in enumerate(known)}
    names = sorted(of, key=lambda n: order.get(n, len(order)))
    return [Row(known.get(n, Known(n, "other")), limit_s, tuple(sorted(of[n], key=lambda r: r.seed))) for n in names]


def means(found: Sequence[Row], family: str) -> dict[str, float | int | None]:
    """Geometric means of ratios of one family, over the instances that have a ratio; the others are counted."""
    own = [r for r in found if r.known.family == family and r.known.best is not None]
    medians = [x for r in own if (x := r.ratio(r.median)) is not None]
    worsts = [x for r in own if (x := r.ratio(r.worst)) is not None]
    return {
        "instances": len(own),
        "median": geometric_mean(medians) if medians else None,
        "median_of": len(medians),
        "worst": geometric_mean(worsts) if worsts else None,
        "worst_of": len(worsts),
    }


def markdown(runs: Sequence[Run], known: dict[str, Known]) -> str:
    """The whole table: a section a limit."""
    lines: list[str] = []
    for limit_s in sorted({r.limit_s for r in runs}):
        found = rows(runs, known, limit_s)
        lines += [f"## After {limit_s:g} s", "", _HEAD, _RULE, *(_line(r) for r in found), ""]
        for family in dict.fromkeys(r.known.family for r in found):
            lines += _means_line(found, family)
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


_HEAD = (
    "| instance | best known | lawful runs | first timetable, s | median | worst | median / best | worst / best "
    "| UniTime | bound proven here | peak, MiB |"
)
_RULE = "|---|---|---|---|---|---|---|---|---|---|---|"


def _line(r: Row) -> str:
    peer = r.known.peer(r.limit_s)
    bound = max(x.bound for x in r.runs)
    cells = (
        r.known.name,
        _or_dash(r.known.best),
        f"{r.lawful} of {len(r.runs)}",
        _number(_median(x.first_s for x in r.runs), 1),
        _number(r.median, 0),
        _or_dash(r.worst),
        _number(r.ratio(r.median), 2),
        _number(r.ratio(r.worst), 2),
        "—" if peer is None else f"{'about ' * peer.about}{peer.cost} ({peer.seconds} s)",
        _or_dash(bound or None),
        str(max(x.peak_mib for x in r.runs)),
    )
    return f"| {' | '.join(cells)} |"


def _means_line(found: Sequence[Row], family: str) -> list[str]:
    m = means(found, family)
    if not m["instances"]:
        return []
    return [
        f"{family}: geometric mean of median / best {_number(m['median'], 3)} (over {m['median_of']} of "
        f"{m['instances']} instances with a best known cost), of worst / best {_number(m['worst'], 3)} "
        f"(over {m['worst_of']}).",
        "",
    ]


def _median(values: Iterable[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return median(known) if known else None


def _number(value: float | None, digits: int) -> str:
    if value is None:
        return "—"
    return f"{value:.{digits}f}".removesuffix(".0") if digits == 0 else f"{value:.{digits}f}"


def _or_dash(value: int | None) -> str:
    return "—" if value is None else str(value)
