"""The documentation of the folder, made from its description: docs/formats/clusterfolder.md and the schemas."""

import json
from collections.abc import Iterator, Mapping
from importlib import resources

from remeslo.core.base.elements import AttestationForm
from remeslo.interchange.clusterfile.description import AnyType, Field, FileKind, ListOf, Rows, Shape, Table
from remeslo.interchange.clusterfile.kinds import KINDS
from remeslo.interchange.clusterfile.marks import Attestation, letters
from remeslo.interchange.clusterfile.pieces import read_demand_card
from remeslo.interchange.clusterfile.schema import schemas
from remeslo.interchange.clusterfile.shapes import SHAPES
from remeslo.interchange.clusterfile.valuetypes import Choice, Code, Integer, Word
from remeslo.interchange.clusterfile.writer import write_demand_card
from remeslo.interchange.sentences import Language, label

PAGE = "clusterfolder.md"


def pages() -> Mapping[str, str]:
    """Every made file of docs/formats by its path there."""
    made = {PAGE: page()}
    for name, schema in schemas().items():
        made[f"schema/{name}.json"] = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    return made


def page() -> str:
    """The page of the cluster folder."""
    intro = (resources.files(__package__) / "intro.md").read_text(encoding="utf-8")
    parts = [intro.rstrip(), "\n".join(_files()), *("\n".join(_shape(s)) for s in _in_order())]
    return "\n\n".join([*parts, "\n".join(_words()), "\n".join(_example())]) + "\n"


def _files() -> Iterator[str]:
    yield "## Files\n"
    yield "In the tables of fields below, fields in **bold** must be there.\n"
    yield "| file | по-русски | holds |"
    yield "|---|---|---|"
    for kind in KINDS:
        about = kind.about
        if kind.shape is not None:
            about += f" Fields: [{_title(kind.shape)}](#{_anchor(kind.shape)})."
        yield f"| {_path(kind, 'en')} | {_path(kind, 'ru')} | {about} |"


def _path(kind: FileKind, language: Language) -> str:
    path = kind.written(language)
    return f"`{path}/*{kind.suffixes[0]}`" if kind.many else f"`{path}`"


def _in_order() -> Iterator[Shape[object]]:
    yield from SHAPES


def _title(shape: Shape[object]) -> str:
    return label(f"cluster_kind.{shape.kind}", "en").capitalize()


def _anchor(shape: Shape[object]) -> str:
    return _heading(shape).lower().replace(" ", "-").replace("(", "").replace(")", "").replace(",", "")


def _heading(shape: Shape[object]) -> str:
    return f"{_title(shape)} ({label(f'cluster_kind.{shape.kind}', 'ru')})"


def _shape(shape: Shape[object]) -> Iterator[str]:
    files = [_path(k, "en") for k in KINDS if k.shape is shape]
    yield f"## {_heading(shape)}\n"
    if files:
        yield f"File: {', '.join(files)}\n"
    yield "| field | по-русски | value | meaning |"
    yield "|---|---|---|---|"
    for f in shape.fields:
        name = f"**`{f.name}`**" if f.required else f"`{f.name}`"
        yield f"| {name} | `{f.ru}` | {_type(f.type)}{_default(f)} | {f.about} |"


def _type(kind: AnyType) -> str:
    if isinstance(kind, ListOf):
        return f"list of: {_type(kind.item)}"
    if isinstance(kind, Table):
        return f"[{_title(kind.shape)}](#{_anchor(kind.shape)})"
    if isinstance(kind, Rows):
        made = f"list of [{_title(kind.shape)}](#{_anchor(kind.shape)})"
        return f"{made}, or of paths" if kind.or_paths else made
    if isinstance(kind, Integer):
        return f"{kind.low}…{kind.high}"
    if isinstance(kind, Choice):
        return "one of: " + ", ".join(f"`{w.value.value}`" for w in kind.words)
    if isinstance(kind, Code) and kind.refers:
        return f"key of: {label(f'cluster_kind.{kind.refers}', 'en')}"
    if isinstance(kind, Attestation):
        return "form of attestation"
    return {"text": "text", "boolean": "yes or no", "date": "date"}.get(kind.name, kind.name.replace("_", " "))


def _default(f: Field) -> str:
    if f.required:
        return ""
    if f.default_from:
        return f" (default: as `{f.default_from}`)"
    if isinstance(f.default, bool):
        return " (default yes)" if f.default else " (default no)"
    return f" (default {f.default})" if isinstance(f.default, int | str) and f.default != "" else ""


def _words() -> Iterator[str]:
    yield "## Words\n"
    yield "The words of a list in English, the Russian word that is written, and others that are understood.\n"
    for shape in SHAPES:
        for f in shape.fields:
            if isinstance(f.type, Choice) and f.type not in _seen(shape, f):
                yield f"**{shape.kind}: {f.name}**\n"
                yield "| word | по-русски | also |"
                yield "|---|---|---|"
                yield from (_word(w) for w in f.type.words)
                yield ""
    yield "**element: attestations**\n"
    yield "| word | по-русски | meaning |"
    yield "|---|---|---|"
    for form in AttestationForm:
        yield f"| `{form.value}` | `{letters(form)}` | {label(f'attestation.{form.value}', 'en')} |"


def _seen(shape: Shape[object], until: Field) -> list[AnyType]:
    """Types of the fields before this one, in all shapes: a list of words is shown once."""
    before: list[AnyType] = []
    for s in SHAPES:
        for f in s.fields:
            if s is shape and f is until:
                return before
            before.append(f.type)
    return before


def _word(word: Word) -> str:
    return f"| `{word.value.value}` | `{word.ru}` | {', '.join(word.also)} |"


def _example() -> Iterator[str]:
    yield "## Example\n"
    yield "One card in the words of each language. Whole folders: [examples/](../../examples/)."
    card = read_demand_card(_CARD, "card").value
    if card is None:
        raise ValueError("the example of the page cannot be read")
    yield f"\n`demand/works-01.yaml`\n\n```yaml\n{write_demand_card(card, language='en')}```"
    yield f"\n`запросы/works-01.yaml`\n\n```yaml\n{write_demand_card(card, language='ru')}```"


_CARD = """
key: works-01
employer: works
job: Pump assembly fitter
deadline: 2028-07-01
headcount: [{year: 2028, people: 12}, {year: 2029, people: 10}]
equipment: [bearing press, hydraulic test stand]
note: Illustrative. Employer, job and figures are invented.
requirements:
  - number: 1
    text: 'Fit bearings and seals in a pump body without damage: press, set the play, check'
    functions: [40.990/B/01.3]
    criticality: 3
  - {number: 2, text: Drill and tap to drawing, proficiency: 1}
"""
