"""
Counting in the XML by tag names alone: the witness against whom the reader's values are checked.

It knows no paths and shares no code with the reader but the folding of names and what counts as nothing.
"""

from lxml import etree

from remeslo.interchange.profstandart import vocabulary as v
from remeslo.interchange.profstandart.normal import says_something
from remeslo.interchange.profstandart.reading import Counts

_FIELDS = {
    "standards": v.STANDARDS,
    "generalised_functions": v.GENERALISED,
    "functions": v.FUNCTIONS,
    "labour_actions": v.ACTIONS,
    "skills": v.SKILLS,
    "knowledge": v.KNOWLEDGE,
}
_KIND_OF = {tag: kind for kind, family in _FIELDS.items() for tag in family}


def count(root: etree._Element) -> Counts:
    """The things below (and at) an element that hold text and are not boxes for things of their own kind."""
    totals = dict.fromkeys(_FIELDS, 0)
    for element in root.iter(etree.Element):
        kind = _KIND_OF.get(v.tag_of(element))
        if kind is not None and _is_thing(element, _FIELDS[kind]):
            totals[kind] += 1
    return Counts(**totals)


def _is_thing(element: etree._Element, family: v.Family) -> bool:
    if len(element) == 0:
        return says_something(element.text or "")
    if any(v.tag_of(child) in family for child in element.iterchildren(etree.Element)):
        return False
    return says_something(" ".join(str(text) for text in element.itertext()))
