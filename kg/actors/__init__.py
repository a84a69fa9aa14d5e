"""The actor base: who and what exists, under which names, and which of them a mention means."""

from kg.actors.base import ActorBase, ActorFileError
from kg.actors.judgements import Judgement, JudgementError, Judgements
from kg.actors.model import Actor, Office

__all__ = ["Actor", "ActorBase", "ActorFileError", "Judgement", "JudgementError", "Judgements", "Office"]
