"""Descriptions: whom "the foreign minister", "her country" and "the two leaders" refer to."""

from __future__ import annotations

import re

from graph.model import EntityType, Mention, MentionForm, Tenure
from graph.parse import Token
from graph.resolve.discourse import Choice, Discourse
from graph.resolve.naming import Cluster, fold
from graph.resolve.pronouns import Pronouns

TWO = re.compile(r"\b(two|both|pair|duo)\b", re.I)
STATES_TOGETHER = frozenset(
    {
        "country",
        "countries",
        "side",
        "sides",
        "nation",
        "nations",
        "state",
        "states",
        "government",
        "governments",
        "parties",
    }
)
# Whom a description can mean that says only that somebody is at the head of a state or body.
LEADS = {
    "leader": frozenset(
        {
            "president",
            "prime minister",
            "king",
            "queen",
            "chancellor",
            "premier",
            "emir",
            "supreme leader",
        }
    ),
    "chief": frozenset(
        {
            "secretary general",
            "director general",
            "director",
            "head",
            "president",
            "chairman",
            "commissioner",
        }
    ),
    "head": frozenset(
        {"secretary general", "director general", "director", "chief", "president", "chairman"}
    ),
    "premier": frozenset({"prime minister"}),
}
COUNTRY = frozenset({"country", "nation", "homeland"})
BODIES_OF_STATES = frozenset({"organization", "organisation", "alliance", "bloc", "grouping"})
DETERMINED = frozenset(
    {"the", "this", "that", "these", "those", "his", "her", "its", "their", "both"}
)


