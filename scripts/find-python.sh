#!/bin/sh
# Prints the path of a Python that can run Therapytool (3.11 or newer); PYTHON=... decides, when set.
# Of a virtual environment it names the Python underneath, which outlives it.
set -eu
# shellcheck source=scripts/system.sh
. "$(dirname "$0")/system.sh"

try() {
  "$1" -I -c 'import sys; sys.version_info >= (3, 11) or sys.exit(1); print(sys._base_executable)' 2>/dev/null
}

if [ -n "${PYTHON:-}" ]; then
  try "$PYTHON" || stop "PYTHON=$PYTHON is not a Python 3.11 or newer."
  exit
fi
for name in python3.13 python3.12 python3.11 python3; do
  if try "$name"; then exit; fi
done
stop "Therapytool needs Python 3.11 or newer, and this machine has none. Type:" \
  "  $(line_to_type python3 python3 python3 python python@3.13)" \
  "When that brings an older one, take Python from python.org and name it: make run PYTHON=/path/to/python3"
