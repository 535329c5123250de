#!/bin/sh
# countryinfo 1.0.1 has the capitals of some countries at the place of a namesake, or in the middle of the country: Dili (Timor-Leste)
# in Delhi, Saint John's (Antigua) in Newfoundland, St. George's (Grenada) in Lorraine, Jamestown (Saint Helena) in Virginia, Brasília and Tunis
# hundreds of kilometres inland. The names of the capitals are right.
#
# Who meets it: whoever computes the distance between capitals, the usual control variable of dyadic studies, or draws states on a
# map: Timor-Leste and India are neighbours then. Way out: check each distance to the middle of the country before use.
#
# Seen on Python 3.11, Linux (kilometres from the town):    TLS 6631    ATG 3487    GRD 7444    SHN 9480    BRA 837    TUN 337    FRA 0
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet countryinfo==1.0.1
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from math import asin, cos, radians, sin, sqrt

from countryinfo import CountryInfo

TOWNS = {"TLS": (-8.557, 125.560), "ATG": (17.118, -61.846), "GRD": (12.053, -61.752), "SHN": (-15.925, -5.718)}
TOWNS |= {"BRA": (-15.794, -47.883), "TUN": (36.807, 10.182), "FRA": (48.857, 2.352)}


def kilometres(one, other):
    (a, b), (c, d) = (map(radians, one), map(radians, other))
    return 2 * 6371 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


off = {country: round(kilometres(town, CountryInfo(country).capital_latlng())) for country, town in TOWNS.items()}
print(off)
assert off.pop("FRA") < 10, "not even Paris is where it is"
assert min(off.values()) > 250, "some of these capitals are where they are now"
PYTHON