class Descriptions:
    """Resolves the descriptions of one article, in text order."""

    def __init__(self, told: Discourse, pronouns: Pronouns) -> None:
        self.told = told
        self.pronouns = pronouns
        self.offices: dict[Mention, Tenure[Mention]] = {}
        for tenure in told.extraction.tenures:
            if tenure.holder is not None and tenure.bodies:
                self.offices.setdefault(tenure.holder, tenure)
        self.appositions = {i.description: i for i in told.extraction.identities}

    def choose(self, mention: Mention) -> Choice:
        """What a description refers to; a new actor without a name if to none told of before."""
        identity = self.appositions.get(mention)
        if identity is not None and identity.name in self.told.home:
            return Choice(self.told.home[identity.name], identity.reason)
        found = self._country(mention) or self._named_again(mention) or self._description(mention)
        if found is not None:
            return found
        unnamed = mention.type is EntityType.PERSON or self._says_kind_alone(mention)
        cluster = Cluster(EntityType.GROUP if unnamed else mention.type, [])
        cluster.name = mention.name
        self.told.clusters.append(cluster)
        return Choice((cluster,), "described and not named")

    def _says_kind_alone(self, mention: Mention) -> bool:
        """Whether a description says nothing of a body but what kind it is: "the ministry"."""
        if mention.type is not EntityType.ORGANIZATION or " " in mention.name:
            return False
        return not any(child.dep == "nmod:poss" for child in self.told.tokens[mention].children)

    def _country(self, mention: Mention) -> Choice | None:
        """The state that "her country" or "the country" stands for."""
        token = self.told.tokens[mention]
        beside = [c for c in token.children if c.i < token.i and c.dep != "case"]
        if token.lemma not in COUNTRY or mention.plural or len(beside) != 1:
            return None
        if any(c.dep in ("nmod", "acl", "acl:relcl", "cop") for c in token.children):
            return None
        if beside[0].lower == "the":
            near = self.told.latest_states(mention)
            return Choice(near, "the only state spoken of before") if len(near) == 1 else None
        owner = self.told.mention_at.get(beside[0].i)
        if beside[0].dep != "nmod:poss" or owner is None:
            return None
        clusters = self.told.home.get(owner)
        if clusters is None:
            choice = self.pronouns.choose(owner) if owner.form is MentionForm.PRONOUN else None
            clusters = () if choice is None else choice.clusters
        states = [
            state
            for tenure in sorted(self.told.extraction.tenures, key=lambda tenure: tenure.former)
            if tenure.holder is not None and self.told.home.get(tenure.holder, ()) == clusters
            for body in tenure.bodies
            for state in self.told.home.get(body, ())
            if state.type is EntityType.STATE
        ]
        return Choice((states[0],), "the state of whose it is") if states and clusters else None

    def _named_again(self, mention: Mention) -> Choice | None:
        """The body named last whose name is of this kind: "the ministry", "the alliance"."""
        token = self.told.tokens[mention]
        group = mention.type is EntityType.GROUP and not mention.plural and " " not in mention.name
        if not (group or self._says_kind_alone(mention)) or not self._is_definite(mention, token):
            return None
        kind = token.lemma
        before: dict[int, tuple[int, Cluster]] = {}
        for cluster in self.told.clusters:
            begins = [m.span.begin for m in cluster.mentions if m.span.begin < mention.span.begin]
            if cluster.type is EntityType.ORGANIZATION and begins:
                before[id(cluster)] = max(begins), cluster
        called = [pair for pair in before.values() if self._is_called(kind, pair[1])]
        if not called and kind in BODIES_OF_STATES:
            called = [pair for pair in before.values() if pair[1].entry and pair[1].entry.members]
            if len(called) > 1:
                return None  # "the alliance", after NATO and the European Union
        if not called:
            return None
        _, latest = max(called, key=lambda pair: pair[0])
        return Choice((latest,), "a body of this kind, named last")

    def _is_called(self, kind: str, cluster: Cluster) -> bool:
        """Whether a body's name says what kind it is: the Supreme Court of Peru is a "court"."""
        known = () if cluster.entry is None else cluster.entry.names
        heads = (fold(name).partition(" of ")[0].split() for name in (*cluster.names(), *known))
        return any(words[-1:] == [kind] for words in heads)

    def _description(self, mention: Mention) -> Choice | None:
        token = self.told.tokens[mention]
        if mention.plural or TWO.search(mention.name):
            return self._plural(mention, token)
        definite = self._is_definite(mention, token)
        same = self._same_description(mention, definite)
        if mention.type is EntityType.PERSON and definite:
            holder = self._holder(mention, token)
            if holder is not None:
                return Choice((holder,), "holds the position that the description names")
        if same is not None:
            return Choice((same,), "same description as before")
        return None

    def _is_definite(self, mention: Mention, token: Token) -> bool:
        return (
            any(c.lower in DETERMINED or c.dep == "nmod:poss" for c in token.children)
            or token.text[:1].isupper()
        )

    def _holder(self, mention: Mention, token: Token) -> Cluster | None:
        """The person whose position a definite description names, the latest mentioned first."""
        title = self._title_words(mention, token)
        bodies = self._modifying_states(mention)
        # "The Chilean leader" is Chile's president; "the UN chief" its secretary-general.
        leads = LEADS.get(token.lemma, frozenset()) if bodies and title == [token.lemma] else None
        best: tuple[int, Cluster] | None = None
        for tenure in self.told.extraction.tenures:
            if tenure.holder is None or tenure.holder.form is not MentionForm.NAME:
                continue
            words = fold(tenure.title).split()
            named = bool(title) and set(title) <= set(words)
            cluster = self.told.home[tenure.holder][0]
            own = {id(c) for b in tenure.bodies for c in self.told.home.get(b, ())}
            if not named and not (leads and bodies & own and " ".join(words) in leads):
                continue
            if bodies and own and not bodies & own:
                continue
            before = [m.span.begin for m in cluster.mentions if m.span.begin < mention.span.begin]
            # A headline names the office before the text names its holder.
            nearness = max(before) if before else -cluster.first
            if (before or bodies & own) and (best is None or nearness > best[0]):
                best = (nearness, cluster)
        return None if best is None else best[1]

    def _title_words(self, mention: Mention, token: Token) -> list[str]:
        words = [
            c.lemma
            for c in token.children
            if c.i < token.i
            and c.dep in ("compound", "amod")
            and c.text not in ("former",)
            and not any(m.span.begin <= c.idx < m.span.end for m in self._inner(mention))
        ]
        return [*(w for w in words if w.isalpha()), token.lemma]

    def _inner(self, mention: Mention) -> list[Mention]:
        return [
            m
            for m in self.told.home
            if m is not mention
            and mention.span.begin <= m.span.begin
            and m.span.end <= mention.span.end
        ]

    def _modifying_states(self, mention: Mention) -> set[int]:
        """The states and bodies inside a description, and those whose office it names."""
        named = [
            body
            for tenure in self.told.extraction.tenures
            if tenure.holder == mention
            for body in tenure.bodies
        ]
        return {
            id(c)
            for m in (*self._inner(mention), *named)
            for c in self.told.home.get(m, ())
            if c.type in (EntityType.STATE, EntityType.ORGANIZATION)
        }

    def _same_description(self, mention: Mention, definite: bool) -> Cluster | None:
        """An earlier unnamed actor under the same words, or, after "the", under the same noun."""
        words = fold(mention.name)
        head = self.told.tokens[mention].lemma
        office = self._office(mention)
        owners = self._owning_states(mention)
        alone = definite and " " not in words
        later: Cluster | None = None
        for cluster in self.told.clusters:
            if not cluster.name or not cluster.mentions:
                continue
            if fold(cluster.name) == words and (definite or mention.plural or " " in words):
                return cluster
            if definite and office is not None and self._office(cluster.mentions[0]) == office:
                return cluster
            first = cluster.mentions[0]
            if not alone or self.told.tokens[first].lemma != head or first.plural != mention.plural:
                continue
            # "The government of Peru", after "the Chilean government", is another one.
            other = bool(owners) and owners != self._owning_states(first)
            if not other and cluster.first < mention.span.begin:
                later = cluster
        return later

    def _owning_states(self, mention: Mention) -> set[int]:
        """The states that a description says it is of: Chile, in "the Chilean government"."""
        beside = (
            self.told.by_token.get(child.i)
            for child in self.told.tokens[mention].children
            if child.dep in ("amod", "compound", "nmod", "nmod:poss")
        )
        return {
            id(c)
            for m in beside
            if m
            for c in self.told.home.get(m, ())
            if c.type is EntityType.STATE
        }

    def _office(self, mention: Mention) -> tuple[str, frozenset[int]] | None:
        """The office that a description without a name stands for: its title and its bodies."""
        tenure = self.offices.get(mention)
        if tenure is None:
            return None
        bodies = frozenset(id(c) for b in tenure.bodies for c in self.told.home.get(b, ()))
        return tenure.title.casefold(), bodies

    def _plural(self, mention: Mention, token: Token) -> Choice | None:
        described = any(c.dep == "cop" for c in token.children)  # "which are both members"
        if not described and (TWO.search(mention.name) or token.lemma in ("pair", "duo")):
            kinds = (EntityType.STATE,) if token.lemma in STATES_TOGETHER else (EntityType.PERSON,)
            last = self.told.latest(mention, kinds, 2)
            if (
                (len(last) == 2 and self._is_definite(mention, token))
                or "both" in mention.name.lower()
            ) and len(last) == 2:
                return Choice(tuple(last), "the two named last")
        same = self._same_description(mention, self._is_definite(mention, token))
        return None if same is None else Choice((same,), "same description as before")
