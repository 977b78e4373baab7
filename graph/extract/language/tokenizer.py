"""Tokenisation of news: spaCy's English rules, with the marks of print as treebanks part them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Self

from spacy.attrs import ORTH
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

_DASHES = "–—―−‐‑"
# Abbreviations of the news that spaCy's English does not know as single words.
_ABBREVIATIONS = (
    "Lt. Col. Maj. Capt. Sgt. Cpl. Pvt. Cmdr. Adm. Brig. Supt. Insp. Hon. Amb. Atty. Sens. Reps. Gens. "
    "Govs. Drs. Messrs. Mme. Msgr. Dept. Sept. No. Nos. Sr. Gov. Pres. Ft. Ave."
).split()
# "U.S.-led", "vice-president-elect", "2025–26": each part is a word, and so is the hyphen.
_INFIXES = (
    rf"(?<=[^\W_])[{_DASHES}](?=[^\W_])",
    r"(?<=[^\W\d_]\.)-(?=[^\W_])",
    rf"(?<=[\w.,\"”’')\]])(?:--+|[{_DASHES}]+)(?=[\w\"“‘'(\[])",
    r"(?<=[^\W_])(?:…|\.\.\.+)(?=[^\W_])",
    r":(?=[“\"‘])",
    r"[“”«»]",
)

# "re-elected", "pro-Russian": as in treebanks, a word with such a prefix is one.
_PREFIXED = re.compile(
    r"(?:re|co|pre|de|non|anti|mid|pro|post|multi|semi|counter|inter|sub)-[^\W_]+$", re.IGNORECASE
)

_EXCEPTIONS = {text: [{ORTH: text}] for text in _ABBREVIATIONS}


@registry.tokenizers("statecraft.NewsTokenizer.v1")  # type: ignore[untyped-decorator]  # spaCy has no stub
def news_tokenizer() -> Callable[[Language], Tokenizer]:
    """The factory of the tokenizer, named in the pipeline's config."""
    return create_tokenizer


class NewsTokenizer(Tokenizer):  # type: ignore[misc]  # spaCy has no stub
    """spaCy's tokenizer; to read the state that it has already costs nothing."""

    def from_bytes(self, bytes_data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        # Its rules would be thrown away and made anew, which is half of the loading of a pipeline.
        if bytes_data != self.to_bytes(exclude=["vocab"]):
            super().from_bytes(bytes_data, exclude=exclude)
        return self


def create_tokenizer(nlp: Language) -> Tokenizer:
    """spaCy's English tokenizer, with the dashes, ellipses and abbreviations of the news."""
    defaults = English.Defaults
    return NewsTokenizer(
        nlp.vocab,
        rules={**(defaults.tokenizer_exceptions or {}), **_EXCEPTIONS},
        prefix_search=compile_prefix_regex([*(defaults.prefixes or ()), rf"[{_DASHES}]"]).search,
        suffix_search=compile_suffix_regex([*(defaults.suffixes or ()), rf"[{_DASHES}]"]).search,
        infix_finditer=compile_infix_regex([*_INFIXES, *(defaults.infixes or ())]).finditer,
        token_match=_PREFIXED.match,
        url_match=defaults.url_match,
    )
