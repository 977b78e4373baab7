"""Text as XML can hold it."""

from __future__ import annotations

import re
from typing import Final

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT: Final = "\ufffd"


def holdable(text: str) -> str:
    """``text`` with U+FFFD for each character that XML 1.0 has no way to write.

    These are control characters and surrogates; every character's place stays the same.
    """
    return _NOT_XML.sub(_REPLACEMENT, text)
