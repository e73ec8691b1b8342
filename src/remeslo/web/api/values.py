"""Types of values in requests: exactly what their schema says, nothing guessed (no "5" for 5, no 1 for true)."""

import re
from datetime import date
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
NO_NUL: Final = r"^[^\u0000]*$"


def _whole(value: Any) -> Any:
    """A whole number of an address: digits only."""
    if isinstance(value, str):
        if not _WHOLE.fullmatch(value):
            raise PydanticCustomError("int_parsing", "digits")
        return int(value)
    return value


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise PydanticCustomError("day", "a day")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("day", "a day") from None


Limit = Annotated[int, Field(ge=1, le=200), BeforeValidator(_whole)]
Number = Annotated[int, Field(ge=1, le=999_999_999), BeforeValidator(_whole)]
"""A whole number in an address."""
Year = Annotated[int, Field(ge=1900, le=2200), BeforeValidator(_whole)]
Day = Annotated[date, BeforeValidator(_day)]
Line = Annotated[str, Field(max_length=300)]
Text = Annotated[str, Field(max_length=2000)]
Key = Annotated[str, Field(min_length=1, max_length=300)]


class Given(BaseModel):
    """A body: strict, and no field but these."""

    model_config = ConfigDict(strict=True, extra="forbid")


class Nothing(Given):
    """An empty object: the address says everything."""
