"""Compare the reference knowledge with open facts, and list every difference.

    python scripts/check_reference.py FACTS [--explained]

FACTS is a folder with ``country-codes.csv.gz``, ``rigour_territories.jsonl.gz``,
``mledoze_countries.json.gz``, ``igo_membership_2020.csv.gz``,
``factbook_igo_membership_2026.jsonl.gz`` and ``supraverden_bodies.json.gz``. A difference that was
looked into stands with its reason in ``reference_differences.csv`` beside this script and is shown
with ``--explained`` only. Exit code 1 if any other is left, or if an explained one has gone.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph import reference
from graph.errors import StatecraftError
from graph.model import EntityType
from graph.reference import Entry, Reference

EXPLAINED = Path(__file__).with_name("reference_differences.csv")
WIKIDATA = "http://www.wikidata.org/entity/"
STATE = "https://w3id.org/statecraft/id/state/"

# Fact files name organizations by the Factbook's abbreviations; ours are the last part of our IRIs.
ORGANIZATIONS = {
    "ABEDA": "badea",
    "ACP": "oacps",
    "ADB": "adb",
    "AfDB": "afdb",
    "AFESD": "afesd",
    "AG": "australia-group",
    "AMF": "arab-monetary-fund",
    "AOSIS": "aosis",
    "APEC": "apec",
    "Arctic Council": "arctic-council",
    "ARF": "asean-regional-forum",
    "ASEAN": "asean",
    "AU": "african-union",
    "Australia Group": "australia-group",
    "BCIE": "cabei",
    "BDEAC": "bdeac",
    "Benelux": "benelux",
    "BIMSTEC": "bimstec",
    "BIS": "bis",
    "BRICS": "brics",
    "BSEC": "bsec",
    "C": "commonwealth-of-nations",
    "CAEU": "caeu",
    "CAN": "andean-community",
    "Caricom": "caricom",
    "CBSS": "cbss",
    "CD": "community-of-democracies",
    "CDB": "caribbean-development-bank",
    "CE": "council-of-europe",
    "CEFTA": "cefta",
    "CEI": "cei",
    "CELAC": "celac",
    "CEMAC": "cemac",
    "CEPGL": "cepgl",
    "CERN": "cern",
    "CICA": "cica",
    "CIS": "cis",
    "COMESA": "comesa",
    "CP": "colombo-plan",
    "CPLP": "cplp",
    "CSTO": "csto",
    "D-8": "d-8",
    "EAC": "eac",
    "EADB": "eadb",
    "EAEU": "eaeu",
    "EAPC": "eapc",
    "EAS": "east-asia-summit",
    "EBRD": "ebrd",
    "ECO": "economic-cooperation-organization",
    "ECOWAS": "ecowas",
    "EFTA": "efta",
    "EIB": "european-investment-bank",
    "ENTENTE": "council-of-the-entente",
    "Entente": "council-of-the-entente",
    "ESA": "esa",
    "EU": "european-union",
    "FAO": "fao",
    "FATF": "fatf",
    "G-15": "g15",
    "G-20": "g20",
    "G-24": "g24",
    "G-7": "g7",
    "G-77": "g77",
    "GCC": "gcc",
    "GUAM": "guam-organization",
    "IADB": "iadb",
    "IAEA": "iaea",
    "IBRD": "world-bank",
    "ICAO": "icao",
    "ICCT": "icc",
    "ICCt": "icc",
    "IDB": "isdb",
    "IEA": "iea",
    "IFAD": "ifad",
    "IFC": "ifc",
    "IGAD": "igad",
    "IHO": "iho",
    "ILO": "ilo",
    "IMF": "imf",
    "IMO": "imo",
    "IMSO": "imso",
    "INOC": "indian-ocean-commission",
    "InOC": "indian-ocean-commission",
    "INTERPOL": "interpol",
    "Interpol": "interpol",
    "IOM": "iom",
    "IPU": "ipu",
    "ITSO": "itso",
    "ITU": "itu",
    "LAES": "sela",
    "LAIA": "aladi",
    "LAS": "arab-league",
    "Mercosur": "mercosur",
    "MIGA": "miga",
    "NAM": "non-aligned-movement",
    "NATO": "nato",
    "NC": "nordic-council",
    "NEA": "nuclear-energy-agency",
    "NIB": "nordic-investment-bank",
    "NSG": "nuclear-suppliers-group",
    "OAPEC": "oapec",
    "OAS": "oas",
    "OECD": "oecd",
    "OECS": "oecs",
    "OIC": "oic",
    "OIF": "francophonie",
    "OPANAL": "opanal",
    "OPCW": "opcw",
    "OPEC": "opec",
    "OSCE": "osce",
    "Pacific Alliance": "pacific-alliance",
    "Paris Club": "paris-club",
    "PARIS_CLUB": "paris-club",
    "PCA": "pca",
    "PETROCARIBE": "petrocaribe",
    "Petrocaribe": "petrocaribe",
    "PFP": "partnership-for-peace",
    "PIF": "pacific-islands-forum",
    "SAARC": "saarc",
    "SACEP": "sacep",
    "SACU": "sacu",
    "SADC": "sadc",
    "SCO": "sco",
    "SELEC": "selec",
    "SPC": "pacific-community",
    "UN": "united-nations",
    "UNASUR": "unasur",
    "UNCTAD": "unctad",
    "UNESCO": "unesco",
    "UNIDO": "unido",
    "UNWTO": "un-tourism",
    "UPU": "upu",
    "WADB": "boad",
    "WAEMU": "waemu",
    "WCO": "wco",
    "WHO": "who",
    "WIPO": "wipo",
    "WMO": "wmo",
    "WTO": "wto",
    "ZC": "zangger-committee",
}
# Names that the Factbook's rows have lost a part of.
CUT_SHORT = {"The Dominican": "Dominican Republic"}


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """That a fact file says ``theirs`` of ``subject`` where the reference says ``ours``."""

    source: str
    subject: str
    ours: str
    theirs: str


def differences(known: Reference, facts: Path) -> list[Difference]:
    """Every difference between the reference and the facts, sorted."""
    found = [
        *country_codes(known, facts / "country-codes.csv.gz"),
        *territories(known, facts / "rigour_territories.jsonl.gz"),
        *countries(known, facts / "mledoze_countries.json.gz"),
        *memberships(known, facts),
        *bodies(known, facts / "supraverden_bodies.json.gz"),
    ]
    return sorted(set(found))


def country_codes(known: Reference, path: Path) -> Iterator[Difference]:
    """Names, capitals and Wikidata ids of states by ISO code."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            state = known.entries.get(STATE + row["ISO3166-1-Alpha-2"])
            if state is None:
                continue
            for column in ("CLDR display name", "UNTERM English Short", "UNTERM English Formal"):
                # "Gambia (the)", "Iran (Islamic Republic of)", and asterisks for footnotes.
                name = row[column].strip(" *").partition(" (")[0]
                if name:
                    yield from name_difference(known, "country-codes", state, name)
            yield from capital_difference(known, "country-codes", state, row["Capital"].strip())
            identifier = row["wikidata_id"].rpartition("/")[2]
            if identifier:
                yield from identifier_difference("country-codes", state, {identifier})


