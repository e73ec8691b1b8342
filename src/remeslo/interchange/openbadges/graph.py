"""
The canonical graph of a linked-data document (RDFC-1.0), for proofs by ``eddsa-rdfc-2022``.

Needs PyLD (extra ``linkeddata``) and the contexts the document names, which the caller gives: nothing is ever fetched.
"""

import json
from collections.abc import Mapping
from importlib.util import find_spec
from math import factorial
from typing import Any, Final

Contexts = Mapping[str, object]
"""JSON of contexts by their addresses."""
MOST_SIGNS: Final = 256 * 1024
MOST_WORK: Final = 20_000
"""Orders of like nodes that are tried: a poisoned graph would have the algorithm try all of them for ever."""


class NoLibrary(Exception):
    """PyLD is not installed."""


class ContextAbsent(Exception):
    """The document names a context that was not given; ``args[0]`` is its address."""


class NoGraph(Exception):
    """The document cannot be read as a graph, or is made to take for ever; ``args[0]`` says why."""


def canonical_graph(document: Mapping[str, object], contexts: Contexts) -> bytes:
    """
    N-Quads of the document in canonical order; terms that no context defines are not in the graph.

    Raises
    ------
    NoLibrary, ContextAbsent, NoGraph
        When it cannot be told.
    """
    if find_spec("pyld") is None:
        raise NoLibrary
    if len(json.dumps(document)) > MOST_SIGNS:
        raise NoGraph(f"> {MOST_SIGNS}")
    return _normalised(document, contexts).encode("utf-8")


def _normalised(document: Mapping[str, object], contexts: Contexts) -> str:
    from pyld import canon, jsonld  # type: ignore[import-untyped]

    absent: list[str] = []

    def load(url: str, options: object = None) -> dict[str, Any]:
        if url not in contexts:
            absent.append(url)
            raise KeyError(url)
        return {"contextUrl": None, "documentUrl": url, "document": contexts[url]}

    class Bounded(canon.URDNA2015):  # type: ignore[misc]
        work = 0

        def create_hash_to_related(self, id_: str, issuer: object) -> dict[str, list[str]]:
            found: dict[str, list[str]] = super().create_hash_to_related(id_, issuer)
            self.work += sum(factorial(min(len(like), 10)) for like in found.values())
            if self.work > MOST_WORK:
                raise NoGraph(f"> {MOST_WORK}")
            return found

    try:
        dataset = jsonld.to_rdf(dict(document), {"documentLoader": load, "base": ""})
        return str(Bounded().main(dataset, {"algorithm": "URDNA2015", "format": "application/n-quads"}))
    except (jsonld.JsonLdError, KeyError, ValueError, TypeError, RecursionError, AttributeError) as error:
        if absent:
            raise ContextAbsent(absent[0]) from None
        raise NoGraph(str(error)[:200]) from None
