"""
YAML into a tree with line numbers, from the parser's events.

Only what a table of words, lists and texts needs is understood: anchors, aliases, tags, merged keys and second
documents are findings. Events are taken one by one, so depth and size are bounded before anything is built.
"""

from collections.abc import Iterator

import yaml

from remeslo.interchange.clusterfile.log import Log, Place
from remeslo.interchange.clusterfile.tree import Entry, Listing, Mapping, Node, Scalar

DEPTH = 20
NODES = 200_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PROBLEMS = (  # what libyaml and PyYAML say -> word of the group `yaml_problem`
    ("cannot start any token", "start"),
    ("tab", "tab"),
    ("mapping values are not allowed", "colon"),
    ("could not find expected ':'", "no_colon"),
    ("unexpected end of stream", "quote"),
    ("did not find expected key", "indent"),
    ("expected <block end>", "indent"),
    ("did not find expected '-' indicator", "indent"),
    ("did not find expected ',' or", "bracket"),
    ("expected ',' or", "bracket"),
    ("control characters are not allowed", "control"),
    ("unacceptable character", "control"),
    ("special characters are not allowed", "control"),
    ("unknown escape character", "escape"),
)


class _Stop(Exception):
    """The file cannot be read further; the finding is in the log."""


def read_yaml(text: str, file: str, log: Log) -> Node | None:
    """The tree of a file; None, with findings, when there is none. What can be told of the rest is told."""
    builder = _Builder(file, log)
    try:
        return builder.document(iter(yaml.parse(text, Loader=_LOADER)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        problem = _problem(error.problem or "", text, line)
        opened = error.context_mark.line + 1 if error.context_mark and problem in ("quote", "bracket") else None
        log.add("cluster.yaml_syntax", Place(file, line), problem=problem, opened=opened)
    except yaml.YAMLError as error:  # characters that YAML does not allow
        log.add("cluster.yaml_syntax", Place(file, _line_of(error, text)), problem="control", opened=None)
    except _Stop:
        pass
    return None


def _problem(said: str, text: str, line: int) -> str:
    lines = text.splitlines()
    if 0 < line <= len(lines) and lines[line - 1].lstrip(" ").startswith("\t"):
        return "tab"
    return next((word for part, word in _PROBLEMS if part in said), "other")


def _line_of(error: yaml.YAMLError, text: str) -> int:
    position = getattr(error, "position", None)
    return text.count("\n", 0, position) + 1 if isinstance(position, int) else 0


class _Builder:
    """Events into nodes, without recursion; stops at aliases and tags only after telling of every one it meets."""

    def __init__(self, file: str, log: Log) -> None:
        self.file = file
        self.log = log
        self.nodes = 0

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        """The one document of the stream."""
        root: Node | None = None
        documents = 0
        open_nodes: list[_Open] = []
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.log.add("cluster.yaml_documents", self._at(event))
                    break
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                self._count(event, len(open_nodes))
                open_nodes.append(_Open(isinstance(event, yaml.MappingStartEvent), self._line(event)))
            elif (node := self._finished(event, open_nodes)) is not None:
                if open_nodes:
                    open_nodes[-1].take(node, self)
                else:
                    root = node
        return root

    def _finished(self, event: yaml.Event, open_nodes: "list[_Open]") -> Node | None:
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            return open_nodes.pop().node()
        if isinstance(event, yaml.ScalarEvent):
            self._count(event, len(open_nodes))
            return Scalar(event.value, self._line(event), quoted=event.style in ("'", '"', "|", ">"))
        if isinstance(event, yaml.AliasEvent):
            self.log.add("cluster.yaml_alias", self._at(event), name=event.anchor)
            return Scalar("", self._line(event))
        return None

    def _count(self, event: yaml.NodeEvent, depth: int) -> None:
        self.nodes += 1
        if self.nodes > NODES:
            self.log.add("cluster.yaml_too_large", self._at(event), limit=NODES)
            raise _Stop
        if depth >= DEPTH:
            self.log.add("cluster.yaml_too_deep", self._at(event), limit=DEPTH)
            raise _Stop
        if event.anchor is not None:
            self.log.add("cluster.yaml_alias", self._at(event), name=event.anchor)
        if (tag := getattr(event, "tag", None)) is not None and tag != "!":
            self.log.add("cluster.yaml_tag", self._at(event), tag=tag)

    def _line(self, event: yaml.Event) -> int:
        return int(event.start_mark.line) + 1 if event.start_mark else 0

    def _at(self, event: yaml.Event) -> Place:
        return Place(self.file, self._line(event))

    def odd_key(self, line: int) -> None:
        """A key that is itself a list or a table."""
        self.log.add("cluster.yaml_key", Place(self.file, line))


class _Open:
    """A list or table whose end has not come yet."""

    def __init__(self, is_mapping: bool, line: int) -> None:
        self.is_mapping = is_mapping
        self.line = line
        self.items: list[Node] = []
        self.entries: list[Entry] = []
        self.word: Node | None = None

    def take(self, node: Node, builder: _Builder) -> None:
        """The next item, key or value."""
        if not self.is_mapping:
            self.items.append(node)
        elif self.word is None:
            self.word = node
        else:
            if isinstance(self.word, Scalar):
                self.entries.append(Entry(self.word.text, self.word.line, node))
            else:
                builder.odd_key(self.word.line)
            self.word = None

    def node(self) -> Node:
        """The whole, when its end has come."""
        if self.is_mapping:
            return Mapping(tuple(self.entries), self.line)
        return Listing(tuple(self.items), self.line)
