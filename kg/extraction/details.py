"""Details: date, place and quantities of the events that candidates tell of."""

from __future__ import annotations

from kg.extraction.candidate import Candidate
from kg.extraction.casualties import DEPLOYMENTS, EVENTS, OF_RELATION, Casualties, own_count
from kg.extraction.mention import Mention
from kg.extraction.places import EVENTS as PLACED
from kg.extraction.places import place_of
from kg.extraction.timing import Timing
from kg.extraction.tree import Tree
from kg.extraction.view import View
from kg.statements import Status


class Details:
    """When, where and how many, for one document."""

    def __init__(self, tree: Tree, view: View, published: str | None) -> None:
        self._tree = tree
        self._view = view
        self._timing = Timing(tree, published, view.in_name)
        self._casualties = Casualties(tree)

    def date(self, candidate: Candidate, status: Status) -> str | None:
        """The ISO date of an event."""
        return self._timing.of(candidate.trigger, future=status == "hypothetical")

    def to_come(self, candidate: Candidate, date: str) -> bool:
        """Whether an event told in the present tense is dated after the day of publication."""
        tree, trigger = self._tree, candidate.trigger
        return tree.tag[trigger] in ("VBZ", "VBP", "VBG") and self._timing.is_future(date)

    def place(self, candidate: Candidate) -> Mention | None:
        """Where an event happened."""
        return place_of(self._tree, candidate, self._view) if candidate.relation in PLACED else None

    def quantities(self, candidate: Candidate) -> dict[str, int]:
        """How many were killed, wounded, detained … by an event."""
        relation = candidate.relation
        counts = self._casualties.of_event(candidate.trigger) if relation in EVENTS else {}
        name = OF_RELATION.get(relation) or ("deployed" if relation in DEPLOYMENTS else "")
        if name:
            count = own_count(self._tree, candidate, self._view)
            if count:
                counts[name] = count
        return counts
