"""Planning the example before it is served, with the progress in the terminal."""

import time

from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.core.line.plan import LineProgress
from remeslo.web.apps.common.enums import DocumentKind, JobState
from remeslo.web.apps.common.models import Cluster, VersionedDocument
from remeslo.web.apps.planning.encoder import load_encoder
from remeslo.web.apps.planning.models import PlanRun
from remeslo.web.apps.planning.now import plan_cluster_now
from remeslo.web.apps.planning.words import STAGE
from remeslo.web.apps.programmes.services.inputs import keep_input
from remeslo.web.apps.registry.snapshot import cluster_value
from remeslo.web.launch.console import Console


def plan_unless_planned(cluster: Cluster, console: Console, *, limit_s: int, seed: int) -> None:
    """Plan the cluster, unless a finished run over this very content is there."""
    kept = keep_input(cluster, cluster_value(cluster), at=timezone.now())
    if PlanRun.objects.filter(input=kept, state=JobState.DONE).exists():
        console.say(f"[{0:6.1f} s] " + _("the cluster is planned already"))
        return
    titles = dict(
        VersionedDocument.objects.filter(cluster=cluster, kind=DocumentKind.OUTLINE).values_list("key", "title")
    )
    show = _Progress(console, titles)
    with console.step(_("plans the programmes: %(n)s") % {"n": len(titles)}):
        run = plan_cluster_now(
            cluster, by=None, at=timezone.now(), progress=show, limit_s=limit_s, seed=seed, encoder=load_encoder
        )
    if run.state != JobState.DONE:
        console.say(_("Planning ended as “%(state)s”; the pages say more.") % {"state": run.get_state_display()})


class _Progress:
    """One moving line: share, programme, stage, best so far and bound."""

    def __init__(self, console: Console, titles: dict[str, str]) -> None:
        self.console, self.titles = console, titles
        self.shown_at = 0.0
        self.shown = ""

    def __call__(self, p: LineProgress) -> None:
        stage = str(STAGE.get(p.stage, p.stage))
        words = f"{self.titles[p.programme]}: {stage}" if p.programme in self.titles else stage
        now = time.monotonic()
        if words == self.shown and (now - self.shown_at < 0.3 or not self.console.out.isatty()):
            return
        self.shown_at, self.shown = now, words
        known = (
            _("%(best)s weeks, no plan below %(bound)s") % {"best": p.best, "bound": p.bound}
            if p.best and p.bound
            else ""
        )
        self.console.move(f"  {p.share:4.0%}  {words}  {known}".rstrip())
