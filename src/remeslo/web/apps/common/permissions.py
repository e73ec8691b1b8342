"""
Who may do what: the one place where rights are written down.

A right belongs to a role in a cluster. Some are *own only*: an employer has them for documents of the own
organisation (its parent and its corporate university count as own), employers and colleges for facts and contracts
that they are a party to, colleges for their teachers, hosts for the sessions of their courses. Some are *for oneself
only*: a teacher and a mentor have them for what is about them (``thing.persons``). Ask with
`can(user, action, thing)`, where the thing is a cluster or anything with a ``cluster_id`` (a document, a fact, a
membership, a run of a plan).

A *mandate* is a role over all clusters of a region, an industry or the country: in each of them it counts as a
membership; pages above clusters ask `can_over`.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from remeslo.web.apps.common.enums import Realm, Role


class Action(StrEnum):
    """What a person can be allowed."""

    SEE_CLUSTER = "see_cluster"
    SEE_STAFF = "see_staff"  # names of teachers, not only counts
    SEE_PEOPLE = "see_people"  # how many hold what, never who
    SEE_PERSON = "see_person"  # one person's qualifications, load, courses
    EDIT_PEOPLE = "edit_people"  # qualifications and their sheets
    OFFER_COURSE = "offer_course"
    ANSWER_OFFER = "answer_offer"  # accept or decline a course
    SEE_COURSES = "see_courses"  # the catalogue, without participants
    HOST_COURSE = "host_course"  # who comes to a session, attendance, certificates
    SEE_MENTORSHIP = "see_mentorship"  # one mentor's work, trainees under pseudonyms
    EDIT_MENTORSHIP = "edit_mentorship"  # ask for consent, end
    ANSWER_MENTORSHIP = "answer_mentorship"  # the mentor's own written word
    PLAN_STAFF = "plan_staff"  # who teaches what, who learns what: run, change by hand, publish
    SEE_NETWORK = "see_network"  # workshops over the year, groups in them, opening hours
    ALLOCATE = "allocate"  # share out the workshops between colleges: run, mend, publish a release
    EDIT_OPENINGS = "edit_openings"  # when a workshop is open to whom
    ASK_SLOT = "ask_slot"  # days in another's workshop, and used days, for the own college
    ANSWER_SLOT = "answer_slot"  # approve or decline what others ask; confirm what they used
    SEE_QUOTA = "see_quota"  # one quota or settlement with its price: its two sides
    EDIT_QUOTA = "edit_quota"  # withdraw or change a quota given by the own house
    SEE_AGREEMENT = "see_agreement"  # with its prices: its sides, and who answers for the cluster or its money
    EDIT_AGREEMENT = "edit_agreement"  # drafts, sending, early end, what was not carried out
    SIGN_AGREEMENT = "sign_agreement"  # as a named signatory of the own house
    SEE_WEEKS = "see_weeks"  # the timetable of a semester, with the names of those who teach
    PLAN_WEEKS = "plan_weeks"  # the timetable of a semester: run, change by hand, publish
    SHARE_WEEKS = "share_weeks"  # addresses of calendars that need no signing in: make, show, revoke
    SEE_DEMAND = "see_demand"  # the aggregate over all employers
    SEE_CARD = "see_card"  # one card in full
    EDIT_CARD = "edit_card"
    PUBLISH_CARD = "publish_card"
    SEE_STANDARDS = "see_standards"
    UPLOAD_STANDARDS = "upload_standards"
    EDIT_NORMS = "edit_norms"  # drafts and versions of norm packs
    PUBLISH_NORMS = "publish_norms"
    SEE_PROGRAMMES = "see_programmes"
    EDIT_PROGRAMMES = "edit_programmes"
    EDIT_SHORT_COURSE = "edit_short_course"  # cut from a programme, for adults; its certificates
    SEE_LEARNER = "see_learner"  # individual plans of learners under pseudonyms, many of whom are minors
    EDIT_LEARNER = "edit_learner"  # recognise prior learning; another person confirms
    RULE_PROGRAMME = "rule_programme"  # at the studio's table: what a request means, lines, hours
    REMARK_PROGRAMME = "remark_programme"  # comment, disagree, propose and vote at the table
    SIGN_PROGRAMME = "sign_programme"  # for the own organisation
    RUN_PLAN = "run_plan"
    SEE_RESULTS = "see_results"  # indicators, small numbers hidden
    SEE_BOARD = "see_board"  # figures of colleges, to the cluster and above, small numbers hidden
    SUBMIT_FIGURES = "submit_figures"  # give the figures of a year to the cluster: of the own college
    APPROVE_FIGURES = "approve_figures"  # approve, return, reopen: on the level of the role
    SEE_FACTS = "see_facts"  # single facts, of learners under pseudonyms
    RECORD_FACTS = "record_facts"
    CONFIRM_FACTS = "confirm_facts"  # for the other side
    SEE_NAMES = "see_names"  # of learners, many of whom are minors; each showing is logged
    SEE_CREDENTIALS = "see_credentials"  # of graduates, under pseudonyms
    ISSUE_CREDENTIALS = "issue_credentials"  # certify competences of the own college's graduates, revoke
    ENDORSE_CREDENTIALS = "endorse_credentials"  # confirm them, signed, for the own enterprise
    SEE_MONEY = "see_money"  # rule packs, the ledger, simulation
    SEE_STATEMENT = "see_statement"  # the statement of one contract, with its clawbacks
    EDIT_RULES = "edit_rules"
    SETTLE = "settle"  # settle a month, sample for verification, propose a clawback, close a year
    DECIDE_CLAWBACK = "decide_clawback"
    SEE_REGISTRY = "see_registry"  # organisations, their parts in clusters, licences, sites
    EDIT_REGISTRY = "edit_registry"  # requisites, who takes part where, the cluster's life, mergers and splits
    SEE_DIALOGUE = "see_dialogue"  # meetings, decisions, answers to the own requests
    EDIT_DIALOGUE = "edit_dialogue"  # call a meeting, its agenda, votes and minutes
    VOTE_DIALOGUE = "vote_dialogue"  # speak, propose and vote, where a meeting has a seat for one
    SEE_JOBS = "see_jobs"  # long work that others asked for, and its log; the own is open to everybody
    SEE_LOG = "see_log"
    USE_API = "use_api"  # with a token of one's own, for what one may do anyway
    KEEP_PRIVACY = "keep_privacy"  # personal data: what is due, holds, erasure on request
    MANAGE_ACCESS = "manage_access"


A = Action
_TALKS = {A.SEE_DIALOGUE, A.VOTE_DIALOGUE}
"""Every member may come to a meeting; who votes there is said by its seats."""
_SEES = {
    A.SEE_CLUSTER,
    *_TALKS,
    A.SEE_DEMAND,
    A.SEE_STANDARDS,
    A.SEE_PROGRAMMES,
    A.SEE_RESULTS,
    A.USE_API,
    A.SEE_REGISTRY,
}
_TABLE = {A.RULE_PROGRAMME, A.REMARK_PROGRAMME}
_CARDS = {A.SEE_CARD, A.EDIT_CARD, A.PUBLISH_CARD}
_NORMS = {A.EDIT_NORMS, A.PUBLISH_NORMS}
_MONEY = {A.SEE_MONEY, A.SEE_STATEMENT}
_STAFFING = {A.SEE_PEOPLE, A.SEE_COURSES}
_OWN_PLACES = {A.EDIT_OPENINGS, A.ANSWER_SLOT, A.EDIT_QUOTA, A.SEE_QUOTA}
"""What an organisation may do with its own workshops, and see of contracts that it is a side of."""
_NETWORK_MONEY = {A.SEE_NETWORK, A.SEE_QUOTA, A.SEE_AGREEMENT}
_BOARDS = {A.SEE_BOARD, A.APPROVE_FIGURES}
_OWN_AGREEMENTS = {A.SEE_AGREEMENT, A.EDIT_AGREEMENT, A.SIGN_AGREEMENT}
"""What an organisation may do with agreements that it is a side of."""
_OWN_WEEKS = {A.SEE_WEEKS, A.SHARE_WEEKS}
"""Of the timetable: what is taught at the own house's sites, or what one teaches oneself."""
_OWN_PEOPLE = {A.SEE_PERSON, A.EDIT_PEOPLE, A.OFFER_COURSE, A.HOST_COURSE, A.SEE_MENTORSHIP, A.EDIT_MENTORSHIP}
"""What an organisation may do with its own people, the sessions it hosts, and mentorships it is a party to."""
_LEARNERS = {A.SEE_LEARNER, A.EDIT_LEARNER}
"""What a college may do with individual plans of its own learners."""
_PARTY = {A.SEE_FACTS, A.RECORD_FACTS, A.CONFIRM_FACTS, A.SEE_NAMES, A.SEE_STATEMENT}
"""What a party to a fact or a contract may do with it."""
_CERTIFIES = {A.SEE_CREDENTIALS, A.ISSUE_CREDENTIALS}
"""What a college may do for its graduates."""

