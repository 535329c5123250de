#!/bin/sh
# Raphtory 0.17.0 rolls over a network by "1 month" from the first of each month, and by "1 week" from Thursday to Thursday, as 1 January 1970 was one.
# Two ties of a Monday and a Wednesday and one of the Thursday after stand in two windows, which in ISO 8601, pandas ("W-SUN"), DuckDB and PostgreSQL are one
# week. The documentation says that windows are aligned to the smallest unit passed.
#
# Who meets it: whoever compares weekly counts of a network of events with a panel by ISO weeks: nearly half of each week's events lie in another one.
# Way out: alignment_unit="day" and a first event on a Monday, or a week number as a property of each tie.
#
# Seen on Python 3.11, Linux: by default 2023-12-28 to 2024-01-04: 2, 2024-01-04 to 2024-01-11: 3; with alignment_unit="day" from Monday: 4 and 1
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet raphtory==0.17.0
"$folder/venv/bin/python" - <<'PYTHON'
from datetime import date

from raphtory import Graph

network = Graph()
days = ["2024-01-01", "2024-01-03", "2024-01-04", "2024-01-07", "2024-01-08"]
for day in days:
    network.add_edge(day, "RUS", "USA")


def windows(**settings):
    rolled = network.rolling(window="1 week", **settings)
    return [(str(view.start.dt)[:10], view.count_temporal_edges()) for view in rolled]


print(windows(), windows(alignment_unit="day"))
assert windows() == [("2023-12-28", 2), ("2024-01-04", 3)]
assert all(date.fromisoformat(day).isoweekday() == 4 for day, _ in windows())
assert windows(alignment_unit="day") == [("2024-01-01", 4), ("2024-01-08", 1)]
assert [date.fromisoformat(day).isocalendar().week for day in days] == [1, 1, 1, 1, 2]
months = [str(view.start.dt)[:10] for view in network.rolling(window="1 month")]
assert months == ["2024-01-01"]
PYTHON
