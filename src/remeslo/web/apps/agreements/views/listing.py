"""The list of agreements, and commitments with the facts behind them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from remeslo.core.agreements.commitments import Counted, Progress, Standing
from remeslo.core.agreements.kinds import AgreementKind, State
from remeslo.web.apps.agreements.scene import Paper
from remeslo.web.apps.agreements.views.page import AgreementsPage
from remeslo.web.apps.agreements.words import CLAUSES, KINDS, STANDINGS, STATES
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action, can_somewhere
from remeslo.web.apps.results.audience import audience_of
from remeslo.web.apps.results.ledger import ledger


@dataclass(frozen=True, slots=True)
class Line:
    """An agreement as a line of the list; ``days``: until it ends, where that is soon."""

    paper: Paper
    sides: tuple[str, ...]
    waits_for_me: bool
    days: int | None


@dataclass(frozen=True, slots=True)
class Followed:
    """A commitment as a line, with the facts that the reader may see and how many others there are."""

    progress: Progress
    by: str
    programme: str
    facts: tuple[Counted, ...]
    hidden: int


@cluster_member_required(Action.SEE_AGREEMENT)
def listing(request: ClusterRequest) -> HttpResponse:
    """All that the reader sees, by kind, state, mine, ending soon."""
    page = AgreementsPage(request, "list")
    chosen = {k: request.GET.get(k, "") for k in ("kind", "state", "whose", "q")}
    soon = {r.agreement.key: r.days for r in page.scene.reminders}
    lines = [
        Line(
            paper,
            tuple(page.scene.party_name(p) for p in paper.value.parties),
            bool(page.scene.mine_to_sign(paper)),
            soon.get(paper.value.key),
        )
        for paper in page.scene.seen
    ]
    shown = [line for line in lines if _fits(page, line, chosen)]
    context: dict[str, Any] = {
        "page": page,
        "lines": shown,
        "chosen": chosen,
        "kinds": [(k.value, KINDS[k]) for k in AgreementKind],
        "states": [(s.value, STATES[s][0]) for s in State],
        "count_all": len(lines),
        "may_write": can_somewhere(request.user, Action.EDIT_AGREEMENT, request.cluster),
        "waiting": sum(line.waits_for_me for line in lines),
        "ending": len(soon),
    }
    return render(request, "agreements/list.html", context)


@cluster_member_required(Action.SEE_AGREEMENT)
def commitments(request: ClusterRequest) -> HttpResponse:
    """What was promised, how far it has come, and the facts that show it."""
    page = AgreementsPage(request, "commitments")
    standing = request.GET.get("standing", "")
    held, audience = ledger(request.cluster), audience_of(request)
    every = page.scene.progress
    counts = Counter(p.standing for p in every)
    lines = []
    for progress in every:
        if standing in ("", progress.standing) or (standing == "owed" and progress.is_open):
            seen = tuple(c for c in progress.counted if audience.reads_all or audience.sees(held.parties[c.fact.key]))
            organisation = page.scene.organisations.get(str(progress.commitment.by))
            by = organisation.name if organisation is not None else str(progress.commitment.by)
            programme = str(progress.commitment.clause.programme or "")
            title = page.scene.programmes.get(programme, programme) if programme else ""
            lines.append(Followed(progress, by, title, seen, len(progress.counted) - len(seen)))
    context: dict[str, Any] = {
        "page": page,
        "lines": lines,
        "standing": standing,
        "standings": [(s.value, STANDINGS[s][0], counts[s]) for s in Standing if counts[s]],
        "count_all": len(every),
        "owed": sum(p.is_open for p in every),
        "clauses": CLAUSES,
    }
    return render(request, "agreements/commitments.html", context)


def _fits(page: AgreementsPage, line: Line, chosen: dict[str, str]) -> bool:
    value, text = line.paper.value, chosen["q"].casefold().strip()
    asked = (
        not chosen["kind"] or value.kind == chosen["kind"],
        not chosen["state"] or line.paper.state == chosen["state"],
        chosen["whose"] != "mine" or page.scene.is_mine(value),
        chosen["whose"] != "sign" or line.waits_for_me,
        chosen["whose"] != "ending" or line.days is not None,
        not text or text in " ".join((value.key, value.title, *line.sides)).casefold(),
    )
    return all(asked)
