"""The table: a section a family, each instance beside the best known and the peer; means of the gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from benchmarks.published.term.known import FAMILIES, Known
from benchmarks.published.term.run import OURS, PEER, Run

TITLES = {
    "bacp": "BACP (CSPLib 30)",
    "gbac": "GBAC (CSPLib 64)",
    "mspsp": "MSPSP, a worker counts for every skill",
    "mspsp-single": "MSPSP, a worker serves one skill",
    "j30": "PSPLIB j30",
    "j60": "PSPLIB j60",
    "j120": "PSPLIB j120",
}


@dataclass(frozen=True)
class Row:
    """An instance: what is known, ours, the peer's."""

    name: str
    known: Known | None
    ours: Run | None
    peer: Run | None

    def gap(self, run: Run | None) -> float | None:
        """(value - best) / best; ``None`` without a value or a best known one."""
        if run is None or run.value is None or self.known is None or not self.known.best:
            return None
        return (run.value - self.known.best) / self.known.best


def rows(runs: Sequence[Run], family: str, limit_s: float, known: dict[tuple[str, str], Known]) -> list[Row]:
    """Rows of a family in the order of names; the last run of an instance counts."""
    of: dict[str, dict[str, Run]] = {}
    for r in runs:
        if (r.family, r.limit_s) == (family, limit_s):
            of.setdefault(r.instance, {})[r.solver] = r
    return [Row(n, known.get((family, n)), s.get(OURS), s.get(PEER)) for n, s in sorted(of.items(), key=_by_number)]


def _by_number(item: tuple[str, object]) -> tuple[int, str]:
    return (len(item[0]), item[0])


def summary(found: Sequence[Row]) -> dict[str, object]:
    """
    Means of a family. Those beside the peer are over the instances that both have a value for.

    ``better``, ``worse``: instances where our value is below, above the best known one.
    """
    both = [r for r in found if r.gap(r.ours) is not None and r.gap(r.peer) is not None]
    ours = [r.gap(r.ours) or 0.0 for r in found if r.gap(r.ours) is not None]
    mine = [r.ours for r in found if r.ours is not None]
    peers = [r.peer for r in found if r.peer is not None]
    return {
        "instances": len(found),
        "runs": len(mine),
        "mean_gap": fmean(ours) if ours else None,
        "proven": sum(r.status == "optimal" for r in mine),
        "broken": sum(r.value is None for r in mine),
        "better": sum(g < 0 for g in ours),
        "worse": sum(g > 0 for g in ours),
        "median_s": median(r.seconds for r in mine) if mine else None,
        "worst_s": max((r.seconds for r in mine), default=None),
        "beside_peer": len(both),
        "mean_gap_beside": fmean(r.gap(r.ours) or 0.0 for r in both) if both else None,
        "peer_mean_gap": fmean(r.gap(r.peer) or 0.0 for r in both) if both else None,
        "peer_proven": sum(r.status == "optimal" for r in peers),
        "peer_runs": len(peers),
    }


def markdown(runs: Sequence[Run], known: dict[tuple[str, str], Known]) -> str:
    """Summary of all families, then their tables, for each limit."""
    lines: list[str] = []
    for limit_s in sorted({r.limit_s for r in runs}):
        tables = {f: rows(runs, f, limit_s, known) for f in (*FAMILIES, *_others(runs))}
        tables = {f: found for f, found in tables.items() if found}
        lines += [f"## After {limit_s:g} s", "", _SUMMARY, "|" + "---|" * _SUMMARY.count(" | ") + "---|"]
        lines += [_summary_line(f, summary(found)) for f, found in tables.items()]
        for family, found in tables.items():
            lines += ["", f"### {TITLES.get(family, family)}", "", _HEAD, "|" + "---|" * _HEAD.count(" | ") + "---|"]
            lines += [_line(r) for r in found]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


_SUMMARY = (
    "| family | runs | proven optimal | mean gap to best known | better, worse than best known "
    "| seconds, median and worst | PyJobShop: runs | its proven "
    "| mean gap where both have a value: ours | PyJobShop's |"
)
_HEAD = "| instance | best known | ours | bound | s | PyJobShop | its bound | s |"


def _others(runs: Sequence[Run]) -> list[str]:
    return sorted({r.family for r in runs} - set(FAMILIES))


def _summary_line(family: str, s: dict[str, object]) -> str:
    cells = (
        TITLES.get(family, family),
        f"{s['runs']}" + (f" ({s['broken']} without a value)" if s["broken"] else ""),
        f"{s['proven']}",
        _share(s["mean_gap"]),
        f"{s['better']}, {s['worse']}",
        f"{_number(s['median_s'])}, {_number(s['worst_s'])}",
        f"{s['peer_runs'] or '—'}",
        f"{s['peer_proven'] if s['peer_runs'] else '—'}",
        f"{_share(s['mean_gap_beside'])} (of {s['beside_peer']})" if s["beside_peer"] else "—",
        _share(s["peer_mean_gap"]),
    )
    return f"| {' | '.join(cells)} |"


def _line(r: Row) -> str:
    best = "—" if r.known is None else f"{r.known.best}{'' if r.known.proven else ' (open)'}"
    return f"| {' | '.join((r.name, best, *_cells(r.ours), *_cells(r.peer)))} |"


def _cells(run: Run | None) -> tuple[str, str, str]:
    if run is None:
        return ("—", "—", "—")
    value = run.status if run.value is None else f"{run.value}{' ✓' if run.status == 'optimal' else ''}"
    return (value, f"{run.bound}", f"{run.seconds:.1f}")


def _share(value: object) -> str:
    return f"{100 * value:.2f} %" if isinstance(value, float) else "—"


def _number(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, int | float) else "—"
