#!/usr/bin/env bash
# npm run check: types, purity, layers, format. Everything that is wrong without running anything.
set -euo pipefail
cd "$(dirname "$0")/.."
node_modules/.bin/tsc -p tsconfig.json
node_modules/.bin/tsc -p test/tidy/tsconfig.pure.json
node_modules/.bin/tsc -p test/tsconfig.json
node_modules/.bin/depcruise src --config test/tidy/layers.cjs --output-type err
node_modules/.bin/prettier --check src test vitest.config.ts --log-level warn
