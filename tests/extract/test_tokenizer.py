"""The marks of print in the news, and the words that the tokenizer makes of them."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokenizer import Tokenizer

from graph.extract.language.tokenizer import create_tokenizer

# Each row: words apart by "|", with the spaces that the text has; without the bars, it is the text.
CASES = (
    "U.| S.| envoys",
    "the| U.| S.|-|backed| plan",
    "the| U.S.|-|led| talks",
    "the| U.S.|’s| envoy",
    "in| the| U.S.|,| he| said",
    "(|the| U.N.|)",
    "an| E.U.|-|wide| ban",
    "J.| D.| Harlow",
    "J.D.| Harlow",
    "Alan| B.| Reeve| Jr.",
    "Gen.| Marsh",
    "Lt.| Col.| Marsh",
    "Brig.| Gen.| Ida| Marsh",
    "Maj.| Gen.| Marsh",
    "Capt.| Orr",
    "Adm.| Orr",
    "Sen.| Ruth| Vale|,| D|-|Calif.",
    "Rep.| Tom| Vale| (|R|-|Ohio|)",
    "Gov.| Vale",
    "Mr.| Vale",
    "Mrs.| O'Dell",
    "Mme.| Roux",
    "Prof.| Dr.| Klein",
    "St.| Helena",
    "No.| 10",
    "Nos.| 4| and| 5",
    "vice|-|president|-|elect",
    "Secretary|-|General",
    "then|-|minister",
    "ex|-|president",
    "al|-|Rashid",
    "al|‑|Rashid",
    "a| 27|-|member| bloc",
    "a| 40|-|year|-|old| treaty",
    "pro-EU| parties",
    "a| re-elected| mayor",
    "the| anti-dumping| duty",
    "non-aligned| states",
    "2025|–|26",
    "10|-|15| ships",
    "a| 3|-|2| vote",
    "LISBON| —| Ministers",
    "LISBON|—|Ministers",
    "GENEVA| (|Reuters|)| –| Envoys",
    "OSLO|,| Norway| (|AP|)| —| Envoys",
    "RIGA|,| March| 3| --| Envoys",
    "talks|—|if| any|—|failed",
    "talks|--|if| any|--|failed",
    "talks| –| if| any| –| failed",
    "“|No|,|”| he| said|.",
    "‘|No|,|’| he| said|.",
    '"|No|,|"| he| said|.',
    "He| said|:|“|Yes|.|”",
    "the| “|so|-|called|”| truce",
    "“|We| signed| ‘|nothing|’|.|”",
    "«|Non|»",
    "It| is| over|.|”",
    "(|It| is| over|.|)",
    "It|’s| over",
    "It|'s| over",
    "They|’ve| signed",
    "They| did|n’t| sign",
    "She| wo|n’t| sign",
    "We|’ll| sign",
    "can|not",
    "the| ministers|’| plan",
    "the| bloc|’s| plan",
    "Harlow|'s| plan",
    "wait| …| no",
    "wait|…|no",
    "wait|...|no",
    "He| left|…",
    "2| 1/2| years",
    "3½| hours",
    "$|2.5bn",
    "£|1,200",
    "5|%| of| it",
    "3:30| p.m.",
    "10| a.m.| (|0900| GMT|)",
    "Aug.| 18|,| 2025",
    "18| Sept.| 2025",
    "the| 1990s",
    "9/11",
    "F-16s",
    "G7| and| G20",
    "he| said|/|she| said",
    "[|sic|]",
    "the| [|other|]| side",
    "https://example.org/a?b=c",
    "press@example.org",
    "AT&T| Inc.",
    "Envoys| Say| U.S.|-|Backed| Deal| Is| Near|:| What| It| Means",
    "MINISTERS| AGREE|:| ‘|NO| WAR|’",
    "THE| U.S.| SAID| IT| WILL| SIGN",
    "IN| A| NEW| TURN|,| envoys",
    "vice|-|prime|-|minister|-|designate",
    "Lieutenant|-|General| Orr",
    "BRUSSELS|,| 3| May| (|AFP|)| —| Envoys",
    "WASHINGTON|,| D.C.| —| Envoys",
    "“|We| may| …| sign|…|”",
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return create_tokenizer(spacy.blank("en"))


@pytest.mark.parametrize("case", CASES)
def test_words_of_the_news_are_told_apart(tokenizer: Tokenizer, case: str) -> None:
    doc = tokenizer(case.replace("|", ""))
    assert [token.text for token in doc] == [part.strip() for part in case.split("|")]


def test_at_least_sixty_cases_ran() -> None:
    assert len(set(CASES)) == len(CASES) >= 60


@pytest.mark.parametrize("text", ["", " ", "a", "\n", "\n\n", " a ", "a\n\nb", "\t", "\u00a0", "​"])
def test_no_character_is_lost(tokenizer: Tokenizer, text: str) -> None:
    assert tokenizer(text).text == text
