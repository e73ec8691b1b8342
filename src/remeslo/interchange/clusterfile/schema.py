"""
JSON Schema (2020-12) for every kind of file of the folder that is described here, one for each language of names.

A CSV file is described as the list of its rows, a list inside a cell as a list. The reader itself does not use these
schemas: it tells more, and mixes languages; they are for editors and for programs that make such files.
"""

from collections.abc import Mapping

from remeslo.interchange.clusterfile.description import (
    LANGUAGES,
    AnyType,
    Field,
    FileKind,
    ListOf,
    Rows,
    Schema,
    Shape,
    Table,
)
from remeslo.interchange.clusterfile.kinds import KINDS
from remeslo.interchange.clusterfile.valuetypes import Text
from remeslo.interchange.sentences import Language, label

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> Mapping[str, Schema]:
    """Schemas by ``<kind>.<language>``: ``demand.ru``, ``organisations.en``."""
    return {
        f"{kind.name}.{language}": _file(kind, kind.shape, language)
        for kind in KINDS
        if kind.shape is not None
        for language in LANGUAGES
    }


def _file(kind: FileKind, shape: Shape[object], language: Language) -> Schema:
    inner: dict[str, Schema] = {}
    _define(shape, language, inner)
    own: Schema = {"$ref": f"#/$defs/{shape.kind}"}
    if kind.suffixes == (".csv",):
        own = {"type": "array", "items": own}
    return {
        "$schema": DIALECT,
        "title": kind.written(language),
        "description": kind.about_ru if language == "ru" else kind.about,
        **own,
        "$defs": inner,
    }


def _define(shape: Shape[object], language: Language, inner: dict[str, Schema]) -> None:
    """Puts a shape, and the shapes inside it, among the definitions."""
    if shape.kind in inner:
        return
    made: Schema = {"type": "object"}
    inner[shape.kind] = made
    made["description"] = label(f"cluster_kind.{shape.kind}", language)
    made["properties"] = {f.named(language): _field(f, language, inner) for f in shape.fields}
    made["required"] = [f.named(language) for f in shape.fields if f.required]
    made["additionalProperties"] = False


def _field(f: Field, language: Language, inner: dict[str, Schema]) -> Schema:
    made = {"description": f.about_ru if language == "ru" else f.about, **_type(f.type, language, inner)}
    if f.required and isinstance(f.type, Text):
        made["pattern"] = r"\S"
    if isinstance(f.default, bool | int | str) and f.default != "":
        made["default"] = f.default
    if not f.required and "type" in made:
        made["type"] = [made["type"], "null"]
    elif not f.required and "enum" in made and isinstance(made["enum"], list):
        made["enum"] = [*made["enum"], None]
    return made


def _type(kind: AnyType, language: Language, inner: dict[str, Schema]) -> Schema:
    if isinstance(kind, ListOf):
        return {"type": "array", "items": kind.item.schema(language)}
    if isinstance(kind, Table | Rows):
        _define(kind.shape, language, inner)
        ref: Schema = {"$ref": f"#/$defs/{kind.shape.kind}"}
        if isinstance(kind, Table):
            return ref
        return {"type": "array", "items": {"anyOf": [ref, {"type": "string"}]} if kind.or_paths else ref}
    return kind.schema(language)
