"""The page of a pack in docs/rules, made from the pack so that it never says anything else."""

from remeslo.core.curriculum.exampleplan import ExamplePlan
from remeslo.core.curriculum.norms import Norm, NormPack
from remeslo.core.curriculum.rules import READ_NORMS
from remeslo.core.curriculum.terms import TermRow, term_table

_HEAD = """# {title_en}

{title_ru}

Pack `{key}`, country {country}. Made from `src/remeslo/packs/norms/{key}.toml` by
`python -m remeslo.interchange.normpack`; do not edit by hand. What each key means, its formula and what the program
does with it: [README.md](README.md).

**{verified} of {count} values were seen in the text of their source; the others are marked "no" below and shown as
unverified on every screen and in every document.**

| key | amount | unit | from | verified | what it is | source |
|---|---|---|---|---|---|---|
"""


_TERMS = """
## Terms

weeks = `year_weeks` × (years − 1) + `final_year_weeks`; hours = `week_max_hours` × (weeks − `term_vacation_weeks`).

| years, the last one short | weeks | of them vacation | hours | every number seen in a source |
|---|---|---|---|---|
"""

_EXAMPLES = """
## Example plans

What the pack says of them is tested; `remeslo norms check` tries them on a pack that you changed.

| plan | verdict | what is found |
|---|---|---|
"""


def page(pack: NormPack) -> str:
    """Markdown: one row a value in the order of the pack, then its terms and its example plans."""
    values = [v for norm in pack.norms.values() for v in norm.values]
    head = _HEAD.format(
        title_en=pack.title_en,
        title_ru=pack.title_ru,
        key=pack.key,
        country=pack.country,
        verified=sum(v.verified for v in values),
        count=len(values),
    )
    rows = "".join(_rows(norm) for norm in pack.norms.values())
    latest = max((v.since for v in values), default=None)
    terms = "" if latest is None else "".join(_term(row) for row in term_table(pack, day=latest))
    examples = "".join(_example(e) for e in pack.examples)
    return head + rows + (_TERMS + terms if terms else "") + (_EXAMPLES + examples if examples else "")


def _rows(norm: Norm) -> str:
    is_read = norm.key.split(".")[0] in READ_NORMS
    use = "" if is_read else " *(judged by people; the program does not read it)*"
    soft = " *(breaking it is a warning)*" if is_read and not norm.hard else ""
    rows = (
        f"| `{norm.key}` | {v.amount} | {norm.unit} | {v.since.isoformat()} | {'yes' if v.verified else 'no'} "
        f"| {_cell(norm.title_en)}{soft}{use}<br>{_cell(norm.title_ru)} | {_cell(v.source)} |\n"
        for v in norm.values
    )
    return "".join(rows)


def _term(row: TermRow) -> str:
    seen = "yes" if row.verified else "no"
    return f"| {row.years} | {row.weeks} | {row.vacation_weeks} | {row.hours} | {seen} |\n"


def _example(e: ExamplePlan) -> str:
    verdict = "accepted" if e.accepted else "refused"
    codes = ", ".join(f"`{code}`" for code in e.findings) or "nothing"
    return f"| {_cell(e.title_en)}<br>{_cell(e.title_ru)} | {verdict} | {codes} |\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
