"""Numbers and days as the format writes them."""

from datetime import date
from decimal import Decimal


def number(value: Decimal | None) -> str | None:
    """``36``, ``4.5``; None for None."""
    if value is None:
        return None
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def day(value: date | None) -> str | None:
    """A day as the format writes it: midnight."""
    return f"{value.isoformat()}T00:00:00" if value is not None else None
