"""The rows of furniture.toml hold what they say of themselves."""

from __future__ import annotations

import pytest

from graph.ingest.furniture import FurnitureRule, furniture_kind, furniture_rules

ACCEPTED = [(rule, line) for rule in furniture_rules() for line in rule.accepts]
REJECTED = [line for rule in furniture_rules() for line in rule.rejects]


def test_every_rule_has_an_example() -> None:
    assert len(furniture_rules()) > 20
    assert all(rule.accepts for rule in furniture_rules())


@pytest.mark.parametrize(("rule", "line"), ACCEPTED, ids=[line[:30] for _, line in ACCEPTED])
def test_a_rule_accepts_its_examples(rule: FurnitureRule, line: str) -> None:
    assert rule.matches(line)


@pytest.mark.parametrize("line", REJECTED)
def test_no_rule_accepts_what_one_rejects(line: str) -> None:
    assert furniture_kind(line) is None
