"""The event log: an append-only table of reports and of the articles they were read from, in a graph directory.

A graph directory holds ``irkg.json`` (the schema version), ``log/`` with numbered Parquet parts, ``marks.tsv`` with an
analyst's corrections, and the views made from them. A part is two files, reports and articles; each is written under a
temporary name and renamed into place, the articles last: that rename is the commit. Reports whose articles never came
are left over from an interrupted run; they are ignored, and removed by the next run.

Nothing in a part ever changes. A later reading of an article replaces earlier ones when the log is read. Many small
parts become one larger part, named after the first and the last of them, which stands in their place from the moment it
is there.
"""

from kg.store.marking import mark, unmark
from kg.store.marks_file import MarksFile
from kg.store.parts import SCHEMA, Reading
from kg.store.writer import Log

__all__ = ["SCHEMA", "Log", "MarksFile", "Reading", "mark", "unmark"]
