"""An example plan as TOML that the reader gives back unchanged; what has its default is left out."""

from remeslo.core.base.calendar import YearLayout
from remeslo.core.base.elements import AttestationMark
from remeslo.core.curriculum.exampleplan import ExampleElement, ExamplePlan, WeekHours
from remeslo.interchange.tomltext.toml import flag, text, texts


def write_example(example: ExamplePlan) -> str:
    """The ``[[example]]`` table with a row for each element."""
    lines = [
        "[[example]]",
        f"title_ru = {text(example.title_ru)}",
        f"title_en = {text(example.title_en)}",
        f"day = {example.day.isoformat()}",
    ]
    lines += [f"{name} = {text(value)}" for name, value in (("kind", example.kind), ("base", example.base)) if value]
    lines.append(f"years = {texts(_year(layout) for layout in example.years)}")
    numbers = {
        "regular_years": example.regular_years or None,
        "total_hours": example.total_hours,
        **example.minima,
        "group_size": example.group_size or None,
        "term_weeks": example.term_weeks,
    }
    lines += [f"{name} = {number}" for name, number in numbers.items() if number is not None]
    if example.source:
        lines.append(f"source = {text(example.source)}")
    if example.source_verified:
        lines.append("source_verified = true")
    lines.append(f"accepted = {flag(example.accepted)}")
    if example.findings:
        lines.append(f"findings = {texts(example.findings)}")
    return "\n".join([*lines, "element = [", *(_element(e) for e in example.elements), "]"])


def span_text(span: WeekHours) -> str:
    """``1-17: 36``, or ``18: 36`` for a single week."""
    weeks = str(span.first) if span.first == span.last else f"{span.first}-{span.last}"
    return f"{weeks}: {span.hours}"


def _element(e: ExampleElement) -> str:
    """One row of the example, a TOML table on one line."""
    fields = [f"index = {text(e.index)}", f"title = {text(e.title)}", f"kind = {text(e.kind.value)}"]
    if e.module is not None:
        fields.append(f"module = {text(e.module)}")
    if e.variative:
        fields.append(f"variative = {e.variative}")
    if e.whole_weeks:
        fields.append("whole_weeks = true")
    if e.attestations:
        fields.append(f"attestations = {texts(_mark(m) for m in e.attestations)}")
    if e.after:
        fields.append(f"after = {texts(e.after)}")
    fields.append(f"weeks = {text('; '.join(span_text(s) for s in e.weeks))}")
    return f"    {{ {', '.join(fields)} }},"


def _year(layout: YearLayout) -> str:
    return f"{layout.autumn}+{layout.winter}+{layout.spring}"


def _mark(mark: AttestationMark) -> str:
    return mark.form.value if mark.joint is None else f"{mark.form.value}:{mark.joint}"
