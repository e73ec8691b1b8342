"""Words of this app that are values in the core."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from remeslo.core.credentials.claims import Missing

MISSING = {
    Missing.NOT_GRADUATED: _("the college has entered no graduation"),
    Missing.NO_ELEMENT: _("no element of the programme forms it"),
    Missing.NOT_RECORDED: _("the college has recorded no practice and no attestation for it"),
    Missing.NOT_PASSED: _("an attestation was not passed"),
    Missing.NOT_CONFIRMED: _("no employer has confirmed it"),
    Missing.DISPUTED: _("an employer disputes it"),
}


def missing_words(missing: Iterable[Missing]) -> str:
    """Why a competence may not be certified."""
    return "; ".join(str(MISSING[m]) for m in missing)
