"""What a paper needs besides the agreement: names of what its keys mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from remeslo.core.agreements.content import ContentPack


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperScene:
    """
    Names by key; a key that nobody named stands for itself.

    Parameters
    ----------
    settlement
        Where it is made, as papers of the place have it at their head; "" leaves a line to write on.
    illustrative
        True for invented data: written on every page.
    """

    pack: ContentPack
    organisations: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    workshops: Mapping[str, str] = field(default_factory=dict)
    programmes: Mapping[str, str] = field(default_factory=dict)
    settlement: str = ""
    illustrative: bool = False
