"""The page of a pack in docs/rules, made from the pack so that it never says anything else."""

from remeslo.core.curriculum.norms import Norm, NormPack
from remeslo.core.curriculum.rules import KNOWN_NORMS

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


def page(pack: NormPack) -> str:
    """Markdown: one row a value, in the order of the pack."""
    values = [v for norm in pack.norms.values() for v in norm.values]
    head = _HEAD.format(
        title_en=pack.title_en,
        title_ru=pack.title_ru,
        key=pack.key,
        country=pack.country,
        verified=sum(v.verified for v in values),
        count=len(values),
    )
    return head + "".join(_rows(norm) for norm in pack.norms.values())


def _rows(norm: Norm) -> str:
    use = "" if norm.key.split(".")[0] in KNOWN_NORMS else " *(for people; the program does not read it)*"
    soft = "" if norm.hard else " *(breaking it is a warning)*"
    rows = (
        f"| `{norm.key}` | {v.amount} | {norm.unit} | {v.since.isoformat()} | {'yes' if v.verified else 'no'} "
        f"| {_cell(norm.title_en)}{soft}{use}<br>{_cell(norm.title_ru)} | {_cell(v.source)} |\n"
        for v in norm.values
    )
    return "".join(rows)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
