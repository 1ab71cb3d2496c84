// dist/linux/process-table.js
import { readdirSync, readFileSync } from "node:fs";
function matchesByName(spec) {
  return !spec.fullCommand && spec.paramMatch === null && (spec.params ?? []).length === 0;
}
function matchesProcess(spec, name, commandLine) {
  if (matchesByName(spec))
    return name === spec.process;
  const params = spec.params ?? [];
  const wanted = [spec.process, ...params].join("\0");
  switch (spec.paramMatch) {
    case "initial":
      return commandLine.startsWith(wanted);
    case "partial":
      return commandLine.startsWith(`${wanted}\0`);
    case "exact":
      return commandLine === `${wanted}\0`;
    case null:
      return params.length > 0 ? commandLine === `${wanted}\0` : commandLine.startsWith(`${wanted}\0`);
  }
}
function listProcesses() {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number);
}
function readProcess(pid, withCommandLine) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const end = stat.lastIndexOf(")");
    if (/^[ZX]/.test(stat.slice(end + 2)))
      return null;
    const name = stat.slice(stat.indexOf("(") + 1, end);
    return { name, commandLine: withCommandLine ? readFileSync(`/proc/${pid}/cmdline`, "utf8") : "" };
  } catch {
    return null;
  }
}

export {
  matchesByName,
  matchesProcess,
  listProcesses,
  readProcess
};
