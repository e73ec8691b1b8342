"""What the pages look at: agreements of a cluster with names, who reads, what stands against them, what was done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from remeslo.core.agreements.agreement import Agreement, Party, Signatory
from remeslo.core.agreements.commitments import Progress
from remeslo.core.agreements.follow import follow
from remeslo.core.agreements.kinds import State
from remeslo.core.agreements.reminders import Reminder, expiring
from remeslo.core.agreements.state import missing, state_on
from remeslo.core.base.findings import Finding
from remeslo.interchange.agreementpack import builtin
from remeslo.interchange.agreementpaper import PaperScene
from remeslo.web.apps.agreements import queries
from remeslo.web.apps.agreements.queries import Held
from remeslo.web.apps.agreements.services.judging import contracts_of_folder, judged
from remeslo.web.apps.agreements.services.signing import is_person
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.kept import Kept
from remeslo.web.apps.common.models import Cluster, Organisation, User, VersionedDocument
from remeslo.web.apps.common.permissions import Action, can, own_organisations
from remeslo.web.apps.registry.models import StaffMember, Workshop
from remeslo.web.apps.results.ledger import ledger

_followed: Kept[tuple[Progress, ...]] = Kept(40)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something in a cluster that belongs to organisations (`common.permissions`)."""

    cluster_id: int
    owners: tuple[Organisation, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """An agreement as a page shows it; ``held`` is None for contracts that are read from the folder."""

    value: Agreement
    held: Held | None
    state: State

    @property
    def is_from_folder(self) -> bool:
        """True for contracts of the folder's tables: shown, not signed or changed here."""
        return self.held is None


class Scene:
    """All agreements of a cluster for one reader; each part is read when it is asked for, once."""

    def __init__(self, user: User, cluster: Cluster) -> None:
        self.user, self.cluster = user, cluster

    @cached_property
    def today(self) -> date:
        """The day of the reader."""
        return timezone.localdate()

    @cached_property
    def organisations(self) -> Mapping[str, Organisation]:
        """Members of the cluster."""
        return queries.organisations(self.cluster)

    @cached_property
    def own(self) -> tuple[Organisation, ...]:
        """The reader's house."""
        return own_organisations(self.user, self.cluster, self.organisations.values())

    @cached_property
    def papers(self) -> list[Paper]:
        """Every agreement; those of the folder's tables last."""
        kept = [Paper(h.value, h, state_on(h.value, self.today)) for h in queries.held(self.cluster)]
        read = [Paper(a, None, state_on(a, self.today)) for a in contracts_of_folder(self.cluster)]
        return [*kept, *read]

    @cached_property
    def seen(self) -> list[Paper]:
        """Those that the reader may see."""
        return [p for p in self.papers if self.may(Action.SEE_AGREEMENT, p.value)]

    @cached_property
    def values(self) -> list[Agreement]:
        """Every agreement as a value."""
        return [p.value for p in self.papers]

    def paper(self, key: str) -> Paper | None:
        """An agreement that the reader may see, by its number."""
        return next((p for p in self.seen if p.value.key == key), None)

    def may(self, action: Action, agreement: Agreement) -> bool:
        """True when the reader may do this to the agreement, as one of its sides or for the whole cluster."""
        return can(self.user, action, self.thing(agreement.organisations))

    def thing(self, keys: Iterable[object]) -> Thing:
        """Something of which these organisations are the sides."""
        found = (self.organisations.get(str(k)) for k in keys)
        return Thing(self.cluster.pk, tuple(o for o in found if o is not None))

    def is_mine(self, agreement: Agreement) -> bool:
        """True when the reader's house is a side."""
        return any(o.key in agreement.organisations for o in self.own)

    def may_sign(self, agreement: Agreement, one: Signatory) -> bool:
        """True for the named signatory's own house only, whatever other rights the reader has; never for a person."""
        return not is_person(agreement, one) and self._is_of_house(agreement, one)

    def may_record(self, agreement: Agreement, one: Signatory) -> bool:
        """True for the house that answers for the person whose signature stands on paper."""
        return is_person(agreement, one) and self._is_of_house(agreement, one)

    def _is_of_house(self, agreement: Agreement, one: Signatory) -> bool:
        party = agreement.party_of[one.party].organisation
        is_own = any(o.key == party for o in self.own)
        return is_own and can(self.user, Action.SIGN_AGREEMENT, self.thing([party]))

    def mine_to_sign(self, paper: Paper) -> list[Signatory]:
        """Signatures that it waits for and that the reader may give."""
        return [s for s in self._awaited(paper) if self.may_sign(paper.value, s)]

    def mine_to_record(self, paper: Paper) -> list[Signatory]:
        """Signatures of persons that it waits for and that the reader may write down from paper."""
        return [s for s in self._awaited(paper) if self.may_record(paper.value, s)]

    def _awaited(self, paper: Paper) -> tuple[Signatory, ...]:
        if paper.state is not State.SENT or paper.held is None or paper.held.text is None:
            return ()
        return missing(paper.value)

    def against(self, paper: Paper) -> list[Finding]:
        """Findings in which it is named."""
        return judged(paper.value, self.values)

    @cached_property
    def reminders(self) -> tuple[Reminder, ...]:
        """Agreements in force that end soon, of those that the reader sees."""
        return expiring([p.value for p in self.seen], self.today, remind_days=builtin().remind_days)

    @cached_property
    def progress(self) -> tuple[Progress, ...]:
        """Commitments of the agreements that the reader sees, counted beside those of all."""
        seen = {p.value.key for p in self.seen}
        held = ledger(self.cluster)
        every = _followed.once(
            (self.cluster.pk, held.stamp, self.today, repr(self.values)),
            lambda: follow(self.values, held.known_on(self.today).facts, self.today, risk_days=builtin().risk_days),
        )
        return tuple(p for p in every if p.commitment.agreement.key in seen)

    @cached_property
    def workshops(self) -> Mapping[str, str]:
        """Names of workshops by key, with their owners'; one query."""
        rows = Workshop.objects.filter(cluster=self.cluster).select_related("site__organisation")
        return {w.key: f"{w.name} ({w.site.organisation.name})" for w in rows}

    @cached_property
    def programmes(self) -> Mapping[str, str]:
        """Titles of programmes by key; one query."""
        rows = VersionedDocument.objects.filter(cluster=self.cluster, kind=DocumentKind.OUTLINE, withdrawn=False)
        return dict(rows.values_list("key", "title"))

    @cached_property
    def people(self) -> Mapping[str, str]:
        """Names of the staff by key; one query. Learners have pseudonyms only."""
        return dict(StaffMember.objects.filter(cluster=self.cluster).values_list("key", "name"))

    def party_name(self, party: Party) -> str:
        """Name of a side."""
        name = self.organisations[str(party.organisation)].name if party.organisation in self.organisations else ""
        name = name or str(party.organisation)
        return f"{self.people.get(party.person, party.person)} ({name})" if party.person else name

    def paper_scene(self) -> PaperScene:
        """Names as papers have them."""
        return PaperScene(
            pack=builtin(),
            organisations={k: o.name for k, o in self.organisations.items()},
            people=self.people,
            workshops=self.workshops,
            programmes=self.programmes,
            illustrative=self.cluster.illustrative,
        )
