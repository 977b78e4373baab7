"""What an article says: mentions, and facts about them, each with the words that say it."""

from graph.extract.spacy_import import import_spacy

import_spacy()
