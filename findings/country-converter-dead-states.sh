#!/bin/sh
# country_converter 1.3.2 gives Gleditsch-Ward codes of states that have ended: 817 for Vietnam (South Vietnam, to 1975), 680 for
# Yemen (South Yemen, to 1990), 315 for Czechia (Czechoslovakia, to 1992). Right are 816, 678 and 316. It gives one code a country,
# whatever the year, and where two states of the list bore a name, the wrong one.
#
# Who meets it: whoever merges event data or UCDP with ISO codes through it: events of Vietnam meet covariates of Saigon, or none,
# and a left join fills the rows with missing values without a word.
# Way out: codes by day, from the membership lists themselves (docs/states.md), or after the conversion by hand for these three.
#
# Seen on Python 3.11, Linux, with pandas 2 (1.3.2 does not start with pandas 3.1):    Vietnam 817    Yemen 680    Czechia 315
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet country_converter==1.3.2 'pandas<3'
"$folder/venv/bin/python" - <<'PYTHON'
import country_converter as coco

found = {name: coco.convert(name, to="GWcode") for name in ("Vietnam", "Yemen", "Czechia", "Serbia", "Germany")}
print("   ".join(f"{name} {code}" for name, code in found.items()))
assert found == {"Vietnam": 817, "Yemen": 680, "Czechia": 315, "Serbia": 340, "Germany": 260}, "it does otherwise now"
PYTHON
