"""
The cluster folder: a whole cluster as readable YAML and CSV files, in Russian or English.

``read(folder)`` tells every problem with file and line and gives the cluster when none is hard; ``write`` gives a
folder from which ``read`` makes the same cluster. One description of all fields (`shapes`) is behind reader, writer,
JSON Schema (``schemas``) and documentation. See FORMAT.md.
"""

from remeslo.interchange.clusterfile.bare import programme_key, read_elements, write_elements
from remeslo.interchange.clusterfile.pieces import PieceReading, read_demand_card, read_programme, read_state_standard
from remeslo.interchange.clusterfile.plain import NotWritable
from remeslo.interchange.clusterfile.reader import ClusterReading, read, read_files, read_zip
from remeslo.interchange.clusterfile.schema import schemas
from remeslo.interchange.clusterfile.writer import (
    write,
    write_demand_card,
    write_files,
    write_programme,
    write_state_standard,
    write_zip,
)

__all__ = [
    "ClusterReading",
    "NotWritable",
    "PieceReading",
    "programme_key",
    "read",
    "read_demand_card",
    "read_elements",
    "read_files",
    "read_programme",
    "read_state_standard",
    "read_zip",
    "schemas",
    "write",
    "write_demand_card",
    "write_elements",
    "write_files",
    "write_programme",
    "write_state_standard",
    "write_zip",
]
