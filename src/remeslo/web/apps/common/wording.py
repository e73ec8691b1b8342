"""Lines of the log in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from remeslo.web.apps.common.enums import DocumentKind, Role
from remeslo.web.apps.common.frame import reverse_or_none
from remeslo.web.apps.common.models import Cluster, LogEntry

ACTIONS: Final[Mapping[str, str]] = {
    "cluster.loaded": gettext_noop("loaded the cluster: organisations %(organisations)s, documents %(documents)s"),
    "document.saved": gettext_noop("saved version %(number)s: %(thing)s"),
    "document.published": gettext_noop("published version %(number)s: %(thing)s"),
    "document.withdrawn": gettext_noop("withdrew: %(thing)s"),
    "document.put_back": gettext_noop("put back: %(thing)s"),
    "standards.saved": gettext_noop("saved uploaded standards: %(count)s"),
    "upload.saved": gettext_noop("saved from an upload: %(count)s"),
    "cards.imported": gettext_noop("saved cards of a workbook: %(count)s"),
    "vacancy.taken": gettext_noop("took a pasted vacancy into a new card: phrases %(kept)s of %(offered)s"),
    "framework.opened": gettext_noop("opened version %(number)s to everyone: %(thing)s"),
    "framework.closed": gettext_noop("closed to everyone outside: %(thing)s"),
    "fact.recorded": gettext_noop("entered a fact: %(thing)s"),
    "fact.corrected": gettext_noop("corrected a fact: %(thing)s"),
    "fact.withdrawn": gettext_noop("took a fact back: %(thing)s"),
    "facts.confirmed": gettext_noop("confirmed facts: %(count)s"),
    "fact.disputed": gettext_noop("disputed a fact: %(thing)s"),
    "facts.imported": gettext_noop("entered facts of a sheet: %(count)s"),
    "country.loaded": gettext_noop("loaded the invented country: clusters %(clusters)s, members %(organisations)s"),
    "facts.invented": gettext_noop("entered invented facts for looking around: %(count)s"),
    "evidence.kept": gettext_noop("kept a file as evidence"),
    "names.shown": gettext_noop("looked at the name of %(thing)s"),
    "agreement.created": gettext_noop("began the agreement %(thing)s"),
    "agreement.edited": gettext_noop("changed the draft of the agreement %(thing)s"),
    "agreement.discarded": gettext_noop("threw the draft of the agreement %(thing)s away"),
    "agreement.sent": gettext_noop("sent version %(number)s of the agreement %(thing)s to be signed"),
    "agreement.signed": gettext_noop("signed version %(number)s of the agreement %(thing)s as %(name)s"),
    "agreement.in_force": gettext_noop("the agreement %(thing)s is signed by all"),
    "agreement.returned": gettext_noop("took the agreement %(thing)s back to be changed"),
    "agreement.withdrawn": gettext_noop("withdrew the agreement %(thing)s"),
    "agreement.ended": gettext_noop("ended the agreement %(thing)s early, from %(day)s"),
    "agreement.failed": gettext_noop(
        "put on record that clause %(clause)s of the agreement %(thing)s was not carried out"
    ),
    "agreement.remarked": gettext_noop("said something about the agreement %(thing)s"),
    "agreement.scanned": gettext_noop("kept a scan of the agreement %(thing)s"),
    "agreement.printed": gettext_noop("downloaded the paper of the agreement %(thing)s"),
    "figures.submitted": gettext_noop("submitted the figures of %(period)s: %(thing)s"),
    "figures.approved": gettext_noop("approved the figures of %(period)s: %(thing)s"),
    "figures.returned": gettext_noop("returned the figures of %(period)s: %(thing)s (%(remark)s)"),
    "figures.reopened": gettext_noop("reopened the figures of %(period)s: %(thing)s (%(remark)s)"),
    "board.exported": gettext_noop("downloaded figures as %(form)s: %(thing)s, rows %(count)s"),
    "report.saved": gettext_noop("wrote the report of %(period)s: %(thing)s"),
    "report.published": gettext_noop("published the report of %(period)s for everybody: %(thing)s"),
    "report.withdrawn": gettext_noop("withdrew the published report of %(period)s: %(thing)s"),
    "registry.entity_made": gettext_noop("entered the organisation “%(name)s” into the registry"),
    "registry.entity_changed": gettext_noop("changed requisites in the registry: %(thing)s"),
    "registry.renamed": gettext_noop("renamed “%(before)s” to “%(name)s” from %(on)s"),
    "registry.licensed": gettext_noop("entered a licence for %(code)s: %(thing)s"),
    "registry.licence_ended": gettext_noop("ended the licence for %(code)s on %(on)s: %(thing)s"),
    "registry.joined": gettext_noop("made %(thing)s a member of the cluster"),
    "registry.left": gettext_noop("ended the membership of %(thing)s"),
    "registry.role_changed": gettext_noop("gave %(thing)s another part in the cluster"),
    "registry.succeeded": gettext_noop("entered a merger or split of organisations: %(thing)s"),
    "registry.advanced": gettext_noop("brought the cluster into its next state on %(on)s"),
    "registry.placed": gettext_noop("moved in the trees of the country from %(on)s: %(thing)s"),
    "registry.exported": gettext_noop("downloaded the registry as a table: rows %(count)s"),
    "registry.imported": gettext_noop("entered organisations of a table: rows %(count)s"),
    "registry.import_withdrawn": gettext_noop("took an import of organisations back: rows %(count)s"),
    "money.settled": gettext_noop("settled up to %(day)s by the pack “%(pack)s”: entries %(count)s"),
    "money.paid": gettext_noop("booked a payment of %(day)s: %(amount)s"),
    "money.year_closed": gettext_noop("closed the budget year %(year)s"),
    "clawback.opened": gettext_noop("opened the clawback %(thing)s: %(amount)s"),
    "clawback.moved": gettext_noop("clawback %(thing)s: %(step)s"),
    "money.exported": gettext_noop("downloaded money as a table: rows %(count)s"),
    "money.sampled": gettext_noop("drew a sample for verification: %(count)s"),
    "step.offered": gettext_noop("offered a course: %(thing)s"),
    "step.accepted": gettext_noop("accepted a course: %(thing)s"),
    "step.declined": gettext_noop("declined a course: %(thing)s"),
    "step.withdrawn": gettext_noop("took a course back: %(thing)s"),
    "step.carried_out": gettext_noop("confirmed attendance: %(thing)s"),
    "step.missed": gettext_noop("marked as absent: %(thing)s"),
    "step.certified": gettext_noop("gave a certificate: %(thing)s"),
    "step.revoked": gettext_noop("took a certificate back: %(thing)s"),
    "qualification.entered": gettext_noop("entered a paper: %(thing)s"),
    "qualification.revoked": gettext_noop("took a paper back: %(thing)s"),
    "absence.entered": gettext_noop("entered an absence: %(thing)s"),
    "absence.taken_back": gettext_noop("took an absence back: %(thing)s"),
    "session.planned": gettext_noop("planned a session of a course: %(thing)s"),
    "mentorship.proposed": gettext_noop("asked a mentor: %(thing)s"),
    "mentorship.consent": gettext_noop("gave the consent to a mentorship: %(thing)s"),
    "mentorship.declined": gettext_noop("declined a mentorship: %(thing)s"),
    "mentorship.ended": gettext_noop("gave notice of the end of a mentorship: %(thing)s"),
    "staff.imported": gettext_noop("entered rows of a sheet of people: %(count)s"),
    "staff.exported": gettext_noop("downloaded people as a sheet: %(count)s"),
    "learner.opened": gettext_noop("began an individual plan: %(thing)s"),
    "learner.claimed": gettext_noop("asked to recognise prior learning: %(thing)s"),
    "learner.confirmed": gettext_noop("confirmed recognised learning: %(thing)s"),
    "learner.refused": gettext_noop("refused to recognise learning: %(thing)s"),
    "learner.withdrawn": gettext_noop("took a recognition back: %(thing)s"),
    "learner.erased": gettext_noop("erased an individual plan: %(thing)s"),
    "learner.printed": gettext_noop("made the paper of an individual plan: %(thing)s"),
    "course.certificates": gettext_noop("made certificates of a short course: %(thing)s, %(count)s"),
    "studio.table_opened": gettext_noop("opened the table of %(thing)s"),
    "studio.head_named": gettext_noop("named the head of the working group: %(person)s (%(organisation)s)"),
    "studio.outline_taken": gettext_noop("took version %(number)s of the outline to the table: %(thing)s"),
    "studio.changed": gettext_noop("ruled at the table of %(thing)s: changes %(count)s"),
    "studio.remarked": gettext_noop("commented at the table of %(thing)s"),
    "studio.disagreed": gettext_noop("disagreed at the table of %(thing)s"),
    "studio.settled": gettext_noop("settled a remark at the table of %(thing)s"),
    "studio.proposed": gettext_noop("proposed “%(title)s” at the table of %(thing)s"),
    "studio.voted": gettext_noop("voted on “%(title)s” at the table of %(thing)s"),
    "studio.proposal_applied": gettext_noop("approved “%(title)s” at the table of %(thing)s"),
    "studio.proposal_refused": gettext_noop("refused “%(title)s” at the table of %(thing)s"),
    "studio.proposal_withdrawn": gettext_noop("withdrew “%(title)s” at the table of %(thing)s"),
    "studio.proposal_refreshed": gettext_noop("confirmed “%(title)s” anew at the table of %(thing)s"),
    "studio.signing_started": gettext_noop("fixed version %(number)s for signatures: %(thing)s"),
    "studio.signed": gettext_noop("signed version %(number)s for %(organisation)s: %(thing)s"),
    "studio.opened_again": gettext_noop("opened the table again after version %(number)s: %(thing)s"),
    "studio.published": gettext_noop("published the signed programme as version %(number)s: %(thing)s"),
    "template.saved": gettext_noop("put template %(number)s of the programme document in force: %(name)s"),
    "template.default_taken": gettext_noop("took the default template of the programme document back"),
    "mandate.given": gettext_noop("gave the role “%(role)s” over %(over)s to %(person)s"),
    "mandate.taken": gettext_noop("took the role “%(role)s” over %(over)s away from %(person)s"),
    "access.granted": gettext_noop("gave the role “%(role)s” to %(person)s"),
    "access.revoked": gettext_noop("took the role “%(role)s” from %(person)s"),
    "token.made": gettext_noop("made a token for programs: %(name)s"),
    "token.revoked": gettext_noop("revoked a token for programs: %(name)s"),
    "webhook.made": gettext_noop("subscribed a program to messages: %(name)s"),
    "webhook.changed": gettext_noop("changed the subscription of a program: %(name)s"),
    "webhook.rotated": gettext_noop("made a new secret for the messages to a program: %(name)s"),
    "webhook.pinged": gettext_noop("sent a test message to a program: %(name)s"),
    "webhook.sent_again": gettext_noop("sent a message to a program again: %(name)s"),
    "webhook.ended": gettext_noop("ended the subscription of a program: %(name)s"),
    "webhook.failed": gettext_noop("switched the subscription of a program off, nothing was taken for long: %(name)s"),
    "dialogue.made": gettext_noop("began to prepare the meeting “%(title)s”"),
    "dialogue.changed": gettext_noop("changed the meeting “%(title)s”"),
    "dialogue.called": gettext_noop("sent invitations to “%(title)s”"),
    "dialogue.opened": gettext_noop("opened the meeting “%(title)s”"),
    "dialogue.closed": gettext_noop("closed the meeting “%(title)s”"),
    "dialogue.cancelled": gettext_noop("called the meeting “%(title)s” off"),
    "dialogue.agenda_taken": gettext_noop("put questions on the agenda of “%(title)s”: %(count)s"),
    "dialogue.agenda_added": gettext_noop("added “%(item)s” to the agenda of “%(title)s”"),
    "dialogue.agenda_changed": gettext_noop("reworded “%(item)s” on the agenda of “%(title)s”"),
    "dialogue.agenda_ordered": gettext_noop("ordered the agenda of “%(title)s”"),
    "dialogue.agenda_removed": gettext_noop("took “%(item)s” off the agenda of “%(title)s”"),
    "dialogue.invited": gettext_noop("invited to “%(title)s”: people %(count)s"),
    "dialogue.uninvited": gettext_noop("took %(person)s off the list of “%(title)s”"),
    "dialogue.vote_given": gettext_noop("gave %(person)s a vote at “%(title)s”"),
    "dialogue.vote_taken": gettext_noop("took the vote of %(person)s at “%(title)s”"),
    "dialogue.chair_named": gettext_noop("named the chair of “%(title)s”: %(person)s"),
    "dialogue.secretary_named": gettext_noop("named the secretary of “%(title)s”: %(person)s"),
    "dialogue.answered": gettext_noop("answered the invitation to “%(title)s”: %(answer)s"),
    "dialogue.present": gettext_noop("marked %(person)s as there at “%(title)s”"),
    "dialogue.absent": gettext_noop("marked %(person)s as not there at “%(title)s”"),
    "dialogue.said": gettext_noop("said something about %(about)s"),
    "dialogue.edited": gettext_noop("edited a remark about %(about)s"),
    "dialogue.proposed": gettext_noop("proposed “%(proposal)s” at “%(title)s”"),
    "dialogue.voted": gettext_noop("voted on “%(proposal)s” at “%(title)s”"),
    "dialogue.proposal_voting": gettext_noop("opened the vote on “%(proposal)s” at “%(title)s”"),
    "dialogue.proposal_accepted": gettext_noop("closed the vote on “%(proposal)s”: accepted"),
    "dialogue.proposal_refused": gettext_noop("closed the vote on “%(proposal)s”: refused"),
    "dialogue.proposal_no_quorum": gettext_noop("closed the vote on “%(proposal)s”: no quorum"),
    "dialogue.proposal_withdrawn": gettext_noop("withdrew the proposal “%(proposal)s” at “%(title)s”"),
    "dialogue.decided": gettext_noop("wrote decision %(number)s down at “%(title)s”: %(decision)s"),
    "dialogue.decision_done": gettext_noop("told that decision %(number)s is carried out: %(decision)s"),
    "dialogue.decision_reopened": gettext_noop("opened decision %(number)s again: %(decision)s"),
    "dialogue.decision_moved": gettext_noop("moved the day of decision %(number)s: %(decision)s"),
    "dialogue.decision_replaced": gettext_noop("replaced decision %(number)s: %(decision)s"),
    "dialogue.heard": gettext_noop("wrote at the minutes of “%(title)s”"),
    "dialogue.minutes_fixed": gettext_noop("fixed version %(number)s of the minutes of “%(title)s”"),
    "dialogue.minutes_signed": gettext_noop("signed version %(number)s of the minutes of “%(title)s”: %(capacity)s"),
    "dialogue.minutes_reopened": gettext_noop("wrote on at the minutes of “%(title)s”"),
    "revision.opened": gettext_noop("began a review: %(old)s → %(new)s"),
    "revision.decided": gettext_noop("decided on links to %(new)s: %(count)s"),
    "revision.applied": gettext_noop("applied a review, %(new)s; links left on the old edition: %(staying)s"),
    "job.again": gettext_noop("asked for a job again"),
    "plan.requested": gettext_noop("asked for a plan"),
    "trial.asked": gettext_noop("asked what if: %(changes)s"),
    "trial.stopped": gettext_noop("stopped a question"),
    "plan.stopped": gettext_noop("stopped planning"),
    "plan.started": gettext_noop("started planning"),
    "plan.done": gettext_noop("planning finished"),
    "plan.finished": gettext_noop("planning finished"),
    "plan.cancelled": gettext_noop("cancelled planning"),
    "plan.failed": gettext_noop("planning failed"),
    "staffplan.asked": gettext_noop("asked the planner of staff"),
    "staffplan.done": gettext_noop("the planner of staff finished"),
    "staffplan.failed": gettext_noop("the planner of staff failed"),
    "staffplan.cancelled": gettext_noop("the planner of staff was cancelled"),
    "staffplan.stopped": gettext_noop("stopped the planner of staff"),
    "staffplan.exported": gettext_noop("downloaded plans of staff as a table: rows %(count)s"),
    "network.asked": gettext_noop("asked for an allocation of workshops"),
    "network.done": gettext_noop("the allocation of workshops finished"),
    "network.failed": gettext_noop("the allocation of workshops failed"),
    "network.cancelled": gettext_noop("the allocation of workshops was cancelled"),
    "network.stopped": gettext_noop("stopped the allocation of workshops"),
    "network.released": gettext_noop("published the release “%(name)s” of workshops"),
    "network.mended": gettext_noop("accepted a mend of the allocation: changes %(count)s"),
    "network.exported": gettext_noop("downloaded workshops as a table: rows %(count)s"),
    "slot.asked": gettext_noop("asked for days in a workshop: %(place)s"),
    "slot.approved": gettext_noop("approved days in a workshop: %(place)s"),
    "slot.declined": gettext_noop("declined days in a workshop: %(place)s"),
    "slot.withdrawn": gettext_noop("took back a request for days in a workshop: %(place)s"),
    "outage.entered": gettext_noop("put a workshop out of use: %(place)s"),
    "outage.lifted": gettext_noop("put a workshop into use again: %(place)s"),
    "openings.changed": gettext_noop("changed the opening hours of a workshop: %(place)s"),
    "quota.withdrawn": gettext_noop("withdrew a quota from %(day)s: %(thing)s"),
    "use.entered": gettext_noop("entered used days, %(days)s: %(place)s"),
    "use.confirmed": gettext_noop("confirmed used days, %(days)s: %(place)s"),
    "use.disputed": gettext_noop("disputed used days, %(days)s: %(place)s"),
    "timetable.asked": gettext_noop("asked the planner of timetables: %(thing)s"),
    "timetable.run_done": gettext_noop("the planner of timetables finished"),
    "timetable.run_failed": gettext_noop("the planner of timetables failed"),
    "timetable.run_cancelled": gettext_noop("the planner of timetables was cancelled"),
    "timetable.stopped": gettext_noop("stopped the planner of timetables"),
    "timetable.moved": gettext_noop("moved the lesson %(lesson)s in version %(number)s: %(thing)s"),
    "timetable.pinned": gettext_noop("pinned lessons: %(thing)s"),
    "timetable.locked": gettext_noop("locked lessons: %(thing)s"),
    "timetable.repaired": gettext_noop("took a repair as version %(number)s, lessons moved %(moved)s: %(thing)s"),
    "timetable.released": gettext_noop("announced release %(number)s “%(name)s”: %(thing)s"),
    "timetable.shared": gettext_noop("made the address of a calendar: %(thing)s"),
    "timetable.unshared": gettext_noop("revoked the address of a calendar: %(thing)s"),
    "timetable.exported": gettext_noop("downloaded the timetable: %(thing)s"),
}
PAGES: Final[Mapping[str, str]] = {
    DocumentKind.DEMAND_CARD: "demand:detail",
    DocumentKind.STANDARD: "frameworks:detail",
    DocumentKind.STATE_STANDARD: "frameworks:state",
    DocumentKind.FRAMEWORK: "frameworks:framework",
    DocumentKind.STUDY_PLAN: "frameworks:plan",
    DocumentKind.OUTLINE: "programmes:term",
    DocumentKind.NORM_PACK: "norms:pack",
    DocumentKind.SHORT_COURSE: "shortcourses:course",
    "agreement": "agreements:detail",
}
"""Where a document of a kind is shown."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line as a reader sees it."""

    at: datetime
    who: str
    text: str
    url: str | None


def log_lines(cluster: Cluster, entries: Iterable[LogEntry]) -> list[LogLine]:
    """The entries in words, each with the page of what it is about."""
    return [_line(cluster, entry) for entry in entries]


def document_url(cluster: Cluster, kind: str, key: str) -> str | None:
    """Address of a document's page."""
    return reverse_or_none(PAGES[kind], cluster=cluster.key, key=key) if kind in PAGES else None


def _line(cluster: Cluster, entry: LogEntry) -> LogLine:
    kind, _colon, key = entry.subject.partition(":")
    labels: dict[str, str | Promise] = dict(DocumentKind.choices)
    thing = f"{labels[kind]} «{key}»" if kind in labels else key
    facts: dict[str, Any] = {"thing": thing, **entry.facts}
    if "role" in facts:
        facts["role"] = dict(Role.choices).get(facts["role"], facts["role"])
    pattern = ACTIONS.get(entry.action)
    try:
        text = _(pattern) % facts if pattern else f"{entry.action} {entry.subject}"
    except KeyError:
        text = f"{entry.action} {entry.subject}"
    return LogLine(entry.at, entry.user_name or _("Remeslo"), text, document_url(cluster, kind, key))
