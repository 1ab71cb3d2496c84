#!/usr/bin/env bash
# npm test: installs what the tests need, builds, runs every suite; the last line counts.
# usage: npm test [-- vitest arguments]
set -uo pipefail
cd "$(dirname "$0")/.."
export PATH="$PATH:/usr/sbin:/sbin"

bash test/prepare.sh keepalived ipvsadm tcpdump haproxy user-mode-linux binutils kmod iproute2 procps psmisc openssl curl \
  systemd nftables || exit 1
bash test/check.sh || { echo 'check failed: 0 passed, 1 failed'; exit 1; }

reports=$(mktemp -d)
trap 'rm -rf "$reports"' EXIT
suites() { # name of the report, then vitest arguments
  local report=$1
  shift
  echo node_modules/.bin/vitest run --reporter=default --reporter=json "--outputFile.json=$reports/$report.json" "$@"
}
if [ "$(id -u)" = 0 ]; then
  $(suites all "$@")
else
  # Without root the namespaces are made inside a user namespace of our own. A guest has a root of its own.
  unshare --user --map-root-user --net --mount --pid --fork --mount-proc bash -c \
    'mount -t tmpfs tmpfs /run && ip link set lo up && export TMPDIR=$(mktemp -d) && exec "$@"' unshared \
    $(suites namespaces --project pure --project differential --project netns --project alone "$@")
  $(suites guests --project uml "$@")
fi
node test/summary.mjs "$reports" "$@"
