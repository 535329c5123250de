#!/bin/sh
# htmldate 1.11.0 gives a page that names a month only (<meta name="dc.date" content="2024-05">) the day of the month on which it is run: 30
# May on the 30th of any month, 4 May on the 4th. trafilatura 2.3.1, which asks it, does the same. The same archive read twice has
# two dates for each such article; a year only becomes 1 January.
#
# Who meets it: whoever reads journals and reports, which are dated by month, and takes the date of the page for the latest day
# that its events can have: events move by up to thirty days from run to run, without a change of data or versions.
# Way out: take the text of the meta element; if it has no day, drop the day that htmldate gives.
#
# Seen on Python 3.11, Linux, on the 30th of a month:    htmldate 2024-05-30    trafilatura 2024-05-30    with the day 2024-05-22
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet htmldate==1.11.0 trafilatura==2.3.1 lxml_html_clean
"$folder/venv/bin/python" - <<'PYTHON'
import datetime

import htmldate
import trafilatura


def page(date):
    text = "Norway rationed gas deliveries to Poland after a long dispute over transit fees. " * 8
    return f'<html><head><title>Gas</title><meta name="dc.date" content="{date}"></head><body><p>{text}</p></body></html>'


before = datetime.date.today().day
month = htmldate.find_date(page("2024-05")), trafilatura.extract_metadata(page("2024-05")).date
day = htmldate.find_date(page("2024-05-22"))
print("htmldate", month[0], "  trafilatura", month[1], "  with the day", day)
assert day == "2024-05-22", "whole dates are read otherwise"
days = {before, datetime.date.today().day}  # two of them at midnight
assert all(found in {f"2024-05-{each:02}" for each in days} for found in month), "a month gets another day now"
PYTHON
