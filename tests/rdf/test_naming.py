"""Labels of positions."""

from __future__ import annotations

import pytest

from graph.model import Entity, EntityType
from graph.rdf.naming import position_label


def body(name: str, type_: EntityType) -> Entity:
    return Entity(key=f"x/{name}", type=type_, name=name)


STATE, ORGANIZATION, PERSON = EntityType.STATE, EntityType.ORGANIZATION, EntityType.PERSON


@pytest.mark.parametrize(
    ("title", "bodies", "qualifier", "label"),
    [
        ("Foreign Minister", [("Russia", STATE)], None, "Foreign Minister of Russia"),
        ("President", [("United States", STATE)], None, "President of the United States"),
        ("Chief of Staff", [("Ana Castelo", PERSON)], None, "Chief of Staff to Ana Castelo"),
        ("Ambassador", [("Brazil", STATE)], None, "Ambassador of Brazil"),
        ("Spokesman", [("Poland’s Foreign Ministry", ORGANIZATION)], None,
         "Spokesman of Poland’s Foreign Ministry"),
        ("Secretary General", [("NATO", ORGANIZATION)], None, "Secretary General of NATO"),
        ("Head", [("Navy", ORGANIZATION)], "acting", "acting Head of the Navy"),
        ("President", [("Portugal", STATE)], "elect", "President-elect of Portugal"),
        ("Chairman", [], None, "Chairman"),
        ("Spokesperson", [("French government", ORGANIZATION)], None,
         "Spokesperson of the French government"),
        ("Ambassador to the UN", [("Norway", STATE), ("UN", ORGANIZATION)], None,
         "Ambassador to the UN of Norway"),
        ("Member of Parliament", [("Parliament", ORGANIZATION)], None, "Member of Parliament"),
        ("Head of Unit", [("The Hague Tribunal Office", ORGANIZATION)], None,
         "Head of Unit of The Hague Tribunal Office"),
        ("Commander", [("Norway", STATE), ("NATO", ORGANIZATION)], None,
         "Commander of Norway and NATO"),
    ],
)  # fmt: skip
def test_position_label(
    title: str, bodies: list[tuple[str, EntityType]], qualifier: str | None, label: str
) -> None:
    assert position_label(title, tuple(body(*one) for one in bodies), qualifier) == label
