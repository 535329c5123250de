"""What the processes have loaded before they are forked; nothing of it starts a thread."""

import duckdb  # noqa: F401
import pyoxigraph  # noqa: F401

import tests.fake_extractor  # noqa: F401
