"""Words of these pages."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from remeslo.web.apps.webhooks.enums import DeliveryState, SubscriptionState

CHIPS: Final = {
    SubscriptionState.ON: ("ok", "done"),
    SubscriptionState.OFF: ("", "clock"),
    SubscriptionState.FAILED: ("stop", "stop"),
    SubscriptionState.ENDED: ("", "cancel"),
    DeliveryState.WAITING: ("note", "clock"),
    DeliveryState.SENT: ("ok", "done"),
    DeliveryState.GIVEN_UP: ("stop", "stop"),
    DeliveryState.DROPPED: ("", "cancel"),
}
"""Kind of chip and icon."""

PROBLEMS: Final = {
    "url": _("The address is not one of https"),
    "private": _("The name leads into a private network"),
    "resolve": _("The name is not known"),
    "connect": _("Nobody answers at the address"),
    "tls": _("The certificate is not trusted"),
    "timeout": _("No answer within ten seconds"),
    "protocol": _("The answer can't be read"),
    "redirect": _("The answer leads elsewhere; that is not followed"),
    "status": _("The answer is no success"),
}
"""What went wrong with a try."""

REFUSALS: Final = {
    "name": _("Name the program."),
    "url": _("Give an address that begins with https://, without a user name, at port 443 or above 1023."),
    "private": _("This address is in a private network, where nothing is sent."),
    "kinds": _("Choose at least one kind of event."),
    "many": _("The cluster has as many subscriptions as it may: end one first."),
}
"""Why a subscription can't be kept so."""
