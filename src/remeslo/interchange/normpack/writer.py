"""A NormPack as TOML that ``read`` gives back unchanged."""

from remeslo.core.curriculum.norms import Norm, NormPack, NormValue
from remeslo.interchange.normpack.examplewriter import write_example
from remeslo.interchange.normpack.reader import FORMAT
from remeslo.interchange.tomltext.toml import flag as _flag
from remeslo.interchange.tomltext.toml import text as _text


def write(pack: NormPack) -> bytes:
    """The file of a pack: UTF-8, norms in their order, amounts as text so that no digit is lost."""
    head = [
        f"format = {FORMAT}",
        f"key = {_text(pack.key)}",
        f"title_ru = {_text(pack.title_ru)}",
        f"title_en = {_text(pack.title_en)}",
        f"country = {_text(pack.country)}",
    ]
    norms = (_norm(norm) for norm in pack.norms.values())
    blocks = ["\n".join(head), *norms, *(write_example(e) for e in pack.examples)]
    return ("\n\n".join(blocks) + "\n").encode()


def _norm(norm: Norm) -> str:
    key = _key(norm.key)
    lines = [
        f"[norm.{key}]",
        f"unit = {_text(norm.unit)}",
        f"title_ru = {_text(norm.title_ru)}",
        f"title_en = {_text(norm.title_en)}",
        f"hard = {_flag(norm.hard)}",
    ]
    return "\n".join(lines) + "".join(f"\n\n[[norm.{key}.value]]\n{_value(v)}" for v in norm.values)


def _value(value: NormValue) -> str:
    lines = [
        f"since = {value.since.isoformat()}",
        f"amount = {_text(str(value.amount))}",
        f"source = {_text(value.source)}",
        f"verified = {_flag(value.verified)}",
    ]
    return "\n".join(lines)


def _key(key: str) -> str:
    return _text(key) if "." in key else key
