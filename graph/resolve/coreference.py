"""What is not a name: descriptions and pronouns, resolved in text order against the names."""

from __future__ import annotations

from graph.model import Article, Extraction, Mention, MentionForm
from graph.parse import Parse, Token
from graph.resolve.descriptions import Descriptions
from graph.resolve.discourse import Choice, Discourse
from graph.resolve.naming import Cluster
from graph.resolve.pronouns import POSSESSIVE, Pronouns


def references(
    article: Article, doc: Parse, extraction: Extraction, clusters: list[Cluster]
) -> dict[Mention, Choice]:
    """What each mention that is no name refers to; mentions without a referent are left out.

    ``clusters`` are those of names; described actors without a name are added to them.
    """
    told = Discourse(article, doc, extraction, clusters)
    pronouns = Pronouns(told)
    descriptions = Descriptions(told, pronouns)
    choices: dict[Mention, Choice] = {}
    for mention in extraction.mentions:
        if mention in told.home:
            continue
        pronoun = mention.form is MentionForm.PRONOUN
        choice = pronouns.choose(mention) if pronoun else descriptions.choose(mention)
        if choice is not None:
            choices[mention] = choice
            told.settle(mention, choice)
    for cluster in clusters:
        if cluster.name:
            cluster.name = _named_by_owner(cluster, told)
    return choices


def _named_by_owner(cluster: Cluster, told: Discourse) -> str:
    """The description with its owner's name for a pronoun: "government of Peru" for "her government"."""
    first, _, rest = cluster.name.partition(" ")
    if first.lower() not in (*POSSESSIVE, "whose") or not rest:
        return cluster.name
    described = cluster.mentions[0]
    if first.lower() == "whose":
        owner = _antecedent_of_whose(told.tokens[described])
        owners = [told.home[m] for m in (told.by_token.get(owner.i),) if m is not None]
    else:
        begin = described.span.begin
        owners = [told.home[m] for m in told.home if m.span.begin == begin and m.name == first]
    if not owners or len(owners[0]) != 1:
        return rest
    names = owners[0][0].names()
    entry = owners[0][0].entry
    return f"{rest} of {entry.name if entry else names[0]}" if names else rest


def _antecedent_of_whose(noun: Token) -> Token:
    """Whose a nominal with "whose" is: Kenya's, in "Kenya, whose troops left"."""
    clause = noun
    while clause.dep != "acl:relcl" and clause.head is not clause:
        clause = clause.head
    return clause.head
