#!/usr/bin/env bash
# npm run demo: installs, builds, shows. Needs root or user namespaces; makes everything in namespaces of its own.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PATH="$PATH:/usr/sbin:/sbin"

packages=(iproute2 util-linux)
# Without IPVS in this kernel the whole LAN is made in a User-Mode Linux guest, which has it.
if ! grep -qs ip_vs /proc/net/protocols && [ ! -e /proc/net/ip_vs ] && ! modprobe -q ip_vs 2>/dev/null; then
  packages+=(user-mode-linux binutils kmod)
fi
bash test/prepare.sh "${packages[@]}"
node_modules/.bin/esbuild test/demo/demo.ts test/demo/client.ts test/demo/web-server.ts --bundle --platform=node \
  --format=esm --out-extension:.js=.mjs --outdir=dist/demo --log-level=warning

# A guest has a root of its own; only namespaces of this kernel need one here.
if [ "$(id -u)" = 0 ] || command -v linux.uml >/dev/null 2>&1; then
  exec node dist/demo/demo.mjs "$@"
fi
exec unshare --user --map-root-user --net --mount --pid --fork --mount-proc bash -c \
  'mount -t tmpfs tmpfs /run && ip link set lo up && exec "$@"' unshared node dist/demo/demo.mjs "$@"
