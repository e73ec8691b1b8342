"""Why something may not be done at a table; nothing was written."""

from collections.abc import Sequence

from remeslo.core.base.findings import Finding
from remeslo.core.competence.studio.place import Place


class Refused(Exception):
    """The act was refused; findings of area ``studio`` or ``ruling`` say why and what to do."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(f.code for f in findings))
        self.findings = tuple(findings)


class TableFrozen(Refused):
    """A version is fixed for signatures, or the table is closed: nothing may be changed until it is opened again."""


class BadValue(Refused):
    """The value is none of that place."""


class NotYours(Refused):
    """The person may not rule on these places, or not do this at this table."""

    def __init__(self, findings: Sequence[Finding], places: Sequence[Place] = ()) -> None:
        super().__init__(findings)
        self.places = tuple(places)


class BundleContested(Refused):
    """Others changed some of the places since the proposal was made; names them, nothing was applied."""

    def __init__(self, findings: Sequence[Finding], places: Sequence[Place]) -> None:
        super().__init__(findings)
        self.places = tuple(places)


class Opposed(Refused):
    """Somebody voted against; the head of the group may approve nevertheless."""


class NotReady(Refused):
    """Something must be done before anybody can sign, or before the signed version can be published."""
