#!/bin/sh
# Runs the tests on every core; what is given goes to pytest: scripts/test.sh tests/plans -x
set -eu
cd "$(dirname "$0")/.."
exec .venv/bin/python -m pytest --numprocesses auto --dist loadgroup "$@"
