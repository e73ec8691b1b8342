"""Beginning a programme, and bringing further cards to its table."""

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from remeslo.core.competence.demand import DemandCard
from remeslo.core.competence.statestandard import EntryBase, StateStandard
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import DocumentVersion, Membership, VersionedDocument
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.studio.forms import FIELDS, FoundingForm
from remeslo.web.apps.studio.founding import Ground, bring_cards, found_programme, ground
from remeslo.web.apps.studio.queries import heads_to_choose, table_of
from remeslo.web.apps.studio.services.tables import open_table


@dataclass(frozen=True, slots=True)
class StateChoice:
    """A state standard to choose, with what follows from choosing it."""

    state: StateStandard
    reference: str
    bases: tuple[str, ...]
    norms: str
    standards: tuple[str, ...]
    school: str


@dataclass(frozen=True, slots=True)
class CardChoice:
    """A card to bring, with its employer's name."""

    card: DemandCard
    employer: str


@cluster_member_required(Action.EDIT_PROGRAMMES)
def new(request: ClusterRequest) -> HttpResponse:
    """An empty programme: what it is, what it draws on, whose cards are on the table, who heads the group."""
    require(request.user, Action.EDIT_PROGRAMMES, request.cluster)
    known, heads = ground(request.cluster), heads_to_choose(request.cluster)
    language = "en" if (get_language() or "ru").startswith("en") else "ru"
    form = FoundingForm(known, heads, language, request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = _begin(request, form, known, heads)
        messages.success(request, _("The programme is begun: its table is open to the working group."))
        return redirect("studio:table", cluster=request.cluster.key, key=version.document.key)
    names = dict(request.cluster.organisations.values_list("key", "name"))
    context = {
        "form": form,
        "states": [_choice(s, known) for s in known.states.values()],
        "bases": list(EntryBase),
        "cards": [CardChoice(c, names.get(c.employer, c.employer)) for c in known.free_cards()],
        "packs": form.fields["norms"].choices,  # type: ignore[attr-defined]
        "standards": known.standards.items(),
        "schools": list(known.schools()),
        "heads": [(m.user, m.organisation) for m in heads],
        "chosen": {name: form[name].value() or [] for name in ("occupational_standards", "cards")},
        "problems": [(FIELDS.get(f, ""), list(found)) for f, found in form.errors.items()] if form.is_bound else [],
    }
    return render(request, "studio/new.html", context, status=400 if form.errors else 200)


@transaction.atomic
def _begin(request: ClusterRequest, form: FoundingForm, known: Ground, heads: list[Membership]) -> DocumentVersion:
    """The programme with its cards, and its table open to the group."""
    version = found_programme(request.cluster, form.founding(), known, by=request.user)
    head = next((m for m in heads if str(m.user_id) == form.cleaned_data["head"]), None)
    open_table(
        version.document,
        by=request.user,
        at=timezone.now(),
        head=head.user if head else None,
        head_organisation=head.organisation if head else None,
    )
    return version


@require_POST
@cluster_member_required(Action.EDIT_PROGRAMMES)
def bring(request: ClusterRequest, key: str) -> HttpResponse:
    """Bring cards that name no programme to this table."""
    if "\0" in key:  # PostgreSQL refuses the letter itself
        raise Http404
    outline = VersionedDocument.objects.filter(cluster=request.cluster, kind=DocumentKind.OUTLINE, key=key).first()
    if outline is None:
        raise Http404
    require(request.user, Action.EDIT_PROGRAMMES, outline)
    found = table_of(request.cluster, key)
    if found is not None and found.is_frozen:
        messages.error(request, _("The table is frozen for signatures: open it again before you bring cards."))
        return redirect("studio:table", cluster=request.cluster.key, key=key)
    wanted = [k[:300] for k in request.POST.getlist("cards")[:200] if "\0" not in k]
    left = bring_cards(request.cluster, key, wanted, by=request.user)
    if left:
        messages.warning(
            request,
            _("Not brought: %(cards)s. Each has a version that is not published, or was taken meanwhile.")
            % {"cards": ", ".join(left)},
        )
    if len(left) < len(wanted):
        messages.success(request, _("Cards brought to the table: %(n)s.") % {"n": len(wanted) - len(left)})
    return redirect("studio:table", cluster=request.cluster.key, key=key)


def _choice(state: StateStandard, known: Ground) -> StateChoice:
    bases = tuple(dict.fromkeys(t.base.value for t in state.terms))
    return StateChoice(
        state, known.reference(state), bases, known.norms_for(state), known.drawn_on(state), known.school_for(state)
    )