RIGHTS: Final[Mapping[Role, frozenset[Action]]] = {
    Role.METHODIST: frozenset(
        {
            *_SEES,
            *_CARDS,
            *_STAFFING,
            A.SEE_STAFF,
            A.PLAN_STAFF,
            A.SEE_NETWORK,
            *_OWN_WEEKS,
            A.EDIT_DIALOGUE,
            A.UPLOAD_STANDARDS,
            *_NORMS,
            A.EDIT_PROGRAMMES,
            A.EDIT_SHORT_COURSE,
            *_TABLE,
            A.RUN_PLAN,
            A.SEE_LOG,
        }
    ),
    Role.EMPLOYER: frozenset({*_SEES, A.REMARK_PROGRAMME, A.SEE_NETWORK}),
    Role.DEPUTY_DIRECTOR: frozenset(
        {
            *_SEES,
            *_STAFFING,
            A.SEE_CARD,
            A.SEE_STAFF,
            A.PLAN_STAFF,
            A.SEE_NETWORK,
            *_OWN_WEEKS,
            A.PLAN_WEEKS,
            A.RUN_PLAN,
            A.REMARK_PROGRAMME,
        }
    ),
    Role.CLUSTER_MANAGER: frozenset(
        {
            *_BOARDS,
            *_SEES,
            *_CARDS,
            *_MONEY,
            *_STAFFING,
            A.EDIT_DIALOGUE,
            A.PUBLISH_NORMS,
            A.SEE_STAFF,
            A.SEE_PERSON,
            A.OFFER_COURSE,
            A.SEE_MENTORSHIP,
            A.PLAN_STAFF,
            A.SEE_NETWORK,
            A.ALLOCATE,
            A.SEE_AGREEMENT,
            A.EDIT_AGREEMENT,
            A.SEE_QUOTA,
            *_OWN_WEEKS,
            A.PLAN_WEEKS,
            A.RUN_PLAN,
            A.REMARK_PROGRAMME,
            A.SEE_JOBS,
            A.SEE_LOG,
            A.SEE_CREDENTIALS,
            A.SEE_FACTS,
            A.RECORD_FACTS,
            A.DECIDE_CLAWBACK,
        }
    ),
    Role.FINANCE_OFFICER: frozenset(
        {A.SEE_BOARD, *_SEES, *_MONEY, A.SEE_CARD, A.SEE_FACTS, A.EDIT_RULES, A.SETTLE, *_NETWORK_MONEY}
    ),
    Role.MINISTRY_OFFICIAL: frozenset(
        {*_BOARDS, *_SEES, *_MONEY, *_STAFFING, A.SEE_CARD, A.EDIT_REGISTRY, A.EDIT_RULES, *_NETWORK_MONEY}
    ),
    Role.ADMINISTRATOR: frozenset(Action),
    Role.TEACHER: frozenset(
        {A.SEE_CLUSTER, A.SEE_REGISTRY, *_TALKS, A.SEE_STANDARDS, A.SEE_PROGRAMMES, A.SEE_COURSES, A.SEE_WEEKS}
    ),
    Role.MENTOR: frozenset({A.SEE_CLUSTER, A.SEE_REGISTRY, *_TALKS, A.SEE_COURSES}),
}
OWN_ONLY: Final[Mapping[Role, frozenset[Action]]] = {
    Role.EMPLOYER: frozenset(
        {
            A.SEE_CREDENTIALS,
            A.ENDORSE_CREDENTIALS,
            A.SEE_BOARD,
            *_CARDS,
            *_PARTY,
            *_OWN_PEOPLE,
            *_OWN_PLACES,
            *_OWN_AGREEMENTS,
            *_OWN_WEEKS,
            A.RULE_PROGRAMME,
            A.SIGN_PROGRAMME,
            A.EDIT_SHORT_COURSE,
        }
    ),
    Role.FINANCE_OFFICER: frozenset({A.SUBMIT_FIGURES}),
    Role.METHODIST: frozenset(
        {
            A.SEE_BOARD,
            *_CERTIFIES,
            *_PARTY,
            *_OWN_PEOPLE,
            *_LEARNERS,
            A.SIGN_PROGRAMME,
            A.SEE_QUOTA,
            A.SEE_AGREEMENT,
            A.EDIT_AGREEMENT,
        }
    ),
    Role.DEPUTY_DIRECTOR: frozenset(
        {
            A.SEE_BOARD,
            A.SUBMIT_FIGURES,
            *_CERTIFIES,
            *_PARTY,
            *_OWN_PEOPLE,
            *_OWN_PLACES,
            *_OWN_AGREEMENTS,
            *_LEARNERS,
            A.SIGN_PROGRAMME,
            A.ASK_SLOT,
            A.EDIT_SHORT_COURSE,
        }
    ),
}
"""Rights that hold for what is the own organisation's only: its documents, people, facts, what it is a party to."""
SELF_ONLY: Final[Mapping[Role, frozenset[Action]]] = {
    Role.TEACHER: frozenset({A.SEE_PERSON, A.ANSWER_OFFER, A.SHARE_WEEKS}),
    Role.MENTOR: frozenset({A.SEE_PERSON, A.ANSWER_OFFER, A.SEE_MENTORSHIP, A.ANSWER_MENTORSHIP, *_OWN_WEEKS}),
}
"""Rights that hold for what is about the person only; a membership says which person of the staff that is."""


