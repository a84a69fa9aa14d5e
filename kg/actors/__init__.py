"""The actor base: who and what exists, under which names, and which of them a mention means."""

from kg.actors.base import ActorBase
from kg.actors.model import Actor, Office

__all__ = ["Actor", "ActorBase", "Office"]
