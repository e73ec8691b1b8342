"""Agreed terms, runs, requests between colleges, outages, releases, used days."""

from remeslo.web.apps.network.models.outages import Outage
from remeslo.web.apps.network.models.releases import Release
from remeslo.web.apps.network.models.runs import NetworkRun
from remeslo.web.apps.network.models.slots import SlotAsk, SlotWord
from remeslo.web.apps.network.models.terms import TermRow
from remeslo.web.apps.network.models.used import UseEntry, UseWord

__all__ = ["NetworkRun", "Outage", "Release", "SlotAsk", "SlotWord", "TermRow", "UseEntry", "UseWord"]
