"""What the terminal says once the first page answers: the address, and who can sign in."""

from django.conf import settings
from django.utils.translation import gettext as _

from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.queries import demo_people
from remeslo.web.apps.common.services.access import make_account, open_to_keepers
from remeslo.web.launch.console import Console
from remeslo.web.launch.server import Address


def welcome(address: Address, console: Console) -> None:
    """The address and the sign-ins; the first start without a demo makes an administrator."""
    console.say()
    console.say("  " + _("Remeslo is served at %(url)s") % {"url": address.url})
    if settings.DEMO:
        _demo(console)
    elif not User.objects.filter(is_active=True, demo=False).exists():
        _first_administrator(console)
    console.say("  " + _("Data: %(folder)s") % {"folder": settings.DATA})
    console.say("  " + _("Ctrl+C stops."))


def _demo(console: Console) -> None:
    console.say("  " + _("Demo sign-ins, one click each on the first page:"))
    for person in demo_people():
        membership = person.memberships.all()[0]
        organisation = f", {membership.organisation}" if membership.organisation else ""
        console.say(f"    {membership.get_role_display():<22} {person.get_full_name()}{organisation}")


def _first_administrator(console: Console) -> None:
    user, password = make_account("admin", _("Administrator"))
    User.objects.filter(pk=user.pk).update(is_superuser=True)
    for cluster in Cluster.objects.all():
        open_to_keepers(cluster)
    console.say(
        "  " + _("First sign-in: name %(name)s, password %(password)s") % {"name": "admin", "password": password}
    )
    console.say("  " + _("It is shown only this once."))
