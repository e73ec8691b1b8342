"""What one right, some hours a week or a quarter of a rate more would save, in words and as data."""

from collections.abc import Sequence

from remeslo.cli.console import Console
from remeslo.cli.staffout import MOST_SHOWN, more, need_data
from remeslo.core.staffing.assign.prices import RATE_STEP, Offer, OfferKind, Price
from remeslo.interchange.staffsheet.named import Named


def prices_data(found: Sequence[Price]) -> list[dict[str, object]]:
    """For ``--json``."""
    return [
        {
            "offer": p.offer.kind.value,
            "person": p.offer.person,
            "need": need_data(p.offer.need),
            "week_hours": p.offer.hours,
            "rate": str(RATE_STEP) if p.offer.kind is OfferKind.RATE else "0",
            "duties": list(p.offer.duties),
            "saved": p.saved,
            "above_saved": p.above_saved,
            "proven": p.proven,
        }
        for p in found
    ]


def tell_prices(found: Sequence[Price], named: Named, console: Console) -> None:
    """In lines of text."""
    text = console.text
    console.say(
        text(
            f"Что дала бы одна добавка (каждая проверена новым решением): {len(found)}",
            f"What one thing more would save (each solved again): {len(found)}",
        )
    )
    for p in found[:MOST_SHOWN]:
        sure = "" if p.proven else text(" (не доказано)", " (not proven)")
        saved = (
            text(f"{p.saved} ч будет кому вести", f"{p.saved} h get a teacher")
            if p.offer.kind is not OfferKind.RATE
            else text(f"{p.above_saved} ч меньше сверх ставок", f"{p.above_saved} h less above the rates")
        )
        console.say(
            f"  {named.person(p.offer.person)} ({p.offer.person}): {_offered(p.offer, named, console)}: {saved}{sure}"
        )
    more(console, MOST_SHOWN, len(found))


def _offered(offer: Offer, named: Named, console: Console) -> str:
    if offer.need is not None:
        return console.text("право", "the right to") + f" {named.needs([offer.need])}"
    if offer.kind is OfferKind.HOURS:
        return console.text(f"+{offer.hours} ч в неделю", f"+{offer.hours} h a week")
    return console.text(f"+{RATE_STEP} ставки", f"+{RATE_STEP} of a rate")
