"""Words of the registry: states with their chips, what steps ask for, successions, fields."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from remeslo.web.apps.common.models.clusters import ORGANISATION_ROLES
from remeslo.web.apps.organisations.enums import EntityKind, StateName

Word = str | Promise

ROLES: Final[Mapping[str, Word]] = dict(ORGANISATION_ROLES)
KINDS: Final[Mapping[str, Word]] = dict(EntityKind.choices)
STATES: Final[Mapping[str, tuple[Word, str, str]]] = {
    StateName.DRAFT.value: (StateName.DRAFT.label, "", "edit"),
    StateName.APPLIED.value: (StateName.APPLIED.label, "warm", "clock"),
    StateName.SELECTED.value: (StateName.SELECTED.label, "note", "check"),
    StateName.AGREEMENT.value: (StateName.AGREEMENT.label, "note", "file"),
    StateName.SETUP.value: (StateName.SETUP.label, "warm", "workshop"),
    StateName.LAUNCHED.value: (StateName.LAUNCHED.label, "ok", "done"),
    StateName.OPERATING.value: (StateName.OPERATING.label, "ok", "done"),
    StateName.MONITORED.value: (StateName.MONITORED.label, "note", "see"),
    StateName.CLOSED.value: (StateName.CLOSED.label, "", "lock"),
    StateName.CLAWBACK.value: (StateName.CLAWBACK.label, "stop", "warning"),
}
"""Word, chip and icon of each state of a cluster's life."""

REQUIREMENTS: Final[Mapping[str, Word]] = {
    "base_college": _("a base college among the members"),
    "anchor_employer": _("an anchor employer among the members"),
    "region_authority": _("the regional authority among the members"),
    "programme_of_activity": _("programme of activity"),
    "cofinance_letters": _("letters on co-financing"),
    "selection_protocol": _("minutes of the selection"),
    "grant_agreement": _("grant agreement"),
    "partnership_agreement": _("partnership agreement"),
    "repair_plan": _("plan of repairs"),
    "purchase_plan": _("plan of purchases"),
    "workshops_ready": _("workshops are ready"),
    "programmes_signed": _("programmes are signed by employers"),
    "staff_trained": _("staff is trained"),
    "first_of_september": _("1 September has come"),
    "admission_quota": _("admission quota is given"),
    "learners_admitted": _("learners are admitted"),
    "yearly_report": _("report of the year"),
    "monitoring_result": _("result of the monitoring"),
    "obligations_met": _("obligations are met"),
    "clawback_decision": _("decision to claim money back"),
}
"""What a step of a cluster's life asks for."""

SUCCESSIONS: Final[Mapping[str, Word]] = {
    "merge": pgettext_lazy("succession", "merger"),
    "join": pgettext_lazy("succession", "joined another"),
    "convert": pgettext_lazy("succession", "went on as a new one"),
    "split": pgettext_lazy("succession", "split"),
    "spin_off": pgettext_lazy("succession", "a part left"),
}

LEFTOVERS: Final[Mapping[str, Word]] = {
    "common.membership": _("Roles of people with accounts"),
    "common.organisation": _("Organisations under it (a corporate university)"),
    "common.versioneddocument": _("Documents that it owns"),
    "dialogue.decision": _("Decisions of meetings"),
    "dialogue.remark": _("Contributions to meetings"),
    "dialogue.seat": _("Seats at meetings"),
    "funding.clawbackrow": _("Clawbacks"),
    "network.slotask": _("Requests for workshop days"),
    "network.useentry": _("Used workshop days"),
    "registry.studentgroup": _("Groups"),
    "registry.site": _("Sites"),
    "registry.staffmember": _("Members of staff"),
    "results.evidence": _("Evidence"),
    "results.factrow": _("Facts"),
    "results.learner": _("Names of learners"),
    "shortcourses.learnerplan": _("Individual plans of learners"),
    "staffing.courserow": _("Courses that it hosts"),
    "studio.proposal": _("Proposals at the studio's table"),
    "studio.remark": _("Remarks at the studio's table"),
    "studio.signature": _("Signatures under programmes"),
    "studio.table": _("Working groups that it heads"),
}
"""Rows that name an organisation, by model."""

MOVED: Final[Mapping[str, Word]] = {"group": _("Groups"), "site": _("Sites"), "staff": _("Members of staff")}
"""What goes over to a successor."""

REFUSALS: Final[Mapping[str, Word]] = {
    "ambiguous": _("several organisations fit: give the key or the INN"),
    "not_yours": _("not yours to change"),
    "cluster_unknown": _("no such cluster among yours"),
    "role_missing": _("the part in the cluster is missing"),
    "key_form": _("the key may have letters, digits, “.”, “_”, “-”"),
}
"""Why a row of a table will not be entered."""

FIELDS: Final[Mapping[str, Word]] = {
    "name": pgettext_lazy("organisation", "Full name"),
    "short": _("Short name"),
    "kind": pgettext_lazy("organisation", "Kind"),
    "inn": _("INN"),
    "kpp": _("KPP"),
    "ogrn": _("OGRN"),
    "region": _("Region"),
    "settlement": _("Settlement"),
    "address": _("Address"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "role": pgettext_lazy("organisation", "Role"),
}
"""Fields of an organisation, as forms, cards and previews call them."""


def chip_of(state: str) -> tuple[Word, str, str]:
    """Word, chip and icon of a cluster's state."""
    return STATES.get(state, (state, "", "note"))
