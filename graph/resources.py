"""Where the bundled data, model, ontology and pages lie, in a wheel and in a checkout alike."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
DATA = PACKAGE / "data"


def _beside_or_inside(name: str) -> Path:
    # A wheel carries the top-level folder inside the package; a checkout has it beside.
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


ONTOLOGY = _beside_or_inside("ontology")
QUERIES = ONTOLOGY / "queries"
RULES = ONTOLOGY / "rules"
MODEL = DATA / "model"
