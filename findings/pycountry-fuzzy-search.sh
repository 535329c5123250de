#!/bin/sh
# pycountry 26.2.16 finds countries in names of bodies: search_fuzzy("NATO") is Bangladesh (Natore, a district), "EU" is Reunion, "UN" is
# the United Kingdom, and "Zaire" is Angola (a province), though ISO 3166-3 has Zaire for Congo. It compares with names of subdivisions,
# accents removed, anywhere in them, and gives no score; what it does not find is a LookupError, what it finds wrongly is not.
#
# Who meets it: whoever cleans actors of event data with it: alliances become states, and a former state another one.
# Way out: exact look-ups (countries.lookup), historic_countries for former states, and a list of bodies before both.
#
# Seen on Python 3.11, Linux:    NATO Bangladesh    EU Réunion    UN United Kingdom    Zaire Angola
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pycountry==26.2.16
"$folder/venv/bin/python" - <<'PYTHON'
import pycountry

found = {name: pycountry.countries.search_fuzzy(name)[0].name for name in ("NATO", "EU", "UN", "Zaire")}
print("   ".join(f"{name} {country}" for name, country in found.items()))
assert found == {"NATO": "Bangladesh", "EU": "Réunion", "UN": "United Kingdom", "Zaire": "Angola"}, "it does otherwise now"
assert "Zaire, Republic of" in {one.name for one in pycountry.historic_countries}
PYTHON
