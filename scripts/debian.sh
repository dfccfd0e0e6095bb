#!/usr/bin/env bash
# Installs Debian's packages, as root on Debian; elsewhere it says nothing and fails. What apt says is shown only when it fails.
set -euo pipefail
[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || exit 1
export DEBIAN_FRONTEND=noninteractive
said=$({ apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"; } 2>&1) || {
  printf '%s\n' "$said" >&2
  exit 1
}
