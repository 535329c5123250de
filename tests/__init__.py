"""Tests of irkg."""
