"""Which actors a picture has room for."""

from __future__ import annotations

import heapq

import networkx as nx


def circle(ties: nx.Graph, size: int) -> list[str]:
    """The actors that have most to do with each other, in order: who has least to do with those left goes, one by one.

    So one finds dense parts of a network (Charikar 2000); the busiest actors alone may have nothing to do with each
    other. Who is left alone goes too. `ties` have a `weight`.
    """
    left: dict[str, int] = dict(ties.degree(weight="weight"))
    queue = [(weight, ties.degree(actor), actor) for actor, weight in left.items()]
    heapq.heapify(queue)
    while queue:
        weight, _, actor = heapq.heappop(queue)
        if left.get(actor) != weight:
            continue  # it has lost someone since, and stands elsewhere in the queue
        if len(left) <= size and weight > 0:
            break
        del left[actor]
        for other, tie in ties[actor].items():
            if other in left:
                left[other] -= tie["weight"]
                heapq.heappush(queue, (left[other], ties.degree(other), other))
    return sorted(left)
