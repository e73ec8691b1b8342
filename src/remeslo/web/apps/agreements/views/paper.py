"""One agreement: what it says, who signed, what stands against it, its history; its papers and versions."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from remeslo.core.agreements.state import signature_of
from remeslo.interchange.agreementpaper import PaperLine, agreement_docx, paper_lines
from remeslo.interchange.sentences import Language, as_language
from remeslo.web.apps.agreements import queries
from remeslo.web.apps.agreements.bodies import lines_of
from remeslo.web.apps.agreements.services.signing import days_signed
from remeslo.web.apps.agreements.views.page import PaperPage
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.compare import Change, Line, compare_lines
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.results.models import Evidence

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@cluster_member_required(Action.SEE_AGREEMENT)
def detail(request: ClusterRequest, key: str) -> HttpResponse:
    """Everything about it on one page."""
    page = PaperPage(request, key)
    value, held = page.value, page.paper.held
    papers = {r.signatory: r for r in held.signatures if r.is_on_paper} if held is not None else {}
    signing = [
        (s, page.scene.party_name(value.party_of[s.party]), signature_of(value, s), papers.get(str(s.key)))
        for s in value.signatories
    ]
    context: dict[str, Any] = {
        "page": page,
        "agreement": value,
        "sides": [(p.key, page.scene.party_name(p)) for p in value.parties],
        "signing": signing,
        "lines": _lines(page, _language(request)),
        "against": page.scene.against(page.paper) if not page.paper.is_from_folder else [],
        "progress": [p for p in page.scene.progress if p.commitment.agreement.key == value.key],
        "history": sorted(_history(page), key=lambda h: h[0]) if held is not None else [],
        "remarks": queries.remarks(held.row) if held is not None else [],
        "scans": queries.scans(held.row) if held is not None else [],
        "text": held.text if held is not None else None,
        "related": _related(page),
    }
    return render(request, "agreements/detail.html", context)


@cluster_member_required(Action.SEE_AGREEMENT)
def docx(request: ClusterRequest, key: str) -> HttpResponse:
    """The paper to be printed and signed, in the language that is asked for."""
    page = PaperPage(request, key)
    language: Language = "en" if request.GET.get("language") == "en" else "ru"
    paper = agreement_docx(
        page.value,
        _lines(page, language),
        page.scene.paper_scene(),
        language=language,
        signed=days_signed(page.value),
    )
    answer = HttpResponse(paper, content_type=DOCX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{key}-{language}.docx") or "attachment"
    record("agreement.printed", by=request.user, cluster=request.cluster, subject=f"agreement:{key}")
    return answer


@cluster_member_required(Action.SEE_AGREEMENT)
def compare(request: ClusterRequest, key: str) -> HttpResponse:
    """Two versions line by line; the draft is the newest while it is written."""
    page = PaperPage(request, key)
    held = page.paper.held
    if held is None:
        raise Http404
    numbers = [t.number for t in held.texts]
    old, new = (_number(request.GET.get(k)) for k in ("old", "new"))
    new = new if new in numbers else None if page.is_draft else numbers[-1] if numbers else None
    before = [n for n in numbers if new is None or n < new]
    old = old if old in before else before[-1] if before else None
    language = _language(request)
    compared = compare_lines(_compared(page, old, language) if old else [], _compared(page, new, language))
    context: dict[str, Any] = {
        "page": page,
        "agreement": page.value,
        "numbers": numbers,
        "old": old,
        "new": new,
        "compared": compared,
        "changes": sum(line.change is not Change.SAME for line in compared),
    }
    return render(request, "agreements/compare.html", context)


@cluster_member_required(Action.SEE_AGREEMENT)
def scan(request: ClusterRequest, key: str, number: int) -> HttpResponse:
    """A scan of the signed paper, as it was kept; always a download."""
    page = PaperPage(request, key)
    held = page.paper.held
    kept = held.row.scans.filter(pk=number).select_related("file").first() if held is not None else None
    if kept is None:
        raise Http404
    file: Evidence = kept.file
    answer = HttpResponse(bytes(file.data), content_type=file.media_type)
    answer["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _lines(page: PaperPage, language: Language) -> tuple[PaperLine, ...]:
    """Lines of the text that is to be signed or was; of a draft, as it would be."""
    held = page.paper.held
    text = held.text if held is not None else None
    if held is None or text is None or page.is_draft:
        return paper_lines(page.value, page.scene.paper_scene(), language)
    return lines_of(text.lines[language])


def _compared(page: PaperPage, number: int | None, language: Language) -> list[Line]:
    held = page.paper.held
    text = queries.text_numbered(held.row, number) if held is not None and number is not None else None
    lines = lines_of(text.lines[language]) if text is not None else _lines(page, language)
    return [Line(line.key, line.label, line.text) for line in lines]


def _history(page: PaperPage) -> list[tuple[Any, str, Any, str]]:
    """When, what, who, why."""
    held = page.paper.held
    assert held is not None, "asked only of agreements that are kept"
    names = {str(s.key): s.name for s in page.value.signatories}
    steps = [(s.at, s.what, s.by, s.reason) for s in held.steps]
    signed = [(s.at, "signed", s.by, names.get(s.signatory, s.signatory)) for s in held.signatures]
    brought = [(n.at, n.what, None, n.about) for n in queries.notices(held.row)]
    return [*steps, *signed, *brought]


def _related(page: PaperPage) -> list[tuple[str, str]]:
    """Agreements that it goes on from or changes, and those that go on from it or change it."""
    value, found = page.value, []
    if value.renews:
        found.append(("renews", str(value.renews)))
    if value.amends:
        found.append(("amends", str(value.amends)))
    for paper in page.scene.seen:
        if paper.value.renews == value.key:
            found.append(("renewed", str(paper.value.key)))
        if paper.value.amends == value.key:
            found.append(("amended", str(paper.value.key)))
    return found


def _language(request: ClusterRequest) -> Language:
    return as_language(getattr(request, "LANGUAGE_CODE", "ru"))


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 6 else None
