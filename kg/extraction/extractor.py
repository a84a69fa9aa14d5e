"""The stages in their order: mentions, coreference, relations, structure, speech, statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from kg.actors.base import ActorBase
from kg.actors.linking import Linker
from kg.documents import Document
from kg.extraction import learned
from kg.extraction.assembly import Assembler, named_in_sentence
from kg.extraction.coreference import Resolver
from kg.extraction.lexicon import Lexicon
from kg.extraction.mention import Entity, Mention
from kg.extraction.mentions import MentionFinder
from kg.extraction.relations import RelationFinder
from kg.extraction.repair import repair
from kg.extraction.speech import Speakers
from kg.extraction.speechacts import demands
from kg.extraction.structure import StructureFinder
from kg.extraction.tree import Tree
from kg.extraction.view import View
from kg.statements import Statement


@dataclass(slots=True)
class Analysis:
    """What is known of one document so far: its tree, then its mentions, then their entities."""

    document: Document
    tree: Tree
    mentions: list[Mention] | None = None
    entities: list[Entity] | None = None

    @classmethod
    def of(cls, doc: Doc, document: Document, lexicon: Lexicon) -> Analysis:
        """The beginning: the parse, its lemmas and garden paths mended."""
        tree = Tree(doc, lexicon.lemma)
        repair(tree, lexicon.hidden_verbs)
        return cls(document, tree)


class Extractor:
    """Everything after the parser. Holds the lexicon and the actor base; safe to share between documents."""

    def __init__(self, base: ActorBase | None = None, lexicon: Lexicon | None = None) -> None:
        self.lexicon = lexicon or Lexicon.default()
        self.linker = Linker(base if base is not None else ActorBase.default())
        self.finder = MentionFinder(self.linker, self.lexicon)
        self.resolver = Resolver(self.linker, self.lexicon)
        self.relations = RelationFinder(self.lexicon)
        self.structure = StructureFinder(self.lexicon)
        self.assembler = Assembler(self.lexicon)

    def __call__(self, doc: Doc, document: Document) -> list[Statement]:
        """The statements of a parsed document."""
        return self.relate(Analysis.of(doc, document, self.lexicon))

    def find(self, analysis: Analysis) -> list[Mention]:
        """The names, descriptions and pronouns that stand for actors, found once an analysis."""
        if analysis.mentions is None:
            analysis.mentions = self.finder.find(analysis.tree, analysis.document.published)
        return analysis.mentions

    def resolve(self, analysis: Analysis) -> list[Entity]:
        """The actors that the mentions refer to, which have them as their `entity` from then on."""
        if analysis.entities is None:
            document = analysis.document
            mentions = self.find(analysis)
            analysis.entities = self.resolver.resolve(analysis.tree, mentions, document.id, document.published)
        return analysis.entities

    def relate(self, analysis: Analysis) -> list[Statement]:
        """The statements about the actors."""
        tree, document = analysis.tree, analysis.document
        entities, mentions = self.resolve(analysis), self.find(analysis)
        view = View(self.lexicon, tree, mentions, document.id)
        speakers = Speakers(tree, view.arguments, view.by_token, self._author(document, entities))
        speakers.resolve_first_person(mentions)
        candidates = self.structure.find(tree, mentions, view)
        candidates += self.relations.find(view)
        candidates += learned.find(tree, view, candidates)
        candidates += demands(tree, view, speakers.by_sentence())
        named_in_sentence(tree, mentions)
        return self.assembler.assemble(tree, candidates, mentions, view, speakers, document.id, document.published)

    def _author(self, document: Document, entities: list[Entity]) -> Entity | None:
        """The government or organisation that publishes a statement, by the document's source; news agencies are none."""
        matches = self.linker.matcher.find(document.source.split()) if document.source else []
        actors = {c.actor.id: c.actor for m in matches for c in m.candidates if c.kind in ("name", "adjective")}
        states = {a.country or a.id for a in actors.values() if a.type in ("State", "GovernmentBody")}
        if len(states) != 1:
            return None
        state = self.linker.base.get(next(iter(states)))
        if state is None:
            return None
        return next((e for e in entities if e.id == state.iri), Entity(state.iri, state.label, state.type, state))


def read(
    nlp: Language, extractor: Extractor, documents: Iterable[Document], batch_size: int = 32
) -> Iterator[tuple[Document, list[Statement]]]:
    """Parse and extract documents one after the other."""
    pairs = ((document.text, document) for document in documents)
    for doc, document in nlp.pipe(pairs, as_tuples=True, batch_size=batch_size):
        yield document, extractor(doc, document)
