"""Everything Statecraft raises on purpose. Each message names the place, the value and the way out."""


class StatecraftError(Exception):
    """Base of all errors that a user can cause and mend."""


class InputError(StatecraftError):
    """An article, a path or a setting that cannot be used."""


class ModelError(StatecraftError):
    """A language pipeline that is missing or lacks what extraction needs."""


class OntologyError(StatecraftError):
    """Vocabulary, reference data or rules that do not hold together."""


class StoreError(StatecraftError):
    """A graph file that cannot be read or written."""


class QueryError(StatecraftError):
    """A SPARQL query that does not parse, or does not fit what was asked of it."""


class LinkError(StatecraftError):
    """A service on the network that cannot be asked, or answers what nobody can read."""
