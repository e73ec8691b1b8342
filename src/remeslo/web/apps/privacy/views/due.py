"""What is due now: looked at, then carried out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.privacy.queries import groups
from remeslo.web.apps.privacy.services.erasing import Changed, carry_out, fingerprint, judged, register_in_force
from remeslo.web.apps.privacy.words import REASONS, THEN, in_words


@never_cache
@cluster_member_required(Action.KEEP_PRIVACY)
def due(request: ClusterRequest) -> HttpResponse:
    """What goes and what stays, by kind and reason; a POST that names what was seen carries it out."""
    today = timezone.localdate()
    if request.method == "POST":
        return _carry_out(request)
    verdicts = judged(request.cluster, today)
    register = register_in_force()

    def shown(items: object) -> list[dict[str, object]]:
        return [
            {
                "group": g,
                "title": in_words(register.kinds[g.kind], "title"),
                "why": REASONS[g.reason],
                "then": THEN[register.kinds[g.kind].then],
                "who": {"learner-name": "learner", "staff-name": "staff"}.get(g.kind, ""),
                "more": g.count - len(g.first),
            }
            for g in groups(items, register)  # type: ignore[arg-type]
        ]

    context = {
        "go": shown(verdicts.go),
        "stay": shown(verdicts.stay),
        "count": len(verdicts.go),
        "seen": fingerprint(verdicts.go),
        "today": today,
    }
    return render(request, "privacy/due.html", context)


def _carry_out(request: ClusterRequest) -> HttpResponse:
    seen = request.POST.get("seen", "")
    if request.POST.get("sure") != "yes" or not seen:
        messages.error(request, _("Nothing was erased: confirm that it can't be undone."))
    else:
        try:
            counts = carry_out(request.cluster, timezone.localdate(), by=request.user, seen=seen)
        except Changed:
            messages.error(request, _("Nothing was erased: meanwhile something else is due. Look at it again."))
        else:
            n = sum(counts.values())
            text = ngettext("Done: %(n)s record.", "Done: %(n)s records.", n)
            messages.success(request, text % {"n": n})
    return redirect("privacy:due", cluster=request.cluster.key)
