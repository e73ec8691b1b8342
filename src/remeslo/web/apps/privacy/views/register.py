"""The register: what is held, what for, by what ground, how long, and what happens then."""

from django.http import HttpResponse
from django.shortcuts import render

from remeslo.interchange.privacypack import columns
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.privacy.services.erasing import register_in_force
from remeslo.web.apps.privacy.words import THEN, WHOSE, in_words, law_text, term_text


@cluster_member_required(Action.KEEP_PRIVACY)
def register(request: ClusterRequest) -> HttpResponse:
    """All kinds, by whose they are."""
    found = register_in_force()
    known = columns()
    groups = [
        (
            word,
            [
                {
                    "kind": k,
                    "title": in_words(k, "title"),
                    "purpose": in_words(k, "purpose"),
                    "readers": in_words(k, "readers"),
                    "stays": in_words(k, "stays"),
                    "ground": in_words(k.ground, "text"),
                    "term": term_text(k),
                    "law": law_text(k),
                    "spans": (*k.terms, *k.laws),
                    "then": THEN[k.then],
                    "columns": known.of(k.key),
                }
                for k in found.kinds.values()
                if k.whose == whose
            ],
        )
        for whose, word in WHOSE.items()
    ]
    context = {"groups": groups, "title": in_words(found, "title"), "register": found}
    return render(request, "privacy/register.html", context)
