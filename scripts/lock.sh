#!/bin/sh
# Writes the hash-locked lists in requirements/ from pyproject.toml, into the folder given or in place.
# Versions already locked stay where they may; UPGRADE=--upgrade takes the newest of each.
set -eu
cd "$(dirname "$0")/.."
folder=${1:-requirements}

list() {
  name=$1
  shift
  # shellcheck disable=SC2086  # UPGRADE may be nothing
  "${UV:-uv}" pip compile --quiet --universal --generate-hashes --no-header --no-annotate ${UPGRADE:-} \
    "$@" --output-file "$folder/$name.lock"
}

list installer --group pyproject.toml:installer
list build --group pyproject.toml:build
list run --extra server --constraints "$folder/build.lock" pyproject.toml
list postgresql --extra server --extra postgresql --constraints "$folder/run.lock" --constraints "$folder/build.lock" pyproject.toml
list test --extra server --extra postgresql --group dev --constraints "$folder/run.lock" --constraints "$folder/build.lock" pyproject.toml
