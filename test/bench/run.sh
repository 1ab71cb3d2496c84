#!/usr/bin/env bash
# npm run bench: both programs, one run, one machine; ratios are what counts.
# usage: npm run bench [-- name ...]   names: takeover fast-takeover adverts fast-adverts config memory instances lvs
set -euo pipefail
cd "$(dirname "$0")/../.."
export PATH="$PATH:/usr/sbin:/sbin"
bash test/prepare.sh keepalived tcpdump iproute2 time ipvsadm user-mode-linux binutils kmod
exec node_modules/.bin/tsx test/bench/bench.ts "$@"
