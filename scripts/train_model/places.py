"""What the converters know of places: lists for telling countries, regions and buildings apart."""

from __future__ import annotations

import re

Labels = tuple[str, ...]

BUILDINGS = frozenset(
    ["Airport", "Bridge", "Stadium", "Hall", "Tower", "Street", "Road", "Avenue", "Boulevard", "Highway", "Station", "Palace", "Castle", "Cathedral", "Church", "Mosque", "Temple", "Museum", "Hospital", "Prison", "Jail", "Hotel", "Building", "Arena", "Airbase", "Fort", "Square", "Plaza", "Dam", "Library", "Theatre", "Theater", "Center", "Centre", "Checkpoint", "Railway", "Cemetery", "Monument", "Memorial", "Factory", "Mall", "Market", "Terminal", "Harbour", "Harbor", "Shipyard", "Reactor", "Base", "Camp", "Mine", "Pipeline", "Abbey", "Basilica", "Synagogue", "Shrine", "Tunnel", "Gate"]
)
LANDSCAPES = frozenset(
    ["Sea", "Ocean", "River", "Lake", "Gulf", "Bay", "Strait", "Straits", "Mountain", "Mountains", "Mount", "Mt.", "Valley", "Desert", "Peninsula", "Coast", "Basin", "Delta", "Forest", "Hills", "Hill", "Plateau", "Cape", "Channel", "Beach", "Glacier", "Volcano", "Reef", "Peak", "Ridge", "Canyon", "Falls", "Creek", "Crater", "Island", "Islands", "Isle", "Archipelago"]
)
REGIONS = frozenset(
    ["Africa", "Europe", "Asia", "Antarctica", "Middle East", "Balkans", "Caucasus", "Central Asia", "Far East", "Southeast Asia", "South Asia", "East Asia", "North America", "South America", "Latin America", "Central America", "Americas", "Scandinavia", "Sahara", "Sahel", "Siberia", "Caribbean", "West", "East", "South", "North", "Western Europe", "Eastern Europe", "Central Europe", "Northern Europe", "Southern Europe", "Mediterranean", "Persian Gulf", "Himalayas", "Andes", "Alps", "Levant", "Maghreb", "Arctic", "Pacific", "Atlantic", "Baltic", "Baltics", "Oceania", "Eurasia", "West Africa", "East Africa", "North Africa", "Southern Africa", "Horn of Africa", "Earth", "Mars", "Moon", "Gulf", "Indo-Pacific", "Midwest", "Danube", "Rhine", "Nile", "Euphrates", "Tigris", "Volga", "Mekong", "Ganges", "Amazon", "Patagonia", "Polynesia", "Southwest", "Northeast", "Northwest", "Southeast"]
)
STATES = frozenset(
    ["US", "U.S.", "USA", "U.S.A.", "UK", "U.K.", "UAE", "United States", "United States of America", "United Kingdom", "Britain", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland", "France", "Germany", "Italy", "Spain", "Portugal", "Ireland", "Poland", "Russia", "Ukraine", "Turkey", "Greece", "China", "Japan", "India", "Pakistan", "Iran", "Iraq", "Syria", "Israel", "Lebanon", "Jordan", "Egypt", "Libya", "Sudan", "South Africa", "Nigeria", "Kenya", "Ethiopia", "Somalia", "Mexico", "Canada", "Brazil", "Argentina", "Cuba", "Venezuela", "Australia", "New Zealand", "Indonesia", "Vietnam", "Thailand", "Malaysia", "Philippines", "South Korea", "North Korea", "Taiwan", "Afghanistan", "Saudi Arabia", "Yemen", "Qatar", "Kuwait", "Soviet Union", "USSR", "Yugoslavia", "Serbia", "Croatia", "Bosnia", "Kosovo", "Austria", "Hungary", "Czech Republic", "Slovakia", "Romania", "Bulgaria", "Switzerland", "Belgium", "Netherlands", "Denmark", "Norway", "Sweden", "Finland", "Iceland", "Gaza", "Gaza Strip", "West Bank", "Kashmir", "Crimea", "Darfur", "Chechnya", "Hong Kong", "Rhode Island", "Long Island", "Solomon Islands", "Marshall Islands", "Salt Lake City", "Cape Town"]
)
SEATS = frozenset({"White House", "Pentagon", "Kremlin", "Downing Street", "Capitol", "Vatican"})
NORPS = frozenset(
    ["Republican", "Republicans", "Democrat", "Democrats", "Democratic", "Muslim", "Muslims", "Christian", "Christians", "Jew", "Jews", "Jewish", "Islamic", "Islamist", "Islamists", "Sunni", "Sunnis", "Shiite", "Shiites", "Shia", "Catholic", "Catholics", "Protestant", "Protestants", "Hindu", "Hindus", "Buddhist", "Buddhists", "Sikh", "Sikhs", "Mormon", "Mormons", "Communist", "Communists", "Marxist", "Nazi", "Nazis", "Kurd", "Kurds", "Kurdish", "Arab", "Arabs", "Tamil", "Tamils", "Serb", "Serbs", "Croat", "Croats", "European", "Europeans", "African", "Africans", "Asian", "Asians", "American", "Americans", "Latino", "Latinos", "Hispanic", "Hispanics", "Chechen", "Palestinian", "Palestinians", "Israeli", "Israelis", "Ukrainian", "Ukrainians", "Russian", "Russians", "British", "English", "French", "German", "Germans", "Italian", "Italians", "Spanish", "Spaniards", "Portuguese", "Irish", "Scottish", "Welsh", "Dutch", "Belgian", "Belgians", "Swiss", "Austrian", "Austrians", "Polish", "Poles", "Czech", "Czechs", "Hungarian", "Hungarians", "Romanian", "Romanians", "Bulgarian", "Bulgarians", "Greek", "Greeks", "Turkish", "Turks", "Swedish", "Swedes", "Norwegian", "Norwegians", "Danish", "Danes", "Finnish", "Finns", "Icelandic", "Chinese", "Japanese", "Korean", "Koreans", "Indian", "Indians", "Pakistani", "Pakistanis", "Iranian", "Iranians", "Iraqi", "Iraqis", "Syrian", "Syrians", "Lebanese", "Jordanian", "Jordanians", "Egyptian", "Egyptians", "Libyan", "Libyans", "Saudi", "Saudis", "Yemeni", "Yemenis", "Afghan", "Afghans", "Mexican", "Mexicans", "Canadian", "Canadians", "Brazilian", "Brazilians", "Argentine", "Cuban", "Cubans", "Venezuelan", "Venezuelans", "Australian", "Australians", "Indonesian", "Indonesians", "Vietnamese", "Thai", "Malaysian", "Filipino", "Filipinos", "Taiwanese", "Nigerian", "Nigerians", "Kenyan", "Kenyans", "Ethiopian", "Ethiopians", "Somali", "Somalis", "Sudanese", "Soviet", "Soviets", "Tibetan", "Tibetans", "Uighur", "Uighurs", "Maori", "Roman", "Romans", "Bosnian", "Bosnians", "Serbian", "Croatian", "Albanian", "Albanians"]
)
_ARTICLE = re.compile(r"^(the|The|THE) ")


def name_of(text: str) -> str:
    """The name without its article."""
    return _ARTICLE.sub("", text)


def place_labels(text: str, default: Labels) -> Labels:
    """The labels that a place's name allows; ``default`` where its words do not tell."""
    name = name_of(text)
    words = name.split()
    if name in SEATS:
        return ("ORG",)
    if name in NORPS:
        return ("NORP",)
    if name in STATES:
        return ("GPE",)
    if name in REGIONS or (len(words) > 1 and not LANDSCAPES.isdisjoint(words)):
        return ("LOC",)
    return ("FAC",) if not BUILDINGS.isdisjoint(words[1:]) else default


_BY_GUM_TYPE: dict[str, Labels] = {
    "person": ("PERSON",),
    "organization": ("ORG",),
    "event": ("EVENT",),
    "object": ("PRODUCT",),
}


def type_of(gum_type: str, text: str) -> Labels:
    """Our label for a name of one of GUM's types; ``*`` for an animal, a plant, an abstraction."""
    name = name_of(text)
    if name in STATES:
        return ("GPE",)
    if name in SEATS:
        return ("ORG",)
    if name in NORPS:
        return ("NORP",)
    if name in REGIONS and gum_type in ("place", "organization", "abstract"):
        return ("LOC",)
    if gum_type == "place":
        return place_labels(name, ("GPE",))
    return _BY_GUM_TYPE.get(gum_type, ("*",))
