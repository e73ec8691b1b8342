"""Prerequisites as the college gave them: unknown ones are named and left out, a circle is named and left in."""

from collections.abc import Sequence
from dataclasses import replace

from remeslo.core.base.findings import Finding
from remeslo.core.base.keys import ElementKey
from remeslo.core.competence.programme.slot import Slot


def ordered(slots: Sequence[Slot]) -> tuple[list[Slot], list[Finding]]:
    """The slots with prerequisites that exist; findings for those that do not, and for every circle."""
    known = {s.index for s in slots}
    findings = []
    for s in slots:
        for before in s.after:
            if before not in known:
                facts: dict[str, object] = {"title": s.title, "before": before}
                findings.append(Finding("programme.unknown_prerequisite", s.index, facts))
    kept = [replace(s, after=tuple(dict.fromkeys(k for k in s.after if k in known))) for s in slots]
    for circle in circles(kept):
        facts = {"circle": " → ".join(circle), "length": len(circle) - 1}
        findings.append(Finding("programme.prerequisite_circle", circle[0], facts))
    return kept, findings


def circles(slots: Sequence[Slot]) -> list[tuple[ElementKey, ...]]:
    """
    One circle through each knot of prerequisites, in the order in which elements would have to be studied.

    The first element is repeated at the end.
    """
    after = {s.index: s.after for s in slots}
    found: list[tuple[ElementKey, ...]] = []
    finished: set[ElementKey] = set()
    for start in after:
        path: list[ElementKey] = []
        on_path: set[ElementKey] = set()
        waiting: list[tuple[ElementKey, int]] = [(start, 0)]
        while waiting:
            here, turn = waiting.pop()
            if turn == 0:
                if here in finished:
                    continue
                path.append(here)
                on_path.add(here)
            nexts = after[here]
            if turn < len(nexts):
                waiting.append((here, turn + 1))
                if nexts[turn] in on_path:
                    loop = path[path.index(nexts[turn]) :]
                    found.append((*reversed([*loop, loop[0]]),))
                elif nexts[turn] not in finished:
                    waiting.append((nexts[turn], 0))
            else:
                finished.add(here)
                path.pop()
                on_path.discard(here)
    return found
