"""Tables of these pages as they are shown, for a workbook or for CSV."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from remeslo.web.apps.network.asked import Row as AskedRow
from remeslo.web.apps.network.comparing import Difference
from remeslo.web.apps.network.kept import Booking, Kept
from remeslo.web.apps.network.quotaview import Account, QuotaRow
from remeslo.web.apps.network.scene import Scene
from remeslo.web.apps.network.sitemap import SiteMap
from remeslo.web.apps.network.templatetags.network_words import group_words
from remeslo.web.apps.network.words import CHANGES
from remeslo.web.apps.network.yearmap import YearMap
from remeslo.web.apps.staffplans.sheets import Sheet


def year_sheets(scene: Scene, shown: YearMap) -> list[Sheet]:
    """Use over the year, and week by week in group-days «used of open»."""
    total = [_("Workshop"), _("Owner"), _("Group-days used"), _("Group-days open"), _("Per cent"), _("Of them guests")]
    rows = [
        [r.place.title, scene.name(r.place.owner), r.used, r.most, "" if r.percent is None else r.percent, r.guests]
        for r in shown.rows
    ]
    weeks = [scene.monday(w) for w in shown.weeks]
    by_week = [
        [r.place.title, *(f"{c.used} / {c.most}" if c.most or c.used else "" for c in r.cells)] for r in shown.rows
    ]
    return [
        Sheet(pgettext("network", "Use"), total, rows),
        Sheet(pgettext("network", "Weeks"), [_("Workshop"), *(f"{m:%Y-%m-%d}" for m in weeks)], by_week),
    ]


def bookings_sheet(scene: Scene, kept: Kept) -> Sheet:
    """A line for each block of each booking."""
    head = [_("College"), _("Groups"), _("Element"), _("Title"), _("Learners"), _("Workshop"), _("Owner"), _("Shift")]
    head += [_("Monday"), _("Days")]
    rows = [[*_who(scene, b), scene.monday(x.week), x.days] for b in kept.bookings for x in b.blocks]
    return Sheet(_("Who is where"), head, rows)


def asked_sheet(scene: Scene, rows: Iterable[AskedRow]) -> Sheet:
    """Requests with what they got or why not."""
    head = [_("College"), _("Groups"), _("Element"), _("Title"), _("Days"), _("Workshop"), _("Shift"), _("Why refused")]
    found: list[list[object]] = []
    for r in rows:
        b = r.booking
        got: list[object] = [scene.name(b.place), int(b.shift)] if b else ["", ""]
        why = " ".join(c.text for c in r.causes) if b is None else ""
        found.append([scene.name(r.partner), group_words(r.groups), r.element, r.row.title, r.row.days, *got, why])
    return Sheet(pgettext("network", "Requests"), head, found)


def quotas_sheet(scene: Scene, rows: Iterable[QuotaRow]) -> Sheet:
    """Quotas with what is booked and left."""
    head = [
        _("Quota"),
        _("Owner"),
        _("Partner"),
        _("Workshops"),
        pgettext("network", "From"),
        _("To"),
        _("Days"),
        _("Booked"),
        _("Left"),
    ]
    head += [_("Price of a group-day"), _("Contract")]
    return Sheet(
        _("Quotas"),
        head,
        [
            [
                r.quota.key,
                scene.name(r.owner),
                scene.name(r.quota.partner),
                ", ".join(scene.name(p) for p in sorted(r.quota.places)),
                scene.monday(r.quota.first),
                scene.monday(r.quota.last),
                r.quota.days,
                r.booked,
                r.left,
                "" if r.quota.price is None else r.quota.price,
                r.quota.contract,
            ]
            for r in rows
        ],
    )


def settlement_sheets(scene: Scene, rows: Sequence[Account]) -> list[Sheet]:
    """What each partner owes, the charges, and the days behind them."""
    sides = [_("Partner"), _("Owner")]
    sums: list[list[object]] = []
    charges: list[list[object]] = []
    days: list[list[object]] = []
    for a in rows:
        who = [scene.name(a.partner), scene.name(a.owner)]
        sums.append([*who, a.booked, a.entered, a.confirmed, a.disputed, a.amount])
        for c in a.charges:
            charges.append([*who, c.monday, scene.name(c.place), c.days, c.price, c.amount, c.quota or "", c.contract])
        for w in a.weeks:
            where = [
                group_words(w.booking.groups),
                w.booking.element,
                scene.name(w.booking.place),
                scene.monday(w.week),
            ]
            days.append([*who, *where, w.days, "" if w.used is None else w.used, w.confirmed])
    counts = [_("Booked"), _("Entered"), _("Confirmed")]
    priced = [_("Monday"), _("Workshop"), _("Days"), _("Price of a group-day"), _("Amount"), _("Quota"), _("Contract")]
    where_head = [_("Groups"), _("Element"), _("Workshop"), _("Monday")]
    return [
        Sheet(pgettext("network", "Settlement"), [*sides, *counts, _("Disputed"), _("Amount")], sums),
        Sheet(_("Charges"), [*sides, *priced], charges),
        Sheet(_("Days"), [*sides, *where_head, *counts], days),
    ]


def differences_sheet(scene: Scene, found: Iterable[Difference]) -> Sheet:
    """Two versions, request by request."""
    head = [
        _("College"),
        _("Groups"),
        _("Element"),
        _("What changed"),
        pgettext("network", "Before"),
        pgettext("network", "After"),
    ]
    return Sheet(
        pgettext("network", "Changes"),
        head,
        [
            [
                scene.name(d.partner),
                group_words(d.groups),
                d.element,
                str(CHANGES[d.what][0]),
                "; ".join(_where(scene, b) for b in d.before),
                "; ".join(_where(scene, b) for b in d.after),
            ]
            for d in found
        ],
    )


def flows_sheet(scene: Scene, shown: SiteMap) -> Sheet:
    """Who goes where."""
    head = [
        pgettext("network", "From"),
        _("To"),
        _("Minutes"),
        _("Groups"),
        _("Group-days"),
        _("Learner-days"),
        _("Daily"),
    ]
    return Sheet(
        _("Ways"),
        head,
        [
            [
                scene.name(f.home),
                scene.name(f.site),
                "" if f.minutes is None else f.minutes,
                group_words(f.groups),
                f.group_days,
                f.learner_days,
                _("daily") if f.is_daily else _("dormitory"),
            ]
            for f in shown.flows
        ],
    )


def _who(scene: Scene, b: Booking) -> list[object]:
    college, groups, where = scene.name(b.partner), group_words(b.groups), scene.name(b.place)
    return [college, groups, b.element, b.title, b.size, where, scene.name(b.owner), int(b.shift)]


def _where(scene: Scene, b: Booking) -> str:
    weeks = ", ".join(f"{scene.monday(x.week):%d.%m} ({x.days})" for x in b.blocks)
    return f"{scene.name(b.place)}: {weeks}"
