"""What a token can be made for: an area of the interface, reading or writing."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scope(TextChoices):
    """A scope narrows what the person may do anyway; it never adds a right."""

    CLUSTERS_READ = "clusters:read", _("Clusters, members, workshops and groups: read")
    DEMAND_READ = "demand:read", _("Demand cards: read")
    DEMAND_WRITE = "demand:write", _("Demand cards: create, change, publish, withdraw")
    STANDARDS_READ = "standards:read", _("Standards, frameworks and norms: read")
    PROGRAMMES_READ = "programmes:read", _("Programmes, term plans and their papers: read")
    PROGRAMMES_WRITE = "programmes:write", _("Programmes: publish")
    PLANS_RUN = "plans:run", _("Planning: ask for a run and stop it")
    NETWORK_READ = "network:read", _("Workshops of the year and requests between colleges: read")
    NETWORK_WRITE = "network:write", _("Requests between colleges: ask, answer, withdraw")
    TIMETABLES_READ = "timetables:read", _("Timetables: read")
    RESULTS_READ = "results:read", _("Facts under pseudonyms and indicators: read")
    RESULTS_WRITE = "results:write", _("Facts: enter, correct, withdraw, confirm, dispute")
    MONEY_READ = "money:read", _("Statements and the ledger: read")
    JOBS_READ = "jobs:read", _("Jobs: read")
    JOBS_WRITE = "jobs:write", _("Jobs: ask for one, cancel, ask again")
    WEBHOOKS_READ = "webhooks:read", _("Messages to programs: read subscriptions and deliveries")
    WEBHOOKS_WRITE = "webhooks:write", _("Messages to programs: subscribe, change, try, send again, end")
    LOG_READ = "log:read", _("The log: read")
