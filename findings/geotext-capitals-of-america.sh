#!/bin/sh
# GeoText 0.4.0 counts ten capitals as places of the United States: Paris, Moscow, Rome, Athens, Damascus, Vienna, Geneva, Lima, Dublin and Ottawa
# are towns there as well, and of several of a name its table keeps one, which is not the largest. "Moscow and Washington clashed" is two mentions of the
# US and none of Russia. Palestine is a town in Texas, Santiago is in the Philippines, Papua New Guinea counts as Guinea, and the Congos are not found.
#
# Who meets it: whoever counts countries in news with its country_mentions, for maps of attention or as a quick stand-in for actors: capitals stand for
# governments in every second headline, so that the United States gain what Russia, France and Italy lose.
# Way out: count g.countries and g.nationalities alone, and look capitals up in a table of one's own.
#
# Seen on Python 3.11, Linux: Moscow US, Paris US, Rome US, Athens US, Damascus US, Vienna US, Lima US, Ottawa US; London GB, Berlin DE, Cairo EG
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet geotext==0.4.0
"$folder/venv/bin/python" - <<'PYTHON'
from geotext import GeoText


def mentions(text):
    return dict(GeoText(text).country_mentions)


capitals = "Paris Moscow Rome Athens Damascus Vienna Geneva Lima Dublin Ottawa".split()
for town in capitals:
    print(town, mentions(f"{town} said no."))
    assert mentions(f"{town} said no.") == {"US": 1}, town
assert mentions("Moscow and Washington clashed.") == {"US": 2}
assert mentions("Russia and Washington clashed.") == {"RU": 1, "US": 1}
assert mentions("Palestine said no.") == {"US": 1}
assert mentions("Santiago said no.") == {"PH": 1}
assert mentions("Papua New Guinea said no.") == {"GN": 1}
assert mentions("The Democratic Republic of Congo said no.") == {}
for town, country in {"London": "GB", "Berlin": "DE", "Cairo": "EG"}.items():
    assert mentions(f"{town} said no.") == {country: 1}, town
PYTHON
