#!/usr/bin/env bash
# npm run audit: known weaknesses of the packages that are installed with us. Status 1: there are some; 2: the registry does not
# answer such questions, which is said and is no verdict.
set -uo pipefail
cd "$(dirname "$0")/.."
answer=$(npm audit --omit=dev --json 2>/dev/null)
status=$?
node -e '
  const answer = JSON.parse(require("fs").readFileSync(0, "utf8").trim() || "{}")
  const found = answer.metadata?.vulnerabilities
  if (found === undefined) {
    console.log(`not audited: ${answer.message ?? answer.error?.summary ?? "the registry gave no answer"}`)
    process.exit(2)
  }
  for (const { name, severity, range } of Object.values(answer.vulnerabilities)) console.log(`${severity}: ${name} ${range}`)
  console.log(`${found.total} known weaknesses in ${answer.metadata.dependencies.prod} packages`)
  process.exit(Number(process.argv[1]) === 0 ? 0 : 1)
' "$status" <<<"$answer"
