"""What agreements give the network form, as its rows: written anew whenever an agreement changes."""

from django.db import transaction

from remeslo.core.line.network.agreed import agreed_terms
from remeslo.web.apps.agreements.queries import held
from remeslo.web.apps.agreements.services.judging import terms_of_folder
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.network.enums import Origin, Part
from remeslo.web.apps.network.folder import term_row
from remeslo.web.apps.network.models import TermRow

AFTER_OTHERS = 1_000_000
"""Position of the first of these rows: they follow those of the folder."""


@transaction.atomic
def write_terms(cluster: Cluster) -> int:
    """
    Bring the network form's contracts, clauses and quotas to what signed agreements say; how many rows there are.

    Each row has the days on which it holds, so that one that ends, or has not begun, gives nothing on other days.
    """
    terms = agreed_terms(
        sorted((h.value for h in held(cluster)), key=lambda a: a.key), terms_of_folder(cluster)[Part.USE_TERMS]
    )
    TermRow.objects.filter(cluster=cluster, origin=Origin.AGREEMENT).delete()
    parts = ((Part.CONTRACTS, terms.contracts), (Part.CLAUSES, terms.clauses), (Part.QUOTAS, terms.quotas))
    rows = [
        term_row(cluster, part, value, AFTER_OTHERS + n, Origin.AGREEMENT)
        for part, values in parts
        for n, value in enumerate(values)
    ]
    return len(TermRow.objects.bulk_create(rows))
