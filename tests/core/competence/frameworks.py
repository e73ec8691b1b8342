"""Frameworks for tests: arbitrary ones, and short ways to write small ones."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from remeslo.core.competence.framework import (
    ROOT,
    Association,
    Framework,
    FrameworkItem,
    ItemKey,
    ItemKind,
    ItemText,
    LinkKind,
    Necessity,
    Rating,
)

WORDS = st.text("абвгд ёЁABCxyz=+-@'\"<&;|,.()№«»😀", min_size=1, max_size=24).map(
    lambda t: " ".join(t.split()) or "слово"
)
NAMES = st.text("abcXYZ019-_.", min_size=1, max_size=12)
DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))
MOMENTS = st.integers(0, 2_000_000_000).map(lambda s: datetime.fromtimestamp(s, UTC))
MAYBE = st.one_of(st.just(""), WORDS)
ATTRIBUTES = st.dictionaries(st.sampled_from(("Date", "notes", "subject", "field:x", "Ядро")), WORDS, max_size=3).map(
    lambda d: tuple(sorted(d.items()))
)


def texts(language: str) -> st.SearchStrategy[ItemText]:
    return st.builds(
        ItemText,
        language=st.just(language),
        preferred=WORDS,
        alternative=st.lists(WORDS, max_size=3, unique=True).map(tuple),
        description=MAYBE,
        short=MAYBE,
        note=MAYBE,
    )


def all_texts() -> st.SearchStrategy[tuple[ItemText, ...]]:
    languages = st.lists(st.sampled_from(("ru", "en", "", "kk")), min_size=1, max_size=3, unique=True)
    return languages.flatmap(lambda ls: st.tuples(*(texts(x) for x in ls)))


def items(key: str) -> st.SearchStrategy[FrameworkItem]:
    return st.builds(
        FrameworkItem,
        key=st.just(ItemKey(key)),
        kind=st.sampled_from(ItemKind),
        texts=all_texts(),
        uri=st.one_of(st.just(""), st.just(f"https://example.org/{key}")),
        code=MAYBE,
        type_name=MAYBE,
        level=MAYBE,
        status=MAYBE,
        valid_from=st.none() | DAYS,
        valid_to=st.none() | DAYS,
        changed=st.none() | MOMENTS,
        attributes=ATTRIBUTES,
    )


RATINGS = st.builds(
    Rating,
    scale=st.sampled_from(("IM", "LV", "RT/3")),
    value=st.decimals(-9, 9, places=2, allow_nan=False).map(lambda d: Decimal(d)),
    is_usable=st.booleans(),
)


def links(keys: list[str]) -> st.SearchStrategy[Association]:
    inside = [ItemKey(k) for k in keys]
    ends = st.sampled_from([*inside, ROOT, ItemKey("https://example.org/elsewhere"), ItemKey("gone")])
    return st.builds(
        Association,
        kind=st.sampled_from(LinkKind),
        origin=ends,
        destination=ends,
        necessity=st.none() | st.sampled_from(Necessity),
        ratings=st.lists(RATINGS, max_size=2, unique=True).map(tuple),
        order=st.none() | st.integers(0, 999),
        key=st.one_of(st.just(""), st.uuids().map(str), NAMES),
        type_name=MAYBE,
        changed=st.none() | MOMENTS,
        attributes=ATTRIBUTES,
    )


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    """Any framework; its links may go in circles and lead out of it."""
    keys = draw(st.lists(NAMES | st.uuids().map(str), max_size=5, unique=True))
    return Framework(
        key=draw(NAMES | st.uuids().map(lambda u: f"case-{u}")),
        version=draw(NAMES),
        title=draw(WORDS),
        publisher=draw(MAYBE),
        languages=draw(st.sampled_from(((), ("ru",), ("en", "ru")))),
        uri=draw(st.sampled_from(("", "https://example.org/f"))),
        description=draw(MAYBE),
        status=draw(MAYBE),
        issued=draw(st.none() | DAYS),
        valid_from=draw(st.none() | DAYS),
        valid_to=draw(st.none() | DAYS),
        changed=draw(st.none() | MOMENTS),
        licence=draw(MAYBE),
        attribution=draw(MAYBE),
        source=draw(MAYBE),
        items=tuple(draw(items(k)) for k in keys),
        associations=tuple(draw(st.lists(links(keys), max_size=5))),
        attributes=draw(ATTRIBUTES),
    )


def item(key: str, text: str = "", kind: ItemKind = ItemKind.SKILL, **fields: object) -> FrameworkItem:
    words = (ItemText(language="ru", preferred=text or key),)
    return FrameworkItem(key=ItemKey(key), kind=kind, texts=words, **fields)  # type: ignore[arg-type]


def child(origin: str, destination: str, **fields: object) -> Association:
    ends = {"origin": ItemKey(origin), "destination": ItemKey(destination)}
    return Association(kind=LinkKind.CHILD_OF, **ends, **fields)  # type: ignore[arg-type]


def framework(*items: FrameworkItem, links: tuple[Association, ...] = (), version: str = "1") -> Framework:
    return Framework(key="f", version=version, title="F", items=items, associations=links)
