"""
The doorman: bytes from outside become text, trees and archive members here, or findings that say why not.

Everything in this room raises one exception only, ``Unreadable``, which carries findings. FORMAT.md has the limits.
"""

from remeslo.interchange.safety.archives import GuardedZip, ZipLimits, open_zip
from remeslo.interchange.safety.files import DEFAULT_LIMIT, MIB, read_limited
from remeslo.interchange.safety.gzipped import GZIP_BEGINNING, GZIP_LIMIT, gunzip
from remeslo.interchange.safety.jsontree import JsonDocument, read_json
from remeslo.interchange.safety.packed import unpack_xz
from remeslo.interchange.safety.text import Decoded, decode_text
from remeslo.interchange.safety.unreadable import Unreadable
from remeslo.interchange.safety.xmltree import XmlDocument, XmlLimits, parse_xml, read_xml

__all__ = [
    "DEFAULT_LIMIT",
    "GZIP_BEGINNING",
    "GZIP_LIMIT",
    "MIB",
    "Decoded",
    "GuardedZip",
    "JsonDocument",
    "Unreadable",
    "XmlDocument",
    "XmlLimits",
    "ZipLimits",
    "decode_text",
    "gunzip",
    "open_zip",
    "parse_xml",
    "read_json",
    "read_limited",
    "read_xml",
    "unpack_xz",
]
