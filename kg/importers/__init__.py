"""Event data that others coded: one importer a format, from rows to reports.

ICEWS, GDELT, POLECAT, Phoenix, UCDP GED, ACLED and the disputes of Correlates of War come as tables, one row an event.
What a row says is kept as it is: who, whom, what, when, under the data set's name and with its own code; actors and
codes are named as irkg names them. Nothing here reads a sentence, so these reports have none.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.importers import acled, gdelt, ged, icews, mid, phoenix, polecat
from kg.importers.base import Importer

__all__ = ["IMPORTERS", "Importer"]

IMPORTERS: Mapping[str, Importer] = {
    "acled": acled.ACLED,
    "gdelt1": gdelt.GDELT1,
    "gdelt2": gdelt.GDELT2,
    "ged": ged.GED,
    "icews": icews.ICEWS,
    "mid": mid.MID,
    "phoenix": phoenix.PHOENIX,
    "polecat": polecat.POLECAT,
}
"""Name of a data set to what reads its rows. A new format is one more line here."""
