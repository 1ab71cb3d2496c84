#!/usr/bin/env bash
# Random histories, compiled to one file first: what runs the sources as they are names every inner function anew, each time.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
node_modules/.bin/esbuild test/sim/campaign.ts --bundle --outfile="$out/campaign.mjs" --platform=node --target=node20 \
  --format=esm --log-level=warning
node "$out/campaign.mjs" "$@"
