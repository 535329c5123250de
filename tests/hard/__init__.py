"""Hard use: kills, full disks, crowds and odd input, against every command that writes and everything that reads.

A plain run of the tests takes the short form. ``python scripts/write_reliability.py`` takes the long one and writes
``docs/reliability.md`` of what it found. ``KG_HARD=20`` takes twenty times the short form.
"""