def territories(known: Reference, path: Path) -> Iterator[Difference]:
    """Names and Wikidata ids of states and of what lies in them."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            identifiers = {row["qid"], *row.get("other_qids", ())}
            state = known.entries.get(STATE + row["code"].upper())
            if state is not None:
                yield from name_difference(known, "rigour", state, row["name"])
                yield from identifier_difference("rigour", state, identifiers)
                continue
            for match in known.find(row["name"]):
                entry = match.entry
                parent = STATE + row.get("parent", "").upper()
                if row["name"] == entry.name and parent == entry.country:
                    yield from identifier_difference("rigour", entry, identifiers)


def countries(known: Reference, path: Path) -> Iterator[Difference]:
    """Names, capitals and demonyms of states."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = json.load(file)
    for row in rows:
        state = known.entries.get(STATE + row["cca2"])
        if state is None:
            continue
        for name in (row["name"]["common"], row["name"]["official"]):
            yield from name_difference(known, "mledoze", state, name)
        for capital in row["capital"]:
            yield from capital_difference(known, "mledoze", state, capital)
        for demonym in sorted(set(row["demonyms"]["eng"].values())):
            yield from name_difference(known, "mledoze", state, demonym)


def memberships(known: Reference, facts: Path) -> Iterator[Difference]:
    """Members of organizations: what the Factbook says, and what a list of 2020 says."""
    by_name: dict[tuple[str, str], set[str]] = defaultdict(set)
    with gzip.open(
        facts / "factbook_igo_membership_2026.jsonl.gz", "rt", encoding="utf-8"
    ) as lines:
        for row in map(json.loads, lines):
            if row["status"] in ("member", "suspended") and row["country"]:
                codes = states_named(known, CUT_SHORT.get(row["country"], row["country"]))
                by_name["factbook", row["org"]].update(codes)
    with gzip.open(facts / "igo_membership_2020.csv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["org_member"] == "member" and STATE + row["ISO_3166_2"] in known.entries:
                by_name["igo-2020", row["org_id"]].add(row["ISO_3166_2"])
    for (source, abbreviation), theirs in sorted(by_name.items()):
        ours = members(known, ORGANIZATIONS.get(abbreviation, ""))
        if not ours:
            continue
        # The Factbook's rows lack countries here and there, so only what it adds is telling.
        for code in sorted(theirs - ours):
            yield Difference(source, abbreviation, "", f"has member {code}")
        if source == "igo-2020":
            for code in sorted(ours - theirs):
                yield Difference(source, abbreviation, f"has member {code}", "")


def bodies(known: Reference, path: Path) -> Iterator[Difference]:
    """Wikidata ids of international bodies."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = json.load(file)
    for name, row in sorted(rows.items()):
        identifier = row.get("Wikidata_code", "")
        if not identifier.startswith("Q"):
            continue
        for match in known.find(name):
            if match.form == "name" and match.entry.type is EntityType.ORGANIZATION:
                yield from identifier_difference("supraverden", match.entry, {identifier})


def name_difference(known: Reference, source: str, entry: Entry, name: str) -> Iterator[Difference]:
    """A difference if ``name`` does not find ``entry``."""
    if all(match.entry.iri != entry.iri for match in known.find(name)):
        yield Difference(source, short(entry), "", f"is named {name}")


def capital_difference(
    known: Reference, source: str, state: Entry, capital: str
) -> Iterator[Difference]:
    ours = None if state.capital is None else known.entries[state.capital]
    if capital and all(match.entry != ours for match in known.find(capital)):
        shown = "" if ours is None else f"has capital {ours.name}"
        yield Difference(source, short(state), shown, f"has capital {capital}")


def identifier_difference(
    source: str, entry: Entry, identifiers: Iterable[str]
) -> Iterator[Difference]:
    """A difference if ``entry`` has a Wikidata id that is none of ``identifiers``."""
    if entry.wikidata is None:
        return
    ours = entry.wikidata.removeprefix(WIKIDATA)
    theirs = sorted(identifiers)
    if ours not in theirs:
        yield Difference(source, short(entry), f"is {ours}", f"is {' or '.join(theirs)}")


def states_named(known: Reference, name: str) -> set[str]:
    states = (m.entry for m in known.find(name) if m.entry.type is EntityType.STATE)
    first = next(states, None)
    return set() if first is None else {first.iri.removeprefix(STATE)}


def members(known: Reference, organization: str) -> set[str]:
    entry = known.entries.get(f"https://w3id.org/statecraft/id/organization/{organization}")
    iris = () if entry is None else entry.members
    return {iri.removeprefix(STATE) for iri in iris if iri.startswith(STATE)}


def short(entry: Entry) -> str:
    return entry.iri.removeprefix("https://w3id.org/statecraft/id/")


def explanations() -> dict[Difference, str]:
    """The reason for each difference that was looked into."""
    with EXPLAINED.open(encoding="utf-8", newline="") as lines:
        return {
            Difference(row["source"], row["subject"], row["ours"], row["theirs"]): row["reason"]
            for row in csv.DictReader(lines)
        }


def report(found: Iterable[Difference], reasons: dict[Difference, str], *, explained: bool) -> int:
    """Print what is left to settle; return how many lines that took."""
    found = list(found)
    left = 0
    for difference in found:
        reason = reasons.get(difference)
        if reason is None or explained:
            line = [difference.source, difference.subject]
            line += [f"ours {difference.ours or '-'}", f"theirs {difference.theirs or '-'}"]
            print(" | ".join([*line, *([reason] if reason else [])]))
        left += reason is None
    for difference in sorted(set(reasons) - set(found)):
        print(f"{difference.source} | {difference.subject} | explained, but no longer there")
        left += 1
    print(f"{len(found)} differences, {left} to settle", file=sys.stderr)
    return left


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare the reference knowledge with open facts.")
    parser.add_argument("facts", type=Path, help="folder of fact files")
    parser.add_argument("--explained", action="store_true", help="also list what was settled")
    arguments = parser.parse_args()
    if not arguments.facts.is_dir():
        parser.error(f"{arguments.facts}: no such folder; name the one with the fact files")
    found = differences(reference.load(), arguments.facts)
    return 1 if report(found, explanations(), explained=arguments.explained) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (StatecraftError, OSError) as error:
        sys.exit(f"check_reference: {error}")
