"""Places shared out among those who ask: in proportion to what they ask, by the largest remainder."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from remeslo.core.base.findings import ProblemError


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody asks for ``people`` >= 0; ``key`` is unique among the claims shared together."""

    key: str
    people: int

    def __post_init__(self) -> None:
        if self.people < 0:
            raise ProblemError(f"claim {self.key}: people must be >= 0, got {self.people}.")


def shared(places: int, claims: Sequence[Claim]) -> dict[str, int]:
    """
    Places of each claim; they add up to ``min(places, all asked for)``, and nobody gets more than asked for.

    Where there are too few, each gets the whole part of ``places x asked / all asked``; places left over go one by one
    to the largest remainders, at equal remainders to who asked for more, then to the smaller key (Hamilton's method).
    """
    if places < 0:
        raise ProblemError(f"places must be >= 0, got {places}.")
    if len({c.key for c in claims}) < len(claims):
        raise ProblemError("two claims have one key.")
    asked = sum(c.people for c in claims)
    if asked <= places:
        return {c.key: c.people for c in claims}
    ideal = {c.key: Fraction(places * c.people, asked) for c in claims}
    given = {key: int(share) for key, share in ideal.items()}
    order = sorted(claims, key=lambda c: (given[c.key] - ideal[c.key], -c.people, c.key))
    for claim in order[: places - sum(given.values())]:
        given[claim.key] += 1
    return given
