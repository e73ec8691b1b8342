"""The one spelling of a JSON value that is signed: JSON Canonicalization Scheme, RFC 8785."""

import json
import math
from collections.abc import Mapping
from typing import Final

_LARGEST: Final = 2**53
_FARTHEST: Final = 10**21


def canonical(value: object) -> bytes:
    """
    The value in UTF-8, names sorted by UTF-16 code units, numbers as ECMAScript writes them.

    Raises
    ------
    ValueError
        For numbers that a double does not keep as they are written (many above 2^53, infinity), half characters, and
        values of other types.
    """
    parts: list[str] = []
    _write(value, parts)
    return "".join(parts).encode("utf-8")


def _write(value: object, parts: list[str]) -> None:
    if isinstance(value, str):
        parts.append(json.dumps(value, ensure_ascii=False))
    elif value is None or isinstance(value, bool):
        parts.append(json.dumps(value))
    elif isinstance(value, int | float):
        parts.append(_number(value))
    elif isinstance(value, Mapping):
        names = sorted(value, key=lambda name: str(name).encode("utf-16-be"))
        parts.append("{")
        for n, name in enumerate(names):
            parts.append("," if n else "")
            _write(str(name), parts)
            parts.append(":")
            _write(value[name], parts)
        parts.append("}")
    elif isinstance(value, list | tuple):
        parts.append("[")
        for n, item in enumerate(value):
            parts.append("," if n else "")
            _write(item, parts)
        parts.append("]")
    else:
        raise ValueError(f"{type(value).__name__} is not a JSON value")


def _number(value: float) -> str:
    if isinstance(value, int):
        if abs(value) > _LARGEST and (abs(value) > _FARTHEST or _number(float(value)) != str(value)):
            raise ValueError(f"the whole number {str(value)[:30]} is larger than JSON keeps exactly")
        return str(value)
    if not math.isfinite(value):
        raise ValueError("infinity is not a JSON number")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = f"{abs(value)!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    fraction = "" if fraction == "0" else fraction
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    return sign + _ecmascript(digits.rstrip("0"), point)


def _ecmascript(digits: str, point: int) -> str:
    """Number::toString of ECMAScript: significant digits, and where the point stands counted from before the first."""
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    power = f"e{'+' if point > 0 else '-'}{abs(point - 1)}"
    return (digits[0] + ("." + digits[1:] if len(digits) > 1 else "")) + power
