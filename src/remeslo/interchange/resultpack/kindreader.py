"""A file of kinds of facts into `FactKind` values, or all that is wrong with it."""

from collections.abc import Mapping

from remeslo.core.base.findings import Finding, any_hard
from remeslo.core.results.kinds import FactKind, FieldRule, SubjectKind, ValueType
from remeslo.interchange.resultpack.table import Fields, Reading, open_toml


def read_kinds(data: bytes, *, name: str) -> tuple[Mapping[str, FactKind] | None, tuple[Finding, ...]]:
    """Kinds by key in the order of the file, and every problem; ``None`` when one is hard. Never raises on bad data."""
    reading = Reading(name)
    file = open_toml(data, reading)
    kinds: dict[str, FactKind] = {}
    if file is not None:
        file.text("key")
        listed = file.inner("kind")
        for key in listed.table if listed else ():
            table = listed.inner(key) if listed else None
            kind = _kind(reading, key, table) if table is not None else None
            if kind is not None:
                kinds[key] = kind
        file.finish()
        if not kinds and not reading.findings:
            reading.add("results.empty", "kind")
    return (None if any_hard(reading.findings) else kinds), tuple(reading.findings)


def _kind(reading: Reading, key: str, table: Fields) -> FactKind | None:
    rules = [_rule(reading, row) for row in table.rows("fields")]
    subject = table.word("subject", SubjectKind)
    titles = table.text("title_ru"), table.text("title_en")
    identity, same_day, other = table.texts("identity"), table.flag("same_day", False), table.text("other", "")
    table.finish()
    if subject is None:
        return None
    return reading.made(
        table.path,
        lambda: FactKind(
            key=key,
            title_ru=titles[0],
            title_en=titles[1],
            subject=subject,
            fields=tuple(r for r in rules if r is not None),
            identity=identity,
            same_day=same_day,
            other=other,
        ),
    )


def _rule(reading: Reading, row: Fields) -> FieldRule | None:
    name, kind = row.text("name"), row.word("type", ValueType)
    titles = row.text("ru"), row.text("en")
    required, choices = row.flag("required", False), row.texts("choices")
    least, most = row.amount("least"), row.amount("most")
    row.finish()
    if kind is None:
        return None
    return reading.made(
        row.path,
        lambda: FieldRule(
            name=name,
            type=kind,
            title_ru=titles[0],
            title_en=titles[1],
            required=required,
            choices=choices,
            least=least,
            most=most,
        ),
    )
