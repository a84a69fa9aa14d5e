"""Measures of the network of who does what to whom: what they say, and what they do not, is in docs/analysis.md.

    kg.analysis.centralities(graph)

Most functions take a Graph, of which they use what is asserted, or a network that `graph.to_networkx` or `part` made
of it. All count in documents: the weight of a tie is how many documents say each of its relations, added up. That
measures what is reported, never how often something happened. Where a function has them, `statuses` and
`min_confidence` choose the statements that count.
"""

from kg.analysis.balance import balance, frustrated, triads
from kg.analysis.brokers import brokers
from kg.analysis.camps import camps
from kg.analysis.centrality import centralities
from kg.analysis.change import actor_changes, tie_changes
from kg.analysis.communities import communities
from kg.analysis.signed import signed_network
from kg.analysis.sponsorship import sponsorship, sponsorship_evidence
from kg.analysis.ties import acts, part, ties

__all__ = [
    "actor_changes",
    "acts",
    "balance",
    "brokers",
    "camps",
    "centralities",
    "communities",
    "frustrated",
    "part",
    "signed_network",
    "sponsorship",
    "sponsorship_evidence",
    "tie_changes",
    "ties",
    "triads",
]
