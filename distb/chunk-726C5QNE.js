import {
  MAX_TEXT
} from "./chunk-42FBAOTP.js";
import {
  regexProblem
} from "./chunk-X55HZFY3.js";

// dist/linux/config-environment.js
import { spawnSync } from "node:child_process";
import { accessSync, constants, lstatSync, readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";
import { basename, delimiter, dirname, isAbsolute, join, parse, resolve, sep } from "node:path";

// dist/config/lexer/glob.js
function matchesGlob(name, pattern) {
  let at = 0;
  let token = 0;
  let starToken = -1;
  let starAt = 0;
  while (at < name.length) {
    if (pattern.charAt(token) === "*") {
      starToken = token++;
      starAt = at;
      continue;
    }
    const end = matchOne(name.charAt(at), pattern, token);
    if (end >= 0) {
      token = end;
      at++;
    } else if (starToken >= 0) {
      token = starToken + 1;
      at = ++starAt;
    } else
      return false;
  }
  while (pattern.charAt(token) === "*")
    token++;
  return token >= pattern.length;
}
function matchOne(character, pattern, token) {
  const sign = pattern.charAt(token);
  if (sign === "?")
    return token + 1;
  const close = sign === "[" ? closeOf(pattern, token) : -1;
  if (close < 0)
    return sign === character ? token + 1 : -1;
  const not = "!^".includes(pattern.charAt(token + 1));
  return inSet(character, pattern.slice(token + (not ? 2 : 1), close)) === not ? -1 : close + 1;
}
function closeOf(pattern, token) {
  const first = token + ("!^".includes(pattern.charAt(token + 1)) ? 2 : 1);
  return pattern.indexOf("]", first + 1);
}
function inSet(character, set) {
  for (let i = 0; i < set.length; i++) {
    if (set.charAt(i + 1) === "-" && i + 2 < set.length) {
      if (character >= set.charAt(i) && character <= set.charAt(i + 2))
        return true;
      i += 2;
    } else if (set.charAt(i) === character)
      return true;
  }
  return false;
}

// dist/linux/config-environment.js
function makeConfigEnvironment(options) {
  const hostName = hostname();
  const accounts = readAccounts();
  const uid = process.getuid?.() ?? 0;
  return {
    readFile: readText,
    glob: globFiles,
    fileKind,
    isPrivateFile: (path) => ((statOf(path)?.mode ?? 0) & 63) === 0,
    hostName,
    configId: options.configId ?? hostName.split(".")[0] ?? hostName,
    interfaceExists,
    isInterfaceOfKind: options.isInterfaceOfKind ?? looksStacked,
    interfaceNames,
    ...options.vrfTable === void 0 ? {} : { vrfTable: options.vrfTable },
    ...options.testing ? { ownAddresses } : {},
    lookUpUser: (name) => accounts.users.get(name) ?? null,
    lookUpGroup: (name) => accounts.groups.get(name) ?? null,
    groupsOf: (name) => accounts.members.get(name) ?? [],
    uid,
    gid: process.getgid?.() ?? 0,
    userName: accounts.names.get(uid) ?? "root",
    inspectScript,
    variables: process.env,
    testing: options.testing,
    ...options.testing ? { canResolve } : {},
    regexProblem,
    randomSeed: Number(process.hrtime.bigint() & 0xffffffffn),
    ...options.allIncludeChecks === void 0 ? {} : { allIncludeChecks: options.allIncludeChecks }
  };
}
var LOOKUP_LIMIT_MS = 2e3;
function canResolve(host) {
  if (isIP(host) !== 0)
    return true;
  const lookup = spawnSync("getent", ["ahosts", host], { stdio: "ignore", timeout: LOOKUP_LIMIT_MS });
  return lookup.error !== void 0 && "code" in lookup.error && lookup.error.code === "ENOENT" ? true : lookup.status === 0;
}
function readText(path) {
  let octets;
  try {
    const stat = statSync(path);
    if (stat.isDirectory())
      return { error: "Is a directory" };
    if (!stat.isFile())
      return { error: "Not a regular file; pipes and devices are not read" };
    if (stat.size > MAX_TEXT)
      return { error: "File too large" };
    octets = readFileSync(path);
  } catch (error) {
    return { error: errorText(error) };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets) };
  } catch {
    return { text: octets.toString("latin1"), latin1: true };
  }
}
var WORDS = {
  ENOENT: "No such file or directory",
  EACCES: "Permission denied",
  EISDIR: "Is a directory",
  ELOOP: "Too many levels of symbolic links"
};
function errorText(error) {
  const code = error.code ?? "";
  return WORDS[code] ?? (code === "" ? String(error) : code);
}
var MAX_MATCHES = 1e4;
function globFiles(pattern) {
  if (!/[*?[]/.test(pattern))
    return exists(pattern) ? [pattern] : [];
  const segments = pattern.split(sep);
  let found = [isAbsolute(pattern) ? sep : ""];
  for (const segment of segments.filter((one) => one !== "")) {
    found = found.flatMap((base) => matchSegment(base, segment)).slice(0, MAX_MATCHES);
  }
  return found.toSorted();
}
function matchSegment(base, segment) {
  if (!/[*?[]/.test(segment)) {
    const path = join(base, segment);
    return exists(path) ? [path] : [];
  }
  return listDirectory(base === "" ? "." : base).filter((name) => matchesGlob(name, segment) && (segment.startsWith(".") || !name.startsWith("."))).map((name) => join(base, name));
}
function listDirectory(path) {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
function exists(path) {
  return statOf(path) !== null;
}
function statOf(path) {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
function fileKind(path) {
  const stat = statOf(path);
  if (stat === null)
    return "missing";
  if (stat.isDirectory())
    return "directory";
  if (!stat.isFile())
    return "other";
  return (stat.mode & 73) === 0 ? "regular" : "executable";
}
var MAX_INTERFACE_NAME = 15;
function interfaceExists(name) {
  if (name === "" || name.length > MAX_INTERFACE_NAME || name.includes("/") || name === "." || name === "..")
    return false;
  return interfaceNames().has(name);
}
function interfaceNames() {
  try {
    const lines = readFileSync("/proc/net/dev", "latin1").split("\n").slice(2);
    return new Set(lines.map((line) => line.slice(0, line.indexOf(":")).trim()).filter((name) => name !== ""));
  } catch {
    return new Set(listDirectory("/sys/class/net"));
  }
}
function looksStacked(name) {
  const directory = `/sys/class/net/${name}`;
  return !name.includes("/") && listDirectory(directory).some((entry) => entry.startsWith("lower_")) && !["/bridge", "/bonding"].some((entry) => statOf(directory + entry) !== null) && statOf(`/proc/net/vlan/${name}`) === null;
}
function ownAddresses(name) {
  return (networkInterfaces()[name] ?? []).map(({ address }) => address);
}
function readAccounts() {
  const users = /* @__PURE__ */ new Map();
  const names = /* @__PURE__ */ new Map();
  for (const [name = "", , uid, gid] of readColons("/etc/passwd")) {
    users.set(name, { uid: Number(uid), gid: Number(gid) });
    if (!names.has(Number(uid)))
      names.set(Number(uid), name);
  }
  const groups = /* @__PURE__ */ new Map();
  const members = /* @__PURE__ */ new Map();
  for (const [name = "", , gid, list = ""] of readColons("/etc/group")) {
    groups.set(name, Number(gid));
    for (const member of list.trim().split(","))
      members.set(member, [...members.get(member) ?? [], Number(gid)]);
  }
  return { users, groups, members, names };
}
function readColons(path) {
  try {
    return readFileSync(path, "utf8").split("\n").filter((line) => line.includes(":")).map((line) => line.split(":"));
  } catch {
    return [];
  }
}
var DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
function inspectScript(word, keepsLinks = false) {
  const found = word.includes(sep) ? word : searchPath(word);
  const nothing = { path: null, executable: false, unsafe: null };
  if (found === null)
    return nothing;
  try {
    const real = realpathSync(found);
    if (!statSync(real).isFile())
      return { ...nothing, components: partsOf(real) };
    const path = keepsLinks ? resolve(found) : join(realpathSync(dirname(found)), basename(found));
    const unsafe = unsafeComponent(keepsLinks ? trailOf(found) : componentsOf(real));
    return { path, executable: isExecutable(real), unsafe, components: partsOf(real) };
  } catch {
    const missing = componentsOf(found).find((component) => !exists(component));
    return missing === void 0 ? nothing : { ...nothing, missing };
  }
}
function searchPath(word) {
  for (const directory of (process.env["PATH"] ?? DEFAULT_PATH).split(delimiter)) {
    const path = join(directory, word);
    if (directory !== "" && statOf(path)?.isFile() === true && isExecutable(path))
      return path;
  }
  return null;
}
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
function unsafeComponent(components) {
  for (const component of components) {
    const stat = lstatSync(component);
    const sticky = stat.isDirectory() && (stat.mode & 512) !== 0;
    const writable = !stat.isSymbolicLink() && ((stat.mode & 16) !== 0 && stat.gid !== 0 || (stat.mode & 2) !== 0);
    if (stat.uid !== 0 || writable && !sticky)
      return { component, ownerUid: stat.uid, mode: stat.mode };
  }
  return null;
}
var MAX_LINKS = 40;
function trailOf(path) {
  const trail = [parse(resolve(path)).root];
  const left = resolve(path).split(sep).filter(Boolean);
  let at = trail[0] ?? sep;
  for (let links = 0; left.length > 0 && links <= MAX_LINKS; ) {
    const next = join(at, left.shift() ?? "");
    trail.push(next);
    if (!lstatSync(next).isSymbolicLink()) {
      at = next;
      continue;
    }
    links++;
    const target = readlinkSync(next);
    if (isAbsolute(target))
      at = parse(target).root;
    left.unshift(...target.split(sep).filter(Boolean));
  }
  return trail;
}
function partsOf(path) {
  return componentsOf(path).map((component) => {
    const { uid, gid, mode } = lstatSync(component);
    return { path: component, uid, gid, mode };
  });
}
function componentsOf(path) {
  const components = [path];
  for (let at = path; at !== parse(at).root; at = dirname(at))
    components.push(dirname(at));
  return components.reverse();
}

export {
  makeConfigEnvironment
};
