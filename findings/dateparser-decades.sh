#!/bin/sh
# dateparser 1.5.0 reads a decade as seconds: "the 1980s" is the moment 1980 seconds before now, and so is "in the 1980s" in a sentence, where
# search_dates() finds it as a date. A history of a conflict has the day of today, or of the article, wherever it names a decade.
# ("early 1990s" and "mid-1990s" are not found, which is right.) Its page has "N seconds ago" among relative dates, with "ago".
#
# Who meets it: whoever takes the dates of an article from its text: an article that says "the two states fought in the 1980s" reports a war
# of today (or of the day given as RELATIVE_BASE), and just after midnight one of yesterday.
# Way out: take decades (four digits and an s) out of the text before it is searched; PARSERS without "relative-time" for all, if no
# other relative date is wanted.
#
# Seen on Python 3.11, Linux (on 22 May 2024, at noon):    in the 1980s 2024-05-22 11:27:00    in March 2010, 1960s 2024-05-22 11:27:20
#     without relative dates, or decades: nothing
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet dateparser==1.5.0
"$folder/venv/bin/python" - <<'PYTHON'
import re
from datetime import datetime

from dateparser.search import search_dates

noon = {"RELATIVE_BASE": datetime(2024, 5, 22, 12)}
text = "The two states fought in the 1980s."
found = search_dates(text, languages=["en"], settings=noon)
print(found)
assert found == [("in the 1980s", datetime(2024, 5, 22, 11, 27))], "decades are read otherwise now"
other = search_dates("Soldiers were killed in the valley, as in the late 1960s.", languages=["en"], settings=noon)
print(other)
assert [day for _, day in other] == [datetime(2024, 5, 22, 11, 27, 20)], "decades are read otherwise now"
quiet = search_dates(text, languages=["en"], settings={**noon, "PARSERS": ["timestamp", "custom-formats", "absolute-time"]})
without = search_dates(re.sub(r"\b\d{3}0s\b", "", text), languages=["en"], settings=noon)
print(quiet, without)
assert not quiet and not without, "the ways out do not work any more"
PYTHON
