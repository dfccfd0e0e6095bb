#!/usr/bin/env bash
# A headless Chromium: the machine's own, else Debian's package when root, else Playwright's; and what Playwright needs to drive it.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'charte: %s\n' "$1" >&2; }
fail() { say "$1"; exit 2; }
found() { command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null; }
drives() { .venv/lib/python3*/site-packages/playwright/driver/node --version >/dev/null 2>&1; }

# Playwright's driver is a Node that wants a library which a small Debian has not.
drives || scripts/debian.sh libatomic1 || true
drives || fail "Playwright's driver does not start. Install what it needs (Debian: apt-get install libatomic1 chromium-headless-shell)."

if [ -n "${CHARTE_CHROMIUM:-}" ]; then
  command -v "$CHARTE_CHROMIUM" >/dev/null ||
    fail "CHARTE_CHROMIUM names $CHARTE_CHROMIUM, which is no program on this machine. Name another, or unset it."
  exit 0
fi
found && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  say "Installing Debian's chromium-headless-shell."
  scripts/debian.sh chromium-headless-shell fonts-dejavu-core && found && exit 0
fi
say "Fetching Playwright's headless Chromium, where it is not here yet."
said=$(.venv/bin/playwright install chromium-headless-shell 2>&1) ||
  fail "No Chromium could be installed ($(grep -m 1 -i error <<<"$said" || echo "no reason given")). Install one (Debian: apt-get install chromium-headless-shell), or name it in CHARTE_CHROMIUM."
