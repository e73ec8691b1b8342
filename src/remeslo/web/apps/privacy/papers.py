"""What is held about a person as a document: JSON, and a workbook with a sheet a kind."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import pgettext

from remeslo.core.privacy import Register
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.privacy.access import Subject
from remeslo.web.apps.privacy.held import Section
from remeslo.web.apps.privacy.words import in_words, term_text
from remeslo.web.apps.staffplans.sheets import Sheet, workbook

MOST_LETTERS = 32_000
"""A cell of a workbook holds a little more."""


def as_json(cluster: Cluster, subject: Subject, register: Register, sections: Sequence[Section], day: date) -> bytes:
    """UTF-8; keys in English, so that programs can read it, texts in the reader's language."""
    value = {
        "format": 1,
        "cluster": cluster.key,
        "about": {"who": subject.who, "key": subject.key},
        "made": day,
        "register": register.key,
        "held": [_told(s) for s in sections],
    }
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2).encode()


def as_workbook(sections: Sequence[Section]) -> bytes:
    """What is held and why on the first sheet, then a sheet a kind."""
    head = [
        pgettext("privacy", "What"),
        pgettext("privacy", "Records"),
        pgettext("privacy", "Left out"),
        pgettext("privacy", "What for"),
        pgettext("privacy", "Ground"),
        pgettext("privacy", "Source"),
        pgettext("privacy", "How long"),
        pgettext("privacy", "What stays"),
    ]
    rows = [
        [
            *(in_words(s.kind, "title"), len(s.rows), s.left_out, in_words(s.kind, "purpose")),
            *(in_words(s.kind.ground, "text"), s.kind.ground.source, term_text(s.kind), in_words(s.kind, "stays")),
        ]
        for s in sections
    ]
    first = Sheet(pgettext("privacy", "Register"), head, rows)
    return workbook([first, *(_sheet(n, s) for n, s in enumerate(sections, start=1))])


def _told(section: Section) -> dict[str, Any]:
    kind = section.kind
    return {
        "kind": kind.key,
        "title": in_words(kind, "title"),
        "purpose": in_words(kind, "purpose"),
        "ground": {
            "text": in_words(kind.ground, "text"),
            "source": kind.ground.source,
            "verified": kind.ground.verified,
        },
        "then": kind.then.value,
        "left_out": section.left_out,
        "rows": section.rows,
    }


def _sheet(number: int, section: Section) -> Sheet:
    columns = list(dict.fromkeys(name for row in section.rows for name in row))
    rows = [[_cell(row.get(c)) for c in columns] for row in section.rows]
    return Sheet(f"{number} {in_words(section.kind, 'title')}", columns, rows)


def _cell(value: object) -> object:
    if value is None or isinstance(value, str | int | float) or type(value) is date:
        return value
    text = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return text.strip('"')[:MOST_LETTERS]
