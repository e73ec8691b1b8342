"""What became of a card's requirements: told by the app of programmes, which stands above this one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.module_loading import import_string

from remeslo.web.apps.common.models import Cluster

SOURCE: Final = "remeslo.web.apps.programmes.answers.answers_to_card"
"""``(cluster, card key) -> {number of the requirement: answers}``; without that app there are none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A planned programme's answer to a requirement: covered, deepen, new, rejected; and the page of its trace."""

    programme: str
    answer: str
    url: str


def answers_to_card(cluster: Cluster, card: str) -> Mapping[int, list[Answer]]:
    """Answers by the number of the requirement."""
    try:
        source: Callable[[Cluster, str], Mapping[int, list[Answer]]] = import_string(SOURCE)
    except ImportError:
        return {}
    return source(cluster, card)
