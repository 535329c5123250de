#!/bin/sh
# dateparser 1.5.0, which finds the language of a date by itself, takes the Turkish, Serbian and Azeri word for March, Mart, for a time zone (MART,
# Marquesas Time, 9:30 hours behind): "15 Mart 2010" is 15 May 2010 when it is read in a May, 15 November when it is read in a November, and "3
# Mart 2010" is in March by chance, the 3 being the month, on the day of the month of today. The other months of Turkish are right, and so is
# Mart with a weekday behind it or without a day in front. No error, no warning: the time zone in the result is all that tells.
#
# Who meets it: whoever reads dates of the Turkish or Serbian press among others: the events of every March move to another month, or day, with
# the day on which the program runs.
# Way out: languages=["tr"], or ["sr-Latn"], for each source; or drop a result with a time zone where the text has none.
#
# Seen on Python 3.11, Linux (15 Mart, 3 Mart, 15 Nisan 2010):    on 22 May 2024 2010-05-15 2010-03-22 2010-04-15
#     on 7 November 2024 2010-11-15 2010-03-07 2010-04-15    with the language 2010-03-15 2010-03-03 2010-04-15
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet dateparser==1.5.0
"$folder/venv/bin/python" - <<'PYTHON'
from datetime import datetime

import dateparser

TEXTS = ("15 Mart 2010", "3 Mart 2010", "15 Nisan 2010")


def days(today, languages=None):
    found = [dateparser.parse(text, languages=languages, settings={"RELATIVE_BASE": today}) for text in TEXTS]
    print(today.date(), languages, *found)
    return [str(day.date()) for day in found]


may, november = datetime(2024, 5, 22), datetime(2024, 11, 7)
assert days(may) == ["2010-05-15", "2010-03-22", "2010-04-15"], "Mart is read otherwise now"
assert days(november) == ["2010-11-15", "2010-03-07", "2010-04-15"], "Mart is read otherwise now"
assert days(may, ["tr"]) == ["2010-03-15", "2010-03-03", "2010-04-15"], "the language is no way out any more"
assert str(dateparser.parse(TEXTS[0], languages=["sr-Latn"]).date()) == "2010-03-15", "the language is no way out any more"
assert dateparser.parse("15 Mart 2010", settings={"RELATIVE_BASE": may}).tzname() == "MART", "the time zone is gone"
PYTHON
