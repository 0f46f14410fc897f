# shellcheck shell=sh
# Functions for the other scripts: speak, become root where that is allowed, install system packages.

say() { printf '%s\n' "$*" >&2; }

stop() {
  printf '\n' >&2
  printf '%s\n' "$@" >&2
  exit 1
}

is_command() { command -v "$1" >/dev/null 2>&1; }

may_be_root() { [ "$(id -u)" = 0 ] || { is_command sudo && sudo -n true 2>/dev/null; }; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Installs Debian or Ubuntu packages. Fails, saying nothing, where that is not possible without a question.
install_packages() {
  is_command apt-get && may_be_root || return 1
  say "Installing with apt: $*"
  as_root apt-get update -q >&2 || say "apt-get update had a problem; trying with the package lists at hand."
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" >&2
}

# Prints the line that installs packages on this machine: line_to_type APT DNF PACMAN APK BREW
# shellcheck disable=SC2086  # each is a list of names
line_to_type() {
  sudo=$([ "$(id -u)" = 0 ] || echo 'sudo ')
  if is_command apt-get; then echo "${sudo}apt-get update && ${sudo}apt-get install -y" $1
  elif is_command dnf; then echo "${sudo}dnf install -y" $2
  elif is_command pacman; then echo "${sudo}pacman -S --needed" $3
  elif is_command apk; then echo "${sudo}apk add" $4
  elif is_command brew; then echo "brew install" $5
  else echo "(with the package manager of this machine) install" $1
  fi
}
