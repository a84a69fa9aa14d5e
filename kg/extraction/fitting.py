"""Fitting: which mentions can fill a side of a relation, by their types and by what they are called."""

from __future__ import annotations

from kg.extraction.mention import Mention
from kg.ontology import Relation

_MEDIA = frozenset("twitter x facebook instagram telegram youtube tiktok weibo whatsapp reddit".split()) | {
    "truth social"
}
_VAGUE = frozenset(
    "area region place zone scene site location spot part side neighbourhood neighborhood vicinity".split()
)


def fits(mention: Mention, relation: Relation, side: str, only: frozenset[str] = frozenset()) -> bool:
    """Whether a mention's type is one that a side of a relation takes, and that the entry asks for."""
    entity = mention.entity
    if entity is None:
        return False
    if (
        mention.kind == "nominal"
        and not mention.plural
        and mention.noun in _VAGUE
        and mention.end - mention.start == 1
        and not entity.named
    ):
        return False  # "strikes in the area"
    if mention.noun == "life" and relation.name not in ("killed", "aided"):
        return False  # "25 lives" are people, but nobody backs lives
    allowed = relation.domain if side == "subject" else relation.range
    kind = entity.type
    if only and kind not in only and not (kind == "State" and "Place" in only and mention.place is not None):
        people = mention.type == "GovernmentBody" and mention.plural and "Population" in only  # "Omani sailors"
        if mention.kind != "nominal" or not (mention.type in only or people):
            return False
    return kind in allowed


def is_medium(mention: Mention) -> bool:
    """Whether a name is that of a social medium, on which things are said."""
    return mention.kind == "name" and mention.label.lower() in _MEDIA
