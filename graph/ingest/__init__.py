"""Files to articles: decode, refuse what is no English news text, find the blocks and the date."""

from graph.ingest.text import check_date, read_article

__all__ = ["check_date", "read_article"]
