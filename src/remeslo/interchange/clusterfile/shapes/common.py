"""Types that several shapes share."""

from remeslo.interchange.clusterfile.description import ListOf
from remeslo.interchange.clusterfile.marks import MOST_HOURS
from remeslo.interchange.clusterfile.valuetypes import Competence, FunctionCode, Integer

HOURS = Integer(0, MOST_HOURS)

SOME_HOURS = Integer(1, MOST_HOURS)

YEAR = Integer(2000, 2199)

STATE_CODE = "\\d{2}\\.\\d{2}\\.\\d{2}"

STATE_REFERENCE = STATE_CODE + "(?:@.+)?"

STANDARD = "\\d{2}\\.\\d{3}(?:@.+)?"

FUNCTION = STANDARD + "/[^/\\s]+/[^/\\s]+"

FUNCTIONS = ListOf(FunctionCode("function", FUNCTION, "function", 200))

COMPETENCES = ListOf(Competence())
