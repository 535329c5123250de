"""Tables of invented events in the layouts of ICEWS, GDELT and POLECAT."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from ontology import Cameo

ICEWS_COLUMNS = (
    "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name|"
    "Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude"
).split("|")
POLECAT_COLUMNS = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"
    "Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|"
    "Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|"
    "Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|"
    "Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
).split("|")
COUNTRIES = ("Russian Federation", "United States", "Turkey", "Greece", "Occupied Palestinian Territory", "Israel")
CODES = ("036", "040", "042", "051", "0841", "111", "120", "1311", "163", "190")
TEXTS = {code: Cameo.get(code).label for code in ("010", *CODES)}


def table(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    """A table with a header."""
    lines = [columns, *([row.get(name, "") for name in columns] for row in rows)]
    return "".join("\t".join(line) + "\n" for line in lines).encode()


def icews(number: int = 1, **changes: str) -> dict[str, str]:
    """One row: Turkey criticises Greece, unless told otherwise; ``_`` in a name stands for a space.

    The words follow a code that is changed.
    """
    row = {
        "Event ID": str(number),
        "Event Date": "2019-10-04",
        "Source Name": "Turkey",
        "Source Sectors": "NA",
        "Source Country": "Turkey",
        "Event Text": "Criticize or denounce",
        "CAMEO Code": "111",
        "Target Name": "Greece",
        "Target Sectors": "NA",
        "Target Country": "Greece",
        "Publisher": "Sample Gazette",
        "City": "Athens",
        "Province": "NA",
        "Country": "Greece",
    }
    changed = {name.replace("_", " "): value for name, value in changes.items()}
    words = TEXTS.get(changed.get("CAMEO Code", ""))
    return row | ({"Event Text": words} if words else {}) | changed


def many_icews(rows: int, seed: int = 7) -> list[dict[str, str]]:
    """Rows of random countries, codes and days; some rows agree in everything but their id."""
    chance = random.Random(seed)  # noqa: S311 - sample data
    found = []
    for number in range(rows):
        one, other = chance.choice(COUNTRIES), chance.choice(COUNTRIES)
        day = date(2018, 1, 1) + timedelta(days=chance.randrange(90))
        changes = {"Source_Name": f"Police ({one})", "Source_Country": one, "Source_Sectors": "Police,Government"}
        changes |= {"Target_Name": other, "Target_Country": other, "CAMEO_Code": chance.choice(CODES)}
        found.append(icews(number, Event_Date=day.isoformat(), **changes))
    return found


def gdelt(number: int = 1, width: int = 58, /, **changes: str) -> list[str]:
    """One row: Russia's government criticises the United States; changes by the number of the column (``c26``)."""
    place, added, url = (52, 59, 60) if width == 61 else (50, 56, 57)
    cells = dict.fromkeys(range(width), "")
    cells |= {0: str(number), 1: "20140320", 2: "201403", 3: "2014", 5: "RUSGOV", 6: "KREMLIN", 7: "RUS", 12: "GOV"}
    cells |= {15: "USA", 16: "WASHINGTON", 17: "USA", 26: "111", 27: "111", 28: "11", 30: "-2", place: "Moscow, Russia"}
    cells[added] = "20140321"
    if width > 57:
        cells[url] = "https://www.gazette.example.org/2014/story"
    cells |= {int(name[1:]): value for name, value in changes.items()}
    return [cells[at] for at in sorted(cells)]


def lines(rows: Sequence[Sequence[str]]) -> bytes:
    """A table without a header."""
    return "".join("\t".join(row) + "\n" for row in rows).encode()


def polecat(number: int = 1, **changes: str) -> dict[str, str]:
    """One row: a minister of Poland expels Russian diplomats."""
    row = {
        "Event ID": f"TEST-{number}",
        "Event Date": "2018-03-26",
        "Event Type": "SANCTION",
        "Event Mode": "expel",
        "Contexts": "diplomatic;legal",
        "Actor Name": "Poland",
        "Actor Country": "POL",
        "Primary Actor Sector": "GOV",
        "Recipient Name": "Russia",
        "Recipient Country": "RUS",
        "Primary Recipient Sector": "None",
        "Placename": "Warsaw",
        "Source": "Example Wire",
        "Publication Date": "2018-03-27",
    }
    return row | {name.replace("_", " "): value for name, value in changes.items()}
