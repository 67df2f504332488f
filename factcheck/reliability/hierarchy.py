"""A hierarchy of values: which contains which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

ROOT = "-1"


class Hierarchy:
    """Values by name. A name may stand for several nodes; it then contains what any of them contains."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Makes a hierarchy of (id, name, parent id) rows; the parent of the root is -1 or no row's id."""
        listed = list(rows)
        self._parent = {node: parent for node, _, parent in listed}
        self._name = {node: name for node, name, _ in listed}
        self._nodes: Mapping[str, list[str]] = defaultdict(list)
        for node, name, _ in listed:
            self._nodes[name].append(node)
        self._above: dict[str, frozenset[str]] = {}

    def above(self, name: str) -> frozenset[str]:
        """The names that contain `name`, the root's left out: it contains everything and says nothing."""
        if name not in self._above:
            self._above[name] = frozenset(found for node in self._nodes.get(name, ()) for found in self._path(node)) - {
                name
            }
        return self._above[name]

    def covers(self, general: str, specific: str) -> bool:
        """Whether `general` contains `specific`."""
        return general in self.above(specific)

    def _path(self, node: str) -> Iterable[str]:
        seen = {node}
        node = self._parent[node]
        while node in self._parent and node not in seen and self._parent[node] in self._parent:
            yield self._name[node]
            seen.add(node)
            node = self._parent[node]