def memberships(user: Any) -> tuple[Any, ...]:
    """What a person does, in every cluster, mandates opened to their clusters; one query (and one a mandate)."""
    known: tuple[Any, ...] | None = getattr(user, "_in_clusters", None)
    if known is None:
        own = [m for m in _rows(user) if m.cluster_id is not None]
        known = tuple(own + [m for mandate in mandates(user) for m in mandate.over_clusters()])
        if known:
            user._in_clusters = known
    return known


def mandates(user: Any) -> tuple[Any, ...]:
    """Roles over all clusters of a region, an industry, the country; no query after `memberships`."""
    return tuple(m for m in _rows(user) if m.cluster_id is None)


def _rows(user: Any) -> tuple[Any, ...]:
    if not getattr(user, "is_authenticated", False):
        return ()
    known: tuple[Any, ...] | None = getattr(user, "_memberships", None)
    if known is None:
        rows = user.memberships.select_related("cluster", "organisation").order_by("cluster__name", "role", "id")
        known = tuple(rows)
        user._memberships = known
    return known


def memberships_in(user: Any, cluster_id: int) -> tuple[Any, ...]:
    """What a person does in one cluster."""
    return tuple(m for m in memberships(user) if m.cluster_id == cluster_id)


def can(user: Any, action: Action | str, thing: Any) -> bool:
    """True when the person may do this to this thing; a stranger may nothing."""
    action = Action(action)
    cluster_id = thing.pk if type(thing).__name__ == "Cluster" else thing.cluster_id
    return any(
        action in RIGHTS[Role(m.role)]
        or (action in OWN_ONLY.get(Role(m.role), ()) and _is_own(m, thing))
        or (action in SELF_ONLY.get(Role(m.role), ()) and _is_self(m, thing))
        for m in memberships_in(user, cluster_id)
    )


