#!/bin/sh
# Installs fonts for the scripts that the shipped typefaces lack. Optional: without them an answer in Arabic or Chinese
# prints as boxes, and the page says so.
set -eu
cd "$(dirname "$0")/.."
# shellcheck source=scripts/system.sh
. scripts/system.sh

apt="fonts-noto-core fonts-noto-cjk fonts-symbola"
dnf="google-noto-sans-fonts google-noto-sans-cjk-fonts gdouros-symbola-fonts"
pacman="noto-fonts noto-fonts-cjk noto-fonts-emoji"
apk="font-noto-all font-noto-cjk font-noto-emoji"
brew="font-noto-sans font-noto-sans-cjk font-noto-emoji"

# shellcheck disable=SC2086  # a list of packages
if install_packages $apt; then
  say "The fonts are here. Start Therapytool again to print with them."
else
  stop "These fonts could not be installed without you." "Type:" "  $(line_to_type "$apt" "$dnf" "$pacman" "$apk" "$brew")"
fi
