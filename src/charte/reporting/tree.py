"""Who brought whom, as a tree: the site's own hosts are its root, every other host hangs where it was first brought."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from charte.reporting.rows import STATES


@dataclass(slots=True)
class Node:
    """A host of a third party, or the site itself (`host` empty); `others` brought it too, beside its parent."""

    host: str
    facts: Mapping[str, Any] | None = None
    children: list[Node] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many hosts it stands for: itself, and all that it brought."""
        return 1 + sum(child.size for child in self.children)

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Node]]:
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)


def own_hosts(report: Mapping[str, Any]) -> list[str]:
    return [host["host"] for host in report["hosts"] if host["party"] != "third"]


def broken_states(host: Mapping[str, Any]) -> list[str]:
    """The states in which a host was called and must not be."""
    permitted = host["permitted"]
    if permitted is None:
        return []
    return [state for state in STATES if host["calls"][state] and not permitted[state]]


def tree(report: Mapping[str, Any]) -> Node:
    """Breadth first, in the order of names: a host hangs under the nearest of those that brought it."""
    root = Node("")
    own = set(own_hosts(report))
    waiting = {host["host"]: host for host in report["hosts"] if host["party"] == "third"}
    level = [root]
    while level:
        after: list[Node] = []
        for parent in level:
            for name, facts in list(waiting.items()):
                if _brought(facts, parent, own):
                    child = Node(name, waiting.pop(name))
                    parent.children.append(child)
                    after.append(child)
        level = after
    for name, facts in waiting.items():  # brought by hosts that are themselves only brought by each other
        root.children.append(Node(name, facts))
    for _, node in root.walk():
        for child in node.children:
            parents = {"" if by in own else by for by in child.facts["brought_by"]} if child.facts else set()
            child.others = sorted(parents - {node.host})
    return root


def _brought(facts: Mapping[str, Any], parent: Node, own: set[str]) -> bool:
    by = facts["brought_by"]
    if parent.host:
        return parent.host in by
    return not by or any(name in own for name in by)
