"""spaCy without its command line, whose libraries are a third of what it takes to import it."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

_COMMANDS = "spacy.cli"
_INFO = "spacy.cli.info"


def import_spacy() -> None:
    """Imports spaCy; its commands are imported when somebody asks for one, as is ``spacy.info``.

    Does nothing where spaCy has been imported already.
    """
    if not {"spacy", _COMMANDS, _INFO}.isdisjoint(sys.modules):
        return
    # The package itself imports one name from its commands: ``from .cli.info import info``.
    package, module = ModuleType(_COMMANDS), ModuleType(_INFO)
    package.__path__ = []
    module.__dict__["info"] = _info
    stand_ins = {_COMMANDS: package, _INFO: module}
    sys.modules.update(stand_ins)
    try:
        importlib.import_module("spacy")
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]


def _info(*arguments: Any, **options: Any) -> Any:
    """``spacy.info``, by spaCy's own function."""
    return importlib.import_module(_INFO).info(*arguments, **options)
