#!/bin/sh
# Makes .venv able to run Therapytool (install.sh run), on PostgreSQL too (install.sh postgresql), or to test it as
# well (install.sh test).
#
# System packages come from apt when this user may do that without a question; otherwise everything that is
# missing is named at once, with the line to type. Python packages come from the hash-locked lists in
# requirements/: by uv when it is there or can be had, by pip otherwise.
set -eu
cd "$(dirname "$0")/.."
# shellcheck source=scripts/system.sh
. scripts/system.sh

purpose=${1:?say what to install for: run, postgresql or test}
here=$(pwd -P)
lock=requirements/$purpose.lock
export UV_PYTHON_DOWNLOADS=never

has_text_libraries() {
  "$python" -I - <<'PYTHON'
import ctypes.util

for name in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset", "fontconfig"):
    for file in (f"lib{name}.so.0", f"lib{name}.so.1"):
        try:
            ctypes.CDLL(file)
            break
        except OSError:
            pass
    else:
        if not ctypes.util.find_library(name):
            raise SystemExit(1)
PYTHON
}

has_browser() {
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if is_command "$name" && "$name" --version >/dev/null 2>&1; then return; fi
  done
  [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ] ||
    [ -x "/Applications/Chromium.app/Contents/MacOS/Chromium" ]
}

has_firefox() {
  is_command firefox-esr || is_command firefox
}

has_postgresql() {
  is_command initdb || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1
}

makes_environments() {
  works "${UV:-uv}" || "$python" -I -c 'import ensurepip, venv' 2>/dev/null
}

works() { is_command "$1" && "$1" --version >/dev/null 2>&1; }

# Notes one missing thing: lack WHAT APT DNF PACMAN APK BREW
lack() {
  missing="$missing
  - $1"
  apt="$apt $2" dnf="$dnf $3" pacman="$pacman $4" apk="$apk $5" brew="$brew $6"
}

look_for_what_is_missing() {
  missing='' apt='' dnf='' pacman='' apk='' brew=''
  has_text_libraries || lack "the text libraries Pango and HarfBuzz" \
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libfontconfig1" \
    "pango harfbuzz" "pango harfbuzz" "pango harfbuzz-subset fontconfig" "pango"
  makes_environments || lack "Python's venv module" \
    "python$("$python" -I -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv" python3 python py3-pip python
  [ "$purpose" != test ] || has_browser || lack "Chromium or Chrome (the tests open pages in it)" \
    chromium chromium chromium chromium google-chrome
}

# The tests on PostgreSQL are left out where there is no server or no driver: it is brought along, never asked for.
bring_postgresql() {
  [ "$purpose" = test ] && grep -q '^psycopg' "$lock" && ! has_postgresql || return 0
  install_packages postgresql || say "No PostgreSQL server here; the tests that need one are left out."
}

# In the same way Firefox, which shows PDFs by an engine of its own.
bring_firefox() {
  [ "$purpose" = test ] && ! has_firefox || return 0
  install_packages firefox-esr || say "No Firefox here; the tests that fill in a sheet with it are left out."
}

need_system_packages() {
  look_for_what_is_missing
  [ -n "$missing" ] || return 0
  # shellcheck disable=SC2086  # a list of packages
  if install_packages $apt; then look_for_what_is_missing; fi
  [ -z "$missing" ] || stop "This machine lacks:$missing" "Type:" \
    "  $(line_to_type "$apt" "$dnf" "$pacman" "$apk" "$brew")" "and then the same make command again."
}

# An environment made elsewhere (a moved or copied folder) holds the old addresses inside.
has_environment() {
  [ ! -e .venv/made-for ] || [ "$(cat .venv/made-for)" = "$here" ] || return 1
  PYTHON=.venv/bin/python scripts/find-python.sh >/dev/null 2>&1
}

make_environment() {
  say "Making .venv with $python"
  rm -rf .venv && "$@" .venv
}

# Runs the three steps with the given installer: what builds packages, the packages, Therapytool itself.
install_with() {
  "$@" --require-hashes --no-deps -r requirements/build.lock &&
    "$@" --require-hashes --no-deps --no-build-isolation -r "$lock" &&
    "$@" --no-build-isolation --no-deps -e .
}

install_with_uv() {
  works "$1" || return 1
  has_environment || make_environment "$1" venv --quiet --python "$python" || return 1
  install_with "$1" pip install --python .venv/bin/python
}

install_with_pip() {
  pip=".venv/bin/python -m pip"
  if ! has_environment || ! $pip --version >/dev/null 2>&1; then
    make_environment "$python" -m venv || return 1
  fi
  say "Fetching uv, which installs faster than pip"
  if $pip install --quiet --require-hashes -r requirements/installer.lock && install_with_uv .venv/bin/uv; then
    return 0
  fi
  say "That did not work; pip does the same, only slower."
  # shellcheck disable=SC2086  # a command of three words
  install_with $pip install
}

python=$(scripts/find-python.sh)
need_system_packages
bring_postgresql
bring_firefox
install_with_uv "${UV:-uv}" || install_with_pip || stop "The packages could not be installed; the reason stands above."
printf '%s\n' "$here" >.venv/made-for
touch .venv/run.stamp ".venv/$purpose.stamp"
