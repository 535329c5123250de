#!/bin/sh
# pandas 3.1.1 takes what a converter returns for a missing value where it reads NA: read_csv(..., converters={"iso2": str}) gives
# nan for Namibia. Until pandas 3.0 the converter had the last word, and many programs rely on it: country_converter 1.3.2 does
# not even start ("first argument must be string or compiled pattern").
#
# Who meets it: whoever reads tables by ISO alpha-2 codes, or with a column of names in which NA means something, under a newer
# pandas; the row is there, its key is not, and a join drops the state without a word.
# Way out: keep_default_na=False with na_values=[""], which works in both; or pandas<3.1 for country_converter.
#
# Seen on Python 3.11, Linux:    3.0.0 ['NA', 'DE'] ['NA', 'DE']    3.1.1 [nan, 'DE'] ['NA', 'DE']    country_converter: TypeError
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
cat > "$folder/read.py" <<'PYTHON'
import io
import sys

import pandas as pd

text = "iso2,events\nNA,1\nDE,2\n"
found = pd.read_csv(io.StringIO(text), converters={"iso2": str})["iso2"].tolist()
safe = pd.read_csv(io.StringIO(text), keep_default_na=False, na_values=[""])["iso2"].tolist()
print(pd.__version__, found, safe)
assert safe == ["NA", "DE"], "the way out does not work any more"
assert (found[0] == "NA") is (sys.argv[1] == "kept"), "pandas does otherwise now"
PYTHON
"$folder/venv/bin/pip" install --quiet pandas==3.0.0
"$folder/venv/bin/python" "$folder/read.py" kept
"$folder/venv/bin/pip" install --quiet pandas==3.1.1 country_converter==1.3.2
"$folder/venv/bin/python" "$folder/read.py" lost
"$folder/venv/bin/python" - <<'PYTHON'
import country_converter

try:
    country_converter.convert("Namibia", to="ISO3")
except TypeError as error:
    print("country_converter: TypeError:", error)
else:
    raise AssertionError("country_converter starts now")
PYTHON