def can_over(user: Any, action: Action | str, realm: str, node: str = "") -> bool:
    """True when a mandate gives the right over the whole region, industry or country; clusters' roles give none."""
    action = Action(action)
    return any(
        action in RIGHTS[Role(m.role)] and (m.realm == Realm.COUNTRY or (m.realm, m.node) == (realm, node))
        for m in mandates(user)
    )


def has_mandate(user: Any, action: Action | str) -> bool:
    """True when some mandate gives the right."""
    return any(Action(action) in RIGHTS[Role(m.role)] for m in mandates(user))


def may_give_mandates(user: Any) -> bool:
    """Those who keep the installation, and administrators over the country."""
    return bool(getattr(user, "is_superuser", False)) or can_over(user, Action.MANAGE_ACCESS, Realm.COUNTRY)


def roles_of(user: Any) -> frozenset[str]:
    """What a person does anywhere, in clusters and above them."""
    return frozenset(m.role for m in _rows(user))


def may_reset_second_factor(user: Any, person: Any) -> bool:
    """
    Who looks after all that the person may do: administrators of every cluster the person is in, those of the country.

    An administrator of one cluster can't open the account of somebody who has rights elsewhere.
    """
    if user.pk == person.pk:
        return False
    rows = _rows(person)
    inside = bool(rows) and all(m.cluster_id and can(user, Action.MANAGE_ACCESS, m) for m in rows)
    return may_give_mandates(user) or (inside and not person.is_superuser)


