"""Who looks at money: those who see every statement, and organisations that see those they are a party to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from remeslo.core.funding.settle import SettledLine
from remeslo.core.funding.statements import Statement
from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.common.permissions import Action, can, own_organisations


@dataclass(frozen=True, slots=True)
class Audience:
    """A reader of statements; ``own`` are keys of the reader's organisations."""

    reads_all: bool
    own: frozenset[str]
    names: Mapping[str, str]

    def sees(self, parties: Iterable[str]) -> bool:
        """True when one of the parties is the reader's."""
        return self.reads_all or not self.own.isdisjoint(parties)

    def statement(self, s: Statement) -> bool:
        """True when the statement may be shown: the payee's and the payers' people see it."""
        return self.sees(s.parties)

    def line(self, line: SettledLine) -> bool:
        """The same for one line."""
        return self.sees({line.payee, *(side.payer for side in line.sides)})


def audience_of(request: ClusterRequest) -> Audience:
    """What this person may see; one query."""
    organisations: list[Organisation] = list(request.cluster.organisations.all())
    own = own_organisations(request.user, request.cluster, organisations)
    return Audience(
        reads_all=can(request.user, Action.SEE_STATEMENT, request.cluster),
        own=frozenset(o.key for o in own),
        names={o.key: o.name for o in organisations},
    )
