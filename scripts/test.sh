#!/bin/sh
# Runs the tests on every core, the longest files first; what is given goes to pytest: scripts/test.sh tests/plans -x
set -eu
cd "$(dirname "$0")/.."
# Each process of a run reads what the first one compiled; where nothing may be kept, every one compiles all of it anew.
unset PYTHONDONTWRITEBYTECODE
exec .venv/bin/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder "$@"
