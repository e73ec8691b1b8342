"""Other rules for the nodes of the tree: written into a form, looked at with all they touch, saved as a draft."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.structure.rules import StructureRule
from remeslo.core.competence.structure.tree import NodeKind
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.documents import Outdated
from remeslo.web.apps.programmes.views.page import ProgrammePage
from remeslo.web.apps.structure.forms import NodeFields, fields_of, rules_of, sent
from remeslo.web.apps.structure.outlines import Written, written
from remeslo.web.apps.structure.preview import previewed
from remeslo.web.apps.structure.services.ruling import save_rules
from remeslo.web.apps.structure.trees import Tree
from remeslo.web.apps.structure.views.trees import opened

_NEW_NODES = 2


@cluster_member_required(Action.EDIT_PROGRAMMES)
def edit(request: ClusterRequest, key: str) -> HttpResponse:
    """The form; sent with ``save`` it saves, otherwise it shows what the rules would touch."""
    require(request.user, Action.EDIT_PROGRAMMES, request.cluster)
    page, tree = opened(request, key)
    found = written(request.cluster, key)
    if found is None or not page.is_latest:
        raise Http404
    if request.method != "POST":
        return _form(request, page, found, _fields(tree, found.rules))
    fields = sent(request.POST)
    rules, findings = rules_of(fields)
    if str(found.version.number) != request.POST.get("based_on"):
        findings.append(_outdated(found))
    if findings:
        return _form(request, page, found, fields, findings=findings, status=409)
    if "save" not in request.POST:
        return _form(request, page, found, fields, preview=previewed(request.cluster, found, rules), rules=rules)
    return _saved(request, page, found, rules, fields)


def _saved(
    request: ClusterRequest,
    page: ProgrammePage,
    found: Written,
    rules: tuple[StructureRule, ...],
    fields: Sequence[NodeFields],
) -> HttpResponse:
    note = request.POST.get("note", "").strip()
    try:
        version = save_rules(request.cluster, found, rules, by=request.user, at=timezone.now(), note=note)
    except Outdated:
        again = written(request.cluster, page.key) or found
        return _form(request, page, again, fields, findings=[_outdated(again)], status=409)
    text = _("Version %(number)s of the outline is saved as a draft; the working group takes it up at its table.")
    messages.success(request, text % {"number": version.number})
    return redirect("structure:tree", cluster=request.cluster.key, key=page.key)


def _form(
    request: ClusterRequest,
    page: ProgrammePage,
    found: Written,
    fields: Sequence[NodeFields],
    *,
    findings: Sequence[Finding] = (),
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "page": page,
        "based_on": found.version.number,
        "fields": list(enumerate(fields)),
        "count": len(fields),
        "elements": [(e.index, e.title) for e in found.programme.elements],
        "wrong": findings,
        "others": len(found.outline.branches) if found.branch else 0,
        **more,
    }
    return render(request, "structure/edit.html", context, status=status)


def _fields(tree: Tree, rules: Sequence[StructureRule]) -> list[NodeFields]:
    """Cycles and modules, with their bounds if they have any, then the college's nodes, then room for new ones."""
    known = {r.key: r for r in rules}
    nodes = [r.node for r in tree.rows if r.node.kind in (NodeKind.CYCLE, NodeKind.MODULE)]
    found = [fields_of(known.pop(n.key, StructureRule(key=n.key)), name=n.title) for n in nodes]
    found += [fields_of(r) for r in known.values()]
    return [*found, *(NodeFields(key="", is_own=True) for _n in range(_NEW_NODES))]


def _outdated(found: Written) -> Finding:
    facts: dict[str, object] = {"number": found.version.number}
    return Finding("structure.outdated", "", facts, Severity.STOPS_SAVING)
