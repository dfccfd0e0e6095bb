#!/usr/bin/env bash
# A headless Chromium: the machine's own, else Debian's package when root, else Playwright's.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'charte: %s\n' "$1" >&2; }
found() { [ -n "${CHARTE_CHROMIUM:-}" ] || command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null; }

found && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  say "Installing Debian's chromium-headless-shell."
  apt-get update -qq >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium-headless-shell fonts-dejavu-core >/dev/null
  found && exit 0
fi
say "Installing Playwright's headless Chromium."
.venv/bin/playwright install chromium-headless-shell >/dev/null || {
  say "No Chromium could be installed. Install one (Debian: apt-get install chromium-headless-shell), or name it in CHARTE_CHROMIUM."
  exit 2
}
