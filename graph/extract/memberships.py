"""Which states and bodies are members of which: memberOf."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.apposition import is_apposed
from graph.extract.claims import Relating, is_named_body
from graph.extract.syntax import Clause, expand, preposition, surface_subjects
from graph.model import Claim, EntityType, Mention, MentionForm
from graph.parse import Token

# What names some of those that a noun stands for: "members including Algeria".
NAMING = ("including", "such as", "like")


class Memberships(Relating):
    """Finds the members of bodies."""

    def find(self) -> Iterator[Claim[Mention]]:
        """ "The Quartet is made up of A, B and C", "NATO member Turkey", "Norway, a member of NATO",
        "Peru belongs to the Community", "members of the League, including Algeria"."""
        for clause in self.clauses:
            if (
                clause.lemma.split()[0] in ("make", "comprise", "consist", "include", "compose")
                and not clause.negated
            ):
                bodies = clause.objects if clause.passive else clause.subjects
                parts = clause.oblique("of") or (() if clause.passive else clause.objects)
                if clause.lemma.split()[0] == "include" and not clause.subjects:
                    continue
                yield from self._membership(parts, bodies, clause.head, "relation-made-up-of")
            elif clause.copula and clause.head.lemma == "member" and not clause.negated:
                bodies = tuple(
                    t
                    for c in clause.head.children
                    if c.dep == "nmod:poss"
                    or (c.dep == "nmod" and preposition(c) == "of")
                    or c.dep == "compound"
                    for t in expand(c)
                )
                yield from self._membership(
                    clause.subjects, bodies, clause.head, "relation-member-of"
                )
            elif clause.lemma == "belong" and self.is_so(clause.head):
                yield from self._membership(
                    clause.subjects, clause.oblique("to"), clause.head, "relation-member-of"
                )
            elif clause.lemma in ("join", "enter", "accede", "admit") and clause.tense == "past":
                yield from self._joined(clause)
            elif clause.lemma in ("know", "call") and clause.passive and len(clause.objects) > 1:
                yield from self._membership(
                    clause.objects, clause.oblique("as"), clause.head, "relation-made-up-of"
                )
        for body in filter(is_named_body, self.mentions.chunks):
            token = self.token(body)
            for child in filter(is_apposed, token.children):
                listed = expand(child)  # "the Quartet (Chile, Peru and Norway)"
                mentions = list(map(self.mentions.of, listed))
                states = all(m is not None and m.type is EntityType.STATE for m in mentions)
                if states and child.i >= body.end and len(listed) > 1:
                    yield from self._membership(listed, (token,), token, "relation-made-up-of")
        for token in filter(self.is_so, self.mentions.doc.with_lemma(self.nouns.fellow)):
            bodies = tuple(
                c
                for c in token.children
                if c.dep in ("compound", "nmod:poss")
                or (token.lemma == "member" and preposition(c) == "of")
            )
            named = [c for c in token.children if c.dep == "appos" or preposition(c) in NAMING]
            if token.dep in ("nmod:desc", "compound", "appos"):
                named.append(token.head)
            elif token.dep in ("xcomp", "obj") and token.head.lemma in ("become", "remain"):
                named.extend(surface_subjects(token.head))
            elif token.tag == "NNS":
                named.extend(self._meeting(token))
            parts = tuple(part for child in named for part in expand(child))
            yield from self._membership(parts, bodies, token, "relation-member-name")

    def _joined(self, clause: Clause) -> Iterator[Claim[Mention]]:
        """ "Peru joined the Community", "Peru was admitted to the Community"."""
        doing = any(c.dep == "advcl" and c.tag == "VBG" for c in clause.head.children)
        if doing or not self.is_so(clause.head):
            return  # "joined NATO in condemning Peru"
        admitted = clause.lemma == "admit"
        if admitted and not clause.passive:
            parts, bodies = clause.objects, clause.subjects
        else:
            parts = clause.objects if admitted else clause.subjects
            bodies = clause.oblique("to", "into") or (() if admitted else clause.objects)
        states = tuple(
            t
            for t in parts
            if (m := self.mentions.of(t)) is not None and m.type is EntityType.STATE
        )
        yield from self._membership(states, bodies, clause.head, "relation-member-of")

    def _meeting(self, members: Token) -> Iterator[Token]:
        """The names that members run into: "NATO members A and B", "as NATO allies, A and B"."""
        set_off = any(t.text == "," for t in members.doc[members.i + 1 : members.i + 2])
        begin = members.i + 2 if set_off else members.i + 1
        chunk = self.mentions.by_token.get(begin)
        if chunk is None or chunk.begin != begin:
            return
        name = members.doc[chunk.head]
        together = name.dep == "conj" or name.head is members.head
        as_allies = any(c.lower == "as" for c in members.children) or any(
            c.lower == "as" for c in members.head.children
        )
        if together and (not set_off or as_allies):
            yield name

    def _membership(
        self, parts: tuple[Token, ...], bodies: tuple[Token, ...], token: Token, rule: str
    ) -> Iterator[Claim[Mention]]:
        for body in bodies:
            whole = self.mentions.of(body)
            if (
                whole is None
                or whole.type is not EntityType.ORGANIZATION
                or whole.form is MentionForm.PRONOUN
            ):
                continue
            for part in parts:
                member = self.mentions.of(part)
                if (
                    member is not None
                    and member.form is MentionForm.NAME
                    and member.type
                    in (
                        EntityType.STATE,
                        EntityType.ORGANIZATION,
                    )
                ):
                    yield self.claim(member, "memberOf", whole, rule, token, token)