def can_somewhere(user: Any, action: Action | str, cluster: Any) -> bool:
    """True when the person has the right in the cluster for at least some things (the own ones)."""
    action = Action(action)
    return any(
        action in RIGHTS[Role(m.role)]
        or (m.organisation_id and action in OWN_ONLY.get(Role(m.role), ()))
        or (m.person and action in SELF_ONLY.get(Role(m.role), ()))
        for m in memberships_in(user, cluster.pk)
    )


def own_organisations(user: Any, cluster: Any, organisations: Iterable[Any]) -> tuple[Any, ...]:
    """Of the cluster's organisations, those whose documents count as the person's own."""
    mine = [m.organisation for m in memberships_in(user, cluster.pk) if m.organisation_id]
    return tuple(o for o in organisations if any(_same_house(m, o) for m in mine))


def own_people(user: Any, cluster: Any) -> frozenset[str]:
    """Keys of the people of the cluster's staff that the account is (mostly one, or none)."""
    return frozenset(m.person for m in memberships_in(user, cluster.pk) if m.person)


def _is_self(membership: Any, thing: Any) -> bool:
    """``thing.persons`` names the person whose account this is."""
    return bool(membership.person) and membership.person in getattr(thing, "persons", ())


def _is_own(membership: Any, thing: Any) -> bool:
    """``thing.owner``, or one of ``thing.owners``, is of the person's house."""
    owners = getattr(thing, "owners", None) or (getattr(thing, "owner", None),)
    return bool(membership.organisation_id) and any(o and _same_house(membership.organisation, o) for o in owners)


def _same_house(mine: Any, other: Any) -> bool:
    """An enterprise and its corporate university are one house."""
    return bool(mine.pk == other.pk or other.parent_id == mine.pk or mine.parent_id == other.pk)
