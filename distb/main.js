#!/usr/bin/env -S node --v8-pool-size=1 --max-semi-space-size=4
import {
  childArgument,
  detachedArgument
} from "./chunk-LDHUG6OE.js";
import "./chunk-MLKGABMK.js";

// dist/main.js
import { fileURLToPath } from "node:url";

// dist/cli/run.js
async function run(program, words) {
  if (words[0] === childArgument)
    return runChildRole(words[1] ?? "");
  if (words[0] === detachedArgument)
    return runCommandLine(program, words.slice(1), true);
  return runCommandLine(program, words, false);
}
async function runChildRole(name) {
  if (name === "vrrp")
    (await import("./daemon/vrrp-process.js")).runVrrpProcess();
  else if (name === "scripts")
    (await import("./script-process-SXUUZ445.js")).runScriptProcess();
  else if (name === "checker")
    (await import("./checker-process-VVSUHVQU.js")).runCheckerProcess();
  else
    process.exitCode = 1;
}
async function runCommandLine(program, words, detached) {
  const { readInvocation } = await import("./invocation-EZELEYQH.js");
  const { temporaryDirectory } = await import("./temporary-directory-X2BA6ZMU.js");
  const invocation = readInvocation(words, temporaryDirectory());
  switch (invocation.kind) {
    case "refused":
      process.stderr.write(`${invocation.message}
`);
      process.exitCode = 1;
      return;
    case "version":
      process.stderr.write(await versionText());
      return;
    case "help": {
      const { usageText } = await import("./option-table-MS5UAU7Q.js");
      process.stderr.write(usageText("tskeepalived"));
      return;
    }
    case "signum":
      return printSignalNumber(invocation.name);
    case "genhash": {
      const { runGenhash } = await import("./genhash-H2KRIV6L.js");
      process.exitCode = await runGenhash(invocation.words);
      return;
    }
    case "test": {
      const { testConfig } = await import("./config-test-6MBM5445.js");
      process.exitCode = testConfig(invocation);
      return;
    }
    case "replay": {
      const { replay } = await import("./replay-L6X25JWX.js");
      process.exitCode = replay(invocation.path, (line) => process.stdout.write(`${line}
`)) ? 1 : 0;
      return;
    }
    case "ask": {
      const { ask } = await import("./ask-ZLWONPSA.js");
      process.exitCode = await ask(invocation);
      return;
    }
    case "run":
      return runDaemon(program, words, invocation, detached);
  }
}
async function runDaemon(program, words, invocation, detached) {
  const { options, complaints } = invocation;
  if (!detached)
    for (const complaint of complaints)
      process.stderr.write(`${complaint}
`);
  if (!options.foreground && !detached)
    return (await import("./detach-T5MHDHJS.js")).detach(program, words);
  const { tellLauncher } = await import("./detach-T5MHDHJS.js");
  const { runParent } = await import("./parent-7H7ODSEK.js");
  const log = detached ? { ...options.log, console: false } : options.log;
  await runParent({ options: { ...options, log }, complaints, program, settled: tellLauncher });
}
async function printSignalNumber(name) {
  const { signalNumberOf } = await import("./signal-numbers-6RFEKEJP.js");
  const number = signalNumberOf(name);
  if (number !== null)
    return void process.stdout.write(`${number}
`);
  process.stderr.write(`Unknown sigfunc ${name}
`);
  process.exitCode = 1;
}
async function versionText() {
  const { productName } = await import("./version-KEFDFDRQ.js");
  const { release, version } = await import("node:os");
  return `${productName}

Running on Linux ${release()} ${version()}
Node ${process.versions.node}
`;
}

// dist/main.js
await run(fileURLToPath(import.meta.url), process.argv.slice(2));
