"""Relations that last: part of, member of, located in, capital of, affiliated with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from graph.extract import lexicon
from graph.extract.apposition import is_apposed
from graph.extract.factuality import by_words, local_factuality
from graph.extract.mentions import Chunk, Mentions, is_party
from graph.extract.names import COMPASS
from graph.extract.syntax import Clause, expand, has_copula, preposition, surface_subjects
from graph.extract.titles import titles_before
from graph.model import Claim, EntityType, Evidence, Factuality, Mention, MentionForm, Span, Stance
from graph.parse import Token

SURE = Factuality.ASSERTED
# What names some of those that a noun stands for: "members including Algeria".
NAMING = ("including", "such as", "like")
LYING = frozenset({"base", "headquarter", "locate", "situate"})


class RelationFinder:
    """Finds the lasting relations of one document."""

    def __init__(
        self, mentions: Mentions, clauses: tuple[Clause, ...], sentence_of: dict[int, Span]
    ) -> None:
        self.mentions = mentions
        self.clauses = clauses
        self.sentence_of = sentence_of
        self.nouns = lexicon.nouns()

    def find(self) -> tuple[Claim[Mention], ...]:
        """All relations in text order, each once per place that says it."""
        found = [
            *self._bodies(),
            *self._capitals(),
            *self._locations(),
            *self._situated(),
            *self._ranks(),
            *self._groups(),
            *self._parties(),
            *self._bodies_of_people(),
            *self._members(),
        ]
        unique = {(c.subject.span, c.predicate, c.object.span): c for c in reversed(found)}
        return tuple(
            sorted(
                unique.values(), key=lambda c: (c.evidence.sentence, c.subject.span, c.predicate)
            )
        )

    def _claim(
        self,
        subject: Mention,
        predicate: str,
        object_: Mention,
        rule: str,
        token: Token,
        trigger: Token | None = None,
    ) -> Claim[Mention]:
        return Claim(
            subject=subject,
            predicate=predicate,
            object=object_,
            stance=Stance(factuality=Factuality.ASSERTED, confidence=lexicon.confidence(rule)),
            evidence=Evidence(
                sentence=self.sentence_of[token.i],
                trigger=None if trigger is None else trigger.span,
                subject=subject.span,
                object=object_.span,
            ),
            rule=rule,
        )

    def _token(self, chunk: Chunk) -> Token:
        return self.mentions.doc[chunk.head]

    # ------------------------------------------------------------ part of

    def _bodies(self) -> Iterator[Claim[Mention]]:
        """ "Poland's Foreign Affairs Ministry", "the Russian Security Council", "NATO's committee"."""
        for chunk in self.mentions.chunks:
            if (
                chunk.mention.type is not EntityType.ORGANIZATION
                or chunk.mention.form is MentionForm.PRONOUN
            ):
                continue
            head = self.mentions.doc[chunk.end - 1]
            token = self._token(chunk)
            owned = head.lemma in self.nouns.owned or token.lemma in self.nouns.owned
            if not owned and not any(self._descriptions(chunk)):
                continue
            for owner in self._owners(chunk):
                if owner.begin <= chunk.begin and chunk.end <= owner.end:
                    continue  # a longer name of the body itself
                if owner.mention.type in (EntityType.STATE, EntityType.ORGANIZATION):
                    yield self._claim(
                        chunk.mention,
                        "partOf",
                        owner.mention,
                        "relation-body-of",
                        self._token(chunk),
                    )

    def _descriptions(self, chunk: Chunk) -> Iterator[Token]:
        """The nouns beside a body that describe it as part of another: "the armed wing of Hamas"."""
        body = self._token(chunk)
        beside = [c for c in body.children if is_apposed(c) or c.dep == "nmod:desc"]
        if is_apposed(body):
            beside.append(body.head)
        for token in body.doc[max(0, chunk.begin - 1) : chunk.begin]:
            if (token.head, token.dep) == (body.head, body.dep) and not preposition(body):
                beside.append(token)  # "UN agency UNICEF": two nominals that meet
        nouns = self.nouns
        return (t for t in beside if t.lemma in nouns.owned or t.lemma in nouns.part)

    def _owners(self, chunk: Chunk) -> Iterator[Chunk]:
        head = self._token(chunk)
        for described in self._descriptions(chunk):
            # "the World Health Organization, a United Nations agency"
            owners = (
                owner
                for owner in described.children
                if owner.dep in ("compound", "amod", "nmod:poss") or preposition(owner) == "of"
            )
            yield from (o for o in map(self.mentions.chunk, owners) if o not in (None, chunk))
        doc = self.mentions.doc
        for inner in self.mentions.within(chunk.begin, chunk.end):
            if inner is chunk:
                continue
            begins = inner.begin == chunk.begin and inner.end < chunk.end
            of = {doc[i].lower for i in range(max(chunk.begin, inner.begin - 2), inner.begin)}
            if begins or (inner.end == chunk.end and "of" in of):
                yield inner  # "Peruvian Congress", "Congress of Peru"
        before = self.mentions.possessor_before(chunk.begin)
        if before is not None:
            yield before
        for child in head.children:
            hyphened = any(after.tag == "HYPH" for after in doc[child.i + 1 : child.i + 2])
            if chunk.begin <= child.i < chunk.end or hyphened:
                continue
            if (
                child.dep == "nmod:poss"
                or (child.dep == "nmod" and preposition(child) == "of")
                or (child.dep in ("amod", "compound") and child.i < chunk.begin)
            ):
                owner = self.mentions.chunk(child)
                if owner is not None and owner.mention.form in (
                    MentionForm.NAME,
                    MentionForm.ADJECTIVE,
                ):
                    yield owner

    # ------------------------------------------------------------ places

    def _capitals(self) -> Iterator[Claim[Mention]]:
        """ "the Hungarian capital, Budapest", "Riyadh, the capital city of Saudi Arabia"."""
        for token in self.mentions.doc.with_lemma(self.nouns.capital):
            noun = (
                token.head
                if token.head.lemma == "city" and token.dep in ("compound", "amod")
                else token
            )
            wholes = dict.fromkeys((*self._modifying(noun), *self._modifying(token)))
            for city, whole in product(self._named_city(noun), wholes):
                if city.span == whole.span:
                    continue
                if whole.type is EntityType.STATE:
                    yield self._claim(city, "capitalOf", whole, "relation-capital", token, token)
                elif whole.type is EntityType.PLACE:  # the capital of a province
                    yield self._claim(city, "locatedIn", whole, "relation-place-of", token, token)

    def _modifying(self, noun: Token) -> Iterator[Mention]:
        for child in noun.children:
            if child.dep in ("amod", "compound", "nmod:poss") or (
                child.dep == "nmod" and preposition(child) in ("of", "in")
            ):
                mention = self.mentions.of(child)
                if mention is not None and mention.form is not MentionForm.PRONOUN:
                    yield mention
                elif mention is None and child.lemma in self.nouns.place:
                    yield from self._named_city(child)  # "Dale" in "a district of Dale province"

    def _named_city(self, noun: Token) -> Iterator[Mention]:
        candidates = [c for c in noun.children if c.dep in ("appos", "flat", "nmod:desc")]
        candidates.extend(c for c in noun.children if c.dep == "nmod" and preposition(c) == "of")
        if noun.dep in ("appos", "nmod:desc"):
            candidates.append(noun.head)
        candidates.extend(c for c in noun.children if c.dep == "nsubj")
        before = self._before_comma(noun)
        if before is not None and before not in candidates:
            candidates.append(before)
        if not any(map(self.mentions.chunk, candidates)):
            # "Peru's southern Dale province"
            candidates.extend(c for c in noun.children if c.dep == "compound" and c.i < noun.i)
        for candidate in candidates:
            chunk = self.mentions.chunk(candidate)
            if chunk is not None and chunk.mention.form is MentionForm.NAME and _is_place(chunk):
                yield chunk.mention

    def _before_comma(self, noun: Token) -> Token | None:
        """What a description follows after a comma, whatever the parse makes of it."""
        begin = noun.i
        while begin > 0 and noun.doc[begin - 1].pos in ("DET", "ADJ", "NOUN", "PROPN"):
            begin -= 1
        if begin < 2 or noun.doc[begin - 1].text != "," or noun.doc[begin].pos != "DET":
            return None
        return noun.doc[begin - 2]

    def _locations(self) -> Iterator[Claim[Mention]]:
        """ "the Swiss city of Geneva", "the village of Dale in Norway", "Dale, Norway"."""
        for token in self.mentions.doc.with_lemma(self.nouns.place - self.nouns.capital):
            if token.pos in ("NOUN", "PROPN"):
                around = [
                    m
                    for m in self._modifying(token)
                    if m.type in (EntityType.STATE, EntityType.PLACE)
                ]
                for inner in self._named_city(token):
                    for outer in around:
                        if outer.span != inner.span:
                            yield self._claim(
                                inner, "locatedIn", outer, "relation-place-of", token, token
                            )
        for chunk in self.mentions.chunks:
            if chunk.mention.form is not MentionForm.NAME:
                continue
            if not _is_place(chunk):
                yield from self._seats(chunk)
                continue
            for child in self._token(chunk).children:
                of_kind = self.mentions.doc[chunk.end - 1].lemma in self.nouns.place
                within = ("in", "of") if of_kind else ("in",)  # "the Dale Region of Chile"
                inside = child.dep == "nmod" and preposition(child) in within
                beside = child.dep in ("appos", "nmod:unmarked") and child.i > chunk.head
                outer_chunk = self.mentions.chunk(child)
                if not (inside or beside) or outer_chunk is None or child.i <= chunk.head:
                    continue
                if self.sentence_of.get(chunk.head) != self.sentence_of.get(child.i):
                    continue  # a dateline says where the text was written, and nothing of its words
                if outer_chunk.mention.form is MentionForm.NAME and outer_chunk.mention.type in (
                    EntityType.STATE,
                    EntityType.PLACE,
                ):
                    if outer_chunk.entry is not None and chunk.mention.type is not EntityType.PLACE:
                        continue
                    yield self._claim(
                        chunk.mention,
                        "locatedIn",
                        outer_chunk.mention,
                        "relation-place-in",
                        child,
                    )
            outer_chunk = self._around(chunk)
            if outer_chunk is not None:
                yield self._claim(
                    chunk.mention,
                    "locatedIn",
                    outer_chunk.mention,
                    "relation-place-in",
                    self._token(chunk),
                )

    def _seats(self, body: Chunk) -> Iterator[Claim[Mention]]:
        """Where a body is: "the Dale Bank in Lima", "the Lima-based Dale Bank"."""
        if body.mention.type is not EntityType.ORGANIZATION:
            return
        for child in self._token(body).children:
            based = child.lower == "based" and child.dep == "amod"
            for place in child.children if based else (child,):
                outer = self.mentions.chunk(place)
                if outer is None or outer.mention.form is not MentionForm.NAME:
                    continue
                behind = place.i > body.end - 1 and preposition(place) == "in"
                if not based and not (place.dep == "nmod" and behind):
                    continue
                # "Dale University, in Peru" is there; "the United Nations in Peru" is not only there.
                kinds = {self._token(body).lemma, self.mentions.doc[body.end - 1].lemma}
                own = based or (body.entry is None and kinds & self.nouns.organization)
                if outer.mention.type is EntityType.PLACE or (
                    own and outer.mention.type is EntityType.STATE
                ):
                    yield self._claim(
                        body.mention, "locatedIn", outer.mention, "relation-seat", place
                    )

    def _around(self, place: Chunk) -> Chunk | None:
        """The state or place that words side by side put a place in, whatever the parse hangs where:
        "Peru's Sacred Valley", "in Dale in southern Norway"."""
        doc = self.mentions.doc
        found = self.mentions.possessor_before(place.begin)
        after = place.end
        if doc[after : after + 1] and doc[after].text == ",":
            after += 1  # "Talca, in central Chile,"
            found = found or self._in_address(place, after)
        side = after > place.end and doc[after : after + 1] and doc[after].lower in COMPASS
        if found is None and after < len(doc) and (doc[after].lower == "in" or side):
            begin = after + 1
            while (
                begin < len(doc)
                and doc[begin].pos in ("DET", "ADJ")
                and (begin not in self.mentions.by_token)
            ):
                begin += 1
            found = self.mentions.by_token.get(begin)
            if found is not None and found.begin != begin:
                found = None
        if (
            found is None
            or place.mention.type is not EntityType.PLACE
            or found.mention.form is not MentionForm.NAME
            or found.mention.type not in (EntityType.STATE, EntityType.PLACE)
        ):
            return None
        return found

    def _in_address(self, place: Chunk, begin: int) -> Chunk | None:
        """The state or place right behind a comma, where the parse hangs it on what is there:
        "a court in Talca, Chile"."""
        outer = self.mentions.by_token.get(begin)
        if outer is None or outer.begin != begin:
            return None
        token, inner = self._token(outer), self._token(place)
        owns = any(t.tag == "POS" for t in token.doc[outer.end : outer.end + 1])
        beside = is_apposed(token) or token.dep == "nmod:unmarked"
        return outer if beside and not owns and token.head is inner.head else None

    def _situated(self) -> Iterator[Claim[Mention]]:
        """ "The bank, based in Lima", "Talca is part of Chile"."""
        for clause in self.clauses:
            if clause.lemma in LYING:
                subjects, wholes = clause.objects or clause.subjects, clause.oblique("in")
            elif clause.copula and clause.lemma == "part":
                subjects = clause.subjects
                wholes = tuple(
                    t for c in clause.head.children if preposition(c) == "of" for t in expand(c)
                )
            else:
                continue
            if not self._is_so(clause.head):
                continue
            inners, outers = map(self.mentions.of, subjects), map(self.mentions.of, wholes)
            for inner, outer in product(inners, outers):
                if inner is None or outer is None:
                    continue
                predicate = "locatedIn"
                if clause.copula and EntityType.ORGANIZATION in (inner.type, outer.type):
                    predicate = "memberOf" if inner.type is EntityType.STATE else "partOf"
                yield self._claim(inner, predicate, outer, "relation-situated", clause.head)

    # ------------------------------------------------------------ people and groups

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
                    yield self._claim(
                        chunk.mention,
                        "affiliatedWith",
                        body.mention,
                        "relation-rank-in",
                        self._token(chunk),
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
                elif members and _is_named_body(party) and index < chunk.begin:
                    for token in expand(doc[chunk.head]):  # "Republicans Ann Dale and Ivo Marsh"
                        person = self.mentions.of(token)
                        if person is not None and person.type is EntityType.PERSON:
                            yield self._affiliated(person, party, "relation-party")
            within = self.mentions.by_token.get(chunk.end + 1)
            if within is None or not _is_named_body(within) or within.end >= len(doc):
                continue
            if (doc[chunk.end].text, doc[within.end].text) == ("(", ")"):
                yield self._affiliated(chunk.mention, within, "relation-party")
        for party in self.mentions.chunks:
            token = self._token(party)
            if not is_party(party) or token.tag not in ("NN", "NNP") or not self._is_so(token):
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
                serves = noun.lemma in self.nouns.serving and self._is_so(noun)
                if before is not None:
                    doubt = self.mentions.doc[max(0, before.begin - 1) : before.begin]
                    serves = serves and by_words([t.lower for t in doubt]) is SURE
                if before is not None and before.end == begin and serves:
                    bodies.append(before)  # "Hamas official Ali Dale"
            for child in self._token(chunk).children:
                body = self.mentions.chunk(child)
                after = child.i > chunk.head and preposition(child) in ("of", "from")
                if after and child.lemma == "opposition":
                    body = self.mentions.by_token.get(child.i + 1)  # "of the opposition Blue Party"
                if body is not None and after:
                    bodies.append(body)
            for body in bodies:
                if _is_named_body(body):
                    yield self._affiliated(chunk.mention, body, "relation-person-of")
        for chunk in filter(_is_named_body, self.mentions.chunks):
            token = self._token(chunk)
            kind = token.head if self.mentions.chunk(token.head) is chunk else token
            for child in kind.children:  # of "bloc" in "her Blue bloc"
                poss = child.dep == "nmod:poss"
                owner_mention = self.mentions.of(_owning(child)) if poss else None
                if owner_mention is not None and owner_mention.type is EntityType.PERSON:
                    yield self._affiliated(owner_mention, chunk, "relation-person-of")
        yield from self._described_people()
        for clause in self.clauses:
            bodies_of = self._bodies_served(clause)
            if not bodies_of or not self._is_so(clause.head):
                continue
            served = [c for c in map(self.mentions.chunk, bodies_of) if c is not None]
            people = [m for m in map(self.mentions.of, clause.subjects) if m is not None]
            for body, person in product(served, people):
                if _is_named_body(body) and person.type is EntityType.PERSON:
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
                if _is_named_body(body) and self._is_so(token):
                    yield self._affiliated(person, body, "relation-person-of")
        names_office = lexicon.offices().names_office
        for chunk in self.mentions.named_people():
            for described in filter(is_apposed, self._token(chunk).children):
                if names_office(described.lemma) or not self._is_so(described):
                    continue
                for child in described.children:
                    body = self.mentions.chunk(child)
                    serves = preposition(child) in ("with", "at", "for", "from")
                    if serves and body is not None and _is_named_body(body):
                        yield self._affiliated(chunk.mention, body, "relation-person-of")

    def _is_so(self, noun: Token) -> bool:
        """Whether a text says outright that something is what a noun says, and still is."""
        former = lexicon.offices().former
        still = not any(child.lower in former for child in noun.children)
        return still and local_factuality(noun, self.mentions)[0] is SURE

    def _affiliated(self, person: Mention, body: Chunk, rule: str) -> Claim[Mention]:
        return self._claim(person, "affiliatedWith", body.mention, rule, self._token(body))

    def _groups(self) -> Iterator[Claim[Mention]]:
        """ "Ukrainian officials", "Hamas militants": whom unnamed people serve."""
        for chunk in self.mentions.chunks:
            if (
                chunk.mention.type is not EntityType.GROUP
                or chunk.mention.form is not MentionForm.NOMINAL
            ):
                continue
            head = self._token(chunk)
            if head.lemma not in self.nouns.serving:
                continue
            if any(child.dep == "cop" for child in head.children) or not self._is_so(head):
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
                            yield self._claim(
                                chunk.mention,
                                "affiliatedWith",
                                body.mention,
                                "relation-group-of",
                                head,
                            )

    # ------------------------------------------------------------ members

    def _members(self) -> Iterator[Claim[Mention]]:
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
            elif clause.lemma == "belong" and self._is_so(clause.head):
                yield from self._membership(
                    clause.subjects, clause.oblique("to"), clause.head, "relation-member-of"
                )
            elif clause.lemma in ("join", "enter", "accede", "admit") and clause.tense == "past":
                yield from self._joined(clause)
            elif clause.lemma in ("know", "call") and clause.passive and len(clause.objects) > 1:
                yield from self._membership(
                    clause.objects, clause.oblique("as"), clause.head, "relation-made-up-of"
                )
        for body in filter(_is_named_body, self.mentions.chunks):
            token = self._token(body)
            for child in filter(is_apposed, token.children):
                listed = expand(child)  # "the Quartet (Chile, Peru and Norway)"
                mentions = list(map(self.mentions.of, listed))
                states = all(m is not None and m.type is EntityType.STATE for m in mentions)
                if states and child.i >= body.end and len(listed) > 1:
                    yield from self._membership(listed, (token,), token, "relation-made-up-of")
        for token in filter(self._is_so, self.mentions.doc.with_lemma(self.nouns.fellow)):
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
        if doing or not self._is_so(clause.head):
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
                    yield self._claim(member, "memberOf", whole, rule, token, token)


def _owning(possessor: Token) -> Token:
    """Whom a possessor names: Ann Dale, for "whose" in "Ann Dale, whose party won"."""
    clause = possessor
    while possessor.tag == "WP$" and clause.dep != "acl:relcl" and clause.head is not clause:
        clause = clause.head
    return clause.head if clause is not possessor and clause.dep == "acl:relcl" else possessor


def _is_named_body(chunk: Chunk) -> bool:
    mention = chunk.mention
    return mention.type is EntityType.ORGANIZATION and mention.form is MentionForm.NAME


def _is_place(chunk: Chunk) -> bool:
    return chunk.mention.type is EntityType.PLACE or (
        chunk.entry is not None and chunk.entry.type is EntityType.PLACE
    )
