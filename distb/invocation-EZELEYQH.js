import {
  optionTable
} from "./chunk-5RYV4EPS.js";
import "./chunk-MLKGABMK.js";

// dist/cli/invocation.js
import { Command, Option } from "commander";

// dist/cli/normalize-arguments.js
function normalizeArguments(words) {
  const options = [];
  const operands = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    if (word === "--") {
      operands.push(...words.slice(i + 1));
      break;
    }
    if (!word.startsWith("-") || word === "-") {
      operands.push(word);
      continue;
    }
    const read = word.startsWith("--") ? readLong(word) : readShorts(word);
    if ("error" in read) {
      return hasEnding(options) ? { options, operands } : read;
    }
    options.push(...read.words);
    if (read.needs === null)
      continue;
    i += 1;
    const argument = words[i];
    if (argument === void 0)
      return { error: `Missing parameter for option ${read.needs}` };
    options.push(argument);
  }
  return { options, operands };
}
function readLong(word) {
  const equals = word.indexOf("=");
  const typed = equals < 0 ? word : word.slice(0, equals);
  const value = equals < 0 ? null : word.slice(equals + 1);
  const option = findLong(typed.slice(2));
  if (option === null)
    return { error: `Unknown option ${typed}` };
  const name = `--${option.long}`;
  if (value === "")
    return { error: `Missing parameter for option ${name}` };
  if (value !== null && option.argument === "none")
    return { error: `Unknown option ${word}` };
  if (value !== null)
    return { words: [`${name}=${value}`], needs: null };
  return { words: [name], needs: option.argument === "required" ? name : null };
}
function findLong(typed) {
  const candidates = optionTable.filter((option) => option.long.startsWith(typed));
  const exact = candidates.find((option) => option.long === typed);
  if (exact !== void 0)
    return exact;
  const [first, ...others] = candidates.some(({ own }) => !own) ? candidates.filter(({ own }) => !own) : candidates;
  return first !== void 0 && others.length === 0 ? first : null;
}
function readShorts(word) {
  const words = [];
  for (let i = 1; i < word.length; i++) {
    const letter = word[i] ?? "";
    const option = optionTable.find((candidate) => candidate.short === letter);
    if (option === void 0)
      return hasEnding(words) ? { words, needs: null } : { error: `Unknown option -${letter}` };
    const rest = word.slice(i + 1);
    if (option.argument === "none") {
      words.push(`-${letter}`);
      continue;
    }
    if (rest !== "")
      return { words: [...words, `--${option.long}=${rest}`], needs: null };
    words.push(`-${letter}`);
    return { words, needs: option.argument === "required" ? `-${letter}` : null };
  }
  return { words, needs: null };
}
function hasEnding(options) {
  return options.some((word) => ["-v", "--version", "-h", "--help"].includes(word));
}

