"""Lines, statements and explanations as JSON; money is text, so that nothing is lost."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from remeslo.core.base.facts import Fact
from remeslo.core.funding.explain import Explanation
from remeslo.core.funding.lines import Line, Used
from remeslo.core.funding.pack import RulePack
from remeslo.core.funding.settle import SettledLine
from remeslo.core.funding.statements import Statement


def pack_data(pack: RulePack) -> Mapping[str, object]:
    """Which rules these are."""
    return {"key": pack.key, "version": pack.version, "title_ru": pack.title_ru, "title_en": pack.title_en}


def money(amount: Decimal) -> str:
    """An amount with all its places: ``1000.00``."""
    return f"{amount:f}"


def settled_data(settled: SettledLine) -> Mapping[str, object]:
    """A settled line: who, when, what for, how much, why."""
    line = settled.line
    return {
        "key": str(settled.key),
        "learner": settled.key.subject,
        "contract": settled.key.contract,
        "period": settled.key.period,
        "kind": settled.key.kind,
        "amount": money(settled.amount),
        "due": money(settled.due),
        "paid": money(settled.paid),
        "state": settled.state.value,
        "rule": settled.key.rule,
        "on": line.on.isoformat() if line is not None else None,
        "payee": settled.payee,
        "payers": [
            {
                "payer": s.payer,
                "payee": s.payee,
                "due": money(s.due),
                "paid": money(s.position.paid),
                "amount": money(s.amount),
            }
            for s in settled.sides
        ],
        "formula": line.formula if line is not None else "",
        "because": because_data(line) if line is not None else [],
        "waits": list(line.waits) if line is not None else [],
        "earned": money(line.amount) if line is not None else "0",
        "verified": line.verified if line is not None else True,
    }


def because_data(line: Line) -> list[Mapping[str, object]]:
    """The numbers behind a line."""
    return [used_data(u) for u in line.because]


def used_data(used: Used) -> Mapping[str, object]:
    """A number, where it comes from and the facts that say so."""
    return {
        "name": used.name,
        "value": _exact(used.value),
        "source": used.source,
        "verified": used.verified,
        "facts": list(used.facts),
    }


def statement_data(statement: Statement) -> Mapping[str, object]:
    """A statement without its lines, which are named by key."""
    return {
        "contract": statement.contract,
        "payee": statement.payee,
        "period": statement.period,
        "due": money(statement.due),
        "paid": money(statement.paid),
        "amount": money(statement.amount),
        "waiting": money(statement.waiting),
        "by_payer": {payer: money(amount) for payer, amount in statement.by_payer().items()},
        "states": {state.value: count for state, count in statement.count.items()},
        "lines": [str(x.key) for x in statement.lines],
    }


def explanation_data(e: Explanation) -> Mapping[str, object]:
    """A line laid open down to facts and evidence."""
    return {
        "key": str(e.line.key),
        "amount": money(e.line.amount),
        "formula": e.formula,
        "with_names": {"ru": e.with_names[0], "en": e.with_names[1]},
        "with_numbers": e.with_numbers,
        "exact": _exact(e.exact),
        "rule": {"key": e.rule.key, "title_ru": e.rule.title_ru, "title_en": e.rule.title_en, "source": e.rule.source},
        "used": [{**used_data(u), "title_ru": ru, "title_en": en} for u, (ru, en) in e.used],
        "facts": [fact_data(f) for f in e.facts],
    }


def fact_data(fact: Fact) -> Mapping[str, object]:
    """A fact as it stands in the file."""
    return {
        "key": fact.key,
        "kind": fact.kind,
        "subject": fact.subject,
        "on": fact.on.isoformat(),
        "known": fact.known.isoformat(),
        "by": fact.by,
        "values": {n: v if isinstance(v, bool | int) else str(v) for n, v in fact.values.items()},
        "evidence": list(fact.evidence),
    }


def _exact(value: Decimal | Fraction | int) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
