"""Whom people belong to or serve: affiliatedWith."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from graph.extract import lexicon
from graph.extract.apposition import is_apposed
from graph.extract.claims import Relating, is_named_body
from graph.extract.factuality import by_words
from graph.extract.mentions import Chunk, is_party
from graph.extract.syntax import Clause, expand, has_copula, preposition, surface_subjects
from graph.extract.titles import titles_before
from graph.model import Claim, EntityType, Factuality, Mention, MentionForm
from graph.parse import Token


class Affiliations(Relating):
    """Finds the bodies and states that people, and groups of them, belong to."""

    def find(self) -> Iterator[Claim[Mention]]:
        """All of them, by the way in which they are told."""
        yield from self._ranks()
        yield from self._groups()
        yield from self._parties()
        yield from self._bodies_of_people()

    def _ranks(self) -> Iterator[Claim[Mention]]:
        """ "Air Force Gen. Dan Caine" serves in the Air Force."""
        doc = self.mentions.doc
        for chunk in self.mentions.named_people():
            titles = list(titles_before(doc, chunk.begin))
            if any(title.kind == "rank" for _, _, title in titles):
                before = [
                    c
                    for c in self.mentions.chunks
                    if c.end == titles[-1][0] and c.mention.type is EntityType.ORGANIZATION
                ]
                for body in before[:1]:
                    yield self.claim(
                        chunk.mention,
                        "affiliatedWith",
                        body.mention,
                        "relation-rank-in",
                        self.token(chunk),
                    )

    def _parties(self) -> Iterator[Claim[Mention]]:
        """ "Republican Senator Ann Dale", "Ann Dale (D-Ohio)", "Ann Dale, a Democrat"."""
        doc = self.mentions.doc
        for chunk in self.mentions.named_people():
            begins = [chunk.begin, *(begin for begin, _, _ in titles_before(doc, chunk.begin))]
            beside = [(begin - 1, begin) for begin in begins]
            if chunk.end < len(doc) and doc[chunk.end].text in ("(", ","):
                beside.append((chunk.end + 1, chunk.end + 2))
            for index, end in beside:
                party = self.mentions.by_token.get(index)
                if party is None or party.end != end:
                    continue
                members = doc[index].tag == "NNPS" and party.entry is not None
                if is_party(party):
                    yield self._affiliated(chunk.mention, party, "relation-party")
                elif members and is_named_body(party) and index < chunk.begin:
                    for token in expand(doc[chunk.head]):  # "Republicans Ann Dale and Ivo Marsh"
                        person = self.mentions.of(token)
                        if person is not None and person.type is EntityType.PERSON:
                            yield self._affiliated(person, party, "relation-party")
            within = self.mentions.by_token.get(chunk.end + 1)
            if within is None or not is_named_body(within) or within.end >= len(doc):
                continue
            if (doc[chunk.end].text, doc[within.end].text) == ("(", ")"):
                yield self._affiliated(chunk.mention, within, "relation-party")
        for party in self.mentions.chunks:
            token = self.token(party)
            if not is_party(party) or token.tag not in ("NN", "NNP") or not self.is_so(token):
                continue
            if is_apposed(token):
                people: tuple[Token, ...] = (token.head,)
            elif has_copula(token):
                people = surface_subjects(token)
            else:
                continue
            for person in map(self.mentions.of, people):
                if person is not None and person.type is EntityType.PERSON:
                    yield self._affiliated(person, party, "relation-party")

    def _bodies_of_people(self) -> Iterator[Claim[Mention]]:
        """ "Ann Dale of the Labour Party", "Hamas's Ali Dale", "Ann Dale's Labour Party", "Hamas official
        Ali Dale", "Ann Dale joined the Labour Party"."""
        for chunk in self.mentions.named_people():
            owner = self.mentions.possessor_before(chunk.begin)
            bodies = [] if owner is None else [owner]
            for begin, end, _ in self.mentions.titles_of(chunk):
                before = self.mentions.by_token.get(begin - 1)
                noun = self.mentions.doc[end - 1]
                serves = noun.lemma in self.nouns.serving and self.is_so(noun)
                if before is not None:
                    doubt = self.mentions.doc[max(0, before.begin - 1) : before.begin]
                    serves = serves and by_words([t.lower for t in doubt]) is Factuality.ASSERTED
                if before is not None and before.end == begin and serves:
                    bodies.append(before)  # "Hamas official Ali Dale"
            for child in self.token(chunk).children:
                body = self.mentions.chunk(child)
                after = child.i > chunk.head and preposition(child) in ("of", "from")
                if after and child.lemma == "opposition":
                    body = self.mentions.by_token.get(child.i + 1)  # "of the opposition Blue Party"
                if body is not None and after:
                    bodies.append(body)
            for body in bodies:
                if is_named_body(body):
                    yield self._affiliated(chunk.mention, body, "relation-person-of")
        for chunk in filter(is_named_body, self.mentions.chunks):
            token = self.token(chunk)
            kind = token.head if self.mentions.chunk(token.head) is chunk else token
            for child in kind.children:  # of "bloc" in "her Blue bloc"
                poss = child.dep == "nmod:poss"
                owner_mention = self.mentions.of(_owning(child)) if poss else None
                if owner_mention is not None and owner_mention.type is EntityType.PERSON:
                    yield self._affiliated(owner_mention, chunk, "relation-person-of")
        yield from self._described_people()
        for clause in self.clauses:
            bodies_of = self._bodies_served(clause)
            if not bodies_of or not self.is_so(clause.head):
                continue
            served = [c for c in map(self.mentions.chunk, bodies_of) if c is not None]
            people = [m for m in map(self.mentions.of, clause.subjects) if m is not None]
            for body, person in product(served, people):
                if is_named_body(body) and person.type is EntityType.PERSON:
                    yield self._affiliated(person, body, "relation-joined")

    def _bodies_served(self, clause: Clause) -> tuple[Token, ...]:
        """The bodies that a clause puts its subject in: "joined the party", "works for the bank"."""
        if clause.passive or clause.negated:
            return ()
        verb = clause.lemma
        if verb in ("join", "co-found", "found"):
            return clause.objects
        if verb in ("form", "establish", "launch", "start"):
            # Who forms a party is in it; who forms a commission is not.
            return tuple(
                part
                for made in clause.objects
                if made.lemma in self.nouns.kind
                for part in (made, *filter(is_apposed, made.children))
            )
        if verb == "defect" or verb == "belong":
            return clause.oblique("to")
        if verb in ("work", "serve") and clause.tense == "present":
            return clause.oblique("for", "at", "with")
        return ()

    def _described_people(self) -> Iterator[Claim[Mention]]:
        """ "Ann Dale's party, the Greens", "Ann Dale, a lawyer with the Red Cross"."""
        for token in self.mentions.doc.with_lemma(self.nouns.kind):
            owners = [c for c in token.children if c.dep == "nmod:poss"]
            beside = [c for c in token.children if c.dep in ("appos", "flat")]
            if is_apposed(token):
                beside.append(token.head)
            for owner, name in product(owners, beside):
                person, body = self.mentions.of(_owning(owner)), self.mentions.chunk(name)
                if person is None or body is None or person.type is not EntityType.PERSON:
                    continue
                if is_named_body(body) and self.is_so(token):
                    yield self._affiliated(person, body, "relation-person-of")
        names_office = lexicon.offices().names_office
        for chunk in self.mentions.named_people():
            for described in filter(is_apposed, self.token(chunk).children):
                if names_office(described.lemma) or not self.is_so(described):
                    continue
                for child in described.children:
                    body = self.mentions.chunk(child)
                    serves = preposition(child) in ("with", "at", "for", "from")
                    if serves and body is not None and is_named_body(body):
                        yield self._affiliated(chunk.mention, body, "relation-person-of")

    def _affiliated(self, person: Mention, body: Chunk, rule: str) -> Claim[Mention]:
        return self.claim(person, "affiliatedWith", body.mention, rule, self.token(body))

    def _groups(self) -> Iterator[Claim[Mention]]:
        """ "Ukrainian officials", "Hamas militants": whom unnamed people serve."""
        for chunk in self.mentions.chunks:
            if (
                chunk.mention.type is not EntityType.GROUP
                or chunk.mention.form is not MentionForm.NOMINAL
            ):
                continue
            head = self.token(chunk)
            if head.lemma not in self.nouns.serving:
                continue
            if any(child.dep == "cop" for child in head.children) or not self.is_so(head):
                continue  # "both are NATO members": what somebody is, and nobody more
            for child in head.children:
                if child.dep in ("amod", "compound", "nmod:poss") and child.i < head.i:
                    for part in expand(child):
                        body = self.mentions.chunk(part)
                        if (
                            body is not None
                            and body.mention.form in (MentionForm.NAME, MentionForm.ADJECTIVE)
                            and (body.mention.type in (EntityType.STATE, EntityType.ORGANIZATION))
                        ):
                            yield self.claim(
                                chunk.mention,
                                "affiliatedWith",
                                body.mention,
                                "relation-group-of",
                                head,
                            )


def _owning(possessor: Token) -> Token:
    """Whom a possessor names: Ann Dale, for "whose" in "Ann Dale, whose party won"."""
    clause = possessor
    while possessor.tag == "WP$" and clause.dep != "acl:relcl" and clause.head is not clause:
        clause = clause.head
    return clause.head if clause is not possessor and clause.dep == "acl:relcl" else possessor
