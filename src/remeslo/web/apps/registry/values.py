"""The core values of saved versions; a version never changes, so that each is read once a process."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Any

from remeslo.interchange.values import from_json
from remeslo.web.apps.common.models import DocumentVersion
from remeslo.web.apps.registry.contents import VALUE_TYPES

_KEPT = 2000
_values: OrderedDict[tuple[str, str], Any] = OrderedDict()
_lock = Lock()


def version_value(version: DocumentVersion) -> Any:
    """The core value in a version."""
    return _value(version.document.kind, version.sha256, lambda: version.body)


def version_values(wanted: Iterable[tuple[str, int, str]]) -> Mapping[int, Any]:
    """Values of versions given as (kind, id, sha256), by id; one query at most."""
    rows = list(wanted)
    missing = [pk for kind, pk, sha in rows if (kind, sha) not in _values]
    bodies = dict(DocumentVersion.objects.filter(pk__in=missing).values_list("pk", "body"))
    found = {}
    for kind, pk, sha in rows:
        if pk not in bodies and (kind, sha) not in _values:  # dropped from memory meanwhile
            bodies[pk] = DocumentVersion.objects.values_list("body", flat=True).get(pk=pk)
        found[pk] = _value(kind, sha, lambda pk=pk: bodies[pk])
    return found


def _value(kind: str, sha: str, body: Any) -> Any:
    key = (kind, sha)
    with _lock:
        if key in _values:
            _values.move_to_end(key)
            return _values[key]
    value = from_json(VALUE_TYPES[kind], body())
    with _lock:
        _values[key] = value
        while len(_values) > _KEPT:
            _values.popitem(last=False)
    return value
