"""Examples: facts and what a pack must make of them, in a pack's file or in a file of cases."""

from decimal import Decimal

from remeslo.core.base.facts import Fact, FactKey
from remeslo.core.base.findings import Finding, ProblemError, any_hard
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.funding.factvalues import NotAValue, typed
from remeslo.core.funding.pack import PackExample
from remeslo.interchange.fundpack.table import Reading, Table, amount_of, open_toml

_OWN = ("key", "kind", "subject", "on", "known", "by", "corrects", "withdraws", "evidence")


def read_cases(data: bytes, *, name: str) -> tuple[tuple[PackExample, ...] | None, tuple[Finding, ...]]:
    """The ``[[example]]`` tables of a file of cases and every problem; ``None`` when one is hard."""
    reading = Reading(name)
    table = open_toml(data, reading)
    found: tuple[PackExample, ...] = ()
    if table is not None:
        table.text("pack", "")
        found = examples(table)
        table.finish()
    return (None if any_hard(reading.findings) else found), tuple(reading.findings)


def examples(table: Table) -> tuple[PackExample, ...]:
    """The sound examples of a file; what is wrong with the others is told."""
    found = (_example(row) for row in table.rows("example"))
    return tuple(e for e in found if e is not None)


def _example(row: Table) -> PackExample | None:
    titles = row.text("title_ru"), row.text("title_en")
    on, source, verified = row.day("on"), row.text("source", ""), row.flag("source_verified", False)
    facts = [_fact(r, n) for n, r in enumerate(row.rows("facts"), start=1)]
    listed = row.inner("expect")
    expect: dict[str, Decimal] = {}
    for key, raw in listed.content.items() if listed else ():
        amount = amount_of(row.reading, (*row.path, "expect", key), raw)
        if amount is not None:
            expect[key] = amount
    row.finish()
    if listed is None:
        row.reading.add("fundpack.field_missing", row.path, field="expect")
    if on is None or None in facts:
        return None
    return PackExample(
        title_ru=titles[0],
        title_en=titles[1],
        on=on,
        facts=tuple(f for f in facts if f is not None),
        expect=expect,
        source=source,
        source_verified=verified,
    )


def _fact(row: Table, number: int) -> Fact | None:
    """A fact of an example: what is none of its own fields is a value; known on its day unless told."""
    kind, subject, on = row.text("kind"), row.text("subject"), row.day("on")
    known = row.day("known") if "known" in row.content else on
    own = {"key": row.text("key", f"e{number}"), "by": row.text("by", "example"), "corrects": row.text("corrects", "")}
    withdraws, evidence = row.flag("withdraws", False), row.texts("evidence")
    if on is None or known is None or not kind or not subject:
        return None
    try:
        values = {name: typed(raw, None) for name, raw in row.content.items() if name not in _OWN}
        return Fact(
            key=FactKey(own["key"]),
            kind=kind,
            subject=subject,
            on=on,
            known=known,
            by=OrganisationKey(own["by"]),
            values=values,
            evidence=evidence,
            corrects=FactKey(own["corrects"]) if own["corrects"] else None,
            withdraws=withdraws,
        )
    except (NotAValue, ProblemError) as error:
        row.reading.add("fundpack.example_fact", row.path, reason=str(error))
        return None
