"""Clusters grown from the example: the same programmes with N times the standards and the demand cards."""

from dataclasses import replace

from remeslo.core.base.keys import DemandKey
from remeslo.core.competence.demand import DemandCard
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.core.line.cluster import Cluster


def scaled(cluster: Cluster, factor: int) -> Cluster:
    """
    The cluster with ``factor`` times its standards and demand.

    Copies of standards get codes of their own and a word of their own in every statement, so that matching must tell
    them apart; copies of cards ask in slightly other words. ``factor`` 1 gives the cluster itself.
    """
    standards = [s for n in range(factor) for s in (_standard(s, n) for s in cluster.standards)]
    demand = [c for n in range(factor) for c in (_card(c, n) for c in cluster.demand)]
    return replace(cluster, standards=tuple(standards), demand=tuple(demand))


def _standard(standard: OccupationalStandard, n: int) -> OccupationalStandard:
    if n == 0:
        return standard
    area, number = standard.code.split(".")
    mark = f" (участок {n})"

    def marked(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(t + mark for t in texts)

    generalised = tuple(
        replace(
            g,
            functions=tuple(
                replace(
                    f,
                    name=f.name + mark,
                    actions=marked(f.actions),
                    skills=marked(f.skills),
                    knowledge=marked(f.knowledge),
                )
                for f in g.functions
            ),
        )
        for g in standard.generalised
    )
    return replace(
        standard, code=f"{area}.{int(number) + 100 * n}", title=standard.title + mark, generalised=generalised
    )


def _card(card: DemandCard, n: int) -> DemandCard:
    if n == 0:
        return card
    requirements = tuple(replace(r, text=r.text and f"{r.text} (цех {n})") for r in card.requirements)
    return replace(card, key=DemandKey(f"{card.key}-{n}"), requirements=requirements)
