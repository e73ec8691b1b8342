"""The commands, once the settings can be read."""

import argparse
import locale
import os
from collections.abc import Callable
from pathlib import Path

import django

from remeslo.web.launch.console import Console


def run(args: argparse.Namespace) -> int:
    """Set Django up, then do what was asked."""
    django.setup()
    from django.utils import translation

    console = Console()
    with translation.override(_language()):
        return _COMMANDS[args.command](args, console)


def _language() -> str:
    """What the terminal speaks: REMESLO_LANG, or the system's language."""
    named = os.environ.get("REMESLO_LANG") or (locale.getlocale()[0] or "") or os.environ.get("LANG", "")
    return "en" if named.lower().startswith("en") else "ru"


def _demo(args: argparse.Namespace, console: Console) -> int:
    from django.utils.translation import gettext as _

    from remeslo.web.apps.common.services.demo import make_demo_people
    from remeslo.web.apps.staffing.services.accounts import make_demo_staff
    from remeslo.web.launch import badges, boards, dialogue, network
    from remeslo.web.launch.agreements import agree_unless_agreed
    from remeslo.web.launch.cluster import CannotLoad, example_folder, load_folder
    from remeslo.web.launch.money import invent_unless_there
    from remeslo.web.launch.places import offer_unless_offered
    from remeslo.web.launch.prepare import prepare
    from remeslo.web.launch.staff import ask_unless_asked
    from remeslo.web.launch.table import open_unless_open

    folder: Path | None = args.cluster or example_folder()
    if folder is None:
        console.say(_("The example cluster is not here; name a cluster folder: --cluster FOLDER"))
        return 2
    prepare(console)
    try:
        cluster = load_folder(folder, console)
    except CannotLoad:
        console.say(_("The folder can't be loaded; nothing was changed."))
        return 2
    make_demo_people(cluster)
    make_demo_staff(cluster)
    invent_unless_there(cluster, console)
    open_unless_open(cluster, console)
    boards.show_unless_shown(cluster, console)
    agree_unless_agreed(cluster, console)
    dialogue.show_unless_shown(cluster, console)
    if not args.no_plan:
        from remeslo.web.launch.planning import plan_unless_planned

        plan_unless_planned(cluster, console, limit_s=args.limit_s, seed=args.seed)
    if args.no_serve:
        return 0
    offer_unless_offered(cluster, console)
    ask_unless_asked(cluster, console)
    network.ask_unless_asked(cluster, console)
    return _listen(args, console, lambda url: badges.issue_unless_issued(cluster, console, address=url))


def _serve(args: argparse.Namespace, console: Console) -> int:
    from remeslo.web.launch.prepare import prepare

    prepare(console)
    return _listen(args, console)


def _listen(args: argparse.Namespace, console: Console, before: Callable[[str], None] = lambda _url: None) -> int:
    """Serve; ``before`` is given the address that will be listened on."""
    from django.utils.translation import gettext as _

    from remeslo.web.launch.server import PortTaken, free_address, serve
    from remeslo.web.launch.welcome import welcome

    try:
        address = free_address(args.host, args.port)
    except PortTaken:
        text = _("Port %(port)s is taken by another program. Choose another: --port 8080")
        console.say(text % {"port": args.port or "8000–8020"})
        return 2
    before(address.url)
    return serve(address, console, workers=max(1, args.workers), when_ready=lambda: welcome(address, console))


def _import(args: argparse.Namespace, console: Console) -> int:
    from remeslo.web.apps.common.services.access import open_to_keepers
    from remeslo.web.launch.cluster import CannotLoad, load_folder
    from remeslo.web.launch.prepare import prepare_database

    prepare_database(console)
    try:
        open_to_keepers(load_folder(args.folder, console))
    except CannotLoad:
        return 2
    return 0


def _export(args: argparse.Namespace, console: Console) -> int:
    from django.utils.translation import gettext as _

    from remeslo.interchange.clusterfile import NotWritable, write
    from remeslo.web.apps.common.models import Cluster
    from remeslo.web.apps.registry.snapshot import cluster_value
    from remeslo.web.launch.cluster import tell
    from remeslo.web.launch.prepare import prepare_database

    prepare_database(console)
    row = Cluster.objects.filter(key=args.cluster).first()
    if row is None:
        console.say(_("There is no cluster “%(key)s” in the database.") % {"key": args.cluster})
        return 2
    try:
        with console.step(_("writes the cluster folder %(folder)s") % {"folder": args.folder}):
            write(cluster_value(row), args.folder, language="en" if _language() == "en" else "ru")
    except NotWritable as error:
        tell(error.findings, console)
        return 2
    return 0


def _backup(args: argparse.Namespace, console: Console) -> int:
    from remeslo.web.launch.keeping import back_up

    return back_up(args.file, console)


def _restore(args: argparse.Namespace, console: Console) -> int:
    from remeslo.web.launch.keeping import take_back

    return take_back(args.file, console, replace=args.replace)


def _audit(args: argparse.Namespace, console: Console) -> int:
    from remeslo.web.launch.keeping import judge_log

    return judge_log(args.kept, console)


def _privacy(args: argparse.Namespace, console: Console) -> int:
    from remeslo.web.launch import privacy

    return (privacy.erase if args.what == "erase" else privacy.tell_due)(args.cluster, console)


def _country(args: argparse.Namespace, console: Console) -> int:
    from django.utils.translation import gettext as _

    from remeslo.core.line.country import FULL, TINY
    from remeslo.web.launch.country import NotTheSame, load_country
    from remeslo.web.launch.prepare import prepare_database

    prepare_database(console)
    try:
        load_country(TINY if args.size == "tiny" else FULL, console, seed=args.seed)
    except NotTheSame:
        console.say(_("The database holds clusters land-001 … that are not this country's; use another data folder."))
        return 2
    return 0


_COMMANDS = {
    "demo": _demo,
    "serve": _serve,
    "import": _import,
    "export": _export,
    "backup": _backup,
    "restore": _restore,
    "audit": _audit,
    "privacy": _privacy,
    "country": _country,
}
