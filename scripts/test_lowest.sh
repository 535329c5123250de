#!/usr/bin/env bash
# Installs irkg with the lowest version of each direct dependency that pyproject.toml allows, in a fresh environment, and
# runs the tests that touch every one of them. Needs pip's network access; takes some minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONPATH VIRTUAL_ENV
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_QUIET=1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
python3 scripts/lowest_versions.py > "$work/lowest.txt"
"$work/venv/bin/pip" install --requirement "$work/lowest.txt"
"$work/venv/bin/pip" install --constraint "$work/lowest.txt" .
"$work/venv/bin/pip" install --constraint "$work/lowest.txt" pytest hypothesis
"$work/venv/bin/python" -m pytest -q tests/test_{copies,doctor,index,log,marks,network,odd_files,page,pipeline,push,query,readers,serve,shapes,ties,validate}.py
