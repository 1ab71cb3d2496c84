#!/usr/bin/env bash
# Makes a fresh checkout ready: Node packages, the build, and Debian packages that the caller names.
# usage: test/prepare.sh [debian-package ...]
# What cannot be installed (no root, no apt) is said in one line; the tests that need it then say so too.
set -euo pipefail
cd "$(dirname "$0")/.."

declare -A program_of=(
  [keepalived]=keepalived [ipvsadm]=ipvsadm [tcpdump]=tcpdump [haproxy]=haproxy [user-mode-linux]=linux.uml [binutils]=as
  [kmod]=depmod [iproute2]=ip [procps]=ps [psmisc]=killall [openssl]=openssl [curl]=curl [systemd]=systemctl
  [nftables]=nft [time]=/usr/bin/time [python3]=python3 [make]=make [g++]=g++ [util-linux]=unshare
)

have() {
  local program=${program_of[$1]:-$1}
  command -v "$program" >/dev/null 2>&1 || [ -x "/usr/sbin/$program" ] || [ -x "/sbin/$program" ]
}

wanted=("$@")
# raw-socket is compiled when it is installed.
[ -d node_modules/raw-socket/build/Release ] || wanted+=(python3 make g++)

missing=()
for package in "${wanted[@]}"; do have "$package" || missing+=("$package"); done
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing Debian packages: ${missing[*]}"
    log=$(mktemp)
    # RUNLEVEL=1 keeps a package from starting its service while it is installed.
    if ! { apt-get update && DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
      echo "could not install them all:"
      tail -n 5 "$log"
    fi
    rm -f "$log"
  else
    echo "not installed, and no root to install them: ${missing[*]}"
  fi
fi

if [ ! -d node_modules ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
fi
npm run --silent build