// dist/cli/invocation.js
var facilityUser = 1;
var facilityDaemon = 3;
var facilityLocal0 = 16;
var defaultConfigFile = "/etc/keepalived/keepalived.conf";
function readInvocation(words, temporaryDirectory) {
  if (words[0] === "-T" || words[0] === "--genhash")
    return { kind: "genhash", words: words.slice(1) };
  const normalized = normalizeArguments(words);
  if ("error" in normalized)
    return { kind: "refused", message: normalized.error };
  const found = readOptions(normalized.options);
  if (found.ending !== null)
    return { kind: found.ending };
  const { values } = found;
  const record = text(values, "replay");
  if (record !== null)
    return { kind: "replay", path: record };
  if (values["signum"] !== void 0)
    return { kind: "signum", name: text(values, "signum") ?? "" };
  const complaints = [];
  const options = daemonOptions(values, words, temporaryDirectory, complaints);
  const [question] = normalized.operands;
  const alone = normalized.operands.length === 1 && values["config-test"] === void 0;
  if (alone && (question === "status" || question === "reload")) {
    return { kind: "ask", what: question, json: values["json"] !== void 0, options };
  }
  const spoiled = complaints.length > 0;
  if (normalized.operands.length > 0)
    complaints.push(`Unexpected argument(s): ${normalized.operands.join(" ")} `);
  const test = values["config-test"];
  if (test === void 0)
    return { kind: "run", options, complaints };
  const testLog = typeof test === "string" ? test : null;
  return {
    kind: "test",
    options,
    complaints,
    spoiled,
    testLog,
    format: formatOf(values, "format", ["text", "json", "conf"], complaints)
  };
}
function readOptions(words) {
  const command = new Command().helpOption(false).exitOverride();
  const values = {};
  let ending = null;
  for (const option of optionTable) {
    const argument = { none: "", required: ` <${option.argumentName}>`, attached: ` [${option.argumentName}]` };
    const short = option.short === null ? "" : `-${option.short}, `;
    const flags = `${short}--${option.long}${argument[option.argument]}`;
    command.addOption(new Option(flags));
    const event = `option:${new Option(flags).name()}`;
    command.on(event, (value) => {
      if (option.long === "version" || option.long === "help")
        ending ??= option.long;
      if (option.long === "all")
        for (const name of ["vrrp", "check", "no_bfd"])
          delete values[name];
      const before = values[option.long];
      values[option.long] = option.argument === "none" ? (typeof before === "number" ? before : 0) + 1 : value ?? true;
    });
  }
  command.parse([...words], { from: "user" });
  return { values, ending };
}
function daemonOptions(values, words, temporaryDirectory, complaints) {
  const has = (name) => values[name] !== void 0;
  const logFile = values["log-file"];
  return {
    configFile: text(values, "use-file") ?? defaultConfigFile,
    configId: text(values, "config-id"),
    allConfig: has("all-config"),
    runVrrp: !has("check"),
    runChecker: !has("vrrp"),
    startAll: has("all"),
    respawn: !has("dont-respawn"),
    foreground: has("dont-fork"),
    dumpConfig: has("dump-conf"),
    releaseVrrp: !has("dont-release-vrrp"),
    releaseIpvs: !has("dont-release-ipvs"),
    logAddressChanges: has("address-monitoring"),
    coreDump: has("core-dump"),
    corePattern: has("core-dump-pattern") ? text(values, "core-dump-pattern") ?? "core" : null,
    namespace: text(values, "namespace"),
    umask: readUmask(text(values, "umask"), complaints),
    pidFiles: {
      parent: text(values, "pid"),
      vrrp: text(values, "vrrp_pid"),
      checker: text(values, "checkers_pid")
    },
    log: {
      console: has("log-console"),
      detail: typeof values["log-detail"] === "number" ? values["log-detail"] : 0,
      syslog: !has("no-syslog"),
      facility: readFacility(text(values, "log-facility"), complaints),
      file: logFile === void 0 ? null : typeof logFile === "string" ? logFile : `${temporaryDirectory}/keepalived.log`,
      format: formatOf(values, "log-format", ["text", "json"], complaints)
    },
    commandLine: words
  };
}
function text(values, name) {
  const value = values[name];
  return typeof value === "string" ? value : null;
}
function formatOf(values, name, formats, complaints) {
  const value = text(values, name) ?? formats[0];
  const found = formats.find((format) => format === value);
  if (found === void 0)
    complaints.push(`Invalid --${name} '${value}' - expected ${formats.join(", ")}`);
  return found ?? formats[0];
}
function readFacility(value, complaints) {
  if (value === null)
    return facilityDaemon;
  const local = /^(?:local)?([0-7])$/.exec(value);
  if (local)
    return facilityLocal0 + Number(local[1]);
  if (value === "user")
    return facilityUser;
  if (value !== "daemon")
    complaints.push(`Invalid log facility '${value}'`);
  return facilityDaemon;
}
function readUmask(value, complaints) {
  if (value === null)
    return null;
  const match = /^(?:0x([0-9a-f]+)|(0[0-7]*)|([1-9][0-9]*))$/i.exec(value);
  const number = match?.[1] ? parseInt(match[1], 16) : match?.[2] ? parseInt(match[2], 8) : Number(match?.[3] ?? NaN);
  if (match !== null && number <= 511)
    return number;
  complaints.push(`Invalid --umask option ${value}`);
  return null;
}
export {
  readInvocation
};
