"""
The matching index of the loaded standards, kept in memory and, for the next process, in the data folder.

The index by words is made at once; the one by meaning (when the optional encoder is installed) takes seconds, so it is
made in the background and used from then on. Only the newest editions are indexed: a card asks for what is in force.
"""

import logging
from collections import OrderedDict
from threading import Lock, Thread

from django.conf import settings

from remeslo.core.competence.matching import Encoder, MatchIndex
from remeslo.core.competence.standards import Statement
from remeslo.interchange.encoder import load
from remeslo.interchange.matchindex import open_index, prune
from remeslo.web.apps.frameworks.catalogue import Catalogue

log = logging.getLogger(__name__)
_KEPT = 4
_indices: OrderedDict[tuple[str, ...], MatchIndex] = OrderedDict()
_lock = Lock()


def match_index(catalogue: Catalogue) -> MatchIndex:
    """The best index there is by now for these standards."""
    key = tuple(sorted(f"{s.edition}:{hash(s)}" for s in catalogue.in_force.values()))
    with _lock:
        found = _indices.get(key)
        if found is not None:
            _indices.move_to_end(key)
            return found
    statements = [s for standard in catalogue.in_force.values() for s in standard.statements()]
    index = _opened(statements, None)
    _keep(key, index)
    Thread(target=_improve, args=(key, statements), name="match-index", daemon=True).start()
    return index


def _improve(key: tuple[str, ...], statements: list[Statement]) -> None:
    """Replace the index by one that knows meanings, where there is an encoder."""
    try:
        encoder = load()
        if encoder is not None:
            _keep(key, _opened(statements, encoder))
    except Exception:
        log.exception("the index by meaning could not be made; matching goes on by words")


def _opened(statements: list[Statement], encoder: Encoder | None) -> MatchIndex:
    """The index from the data folder, else made and put there; a folder that can't be written to is only told."""
    opened = open_index(settings.MATCHING_FOLDER, statements, encoder=encoder)
    for finding in opened.findings:
        log.warning("matching index: %s %s", finding.code, finding.facts)
    if opened.built:
        prune(settings.MATCHING_FOLDER, keep=2 * _KEPT)
    return opened.index


def _keep(key: tuple[str, ...], index: MatchIndex) -> None:
    with _lock:
        _indices[key] = index
        _indices.move_to_end(key)
        while len(_indices) > _KEPT:
            _indices.popitem(last=False)
