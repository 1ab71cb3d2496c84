import "./chunk-MLKGABMK.js";

// dist/cli/config-test.js
import { closeSync, constants as constants2, openSync, writeSync } from "node:fs";
import { isatty } from "node:tty";
import { spawnSync } from "node:child_process";
import { accessSync, constants, lstatSync, readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";
import { basename, delimiter, dirname, isAbsolute, join as join2, parse, resolve, sep } from "node:path";
import { createRequire } from "node:module";
function entries(table15) {
  return table15;
}
var table = entries({
  // Text, files and definitions
  "unreadable-file": { means: "The main file cannot be opened." },
  include: {
    means: "An `include` finds no file, or one that cannot be used.",
    why: "everything that the missing file sets is left at its default"
  },
  "include-depth": { means: "Includes are nested too deeply, or there are too many files." },
  "line-too-long": { means: "A line is longer than 4096 characters." },
  "nul-byte": { means: "A NUL byte ends a line." },
  "unterminated-quote": { means: "A line has an odd number of double quotes." },
  "open-quote": { means: "A quote in a command or a pattern is not closed." },
  "endless-definition": { means: "A definition refers to itself." },
  "bad-sequence": { means: "A `~SEQ` or `~LST` cannot be read." },
  "too-many-lines": { means: "Definitions and repetitions make more than a million lines." },
  more: { means: "More than 1000 mistakes: the rest is counted." },
  // Blocks and keywords
  "unknown-keyword": { means: "No keyword of this block; the hint says of which, or which one was meant." },
  "missing-open-brace": { means: "A keyword that takes a block has no `{`." },
  "missing-close-brace": {
    means: "A block is not closed.",
    why: "what follows would be read as part of the open block"
  },
  "extra-brace": { means: "A `}` closes nothing." },
  "unexpected-brace": { means: "A `{` where no block may begin." },
  "too-deep": { means: "Blocks are nested more than 32 deep." },
  "empty-block": { means: "A list has no entries." },
  "missing-argument": { means: "A keyword has no value." },
  "bad-value": { means: "A value that the keyword does not take." },
  "bad-option": { means: "A word that is no option of the entry, or an option with a bad value." },
  "bad-name": { means: "A name that is no single word, or is too long." },
  "bad-range": { means: "A range of addresses or ports that is none." },
  "extra-words": { means: "Words between a keyword and the `{` of its list." },
  "too-many-decimals": { means: "More than six decimals." },
  clamped: { means: "A value beyond its limits was set to the nearest allowed one." },
  "given-twice": { means: "A second value for what can be set once." },
  "duplicate-name": {
    means: "Two blocks of one kind have the same name; the diagnostic shows the first.",
    why: "only the first one is used, so that a change to the other does nothing"
  },
  duplicate: { means: "A tracker, an interface or a real server is listed twice; the diagnostic shows the first." },
  "old-name": { means: "An old spelling of a keyword." },
  "no-effect-yet": { means: "A keyword that is understood and does nothing here so far." },
  // Scripts and accounts
  "script-security": {
    means: "Scripts run, and `enable_script_security` is not set.",
    why: "whoever may change a script runs commands as root"
  },
  "unsafe-script": {
    means: "Somebody other than root can replace a script that root runs.",
    why: "whoever owns that path component can run any command as root"
  },
  "script-not-found": {
    means: "A script does not exist.",
    why: "a script that cannot run tells nobody and checks nothing"
  },
  "script-not-executable": {
    means: "A script has no permission to be executed.",
    why: "a script that cannot run tells nobody and checks nothing"
  },
  "script-path": { means: "A script without a full path was found by search." },
  "unquoted-command": {
    means: "Words after a command that is not quoted.",
    why: "the words after a command are the user and the group to run it as; arguments stand with it in double quotes"
  },
  "script-disabled": { means: "A track script is left out.", why: "what it should watch is not watched" },
  "no-script": { means: "A `vrrp_script` without `script`." },
  "no-script-user": { means: "There is no account to run scripts as." },
  "unknown-user": { means: "An account or group that does not exist." },
  // VRRP
  "no-vrid": { means: "An instance without `virtual_router_id`." },
  "shared-vrid": {
    means: "Two instances of one address family use one virtual router number on an interface.",
    why: "each would take the adverts of the other for those of its own peers, and both would be master"
  },
  "no-interface": {
    means: "An instance without `interface`, or one that does not exist.",
    why: "the instance stays in FAULT and no one answers for its addresses until the interface is there"
  },
  "missing-interface": { means: "The file names an interface that does not exist." },
  loopback: { means: "VRRP cannot run on the loopback interface." },
  "no-prefix": {
    means: "A virtual address without prefix length is a network of its own: /32, or /128.",
    why: "it brings no route to its neighbours: that needs another address of the interface in the same network"
  },
  "duplicate-address": {
    means: "A virtual address stands twice.",
    why: "the instance that leaves the master state first takes the address from the other one"
  },
  "no-priority": {
    means: "An instance without `priority`.",
    why: "between routers of equal priority the higher address decides, and two address owners both stay master"
  },
  "not-owner": {
    means: "Priority 255, which is for the router that has the virtual address for its own.",
    why: "an owner yields to nobody: two routers with 255 are both master, and no weight lowers it"
  },
  "no-address": { means: "An instance without virtual address." },
  "too-many-addresses": { means: "More virtual addresses than fit into an advert." },
  "bad-address": { means: "No IP address, or one that cannot be used there." },
  "bad-prefix": { means: "A prefix length that is none." },
  "bad-broadcast": { means: "A broadcast address that is none." },
  "bad-port": { means: "No port number." },
  "wrong-family": { means: "An address of the other family than the instance or server." },
  "not-multicast": { means: "A multicast group that is no multicast address." },
  "not-link-local": { means: "An IPv6 source address that is not link-local." },
  "ah-master": { means: "`state MASTER` together with `auth_type AH`." },
  nopreempt: {
    means: "`nopreempt` where it cannot work.",
    why: "a router that starts as master has taken over before it could know that another one is master"
  },
  "preempt-delay": {
    means: "`preempt_delay` where it cannot work.",
    why: "a router that starts as master, or never preempts, has nothing to delay"
  },
  "advert-interval": {
    means: "An advert interval that the version cannot send.",
    why: "routers with different intervals do not accept the adverts of each other"
  },
  authentication: { means: "Authentication that cannot be used." },
  "no-active-key": {
    means: "An `auth_hmac` without `active_key`, or with one that is no key of it.",
    why: "whoever is on the network can send adverts that this router believes"
  },
  "key-file": {
    means: "A key file that others than its owner have rights to.",
    why: "whoever reads the key can sign adverts"
  },
  "password-truncated": {
    means: "Only eight octets of a password go into a packet.",
    why: "two passwords that differ after the eighth octet are the same"
  },
  strict: { means: "Something that strict mode does not allow." },
  "no-peers": { means: "Unicast settings without `unicast_peer`." },
  "not-found": {
    means: "A tracker names what is not defined, or is defined further down.",
    why: "what is not tracked cannot cause a failover"
  },
  "no-process": { means: "A `vrrp_track_process` without `process`." },
  "no-file": { means: "A `track_file` without `file`, or a FILE_CHECK without one." },
  "bad-session": { means: "A `bfd_instance` that cannot be used." },
  "no-delay": { means: "A `garp_group` without interval." },
  "no-source": { means: "An ipvlan without address." },
  "bad-quorum": { means: "`quorum_max` is smaller than `quorum`." },
  "weight-ignored": {
    means: "A weight that cannot change a priority.",
    why: "members of a sync group must keep the order of their priorities, and that of an address owner is fixed"
  },
  owner: { means: "A setting that is for the address owner (priority 255) only." },
  "timer-expired": { means: "`timer_expired_backup` without `nopreempt`." },
  vrf: { means: "Both an interface and a VRF for one instance." },
  "empty-group": { means: "A sync group without usable members, or a virtual server group without entries." },
  "lone-member": { means: "A sync group with one member." },
  "no-member": { means: "A sync group names an instance that does not exist." },
  "two-groups": { means: "An instance in two sync groups." },
  // LVS
  "duplicate-server": {
    means: "Two virtual servers have one address, port and protocol.",
    why: "the kernel has one service for both: the settings of the first count, and it gets the real servers of all"
  },
  "bad-virtual-server": { means: "The address of a virtual server cannot be read." },
  "bad-real-server": { means: "The address of a real server cannot be read." },
  "no-real-server": { means: "A virtual server without real servers." },
  "no-group": { means: "A virtual server names a group that does not exist." },
  "no-protocol": {
    means: "A virtual server without `protocol` is UDP.",
    why: "connections over TCP are not balanced"
  },
  defaulted: { means: "A virtual server without scheduler or forwarding method." },
  "protocol-of-mark": { means: "A firewall mark has no protocol." },
  "port-of-mark": { means: "A port of a real server behind a firewall mark." },
  "port-mismatch": {
    means: "Ports of virtual and real server differ where the forwarding method cannot change them.",
    why: "direct routing and tunnels leave the packet as it is, so that the real server never sees the other port"
  },
  "zero-port": { means: "Port 0 without persistence." },
  quorum: { means: "A quorum above the weight of all real servers." },
  hysteresis: { means: "A hysteresis that is not below the quorum." },
  "ha-suspend": { means: "`ha_suspend` for a firewall mark." },
  "one-packet": { means: "`ops` for another protocol than UDP." },
  "scheduler-flag": { means: "A flag of another scheduler, or before `lb_algo`." },
  "no-sorry-server": { means: "A setting of the sorry server without one." },
  "no-url": { means: "HTTP_GET or SSL_GET without `url`." },
  "no-path": { means: "A `url` without `path`." },
  "bad-digest": { means: "A digest that is no MD5 in hexadecimal." },
  "bad-regex": {
    means: "A pattern that PCRE2 does not take, or its library is not installed.",
    why: "the page is not searched, so that a server with the wrong text counts as good"
  },
  // Mail
  "unresolved-name": { means: "The name of the mail relay has no address now." }
});
var DIAGNOSTIC_CODES = table;
var plain = (_role, text2) => text2;
function writeDiagnostic(diagnostic, sourceLine, paint = plain) {
  const { position, severity, message, code, hint, expansion, related = [] } = diagnostic;
  const { why } = DIAGNOSTIC_CODES[code];
  const where = position === null ? "" : `${paint("place", writePosition(position))}: `;
  const note = (text2) => `      ${paint("margin", "=")} ${text2}`;
  const shownExpected = diagnostic.expected !== void 0 && !(hint ?? "").includes(diagnostic.expected);
  return [
    `${where}${paint(severity, `${severity}:`)} ${message} ${paint("code", `[${code}]`)}`,
    ...showPlace(position, diagnostic.width ?? 1, sourceLine, (text2) => paint(severity, text2), paint),
    ...expansion === void 0 ? [] : [note(`read as: ${visible(expansion)}`)],
    ...shownExpected ? [note(`expected: ${diagnostic.expected ?? ""}`)] : [],
    ...hint === null ? [] : [note(hint)],
    ...why === void 0 ? [] : [note(`why: ${why}`)],
    ...related.flatMap((one) => [
      `${paint("place", writePosition(one.position))}: ${one.message}`,
      ...showPlace(one.position, one.width ?? 1, sourceLine, (text2) => paint("place", text2), paint)
    ])
  ].join("\n");
}
function writePosition({ file, line, column }) {
  return `${file}:${line}:${column}`;
}
function showPlace(position, width, sourceLine, paintCarets, paint) {
  const line = position === null ? null : sourceLine(position);
  if (position === null || line === null || line === "")
    return [];
  const shown = showLine([...line], position.column - 1, width);
  const margin = `${position.line}`.padStart(5);
  return [
    `${paint("margin", `${margin} |`)} ${shown.text}`,
    `${paint("margin", `${" ".repeat(margin.length)} |`)} ${shown.indent}${paintCarets(shown.carets)}`
  ];
}
function diagnosticToJson(diagnostic) {
  const { position } = diagnostic;
  return {
    code: diagnostic.code,
    severity: diagnostic.severity,
    class: diagnostic.class,
    ...placeToJson(position, diagnostic.width ?? null),
    message: diagnostic.message,
    expected: diagnostic.expected ?? null,
    hint: diagnostic.hint,
    why: DIAGNOSTIC_CODES[diagnostic.code].why ?? null,
    expansion: diagnostic.expansion ?? null,
    related: (diagnostic.related ?? []).map((one) => ({
      ...placeToJson(one.position, one.width),
      message: one.message
    }))
  };
}
function placeToJson(position, width) {
  return {
    file: position?.file ?? null,
    line: position?.line ?? null,
    column: position?.column ?? null,
    endColumn: position === null ? null : position.column + (width ?? 1)
  };
}
var SHOWN_COLUMNS = 100;
function showLine(line, column, width) {
  const from = column > SHOWN_COLUMNS - 20 ? column - 40 : 0;
  const text2 = line.slice(from, from + SHOWN_COLUMNS);
  const indent = text2.slice(0, Math.max(column - from, 0)).map((c) => c === "	" ? "	" : " ");
  const room = Math.max(1, Math.min(width, text2.length - (column - from)));
  return { text: visible(text2.join("")), indent: indent.join(""), carets: "^".repeat(room) };
}
function visible(text2) {
  return text2.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, "\uFFFD");
}
var DOT = 46;
var ZERO = 48;
var NINE = 57;
function takeOctets() {
  if (octetsUsed === octets.length) {
    octets = new Uint8Array(OCTETS_AT_ONCE);
    octetsUsed = 0;
  }
  return octets.subarray(octetsUsed, octetsUsed += 4);
}
var OCTETS_AT_ONCE = 4096;
var octets = new Uint8Array(OCTETS_AT_ONCE);
var octetsUsed = 0;
function readIp(text2) {
  return text2.includes(":") ? readIpv6(text2) : readIpv4(text2);
}
function readIpv4(text2) {
  const bytes = takeOctets();
  let at = 0;
  let octet = 0;
  let digits = 0;
  for (let i = 0; i <= text2.length; i++) {
    const c = i === text2.length ? DOT : text2.charCodeAt(i);
    if (c === DOT) {
      if (digits === 0 || octet > 255 || at === 4)
        return null;
      bytes[at++] = octet;
      octet = digits = 0;
    } else {
      if (c < ZERO || c > NINE || ++digits > 3)
        return null;
      octet = octet * 10 + c - ZERO;
    }
  }
  return at === 4 ? { family: 4, bytes } : null;
}
function readIpv6(text2) {
  let body = text2;
  const tail = [];
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text2);
  if (dotted) {
    const v4 = readIpv4(dotted[2] ?? "");
    if (!v4)
      return null;
    tail.push((v4.bytes[0] ?? 0) << 8 | (v4.bytes[1] ?? 0), (v4.bytes[2] ?? 0) << 8 | (v4.bytes[3] ?? 0));
    body = dotted[1] ?? "";
    if (body !== "::" && !body.endsWith("::"))
      body = body.slice(0, -1);
  }
  const halves = body.split("::");
  if (halves.length > 2)
    return null;
  const head = readGroups(halves[0] ?? "");
  const rest = halves.length === 2 ? readGroups(halves[1] ?? "") : [];
  if (!head || !rest)
    return null;
  const known2 = head.length + rest.length + tail.length;
  if (halves.length === 2 ? known2 > 7 : known2 !== 8)
    return null;
  const zeros = halves.length === 2 ? 8 - known2 : 0;
  const groups = [...head, ...new Array(zeros).fill(0), ...rest, ...tail];
  const bytes = new Uint8Array(16);
  groups.forEach((group, i) => {
    bytes[2 * i] = group >> 8;
    bytes[2 * i + 1] = group & 255;
  });
  return { family: 6, bytes };
}
function readGroups(text2) {
  if (text2 === "")
    return [];
  const groups = [];
  for (const part of text2.split(":")) {
    if (!/^[0-9a-fA-F]{1,4}$/.test(part))
      return null;
    groups.push(parseInt(part, 16));
  }
  return groups;
}
function writeIp(address2) {
  return address2.family === 4 ? address2.bytes.join(".") : writeIpv6(address2.bytes);
}
function writeIpv6(bytes) {
  const groups = [];
  for (let i = 0; i < 16; i += 2)
    groups.push((bytes[i] ?? 0) << 8 | (bytes[i + 1] ?? 0));
  let bestStart = -1;
  let bestLength = 1;
  for (let i = 0; i < 8; ) {
    let end = i;
    while (end < 8 && groups[end] === 0)
      end++;
    if (end - i > bestLength) {
      bestStart = i;
      bestLength = end - i;
    }
    i = end === i ? i + 1 : end;
  }
  const mapped = bestStart === 0 && (bestLength === 5 && groups[5] === 65535 || bestLength === 6);
  if (mapped) {
    const prefix = bestLength === 5 ? "::ffff:" : "::";
    return prefix + bytes.slice(12).join(".");
  }
  const hex = groups.map((group) => group.toString(16));
  if (bestStart < 0)
    return hex.join(":");
  return `${hex.slice(0, bestStart).join(":")}::${hex.slice(bestStart + bestLength).join(":")}`;
}
function writeIpPrefix(prefix) {
  return `${writeIp(prefix.address)}/${prefix.prefixLength}`;
}
function isLinkLocal({ family: family3, bytes }) {
  return family3 === 6 && bytes[0] === 254 && ((bytes[1] ?? 0) & 192) === 128;
}
var US_PER_MS = 1e3;
var US_PER_S = 1e6;
var US_PER_CS = 1e4;
var NEVER = Number.MAX_SAFE_INTEGER;
function makeSecret(bytes) {
  return { secret: bytes };
}
function revealSecret(secret) {
  return secret.secret;
}
function unreachable(value) {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
function serviceKeyOf({ id, target, protocol: protocol2 }) {
  if (target.kind === "group")
    return `group ${target.group} ${protocol2}`;
  return target.kind === "fwmark" && target.family === 6 ? `${id} inet6` : id;
}
function familyOfServers({ realServers, sorryServer: sorryServer2 }) {
  const families = new Set([...realServers, ...sorryServer2 ? [sorryServer2] : []].map(({ address: address2 }) => address2.family));
  return families.size === 1 && families.has(6) ? 6 : 4;
}
function writeTable(table15, subject, indent) {
  const margin = " ".repeat(indent);
  const lines3 = [];
  for (const row2 of table15) {
    if ("lines" in row2) {
      for (const line of row2.lines(subject))
        lines3.push(margin + line);
      continue;
    }
    const value = row2.value(subject);
    if (value !== null)
      lines3.push(`${margin}${row2.label}${value}`);
  }
  return lines3;
}
function row(label2, value) {
  return {
    label: `${label2} = `,
    value: (subject) => {
      const written = value(subject);
      return written === null || written === void 0 ? null : String(written);
    }
  };
}
function text(value) {
  return { label: "", value };
}
function lines(write) {
  return { lines: write };
}
var trueFalse = (on) => on ? "true" : "false";
var yesNo = (on) => on ? "yes" : "no";
var enabledDisabled = (on) => on ? "enabled" : "disabled";
var onOff = (on) => on ? "ON" : "OFF";
var oneZero = (on) => on ? "1" : "0";
var onOffUnset = (on) => on === null ? "unset" : on ? "on" : "off";
function writeSeconds(us) {
  const whole = Math.floor(us / US_PER_S);
  return `${whole}.${String(us % US_PER_S).padStart(6, "0")}`;
}
function writeWholeSeconds(us) {
  return String(Math.floor(us / US_PER_S));
}
function writeShortSeconds(us) {
  const seconds3 = us / US_PER_S;
  if (seconds3 === 0)
    return "0";
  const exponent = Math.floor(Math.log10(Math.abs(Number(seconds3.toPrecision(6)))));
  if (exponent < -4 || exponent >= 6) {
    const [mantissa = "", power = "0"] = seconds3.toExponential(5).split("e");
    const sign = Number(power) < 0 ? "-" : "+";
    return `${stripZeros(mantissa)}e${sign}${String(Math.abs(Number(power))).padStart(2, "0")}`;
  }
  return stripZeros(seconds3.toFixed(5 - exponent));
}
function stripZeros(number) {
  return number.includes(".") ? number.replace(/\.?0+$/, "") : number;
}
function writeCommand(command2) {
  return writeWords(command2.argv);
}
function writeWords(words3) {
  return words3.map((word2) => `'${word2}'`).join(" ");
}
function writeScript(command2, account) {
  return `${writeCommand(command2)}, uid:gid ${writeAccount(command2, account)}`;
}
function writeAccount(command2, account) {
  return `${command2.uid ?? account.scriptUid}:${command2.gid ?? account.scriptGid}`;
}
function writeOctets(bytes) {
  let escaped = "";
  for (const byte of bytes)
    escaped += `%${byte.toString(16).padStart(2, "0")}`;
  try {
    return decodeURIComponent(escaped);
  } catch {
    return String.fromCharCode(...bytes);
  }
}
function writeHex(bytes, separator = "") {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(separator);
}
function dumpBfdCheck(check, server, service, view) {
  const own = view.virtualServers[serviceKeyOf(service)]?.realServers[server.id]?.sessions?.find(({ session }) => session === check.session);
  const subject = { check, up: own?.up ?? !check.alpha, hasRun: own?.hasRun ?? false };
  return [` ${service.id} -> ${server.id}`, ...writeTable(table2, subject, 3)];
}
var NO_TIME = "18446744073709551615 us";
var NO_NUMBER = 4294967295;
var table2 = [
  row("Enabled", () => yesNo(true)),
  row("Up", ({ up }) => yesNo(up)),
  row("Has run", ({ hasRun }) => yesNo(hasRun)),
  row("Current weight", () => 0),
  row("Alpha", ({ check }) => yesNo(check.alpha)),
  row("Delay loop", () => NO_TIME),
  row("Warmup", () => NO_TIME),
  row("Retries", () => NO_NUMBER),
  row("Delay before retry", () => NO_TIME),
  row("Retries iterations", () => NO_NUMBER),
  row("Default delay before retry", () => "1000000 us"),
  row("Log all failures", () => yesNo(false)),
  row("Keepalive method", () => "BFD_CHECK"),
  row("Name", ({ check }) => check.session),
  text(({ check }) => `Alpha is ${onOff(check.alpha)}`)
];
function dumpBfdSessions({ lvs }) {
  if (lvs.bfdSessions === void 0)
    return [];
  const servers = lvs.virtualServers.flatMap(({ realServers }) => realServers);
  const written = lvs.bfdSessions.flatMap((session) => [
    ` Checker Track BFD = ${session}`,
    "   Tracking RS :",
    ...servers.filter(({ bfdChecks = [] }) => bfdChecks.some((check) => check.session === session)).map(({ id }) => `   ${id}`)
  ]);
  return ["------< Checker track BFDs >------", ...written];
}
var DEFAULT_CONNECT_TIMEOUT_US = 5e6;
function writeWeight({ weight: weight3, reverse }) {
  return `weight ${weight3}${reverse ? " reverse" : ""}`;
}
var checksums = { none: "no checksum", checksum: "checksum", remote: "remote checksum" };
function writeForwarding({ forwarding: forwarding2, tunnel }, label2) {
  if (forwarding2 === null)
    return "forwarding method =  0x7";
  if (tunnel === void 0)
    return `${label2} = ${forwarding2 === "TUN" ? "TUN, type = IPIP" : forwarding2}`;
  const port = tunnel.type === "gue" ? `, port = ${tunnel.port}` : "";
  return `forwarding method = TUN, type = ${tunnel.type.toUpperCase()}${port}, ${checksums[tunnel.checksum]}`;
}
function allFileChecks(config) {
  return config.lvs.virtualServers.flatMap((service) => service.realServers.flatMap((server) => (server.fileChecks ?? []).map((check) => ({ check, server, service }))));
}
function dumpFileChecks(config, view) {
  return allFileChecks(config).flatMap(({ check, server, service }) => {
    const failed = view.virtualServers[serviceKeyOf(service)]?.realServers[server.id]?.failedFileChecks ?? [];
    const subject = { check, up: !failed.includes(check.id) };
    return [` ${service.id} -> ${server.id}`, ...writeTable(checkTable, subject, 3)];
  });
}
var checkTable = [
  row("Enabled", () => yesNo(true)),
  row("Up", ({ up }) => yesNo(up)),
  row("Has run", () => yesNo(true)),
  row("Current weight", () => 0),
  row("Log all failures", () => yesNo(false)),
  row("Keepalive method", () => "FILE_CHECK"),
  row("  Tracked file", ({ check }) => check.file),
  row("  Reloaded", () => "No")
];
function dumpCheckedFiles(config, view) {
  const checks = allFileChecks(config);
  const written = (config.vrrp.files ?? []).flatMap((file) => {
    const trackers = checks.filter(({ check }) => check.file === file.name);
    if (trackers.length === 0)
      return [];
    const subject = {
      path: file.path,
      status: view.files?.[file.name] ?? 0,
      weight: `${file.weight}${file.reverse ? " reverse" : ""}`,
      trackers
    };
    return [` Track file = ${file.name}`, ...writeTable(fileTable, subject, 3)];
  });
  return written.length === 0 ? [] : ["------< Checker track files >------", ...written];
}
var fileTable = [
  row("File", ({ path }) => path),
  row("Status", ({ status }) => status),
  row("Weight", ({ weight: weight3 }) => weight3),
  lines(({ trackers }) => [
    "Tracking instances :",
    ...trackers.map(({ check, server, service }) => `  ${service.id} -> ${server.id}, ${writeWeight(check)}`)
  ])
];
function dumpSsl(config) {
  const { ssl, usesTls: usesTls2 } = config.lvs;
  if (ssl === null)
    return usesTls2 === true ? ["------< SSL definitions >------", " Using autogen SSL context"] : [];
  const written = [
    ["Password", ssl.password === null ? null : writeOctets(revealSecret(ssl.password))],
    ["CA-file", ssl.ca],
    ["Certificate file", ssl.certificate],
    ["Key file", ssl.key]
  ];
  const said2 = written.filter(([, value]) => value !== null);
  return [
    "------< SSL definitions >------",
    ...said2.length === 0 ? [" Using autogen SSL context"] : said2.map(([label2, value]) => ` ${label2} : ${value}`)
  ];
}
function countRegexUses(placed) {
  const keyOf2 = ({ pattern, options }) => JSON.stringify([pattern, options.toSorted()]);
  const uses = /* @__PURE__ */ new Map();
  for (const { checker } of placed) {
    if (checker.kind !== "http")
      continue;
    for (const { regex: regex2 } of checker.urls)
      if (regex2 !== null)
        uses.set(keyOf2(regex2), (uses.get(keyOf2(regex2)) ?? 0) + 1);
  }
  return (regex2) => uses.get(keyOf2(regex2)) ?? 0;
}
function dumpCheckers(config, view) {
  const regexUses = countRegexUses(allCheckers(config));
  const dumpOne = ({ checker, server, service }) => {
    const own = view.checkers[checker.id] ?? {
      enabled: true,
      up: !checker.alpha,
      hasRun: false,
      currentWeight: 0,
      retriesLeft: checker.retry
    };
    return [
      ` ${service.id} -> ${server.id}`,
      ...writeTable(table3, { checker, server, service, view: own, regexUses }, 3)
    ];
  };
  const written = config.lvs.virtualServers.flatMap((service) => service.realServers.flatMap((server) => {
    const sessionsAt = (place) => (server.bfdChecks ?? []).filter(({ behind }) => behind === place).flatMap((check) => dumpBfdCheck(check, server, service, view));
    const others = server.checkers.flatMap((checker, i) => [
      ...sessionsAt(i),
      ...dumpOne({ checker, server, service })
    ]);
    return [...others, ...sessionsAt(server.checkers.length)];
  }));
  const all = [...written, ...dumpFileChecks(config, view)];
  return all.length === 0 ? [] : ["------< Health checkers >------", ...all];
}
function allCheckers(config) {
  return config.lvs.virtualServers.flatMap((service) => service.realServers.flatMap((server) => server.checkers.map((checker) => ({ checker, server, service }))));
}
var DEFAULT_RETRY_DELAY_US = {
  tcp: 1e6,
  http: 3e6,
  smtp: 1e6,
  dns: 0,
  udp: 1e6,
  ping: 1e6,
  misc: 1e6
};
var table3 = [
  row("Enabled", ({ view }) => yesNo(view.enabled)),
  row("Up", ({ view }) => yesNo(view.up)),
  row("Has run", ({ view }) => yesNo(view.hasRun)),
  row("Current weight", ({ view }) => view.currentWeight),
  row("Alpha", ({ checker }) => yesNo(checker.alpha)),
  row("Delay loop", ({ checker }) => `${checker.delayLoopUs} us`),
  row("Warmup", ({ checker }) => `${checker.warmupUs} us`),
  row("Retries", ({ checker }) => checker.retry),
  row("Delay before retry", ({ checker }) => checker.retry === 0 ? null : `${checker.delayBeforeRetryUs} us`),
  row("Retries iterations", ({ checker, view }) => checker.retry === 0 ? null : view.retriesLeft),
  row("Default delay before retry", ({ checker }) => `${DEFAULT_RETRY_DELAY_US[checker.kind]} us`),
  row("Log all failures", ({ checker }) => yesNo(checker.logAllFailures)),
  lines(({ checker }) => checker.kind === "misc" ? [] : connection(checker.connection)),
  row("Keepalive method", ({ checker }) => method(checker)),
  lines((subject) => details(subject))
];
function connection(config) {
  return [
    "Connection",
    `  Dest = [${writeIp(config.address)}]:${config.port}`,
    ...config.bindAddress === null ? [] : [`  Bind to = [${writeIp(config.bindAddress)}]:${config.bindPort}`],
    ...config.bindInterface === null ? [] : [`  Bind i/f = ${config.bindInterface}`],
    ...config.fwmark === 0 ? [] : [`  Mark = ${config.fwmark}`],
    `  Timeout = ${writeSeconds(config.connectTimeoutUs)}`
  ];
}
function method(checker) {
  switch (checker.kind) {
    case "tcp":
      return "TCP_CHECK";
    case "http":
      return `${checker.tls ? "SSL_GET" : "HTTP_GET"}, http protocol ${checker.protocol}`;
    case "smtp":
      return "SMTP_CHECK";
    case "dns":
      return "DNS_CHECK";
    case "udp":
      return "UDP_CHECK";
    case "ping":
      return "PING_CHECK";
    case "misc":
      return "MISC_CHECK";
    default:
      return unreachable(checker);
  }
}
function details({ checker, regexUses }) {
  switch (checker.kind) {
    case "tcp":
    case "ping":
      return [];
    case "http":
      return http(checker, regexUses);
    case "smtp":
      return [`helo = ${checker.heloName}`];
    case "dns":
      return [`Type = ${checker.type}`, `Name = ${checker.name}`];
    case "udp":
      return udp(checker);
    case "misc":
      return [
        `script = ${checker.command.argv.map((word2) => `'${word2}'`).join(" ")}`,
        `timeout = ${checker.timeoutUs / US_PER_S}`,
        `dynamic = ${checker.dynamic ? "YES" : "NO"}`,
        `uid:gid = ${checker.command.uid ?? 0}:${checker.command.gid ?? 0}`,
        "Last ran = 0.000000 (Thu Jan  1 00:00:00 1970.000000)",
        "Last status = 0"
      ];
    default:
      return unreachable(checker);
  }
}
function udp({ payload, reply }) {
  return [
    payload === null ? "Payload specified = no" : `Payload len = ${payload.length}`,
    `Require reply = ${yesNo(reply !== null)}`,
    ...reply === null ? [] : replyLines(reply)
  ];
}
function replyLines({ octets: octets2, mask, minLength, maxLength }) {
  return [
    `  Min reply length = ${minLength}`,
    `  Max reply length = ${maxLength}`,
    `  Reply data len = ${octets2.length}`,
    ...octets2.length === 0 ? [] : [`  Reply data mask = ${yesNo(mask.some((bits) => bits !== 255))}`]
  ];
}
function http(checker, regexUses) {
  return writeTable([
    row("Virtualhost", () => checker.virtualHostSaid === true ? checker.virtualHost : null),
    text(() => `Enable SNI ${checker.enableSni ? "set" : "unset"}`),
    text(() => `Fast recovery ${checker.fastRecovery ? "set" : "unset"}`),
    lines(() => checker.urls.flatMap((url) => [
      `Checked url = ${url.path}`,
      ...url.digest === null ? [] : [`  digest = ${writeHex(url.digest)}`],
      "  HTTP Status Code(s)",
      ...statusCodes(url.statusCodes),
      ...url.virtualHost === null ? [] : [`  Virtual host = ${url.virtualHost}`],
      ...url.regex === null ? [] : regex(url.regex, regexUses(url.regex))
    ]))
  ], checker, 0);
}
function regex({ pattern, options, noMatch, minOffset, maxOffset, stack }, uses) {
  const max = maxOffset === null ? "" : `, max_offset = ${maxOffset}`;
  return [
    `  Regex = "${pattern}"`,
    ...noMatch ? ["  Regex no match"] : [],
    ...minOffset === 0 && max === "" ? [] : [`  Regex min offset = ${minOffset}${max}`],
    `  Regex options:${options.map((option3) => ` ${option3}`).join("")}`,
    `  Regex ref count = ${uses}`,
    ...stack === null ? [] : [`  Regex stack start ${stack.startOctets}, max ${stack.maxOctets}`]
  ];
}
function statusCodes(ranges) {
  if (ranges.length === 0)
    return ["    200-299"];
  const joined = [];
  for (const { min, max } of ranges.toSorted((a, b) => a.min - b.min)) {
    const last = joined.at(-1);
    if (last === void 0 || min > last.max + 1)
      joined.push({ min, max });
    else
      last.max = Math.max(last.max, max);
  }
  return joined.map(({ min, max }) => `    ${min === max ? min : `${min}-${max}`}`);
}
var NEVER_YET = "0.000000 (Thu Jan  1 00:00:00.000000)";
function dumpGarpDelays({ global, vrrp }, interfaces) {
  const written = [...vrrp.garpGroups ?? [], ...ungrouped(vrrp, global)].flatMap((group) => [
    `------< GARP delay group ${group.aggregation} >------`,
    ...intervalLines("GARP", group.garpIntervalUs),
    ...intervalLines("GNA", group.gnaIntervalUs),
    " Interfaces",
    ...inKernelOrder(group.interfaces, interfaces).map((name) => `  ${name}`)
  ]);
  return written.length === 0 ? [] : ["------< Gratuitous ARP delays >------", ...written];
}
function ungrouped({ garpGroups = [], instances }, { garpIntervalUs, gnaIntervalUs }) {
  if (garpIntervalUs === 0 && gnaIntervalUs === 0)
    return [];
  const grouped = garpGroups.flatMap((group) => group.interfaces);
  const others = new Set(instances.map((instance) => instance.interface).filter((name) => !grouped.includes(name)));
  return [...others].map((name) => ({ aggregation: 0, interfaces: [name], garpIntervalUs, gnaIntervalUs }));
}
function inKernelOrder(names, interfaces) {
  const place = (name) => interfaces.findIndex((each) => each.name === name);
  return names.toSorted((a, b) => place(a) - place(b));
}
function intervalLines(name, us) {
  return us === 0 ? [] : [` ${name} interval = ${writeShortSeconds(us)}`, ` ${name} next time ${NEVER_YET}`];
}
function extraGarpOfAll(extra) {
  return `${label(extra)} = ${writeWholeSeconds(extra.periodUs)}s`;
}
function extraGarpOf(instance, next) {
  const { extra } = instance.garp;
  if (extra.periodUs === 0 || !hasExtraInterface(instance, extra))
    return [];
  const { epochUs, monthDayTime, year } = next ?? { epochUs: 0, monthDayTime: "Thu Jan  1 00:00:00", year: "1970" };
  const fraction = writeSeconds(epochUs % US_PER_S).slice(1);
  return [
    `${label(extra)} = ${writeWholeSeconds(extra.periodUs)}`,
    `Next gratuitous ARP for such secondary = ${writeSeconds(epochUs)} (${monthDayTime} ${year}${fraction})`
  ];
}
function label({ everyInterface }) {
  return `Gratuitous ARP for each secondary ${everyInterface ? "i/f" : "VMAC"}`;
}
function hasExtraInterface(instance, { everyInterface }) {
  const { addresses: addresses2, excludedAddresses, interface: own, vmacForAddresses } = instance;
  return [...addresses2, ...excludedAddresses].some((address2) => address2.useVmac === true || address2.interface !== own && (everyInterface || vmacForAddresses === true));
}
function dumpGlobal({ global, vrrp }, view, process2) {
  const subject = { global, vrrp, view, process: process2 };
  return ["------< Global definitions >------", ...writeTable(table4, subject, 1)];
}
var NOT_SAID = 4294967295;
var table4 = [
  row("Config save dir", ({ global }) => global.reload?.saveDirectory),
  row("Network namespace", ({ global }) => global.netNamespace ?? "(default)"),
  row("Network namespace ipvs", ({ global }) => global.ipvsNamespace?.name ?? "(main namespace)"),
  row("Instance name", ({ global }) => global.instanceName),
  row("Parent process name", ({ global }) => global.parentProcess?.name),
  row("VRRP process name", ({ global }) => global.vrrpProcess?.name),
  row("LVS process name", ({ global }) => global.checkerProcess?.name),
  row("BFD process name", (subject) => said(subject, "bfdProcessName")),
  row("Router ID", ({ global }) => global.routerId),
  row("Smtp server", ({ global, view }) => global.email.server === null ? null : view.smtpServer),
  row("Smtp server port", (subject) => hasRelay(subject) ? subject.global.email.server?.port : null),
  row("Smtp HELO name", (subject) => hasRelay(subject) || subject.global.email.heloSaid === true ? subject.global.email.heloName : null),
  row("Smtp server connection timeout", ({ global }) => global.email.server !== null || global.email.timeoutSaid === true ? writeWholeSeconds(global.email.connectTimeoutUs) : null),
  // compat: neither sender nor receivers without a sender, and the default sender comes with a relay only.
  lines(({ global }) => global.email.server === null && global.email.fromSaid !== true ? [] : [
    `Email notification from = ${global.email.from}`,
    "Email notification to:",
    ...global.email.to.map((to) => `  ${to}`)
  ]),
  row("Default smtp_alert", ({ global }) => onOffUnset(global.smtpAlert)),
  row("Default smtp_alert_vrrp", ({ global }) => onOffUnset(global.smtpAlertVrrp)),
  row("Default smtp_alert_checker", ({ global }) => onOffUnset(global.smtpAlertChecker)),
  row("Checkers log all failures", ({ global }) => trueFalse(global.checkerLogAllFailures)),
  text(({ global }) => {
    const check = global.reload?.check;
    return check === void 0 ? "No test config before reload" : `Test config before reload, log to ${check.log ?? "/dev/null"}`;
  }),
  lines((subject) => reloading(subject)),
  row("config save directory", ({ global }) => global.reload?.temporaryDirectory),
  text((subject) => subject.global.dataUseInstance ? "Use instance name in data dumps" : null),
  row("Dynamic interfaces", ({ global }) => trueFalse(global.dynamicInterfaces)),
  row("Allow interface changes", ({ global }) => global.dynamicInterfaces ? trueFalse(global.allowInterfaceChanges === true) : null),
  row("Send emails for fault transitions", ({ global }) => global.noEmailFaults ? "off" : null),
  row("LVS TCP timeout", ({ global }) => timeout(global.lvsTimeouts?.tcpS)),
  row("LVS TCP FIN timeout", ({ global }) => timeout(global.lvsTimeouts?.tcpFinS)),
  // compat: the original's label of the UDP timeout.
  row("LVS TCP timeout", ({ global }) => timeout(global.lvsTimeouts?.udpS)),
  // compat: always the built-in default, whatever default_interface says.
  row("Default interface", ({ process: process2 }) => process2 === "vrrp" ? "eth0" : null),
  row("Disable local IGMP", ({ global }) => yesNo(global.disableLocalIgmp === true)),
  lines(syncDaemon),
  row("LVS flush", ({ global }) => trueFalse(global.lvsFlush)),
  row("LVS flush on stop", ({ global }) => ({ no: "disabled", yes: "full", vs: "VS" })[global.lvsFlushOnStop]),
  lines(({ global, process: process2 }) => [
    ...fifo("Global", global.fifo, global, true),
    ...fifo("VRRP", global.vrrpFifo, global, process2 === "vrrp"),
    ...fifo("LVS", global.lvsFifo, global, process2 === "checker")
  ]),
  row("FIFO write vrrp states on reload", ({ global }) => trueFalse(global.fifoWriteStatesOnReload === true)),
  row("VRRP notify priority changes", ({ global }) => trueFalse(global.notifyPriorityChanges)),
  row("VRRP IPv4 mcast group", ({ global }) => writeIp(global.mcastGroup4)),
  row("VRRP IPv6 mcast group", ({ global }) => writeIp(global.mcastGroup6)),
  row("Gratuitous ARP delay", ({ global }) => writeWholeSeconds(global.garp.delayUs)),
  row("Gratuitous ARP repeat", ({ global }) => global.garp.repeat),
  row("Gratuitous ARP refresh timer", ({ global }) => writeWholeSeconds(global.garp.refreshUs)),
  row("Gratuitous ARP refresh repeat", ({ global }) => global.garp.refreshRepeat),
  row("Gratuitous ARP lower priority delay", ({ global, process: process2 }) => lowerPriority(process2, global.garp.lowerPrioDelayUs === global.garp.delayUs, writeWholeSeconds(global.garp.lowerPrioDelayUs))),
  row("Gratuitous ARP lower priority repeat", ({ global, process: process2 }) => lowerPriority(process2, global.garp.lowerPrioRepeat === global.garp.repeat, String(global.garp.lowerPrioRepeat))),
  row("Num adverts before down", ({ global }) => global.downTimerAdverts),
  text(({ global }) => extraGarpOfAll(global.garp.extra)),
  row("Send advert after receive lower priority advert", ({ global }) => trueFalse(!global.lowerPrioNoAdvert)),
  row("Send advert after receive higher priority advert", ({ global }) => trueFalse(global.higherPrioSendAdvert)),
  row("Gratuitous ARP interval", ({ global }) => writeSeconds(global.garpIntervalUs)),
  row("Gratuitous NA interval", ({ global }) => writeSeconds(global.gnaIntervalUs)),
  row("VRRP default protocol version", ({ global }) => global.vrrpVersion),
  lines(nftables),
  lines(ipvsNftables),
  text(({ global }) => `nftables with${global.firewall?.counters === true ? "" : "out"} counters`),
  row("VRRP check unicast_src", ({ global }) => trueFalse(global.checkUnicastSource === true)),
  row("VRRP skip check advert addresses", ({ global }) => trueFalse(global.skipCheckAdvAddr)),
  row("VRRP strict mode", ({ global }) => trueFalse(global.strict)),
  row("Max auto priority", ({ global }) => global.autoPriority.most),
  row("Min auto priority delay", ({ global }) => `${global.autoPriority.leastDelayUs} usecs`),
  ...scheduling("VRRP", ({ global }) => global.vrrpProcess),
  ...scheduling("Checker", ({ global }) => global.checkerProcess),
  ...scheduling("BFD", bfdProcess),
  text((subject) => `SNMP vrrp ${enabledDisabled(isOn(subject, "enableSnmpVrrp"))}`),
  text((subject) => `SNMP checker ${enabledDisabled(isOn(subject, "enableSnmpChecker"))}`),
  text((subject) => `SNMP RFCv2 ${enabledDisabled(isOn(subject, "enableSnmpRfcV2") || isOn(subject, "enableSnmpRfc"))}`),
  text((subject) => `SNMP RFCv3 ${enabledDisabled(isOn(subject, "enableSnmpRfcV3") || isOn(subject, "enableSnmpRfc"))}`),
  text((subject) => `SNMP traps ${enabledDisabled(isOn(subject, "enableTraps"))}`),
  row("SNMP socket", (subject) => said(subject, "snmpSocket") ?? "default (unix:/var/agentx/master)"),
  text((subject) => `DBus ${enabledDisabled(isOn(subject, "enableDbus"))}`),
  row("DBus service name", (subject) => said(subject, "dbusServiceName") ?? ""),
  text(({ global }) => `Script security ${enabledDisabled(global.scriptSecurity)}`),
  text(({ global }) => `Default script uid:gid ${global.scriptUid}:${global.scriptGid}`),
  row("vrrp_netlink_cmd_rcv_bufs", ({ global }) => global.netlinkBuffers?.vrrpCommand?.octets ?? 0),
  row("vrrp_netlink_cmd_rcv_bufs_force", ({ global }) => oneZero(global.netlinkBuffers?.vrrpCommand?.force === true)),
  row("vrrp_netlink_monitor_rcv_bufs", ({ global }) => global.netlinkBuffers?.vrrpMonitor?.octets ?? 0),
  row("vrrp_netlink_monitor_rcv_bufs_force", ({ global }) => oneZero(global.netlinkBuffers?.vrrpMonitor?.force === true)),
  row("process_monitor_rcv_bufs", ({ global }) => global.netlinkBuffers?.processMonitor?.octets ?? 0),
  row("process_monitor_rcv_bufs_force", ({ global }) => oneZero(global.netlinkBuffers?.processMonitor?.force === true)),
  row("lvs_netlink_cmd_rcv_bufs", ({ global }) => global.netlinkBuffers?.lvsCommand?.octets ?? 0),
  row("lvs_netlink_cmd_rcv_bufs_force", ({ global }) => oneZero(global.netlinkBuffers?.lvsCommand?.force === true)),
  row("lvs_netlink_monitor_rcv_bufs", ({ global }) => global.netlinkBuffers?.lvsMonitor?.octets ?? 0),
  row("lvs_netlink_monitor_rcv_bufs_force", ({ global }) => oneZero(global.netlinkBuffers?.lvsMonitor?.force === true)),
  row("rs_init_notifies", ({ global }) => oneZero(global.rsInitNotifies)),
  row("no_checker_emails", ({ global }) => oneZero(global.noCheckerEmails)),
  text(({ global }) => receiveBuffers(global.receiveBuffers?.policy ?? null)),
  row("rx_bufs_multiples", ({ global }) => global.receiveBuffers?.multiplier ?? 3),
  row("umask", ({ global }) => `0${(global.umask ?? 127).toString(8)}`),
  text(({ global }) => global.logUnknownVrids === true ? "log_unknown_vrids" : null),
  row("VMAC prefix", ({ global }) => global.vmacPrefix),
  row("VMAC address prefix", ({ global }) => global.vmacAddressPrefix),
  row("vrrp_startup_delay", ({ global }) => global.vrrpStartupDelayUs > 0 ? writeShortSeconds(global.vrrpStartupDelayUs) : null)
];
function hasRelay({ global, view }) {
  return global.email.server !== null && view.smtpServer !== null;
}
function timeout(seconds3) {
  return seconds3 === void 0 || seconds3 === 0 ? null : seconds3;
}
function lowerPriority(process2, inherited, written) {
  return process2 === "checker" && inherited ? String(NOT_SAID) : written;
}
function syncDaemon({ global, vrrp, process: process2 }) {
  const daemon = global.lvsSyncDaemon ?? (process2 === "vrrp" ? daemonOfInstance(vrrp) : null);
  if (daemon === null)
    return [];
  const written = [
    [process2 === "vrrp" ? "LVS syncd vrrp instance = " : "LVS syncd vrrp name = ", daemon.instance],
    ["LVS syncd interface = ", daemon.interface],
    ["LVS syncd syncid = ", daemon.syncId ?? syncIdNotSaid(daemon, process2)],
    ["LVS syncd maxlen = ", daemon.maxLength],
    ["LVS mcast group ", daemon.group === null ? null : writeIp(daemon.group)],
    ["LVS syncd mcast port = ", daemon.port],
    ["LVS syncd mcast ttl = ", daemon.ttl]
  ];
  return written.filter(([, value]) => value !== null).map(([label2, value]) => `${label2}${value}`);
}
function syncIdNotSaid({ instance }, process2) {
  if (instance === null)
    return 0;
  return process2 === "checker" ? NOT_SAID : null;
}
function daemonOfInstance({ instances }) {
  for (const { name, lvsSyncDaemonInterface } of instances) {
    if (lvsSyncDaemonInterface === null)
      continue;
    return {
      interface: lvsSyncDaemonInterface,
      instance: name,
      syncId: 0,
      maxLength: null,
      port: null,
      ttl: null,
      group: null
    };
  }
  return null;
}
function nftables(subject) {
  const { firewall: firewall2 } = subject.global;
  const asked = firewall2?.asked === true;
  const needed = subject.process === "vrrp" && subject.vrrp.instances.some((instance) => !instance.accept);
  if (!asked && !needed)
    return [];
  return [
    `nftables table name = ${firewall2?.table ?? "keepalived"}`,
    `nftables base chain priority = ${firewall2?.priority ?? -1}`,
    `nftables ${firewall2?.byIndex === true ? "" : "don't "}force use ifindex for link local IPv6`
  ];
}
function ipvsNftables(subject) {
  const table15 = subject.global.inert?.["nftablesIpvs"];
  if (table15 === void 0)
    return [];
  return [
    `ipvs nftables table name = ${writeInert(table15) ?? "keepalived_ipvs"}`,
    `ipvs nftables base chain priority = ${said(subject, "nftablesIpvsPriority") ?? -1}`,
    `ipvs nftables start fwmark = ${said(subject, "nftablesIpvsStartFwmark") ?? 1e3}`
  ];
}
function fifo(name, config, global, own) {
  if (config === null)
    return [];
  const written = [`${name} notify fifo = ${config.path}, uid:gid ${config.uid}:${config.gid}`];
  if (config.script !== null) {
    const [program = "", ...args] = config.script.argv;
    const words3 = own ? [program, ...args, config.path] : [firstWord(config.script.text) ?? program, ...args];
    written.push(`${name} notify fifo script = ${writeWords(words3)}, uid:gid ${writeAccount(config.script, global)}`);
  }
  return written;
}
function firstWord(command2) {
  return /^["'\s]*([^"'\s]+)/.exec(command2)?.[1];
}
function scheduling(name, of) {
  return [
    row(`${name} process priority`, (subject) => of(subject).nice ?? 0),
    row(`${name} don't swap`, (subject) => trueFalse(of(subject).noSwap ?? false)),
    row(`${name} realtime priority`, (subject) => of(subject).rtPriority ?? 0),
    row(`${name} CPU Affinity`, (subject) => affinity(of(subject).cpuAffinity ?? [])),
    row(`${name} realtime limit`, (subject) => of(subject).rlimitRttimeUs ?? DEFAULT_RLIMIT_US)
  ];
}
function affinity(cpus) {
  return cpus.length === 0 ? null : ` ${cpus.filter((cpu) => cpu > 0).map((cpu) => `${cpu} `).join("")}`;
}
var DEFAULT_RLIMIT_US = 1e4;
function receiveBuffers(policy) {
  if (policy === null)
    return null;
  return typeof policy === "number" ? `rx_bufs_size = ${policy}` : `rx_bufs_policy = ${policy}`;
}
function reloading({ global }) {
  const { timeFile, repeat = false, markerFile = null } = global.reload ?? {};
  return [
    ...timeFile === void 0 ? [] : [`Reload time file = ${timeFile}${repeat ? " (repeat)" : ""}`, "No reload scheduled"],
    ...markerFile === null ? [] : [`Reload_file = ${markerFile}`]
  ];
}
function bfdProcess(subject) {
  const number = (field, usual) => Number(said(subject, field) ?? usual);
  return {
    nice: number("bfdNice", 0),
    noSwap: isOn(subject, "bfdNoSwap"),
    rtPriority: number("bfdRtPriority", 0),
    // compat: 1 microsecond is taken as 2.
    rlimitRttimeUs: Math.max(2, number("bfdRlimitRttime", DEFAULT_RLIMIT_US)),
    cpuAffinity: words(subject.global.inert?.["bfdCpuAffinity"]).map(Number)
  };
}
function said({ global }, field) {
  return writeInert(global.inert?.[field]);
}
function isOn({ global }, field) {
  return global.inert?.[field] === true;
}
function words(value) {
  return Array.isArray(value) ? value.map(String) : [];
}
function writeInert(value) {
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}
function effectiveLinkDelays({ linkDelays: linkDelays2, instances }) {
  const byInterface = new Map((linkDelays2 ?? []).map((delays) => [delays.interface, delays]));
  const shortenedBy = [];
  for (const instance of instances) {
    const delays = byInterface.get(instance.interface);
    const lostUs = (instance.downTimerAdverts - 1) * instance.advertIntervalUs;
    const longestUs = Math.max(delays?.downUs ?? 0, delays?.upUs ?? 0);
    if (delays === void 0 || longestUs === 0 || longestUs < lostUs)
      continue;
    shortenedBy.push(instance);
    const mostUs = Math.max(0, lostUs - Math.floor(instance.advertIntervalUs / 256));
    const { downUs, upUs } = delays;
    byInterface.set(delays.interface, { ...delays, downUs: Math.min(downUs, mostUs), upUs: Math.min(upUs, mostUs) });
  }
  return { byInterface, shortenedBy };
}
function trackedBy(instance, group) {
  return {
    interfaces: [...instance.trackInterfaces, ...group?.trackInterfaces ?? []],
    scripts: [...instance.trackScripts, ...group?.trackScripts ?? []],
    processes: [...instance.trackProcesses, ...group?.trackProcesses ?? []]
  };
}
function writeTracker({ instance, weight: weight3, reverse }) {
  return `${instance}, weight ${weight3}${reverse ? " reverse" : ""}`;
}
var NOT_TRACKED_WEIGHT = 255;
function trackersOfInterface(vrrp, name) {
  const trackers = /* @__PURE__ */ new Map();
  const add = (instance, weight3, reverse) => {
    if (!trackers.has(instance))
      trackers.set(instance, { instance, weight: weight3, reverse });
  };
  for (const instance of vrrp.instances) {
    const needed = instance.neededInterfaces?.includes(name) === true;
    if (instance.interface === name)
      add(instance.name, instance.dontTrackPrimary && !needed ? NOT_TRACKED_WEIGHT : 0, false);
    for (const each of instance.trackInterfaces)
      if (each.interface === name)
        add(instance.name, each.weight, each.reverse);
    if (needed)
      add(instance.name, 0, false);
  }
  for (const [instance, group] of membersOf(vrrp)) {
    for (const each of group.trackInterfaces)
      if (each.interface === name)
        add(instance, each.weight, each.reverse);
  }
  return [...trackers.values()];
}
function trackersOfScript(vrrp, name) {
  return trackersOf(vrrp, (subject) => subject.trackScripts.filter((each) => each.script === name));
}
function trackersOfProcess(vrrp, name) {
  return trackersOf(vrrp, (subject) => subject.trackProcesses.filter((each) => each.process === name));
}
function trackersOfFile(vrrp, name) {
  return trackersOf(vrrp, (subject) => (subject.trackFiles ?? []).filter((each) => each.file === name));
}
function trackersOf(vrrp, find) {
  const trackers = /* @__PURE__ */ new Map();
  const add = (instance, found) => {
    const first = found[0];
    if (first !== void 0 && !trackers.has(instance))
      trackers.set(instance, { instance, weight: first.weight, reverse: first.reverse });
  };
  for (const instance of vrrp.instances)
    add(instance.name, find(instance));
  for (const [instance, group] of membersOf(vrrp))
    add(instance, find(group));
  return [...trackers.values()];
}
function membersOf(vrrp) {
  return vrrp.syncGroups.flatMap((group) => group.members.map((member) => [member, group]));
}
function dumpInterfaces(config, view) {
  if (view.interfaces.length === 0)
    return [];
  const { global, vrrp } = config;
  const moving = vrrp.instances.flatMap((each) => [...each.addresses, ...each.excludedAddresses]);
  const delays = effectiveLinkDelays(vrrp).byInterface;
  const virtual = new Set(moving.map(({ address: address2 }) => writeIp(address2)));
  const written = view.interfaces.flatMap((given) => {
    const facts = { ...given, addresses: given.addresses.filter(({ address: address2 }) => !virtual.has(writeIp(address2))) };
    const group = vrrp.garpGroups?.find((each) => each.interfaces.includes(facts.name));
    const announced = vrrp.instances.some((instance) => instance.interface === facts.name);
    const subject = {
      facts,
      trackers: trackersOfInterface(vrrp, facts.name),
      changeable: global.allowInterfaceChanges === true && !facts.loopback,
      gaps: group ?? (announced ? { ...global, aggregation: 0 } : null),
      promoters: vrrp.instances.filter((instance) => instance.interface === facts.name && instance.promoteSecondaries).length,
      delays: delays.get(facts.name) ?? null
    };
    return [` Name = ${facts.name}`, ...writeTable(table5, subject, 3)];
  });
  return ["------< Interfaces >------", ...written];
}
function primaryOf(facts) {
  return ipv4Of(facts)[0] ?? null;
}
function linkLocalOf(facts) {
  return facts.addresses.find(({ address: address2 }) => isLinkLocal(address2))?.address ?? null;
}
function ipv4Of(facts) {
  return facts.addresses.filter(({ address: address2 }) => address2.family === 4).map(({ address: address2 }) => address2);
}
var HARDWARE = { 1: "ETHERNET", 32: "INFINIBAND", 772: "LOOPBACK", 65534: "NONE" };
var POLLED_BY = {
  MII: "NIC support MII regs",
  ETHTOOL: "NIC support ETHTOOL GLINK interface",
  IOCTL: "NIC ioctl refresh polling"
};
var table5 = [
  row("index", ({ facts }) => facts.index),
  row("IPv4 address", ({ facts }) => writeOrNone(primaryOf(facts))),
  lines(({ facts }) => {
    const others = ipv4Of(facts).slice(1);
    return others.length === 0 ? [] : ["Additional IPv4 addresses :", ...others.map((address2) => `  ${writeIp(address2)}`)];
  }),
  row("IPv6 address", ({ facts }) => writeOrNone(linkLocalOf(facts))),
  row("MAC", ({ facts }) => macOf(facts, facts.mac)),
  row("MAC broadcast", ({ facts }) => macOf(facts, facts.macBroadcast)),
  row("State", ({ facts }) => stateOf(facts)),
  row("Seen up", ({ facts }) => oneZero(facts.up && facts.running)),
  row("Delayed state change running", () => "false"),
  row("Up debounce timer", ({ delays }) => `${delays?.upUs ?? 0}us`),
  row("Down debounce timer", ({ delays }) => `${delays?.downUs ?? 0}us`),
  text(({ changeable }) => changeable ? "Interface type/base can be changed" : null),
  row("MTU", ({ facts }) => facts.mtu),
  row("HW Type", ({ facts }) => HARDWARE[facts.hardwareType] ?? facts.hardwareType),
  text(({ facts }) => facts.polledBy === void 0 ? "NIC netlink status update" : POLLED_BY[facts.polledBy]),
  text(({ gaps }) => interval("Gratuitous ARP", gaps?.garpIntervalUs ?? 0)),
  text(({ gaps }) => interval("Gratuitous NA", gaps?.gnaIntervalUs ?? 0)),
  text(({ gaps }) => gaps === null || gaps.aggregation === 0 ? null : `Gratuitous ARP aggregation group ${gaps.aggregation}`),
  // What the original changes in the kernel: ARP on interfaces below a macvlan, of which we make none.
  text(() => "Reset ARP config counter 0"),
  text(() => "Original arp_ignore 0"),
  text(() => "Original arp_filter 0"),
  text(() => "Original promote_secondaries 0"),
  text(({ promoters }) => `Reset promote_secondaries counter ${promoters}`),
  lines(({ trackers }) => trackers.length === 0 ? [] : ["Tracking VRRP instances :", ...trackers.map((tracker) => `  ${writeTracker(tracker)}`)])
];
function writeOrNone(address2) {
  return address2 === null ? "(none)" : writeIp(address2);
}
function macOf(facts, mac) {
  return facts.loopback || mac.length === 0 ? null : writeHex(mac, ":");
}
function stateOf(facts) {
  const words3 = [
    facts.up ? "UP" : "not UP",
    facts.running ? "RUNNING" : "not RUNNING",
    facts.broadcast ? null : "no broadcast",
    facts.loopback ? "loopback" : null,
    facts.pointToPoint ? "point to point" : null,
    facts.noArp ? "no arp" : null,
    facts.multicast ? null : "no multicast"
  ];
  return words3.filter((word2) => word2 !== null).join(", ");
}
function interval(name, us) {
  return us === 0 ? null : `${name} interval ${Math.floor(us / US_PER_MS)}ms`;
}
var ROUTE_TYPES = {
  unicast: 1,
  local: 2,
  broadcast: 3,
  brd: 3,
  anycast: 4,
  multicast: 5,
  blackhole: 6,
  unreachable: 7,
  prohibit: 8,
  throw: 9,
  nat: 10,
  xresolve: 11
};
var UNICAST = 1;
var KEEPALIVED_PROTOCOL = 18;
var SCOPES = { 0: "global", 200: "site", 253: "link", 254: "host", 255: "nowhere" };
function writeAddress(each) {
  const parts = [
    writeShortPrefix(each.address, each.prefixLength),
    each.broadcast === null ? null : `brd ${writeIp(each.broadcast)}`,
    `dev ${each.interface}`,
    `scope ${SCOPES[each.scope] ?? each.scope}`,
    each.label === null ? null : `label ${each.label}`,
    each.peer === null ? null : `peer ${writeIpPrefix(each.peer)}`,
    each.home ? "home" : null,
    each.noDad ? "-nodad" : null,
    each.mngTmpAddr ? "mngtmpaddr" : null,
    each.noPrefixRoute ? "noprefixroute" : null,
    each.autojoin === true ? "autojoin" : null,
    each.trackGroup === void 0 ? null : `track_group ${each.trackGroup}`,
    each.noTrack ? "no_track" : null,
    lifetime(each)
  ];
  return parts.filter((part) => part !== null).join(" ");
}
function lifetime(each) {
  if (each.address.family === 4)
    return null;
  const seconds3 = each.preferredLifetimeS ?? Infinity;
  return seconds3 === 0 ? "deprecated" : seconds3 >= FOREVER_S ? "preferred_lft forever" : `preferred_lft ${seconds3}`;
}
var FOREVER_S = 4294967295;
function writeShortPrefix(address2, prefixLength) {
  const full = address2.family === 4 ? 32 : 128;
  return prefixLength === full ? writeIp(address2) : `${writeIp(address2)}/${prefixLength}`;
}
function dumpStatics(config) {
  const { trackGroups: named2 = [], addresses: addresses2, routes, rules } = config.vrrp.statics ?? NOTHING;
  const trackGroups = named2.filter(({ members }) => members.length > 0);
  return [
    ...section("Static Addresses", addresses2.map((each) => `${writeAddress(each)} set`)),
    ...section("Static Routes", routes.map((each) => writeRoute(each) + installed(each))),
    ...section("Static Rules", rules.map(writeRule)),
    ...trackGroups.length === 0 ? [] : ["------< Static Track groups >------"],
    ...trackGroups.flatMap(({ name, members }) => [
      ` Static Track Group = ${name}`,
      "   VRRP member instances :",
      ...members.map((member) => `     ${member}`)
    ])
  ];
}
var NOTHING = { addresses: [], routes: [], rules: [] };
function section(title, entries2) {
  return entries2.length === 0 ? [] : [`------< ${title} >------`, ...entries2.map((entry) => `     ${entry}`)];
}
function installed(route) {
  return route.noTrack ? "" : " [installed ifindex 0]";
}
var TYPE_NAMES = new Map(Object.entries(ROUTE_TYPES).filter(([name]) => name !== "brd" && name !== "unicast").map(([name, number]) => [number, name]));
var join = (...parts) => parts.filter((part) => part !== null).join(" ");
var option = (name, value) => value === null ? null : `${name} ${value}`;
var when = (on, word2) => on ? word2 : null;
var prefixOption = (name, prefix) => prefix === null ? null : `${name} ${writeShortPrefix(prefix.address, prefix.prefixLength)}`;
var addressOption = (name, address2) => address2 === null ? null : `${name} ${writeIp(address2)}`;
var MAIN_TABLE = 254;
function writeRoute(route) {
  return join(route.placement, route.type === null ? null : TYPE_NAMES.get(route.type) ?? String(route.type), writeShortPrefix(route.destination.address, route.destination.prefixLength), prefixOption("from", route.from), addressOption("src", route.source), option("tos", route.tos), encap(route.encap), gateway(route.gateway), option("dev", route.interface), option("table", route.table === MAIN_TABLE ? null : route.table), option("proto", route.protocol), option("scope", route.scope), option("metric", route.metric), when(route.onlink, "onlink"), realms(route.realms), option("expires", route.expiresS === null ? null : `${route.expiresS}sec`), congestionControl(route), ...METRICS_IN_ORDER.map((name) => metric(route, name)), preference(route.preference), ...LAST_METRICS.map((name) => metric(route, name)), option("ttl-propagate", route.ttlPropagate === null ? null : route.ttlPropagate ? "enabled" : "disabled"), ...route.nextHops.map(hop), option("track_group", route.trackGroup ?? null), when(route.noTrack, "no_track"));
}
var METRICS_IN_ORDER = [
  "rtt",
  "rttvar",
  "rto_min",
  "features",
  "mtu",
  "window",
  "ssthresh",
  "cwnd",
  "advmss",
  "reordering",
  "hoplimit",
  "initcwnd",
  "initrwnd",
  "quickack"
];
var LAST_METRICS = ["fastopen_no_cookie"];
var PER_MS = { rtt: 8, rttvar: 4, rto_min: 1 };
function metric(route, name) {
  const found = route.metrics[name];
  if (found === void 0)
    return null;
  if (name === "features")
    return "features ecn";
  const scale = PER_MS[name];
  const lock = found.lock ? "lock " : "";
  return `${name} ${lock}${scale === void 0 ? found.value : writeTime(found.value / scale)}`;
}
function writeTime(ms) {
  return ms >= 1e3 ? `${Number((ms / 1e3).toPrecision(6))}s` : `${Math.floor(ms)}ms`;
}
function congestionControl({ congestionControl: chosen }) {
  return chosen === null ? null : `congctl ${chosen.name}${chosen.lock ? "lock " : ""}`;
}
function gateway(address2) {
  return address2 === null ? null : `via ${address2.family === 4 ? "inet" : "inet6"} ${writeIp(address2)}`;
}
function realms(value) {
  if (value === null)
    return null;
  const from = value >>> 16;
  return from === 0 ? `realm ${value & 65535}` : `realms ${from}/${value & 65535}`;
}
var PREFERENCES = { 0: "medium", 1: "high", 3: "low" };
function preference(value) {
  return value === null ? null : `pref ${PREFERENCES[value] ?? "unknown"}`;
}
function hop(each) {
  return join(
    "nexthop",
    gateway(each.gateway),
    option("dev", each.interface),
    option("weight", each.weight),
    when(each.onlink, "onlink"),
    // compat: of the realms of a hop the second only.
    each.realms === null ? null : `realm ${each.realms & 65535}`,
    encap(each.encap)
  );
}
function encap(each) {
  if (each === null)
    return null;
  switch (each.kind) {
    case "mpls":
      return join("encap mpls", each.labels.length === 0 ? null : stackOf(each.labels).map((word2) => word2.toString(16)).join("/"));
    case "ila":
      return `encap ila ${locatorNumber(each.locator ?? [])}`;
    default:
      return join(`encap ${each.kind}`, option("id", each.id), addressOption("dst", each.destination), addressOption("src", each.source), option(each.kind === "ip" ? "tos" : "tc", each.trafficClass), option(each.kind === "ip" ? "ttl" : "hoplimit", each.hopLimit), each.flags === null ? null : `flags 0x${each.flags.toString(16)}`);
  }
}
function stackOf(labels) {
  return labels.map((label2, i) => label2 * 4096 + (i === labels.length - 1 ? 256 : 0));
}
function locatorNumber(groups) {
  const octets2 = groups.flatMap((group) => [group >>> 8, group & 255]);
  return octets2.reduceRight((value, octet) => value * 256n + BigInt(octet), 0n).toString();
}
function writeRule(rule) {
  return join(when(rule.not, "not"), prefixOption("from", rule.from) ?? "from all", prefixOption("to", rule.to), `priority ${rule.priority}`, `tos 0x${rule.tos.toString(16)}`, mark(rule), option("iif", rule.inputInterface), option("oif", rule.outputInterface), option("suppress_prefixlen", rule.suppressPrefixLength), option("suppress_ifgroup", rule.suppressGroup), option("tunnel-id", rule.tunnelId), range("uidrange", rule.uidRange), when(rule.action.kind === "l3mdev", "l3mdev"), option("protocol", rule.protocol), option("ipproto", rule.ipProtocol), range("sport", rule.sourcePorts), range("dport", rule.destinationPorts), rule.realms === null ? null : `realms ${rule.realms >>> 16}/${rule.realms & 65535}`, action(rule.action), option("track_group", rule.trackGroup ?? null), when(rule.noTrack, "no_track"));
}
function mark(rule) {
  if (rule.mark === null)
    return null;
  return `fwmark 0x${rule.mark.toString(16)}${rule.markMask === null ? "" : `/0x${rule.markMask.toString(16)}`}`;
}
function range(name, value) {
  return value === null ? null : `${name} ${value.first}-${value.last}`;
}
function action(each) {
  switch (each.kind) {
    case "table":
      return `lookup ${each.table}`;
    case "l3mdev":
      return "lookup 0";
    case "goto":
      return `goto ${each.target}`;
    case "nop":
      return "nop";
    default:
      return `type ${each.kind}`;
  }
}
function dumpSockets(view) {
  if (view.sockets === null || view.sockets.length === 0)
    return [];
  const written = view.sockets.flatMap((socket) => [
    ` fd_in ${socket.receive} fd_out = ${socket.send}`,
    ...writeTable(table6, socket, 3)
  ]);
  return ["------< VRRP Sockpool >------", ...written];
}
var table6 = [
  row("Interface", (socket) => socket.interface),
  row("Family", (socket) => `IPv${socket.family}`),
  row("Protocol", (socket) => socket.protocol),
  row("Type", (socket) => socket.unicastAddress === null ? "Multicast" : "Unicast"),
  row("Address", (socket) => socket.unicastAddress === null ? null : writeIp(socket.unicastAddress)),
  row("Rx buf size", (socket) => socket.rxBufSize),
  lines((socket) => {
    const instances = socket.instances.toSorted((a, b) => a.vrid - b.vrid);
    return ["VRRP instances", ...instances.map(({ name, vrid }) => `  ${name} vrid ${vrid}`)];
  })
];
function dumpSyncGroups(config, view) {
  const { syncGroups } = config.vrrp;
  if (syncGroups.length === 0)
    return [];
  const written = syncGroups.flatMap((group) => {
    const { state, membersInFault, membersInInit } = view.groups[group.name] ?? {
      state: "BACKUP",
      membersInFault: 0,
      membersInInit: 0
    };
    const subject = { group, account: config.global, membersInFault, membersInInit };
    return [` VRRP Sync Group = ${group.name}, ${state}`, ...writeTable(table7, subject, 3)];
  });
  return ["------< VRRP Sync groups >------", ...written];
}
var table7 = [
  text(({ membersInFault, membersInInit }) => `Num member fault ${membersInFault}, num member init ${membersInInit}`),
  lines(({ group }) => titled("VRRP member instances :", group.members)),
  text(({ group }) => group.trackingWeight ? "sync group tracking weight set" : null),
  row("Using smtp notification", ({ group }) => yesNo(group.smtpAlert)),
  row("Notify priority changes", ({ group }) => group.notifyPriorityChanges === void 0 ? null : yesNo(group.notifyPriorityChanges)),
  lines(({ group }) => titled("Tracked interfaces :", group.trackInterfaces.map((each) => `${each.interface} weight ${weight(each)}`))),
  lines(({ group }) => titled("Tracked scripts :", group.trackScripts.map((each) => `${each.script} weight ${weight(each)}`))),
  lines(({ group }) => titled("Tracked files :", (group.trackFiles ?? []).map((each) => `${each.file}, weight ${weight(each)}`))),
  lines(({ group }) => titled("Tracked process :", group.trackProcesses.map((each) => `${each.process}, weight ${weight(each)}`))),
  lines(({ group }) => titled("Tracked BFDs :", (group.trackBfd ?? []).map((each) => `${each.session}: weight ${weight(each)}`))),
  row("Backup state transition script", ({ group, account }) => group.notify.backup && writeScript(group.notify.backup, account)),
  row("Master state transition script", ({ group, account }) => group.notify.master && writeScript(group.notify.master, account)),
  row("Fault state transition script", ({ group, account }) => group.notify.fault && writeScript(group.notify.fault, account)),
  row("Stop state transition script", ({ group, account }) => group.notify.stop && writeScript(group.notify.stop, account)),
  row("Generic state transition script", ({ group, account }) => group.notify.any && writeScript(group.notify.any, account))
];
function titled(title, entries2) {
  return entries2.length === 0 ? [] : [title, ...entries2.map((entry) => `  ${entry}`)];
}
function weight(tracked) {
  return `${tracked.weight}${tracked.reverse ? " reverse" : ""}`;
}
function dumpFiles(config, view) {
  const written = (config.vrrp.files ?? []).flatMap((file) => {
    const trackers = trackersOfFile(config.vrrp, file.name);
    if (trackers.length === 0)
      return [];
    const subject = { file, status: view.files?.[file.name] ?? 0, trackers };
    return [` Track file = ${file.name}`, ...writeTable(table8, subject, 3)];
  });
  return written.length === 0 ? [] : ["------< VRRP Track files >------", ...written];
}
var table8 = [
  row("File", ({ file }) => file.path),
  row("Status", ({ status }) => status),
  row("Weight", ({ file }) => `${file.weight}${file.reverse ? " reverse" : ""}`),
  lines(({ trackers }) => ["Tracking instances :", ...trackers.map((tracker) => `  ${writeTracker(tracker)}`)])
];
function dumpProcesses(config, view) {
  const { processes } = config.vrrp;
  if (processes.length === 0)
    return [];
  const written = processes.flatMap((watched) => {
    const own = view.processes[watched.name] ?? { count: 0, haveQuorum: watched.quorum === 0, timers: null };
    const subject = { watched, view: own, trackers: trackersOfProcess(config.vrrp, watched.name) };
    return [` VRRP Track process = ${watched.name}`, ...writeTable(table9, subject, 3)];
  });
  return ["------< VRRP Track processes >------", ...written];
}
var MAX_PROCESSES = 65535;
var table9 = [
  row("Process", ({ watched }) => watched.process),
  row("Parameters", ({ watched }) => watched.params === null || watched.params.length === 0 ? null : watched.params.join(" ")),
  // compat: no sign of equality when the parameters must be these exactly.
  text(({ watched }) => watched.paramMatch === null ? null : watched.paramMatch === "exact" ? "Param match" : `Param match = ${watched.paramMatch}`),
  row("Min processes", ({ watched }) => watched.quorum),
  row("Max processes", ({ watched }) => watched.quorumMax > MAX_PROCESSES ? null : watched.quorumMax),
  row("Current processes", ({ view }) => view.count),
  row("Have quorum", ({ view }) => trueFalse(view.haveQuorum)),
  row("Weight", ({ watched }) => `${watched.weight}${watched.reverse ? " reverse" : ""}`),
  row("Terminate delay", ({ watched }) => `${writeSeconds(watched.terminateDelayUs)}s`),
  row("Fork delay", ({ watched }) => `${writeSeconds(watched.forkDelayUs)}s`),
  lines(({ view }) => view.timers === null ? [] : [timerLine("Fork", view.timers.fork), timerLine("Terminate", view.timers.terminate)]),
  row("Full command", ({ watched }) => trueFalse(watched.fullCommand)),
  lines(({ trackers }) => trackers.length === 0 ? [] : ["Tracking instances :", ...trackers.map((tracker) => `  ${writeTracker(tracker)}`)])
];
function timerLine(name, running) {
  return `${name} delay timer ${running ? "" : "not "}running`;
}
function initialVrrpView(config, interfaces = [], processCounts = {}) {
  const processes = Object.fromEntries(config.vrrp.processes.map(({ name, quorum: quorum2, quorumMax }) => {
    const count = processCounts[name] ?? 0;
    return [name, { count, haveQuorum: count >= quorum2 && count <= quorumMax, timers: null }];
  }));
  const view = { smtpServer: config.global.email.server?.host ?? null, interfaces, processes };
  const groups = config.vrrp.syncGroups.map((group) => [
    group.name,
    initialGroup(config, group, view)
  ]);
  const instances = config.vrrp.instances.map((instance) => [
    instance.name,
    {
      wantState: startsAsMaster(config, instance) ? "MASTER" : "BACKUP",
      configFaults: instance.unicastFaultNoPeer === true && instance.unicastPeers.length === 0 ? 1 : 0,
      running: null
    }
  ]);
  const script2 = { result: 0, initialising: true, running: false };
  return {
    ...view,
    sockets: null,
    instances: Object.fromEntries(instances),
    groups: Object.fromEntries(groups),
    scripts: Object.fromEntries(config.vrrp.scripts.map((each) => [each.name, script2]))
  };
}
function startsAsMaster(config, instance) {
  if (instance.syncGroup === null)
    return instance.initialState === "master";
  const members = config.vrrp.instances.filter((other) => other.syncGroup === instance.syncGroup);
  return members.every((member) => member.priority === OWNER && member.initialState === "master");
}
var OWNER = 255;
function initialGroup(config, group, facts) {
  const members = config.vrrp.instances.filter((instance) => group.members.includes(instance.name));
  let membersInFault = 0;
  let membersInInit = 0;
  for (const member of members) {
    const tracked = trackedBy(member, group);
    if (tracked.scripts.some((script2) => script2.weight === 0))
      membersInInit++;
    const processFails = tracked.processes.some((each) => each.weight === 0 && facts.processes[each.process]?.haveQuorum === false);
    const interfaceFails = tracked.interfaces.some((each) => each.weight === 0 && isDown(facts.interfaces, each.interface));
    const primaryFails = !member.dontTrackPrimary && isDown(facts.interfaces, member.interface);
    if (processFails || interfaceFails || primaryFails)
      membersInFault++;
  }
  const owners = members.length > 0 && members.every((member) => startsAsMaster(config, member));
  const state = membersInFault > 0 ? "FAULT" : membersInInit > 0 ? "INIT" : owners ? "MASTER" : "BACKUP";
  return { state, membersInFault, membersInInit };
}
function isDown(interfaces, name) {
  const found = interfaces.find((each) => each.name === name);
  return found !== void 0 && !(found.up && found.running);
}
function initialLvsView(config) {
  const checkers = {};
  const virtualServers = {};
  for (const service of config.lvs.virtualServers) {
    for (const checker of service.realServers.flatMap((server) => server.checkers)) {
      checkers[checker.id] = {
        enabled: true,
        up: !checker.alpha,
        hasRun: false,
        currentWeight: 0,
        retriesLeft: checker.retry
      };
    }
    virtualServers[serviceKeyOf(service)] = initialVirtualServer(service);
  }
  return { smtpServer: config.global.email.server?.host ?? null, virtualServers, checkers };
}
function initialVirtualServer(service) {
  const failed = ({ checkers, bfdChecks = [] }) => [...checkers, ...bfdChecks].filter(({ alpha }) => alpha).length;
  const aliveWeight = service.realServers.reduce((sum, server) => sum + (failed(server) === 0 ? server.weight : 0), 0);
  const quorumUp = aliveWeight >= service.quorum + service.hysteresis;
  const sorry = !quorumUp && service.sorryServer !== null;
  const realServers = service.realServers.map((server) => {
    const alive = failed(server) === 0;
    const set = alive ? !sorry || server.inhibitOnFailure : server.inhibitOnFailure;
    return [
      server.id,
      {
        alive,
        set,
        failedCheckers: failed(server),
        effectiveWeight: server.weight,
        previousWeight: 0,
        reloaded: false
      }
    ];
  });
  return { alive: true, quorumUp, reloaded: false, realServers: Object.fromEntries(realServers) };
}
function dumpRealServer(server, service, view, account) {
  const own = view.realServers[server.id] ?? {
    alive: true,
    set: true,
    failedCheckers: 0,
    effectiveWeight: server.weight,
    previousWeight: 0,
    reloaded: false
  };
  return ["   ------< Real server >------", ...writeTable(table10, { server, service, view: own, account }, 3)];
}
var table10 = [
  row("RIP", ({ server, view }) => `${writeIp(server.address)}, RPORT = ${server.port}, WEIGHT = ${view.effectiveWeight} EFF WEIGHT = ${view.effectiveWeight}`),
  text(({ server }) => writeForwarding(server, "forwarding method")),
  text(({ server }) => `Alpha is ${onOff(server.alpha)}`),
  row("connection timeout", ({ server, service }) => writeSeconds(server.connectTimeoutUs ?? service.connectTimeoutUs ?? DEFAULT_CONNECT_TIMEOUT_US)),
  row("connection limit range", ({ server }) => `${server.lowerThreshold} -> ${server.upperThreshold}`),
  row("Delay loop", ({ server, service }) => writeSeconds(server.delayLoopUs ?? service.delayLoopUs)),
  row("Retry count", ({ server, service }) => server.retry ?? service.retry),
  row("Retry delay", ({ server, service }) => seconds(server.delayBeforeRetryUs ?? service.delayBeforeRetryUs)),
  row("Warmup", ({ server, service }) => seconds(server.warmupUs ?? service.warmupUs)),
  text(({ server }) => `Inhibit on failure is ${onOff(server.inhibitOnFailure)}`),
  row("  RS up notify script", ({ server, account }) => server.notifyUp && writeScript(server.notifyUp, account)),
  row("  RS down notify script", ({ server, account }) => server.notifyDown && writeScript(server.notifyDown, account)),
  // compat: only what the real server says itself, and one blank further in.
  row(" VirtualHost", ({ server }) => server.virtualHost === null ? null : `'${server.virtualHost}'`),
  row("Using smtp notification", ({ server }) => yesNo(server.smtpAlert)),
  row("initial weight", ({ server }) => server.weight),
  row("effective weight", ({ view }) => view.effectiveWeight),
  row("previous effective_weight", ({ view }) => view.previousWeight),
  row("alive", ({ view }) => oneZero(view.alive)),
  row("num failed checkers", ({ view }) => view.failedCheckers),
  row("RS set", ({ view }) => oneZero(view.set)),
  row("reloaded", ({ view }) => oneZero(view.reloaded)),
  lines(({ server: { fileChecks = [] } }) => fileChecks.length === 0 ? [] : ["Tracked Files", ...fileChecks.map((check) => `  ${check.file}, ${writeWeight(check)}`)]),
  lines(({ server: { bfdChecks = [] } }) => bfdChecks.length === 0 ? [] : ["Tracked BFDs", ...bfdChecks.map(({ session }) => `  ${session}`)])
];
function seconds(us) {
  return us === void 0 ? null : writeSeconds(us);
}
function dumpLvs(config, view) {
  if (config.lvs.virtualServers.length === 0)
    return [];
  return [
    "------< LVS Topology >------",
    " System is compiled with LVS v1.2.1",
    ...config.lvs.groups.flatMap((group) => dumpGroup(group, config, view)),
    ...config.lvs.virtualServers.flatMap((service) => dumpVirtualServer(service, config, view))
  ];
}
var NO_VIEW = { alive: true, quorumUp: true, reloaded: false, realServers: {} };
function dumpVirtualServer(service, config, view) {
  const own = view.virtualServers[serviceKeyOf(service)] ?? NO_VIEW;
  const subject = {
    service,
    view: own,
    account: config.global,
    family: familyOf(service, config),
    marked: isMarked(service, config),
    smtpAlert: service.smtpAlert ?? config.global.smtpAlertChecker ?? config.global.smtpAlert ?? false
  };
  return [
    " ------< Virtual server >------",
    ` ${targetOf(service)}`,
    ...writeTable(table11, subject, 3),
    ...service.realServers.flatMap((server) => dumpRealServer(server, service, own, config.global))
  ];
}
function targetOf({ id, target }) {
  switch (target.kind) {
    case "group":
      return `VS GROUP = ${id}`;
    case "fwmark":
      return `VS FWMARK = ${target.fwmark}`;
    case "address":
      return `VS VIP = ${writeIp(target.address)}, VPORT = ${target.port}`;
    case "range":
      return `VS VIP Range = ${writeRange(target)}, VPORT = ${target.port}`;
  }
}
function familyOf(service, config) {
  if (service.family !== void 0)
    return service.family;
  const { target } = service;
  if (target.kind === "fwmark")
    return target.family ?? service.realServers[0]?.address.family ?? 4;
  if (target.kind !== "group")
    return target.address.family;
  const members = config.lvs.groups.find((group) => group.name === target.group)?.members ?? [];
  const first = members.find((member) => member.kind !== "fwmark");
  return first?.address.family ?? service.realServers[0]?.address.family ?? 4;
}
function isMarked({ target }, config) {
  if (target.kind !== "group")
    return target.kind === "fwmark";
  const group = config.lvs.groups.find((each) => each.name === target.group);
  return group !== void 0 && group.members.length > 0 && group.members.every((member) => member.kind === "fwmark");
}
var table11 = [
  row("VirtualHost", ({ service }) => service.virtualHost),
  row("Address family", ({ family: family3 }) => family3 === 4 ? "inet" : "inet6"),
  row("connection timeout", ({ service }) => writeSeconds(service.connectTimeoutUs ?? DEFAULT_CONNECT_TIMEOUT_US)),
  row("delay_loop", ({ service }) => writeSeconds(service.delayLoopUs)),
  row("lvs_sched", ({ service }) => service.scheduler),
  row("Hashed", ({ service }) => enabledDisabled((service.schedulerFlags & SVC_F_HASHED) !== 0)),
  lines(({ service }) => schedulerFlags(service)),
  row("One packet scheduling", ({ service }) => enabledDisabled(service.onePacket) + (service.onePacket && service.protocol !== "UDP" ? " (inactive due to not UDP)" : "")),
  row("persistence timeout", ({ service }) => service.persistenceTimeoutS === 0 ? null : service.persistenceTimeoutS),
  row("persistence granularity", ({ service, family: family3 }) => granularity(service, family3)),
  row("protocol", ({ service, marked }) => marked ? "none" : service.protocol),
  text(({ service }) => `alpha is ${onOff(service.alpha)}`),
  text(({ service }) => `omega is ${onOff(service.omega)}`),
  row("Retry count", ({ service }) => service.retry),
  row("Retry delay", ({ service }) => service.delayBeforeRetryUs === void 0 ? null : writeSeconds(service.delayBeforeRetryUs)),
  row("Warmup", ({ service }) => service.warmupUs === void 0 ? null : writeSeconds(service.warmupUs)),
  text(({ service }) => `Inhibit on failure is ${onOff(service.inhibitOnFailure === true)}`),
  row("quorum", ({ service }) => `${service.quorum}, hysteresis = ${service.hysteresis}`),
  row("Quorum up notify script", ({ service, account }) => service.quorumUp && writeScript(service.quorumUp, account)),
  row("Quorum down notify script", ({ service, account }) => service.quorumDown && writeScript(service.quorumDown, account)),
  text(({ service }) => service.haSuspend ? "Using HA suspend" : null),
  row("Using smtp notification", ({ smtpAlert }) => yesNo(smtpAlert)),
  text(({ service }) => writeForwarding(service, "default forwarding method")),
  lines(({ service, marked }) => sorryServer(service, marked)),
  row("alive", ({ view }) => oneZero(view.alive)),
  row("quorum_state_up", ({ view }) => oneZero(view.quorumUp)),
  row("reloaded", ({ view }) => oneZero(view.reloaded))
];
var SVC_F_HASHED = 2;
var SVC_F_SCHED1 = 8;
var SVC_F_SCHED2 = 16;
var SVC_F_SCHED3 = 32;
function schedulerFlags({ scheduler: scheduler2, schedulerFlags: flags2 }) {
  const on = (bit) => enabledDisabled((flags2 & bit) !== 0);
  if (scheduler2 === "sh" || scheduler2 === "mh") {
    return [`${scheduler2}-port = ${on(SVC_F_SCHED2)}`, `${scheduler2}-fallback = ${on(SVC_F_SCHED1)}`];
  }
  return [`flag-1 = ${on(SVC_F_SCHED1)}`, `flag-2 = ${on(SVC_F_SCHED2)}`, `flag-3 = ${on(SVC_F_SCHED3)}`];
}
function granularity({ persistenceTimeoutS, persistenceGranularity: length }, family3) {
  if (persistenceTimeoutS === 0 || length === (family3 === 4 ? 32 : 128))
    return null;
  if (family3 === 6)
    return String(length);
  const mask = length === 0 ? 0 : 4294967295 << 32 - length >>> 0;
  return [24, 16, 8, 0].map((shift) => mask >>> shift & 255).join(".");
}
function sorryServer({ sorryServer: sorry, protocol: protocol2 }, marked) {
  if (sorry === null)
    return [];
  return [
    `sorry server = [${writeIp(sorry.address)}]:${marked ? "none" : protocol2.toLowerCase()}:${sorry.port}`,
    writeForwarding(sorry, "  forwarding method"),
    `  Inhibit on failure is ${onOff(sorry.inhibit)}`
  ];
}
function dumpGroup(group, config, view) {
  const has = (family3) => yesNo(group.members.some((member) => member.kind !== "fwmark" && member.address.family === family3));
  const users = config.lvs.virtualServers.filter(({ target }) => target.kind === "group" && target.group === group.name);
  return [
    " ------< Virtual server group >------",
    ` Virtual Server Group = ${group.name}, IPv4 = ${has(4)}, IPv6 = ${has(6)}`,
    ...group.members.flatMap((member) => [
      `   ${writeMember(member)}`,
      `     ${aliveOf(member, users, config, view)}`,
      "     reloaded = False"
    ])
  ];
}
function writeMember(member) {
  switch (member.kind) {
    case "fwmark":
      return `FWMARK = ${member.fwmark}`;
    case "address":
      return `VIP = ${writeIp(member.address)}, VPORT = ${member.port}`;
    case "range":
      return `VIP Range = ${writeRange(member)}, VPORT = ${member.port}`;
  }
}
function writeRange({ address: address2, count }) {
  const bytes = Uint8Array.from(address2.bytes);
  let carry = count - 1;
  for (let i = bytes.length - 1; i >= 0 && carry > 0; i--) {
    carry += bytes[i] ?? 0;
    bytes[i] = carry & 255;
    carry >>= 8;
  }
  return `${writeIp(address2)}-${writeIp({ family: address2.family, bytes })}`;
}
function aliveOf(member, users, config, view) {
  const counts = { TCP: 0, UDP: 0, SCTP: 0, 4: 0, 6: 0 };
  for (const service of users) {
    const own = view.virtualServers[serviceKeyOf(service)] ?? NO_VIEW;
    const set = service.realServers.filter((server) => own.realServers[server.id]?.set === true).length;
    const destinations = set + (!own.quorumUp && service.sorryServer !== null ? 1 : 0);
    counts[service.protocol] += destinations;
    counts[familyOf(service, config)] += destinations;
  }
  return member.kind === "fwmark" ? `Alive: ${counts[4]} IPv4, ${counts[6]} IPv6` : `Alive: ${counts.TCP} tcp, ${counts.UDP} udp, ${counts.SCTP} sctp`;
}
function writeWallClock(moment2) {
  const seconds3 = writeSeconds(moment2.epochUs);
  const fraction = seconds3.slice(seconds3.indexOf("."));
  return `${seconds3} (${moment2.monthDayTime}${fraction} ${moment2.year})`;
}
function dumpInstances(config, view) {
  if (config.vrrp.instances.length === 0)
    return [];
  const written = config.vrrp.instances.flatMap((instance) => dumpInstance(instance, config, view));
  return ["------< VRRP Topology >------", ...written];
}
function dumpInstance(instance, config, view) {
  const own = view.instances[instance.name] ?? { wantState: "BACKUP", configFaults: 0, running: null };
  const ownInterface = view.interfaces.find((each) => each.name === instance.interface);
  const subject = { instance, view: own, running: own.running, ownInterface, account: config.global };
  return [` VRRP Instance = ${instance.name}`, ...writeTable(table12, subject, 3)];
}
var table12 = [
  row("VRRP Version", ({ instance }) => instance.version),
  row("Sync group", ({ instance }) => instance.syncGroup),
  text(({ instance }) => instance.family === 6 ? "Using Native IPv6" : null),
  row("State", ({ running }) => running?.state),
  row("Master router", ({ running }) => running?.master ? writeIp(running.master.address) : null),
  row("Master priority", ({ running }) => running?.master?.priority),
  row("Master advert int", ({ instance, running }) => instance.version === 3 && running?.master ? `${(running.master.advertIntervalUs / US_PER_S).toFixed(2)} sec` : null),
  lines(({ instance }) => flags(instance)),
  row("Wantstate", ({ view }) => view.wantState),
  row("Number of config faults", ({ view }) => view.configFaults),
  row("Number of interface and track script faults", ({ running }) => running?.faults),
  row("Number of track scripts init", ({ running }) => running?.scriptsInit),
  row("Last transition", ({ running }) => running && moment(running.lastTransition, "Never")),
  row("Read timeout", ({ running }) => running && moment(running.readTimeout, "DISABLED")),
  row("Master down timer", ({ running }) => running === null ? null : `${running.masterDownTimerUs} usecs`),
  row("Interface", ({ instance }) => instance.interface),
  text(({ instance }) => instance.dontTrackPrimary ? "VRRP interface tracking disabled" : null),
  text(({ instance }) => instance.skipCheckAdvAddr ? "Skip checking advert IP addresses" : null),
  text(({ instance }) => instance.strict ? "Enforcing strict VRRP compliance" : null),
  row("Using src_ip", (subject) => sourceAddress(subject)),
  text(({ instance, ownInterface }) => multicastAddress(instance, ownInterface)),
  row("Gratuitous ARP delay", ({ instance }) => writeWholeSeconds(instance.garp.delayUs)),
  row("Gratuitous ARP repeat", ({ instance }) => instance.garp.repeat),
  row("Gratuitous ARP refresh", ({ instance }) => writeWholeSeconds(instance.garp.refreshUs)),
  row("Gratuitous ARP refresh repeat", ({ instance }) => instance.garp.refreshRepeat),
  row("Gratuitous ARP lower priority delay", ({ instance }) => writeWholeSeconds(instance.garp.lowerPrioDelayUs)),
  row("Gratuitous ARP lower priority repeat", ({ instance }) => instance.garp.lowerPrioRepeat),
  lines(({ instance, running }) => extraGarpOf(instance, running?.nextExtraGarp ?? null)),
  row("Down timer adverts", ({ instance }) => instance.downTimerAdverts),
  row("Send advert after receive lower priority advert", ({ instance }) => trueFalse(!instance.lowerPrioNoAdvert)),
  row("Send advert after receive higher priority advert", ({ instance }) => trueFalse(instance.higherPrioSendAdvert)),
  row("Virtual Router ID", ({ instance }) => instance.vrid),
  row("Priority", ({ instance }) => instance.priority),
  row("Effective priority", ({ running }) => running?.effectivePriority),
  row("Total priority", ({ running }) => running?.totalPriority),
  row("Advert interval", ({ instance }) => advertInterval(instance)),
  row("Master advert interval", ({ instance, running }) => instance.version === 3 && running?.master ? `${Math.floor(running.master.advertIntervalUs / US_PER_MS)} milli-sec` : null),
  row("Accept", ({ instance }) => enabledDisabled(instance.accept)),
  row("Preempt", ({ instance }) => enabledDisabled(instance.preempt)),
  row("Preempt delay", ({ instance }) => instance.preemptDelayUs > 0 ? `${writeShortSeconds(instance.preemptDelayUs)} secs` : null),
  row("Promote_secondaries", ({ instance }) => enabledDisabled(instance.promoteSecondaries)),
  // compat: the password of the authentication header is not shown, the one that is sent in clear is.
  row("Authentication type", ({ instance }) => instance.version === 3 ? null : { none: "none", pass: "SIMPLE_PASSWORD", ah: "IPSEC_AH" }[instance.authentication.kind]),
  row("Password", ({ instance }) => instance.authentication.kind === "pass" ? writeOctets(revealSecret(instance.authentication.password)) : null),
  row("Kernel rx buffer size", ({ instance }) => instance.kernelRxBufSize === 0 ? null : instance.kernelRxBufSize),
  row("Debug level", ({ instance }) => instance.debugLevel === 0 ? null : instance.debugLevel),
  lines(({ instance, view }) => instance.addresses.length === 0 ? [] : [`Virtual IP (${instance.addresses.length}):`, ...addresses(instance.addresses, view)]),
  lines(({ instance, view }) => instance.excludedAddresses.length === 0 ? [] : ["Virtual IP Excluded :", ...addresses(instance.excludedAddresses, view)]),
  lines(({ instance }) => instance.unicastPeers.length === 0 ? [] : unicast(instance)),
  text(({ running }) => running === null || running.sockets === null ? "No sockets allocated" : `fd_in ${running.sockets.receive}, fd_out ${running.sockets.send}`),
  lines(({ instance }) => titled2("Virtual Routes :", (instance.routes ?? []).map(writeRoute))),
  lines(({ instance }) => titled2("Virtual Rules :", (instance.rules ?? []).map(writeRule))),
  lines(({ instance }) => titled2(
    "Tracked interfaces :",
    // compat: its own interface is tracked anyway, and not listed.
    instance.trackInterfaces.filter((each) => each.interface !== instance.interface).map((each) => `${each.interface} weight ${weight2(each)}`)
  )),
  lines(({ instance }) => titled2("Tracked scripts :", instance.trackScripts.map((each) => `${each.script} weight ${weight2(each)}`))),
  lines(({ instance }) => titled2("Tracked processes :", instance.trackProcesses.map((each) => `${each.process}, weight ${weight2(each)}`))),
  lines(({ instance }) => titled2("Tracked files :", (instance.trackFiles ?? []).map((each) => `${each.file}, weight ${weight2(each)}`))),
  lines(({ instance }) => titled2("Tracked BFDs :", (instance.trackBfd ?? []).map((each) => `${each.session}: weight ${weight2(each)}`))),
  row("Using smtp notification", ({ instance }) => yesNo(instance.smtpAlert)),
  row("Notify deleted", ({ instance }) => instance.notifyDeleted ? "Deleted" : "Fault"),
  row("Backup state transition script", ({ instance, account }) => script(instance.notify.backup, account)),
  row("Master state transition script", ({ instance, account }) => script(instance.notify.master, account)),
  row("Fault state transition script", ({ instance, account }) => script(instance.notify.fault, account)),
  row("Stop state transition script", ({ instance, account }) => script(instance.notify.stop, account)),
  row("Deleted state transition script", ({ instance, account }) => script(instance.notify.deleted, account)),
  row("Generic state transition script", ({ instance, account }) => script(instance.notify.any, account)),
  row("Master rx lower pri state transition script", ({ instance, account }) => script(instance.notify.masterRxLowerPri, account)),
  row("Notify priority changes", ({ instance }) => trueFalse(instance.notifyPriorityChanges))
];
function moment(at, otherwise) {
  return at === null ? otherwise : writeWallClock(at);
}
function flags(instance) {
  const unicast2 = instance.unicastPeers.length > 0;
  const shown = [
    unicast2 ? "  Using unicast" : null,
    !unicast2 && (instance.unicastWords === true || instance.unicastFaultNoPeer === true) ? "  Unicast config option specified but using multicast" : null,
    instance.unicastFaultNoPeer === true ? "  If unicast go to fault state if no peers" : null
  ].filter((line) => line !== null);
  const silent = !instance.preempt || instance.dontTrackPrimary || instance.skipCheckAdvAddr || instance.promoteSecondaries || instance.garp.extra.everyInterface || instance.sourceIp !== null;
  return shown.length === 0 && !silent ? ["Flags: none"] : ["Flags:", ...shown];
}
function sourceAddress({ instance, ownInterface }) {
  if (instance.sourceIp !== null)
    return `${writeIp(instance.sourceIp)} (from configuration)`;
  const found = ownInterface === void 0 ? null : instance.family === 4 ? primaryOf(ownInterface) : linkLocalOf(ownInterface);
  return found === null ? null : writeIp(found);
}
function multicastAddress(instance, ownInterface) {
  if (instance.unicastPeers.length > 0)
    return null;
  const scope = instance.family === 6 ? `, ifindex ${ownInterface?.index ?? 0}` : "";
  return `Multicast address ${writeIp(instance.mcastGroup)}${scope}`;
}
function advertInterval(instance) {
  return instance.version === 2 ? `${writeWholeSeconds(instance.advertIntervalUs)} sec` : `${Math.floor(instance.advertIntervalUs / US_PER_MS)} milli-sec`;
}
var DEFAULT_TTL = 255;
function unicast(instance) {
  const checksum = { auto: "no", always: "config", never: "never" }[instance.oldUnicastChecksum ?? "auto"];
  const ttl = instance.unicastTtl ?? (instance.family === 4 ? DEFAULT_TTL : null);
  return [
    ...ttl === null ? [] : [`Unicast TTL = ${ttl}`],
    `Check unicast src : ${yesNo(instance.checkUnicastSource)}`,
    "Unicast Peer :",
    ...instance.unicastPeers.map((peer) => `  ${writeIp(peer.address)} min_ttl ${peer.minTtl} max_ttl ${peer.maxTtl}`),
    `Unicast checksum compatibility = ${checksum}`
  ];
}
function script(command2, account) {
  return command2 === null ? null : writeScript(command2, account);
}
function titled2(title, entries2) {
  return entries2.length === 0 ? [] : [title, ...entries2.map((entry) => `  ${entry}`)];
}
function weight2(tracked) {
  return `${tracked.weight}${tracked.reverse ? " reverse" : ""}`;
}
function addresses(list, { running, addressesSet = [] }) {
  const set = running?.addressesSet ?? addressesSet;
  return list.map((each) => `  ${writeAddress(each)}${set.includes(writeIpPrefix(each)) ? " set" : ""}`);
}
var INITIAL = { result: 0, initialising: true, running: false };
function dumpScripts(config, view) {
  const subjects = config.vrrp.scripts.map((script2) => ({
    script: script2,
    view: view.scripts[script2.name] ?? INITIAL,
    trackers: trackersOfScript(config.vrrp, script2.name),
    account: config.global
  })).filter(({ trackers }) => trackers.length > 0);
  if (subjects.length === 0)
    return [];
  const written = subjects.flatMap((subject) => [
    ` VRRP Script = ${subject.script.name}`,
    ...writeTable(table13, subject, 3)
  ]);
  return ["------< VRRP Scripts >------", ...written];
}
var table13 = [
  row("Command", ({ script: script2 }) => writeCommand(script2.command)),
  row("Interval", ({ script: script2 }) => `${writeShortSeconds(script2.intervalUs)} sec`),
  row("Timeout", ({ script: script2 }) => `${writeShortSeconds(script2.timeoutUs)} sec`),
  row("Weight", ({ script: script2 }) => `${script2.weight}${script2.reverse ? " reverse" : ""}`),
  row("Rise", ({ script: script2 }) => script2.rise),
  row("Fall", ({ script: script2 }) => script2.fall),
  row("Result", ({ view }) => view.result),
  row("Insecure", ({ script: script2 }) => yesNo(script2.insecure === true)),
  row("Init state", ({ view }) => view.initialising ? "INIT" : "unknown"),
  row("Status", ({ script: script2, view }) => view.result >= script2.rise ? "GOOD" : "BAD"),
  row("Script uid:gid", ({ script: script2, account }) => writeAccount(script2.command, account)),
  text(() => "VRRP instances :"),
  lines(({ trackers }) => ["Tracking instances :", ...trackers.map((tracker) => `  ${writeTracker(tracker)}`)]),
  row("State", ({ view }) => view.running ? "running" : "idle")
];
function dumpConfig(config) {
  const view = initialVrrpView(config);
  return [
    ...dumpGlobal(config, view, "vrrp"),
    ...dumpVrrpSections(config, view),
    ...dumpLvsSections(config, initialLvsView(config))
  ];
}
function dumpVrrpSections(config, view) {
  return [
    ...dumpGarpDelays(config, view.interfaces),
    ...dumpStatics(config),
    ...dumpInstances(config, view),
    ...dumpSockets(view),
    ...dumpSyncGroups(config, view),
    ...dumpScripts(config, view),
    ...dumpFiles(config, view),
    ...dumpProcesses(config, view),
    ...dumpInterfaces(config, view)
  ];
}
function dumpLvsSections(config, view) {
  return [
    ...dumpSsl(config),
    ...dumpLvs(config, view),
    ...dumpCheckers(config, view),
    ...dumpCheckedFiles(config, view),
    ...dumpBfdSessions(config)
  ];
}
function readingOptions(options) {
  const { configId, allConfig } = options;
  return { allIncludeChecks: allConfig, ...configId === null ? {} : { configId } };
}
var STATUS = { argument: 2, fatal: 4, general: 5, security: 6 };
function exitStatusOf(diagnostics) {
  let status = 0;
  for (const { class: kind } of diagnostics) {
    if (kind === "argument")
      return STATUS.argument;
    if (kind !== null)
      status = Math.max(status, STATUS[kind]);
  }
  return status;
}
var SPACE = 32;
var TAB = 9;
var CARRIAGE_RETURN = 13;
var QUOTE = 34;
function splitWords(text2) {
  const words3 = [];
  const length = text2.length;
  let i = 0;
  while (i < length) {
    const c = text2.charCodeAt(i);
    if (isBlank(c)) {
      i++;
    } else if (c === QUOTE) {
      const end = text2.indexOf('"', i + 1);
      if (end < 0)
        break;
      words3.push(text2.slice(i + 1, end));
      i = end + 1;
    } else {
      let end = i + 1;
      for (; end < length; end++) {
        const d = text2.charCodeAt(end);
        if (d === QUOTE || isBlank(d))
          break;
      }
      words3.push(text2.slice(i, end));
      i = end;
    }
  }
  return words3;
}
function isBlank(c) {
  return c === SPACE || c >= TAB && c <= CARRIAGE_RETURN;
}
var LETTER_ESCAPES = {
  a: "\x07",
  b: "\b",
  E: "\x1B",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "	",
  v: "\v"
};
function splitQuoted(text2) {
  const words3 = [];
  let word2 = null;
  let quote = "";
  for (let i = 0; i < text2.length; i++) {
    const c = text2.charAt(i);
    if (c === "\\" && i + 1 < text2.length) {
      const escape = readEscape(text2, i + 1);
      word2 = (word2 ?? "") + escape.value;
      i = escape.end - 1;
    } else if (quote !== "") {
      if (c === quote)
        quote = "";
      else
        word2 += c;
    } else if (c === '"' || c === "'") {
      quote = c;
      word2 ??= "";
    } else if (c === " " || c === "	") {
      if (word2 !== null)
        words3.push(word2);
      word2 = null;
    } else {
      word2 = (word2 ?? "") + c;
    }
  }
  if (word2 !== null)
    words3.push(word2);
  return words3;
}
function readEscape(text2, at) {
  const c = text2.charAt(at);
  const letter = LETTER_ESCAPES[c];
  if (letter !== void 0)
    return { value: letter, end: at + 1 };
  const octal2 = /^[0-7]{1,3}/.exec(text2.slice(at, at + 3));
  if (octal2)
    return { value: String.fromCharCode(parseInt(octal2[0], 8) & 255), end: at + octal2[0].length };
  const hex = c === "x" ? /^[0-9a-fA-F]{1,2}/.exec(text2.slice(at + 1, at + 3)) : null;
  if (hex)
    return { value: String.fromCharCode(parseInt(hex[0], 16)), end: at + 1 + hex[0].length };
  if (c === "c" && at + 1 < text2.length) {
    return { value: String.fromCharCode(text2.charCodeAt(at + 1) & 31), end: at + 2 };
  }
  return { value: c, end: at + 1 };
}
function openQuote(text2) {
  let quote = "";
  for (let i = 0; i < text2.length; i++) {
    const c = text2.charAt(i);
    if (c === "\\")
      i++;
    else if (quote === "")
      quote = c === '"' || c === "'" ? c : "";
    else if (c === quote)
      quote = "";
  }
  return quote;
}
function quoteWord(word2) {
  return /^[$@~]|^include|^$|[\s#!{}]/.test(word2) ? `"${word2}"` : word2;
}
function quoteCommand(word2) {
  if (/^[\w./:=@%+,-]+$/.test(word2))
    return word2;
  return `"${word2.replace(/[\x00-\x1f"\\]/g, (c) => c === "\\" ? "\\\\" : hexEscape(c))}"`;
}
function hexEscape(c) {
  return `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`;
}
function defineContext(name, specs) {
  const rows = specs.map((spec) => ({
    ...spec,
    status: spec.status ?? "acts",
    block: spec.value.block,
    takesBlock: spec.value.block !== null,
    samples: spec.samples ?? spec.value.samples,
    entrySamples: spec.entrySamples ?? spec.value.entrySamples ?? [],
    range: spec.value.range ?? null,
    unit: spec.unit ?? spec.value.unit ?? null,
    ...defaultOf(spec),
    onInvalid: spec.value.syntax === "" ? null : spec.onInvalid ?? spec.value.onInvalid ?? "ignore"
  }));
  const keepsMarks = !name.startsWith("virtual_server/");
  return { name, rows, byName: new Map(rows.map((row2) => [row2.name, row2])), keepsMarks };
}
function defaultOf({ default: own, value }) {
  const found = own ?? value.default;
  return found === void 0 ? {} : { default: found };
}
function fillIn(template, word2, use) {
  return template.replace(/%[wo]/g, (place) => place === "%w" ? word2 : use.owner);
}
var flag = {
  syntax: "",
  block: null,
  read: () => true,
  write: () => [],
  samples: [""],
  default: "off"
};
var TRUE_WORDS = /* @__PURE__ */ new Set(["on", "true", "yes"]);
var FALSE_WORDS = /* @__PURE__ */ new Set(["off", "false", "no"]);
function readBoolean(word2) {
  return TRUE_WORDS.has(word2) ? true : FALSE_WORDS.has(word2) ? false : null;
}
var boolean = {
  syntax: "[on|off]",
  block: null,
  read: (statement, row2, use) => {
    const word2 = statement.words[1];
    const value = word2 === void 0 ? true : readBoolean(word2);
    if (value === null)
      reportBad(statement, row2, use, word2 ?? "", "expected on, true, yes, off, false or no");
    return value ?? void 0;
  },
  write: (value) => [value ? "on" : "off"],
  samples: ["", ...TRUE_WORDS, ...FALSE_WORDS]
};
var word = {
  syntax: "<word>",
  block: null,
  read: (statement, row2, use) => argument(statement, row2, use),
  write: (value) => [value],
  samples: ["word", '"two words"']
};
var optionalWord = {
  syntax: "[<word>]",
  block: null,
  read: (statement) => statement.words[1] ?? null,
  write: (value) => value === null ? [] : [value],
  samples: ["", "word"]
};
var words2 = {
  syntax: "[<word> ...]",
  block: null,
  read: (statement) => statement.words.slice(1),
  write: (value) => value,
  samples: ["", "one", "one two"]
};
function oneOf(choices, fold = false) {
  return {
    syntax: choices.join("|"),
    block: null,
    read: (statement, row2, use) => {
      const given = argument(statement, row2, use);
      if (given === void 0)
        return void 0;
      const found = choices.find((choice) => choice === given || fold && choice.toLowerCase() === given.toLowerCase());
      if (found === void 0) {
        const near = choices.find((choice) => choice.toLowerCase() === given.toLowerCase());
        reportBad(statement, row2, use, given, near ? `did you mean '${near}'?` : `expected ${choices.join(", ")}`);
      }
      return found;
    },
    write: (value) => [value],
    samples: choices
  };
}
function integer(min, max) {
  return {
    syntax: `<${min}..${max}>`,
    block: null,
    read: (statement, row2, use) => {
      const given = argument(statement, row2, use);
      return given === void 0 ? void 0 : readNumber(statement, row2, use, given, min, max);
    },
    write: (value) => [String(value)],
    samples: [String(min), String(max)],
    range: { least: min, most: max }
  };
}
function optionalInteger(min, max) {
  const reader = integer(min, max);
  return {
    ...reader,
    syntax: `[${reader.syntax}]`,
    read: (statement, row2, use) => statement.words.length > 1 ? reader.read(statement, row2, use) : null,
    write: (value) => value === null ? [] : reader.write(value),
    samples: ["", ...reader.samples]
  };
}
function readNumber(statement, row2, use, given, min, max) {
  const problem = numberProblem(given, min, max);
  if (problem === null)
    return Number(given);
  reportBad(statement, row2, use, given, `${problem}; expected a whole number from ${min} to ${max}`, problem);
  return void 0;
}
function numberProblem(given, min, max) {
  if (!/^[+-]?\d+$/.test(given))
    return `invalid number '${given}'`;
  if (given.startsWith("-") && min >= 0)
    return `negative number '${given}'`;
  const value = Number(given);
  return value < min || value > max ? `number '${given}' outside range [${min}, ${max}]` : null;
}
function seconds2(minUs, maxUs, stepUs = 1) {
  const [least, most] = [writeSeconds2(minUs), writeSeconds2(maxUs)];
  return {
    syntax: `<${least}..${most}>`,
    block: null,
    read: (statement, row2, use) => {
      const given = argument(statement, row2, use);
      if (given === void 0)
        return void 0;
      const us = readSeconds(given);
      if (us !== null && /\.\d{7}/.test(given)) {
        use.reporter.report({
          code: "too-many-decimals",
          at: statement.mark,
          word: given,
          message: `number '${given}' has too many decimal places`,
          hint: "six count: microseconds"
        });
      }
      if (us !== null && us >= minUs && us <= maxUs)
        return Math.min(Math.round(us / stepUs) * stepUs, LONGEST_US);
      const problem = us === null ? `invalid number '${given}'` : `number '${given}' outside range [${least}, ${most}]`;
      reportBad(statement, row2, use, given, `${problem}; expected seconds from ${Number(least)} to ${Number(most)}`, problem);
      return void 0;
    },
    write: (value) => [decimal(value)],
    samples: [minUs, Math.min(maxUs, 2 * US_PER_S), Math.min(maxUs, 2.5 * US_PER_S)].map(decimal),
    range: { least: minUs / US_PER_S, most: maxUs / US_PER_S },
    unit: "s"
  };
}
var LONGEST_US = 2 ** 53 - 1;
function readSeconds(text2) {
  if (/^\d{1,9}$/.test(text2))
    return Number(text2) * US_PER_S;
  if (!/^\+?(\d+\.?\d*|\.\d+)$/.test(text2))
    return null;
  const [whole = "", fraction = ""] = text2.replace("+", "").split(".");
  return Number(whole || "0") * US_PER_S + Math.round(Number(`0.${fraction || "0"}`) * US_PER_S);
}
function decimal(us) {
  return writeSeconds2(us).replace(/\.?0+$/, "");
}
function writeSeconds2(us) {
  return `${Math.floor(us / US_PER_S)}.${String(us % US_PER_S).padStart(6, "0")}`;
}
function optional(word2) {
  return word2 === null ? [] : [String(word2)];
}
function argument(statement, row2, use) {
  const given = statement.words[1];
  if (given !== void 0)
    return given;
  const keyword = statement.words[0] ?? "";
  use.reporter.report({
    code: "missing-argument",
    class: row2.missing === void 0 && row2.since === void 0 ? "argument" : "general",
    at: statement.mark,
    word: keyword,
    message: row2.missing !== void 0 ? fillIn(row2.missing, "", use) : `*** Configuration line starting \`${keyword}\` is missing a parameter after keyword \`${keyword}\` at word position 2`,
    hint: `write: ${keyword} ${row2.value.syntax}`,
    expected: row2.value.syntax
  });
  return void 0;
}
function reportBad(statement, row2, use, given, hint, fallback) {
  const keyword = statement.words[0] ?? "";
  use.reporter.report({
    code: "bad-value",
    at: statement.mark,
    word: given,
    message: row2.bad === void 0 ? fallback ?? `invalid ${keyword} '${given}'` : fillIn(row2.bad, given, use),
    hint,
    expected: row2.value.syntax
  });
}
function writeTaken(context2, taken) {
  return taken.map(({ row: row2, value }) => writeStatement(modernRow(context2, row2), value));
}
function modernRow(context2, row2) {
  const modern = row2.oldNameOf === void 0 ? void 0 : context2.byName.get(row2.oldNameOf);
  return modern?.field === row2.field ? modern : row2;
}
function writeStatement(row2, value) {
  const reader = row2.value;
  const words3 = reader.write(value);
  return {
    words: [row2.name, ...reader.quotes === true ? words3 : words3.map(quoteWord)],
    block: reader.writeBlock?.(value) ?? null
  };
}
function writeLines(lines3, indent = "") {
  return lines3.map(({ words: words3, block: block2 }, i) => {
    const line = `${indent}${words3.join(" ")}`;
    if (block2 === null)
      return `${line}
`;
    const gap = indent === "" && i > 0 ? "\n" : "";
    return `${gap}${line} {
${writeLines(block2, `${indent}    `)}${indent}}
`;
  }).join("");
}
function block(context2, syntax = "{ ... }") {
  return {
    syntax,
    block: context2,
    read: (statement, _row, use) => {
      if (!hasBlock(statement, use))
        return void 0;
      return use.readBlock(statement, context2, statement.words[1] ?? use.owner);
    },
    write: (value) => value.args,
    samples: [""],
    writeBlock: (value) => writeTaken(context2, value.taken)
  };
}
function namedBlock(context2, missing) {
  const reader = block(context2, "<name> { ... }");
  return {
    ...reader,
    samples: ["a"],
    read: (statement, row2, use) => {
      if (argument(statement, missing === null ? row2 : { ...row2, missing }, use) === void 0)
        return void 0;
      if (missing !== null && statement.words.length > 2) {
        const word2 = statement.words[2] ?? "";
        use.reporter.report({
          code: "bad-name",
          at: statement.mark,
          word: word2,
          message: missing,
          hint: `a name is one word: put it in double quotes, or remove '${word2}'`
        });
        return void 0;
      }
      return reader.read(statement, row2, use);
    }
  };
}
function targetBlock(context2, syntax, samples) {
  const reader = namedBlock(context2, null);
  return { ...reader, syntax, samples };
}
function contextOf(name, rows) {
  return defineContext(name, rows);
}
var NO_KEYWORDS = defineContext("(entries)", []);
function lines2(syntax, entry, empty) {
  return {
    syntax: `{ ${syntax} }`,
    block: NO_KEYWORDS,
    read: (statement, row2, use) => {
      if (!hasBlock(statement, use))
        return void 0;
      if (statement.words.length > 1)
        reportExtraWords(statement, use);
      const entries2 = statement.block ?? [];
      if (entries2.length === 0 && empty !== void 0) {
        use.reporter.report({
          code: "empty-block",
          severity: "warning",
          at: statement.mark,
          word: statement.words[0] ?? "",
          message: empty.replaceAll("%o", use.owner)
        });
      }
      const values = [];
      for (const one of entries2) {
        if (one.block !== null)
          reportInnerBlock(one, use);
        const value = entry.read(one, row2, use);
        if (value !== void 0)
          values.push(value);
      }
      return values;
    },
    write: () => [],
    samples: [""],
    entrySamples: entry.samples,
    writeBlock: (values) => values.map((value) => ({ words: entry.write(value).map(quoteWord), block: null }))
  };
}
function wordList(syntax, samples, empty) {
  const entry = {
    read: ({ words: words3, mark: mark2 }) => words3.map((word2) => ({ word: word2, mark: mark2 })),
    write: (words3) => words3.map(({ word: word2 }) => word2),
    samples
  };
  const reader = lines2(syntax, entry, empty);
  return {
    ...reader,
    read: (statement, row2, use) => reader.read(statement, row2, use)?.flat(),
    write: () => [],
    samples: [""],
    entrySamples: samples,
    writeBlock: (words3) => words3.map(({ word: word2 }) => ({ words: [quoteWord(word2)], block: null }))
  };
}
function hasBlock(statement, use) {
  if (statement.block !== null)
    return true;
  use.reporter.report({
    code: "missing-open-brace",
    at: statement.mark,
    word: statement.words[0] ?? "",
    message: "Missing '{' at beginning of configuration block",
    expected: "{",
    hint: `'${statement.words[0] ?? ""}' takes a block: ${statement.words.join(" ")} { ... }`
  });
  return false;
}
function reportExtraWords(statement, use) {
  const [keyword = "", first = ""] = statement.words;
  use.reporter.report({
    code: "extra-words",
    at: statement.mark,
    word: first,
    message: `Block ${keyword} has extra parameters ${first} ...`,
    hint: `write: ${keyword} { ... }`
  });
}
function reportInnerBlock(entry, use) {
  use.reporter.report({
    code: "unexpected-brace",
    at: entry.mark,
    word: "{",
    message: "Unexpected '{' - ignoring",
    hint: "this block holds one entry per line and no blocks"
  });
}
var address = {
  syntax: "<ip>",
  block: null,
  read: (statement, row2, use) => {
    const given = argument(statement, row2, use);
    if (given === void 0)
      return void 0;
    const ip = readIp(given);
    if (ip === null)
      reportBad(statement, row2, use, given, "expected an IPv4 or IPv6 address");
    return ip ?? void 0;
  },
  samples: ["192.0.2.1", "2001:db8::1"],
  write: (ip) => [writeIp(ip)]
};
function multicastAddress2(wrong) {
  return {
    ...address,
    syntax: "<multicast ip>",
    samples: ["224.0.0.99", "ff02::99"],
    read: (statement, row2, use) => {
      const ip = address.read(statement, row2, use);
      if (ip === void 0 || isMulticast(ip))
        return ip;
      reportBad(statement, { ...row2, bad: wrong }, use, statement.words[1] ?? "", "expected 224.0.0.0/4 or ff00::/8");
      return void 0;
    }
  };
}
function isMulticast({ family: family3, bytes }) {
  const first = bytes[0] ?? 0;
  return family3 === 4 ? first >= 224 && first < 240 : first === 255;
}
var interfaceName = {
  syntax: "<interface>",
  block: null,
  read: (statement, row2, use) => argument(statement, row2, use),
  samples: ["eth0"],
  write: (name) => [name]
};
function readEndpoint(statement, from, use) {
  const ip = readIp(statement.words[from] ?? "");
  const portWord = statement.words[from + 1];
  if (ip === null)
    return null;
  if (portWord === void 0)
    return { address: ip, port: 0, portGiven: false };
  if (/^0+$/.test(portWord))
    return { address: ip, port: 0, portGiven: false };
  const problem = numberProblem(portWord, 1, 65535);
  if (problem === null)
    return { address: ip, port: Number(portWord), portGiven: true };
  use.reporter.report({
    code: "bad-port",
    at: statement.mark,
    word: portWord,
    message: problem,
    hint: "a port is a number from 1 to 65535"
  });
  return null;
}
var endpoint = {
  syntax: "<ip> [<port>]",
  block: null,
  read: (statement, row2, use) => {
    const given = argument(statement, row2, use);
    if (given === void 0)
      return void 0;
    const value = readEndpoint(statement, 1, use);
    if (value === null)
      reportBad(statement, row2, use, given, "expected an address, then a port");
    return value ?? void 0;
  },
  samples: ["192.0.2.9", "192.0.2.9 80", "2001:db8::9 443"],
  write: ({ address: ip, port, portGiven }) => [writeIp(ip), ...optional(portGiven ? port : null)]
};
var command = {
  syntax: '<command>|"<command> <argument> ..." [<user> [<group>]]',
  block: null,
  read: (statement, row2, use) => {
    if (hasOpenQuote(statement.text, statement.mark, use))
      return void 0;
    if (argument(statement, row2, use) === void 0)
      return void 0;
    const keyword = statement.words[0] ?? "";
    const outer = splitQuoted(statement.text.slice(keyword.length));
    const text2 = outer[0] ?? "";
    if (hasOpenQuote(text2, statement.mark, use))
      return void 0;
    const argv = splitQuoted(text2);
    if (argv.length === 0) {
      if (row2.bad !== void 0)
        reportBad(statement, row2, use, text2, "it holds no command");
      return void 0;
    }
    const more = outer.length > 3 ? { more: outer.slice(3) } : {};
    return { text: text2, argv, user: outer[1] ?? null, group: outer[2] ?? null, ...more, mark: statement.mark };
  },
  samples: ["/bin/true", `"/bin/sh -c 'exit 0'"`, "/bin/true nobody", "/bin/true nobody nogroup"],
  write: ({ text: text2, user: user2, group }) => [text2, ...optional(user2), ...optional(group)].map(quoteCommand),
  quotes: true
};
function hasOpenQuote(text2, at, { reporter }) {
  const quote = openQuote(text2);
  if (quote === "")
    return false;
  reporter.report({
    code: "open-quote",
    at,
    word: quote,
    message: `String '${text2}': missing terminating ${quote}`
  });
  return true;
}
var optionalCommand = {
  ...command,
  syntax: `[${command.syntax}]`,
  read: (statement, row2, use) => statement.words.length > 1 || openQuote(statement.text) !== "" ? command.read(statement, row2, use) : null,
  samples: ["", ...command.samples],
  write: (value) => value === null ? [] : command.write(value)
};
function encodeUtf8(text2) {
  const octets2 = [];
  for (const character of text2) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 128)
      octets2.push(code);
    else if (code < 2048)
      octets2.push(192 | code >> 6, 128 | code & 63);
    else if (code < 65536)
      octets2.push(224 | code >> 12, 128 | code >> 6 & 63, 128 | code & 63);
    else
      octets2.push(240 | code >> 18, 128 | code >> 12 & 63, 128 | code >> 6 & 63, 128 | code & 63);
  }
  return Uint8Array.from(octets2);
}
function decodeUtf8(octets2) {
  const escaped = Array.from(octets2, (octet) => `%${octet.toString(16).padStart(2, "0")}`).join("");
  try {
    return decodeURIComponent(escaped);
  } catch {
    return null;
  }
}
var stateWord = {
  syntax: "MASTER|BACKUP",
  block: null,
  read: (statement, row2, use) => {
    const given = argument(statement, row2, use);
    if (given === void 0 || given === "MASTER" || given === "BACKUP")
      return given;
    reportBad(statement, row2, use, given, "expected MASTER or BACKUP");
    return "BACKUP";
  },
  samples: ["MASTER", "BACKUP"],
  write: (value) => [value],
  onInvalid: "default"
};
var MAX_PASSWORD = 8;
var password = {
  syntax: "<password>",
  block: null,
  read: (statement, row2, use) => {
    const given = argument(statement, row2, use);
    if (given === void 0)
      return void 0;
    const latin1 = use.reporter.sources.isLatin1(statement.mark);
    const octets2 = latin1 ? Uint8Array.from(given, (c) => c.charCodeAt(0)) : encodeUtf8(given);
    if (octets2.length <= MAX_PASSWORD)
      return octets2;
    use.reporter.warn({
      code: "password-truncated",
      at: statement.mark,
      word: given,
      message: `Truncating auth_pass to ${MAX_PASSWORD} characters`,
      hint: `only the first ${MAX_PASSWORD} octets go into a packet; write no more of them`
    });
    return octets2.slice(0, MAX_PASSWORD);
  },
  // Octets that are no UTF-8 come from a file that is none: each was a character there.
  samples: ["secret", '"two word"'],
  write: (octets2) => [decodeUtf8(octets2) ?? String.fromCharCode(...octets2)],
  onInvalid: "clamp"
};
var unicastPeer = {
  read: readPeer,
  samples: ["192.0.2.2", "192.0.2.3 min_ttl 254 max_ttl 255"],
  write: ({ address: address2, minTtl, maxTtl }) => [
    writeIp(address2),
    ...minTtl === 0 ? [] : ["min_ttl", String(minTtl)],
    ...maxTtl === 255 ? [] : ["max_ttl", String(maxTtl)]
  ]
};
function readPeer(entry, row2, use) {
  const given = entry.words[0] ?? "";
  const address2 = readIp(given);
  if (address2 === null) {
    use.reporter.report({
      code: "bad-address",
      at: entry.mark,
      word: given,
      message: `Configuration error: VRRP instance[${use.owner}] malformed unicast peer address[${given}]. Skipping...`,
      hint: "expected an address, one per line"
    });
    return void 0;
  }
  let minTtl = 0;
  let maxTtl = 255;
  for (let i = 1; i < entry.words.length; i += 2) {
    const name = entry.words[i] ?? "";
    const value = readTtl(entry, row2, use, name, entry.words[i + 1] ?? "");
    if (name === "min_ttl")
      minTtl = value ?? minTtl;
    else if (name === "max_ttl")
      maxTtl = value ?? maxTtl;
  }
  return { address: address2, minTtl, maxTtl };
}
function readTtl(entry, row2, use, name, given) {
  if (name === "min_ttl" || name === "max_ttl") {
    const bad = `(${use.owner}) ${name} '%w' not valid - must be between 0 & 255`;
    return readNumber(entry, { ...row2, bad }, use, given, 0, 255);
  }
  use.reporter.report({
    code: "bad-option",
    at: entry.mark,
    word: name,
    message: given === "" ? `(${use.owner}) ${name} is missing a value` : `(${use.owner}) unknown unicast_peer option ${name} - ignoring`,
    hint: "expected min_ttl or max_ttl"
  });
  return void 0;
}
function extraInterfaces(least, prefix) {
  return {
    syntax: `[all] <${least}..86400>`,
    block: null,
    read: (statement, row2, use) => {
      const [keyword = "", ...words3] = statement.words;
      const times = words3[0] === "all" ? words3.slice(1) : words3;
      const given = times.find((time) => numberProblem(time, least, 86400) !== null) ?? times[0];
      if (given === void 0) {
        const missing = `${prefix}${keyword} specified without time - ignoring`;
        argument({ ...statement, words: [keyword] }, { ...row2, missing }, use);
        return void 0;
      }
      const bad = `${prefix}${keyword} '%w' invalid - ignoring`;
      return readNumber(statement, { ...row2, bad }, use, given, least, 86400) === void 0 ? void 0 : words3;
    },
    samples: [String(least), "86400", "all 60"],
    write: (words3) => words3,
    range: { least, most: 86400 },
    unit: "s"
  };
}
var smtpServer = {
  syntax: "<address or name> [<port>]",
  block: null,
  read: (statement, row2, use) => {
    const host = argument(statement, row2, use);
    const portWord = statement.words[2];
    if (host === void 0)
      return void 0;
    if (portWord === void 0)
      return { host, port: 25 };
    const port = SERVICES[portWord] ?? (numberProblem(portWord, 1, 65535) === null ? Number(portWord) : null);
    if (port !== null)
      return { host, port };
    reportBad(statement, row2, use, `${host} ${portWord}`, "a port is a number from 1 to 65535");
    return void 0;
  },
  samples: ["192.0.2.25", "2001:db8::25 587", "192.0.2.25 smtp"],
  write: ({ host, port }) => [host, String(port)]
};
var SERVICES = { smtp: 25, mail: 25, smtps: 465, submissions: 465, submission: 587 };
var user = {
  syntax: "<user> [<group>]",
  block: null,
  read: (statement, row2, use) => {
    const name = argument(statement, row2, use);
    return name === void 0 ? void 0 : { user: name, group: statement.words[2] ?? null, mark: statement.mark };
  },
  samples: ["nobody", "nobody nogroup"],
  write: (value) => [value.user, ...optional(value.group)]
};
var fifo2 = {
  syntax: "<path> [<user> [<group>]]",
  block: null,
  read: (statement, row2, use) => {
    const path = argument(statement, row2, use);
    if (path === void 0)
      return void 0;
    return { path, user: statement.words[2] ?? null, group: statement.words[3] ?? null, mark: statement.mark };
  },
  samples: ["/run/fifo", "/run/fifo nobody", "/run/fifo nobody nogroup"],
  write: (value) => [value.path, ...optional(value.user), ...optional(value.group)]
};
var MAX_TIMEOUT_S = 2678400;
var lvsTimeouts = {
  syntax: "[tcp <s>] [tcpfin <s>] [udp <s>]",
  block: null,
  read: (statement, row2, use) => {
    const found = {
      tcp: null,
      tcpfin: null,
      udp: null
    };
    let count = 0;
    for (let i = 1; i < statement.words.length; i += 2) {
      const name = statement.words[i] ?? "";
      const given = statement.words[i + 1];
      if (name !== "tcp" && name !== "tcpfin" && name !== "udp") {
        reportOption(statement, use, name, `Unknown option ${name} specified for lvs_timeouts`, "tcp, tcpfin or udp");
        continue;
      }
      count++;
      if (given === void 0) {
        reportOption(statement, use, name, `No value specified for lvs_timeout ${name} - ignoring`, `${name} <seconds>`);
        continue;
      }
      const value = readNumber(statement, { ...row2, bad: `Invalid lvs_timeout ${name} (%w) - ignoring` }, use, given, 0, MAX_TIMEOUT_S);
      if (value !== void 0)
        found[name] = value;
    }
    if (count > 0)
      return found;
    reportOption(statement, use, statement.words[0] ?? "", "lvs_timeouts requires at least one option", row2.value.syntax);
    return void 0;
  },
  samples: ["tcp 900", "tcpfin 120 udp 300", "udp 0"],
  write: (value) => [...option2("tcp", value.tcp), ...option2("tcpfin", value.tcpfin), ...option2("udp", value.udp)],
  unit: "s"
};
function option2(name, value) {
  return value === null ? [] : [name, String(value)];
}
var OPTIONS = {
  id: { field: "syncId", min: 0, max: 255 },
  maxlen: { field: "maxLength", min: 1, max: 65507 },
  port: { field: "port", min: 1, max: 65535 },
  ttl: { field: "ttl", min: 1, max: 255 }
};
var lvsSyncDaemon = {
  syntax: "<interface> [inst <instance>] [id <n>] [maxlen <n>] [port <n>] [ttl <n>] [group <ip>]",
  block: null,
  read: (statement, row2, use) => {
    const name = argument(statement, row2, use);
    if (name === void 0)
      return void 0;
    const draft = {
      interface: name,
      instance: null,
      syncId: null,
      maxLength: null,
      port: null,
      ttl: null,
      group: null
    };
    for (let i = 2; i < statement.words.length; i++) {
      if (readSyncOption(statement, row2, use, i, draft))
        i++;
    }
    return draft;
  },
  samples: ["eth0", "eth0 a", "eth0 inst a id 7 maxlen 1400 port 8848 ttl 4 group 224.0.0.81", "eth0 group ff02::81"],
  write: (value) => [
    value.interface,
    ...option2("inst", value.instance),
    ...Object.entries(OPTIONS).flatMap(([name, { field }]) => option2(name, value[field])),
    ...option2("group", value.group === null ? null : writeIp(value.group))
  ]
};
function readSyncOption(statement, row2, use, at, draft) {
  const name = statement.words[at] ?? "";
  const given = statement.words[at + 1] ?? "";
  const option3 = OPTIONS[name];
  if (option3 !== void 0) {
    const bad = name === "id" ? "Invalid syncid (%w) - defaulting to vrid" : `Invalid lvs_sync_daemon ${name} (%w) - ignoring`;
    draft[option3.field] = readNumber(statement, { ...row2, bad }, use, given, option3.min, option3.max) ?? null;
    return true;
  }
  if (name === "inst")
    draft.instance = given;
  else if (name === "group")
    draft.group = readGroup(statement, use, given);
  else if (at === 2)
    draft.instance = name;
  else if (at === 3 && numberProblem(name, 0, 255) === null) {
    reportOption(statement, use, name, 'Please use keyword "id" before lvs_sync_daemon SYNCID', `write: id ${name}`);
    draft.syncId = Number(name);
  } else
    reportOption(statement, use, name, `Unknown option ${name} specified for lvs_sync_daemon`, row2.value.syntax);
  return name === "inst" || name === "group";
}
function readGroup(statement, use, given) {
  const group = readIp(given);
  if (group !== null && isMulticast(group))
    return group;
  reportOption(statement, use, given, `lvs_sync_daemon group address ${given} is not multicast - ignoring`, "a multicast address");
  return null;
}
var BITS = {
  IRUSR: 256,
  IWUSR: 128,
  IXUSR: 64,
  IRWXU: 448,
  IRGRP: 32,
  IWGRP: 16,
  IXGRP: 8,
  IRWXG: 56,
  IROTH: 4,
  IWOTH: 2,
  IXOTH: 1,
  IRWXO: 7
};
var umask = {
  syntax: "<number>|<bit>[|<bit> ...]",
  block: null,
  read: (statement, row2, use) => {
    const first = argument(statement, row2, use);
    if (first === void 0)
      return void 0;
    const number = /^0x[0-9a-f]+$/i.test(first) ? Number(first) : /^0[0-7]*$/.test(first) ? parseInt(first, 8) : /^\d+$/.test(first) ? Number(first) : null;
    if (number !== null) {
      const more = statement.words[2];
      if (more !== void 0) {
        reportOption(statement, use, more, "Extra parameter(s) to umask option", "a number alone");
        return void 0;
      }
      if (number <= 511)
        return number;
      reportOption(statement, use, first, `invalid umask value ${first}`, "a number up to 0777");
      return void 0;
    }
    let mask = 0;
    for (const bit of statement.words.slice(1).join(" ").split(/[| ]+/)) {
      const value = BITS[bit];
      if (value === void 0) {
        reportBad(statement, row2, use, bit, `expected ${Object.keys(BITS).join(", ")}`);
        return void 0;
      }
      mask |= value;
    }
    return mask;
  },
  samples: [
    "022",
    "0x1f",
    "18",
    "IRUSR|IWUSR|IXUSR",
    "IRWXU|IRWXG|IRWXO",
    "IRGRP | IWGRP | IXGRP",
    "IROTH IWOTH IXOTH"
  ],
  write: (mask) => [`0${mask.toString(8)}`]
};
var MAX_RT_PRIORITY = 99;
function realTimePriority(process2) {
  return {
    syntax: `<1..${MAX_RT_PRIORITY}>`,
    block: null,
    read: (statement, row2, use) => {
      const given = argument(statement, row2, use);
      const value = given === void 0 ? void 0 : readNumber(statement, row2, use, given, 1, 2147483647);
      if (value === void 0 || value <= MAX_RT_PRIORITY)
        return value;
      use.reporter.report({
        code: "clamped",
        at: statement.mark,
        word: given ?? "",
        message: `${process2} process real-time priority ${value} greater than maximum ${MAX_RT_PRIORITY} - setting to maximum`
      });
      return MAX_RT_PRIORITY;
    },
    samples: ["1", "99"],
    write: (value) => [String(value)],
    range: { least: 1, most: MAX_RT_PRIORITY },
    onInvalid: "clamp"
  };
}
var rxBuffers = {
  syntax: "MTU|ADVERT|<bytes>",
  block: null,
  read: (statement, row2, use) => {
    const given = argument(statement, row2, use);
    if (given === void 0)
      return void 0;
    const upper = given.toUpperCase();
    const isPolicy = upper === "MTU" || upper === "ADVERT";
    const more = statement.words[2];
    if (more !== void 0) {
      const hint = "expected MTU, ADVERT or a number of octets alone";
      reportBad(statement, row2, use, more, hint);
    }
    if (isPolicy)
      return upper;
    return readNumber(statement, row2, use, given, 0, 4294967295);
  },
  samples: ["MTU", "ADVERT", "65536"],
  write: (value) => [String(value)]
};
function reportOption(statement, use, name, message, expected) {
  use.reporter.report({ code: "bad-option", at: statement.mark, word: name, message, hint: `expected ${expected}` });
}
var U32 = 4294967295;
var MAX_SECONDS = 4294 * US_PER_S + 967295;
var globalRows = [
  // Who we are, and mail
  {
    name: "router_id",
    field: "routerId",
    value: word,
    default: "host name",
    missing: "routerid name missing - ignoring",
    doc: "name of this node in mail subjects"
  },
  {
    name: "lvs_id",
    field: "routerId",
    value: word,
    oldNameOf: "router_id",
    missing: "routerid name missing - ignoring",
    doc: "name of this node, in files of 2002"
  },
  {
    name: "notification_email",
    field: "emailTo",
    value: wordList("<address> ...", ["a@example.com", '"Ann <a@example.com>"'], "Warning - empty notification_email block"),
    repeat: true,
    doc: "who gets alert mails"
  },
  {
    name: "notification_email_from",
    field: "emailFrom",
    value: word,
    default: "user@hostname",
    missing: "emailfrom missing - ignoring",
    samples: ["keepalived@example.com"],
    doc: "sender of alert mails"
  },
  {
    name: "smtp_server",
    field: "smtpServer",
    value: smtpServer,
    bad: "Invalid smtp server %w",
    doc: "mail relay; a name is looked up when a mail is sent"
  },
  {
    name: "smtp_helo_name",
    field: "smtpHeloName",
    value: optionalWord,
    default: "host name",
    doc: "name we give in HELO"
  },
  {
    name: "smtp_connect_timeout",
    field: "smtpTimeoutS",
    value: integer(0, 4294),
    default: "30",
    unit: "s",
    bad: "smtp_connect_timeout '%w' must be in [0, 4294] - ignoring",
    doc: "how long to wait for the mail relay"
  },
  {
    name: "smtp_alert",
    field: "smtpAlert",
    value: boolean,
    bad: "Invalid value '%w' for global smtp_alert specified",
    default: "on for real servers, else off",
    doc: "default of every smtp_alert"
  },
  {
    name: "smtp_alert_vrrp",
    field: "smtpAlertVrrp",
    value: boolean,
    bad: "Invalid value '%w' for global smtp_alert_vrrp specified",
    default: "smtp_alert",
    doc: "default smtp_alert of instances and sync groups"
  },
  {
    name: "smtp_alert_checker",
    field: "smtpAlertChecker",
    value: boolean,
    bad: "Invalid value '%w' for global smtp_alert_checker specified",
    default: "smtp_alert",
    doc: "default smtp_alert of virtual and real servers"
  },
  {
    name: "no_email_faults",
    field: "noEmailFaults",
    value: flag,
    default: "off",
    doc: "no mail when an instance goes to FAULT"
  },
  {
    name: "no_checker_emails",
    field: "noCheckerEmails",
    value: boolean,
    default: "off",
    bad: "Invalid value '%w' for global no_checker_emails specified",
    doc: "mail only when a real server joins or leaves"
  },
  {
    name: "checker_log_all_failures",
    field: "checkerLogAllFailures",
    value: boolean,
    default: "off",
    bad: "Invalid value for checker_log_all_failures specified",
    doc: "log every failed check, not only the last"
  },
  {
    name: "rs_init_notifies",
    field: "rsInitNotifies",
    value: boolean,
    default: "off",
    bad: "Invalid value '%w' for global rs_init_notifies specified",
    doc: "run the notify scripts of real servers at start too"
  },
  // Interfaces
  {
    name: "default_interface",
    field: "defaultInterface",
    value: word,
    missing: "default_interface requires interface name",
    samples: ["eth0"],
    default: "eth0",
    doc: "interface of static addresses that name none"
  },
  {
    name: "dynamic_interfaces",
    field: "dynamicInterfaces",
    value: optionalWord,
    default: "off",
    samples: ["", "allow_if_changes"],
    doc: "interfaces may appear later"
  },
  {
    name: "disable_local_igmp",
    field: "disableLocalIgmp",
    value: flag,
    doc: "no IGMP reports for link-local groups"
  },
  // VRRP defaults
  {
    name: "vrrp_version",
    field: "vrrpVersion",
    value: integer(2, 3),
    default: "2",
    bad: "VRRP Error: Version must be either 2 or 3",
    doc: "protocol version of instances that name none"
  },
  {
    name: "vrrp_mcast_group4",
    field: "mcastGroup4",
    value: address,
    default: "224.0.0.18",
    bad: "Can't parse vrrp_mcast_group4 [%w]. Skipping",
    samples: ["224.0.0.99"],
    doc: "IPv4 group that adverts go to"
  },
  {
    name: "vrrp_mcast_group6",
    field: "mcastGroup6",
    value: address,
    default: "ff02::12",
    bad: "Can't parse vrrp_mcast_group6 [%w]. Skipping",
    samples: ["ff02::99"],
    doc: "IPv6 group that adverts go to"
  },
  {
    name: "vrrp_garp_master_delay",
    field: "garpMasterDelayS",
    value: integer(0, 4294),
    default: "5",
    unit: "s",
    bad: "vrrp_garp_master_delay '%w' invalid - ignoring",
    doc: "time until the second volley of gratuitous ARP"
  },
  {
    name: "vrrp_garp_master_repeat",
    field: "garpMasterRepeat",
    value: integer(0, U32),
    default: "5",
    bad: "vrrp_garp_master_repeat '%w' invalid - ignoring",
    doc: "gratuitous ARPs in a volley"
  },
  {
    name: "vrrp_garp_master_refresh",
    field: "garpMasterRefreshS",
    value: integer(0, U32),
    default: "0",
    unit: "s",
    bad: "Invalid vrrp_garp_master_refresh '%w' - ignoring",
    onInvalid: "default",
    doc: "period of gratuitous ARP while master"
  },
  {
    name: "vrrp_garp_master_refresh_repeat",
    field: "garpMasterRefreshRepeat",
    value: integer(0, U32),
    default: "1",
    bad: "vrrp_garp_master_refresh_repeat '%w' invalid - ignoring",
    doc: "gratuitous ARPs in a refresh"
  },
  {
    name: "vrrp_garp_lower_prio_delay",
    field: "garpLowerPrioDelayS",
    value: integer(0, 4294),
    default: "vrrp_garp_master_delay",
    unit: "s",
    bad: "vrrp_garp_lower_prio_delay '%w' invalid - ignoring",
    doc: "second volley after an advert of lower priority"
  },
  {
    name: "vrrp_garp_lower_prio_repeat",
    field: "garpLowerPrioRepeat",
    value: integer(0, 2147483647),
    default: "vrrp_garp_master_repeat",
    bad: "Invalid vrrp_garp_lower_prio_repeat '%w'",
    doc: "gratuitous ARPs after an advert of lower priority"
  },
  {
    name: "vrrp_down_timer_adverts",
    field: "downTimerAdverts",
    value: integer(1, 100),
    default: "3",
    bad: "Invalid vrrp_down_timer_adverts [1:100] '%w'",
    doc: "adverts missed until the master counts as dead"
  },
  {
    name: "vrrp_garp_interval",
    field: "garpIntervalUs",
    value: seconds2(1, MAX_SECONDS),
    default: "0",
    bad: "vrrp_garp_interval '%w' is invalid",
    doc: "gap between gratuitous ARPs on an interface"
  },
  {
    name: "vrrp_gna_interval",
    field: "gnaIntervalUs",
    value: seconds2(1, MAX_SECONDS),
    default: "0",
    bad: "vrrp_gna_interval '%w' is invalid",
    doc: "gap between unsolicited neighbour advertisements"
  },
  {
    name: "vrrp_min_garp",
    field: "minGarp",
    value: boolean,
    default: "off",
    bad: "Invalid value for vrrp_min_garp specified",
    doc: "one gratuitous ARP only, no repeats"
  },
  {
    name: "vrrp_garp_extra_if",
    field: "garpExtraIf",
    value: extraInterfaces(1, ""),
    default: "off",
    doc: "periodic gratuitous ARP on macvlans of other interfaces"
  },
  {
    name: "vrrp_vmac_garp_intvl",
    field: "garpExtraIf",
    value: extraInterfaces(1, ""),
    oldNameOf: "vrrp_garp_extra_if",
    deprecated: 'Keyword "vrrp_vmac_garp_intvl" is deprecated - please use "vrrp_garp_extra_if"',
    doc: "old name"
  },
  {
    name: "vrrp_lower_prio_no_advert",
    field: "lowerPrioNoAdvert",
    value: boolean,
    default: "off",
    bad: "Invalid value for vrrp_lower_prio_no_advert specified",
    doc: "a master does not answer adverts of lower priority"
  },
  {
    name: "vrrp_higher_prio_send_advert",
    field: "higherPrioSendAdvert",
    value: boolean,
    default: "off",
    bad: "Invalid value for vrrp_higher_prio_send_advert specified",
    doc: "a master sends one advert before it yields"
  },
  {
    name: "vrrp_check_unicast_src",
    field: "checkUnicastSrc",
    value: flag,
    default: "off",
    doc: "take unicast adverts from configured peers only"
  },
  {
    name: "vrrp_skip_check_adv_addr",
    field: "skipCheckAdvAddr",
    value: flag,
    default: "off",
    doc: "do not compare the address list when the sender is the same"
  },
  { name: "vrrp_strict", field: "strict", value: flag, default: "off", doc: "hold every instance to the RFC" },
  {
    name: "vrrp_startup_delay",
    field: "startupDelayUs",
    value: seconds2(US_PER_MS, MAX_SECONDS),
    default: "0",
    bad: "vrrp_startup_delay '%w' is invalid",
    doc: "wait this long after start before taking part"
  },
  {
    name: "vrrp_delay_after_boot",
    field: "delayAfterBootUs",
    value: seconds2(US_PER_MS, MAX_SECONDS),
    since: "2.4.0",
    default: "0",
    doc: "wait until the host has been up this long"
  },
  {
    name: "vrrp_owner_ignore_adverts",
    field: "ownerIgnoreAdverts",
    value: boolean,
    since: "2.4.0",
    default: "off",
    doc: "address owners ignore what others advertise"
  },
  {
    name: "v3_checksum_as_v2",
    field: "v3ChecksumAsV2",
    value: flag,
    since: "2.4.0",
    doc: "VRRPv3 checksum over IPv4 without pseudo header"
  },
  {
    name: "log_unknown_vrids",
    field: "logUnknownVrids",
    value: flag,
    doc: "log adverts of router ids that are not ours"
  },
  {
    name: "vmac_prefix",
    field: "vmacPrefix",
    value: word,
    default: "vrrp",
    once: "vmac prefix has already been specified - ignoring %w",
    doc: "prefix of the names of macvlans"
  },
  {
    name: "vmac_addr_prefix",
    field: "vmacAddrPrefix",
    value: word,
    default: "vmac_prefix",
    once: "vmac_addr prefix has already been specified - ignoring %w",
    doc: "prefix of the names of macvlans for addresses elsewhere"
  },
  {
    name: "vrrp_rx_bufs_policy",
    field: "rxBufsPolicy",
    value: rxBuffers,
    missing: "vrrp_rx_bufs_policy missing",
    bad: "Invalid vrrp_rx_bufs_policy %w",
    default: "the kernel's",
    doc: "how receive buffers are sized"
  },
  {
    name: "vrrp_rx_bufs_multiplier",
    field: "rxBufsMultiplier",
    value: integer(1, U32),
    default: "3",
    missing: "Invalid vrrp_rx_bufs_multiplier",
    more: "Invalid vrrp_rx_bufs_multiplier",
    bad: "Invalid vrrp_rx_bufs_multiplier %w",
    doc: "factor of that size"
  },
  {
    name: "vrrp_notify_priority_changes",
    field: "notifyPriorityChanges",
    value: boolean,
    default: "off",
    bad: "Invalid value '%w' for global vrrp_notify_priority_changes specified",
    doc: "write priority changes to the FIFOs too"
  },
  // Firewall
  {
    name: "nftables",
    field: "nftables",
    value: optionalWord,
    once: "nftables already specified - ignoring",
    default: "off; alone: keepalived",
    doc: "filter with nftables"
  },
  {
    name: "nftables_priority",
    field: "nftablesPriority",
    value: integer(-2147483648, 2147483647),
    default: "-1",
    bad: "invalid nftables chain priority '%w'",
    doc: "priority of our chains"
  },
  {
    name: "nftables_counters",
    field: "nftablesCounters",
    value: flag,
    doc: "count in nftables rules"
  },
  {
    name: "nftables_ifindex",
    field: "nftablesIfindex",
    value: flag,
    doc: "interfaces by index in nftables sets"
  },
  {
    name: "nftables_ipvs",
    field: "nftablesIpvs",
    value: optionalWord,
    once: "ipvs nftables already specified - ignoring",
    status: "parsed",
    default: "off; alone: keepalived_ipvs",
    doc: "mark packets of virtual server groups with nftables"
  },
  {
    name: "nftables_ipvs_priority",
    field: "nftablesIpvsPriority",
    value: integer(-2147483648, 2147483647),
    status: "parsed",
    bad: "invalid ipvs nftables chain priority '%w'",
    default: "-1",
    doc: "priority of that chain"
  },
  {
    name: "nftables_ipvs_start_fwmark",
    field: "nftablesIpvsStartFwmark",
    value: integer(1, U32),
    status: "parsed",
    default: "1000",
    bad: "invalid ipvs nftables start_fwmark priority '%w'",
    doc: "first mark that is given out"
  },
  {
    name: "vrrp_iptables",
    field: "vrrpIptables",
    value: words2,
    oldNameOf: "nftables",
    deprecated: "iptables not supported, using nftables instead. Please replace 'vrrp_iptables and 'vrrp_ipsets' with 'nftables' config option",
    samples: ["", "INPUT", "INPUT OUTPUT"],
    doc: "filter with iptables chains"
  },
  {
    name: "vrrp_ipsets",
    field: "vrrpIpsets",
    value: words2,
    samples: ["keepalived"],
    oldNameOf: "nftables",
    doc: "names of sets of iptables; nftables has sets of its own"
  },
  // LVS
  { name: "lvs_flush", field: "lvsFlush", value: flag, default: "off", doc: "empty the IPVS table at start" },
  {
    name: "lvs_flush_on_stop",
    field: "lvsFlushOnStop",
    value: optionalWord,
    default: "off",
    bad: "Unknown lvs_flush_on_stop type %w",
    samples: ["", "VS"],
    doc: "empty the IPVS table at the end; VS: only our own services"
  },
  {
    name: "lvs_flush_onstop",
    field: "lvsFlushOnStop",
    value: optionalWord,
    oldNameOf: "lvs_flush_on_stop",
    bad: "Unknown lvs_flush_on_stop type %w",
    samples: ["", "VS"],
    doc: "misspelling that is still taken"
  },
  {
    name: "lvs_timeouts",
    field: "lvsTimeouts",
    value: lvsTimeouts,
    unit: "s",
    default: "the kernel's",
    doc: "timeouts of IPVS connections"
  },
  {
    name: "lvs_sync_daemon",
    field: "lvsSyncDaemon",
    value: lvsSyncDaemon,
    missing: "lvs_sync_daemon requires interface",
    once: "lvs_sync_daemon has already been specified as %w - ignoring",
    default: "off",
    doc: "synchronise IPVS connections"
  },
  // Scripts and FIFOs
  {
    name: "script_user",
    field: "scriptUser",
    value: user,
    missing: "No script username specified",
    default: "keepalived_script, else our own account",
    doc: "account of scripts that name none"
  },
  {
    name: "enable_script_security",
    field: "scriptSecurity",
    value: flag,
    default: "off",
    doc: "no script as root whose path others can write"
  },
  {
    name: "use_symlink_paths",
    field: "useSymlinkPaths",
    value: boolean,
    since: "2.4.0",
    default: "off",
    doc: "keep links in script paths"
  },
  {
    name: "set_supplementary_groups",
    field: "setSupplementaryGroups",
    value: boolean,
    since: "2.4.0",
    default: "off",
    doc: "scripts get the user's other groups"
  },
  {
    name: "startup_script",
    field: "startupScript",
    value: command,
    missing: "startup script missing",
    once: "startup script already specified",
    bad: "Invalid startup script",
    doc: "run before anything else starts"
  },
  {
    name: "startup_script_timeout",
    field: "startupScriptTimeoutS",
    value: integer(1, 1e3),
    default: "10",
    unit: "s",
    missing: "startup_script_timeout requires value",
    bad: "startup_script_timeout '%w' must be in [1, 1000] - ignoring",
    doc: "how long it may take"
  },
  {
    name: "shutdown_script",
    field: "shutdownScript",
    value: command,
    missing: "shutdown script missing",
    once: "shutdown script already specified",
    bad: "Invalid shutdown script",
    doc: "run after everything has ended"
  },
  {
    name: "shutdown_script_timeout",
    field: "shutdownScriptTimeoutS",
    value: integer(1, 1e3),
    default: "10",
    unit: "s",
    missing: "shutdown_script_timeout requires value",
    bad: "shutdown_script_timeout '%w' must be in [1, 1000] - ignoring",
    doc: "how long it may take"
  },
  {
    name: "notify_fifo",
    field: "fifo",
    value: fifo2,
    missing: "No notify_fifo name specified",
    once: "notify_fifo already specified - ignoring %w",
    doc: "pipe that all events are written to"
  },
  {
    name: "notify_fifo_script",
    field: "fifoScript",
    value: command,
    missing: "No notify_fifo_script specified",
    once: "notify_fifo_script already specified - ignoring %w",
    doc: "program that reads it"
  },
  {
    name: "vrrp_notify_fifo",
    field: "vrrpFifo",
    value: fifo2,
    missing: "No vrrp_notify_fifo name specified",
    once: "vrrp_notify_fifo already specified - ignoring %w",
    doc: "pipe for VRRP events"
  },
  {
    name: "vrrp_notify_fifo_script",
    field: "vrrpFifoScript",
    value: command,
    missing: "No vrrp_notify_fifo_script specified",
    once: "vrrp_notify_fifo_script already specified - ignoring %w",
    doc: "program that reads it"
  },
  {
    name: "lvs_notify_fifo",
    field: "lvsFifo",
    value: fifo2,
    missing: "No lvs_notify_fifo name specified",
    once: "lvs_notify_fifo already specified - ignoring %w",
    doc: "pipe for checker events"
  },
  {
    name: "lvs_notify_fifo_script",
    field: "lvsFifoScript",
    value: command,
    missing: "No lvs_notify_fifo_script specified",
    once: "lvs_notify_fifo_script already specified - ignoring %w",
    doc: "program that reads it"
  },
  {
    name: "fifo_write_vrrp_states_on_reload",
    field: "fifoWriteStatesOnReload",
    value: flag,
    default: "off",
    doc: "write all states again after a reload"
  },
  // Processes
  {
    name: "process_names",
    field: "processNames",
    value: flag,
    default: "off",
    doc: "give each process its usual name"
  },
  {
    name: "process_name",
    field: "processName",
    value: word,
    default: "keepalived",
    doc: "name of the parent process"
  },
  {
    name: "vrrp_process_name",
    field: "vrrpProcessName",
    value: word,
    default: "that of the program; with process_names keepalived_vrrp",
    doc: "name of the VRRP process"
  },
  {
    name: "checker_process_name",
    field: "checkerProcessName",
    value: word,
    default: "that of the program; with process_names keepalived_lvs",
    doc: "name of the checker process"
  },
  {
    name: "lvs_process_name",
    field: "checkerProcessName",
    value: word,
    oldNameOf: "checker_process_name",
    doc: "old name"
  },
  {
    name: "bfd_process_name",
    field: "bfdProcessName",
    value: word,
    status: "parsed",
    default: "that of the program; with process_names keepalived_bfd",
    doc: "name of the BFD process"
  },
  {
    name: "vrrp_priority",
    field: "vrrpNice",
    value: integer(-20, 19),
    default: "0",
    missing: "No vrrp process priority specified",
    bad: "Invalid vrrp process priority specified",
    onInvalid: "default",
    doc: "nice value of the VRRP process"
  },
  {
    name: "checker_priority",
    field: "checkerNice",
    value: integer(-20, 19),
    default: "0",
    missing: "No checker process priority specified",
    bad: "Invalid checker process priority specified",
    onInvalid: "default",
    doc: "nice value of the checker process"
  },
  {
    name: "bfd_priority",
    field: "bfdNice",
    value: integer(-20, 19),
    status: "parsed",
    missing: "No bfd process priority specified",
    bad: "Invalid bfd process priority specified",
    onInvalid: "default",
    default: "0",
    doc: "nice value of the BFD process"
  },
  {
    name: "vrrp_no_swap",
    field: "vrrpNoSwap",
    value: flag,
    doc: "keep the code of the VRRP process in memory"
  },
  {
    name: "checker_no_swap",
    field: "checkerNoSwap",
    value: flag,
    doc: "keep the code of the checker process in memory"
  },
  { name: "bfd_no_swap", field: "bfdNoSwap", value: flag, status: "parsed", doc: "lock the memory of the BFD process" },
  {
    name: "vrrp_rt_priority",
    field: "vrrpRtPriority",
    value: realTimePriority("vrrp"),
    default: "0",
    missing: "No vrrp process real-time priority specified",
    bad: "vrrp process real-time priority '%w' invalid",
    doc: "real-time priority of the VRRP process"
  },
  {
    name: "checker_rt_priority",
    field: "checkerRtPriority",
    value: realTimePriority("checker"),
    default: "0",
    missing: "No checker process real-time priority specified",
    bad: "checker process real-time priority '%w' invalid",
    doc: "real-time priority of the checker process"
  },
  {
    name: "bfd_rt_priority",
    field: "bfdRtPriority",
    value: realTimePriority("bfd"),
    status: "parsed",
    missing: "No bfd process real-time priority specified",
    bad: "bfd process real-time priority '%w' invalid",
    default: "0",
    doc: "real-time priority of the BFD process"
  },
  {
    name: "vrrp_cpu_affinity",
    field: "vrrpCpuAffinity",
    value: words2,
    samples: ["0"],
    default: "all",
    doc: "processors of the VRRP process"
  },
  {
    name: "checker_cpu_affinity",
    field: "checkerCpuAffinity",
    value: words2,
    samples: ["0"],
    default: "all",
    doc: "processors of the checker process"
  },
  {
    name: "bfd_cpu_affinity",
    field: "bfdCpuAffinity",
    value: words2,
    status: "parsed",
    samples: ["0"],
    default: "all",
    doc: "processors of the BFD process"
  },
  {
    name: "vrrp_rlimit_rttime",
    field: "vrrpRlimitRttime",
    value: integer(1, U32),
    default: "10000",
    unit: "us",
    bad: "Invalid vrrp real-time limit - %w",
    onInvalid: "default",
    doc: "real-time limit of the VRRP process"
  },
  {
    name: "vrrp_rlimit_rtime",
    field: "vrrpRlimitRttime",
    value: integer(1, U32),
    oldNameOf: "vrrp_rlimit_rttime",
    bad: "Invalid vrrp real-time limit - %w",
    onInvalid: "default",
    doc: "misspelling that is still taken"
  },
  {
    name: "checker_rlimit_rttime",
    field: "checkerRlimitRttime",
    value: integer(1, U32),
    default: "10000",
    unit: "us",
    bad: "Invalid checker real-time limit - %w",
    onInvalid: "default",
    doc: "real-time limit of the checker process"
  },
  {
    name: "checker_rlimit_rtime",
    field: "checkerRlimitRttime",
    value: integer(1, U32),
    oldNameOf: "checker_rlimit_rttime",
    bad: "Invalid checker real-time limit - %w",
    onInvalid: "default",
    doc: "misspelling that is still taken"
  },
  {
    name: "bfd_rlimit_rttime",
    field: "bfdRlimitRttime",
    value: integer(1, U32),
    status: "parsed",
    bad: "Invalid bfd real-time limit - %w",
    onInvalid: "default",
    default: "10000",
    doc: "real-time limit of the BFD process"
  },
  {
    name: "bfd_rlimit_rtime",
    field: "bfdRlimitRttime",
    value: integer(1, U32),
    status: "parsed",
    oldNameOf: "bfd_rlimit_rttime",
    bad: "Invalid bfd real-time limit - %w",
    onInvalid: "default",
    doc: "misspelling that is still taken"
  },
  {
    name: "max_auto_priority",
    field: "maxAutoPriority",
    value: optionalInteger(-1, 99),
    bad: "max_auto_priority '%w' must be in [0, 99] (or -1 to disable) - ignoring",
    default: "0: off",
    doc: "how far a late process may raise its priority"
  },
  {
    name: "min_auto_priority_delay",
    field: "minAutoPriorityDelayUs",
    value: integer(1, 1e7),
    unit: "us",
    missing: "min_auto_priority_delay requires delay time",
    bad: "min_auto_priority_delay '%w' must be in [1, 10000000] - ignoring",
    default: "1000000",
    doc: "lateness that raises it"
  },
  {
    name: "umask",
    field: "umask",
    value: umask,
    default: "0177",
    bad: "Unknown umask bit %w",
    doc: "mask of the files that we make"
  },
  // Sockets
  {
    name: "vrrp_netlink_cmd_rcv_bufs",
    field: "vrrpNetlinkCmdRcvBufs",
    value: integer(0, U32),
    missing: "vrrp_netlink_cmd_rcv_bufs size missing",
    bad: "vrrp_netlink_cmd_rcv_bufs size (%w) invalid",
    default: "the system's",
    doc: "buffer of a netlink socket"
  },
  {
    name: "vrrp_netlink_cmd_rcv_bufs_force",
    field: "vrrpNetlinkCmdRcvBufsForce",
    value: boolean,
    bad: "Invalid value '%w' for global vrrp_netlink_cmd_rcv_bufs_force specified",
    default: "off",
    doc: "beyond the system limit"
  },
  {
    name: "vrrp_netlink_monitor_rcv_bufs",
    field: "vrrpNetlinkMonitorRcvBufs",
    value: integer(0, U32),
    missing: "vrrp_netlink_monitor_rcv_bufs size missing",
    bad: "vrrp_netlink_monitor_rcv_bufs size (%w) invalid",
    default: "the system's",
    doc: "buffer of a netlink socket"
  },
  {
    name: "vrrp_netlink_monitor_rcv_bufs_force",
    field: "vrrpNetlinkMonitorRcvBufsForce",
    value: boolean,
    bad: "Invalid value '%w' for global vrrp_netlink_monitor_rcv_bufs_force specified",
    default: "off",
    doc: "beyond the system limit"
  },
  {
    name: "process_monitor_rcv_bufs",
    field: "processMonitorRcvBufs",
    value: integer(0, U32),
    missing: "process_monitor_rcv_bufs size missing",
    bad: "process_monitor_rcv_bufs size (%w) invalid",
    default: "the system's",
    doc: "buffer of the process monitor"
  },
  {
    name: "process_monitor_rcv_bufs_force",
    field: "processMonitorRcvBufsForce",
    value: boolean,
    bad: "Invalid value '%w' for global process_monitor_rcv_bufs_force specified",
    default: "off",
    doc: "beyond the system limit"
  },
  {
    name: "lvs_netlink_cmd_rcv_bufs",
    field: "lvsNetlinkCmdRcvBufs",
    value: integer(0, U32),
    missing: "lvs_netlink_cmd_rcv_bufs size missing",
    bad: "lvs_netlink_cmd_rcv_bufs size (%w) invalid",
    default: "the system's",
    doc: "buffer of a netlink socket"
  },
  {
    name: "lvs_netlink_cmd_rcv_bufs_force",
    field: "lvsNetlinkCmdRcvBufsForce",
    value: boolean,
    bad: "Invalid value '%w' for global lvs_netlink_cmd_rcv_bufs_force specified",
    default: "off",
    doc: "beyond the system limit"
  },
  {
    name: "lvs_netlink_monitor_rcv_bufs",
    field: "lvsNetlinkMonitorRcvBufs",
    value: integer(0, U32),
    missing: "lvs_netlink_monitor_rcv_bufs size missing",
    bad: "lvs_netlink_monitor_rcv_bufs size (%w) invalid",
    default: "the system's",
    doc: "buffer of a netlink socket"
  },
  {
    name: "lvs_netlink_monitor_rcv_bufs_force",
    field: "lvsNetlinkMonitorRcvBufsForce",
    value: boolean,
    bad: "Invalid value '%w' for global lvs_netlink_monitor_rcv_bufs_force specified",
    default: "off",
    doc: "beyond the system limit"
  },
  // SNMP and D-Bus
  {
    name: "snmp_socket",
    field: "snmpSocket",
    value: word,
    status: "parsed",
    missing: "SNMP error : snmp socket name missing",
    more: "Too many parameters specified for snmp_socket - ignoring",
    once: "SNMP socket already set - ignoring %w",
    samples: ["udp:localhost:705"],
    default: "unix:/var/agentx/master",
    doc: "where the AgentX master listens"
  },
  { name: "enable_traps", field: "enableTraps", value: flag, status: "parsed", doc: "send SNMP traps" },
  { name: "enable_snmp_vrrp", field: "enableSnmpVrrp", value: flag, status: "parsed", doc: "our VRRP MIB" },
  {
    name: "enable_snmp_keepalived",
    field: "enableSnmpVrrp",
    value: flag,
    status: "parsed",
    oldNameOf: "enable_snmp_vrrp",
    doc: "old name"
  },
  { name: "enable_snmp_checker", field: "enableSnmpChecker", value: flag, status: "parsed", doc: "our checker MIB" },
  { name: "enable_snmp_rfc", field: "enableSnmpRfc", value: flag, status: "parsed", doc: "both VRRP MIBs of the RFCs" },
  { name: "enable_snmp_rfcv2", field: "enableSnmpRfcV2", value: flag, status: "parsed", doc: "MIB of RFC 2787" },
  { name: "enable_snmp_rfcv3", field: "enableSnmpRfcV3", value: flag, status: "parsed", doc: "MIB of RFC 6527" },
  {
    name: "snmp_vs_stats_update_interval",
    field: "snmpVsStatsIntervalUs",
    value: words2,
    since: "2.3.0",
    status: "parsed",
    samples: ["5"],
    default: "5",
    doc: "how old SNMP figures of virtual servers may be"
  },
  {
    name: "snmp_rs_stats_update_interval",
    field: "snmpRsStatsIntervalUs",
    value: words2,
    since: "2.3.0",
    status: "parsed",
    samples: ["5"],
    default: "snmp_vs_stats_update_interval",
    doc: "how old SNMP figures of real servers may be"
  },
  { name: "enable_dbus", field: "enableDbus", value: flag, status: "parsed", doc: "offer a D-Bus interface" },
  {
    name: "dbus_service_name",
    field: "dbusServiceName",
    value: word,
    status: "parsed",
    missing: "dbus_service_name missing - ignoring",
    samples: ["org.example.Keepalived"],
    default: "org.keepalived.Vrrp1",
    doc: "its name on the bus"
  },
  {
    name: "dbus_no_interface_name",
    field: "dbusNoInterfaceName",
    value: word,
    since: "2.2.8",
    status: "parsed",
    doc: "stands for an interface that has no name"
  },
  // Reading and reloading
  {
    name: "random_seed",
    field: "randomSeed",
    value: integer(0, U32),
    early: true,
    bad: "random_seed %w invalid",
    default: "the time",
    doc: "makes ${_RANDOM} repeatable"
  },
  {
    name: "include_check",
    field: "includeCheck",
    value: words2,
    early: true,
    samples: ["", "read", "+match -wildcard_match", "brace_match", "match", "wildcard_match"],
    default: "none; alone: all",
    doc: "how strict the includes below are"
  },
  {
    name: "reload_check_config",
    field: "reloadCheckConfig",
    value: optionalWord,
    samples: ["", "/run/check.log"],
    default: "off",
    doc: "refuse a reload for any mistake, and write the mistakes to this file"
  },
  {
    name: "reload_time_file",
    field: "reloadTimeFile",
    value: word,
    missing: "reload_time_file invalid",
    more: "reload_time_file invalid",
    samples: ["/run/reload-time"],
    doc: "file with the time of the next reload"
  },
  { name: "reload_repeat", field: "reloadRepeat", value: flag, doc: "every day at that time" },
  {
    name: "reload_file",
    field: "reloadFile",
    value: optionalWord,
    samples: ["", "/run/reload"],
    default: "off",
    doc: "file that exists while the configuration is read"
  },
  {
    name: "config_save_dir",
    field: "configSaveDir",
    value: word,
    samples: ["/run/configurations"],
    doc: "directory for copies of configurations, and of the state around each reload"
  },
  {
    name: "tmp_config_directory",
    field: "tmpConfigDirectory",
    value: word,
    missing: "tmp_config_directory missing directory name",
    once: "tmp_config_directory already specified - ignoring",
    samples: ["/run"],
    doc: "place of a copy; none is made"
  },
  {
    name: "data_use_instance",
    field: "dataUseInstance",
    value: boolean,
    bad: "Invalid value '%w' for global date_use_instance specified",
    default: "off",
    doc: "instance name in the names of dumps"
  },
  {
    name: "json_version",
    field: "jsonVersion",
    value: integer(1, 2),
    since: "2.3.0",
    default: "1",
    doc: "layout of the JSON dump"
  },
  {
    name: "iproute_usr_dir",
    field: "iprouteUsrDir",
    value: word,
    since: "2.3.0",
    early: true,
    samples: ["/usr/share/iproute2"],
    default: "/usr/share/iproute2",
    doc: "where the name tables of iproute2 are"
  },
  {
    name: "iproute_etc_dir",
    field: "iprouteEtcDir",
    value: word,
    since: "2.3.0",
    early: true,
    samples: ["/etc/iproute2"],
    default: "/etc/iproute2",
    doc: "where the tables are that override them"
  },
  {
    name: "state_dump_file",
    field: "stateDumpFile",
    value: word,
    since: "2.3.0",
    samples: ["/run/state"],
    default: "keepalived.data",
    doc: "where the state dump goes"
  },
  {
    name: "stats_dump_file",
    field: "statsDumpFile",
    value: word,
    since: "2.3.0",
    samples: ["/run/stats"],
    default: "keepalived.stats",
    doc: "where the statistics go"
  },
  {
    name: "json_dump_file",
    field: "jsonDumpFile",
    value: word,
    since: "2.3.0",
    samples: ["/run/json"],
    default: "keepalived.json",
    doc: "where the JSON dump goes"
  }
];
var globalContext = contextOf("global_defs", globalRows);
var flushOnStop = oneOf(["VS"]);
function nearestWord(word2, candidates) {
  if (word2.length > 64)
    return null;
  const limit = Math.max(1, Math.floor(word2.length / 3));
  const lower = word2.toLowerCase();
  let best = null;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word2.length) > limit)
      continue;
    const other = candidate.toLowerCase();
    const same = other.replace(/-/g, "_") === lower.replace(/-/g, "_");
    const distance = same ? 0.5 : editDistance(lower, other, bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
function editDistance(a, b, limit) {
  let twoAgo = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row2 = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((previous[j] ?? 0) + 1, (row2[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a.charAt(i - 1) === b.charAt(j - 2) && a.charAt(i - 2) === b.charAt(j - 1);
      if (swapped)
        cost = Math.min(cost, (twoAgo[j - 2] ?? 0) + 1);
      row2.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest > limit)
      return smallest;
    twoAgo = previous;
    previous = row2;
  }
  return previous[b.length] ?? 0;
}
var U322 = 4294967295;
var SCHEDULERS = [
  "rr",
  "wrr",
  "lc",
  "wlc",
  "lblc",
  "sh",
  "mh",
  "dh",
  "fo",
  "ovf",
  "lblcr",
  "sed",
  "nq",
  "twos"
];
var scheduler = {
  syntax: SCHEDULERS.join("|"),
  block: null,
  read: (statement, row2, use) => {
    const given = argument(statement, row2, use);
    if (given === void 0 || SCHEDULERS.includes(given))
      return given;
    const near = nearestWord(given, SCHEDULERS);
    reportBad(statement, row2, use, given, near === null ? `expected ${SCHEDULERS.join(", ")}` : `did you mean '${near}'?`);
    return void 0;
  },
  samples: SCHEDULERS,
  write: (name) => [name]
};
var protocol = oneOf(["TCP", "UDP", "SCTP"], true);
var schedulerFlag = {
  syntax: "",
  block: null,
  read: (statement) => ({ keyword: statement.words[0] ?? "", mark: statement.mark }),
  samples: [""],
  write: () => []
};
var timeout2 = integer(1, 2678400);
var persistenceTimeout = {
  ...timeout2,
  syntax: `[${timeout2.syntax}]`,
  samples: ["", ...timeout2.samples],
  read: (statement, row2, use) => statement.words.length > 1 ? timeout2.read(statement, row2, use) : 360
};
var granularity2 = {
  syntax: "<netmask>|<1..128>",
  block: null,
  read: (statement, row2, use) => {
    const given = argument(statement, row2, use);
    if (given === void 0)
      return void 0;
    const mask = readIp(given);
    if (mask?.family === 4)
      return { prefixLength: maskLength(mask.bytes), family: 4 };
    if (numberProblem(given, 1, 128) === null)
      return { prefixLength: Number(given), family: 6 };
    reportBad(statement, { ...row2, bad: "Invalid IPv4 persistence_granularity specified - %w" }, use, given, `expected ${row2.value.syntax}`);
    return void 0;
  },
  samples: ["255.255.255.0", "64"],
  write: ({ prefixLength, family: family3 }) => [family3 === 4 ? netmask(prefixLength) : String(prefixLength)]
};
function netmask(prefixLength) {
  return [0, 8, 16, 24].map((from) => 256 - 2 ** (8 - Math.max(0, Math.min(8, prefixLength - from)))).join(".");
}
function maskLength(bytes) {
  let length = 0;
  for (const byte of bytes)
    for (let bit = 7; bit >= 0 && (byte >> bit & 1) === 1; bit--)
      length++;
  return length;
}
var quorum = {
  ...integer(1, U322),
  read: (statement, row2, use) => {
    const value = integer(1, U322).read(statement, row2, use);
    return value ?? (statement.words.length > 1 ? 1 : void 0);
  },
  onInvalid: "clamp"
};
var MARK_WORDS = { 4: "inet", 6: "inet6" };
var groupMember = {
  read: readMember,
  samples: [
    "192.0.2.10",
    "192.0.2.11 80",
    "192.0.2.20-29 80",
    "192.0.2.64/26",
    "2001:db8::10 80",
    "2001:db8::20-2f",
    "fwmark 6",
    "fwmark 7 inet",
    "fwmark 8 inet6"
  ],
  write: ({ member, portGiven }) => {
    if (member.kind === "fwmark")
      return ["fwmark", String(member.fwmark), ...optional(MARK_WORDS[member.family ?? 0] ?? null)];
    const shown = member.kind === "range" ? writeRange2(member.address, member.count) : writeIp(member.address);
    return [shown, ...optional(portGiven ? member.port : null)];
  }
};
function writeRange2(first, count) {
  const v6 = first.family === 6;
  const low = lowBits(first.bytes);
  if (Number.isInteger(Math.log2(count)) && low % count === 0)
    return `${writeIp(first)}/${first.bytes.length * 8 - Math.log2(count)}`;
  const last = (v6 ? low : low & 255) + count - 1;
  return `${writeIp(first)}-${last.toString(v6 ? 16 : 10)}`;
}
function lowBits(bytes) {
  return (bytes[bytes.length - 2] ?? 0) << 8 | (bytes[bytes.length - 1] ?? 0);
}
function readMember(entry, row2, use) {
  const first = entry.words[0] ?? "";
  if (first === "fwmark")
    return readMark(entry, row2, use);
  const range2 = /^([^-/]+)([-/])(.+)$/.exec(first);
  if (range2)
    return readRange(entry, use, range2[1] ?? "", range2[2] ?? "", range2[3] ?? "");
  const point = readEndpoint(entry, 0, use);
  if (point !== null) {
    return {
      member: { kind: "address", address: point.address, port: point.port },
      portGiven: point.portGiven,
      mark: entry.mark
    };
  }
  const port = entry.words[1];
  use.reporter.report({
    code: "bad-address",
    at: entry.mark,
    word: first,
    message: `Invalid virtual server group IP address ${first}${port === void 0 ? "" : ` /port/${port}`} - skipping`,
    hint: "expected an address, a range of addresses or fwmark <number>"
  });
  return void 0;
}
function readMark(entry, row2, use) {
  const bad = `(${use.owner}): fwmark '%w' must be in [0, ${U322}] - ignoring`;
  const given = argument(entry, row2, use);
  const value = given === void 0 ? void 0 : readNumber(entry, { ...row2, bad }, use, given, 0, U322);
  if (value === void 0)
    return void 0;
  const word2 = entry.words[2];
  const family3 = word2 === "inet6" ? 6 : word2 === "inet" ? 4 : null;
  if (word2 !== void 0 && family3 === null) {
    const message = `(${use.owner}): fwmark '${entry.words[1] ?? ""}' family ${word2} unknown - ignoring`;
    use.reporter.report({ code: "bad-option", at: entry.mark, word: word2, message, hint: "expected inet or inet6" });
    return void 0;
  }
  return { member: { kind: "fwmark", fwmark: value, family: family3 }, portGiven: false, mark: entry.mark };
}
function readRange(entry, use, firstText, sign, endText) {
  const complain2 = (message) => {
    use.reporter.report({ code: "bad-range", at: entry.mark, word: entry.words[0] ?? "", message });
    return void 0;
  };
  const shown = `${firstText}${sign}${endText}`;
  const address2 = readIp(firstText);
  if (address2 === null)
    return complain2(`Invalid virtual server group IP address ${shown} - skipping`);
  const size = sign === "/" ? prefixSize(address2.bytes, endText) : rangeSize(address2.bytes, endText);
  if (typeof size === "string")
    return complain2(size.replaceAll("%r", shown).replaceAll("%e", endText));
  const portWord = entry.words[1];
  const problem = portWord === void 0 ? null : numberProblem(portWord, 0, 65535);
  if (problem !== null)
    return complain2(`Invalid virtual server group port '${portWord ?? ""}'`);
  const port = Number(portWord ?? 0);
  return { member: { kind: "range", address: address2, count: size, port }, portGiven: port !== 0, mark: entry.mark };
}
function rangeSize(bytes, endText) {
  const v6 = bytes.length === 16;
  const start = v6 ? (bytes[14] ?? 0) << 8 | (bytes[15] ?? 0) : bytes[3] ?? 0;
  const whole = readIp(endText);
  let end;
  if (whole !== null && whole.bytes.length === bytes.length) {
    const prefix = v6 ? 14 : 3;
    for (let i = 0; i < prefix; i++)
      if (whole.bytes[i] !== bytes[i])
        return "Address range %r spans too many networks - skipping";
    end = v6 ? (whole.bytes[14] ?? 0) << 8 | (whole.bytes[15] ?? 0) : whole.bytes[3] ?? 0;
  } else {
    if (!(v6 ? /^[0-9a-fA-F]{1,8}$/ : /^\d{1,9}$/).test(endText))
      return "Virtual server group range '%r' has an invalid end '%e'";
    end = parseInt(endText, v6 ? 16 : 10);
  }
  if (end > (v6 ? 65535 : 255))
    return "Virtual server group range '%r' end '%e' too large";
  if (end <= start)
    return "Address range end is not greater than address range start - %r - skipping";
  return end - start + 1;
}
function prefixSize(bytes, lengthText) {
  const full = bytes.length * 8;
  const problem = numberProblem(lengthText, full - 16, full);
  if (problem !== null)
    return `Invalid prefix of virtual server group range '%r': ${problem}`;
  const hostBits = full - Number(lengthText);
  const low = lowBits(bytes);
  const size = 2 ** hostBits;
  return low % size === 0 ? size : "Virtual server group range '%r' has host bits set";
}
var BUILT_IN = {
  rt_tables: { default: 253, main: 254, local: 255 },
  rt_protos: { redirect: 1, kernel: 2, boot: 3, static: 4, keepalived: 18 },
  rt_scopes: { global: 0, site: 200, link: 253, host: 254, nowhere: 255 },
  rt_dsfield: {},
  rt_realms: {},
  group: {}
};
var DIRECTORIES = { usr: "/usr/share/iproute2", etc: "/etc/iproute2" };
var known = /* @__PURE__ */ new WeakMap();
function setNameDirectory(environment, which, path) {
  const { directories, tables } = knownFor(environment);
  directories[which] = path;
  tables.clear();
}
function knownFor(environment) {
  const found = known.get(environment) ?? { directories: { ...DIRECTORIES }, tables: /* @__PURE__ */ new Map() };
  known.set(environment, found);
  return found;
}
function readNamed(environment, table15, text2, most) {
  const named2 = tableOf(environment, table15).get(text2);
  if (named2 !== void 0)
    return named2;
  const value = readAnyBase(text2);
  return value === null || value > most ? null : value;
}
function readAnyBase(text2) {
  const value = /^0[xX][0-9a-fA-F]+$/.test(text2) ? Number(text2) : /^0[0-7]*$/.test(text2) ? Number.parseInt(text2, 8) : /^\d+$/.test(text2) ? Number(text2) : null;
  return value === null || !Number.isSafeInteger(value) ? null : value;
}
function tableOf(environment, table15) {
  const { directories, tables } = knownFor(environment);
  const read = tables.get(table15);
  if (read !== void 0)
    return read;
  const names = new Map(Object.entries(BUILT_IN[table15]));
  for (const directory of [directories.usr, directories.etc]) {
    const files = [`${directory}/${table15}`, ...environment.glob(`${directory}/${table15}.d/*.conf`)];
    for (const file of files)
      readLines(environment, file, names);
  }
  tables.set(table15, names);
  return names;
}
function readLines(environment, path, names) {
  const file = environment.readFile(path);
  if ("error" in file)
    return;
  for (const line of file.text.split("\n")) {
    const [number = "", name = ""] = line.trim().split(/\s+/);
    const value = readAnyBase(number);
    if (value !== null && name !== "" && !name.startsWith("#"))
      names.set(name, value);
  }
}
var MAX_LABEL = 1048575;
var MAX_LABELS = 2;
function readEncap(words3) {
  const kind = words3.peek();
  if (kind === void 0) {
    words3.complain("encap", "Missing encap type", "expected mpls, ip, ip6 or ila");
    return null;
  }
  words3.skip();
  switch (kind) {
    case "mpls":
      return { kind, labels: readLabels(words3) };
    case "ila":
      return { kind, locator: readLocator(words3) };
    case "ip":
    case "ip6":
      return readIpTunnel(words3, kind);
    default:
      words3.complain(kind, `Unknown encap type - ${kind}`, "expected mpls, ip, ip6 or ila");
      words3.skip();
      return null;
  }
}
function readLabels(words3) {
  const text2 = words3.take();
  const labels = text2.split("/");
  if (labels.length <= MAX_LABELS && labels.every((label2) => /^\d+$/.test(label2) && Number(label2) <= MAX_LABEL))
    return labels.map(Number);
  words3.complain(text2, `invalid mpls address ${text2} for encapsulation`, "expected one or two labels below 1048576");
  return [];
}
function readLocator(words3) {
  const text2 = words3.take();
  const groups = text2.split(":");
  if (groups.length === 4 && groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)))
    return groups.map((group) => Number.parseInt(group, 16));
  words3.complain(text2, `invalid locator ${text2} for ila encapsulation`, "expected four groups, as in 1:2:3:4");
  return null;
}
function readIpTunnel(words3, kind) {
  const tunnel = {
    kind,
    id: null,
    destination: null,
    source: null,
    trafficClass: null,
    hopLimit: null,
    flags: null
  };
  const classWord = kind === "ip" ? "tos" : "tc";
  const hopWord = kind === "ip" ? "ttl" : "hoplimit";
  for (let option3 = words3.peek(); option3 !== void 0; option3 = words3.peek()) {
    if (option3 === "id")
      tunnel.id = readId(words3, kind);
    else if (option3 === "dst" || option3 === "src") {
      const address2 = readEnd(words3, kind);
      if (address2 === null)
        break;
      if (option3 === "dst")
        tunnel.destination = address2;
      else
        tunnel.source = address2;
    } else if (option3 === classWord) {
      tunnel.trafficClass = readClass(words3, kind);
    } else if (option3 === hopWord) {
      words3.skip();
      tunnel.hopLimit = words3.number(0, 255, `Invalid ${hopWord} %w specified for ${kind} encapsulation`);
    } else if (option3 === "flags") {
      words3.skip();
      tunnel.flags = words3.number(0, 65535, `flags value %w is invalid for ${kind} encapsulation`);
    } else
      break;
  }
  if (tunnel.id === null && tunnel.destination === null)
    words3.complain(kind, `address or id missing for ${kind} encapsulation`, "write id or dst");
  return tunnel;
}
var MAX_ID = 2n ** 64n - 1n;
function readId(words3, kind) {
  words3.skip();
  const text2 = words3.take();
  if (/^\d{1,20}$/.test(text2) && BigInt(text2) <= MAX_ID)
    return BigInt(text2).toString();
  return words3.lose(text2, `id ${text2} invalid for ${kind} encapsulation`, "expected a number of up to 64 bits");
}
function readEnd(words3, kind) {
  const option3 = words3.peek() ?? "";
  const text2 = words3.second();
  const address2 = text2 === void 0 ? null : readIp(text2);
  if (address2 !== null && address2.family !== (kind === "ip" ? 4 : 6)) {
    words3.complain(text2 ?? "", `IPv${address2.family} address ${text2 ?? ""} not valid for ${kind} encapsulation`);
    return null;
  }
  words3.skip();
  const word2 = words3.take();
  return address2 ?? words3.lose(word2, `VRRP parsed invalid IP ${word2}. skipping IP...`, `'${option3}' needs an address`);
}
function readClass(words3, kind) {
  const option3 = words3.take();
  const text2 = words3.take();
  const value = readNamed(words3.use.environment, "rt_dsfield", text2, 255);
  return value ?? words3.lose(text2, `${option3} value ${text2} is invalid for ${kind} encapsulation`);
}
var ROUTE_SAMPLES = [
  "192.0.2.0/24 via 192.0.2.1 dev eth0 src 192.0.2.10 scope global table 100 metric 5 no_track",
  "to 198.51.100.0/24 dev eth0 protocol 18 tos 0x10 priority 7",
  "unreachable 198.51.100.0/24 table main preference 7",
  "prohibit 198.51.100.0/24 dsfield 4",
  "throw 198.51.100.0/24",
  "unicast 198.51.100.0/24 gw 192.0.2.1 oif eth0 onlink",
  "local 198.51.100.7 dev eth0",
  "broadcast 198.51.100.255 dev eth0",
  "brd 198.51.100.255 dev eth0",
  "anycast 198.51.100.8 dev eth0",
  "multicast 224.9.0.0/16 dev eth0",
  "nat 198.51.100.9 dev eth0",
  "xresolve 198.51.100.9 dev eth0",
  "6 198.51.100.0/24",
  "default via 192.0.2.1 or 192.0.2.2 inet",
  "2001:db8:1::/48 via 2001:db8::1 dev eth0 from 2001:db8::/32 expires 600 pref high inet6",
  "default6 via 2001:db8::1 pref medium",
  "2001:db8:2::/48 via 2001:db8::1 pref low",
  "198.51.100.0/24 via 192.0.2.1 as 192.0.2.3",
  "198.51.100.0/24 via 192.0.2.1 mtu lock 1400 hoplimit 9 advmss 1360 rtt 100ms rttvar 50ms reordering 5 window 1000 cwnd 9",
  "198.51.100.0/24 via 192.0.2.1 ssthresh 4 rto_min 200ms initcwnd 10 initrwnd 10 features ecn",
  "198.51.100.0/24 via 192.0.2.1 quickack 1 congctl cubic fastopen_no_cookie 1",
  "198.51.100.0/24 via 192.0.2.1 realms 3/4 ttl-propagate enabled",
  "198.51.100.0/24 via 192.0.2.1 ttl-propagate disabled",
  "add 198.51.100.0/24 via 192.0.2.1",
  "append 198.51.100.0/24 via 192.0.2.1",
  "prepend 198.51.100.0/24 via 192.0.2.1",
  "198.51.100.0/24 dev eth0 vrf blue",
  "198.51.100.0/24 nexthop via 192.0.2.1 dev eth0 weight 2 onlink realms 3 nexthop via 192.0.2.2 weight 1",
  "198.51.100.0/24 nexthop via 192.0.2.1 as 192.0.2.3 nexthop via 192.0.2.2",
  "198.51.100.0/24 encap ip id 7 dst 192.0.2.99 src 192.0.2.98 tos 4 ttl 9 flags 0 dev eth0",
  "2001:db8:3::/48 encap ip6 id 7 dst 2001:db8::99 src 2001:db8::98 tc 4 hoplimit 9 flags 0 dev eth0",
  "198.51.100.0/24 encap mpls 100/200 via 192.0.2.1",
  "2001:db8:4::/48 encap ila 1:2:3:4 via 2001:db8::1",
  "198.51.100.0/24 nexthop via 192.0.2.1 encap mpls 100 nexthop via 192.0.2.2",
  "blackhole 198.51.100.0/24"
];
var RULE_SAMPLES = [
  "from 192.0.2.0/24 to 198.51.100.0/24 table 100 preference 1000 no_track",
  "from 192.0.2.0/24 lookup main priority 1001 dsfield 4 inet",
  "from 2001:db8::/32 table 100 order 1002 inet6",
  "not from 192.0.2.0/24 fwmark 7/0xff table 100 realms 3/4",
  "from 192.0.2.0/24 iif eth0 oif eth0 tos 4 table 100 suppress_prefixlength 8 suppress_ifgroup 5",
  "dev eth0 table 100 sup_pl 8 sup_group 5",
  "from 192.0.2.0/24 tunnel-id 9 uidrange 100-200 table 100",
  "l3mdev preference 1003 protocol 18",
  "from 192.0.2.0/24 ipproto tcp sport 1000-2000 dport 80-90 table 100",
  "from 192.0.2.0/24 preference 1004 goto 1005",
  "from 192.0.2.0/24 preference 1006 nop",
  "from 192.0.2.0/24 blackhole",
  "from 192.0.2.0/24 unreachable",
  "from 192.0.2.0/24 type prohibit",
  "from 192.0.2.0/24 preference 1007 type goto 1008",
  "from 192.0.2.0/24 type nop",
  "from 192.0.2.0/24 type blackhole",
  "from 192.0.2.0/24 type unreachable",
  "from 192.0.2.0/24 prohibit"
];
var LineLost = class extends Error {
};
var WordCursor = class {
  entry;
  use;
  #at;
  constructor(entry, use, at = 0) {
    this.entry = entry;
    this.use = use;
    this.#at = at;
  }
  get done() {
    return this.#at >= this.entry.words.length;
  }
  peek() {
    return this.entry.words[this.#at];
  }
  /** the word after the next */
  second() {
    return this.entry.words[this.#at + 1];
  }
  skip() {
    this.#at++;
  }
  /** True and past it when the next word is this one. */
  takeIf(word2) {
    if (this.peek() !== word2)
      return false;
    this.#at++;
    return true;
  }
  /** The next word; without one the whole configuration is refused, as keepalived does. */
  take() {
    const word2 = this.entry.words[this.#at];
    if (word2 !== void 0) {
      this.#at++;
      return word2;
    }
    const { words: words3 } = this.entry;
    const last = words3[words3.length - 1] ?? "";
    const line = `*** Configuration line starting \`${words3[0] ?? ""}\``;
    const place = `keyword \`${last}\` at word position ${words3.length + 1}`;
    this.use.reporter.report({
      code: "missing-argument",
      class: "argument",
      at: this.entry.mark,
      word: last,
      message: `${line} is missing a parameter after ${place}`
    });
    throw new LineLost();
  }
  /** A mistake that the rest of the line survives. */
  complain(word2, message, hint = null) {
    this.use.reporter.report({ code: "bad-option", at: this.entry.mark, word: word2, message, hint });
  }
  caution(word2, message) {
    this.use.reporter.warn({ code: "bad-option", at: this.entry.mark, word: word2, message });
  }
  /** A mistake that loses the line. */
  lose(word2, message, hint = null) {
    this.complain(word2, message, hint);
    throw new LineLost();
  }
  /** The next word as a whole number; `message` is keepalived's, %w the word. */
  number(least, most, message) {
    const word2 = this.take();
    const problem = numberProblem(word2, least, most);
    if (problem !== null)
      this.lose(word2, message.replace("%w", word2), problem);
    return Number(word2);
  }
  /** An address with or without a length; a bad length is the full one. Null: no address; not yet reported. */
  prefix(word2) {
    const [host = "", length] = word2.split("/", 2);
    const address2 = readIp(host);
    if (address2 === null)
      return null;
    const full = address2.family === 4 ? 32 : 128;
    if (length === void 0)
      return { address: address2, prefixLength: full };
    const problem = numberProblem(length, 0, full);
    if (problem === null)
      return { address: address2, prefixLength: Number(length) };
    this.complain(word2, `Invalid address prefix len ${length} for address ${word2} - using ${full}`, problem);
    return { address: address2, prefixLength: full };
  }
};
function readWholeLine(read) {
  try {
    return read();
  } catch (error) {
    if (error instanceof LineLost)
      return void 0;
    throw error;
  }
}
var virtualRoute = {
  read: (entry, _row, use) => readWholeLine(() => readRoute(entry, use)),
  write: (value) => value.words,
  samples: ROUTE_SAMPLES
};
var staticRoute = {
  ...virtualRoute,
  samples: [...ROUTE_SAMPLES, "198.51.100.0/24 dev eth0 track_group a"]
};
var U323 = 4294967295;
function readRoute(entry, use) {
  const words3 = new WordCursor(entry, use);
  const draft = emptyDraft();
  while (!words3.done) {
    const word2 = words3.take();
    const option3 = OPTIONS2.get(word2);
    if (option3 !== void 0)
      option3(words3, draft, word2);
    else
      readDestination(words3, draft, word2);
  }
  return finish(words3, draft);
}
function emptyDraft() {
  return {
    family: 4,
    type: null,
    destination: { address: ANY_IPV4, prefixLength: 0 },
    destinationText: "",
    placement: "prepend",
    from: null,
    source: null,
    gateway: null,
    tos: null,
    table: null,
    protocol: null,
    scope: null,
    metric: null,
    interface: null,
    onlink: false,
    realms: null,
    encap: null,
    expiresS: null,
    preference: null,
    ttlPropagate: null,
    metrics: {},
    congestionControl: null,
    nextHops: [],
    noTrack: false,
    familyGiven: null,
    given: null,
    placementGiven: false,
    vrf: null,
    trackGroup: null,
    secondGateway: null,
    metricsDraft: {}
  };
}
var ANY_IPV4 = { family: 4, bytes: new Uint8Array(4) };
var ANY_IPV6 = { family: 6, bytes: new Uint8Array(16) };
var DEFAULT_WORDS = /* @__PURE__ */ new Set(["default", "any", "all"]);
function readDestination(words3, draft, first) {
  let word2 = first;
  if (word2 === "to")
    word2 = words3.take();
  else {
    const type = ROUTE_TYPES[word2] ?? (/^\d+$/.test(word2) && Number(word2) <= 255 ? Number(word2) : void 0);
    if (type !== void 0) {
      draft.type = type;
      word2 = words3.take();
    }
  }
  draft.destinationText = word2;
  if (DEFAULT_WORDS.has(word2))
    draft.given = "default";
  else if (word2 === "default6") {
    takeFamily(words3, draft, 6, word2);
    draft.given = { address: ANY_IPV6, prefixLength: 0 };
  } else {
    const prefix = words3.prefix(word2);
    if (prefix === null) {
      words3.complain(word2, `unknown route keyword ${word2}`, "expected a destination or an option");
      throw new LineLost();
    }
    takeFamily(words3, draft, prefix.address.family, word2);
    draft.given = prefix;
  }
}
function takeFamily(words3, draft, family3, word2) {
  draft.familyGiven ??= family3;
  if (draft.familyGiven !== family3)
    words3.lose(word2, "Cannot mix IPv4 and IPv6 addresses for route");
}
function takeAddress(words3, draft, name) {
  const word2 = words3.take();
  const address2 = readIp(word2);
  if (address2 === null)
    return words3.lose(word2, `invalid route ${name} address ${word2}`, "expected an address");
  takeFamily(words3, draft, address2.family, word2);
  return address2;
}
function takeNamed(words3, table15, message) {
  const word2 = words3.take();
  return readNamed(words3.use.environment, table15, word2, 255) ?? words3.lose(word2, message.replace("%w", word2));
}
function takeTable(words3, what) {
  const word2 = words3.take();
  const text2 = word2.replace(/^-/, "");
  const value = readNamed(words3.use.environment, "rt_tables", text2, Number.MAX_SAFE_INTEGER);
  if (value === null)
    return words3.lose(word2, `Routing table ${word2} not found for ${what}`);
  return (word2.startsWith("-") ? -value : value) >>> 0;
}
function readRealms(words3, text2) {
  const parts = text2.split("/").map((part) => readNamed(words3.use.environment, "rt_realms", part, 255)).filter((part) => part !== null);
  if (parts.length !== text2.split("/").length || parts.length > 2)
    return null;
  const [first = 0, second] = parts;
  return second === void 0 ? first : first * 65536 + second;
}
var TIME_SCALE = { rtt: 8, rttvar: 4, rto_min: 1 };
var LEAST_TIME_MS = 200;
var MOST_TIME_MS = 12e4;
var timeMetric = (name) => (words3, draft) => {
  const lock = words3.takeIf("lock");
  const word2 = words3.take();
  const match = /^\+?(\d+(?:\.\d*)?|\.\d+)(ms|msecs?|s|secs?)?$/.exec(word2);
  if (match === null)
    words3.lose(word2, `Invalid ${name} ${word2} for route`, "expected a time, as in 300ms or 2s");
  const scale = TIME_SCALE[name];
  const unit = match?.[2];
  const number = Number(match?.[1]);
  const ms = unit === void 0 ? number / scale : unit.startsWith("m") ? number : number * 1e3;
  const kept = Math.min(MOST_TIME_MS, Math.max(LEAST_TIME_MS, ms));
  if (kept !== ms) {
    const [where, bound] = ms < LEAST_TIME_MS ? ["below minimum", "200ms"] : ["above maximum", "120s"];
    words3.use.reporter.warn({
      code: "clamped",
      class: null,
      at: words3.entry.mark,
      word: word2,
      message: `rtt value ${word2} ${where} ${bound}, resetting`
    });
  }
  draft.metricsDraft[name] = { value: Math.round(kept * scale), lock };
};
var numberMetric = (name, message, most = U323, lockable = false) => (words3, draft) => {
  const lock = lockable && words3.takeIf("lock");
  draft.metricsDraft[name] = { value: words3.number(0, most, message), lock };
};
var placement = (word2) => (_words, draft) => {
  draft.placement = word2;
  draft.placementGiven = true;
};
var device = (words3, draft) => draft.interface = words3.take();
var gateway2 = (words3, draft) => {
  if (words3.peek() === "inet" || words3.peek() === "inet6")
    words3.skip();
  draft.gateway = takeAddress(words3, draft, "via");
};
var typeOfService = (words3, draft) => draft.tos = takeNamed(words3, "rt_dsfield", "TOS value %w is invalid");
var metric2 = (words3, draft) => draft.metric = words3.number(0, U323, "Invalid metric %w specified for route");
var family = (words3) => words3.skip();
var OPTIONS2 = /* @__PURE__ */ new Map([
  ["inet", family],
  ["inet6", family],
  ["src", (words3, draft) => draft.source = takeAddress(words3, draft, "src")],
  [
    "as",
    (words3) => {
      words3.takeIf("to");
      words3.take();
      words3.complain("as", '"as to" for MPLS only - ignoring');
    }
  ],
  ["via", gateway2],
  [
    "gw",
    (words3, draft) => {
      words3.caution("gw", '"gw" for routes is deprecated. Please use "via"');
      draft.gateway = takeAddress(words3, draft, "via");
    }
  ],
  [
    "or",
    (words3, draft) => {
      words3.caution("or", '"or" for routes is deprecated. Please use "nexthop"');
      const second = takeAddress(words3, draft, "or");
      if (draft.secondGateway === null)
        draft.secondGateway = second;
      else
        words3.complain("or", '"or" route already specified - ignoring subsequent');
    }
  ],
  ["from", readFrom],
  ["tos", typeOfService],
  ["dsfield", typeOfService],
  ["table", (words3, draft) => draft.table = takeTable(words3, "route")],
  [
    "protocol",
    (words3, draft) => draft.protocol = takeNamed(words3, "rt_protos", "Protocol %w not found or invalid for route")
  ],
  ["scope", (words3, draft) => draft.scope = takeNamed(words3, "rt_scopes", "Scope %w not found or invalid for route")],
  ["metric", metric2],
  ["priority", metric2],
  ["preference", metric2],
  ["dev", device],
  ["oif", device],
  ["onlink", (_words, draft) => draft.onlink = true],
  ["encap", (words3, draft) => draft.encap = readEncap(words3)],
  [
    "expires",
    (words3, draft) => {
      const seconds3 = words3.number(0, U323, "Invalid expires time %w specified for route");
      takeFamilyOnly(words3, draft, 6, "expires is only valid for IPv6");
      draft.expiresS = seconds3;
    }
  ],
  ["mtu", numberMetric("mtu", "Invalid MTU %w specified for route", U323, true)],
  ["hoplimit", numberMetric("hoplimit", "Invalid hoplimit %w specified for route", 255)],
  ["advmss", numberMetric("advmss", "Invalid advmss %w specified for route", U323, true)],
  ["rtt", timeMetric("rtt")],
  ["rttvar", timeMetric("rttvar")],
  ["reordering", numberMetric("reordering", "Invalid reordering value %w specified for route", U323, true)],
  ["window", numberMetric("window", "Invalid window value %w specified for route")],
  ["cwnd", numberMetric("cwnd", "Invalid cwnd value %w specified for route", U323, true)],
  ["ssthresh", numberMetric("ssthresh", "Invalid ssthresh value %w specified for route", U323, true)],
  ["realms", readRouteRealms],
  ["rto_min", timeMetric("rto_min")],
  ["initcwnd", numberMetric("initcwnd", "Invalid initcwnd value %w specified for route")],
  ["initrwnd", numberMetric("initrwnd", "Invalid initrwnd value %w specified for route")],
  [
    "features",
    (words3, draft) => {
      const word2 = words3.take();
      if (word2 === "ecn")
        draft.metricsDraft.features = { value: RTAX_FEATURE_ECN, lock: false };
      else
        words3.complain(word2, `feature ${word2} not supported`, "expected ecn");
    }
  ],
  ["quickack", numberMetric("quickack", "Invalid quickack value %w specified for route", 1)],
  [
    "congctl",
    (words3, draft) => {
      const lock = words3.takeIf("lock");
      draft.congestionControl = { name: words3.take(), lock };
    }
  ],
  ["pref", readPreference],
  [
    "ttl-propagate",
    (words3, draft) => {
      const word2 = words3.take();
      draft.ttlPropagate = word2 === "enabled";
      if (word2 !== "enabled" && word2 !== "disabled")
        words3.complain(word2, `ttl-propagate value ${word2} not recognised`, "expected enabled or disabled");
    }
  ],
  [
    "fastopen_no_cookie",
    numberMetric("fastopen_no_cookie", "Invalid fastopen_no_cookie value %w specified for route", 1)
  ],
  ["add", placement("add")],
  ["prepend", placement("prepend")],
  ["append", placement("append")],
  ["nexthop", readNextHops],
  ["no_track", (_words, draft) => draft.noTrack = true],
  ["vrf", (words3, draft) => draft.vrf = words3.take()],
  ["track_group", (words3, draft) => draft.trackGroup = words3.take()]
]);
var RTAX_FEATURE_ECN = 1;
function takeFamilyOnly(words3, draft, only, message) {
  draft.familyGiven ??= only;
  if (draft.familyGiven !== only)
    words3.lose(words3.entry.words[0] ?? "", message);
}
function readFrom(words3, draft) {
  const word2 = words3.take();
  const prefix = words3.prefix(word2);
  if (prefix === null)
    return words3.lose(word2, `invalid route from address ${word2}`);
  if (prefix.address.family !== 6)
    words3.lose(word2, `route from address only supported with IPv6 (${word2})`);
  takeFamily(words3, draft, 6, word2);
  draft.from = prefix;
}
function readRouteRealms(words3, draft) {
  const word2 = words3.take();
  const realms2 = readRealms(words3, word2);
  if (realms2 === null)
    return words3.lose(word2, `Invalid realms ${word2} for route`);
  takeFamilyOnly(words3, draft, 4, "realms are only valid for IPv4");
  draft.realms = realms2;
}
var PREFERENCES2 = { medium: 0, high: 1, low: 3 };
function readPreference(words3, draft) {
  const word2 = words3.take();
  takeFamilyOnly(words3, draft, 6, "pref is only valid for IPv6");
  const problem = PREFERENCES2[word2] === void 0 ? numberProblem(word2, 0, 255) : null;
  if (problem !== null)
    words3.lose(word2, `Invalid pref value ${word2} specified for route`, problem);
  draft.preference = PREFERENCES2[word2] ?? Number(word2);
}
function readNextHops(words3, draft) {
  const hops = [];
  try {
    for (; ; ) {
      hops.push(readNextHop(words3, draft));
      if (!words3.takeIf("nexthop"))
        break;
    }
    const rest = words3.peek();
    if (rest !== void 0)
      words3.complain(rest, `Route has trailing nonsense after nexthops - ${rest}`);
  } catch (error) {
    if (!(error instanceof LineLost))
      throw error;
  }
  while (!words3.done)
    words3.skip();
  draft.nextHops = hops;
}
function readNextHop(words3, draft) {
  const hop2 = {
    gateway: null,
    interface: null,
    weight: null,
    onlink: false,
    encap: null,
    realms: null
  };
  for (let option3 = words3.peek(); option3 !== void 0; option3 = words3.peek()) {
    const read = HOP_OPTIONS[option3];
    if (read === void 0)
      break;
    words3.skip();
    read(words3, hop2, draft);
  }
  return hop2;
}
var HOP_OPTIONS = {
  via: (words3, hop2, draft) => {
    if (words3.peek() === "inet" || words3.peek() === "inet6")
      words3.skip();
    const word2 = words3.take();
    const address2 = readIp(word2);
    if (address2 === null)
      return words3.lose(word2, `invalid nexthop address ${word2}`);
    draft.familyGiven ??= address2.family;
    if (draft.familyGiven !== address2.family)
      words3.lose(word2, "Address family mismatch for next hop");
    hop2.gateway = address2;
  },
  dev: (words3, hop2) => hop2.interface = words3.take(),
  oif: (words3, hop2) => hop2.interface = words3.take(),
  weight: (words3, hop2) => {
    const weight3 = words3.number(0, 256, "Invalid weight %w specified for route");
    if (weight3 === 0)
      words3.lose("0", "Invalid weight 0 specified for route", "expected 1 to 256");
    hop2.weight = weight3;
  },
  onlink: (_words, hop2) => hop2.onlink = true,
  encap: (words3, hop2) => hop2.encap = readEncap(words3),
  realms: (words3, hop2) => {
    const word2 = words3.take();
    hop2.realms = readRealms(words3, word2);
    if (hop2.realms === null)
      words3.lose(word2, `Invalid realms ${word2} for route`);
  },
  as: (words3) => words3.lose("as", "'as [to]' (nat) not supported")
};
function finish(words3, draft) {
  const { familyGiven, given, placementGiven, vrf, trackGroup, secondGateway, metricsDraft, ...route } = draft;
  const { entry } = words3;
  if (given === null)
    words3.lose(entry.words[0] ?? "", "Route must have a destination");
  const family3 = familyGiven ?? 4;
  if (given !== "default" && given !== null)
    route.destination = given;
  else
    route.destination = { address: family3 === 4 ? ANY_IPV4 : ANY_IPV6, prefixLength: 0 };
  if (secondGateway !== null && route.nextHops.length === 0) {
    const hop2 = { interface: null, weight: null, onlink: false, encap: null, realms: null };
    route.nextHops = [
      { ...hop2, gateway: route.gateway },
      { ...hop2, gateway: secondGateway }
    ];
    route.gateway = null;
  }
  if (!placementGiven && route.type !== null)
    route.placement = "add";
  finishTracking(words3, route);
  route.type = route.type === UNICAST ? null : route.type;
  return {
    route: { ...route, family: family3, metrics: metricsDraft },
    vrf,
    trackGroup,
    words: entry.words,
    mark: entry.mark
  };
}
function finishTracking(words3, route) {
  if (!route.noTrack) {
    if (route.protocol !== null && route.protocol !== KEEPALIVED_PROTOCOL) {
      words3.caution("protocol", "Route cannot be tracked if protocol is not RTPROT_KEEPALIVED(18), resetting protocol");
    }
    route.protocol = KEEPALIVED_PROTOCOL;
  }
  if (route.interface !== null || route.noTrack)
    return;
  words3.caution(route.destinationText, `Warning - cannot track route ${route.destinationText} with no interface specified, not tracking`);
  route.noTrack = true;
}
var virtualRule = {
  read: (entry, _row, use) => readWholeLine(() => readRule(entry, use)),
  write: (value) => value.words,
  samples: RULE_SAMPLES
};
var staticRule = {
  ...virtualRule,
  samples: [...RULE_SAMPLES, "iif eth0 table 5 priority 9 track_group a"]
};
var U324 = 4294967295;
function readRule(entry, use) {
  const words3 = new WordCursor(entry, use);
  const draft = {
    family: null,
    not: false,
    from: null,
    to: null,
    priority: null,
    tos: 0,
    mark: null,
    markMask: null,
    inputInterface: null,
    outputInterface: null,
    suppressPrefixLength: null,
    suppressGroup: null,
    tunnelId: null,
    uidRange: null,
    protocol: null,
    ipProtocol: null,
    sourcePorts: null,
    destinationPorts: null,
    realms: null,
    action: null,
    noTrack: false,
    trackGroup: null
  };
  while (!words3.done) {
    const word2 = words3.take();
    const option3 = OPTIONS3.get(word2);
    if (option3 !== void 0)
      option3(words3, draft, word2);
    else
      readAction(words3, draft, word2);
  }
  return finish2(words3, draft);
}
var DEFAULT_WORDS2 = /* @__PURE__ */ new Set(["default", "any", "all"]);
var prefixOption2 = (field) => (words3, draft) => {
  const word2 = words3.take();
  const isDefault = DEFAULT_WORDS2.has(word2);
  const prefix = isDefault || word2 === "default6" ? null : words3.prefix(word2);
  if (prefix === null && !isDefault && word2 !== "default6")
    words3.lose(word2, `Invalid rule ${field} address ${word2}`, "expected an address");
  if (!isDefault)
    takeFamily2(words3, draft, prefix?.address.family ?? 6);
  draft[field] = prefix ?? WHOLE_SPACE;
};
var WHOLE_SPACE = { address: { family: 4, bytes: new Uint8Array(4) }, prefixLength: 0 };
function takeFamily2(words3, draft, family3) {
  draft.family ??= family3;
  if (draft.family !== family3)
    words3.lose(words3.entry.words[0] ?? "", "rule specification has mixed IPv4 and IPv6");
}
var table14 = (words3, draft) => {
  if (draft.action !== null)
    words3.lose("table", "Cannot specify more than one of table/nop/goto/blackhole/prohibit/unreachable for rule");
  const number = takeTable(words3, "rule");
  if (number === 0)
    words3.lose("table", "Table 0 is not valid");
  draft.action = { kind: "table", table: number };
};
var suppressPrefixLength = (words3, draft, option3) => {
  const word2 = words3.take();
  const problem = numberProblem(word2, 0, 2147483647);
  if (problem !== null)
    words3.lose(word2, `Invalid suppress_prefixlength ${option3} specified`, problem);
  draft.suppressPrefixLength = Number(word2);
};
function readOctalOrHex(word2) {
  const value = readAnyBase(word2);
  return value !== null && value <= U324 ? value : null;
}
var preference2 = (words3, draft, option3) => {
  const word2 = words3.take();
  const value = readOctalOrHex(word2);
  if (value === null) {
    words3.lose(word2, `Invalid rule preference ${option3} specified`, numberProblem(word2, 0, U324));
  } else
    draft.priority = value;
};
var typeOfService2 = (words3, draft) => {
  const word2 = words3.take();
  const value = readNamed(words3.use.environment, "rt_dsfield", word2, 255);
  if (value === null)
    words3.lose(word2, `TOS value ${word2} is invalid`);
  else
    draft.tos = value;
};
var suppressGroup = (words3, draft) => {
  const word2 = words3.take();
  const value = readNamed(words3.use.environment, "group", word2, U324);
  if (value === null)
    words3.lose(word2, `suppress_group ${word2} is invalid`);
  else
    draft.suppressGroup = value;
};
var inputInterface = (words3, draft) => draft.inputInterface = words3.take();
var portOption = (field) => (words3, draft, option3) => {
  const word2 = words3.take();
  const match = /^(\d+)-(\d+)$/.exec(word2);
  if (match === null) {
    words3.complain(word2, `invalid ${option3} range ${word2}`, "expected two ports, as in 80-80");
    return;
  }
  draft[field] = { first: Number(match[1]) & 65535, last: Number(match[2]) & 65535 };
};
var family2 = (words3) => words3.skip();
var OPTIONS3 = /* @__PURE__ */ new Map([
  ["inet", family2],
  ["inet6", family2],
  ["from", prefixOption2("from")],
  ["to", prefixOption2("to")],
  ["table", table14],
  ["lookup", table14],
  ["not", (_words, draft) => draft.not = true],
  ["preference", preference2],
  ["order", preference2],
  ["priority", preference2],
  ["tos", typeOfService2],
  ["dsfield", typeOfService2],
  ["fwmark", readMark2],
  ["realms", readRuleRealms],
  ["suppress_prefixlength", suppressPrefixLength],
  ["sup_pl", suppressPrefixLength],
  ["suppress_ifgroup", suppressGroup],
  ["sup_group", suppressGroup],
  ["dev", inputInterface],
  ["iif", inputInterface],
  ["oif", (words3, draft) => draft.outputInterface = words3.take()],
  ["tunnel-id", readTunnelId],
  ["uidrange", readUidRange],
  [
    "l3mdev",
    (words3, draft) => {
      if (draft.action !== null)
        words3.lose("l3mdev", MORE_THAN_ONE);
      draft.action = { kind: "l3mdev" };
    }
  ],
  [
    "protocol",
    (words3, draft) => {
      const word2 = words3.take();
      const problem = numberProblem(word2, 0, 255);
      if (problem === null)
        draft.protocol = Number(word2);
      else
        words3.complain(word2, `Invalid protocol ${word2}`, problem);
    }
  ],
  ["ipproto", readIpProtocol],
  ["sport", portOption("sourcePorts")],
  ["dport", portOption("destinationPorts")],
  ["no_track", (_words, draft) => draft.noTrack = true],
  ["track_group", (words3, draft) => draft.trackGroup = words3.take()]
]);
var MORE_THAN_ONE = "Cannot specify more than one of table/nop/goto/blackhole/prohibit/unreachable/l3mdev for rule";
function readMark2(words3, draft) {
  const word2 = words3.take();
  const [mark2, mask] = word2.split("/", 2).map(readOctalOrHex);
  if (mark2 === null || mark2 === void 0 || mask === null)
    words3.lose(word2, `Invalid rule fwmark ${word2} specified`);
  else {
    draft.mark = mark2;
    draft.markMask = mask ?? null;
  }
}
function readRuleRealms(words3, draft) {
  const word2 = words3.take();
  const realms2 = readRealms(words3, word2);
  if (realms2 === null)
    return words3.lose(word2, `invalid realms ${word2} for rule`);
  takeFamily2(words3, draft, 4);
  draft.realms = realms2 === 0 ? null : realms2;
}
var MAX_TUNNEL_ID = 2n ** 64n - 1n;
function readTunnelId(words3, draft, option3) {
  const word2 = words3.take();
  if (!/^\d{1,20}$/.test(word2) || BigInt(word2) > MAX_TUNNEL_ID)
    words3.lose(word2, `Invalid tunnel-id ${option3} specified`, "expected a number of up to 64 bits");
  draft.tunnelId = BigInt(word2).toString();
}
function readUidRange(words3, draft, option3) {
  const word2 = words3.take();
  const match = /^(\d{1,10})-(\d{1,10})$/.exec(word2);
  if (match === null)
    return words3.lose(word2, `Invalid uidrange ${option3} specified`, "expected two user ids, as in 5-9");
  const cut = (text2) => Number(text2) % 2 ** 32;
  draft.uidRange = { first: cut(match[1]), last: cut(match[2]) };
}
var IP_PROTOCOLS = {
  icmp: 1,
  igmp: 2,
  ipip: 4,
  tcp: 6,
  udp: 17,
  dccp: 33,
  ipv6: 41,
  gre: 47,
  esp: 50,
  ah: 51,
  "ipv6-icmp": 58,
  ospf: 89,
  vrrp: 112,
  l2tp: 115,
  sctp: 132,
  udplite: 136
};
function readIpProtocol(words3, draft) {
  const word2 = words3.take();
  const value = IP_PROTOCOLS[word2] ?? (numberProblem(word2, 0, 255) === null ? Number(word2) : null);
  if (value === null)
    words3.complain(word2, `Invalid ipproto ${word2}`, "expected a name as tcp, or a number below 256");
  else
    draft.ipProtocol = value;
}
function readAction(words3, draft, first) {
  const word2 = first === "type" ? words3.take() : first;
  const action2 = actionOf(words3, word2);
  if (draft.action !== null)
    words3.lose(word2, MORE_THAN_ONE);
  draft.action = action2;
}
var SIMPLE_ACTIONS = { 6: "blackhole", 7: "unreachable", 8: "prohibit" };
function actionOf(words3, word2) {
  if (word2 === "nop")
    return { kind: "nop" };
  if (word2 === "goto") {
    const target = words3.take();
    const problem = numberProblem(target, 0, U324);
    if (problem !== null)
      words3.lose(target, "Invalid target goto specified", problem);
    return { kind: "goto", target: Number(target) };
  }
  const type = ROUTE_TYPES[word2] ?? (numberProblem(word2, 0, 255) === null ? Number(word2) : null);
  if (type === null)
    return words3.lose(word2, `Unknown rule option ${word2}`);
  const kind = type === 6 || type === 7 || type === 8 ? SIMPLE_ACTIONS[type] : null;
  return kind === null ? words3.lose(word2, `Invalid rule action ${word2}`) : { kind };
}
var FIRST_FREE = 16384;
var nextFree = /* @__PURE__ */ new WeakMap();
function finish2(words3, draft) {
  const { entry, use } = words3;
  const { trackGroup, ...rest } = draft;
  const first = entry.words[0] ?? "";
  const { action: action2 } = draft;
  if (action2 === null)
    return words3.lose(first, "No action specified for rule - ignoring", "write table, goto, nop ...");
  checkAction(words3, draft, action2);
  const family3 = draft.family ?? 4;
  if (!draft.noTrack) {
    if (draft.protocol !== null && draft.protocol !== KEEPALIVED_PROTOCOL)
      words3.caution("protocol", "Rule cannot be tracked if protocol is not RTPROT_KEEPALIVED(18), resetting protocol");
    rest.protocol = KEEPALIVED_PROTOCOL;
  }
  let { priority } = draft;
  if (priority === null) {
    priority = nextFree.get(use.reporter) ?? FIRST_FREE;
    nextFree.set(use.reporter, priority - 1);
    words3.caution(first, `Rule has no preference specified - setting to ${priority}. This is probably not what you want.`);
  }
  const placed = { from: inFamily(draft.from, family3), to: inFamily(draft.to, family3) };
  return { rule: { ...rest, ...placed, family: family3, action: action2, priority }, trackGroup, words: entry.words, mark: entry.mark };
}
function checkAction(words3, draft, action2) {
  const forTable = draft.suppressPrefixLength !== null || draft.suppressGroup !== null || draft.realms !== null;
  if (forTable && action2.kind !== "table" && action2.kind !== "l3mdev")
    words3.lose(action2.kind, "suppressor/realm specified for non table action - skipping");
  if (action2.kind !== "goto")
    return;
  if (draft.priority === null)
    return words3.lose("goto", `Invalid rule - goto target ${action2.target} specified without preference`);
  if (draft.priority >= action2.target)
    words3.lose("goto", `Invalid rule - preference ${draft.priority} >= goto target ${action2.target}`);
}
function inFamily(prefix, family3) {
  if (prefix === null || prefix.prefixLength > 0 || prefix.address.family === family3)
    return prefix;
  return { address: { family: family3, bytes: new Uint8Array(family3 === 4 ? 4 : 16) }, prefixLength: 0 };
}
var REGEX_OPTIONS = [
  ...["allow_empty_class", "alt_bsux", "auto_callout", "caseless", "dollar_endonly", "dotall", "dupnames"],
  ...["extended", "firstline", "match_unset_backref", "multiline", "never_ucp", "never_utf", "no_auto_capture"],
  ...["no_auto_possess", "no_dotstar_anchor", "no_start_optimize", "ucp", "ungreedy", "utf", "never_backslash_c"],
  ...["alt_circumflex", "alt_verbnames", "use_offset_limit"]
];
var digest = {
  syntax: "<32 hex digits>",
  block: null,
  read: (statement, row2, use) => {
    const given = argument(statement, row2, use);
    if (given === void 0)
      return void 0;
    if (/^[0-9a-fA-F]{32}$/.test(given)) {
      return Uint8Array.from({ length: 16 }, (_, i) => parseInt(given.slice(2 * i, 2 * i + 2), 16));
    }
    const message = given.length === 32 ? `Unable to interpret hex digit in '${given}' at offset ${given.search(/[^0-9a-fA-F]/)}` : `digest '${given}' character length should be 32 rather than ${given.length}`;
    use.reporter.report({
      code: "bad-digest",
      at: statement.mark,
      word: given,
      message,
      hint: "genhash prints the right one"
    });
    return void 0;
  },
  samples: ["00112233445566778899aabbccddeeff"],
  write: (octets2) => [Array.from(octets2, (octet) => octet.toString(16).padStart(2, "0")).join("")]
};
var statusCodes2 = {
  syntax: "<code>|<low>-<high> ...",
  block: null,
  read: (statement, _row, use) => {
    const ranges = [];
    for (const given of statement.words.slice(1)) {
      const match = /^(\d{3})(?:-(\d{3}))?$/.exec(given);
      const min = Number(match?.[1] ?? 0);
      const max = Number(match?.[2] ?? min);
      if (match && min >= 100 && max <= 599 && min <= max)
        ranges.push({ min, max });
      else {
        use.reporter.report({
          code: "bad-value",
          at: statement.mark,
          word: given,
          message: `Invalid HTTP_GET status code '${given}'`,
          hint: "expected a code or a range of codes from 100 to 599"
        });
      }
    }
    return ranges;
  },
  samples: ["200", "200-299 404"],
  write: (ranges) => ranges.map(({ min, max }) => min === max ? String(min) : `${min}-${max}`)
};
var regexPattern = {
  syntax: "<pattern>",
  block: null,
  read: (statement, row2, use) => {
    const given = splitQuoted(statement.text.slice((statement.words[0] ?? "").length));
    if (given.length === 1)
      return given[0];
    mention(statement, row2, use, given[1] ?? "", "regex missing or too many fields");
    return void 0;
  },
  samples: ["^ok", '"a b"'],
  write: (pattern) => [quoteCommand(pattern)],
  quotes: true
};
function mention(statement, row2, use, word2, message) {
  const hint = `expected ${row2.value.syntax}`;
  use.reporter.report({ code: "bad-value", severity: "warning", class: null, at: statement.mark, word: word2, message, hint });
}
var regexOptions = {
  syntax: "<option> ...",
  block: null,
  read: (statement, row2, use) => statement.words.slice(1).filter((word2) => {
    const known2 = REGEX_OPTIONS.includes(word2);
    if (!known2)
      mention(statement, row2, use, word2, `Unknown regex option ${word2}`);
    return known2;
  }),
  samples: [
    "caseless dotall",
    "allow_empty_class alt_bsux auto_callout dollar_endonly dupnames extended firstline match_unset_backref",
    "multiline never_ucp no_auto_capture no_auto_possess no_dotstar_anchor no_start_optimize ungreedy",
    "utf ucp never_backslash_c alt_circumflex alt_verbnames use_offset_limit",
    "never_utf"
  ],
  write: (options) => options
};
var MAX_OFFSET = Number.MAX_SAFE_INTEGER;
var regexOffset = {
  syntax: "<octets>",
  block: null,
  read: (statement, row2, use) => {
    const [keyword = "", given, ...more] = statement.words;
    if (given === void 0 || more.length > 0) {
      mention(statement, row2, use, more[0] ?? "", `Missing or too may options for ${keyword}`);
      return void 0;
    }
    if (/^\+?\d+$/.test(given))
      return Math.min(Number(given), MAX_OFFSET);
    mention(statement, row2, use, given, `Invalid ${keyword} ${given} specified`);
    return void 0;
  },
  samples: ["0", "100"],
  write: (octets2) => [String(octets2)],
  unit: "octets"
};
var MAX_STACK_OCTETS = 2 ** 30;
var regexStack = {
  syntax: "<start> <max>",
  block: null,
  read: (statement, row2, use) => {
    const [, first = "", second = "", ...more] = statement.words;
    const [startOctets, maxOctets] = [first, second].map((word2) => /^\+?\d+$/.test(word2) ? Number(word2) : Number.NaN);
    const complain2 = (word2, message) => mention(statement, row2, use, word2, message);
    if (second === "" || more.length > 0)
      return complain2(more[0] ?? "", "regex_stack requires start and max values");
    if (startOctets === void 0 || !(startOctets <= MAX_STACK_OCTETS))
      return complain2(first, "regex_stack invalid start value");
    if (maxOctets === void 0 || !(maxOctets <= MAX_STACK_OCTETS))
      return complain2(second, "regex_stack invalid max value");
    if (startOctets > maxOctets)
      return complain2(first, "regex stack start cannot exceed max value");
    return { startOctets, maxOctets };
  },
  samples: ["1024 4096"],
  write: ({ startOctets, maxOctets }) => [String(startOctets), String(maxOctets)],
  unit: "octets"
};
function hexOctets(pattern) {
  const form = pattern ? /^[0-9a-fA-FxX]+$/ : /^[0-9a-fA-F]+$/;
  return {
    syntax: pattern ? "[<hex digits, x for any> ...]" : "<hex digits> ...",
    block: null,
    read: (statement, row2, use) => {
      if (!pattern && argument(statement, row2, use) === void 0)
        return void 0;
      const given = statement.words.slice(1).flatMap((word2) => word2.split(/[ \t]+/).filter(Boolean));
      const bad = given.find((each) => !form.test(each));
      if (bad === void 0)
        return readHex(given.flatMap((each) => each.match(/..?/g) ?? []));
      reportBad(statement, row2, use, bad, "expected hexadecimal digits");
      return void 0;
    },
    samples: pattern ? ["", "0a", "0axx 01", "0ax 1"] : ["0a", "0a0b 0c", "ab12f 3"],
    write: ({ octets: octets2, mask }) => [Array.from(octets2, (octet, i) => writeHex2(octet, mask[i] ?? 0)).join("")].filter(Boolean)
  };
}
function readHex(pairs) {
  return {
    octets: Uint8Array.from(pairs, (pair) => parseInt(pair.replace(/x/gi, "0"), 16)),
    mask: Uint8Array.from(pairs, (pair) => parseInt(pair.padStart(2, "0").replace(/[^xX]/g, "f").replace(/x/gi, "0"), 16))
  };
}
function writeHex2(octet, mask) {
  const digit = (shift) => (mask >> shift & 15) === 0 ? "x" : (octet >> shift & 15).toString(16);
  return digit(4) + digit(0);
}
var U325 = 4294967295;
var FOREVER = 2 ** 64;
var MAX_CONNECT = 4294 * US_PER_S + 967295;
var timingRows = (retry, delayBeforeRetry) => [
  {
    name: "retry",
    field: "retry",
    value: integer(0, U325),
    bad: "Invalid retry connection value '%w'",
    default: `real server's, else ${retry}`,
    doc: "attempts after a failed check before it counts"
  },
  {
    name: "delay_before_retry",
    field: "delayBeforeRetryUs",
    value: seconds2(0, FOREVER),
    default: `real server's, else ${delayBeforeRetry}`,
    doc: "wait between these attempts"
  },
  {
    name: "warmup",
    field: "warmupUs",
    value: seconds2(0, FOREVER),
    default: "delay_loop",
    doc: "longest random delay of the first check"
  },
  {
    name: "delay_loop",
    field: "delayLoopUs",
    value: seconds2(1, FOREVER),
    default: "real server's",
    bad: "delay_loop '%w' is invalid - ignoring",
    doc: "time between two checks"
  },
  {
    name: "alpha",
    field: "alpha",
    value: boolean,
    default: "real server's",
    bad: "Invalid alpha parameter %w",
    doc: "down until it succeeds"
  },
  {
    name: "log_all_failures",
    field: "logAllFailures",
    value: boolean,
    default: "off",
    bad: "Invalid log_all_failures parameter %w",
    doc: "log every failure of this check"
  }
];
var connectionRows = [
  {
    name: "connect_ip",
    field: "connectIp",
    value: address,
    default: "real server's",
    bad: "Invalid connect_ip address %w - ignoring",
    doc: "address to connect to"
  },
  {
    name: "connect_port",
    field: "connectPort",
    value: integer(1, 65535),
    default: "real server's",
    bad: "Invalid checker connect_port '%w'",
    doc: "port to connect to"
  },
  {
    name: "bindto",
    field: "bindTo",
    value: address,
    bad: "Invalid bindto address %w - ignoring",
    default: "chosen by the kernel",
    doc: "source address"
  },
  {
    name: "bind_port",
    field: "bindPort",
    value: integer(1, 65535),
    bad: "Invalid checker bind_port '%w'",
    default: "chosen by the kernel",
    doc: "source port"
  },
  { name: "bind_if", field: "bindInterface", value: interfaceName, doc: "source interface" },
  {
    name: "connect_timeout",
    field: "connectTimeoutUs",
    value: seconds2(1, MAX_CONNECT),
    default: "real server's, else 5",
    bad: "connect_timeout %w invalid - ignoring",
    doc: "how long a connection may take"
  },
  {
    name: "fwmark",
    field: "fwmark",
    value: integer(0, U325),
    default: "0",
    bad: "Invalid fwmark connection value '%w'",
    doc: "mark on our packets"
  }
];
var tcpCheckRows = [
  ...connectionRows,
  ...timingRows("1", "1"),
  {
    name: "nb_get_retry",
    field: "retry",
    value: integer(0, U325),
    oldNameOf: "retry",
    bad: "Invalid nb_get_retry value '%w'",
    doc: "old name of retry, never valid here in newer versions"
  }
];
var urlRows = [
  { name: "path", field: "path", value: word, samples: ["/", "/status?a=b"], doc: "what to ask for" },
  {
    name: "digest",
    field: "digest",
    value: digest,
    once: "Digest '%w' is a duplicate",
    doc: "MD5 of the body, as genhash prints it"
  },
  {
    name: "status_code",
    field: "statusCodes",
    value: statusCodes2,
    repeat: true,
    default: "200-299",
    doc: "codes that are good"
  },
  {
    name: "virtualhost",
    field: "virtualHost",
    value: word,
    missing: "Missing HTTP_GET virtualhost name",
    default: "checker's",
    doc: "Host header of this request"
  },
  {
    name: "tls_compliant",
    field: "tlsCompliant",
    value: boolean,
    since: "2.2.8",
    default: "checker's",
    doc: "say close_notify before a TLS connection is closed"
  },
  { name: "regex", field: "regex", value: regexPattern, doc: "pattern of PCRE2 that the page must have" },
  { name: "regex_no_match", field: "regexNoMatch", value: flag, doc: "the page must not have it" },
  { name: "regex_options", field: "regexOptions", value: regexOptions, repeat: true, doc: "options of the pattern (pcre2api(3))" },
  {
    name: "regex_min_offset",
    field: "regexMinOffset",
    value: regexOffset,
    default: "0",
    doc: "how far into the page a match begins at the earliest"
  },
  {
    name: "regex_max_offset",
    field: "regexMaxOffset",
    value: regexOffset,
    default: "no limit",
    doc: "how far into the page a match begins at the latest"
  },
  {
    name: "regex_stack",
    field: "regexStack",
    value: regexStack,
    default: "the library's",
    doc: "memory for deeply nested patterns; the largest of the file are for all that have one"
  }
];
var urlContext = contextOf("virtual_server/real_server/HTTP_GET/url", urlRows);
var httpCheckRows = [
  { name: "url", field: "urls", value: block(urlContext), repeat: true, doc: "one request; they are made in turn" },
  {
    name: "virtualhost",
    field: "virtualHost",
    value: word,
    default: "real server's",
    missing: "HTTP_GET virtualhost name missing",
    doc: "Host header of the requests"
  },
  {
    name: "http_protocol",
    field: "protocol",
    value: oneOf(["1.0", "1.0C", "1.0c", "1.1"]),
    default: "1.0",
    missing: "Missing http_protocol version",
    bad: "Invalid http_protocol version %w",
    doc: "version of HTTP; C closes the connection"
  },
  {
    name: "enable_sni",
    field: "enableSni",
    value: boolean,
    default: "off",
    bad: "Invalid enable_sni parameter %w",
    doc: "say the host name when TLS begins"
  },
  {
    name: "sni_name",
    field: "sniName",
    value: optionalWord,
    since: "2.3.0",
    default: "virtual host's",
    doc: "say a name when TLS begins, and which"
  },
  {
    name: "tls_compliant",
    field: "tlsCompliant",
    value: boolean,
    since: "2.2.8",
    default: "off",
    doc: "say close_notify before a TLS connection is closed"
  },
  {
    name: "fast_recovery",
    field: "fastRecovery",
    value: boolean,
    default: "off",
    bad: "Invalid fast_recovery parameter %w",
    doc: "all urls at once when it comes back"
  },
  {
    name: "nb_get_retry",
    field: "retry",
    value: integer(0, U325),
    oldNameOf: "retry",
    deprecated: "nb_get_retry is deprecated - please use 'retry'",
    bad: "Invalid nb_get_retry value '%w'",
    doc: "old name of retry"
  },
  ...connectionRows,
  ...timingRows("1", "3")
];
var smtpHostRows = [...connectionRows, ...timingRows("1", "1")];
var smtpHostContext = contextOf("virtual_server/real_server/SMTP_CHECK/host", smtpHostRows);
var smtpCheckRows = [
  {
    name: "helo_name",
    field: "heloName",
    value: word,
    missing: "SMTP_CHECK helo name missing",
    default: "smtpchecker.keepalived.org",
    doc: "name we give in HELO"
  },
  { name: "host", field: "hosts", value: block(smtpHostContext), repeat: true, doc: "another target" },
  ...connectionRows,
  ...timingRows("1", "1")
];
var dnsCheckRows = [
  {
    name: "type",
    field: "type",
    value: oneOf(["A", "NS", "CNAME", "SOA", "MX", "TXT", "AAAA", "RRSIG", "DNSKEY"], true),
    bad: "Unknown DNS check type %w - ignoring",
    default: "SOA",
    doc: "what to ask for"
  },
  {
    name: "name",
    field: "name",
    value: word,
    once: "DNS_CHECK name already specified - ignoring",
    default: "the root",
    doc: "whose"
  },
  ...connectionRows,
  ...timingRows("3", "delay_loop")
];
var miscCheckRows = [
  { name: "misc_path", field: "command", value: optionalCommand, samples: command.samples, doc: "program to run" },
  {
    name: "misc_timeout",
    field: "timeoutS",
    value: integer(0, 4294),
    unit: "s",
    bad: "Invalid misc_timeout value '%w'",
    default: "delay_loop",
    doc: "how long it may take"
  },
  { name: "misc_dynamic", field: "dynamic", value: flag, doc: "its exit status is a weight" },
  {
    name: "user",
    field: "user",
    value: user,
    missing: "No user specified for misc checker script",
    default: "script_user",
    doc: "account to run it as"
  },
  ...timingRows("0", "1")
];
var udpCheckRows = [
  {
    name: "payload",
    field: "payload",
    value: hexOctets(false),
    missing: "UDP_CHECK payload requires a payload",
    bad: "Invalid hex string for UDP_CHECK payload",
    default: "something random",
    doc: "octets to send"
  },
  {
    name: "require_reply",
    field: "requireReply",
    value: hexOctets(true),
    bad: "Invalid hex string for UDP_CHECK reply",
    default: "off; alone: any reply",
    doc: "octets that must come back"
  },
  {
    name: "min_reply_length",
    field: "minReplyLength",
    value: integer(0, 65535),
    bad: "UDP_CHECK min length %w not valid - must be between 0 & 65535",
    default: "0",
    doc: "shortest good answer"
  },
  {
    name: "max_reply_length",
    field: "maxReplyLength",
    value: integer(0, 65535),
    bad: "UDP_CHECK max length %w not valid - must be between 0 & 65535",
    default: "255",
    doc: "longest good answer"
  },
  ...connectionRows,
  ...timingRows("1", "1")
];
var pingCheckRows = [...connectionRows, ...timingRows("1", "1")];
var fileCheckRows = [
  { name: "track_file", field: "trackFile", value: word, samples: ["a"], doc: "file to watch" },
  {
    name: "weight",
    field: "weight",
    value: words2,
    samples: ["2", "-2 reverse", "3 noreverse"],
    default: "that of the track_file",
    doc: "what its number is multiplied with"
  }
];
var bfdCheckRows = [
  { name: "name", field: "names", value: words2, samples: ["a"], repeat: true, doc: "session to watch" },
  {
    name: "alpha",
    field: "alpha",
    value: boolean,
    bad: "Invalid alpha parameter %w",
    default: "real server's",
    doc: "down until it is up"
  }
];
var context = (name, rows) => contextOf(`virtual_server/real_server/${name}`, rows);
var tcpCheckContext = context("TCP_CHECK", tcpCheckRows);
var httpCheckContext = context("HTTP_GET", httpCheckRows);
var smtpCheckContext = context("SMTP_CHECK", smtpCheckRows);
var dnsCheckContext = context("DNS_CHECK", dnsCheckRows);
var miscCheckContext = context("MISC_CHECK", miscCheckRows);
var udpCheckContext = context("UDP_CHECK", udpCheckRows);
var pingCheckContext = context("PING_CHECK", pingCheckRows);
var fileCheckContext = context("FILE_CHECK", fileCheckRows);
var bfdCheckContext = context("BFD_CHECK", bfdCheckRows);
var method2 = oneOf(["NAT", "DR", "TUN"]);
var TYPES = { ipip: "ipip", gue: "gue", gre: "gre" };
var CHECKSUMS = {
  nocsum: "none",
  csum: "checksum",
  remcsum: "remote"
};
function forwarding(owner) {
  return {
    block: null,
    syntax: `${method2.syntax} [type ipip|gue|gre] [port <n>] [nocsum|csum|remcsum]`,
    read: (statement, row2, use) => {
      const value = method2.read(statement, row2, use);
      if (value === void 0)
        return void 0;
      const tunnel = readTunnel(statement, use, owner);
      if (tunnel === void 0)
        return void 0;
      if (value !== "TUN")
        return { forwarding: value };
      const isPlain = tunnel.type === "ipip" && tunnel.checksum === "none";
      return isPlain ? { forwarding: value } : { forwarding: value, tunnel };
    },
    samples: [
      ...method2.samples,
      ...["ipip", "gre", "gre nocsum", "gre csum", "gue port 6080", "gue port 6080 remcsum"].map((t) => `TUN type ${t}`)
    ],
    write: (value) => [value.forwarding, ...value.tunnel === void 0 ? [] : writeTunnel(value.tunnel)]
  };
}
function writeTunnel({ type, port, checksum }) {
  const word2 = Object.keys(CHECKSUMS).find((known2) => CHECKSUMS[known2] === checksum) ?? "";
  return ["type", type, ...port === 0 ? [] : ["port", String(port)], word2];
}
function readTunnel(statement, use, owner) {
  const complain2 = (word2, message, hint) => {
    use.reporter.report({ code: "bad-option", at: statement.mark, word: word2, message, hint });
  };
  let type = "ipip";
  let checksum = "none";
  let port = 0;
  for (let i = 2; i < statement.words.length; i++) {
    const option3 = statement.words[i] ?? "";
    if (option3 === "type") {
      const given = statement.words[++i];
      if (given === void 0)
        return complain2(option3, `Missing tunnel type for ${owner}.`, `write: TUN type ${Object.keys(TYPES).join("|")}`);
      const known2 = TYPES[given];
      if (known2 === void 0)
        return complain2(given, `Unknown tunnel type ${given} for ${owner}.`, `expected ${Object.keys(TYPES).join(", ")}`);
      type = known2;
    } else if (option3 === "port") {
      const given = statement.words[++i];
      if (given === void 0)
        return complain2(option3, `Missing port for ${owner} gue tunnel.`, "write: TUN type gue port <n>");
      const problem = numberProblem(given, 1, 65535);
      if (problem !== null)
        return complain2(given, `Invalid gue tunnel port ${given} for ${owner}.`, problem);
      port = Number(given);
    } else {
      const known2 = CHECKSUMS[option3];
      if (known2 === void 0)
        return complain2(option3, `Invalid tunnel option ${option3} for ${owner}.`, `expected type, port, ${Object.keys(CHECKSUMS).join(", ")}`);
      checksum = known2;
    }
  }
  if (type === "gue" !== port > 0)
    return complain2(type, "gue tunnels require port, otherwise cannot have port.", "write: TUN type gue port <n>");
  if (type === "ipip" && checksum !== "none")
    return complain2(type, "ipip tunnels do not support checksum option.", "only gue and gre have checksums");
  if (type === "gre" && checksum === "remote")
    return complain2(type, "gre tunnels do not support remote checksum option.", "write csum, or use gue");
  return { type, port, checksum };
}
var U326 = 4294967295;
var MAX_CONNECT2 = 4294 * US_PER_S + 967295;
var FOREVER2 = 2 ** 64;
var twice = (keyword) => `${keyword} script already specified - ignoring %w`;
var checkDefaults = (kind, delayLoop, usual) => [
  {
    name: "retry",
    field: "retry",
    value: integer(1, U326),
    bad: "retry value invalid - %w",
    default: usual ?? "checker's own",
    doc: "attempts after a failed check before it counts"
  },
  {
    name: "delay_before_retry",
    field: "delayBeforeRetryUs",
    value: seconds2(0, FOREVER2),
    default: usual ?? "checker's own",
    doc: "wait between these attempts"
  },
  {
    name: "warmup",
    field: "warmupUs",
    value: seconds2(0, FOREVER2),
    default: usual ?? "delay_loop",
    doc: "longest random delay of the first check"
  },
  {
    name: "connect_timeout",
    field: "connectTimeoutUs",
    value: seconds2(1, MAX_CONNECT2),
    default: usual ?? "5",
    bad: `${kind} connect_timeout %w invalid - ignoring`,
    doc: "how long a connection may take"
  },
  {
    name: "delay_loop",
    field: "delayLoopUs",
    value: seconds2(1, FOREVER2),
    default: usual ?? "60",
    bad: `${kind} ${delayLoop} '%w' invalid - ignoring`,
    doc: "time between two checks"
  }
];
var realServerRows = [
  {
    name: "weight",
    field: "weight",
    value: integer(0, 2147483647),
    default: "virtual server's",
    bad: "Real server weight %w is outside range 0-2147483647",
    doc: "share of the connections"
  },
  {
    name: "lvs_method",
    field: "forwarding",
    value: forwarding("real server"),
    bad: "PARSER : unknown [%w] routing method for real server.",
    default: "virtual server's",
    doc: "how packets reach this server"
  },
  {
    name: "uthreshold",
    field: "upperThreshold",
    value: integer(0, U326),
    default: "0",
    bad: "Invalid real_server uthreshold '%w' - ignoring",
    doc: "no new connections above this number"
  },
  {
    name: "lthreshold",
    field: "lowerThreshold",
    value: integer(0, U326),
    default: "0",
    bad: "Invalid real_server lthreshold '%w' - ignoring",
    doc: "new connections again below this number"
  },
  {
    name: "inhibit_on_failure",
    field: "inhibitOnFailure",
    value: boolean,
    bad: "Invalid inhibit_on_failure parameter %w",
    default: "virtual server's",
    doc: "weight 0 instead of removal when it fails"
  },
  { name: "notify_up", field: "notifyUp", value: command, once: twice("notify_up"), doc: "run when it comes up" },
  {
    name: "notify_down",
    field: "notifyDown",
    value: command,
    once: twice("notify_down"),
    doc: "run when it goes down"
  },
  {
    name: "alpha",
    field: "alpha",
    value: boolean,
    bad: "Invalid alpha parameter %w",
    default: "virtual server's",
    doc: "down until a check succeeds"
  },
  ...checkDefaults("real server", "delay_loop", "virtual server's"),
  {
    name: "smtp_alert",
    field: "smtpAlert",
    value: boolean,
    bad: "Invalid real_server smtp_alert parameter %w",
    default: "smtp_alert_checker, else smtp_alert, else on",
    doc: "mail when it comes or goes"
  },
  {
    name: "virtualhost",
    field: "virtualHost",
    value: word,
    missing: "real server virtualhost missing",
    default: "virtual server's",
    doc: "Host header of its HTTP checks"
  },
  {
    name: "snmp_name",
    field: "snmpName",
    value: word,
    status: "parsed",
    missing: "real server snmp_name missing or extra parameters",
    more: "real server snmp_name missing or extra parameters",
    doc: "label for SNMP"
  },
  { name: "TCP_CHECK", field: "checkers", value: block(tcpCheckContext), repeat: true, doc: "is the port open" },
  { name: "HTTP_GET", field: "checkers", value: block(httpCheckContext), repeat: true, doc: "is a page as expected" },
  {
    name: "SSL_GET",
    field: "checkers",
    value: block(httpCheckContext),
    repeat: true,
    doc: "is a page as expected, over TLS"
  },
  {
    name: "SMTP_CHECK",
    field: "checkers",
    value: block(smtpCheckContext),
    repeat: true,
    doc: "does a mail server answer"
  },
  {
    name: "DNS_CHECK",
    field: "checkers",
    value: block(dnsCheckContext),
    repeat: true,
    doc: "does a name server answer"
  },
  {
    name: "MISC_CHECK",
    field: "checkers",
    value: block(miscCheckContext),
    repeat: true,
    doc: "does a program end well"
  },
  {
    name: "UDP_CHECK",
    field: "checkers",
    value: block(udpCheckContext),
    repeat: true,
    doc: "is a datagram not refused"
  },
  {
    name: "PING_CHECK",
    field: "checkers",
    value: block(pingCheckContext),
    repeat: true,
    doc: "does the host answer"
  },
  {
    name: "FILE_CHECK",
    field: "checkers",
    value: block(fileCheckContext),
    repeat: true,
    doc: "what does a file say"
  },
  {
    name: "BFD_CHECK",
    field: "checkers",
    value: block(bfdCheckContext),
    repeat: true,
    status: "parsed",
    doc: "is a BFD session up"
  }
];
var realServerContext = contextOf("virtual_server/real_server", realServerRows);
var virtualServerRows = [
  {
    name: "protocol",
    field: "protocol",
    value: protocol,
    default: "UDP",
    bad: "Unknown protocol %w - ignoring",
    doc: "what is balanced"
  },
  {
    name: "lvs_sched",
    field: "scheduler",
    value: scheduler,
    default: "wlc",
    bad: "Invalid lvs_scheduler '%w' - ignoring",
    doc: "who gets the next connection"
  },
  {
    name: "lb_algo",
    field: "scheduler",
    value: scheduler,
    default: "wlc",
    bad: "Invalid lvs_scheduler '%w' - ignoring",
    sameAs: "lvs_sched",
    doc: "who gets the next connection"
  },
  {
    name: "lvs_method",
    field: "forwarding",
    value: forwarding("virtual server"),
    default: "NAT",
    bad: "PARSER : unknown [%w] routing method for virtual server.",
    doc: "how packets reach the servers"
  },
  {
    name: "lb_kind",
    field: "forwarding",
    value: forwarding("virtual server"),
    default: "NAT",
    bad: "PARSER : unknown [%w] routing method for virtual server.",
    sameAs: "lvs_method",
    doc: "how packets reach the servers"
  },
  {
    name: "nat_mask",
    field: "natMask",
    value: word,
    oldNameOf: "",
    doc: "obsolete since 2003 and without effect: NAT needs no mask; remove the line"
  },
  {
    name: "ip_family",
    field: "family",
    value: oneOf(["inet", "inet6"]),
    bad: "unknown address family %w",
    default: "that of its servers",
    doc: "family of a service by firewall mark"
  },
  ...checkDefaults("virtual server", "delay loop", null),
  {
    name: "inhibit_on_failure",
    field: "inhibitOnFailure",
    value: flag,
    default: "off",
    doc: "weight 0 instead of removal of failed servers"
  },
  {
    name: "hashed",
    field: "schedulerFlags",
    value: schedulerFlag,
    repeat: true,
    default: "off",
    doc: "a relic without effect"
  },
  { name: "ops", field: "onePacket", value: flag, default: "off", doc: "each datagram on its own" },
  {
    name: "flag-1",
    field: "schedulerFlags",
    value: schedulerFlag,
    repeat: true,
    default: "off",
    doc: "first flag of the scheduler"
  },
  {
    name: "flag-2",
    field: "schedulerFlags",
    value: schedulerFlag,
    repeat: true,
    default: "off",
    doc: "second flag of the scheduler"
  },
  {
    name: "flag-3",
    field: "schedulerFlags",
    value: schedulerFlag,
    repeat: true,
    default: "off",
    doc: "third flag of the scheduler"
  },
  {
    name: "sh-fallback",
    field: "schedulerFlags",
    value: schedulerFlag,
    repeat: true,
    default: "off",
    doc: "source hashing: another server when the hashed one is down"
  },
  {
    name: "sh-port",
    field: "schedulerFlags",
    value: schedulerFlag,
    repeat: true,
    default: "off",
    doc: "source hashing: with the port"
  },
  {
    name: "mh-fallback",
    field: "schedulerFlags",
    value: schedulerFlag,
    repeat: true,
    default: "off",
    doc: "Maglev: another server when the hashed one is down"
  },
  {
    name: "mh-port",
    field: "schedulerFlags",
    value: schedulerFlag,
    repeat: true,
    default: "off",
    doc: "Maglev: with the port"
  },
  {
    name: "persistence_timeout",
    field: "persistenceTimeoutS",
    value: persistenceTimeout,
    unit: "s",
    default: "off; alone: 360",
    bad: "persistence_timeout invalid",
    doc: "a client stays with its server this long"
  },
  {
    name: "persistence_granularity",
    field: "persistenceGranularity",
    value: granularity2,
    default: "single clients",
    doc: "clients of a network count as one"
  },
  {
    name: "persistence_engine",
    field: "persistenceEngine",
    value: word,
    samples: ["sip"],
    doc: "how a client is recognised, such as sip"
  },
  {
    name: "ha_suspend",
    field: "haSuspend",
    value: flag,
    default: "off",
    doc: "no checks while the address is not here"
  },
  {
    name: "smtp_alert",
    field: "smtpAlert",
    value: boolean,
    bad: "Invalid virtual_server smtp_alert parameter %w",
    default: "smtp_alert_checker, else smtp_alert, else off",
    doc: "mail when the quorum comes or goes"
  },
  {
    name: "virtualhost",
    field: "virtualHost",
    value: word,
    missing: "virtual server virtualhost missing",
    doc: "Host header of HTTP checks"
  },
  {
    name: "snmp_name",
    field: "snmpName",
    value: word,
    status: "parsed",
    missing: "virtual server snmp_name missing or extra parameters",
    more: "virtual server snmp_name missing or extra parameters",
    doc: "label for SNMP"
  },
  { name: "alpha", field: "alpha", value: flag, default: "off", doc: "all servers are down until a check succeeds" },
  { name: "omega", field: "omega", value: flag, default: "off", doc: "run the down scripts when we stop" },
  {
    name: "quorum_up",
    field: "quorumUp",
    value: command,
    once: twice("quorum_up"),
    doc: "run when there are enough servers"
  },
  {
    name: "quorum_down",
    field: "quorumDown",
    value: command,
    once: twice("quorum_down"),
    doc: "run when there are too few"
  },
  {
    name: "quorum",
    field: "quorum",
    value: quorum,
    default: "1",
    bad: "Quorum %w must be in [1, 4294967295]. Setting to 1.",
    doc: "weight of live servers that is enough"
  },
  {
    name: "hysteresis",
    field: "hysteresis",
    value: integer(0, U326),
    default: "0",
    bad: "Hysteresis %w must be in [0, 4294967295] - ignoring",
    doc: "tolerance around it"
  },
  {
    name: "weight",
    field: "weight",
    value: integer(1, 2147483647),
    default: "1",
    bad: "Virtual server weight %w is outside range 1-2147483647",
    doc: "weight of servers that give none"
  },
  {
    name: "sorry_server",
    field: "sorryServer",
    value: endpoint,
    bad: "Invalid sorry server IP address %w - skipping",
    doc: "who answers when there are too few servers"
  },
  {
    name: "sorry_server_inhibit",
    field: "sorryServerInhibit",
    value: flag,
    default: "off",
    doc: "keep failed servers with weight 0 meanwhile"
  },
  {
    name: "sorry_server_lvs_method",
    field: "sorryServerForwarding",
    value: forwarding("sorry server"),
    bad: "PARSER : unknown [%w] routing method for sorry server.",
    default: "lvs_method",
    doc: "how packets reach it"
  },
  {
    name: "real_server",
    field: "realServers",
    value: targetBlock(realServerContext, "<ip> [<port>] { ... }", ["192.0.2.2 80", "2001:db8::2"]),
    repeat: true,
    doc: "one of the servers"
  }
];
var virtualServerContext = contextOf("virtual_server", virtualServerRows);
var sslRows = [
  {
    name: "password",
    field: "password",
    value: word,
    missing: "SSL password missing",
    replaced: "SSL password already specified - replacing",
    doc: "password of the key"
  },
  {
    name: "ca",
    field: "ca",
    value: word,
    missing: "SSL cafile missing",
    replaced: "SSL cafile already specified - replacing",
    doc: "certificates to trust"
  },
  {
    name: "certificate",
    field: "certificate",
    value: word,
    missing: "SSL certfile missing",
    replaced: "SSL certfile already specified - replacing",
    doc: "our certificate"
  },
  {
    name: "key",
    field: "key",
    value: word,
    missing: "SSL keyfile missing",
    replaced: "SSL keyfile already specified - replacing",
    doc: "our private key"
  }
];
var sslContext = contextOf("SSL", sslRows);
function writeHex3(bytes) {
  let text2 = "";
  for (const byte of bytes)
    text2 += byte.toString(16).padStart(2, "0");
  return text2;
}
var MIN_KEY = 32;
var MAX_KEY = 64;
var MAX_KEY_FILE = 138;
var hmacRows = [
  {
    name: "key",
    field: "keys",
    value: hmacKey(),
    repeat: true,
    since: "2.4.0",
    doc: "number and secret of 32 to 64 octets: text, hex:<digits> or file:<path>"
  },
  {
    name: "active_key",
    field: "activeKey",
    value: integer(1, 255),
    since: "2.4.0",
    bad: "(%o) auth_hmac active_key '%w' not in range [1-255]",
    doc: "the key that we sign with; without it there is no auth_hmac"
  },
  {
    name: "time_window",
    field: "timeWindowS",
    value: integer(1, 300),
    since: "2.4.0",
    unit: "s",
    default: "three times advert_int, at least 5",
    bad: "(%o) auth_hmac time_window '%w' not in range [1-300]",
    doc: "how far the clocks of two routers may be apart"
  },
  {
    name: "anti_replay",
    field: "antiReplay",
    value: oneOf(["time", "monotonic"]),
    since: "2.4.0",
    default: "time",
    bad: "(%o) unknown auth_hmac anti_replay '%w'",
    doc: "how a repeated packet is known"
  },
  {
    name: "mode",
    field: "mode",
    value: oneOf(["enforce", "permissive", "receive-only"]),
    since: "2.4.0",
    default: "enforce",
    bad: "(%o) unknown auth_hmac mode '%w'",
    doc: "what happens to unsigned packets, and whether we sign"
  }
];
var hmacContext = contextOf("vrrp_instance/auth_hmac", hmacRows);
function hmacKey() {
  return {
    syntax: "<1..255> <text>|hex:<digits>|file:<path>",
    block: null,
    read: (statement, row2, use) => {
      const id = argument(statement, row2, use);
      const given = statement.words[2];
      if (id === void 0)
        return void 0;
      if (numberProblem(id, 1, 255) !== null) {
        reportBad(statement, { ...row2, bad: "(%o) auth_hmac key id '%w' not in range [1-255]" }, use, id, "expected a number from 1 to 255");
        return void 0;
      }
      if (given === void 0) {
        reportBad(statement, { ...row2, bad: "(%o) auth_hmac key %w has no value" }, use, id, `write: key ${row2.value.syntax}`);
        return void 0;
      }
      const isLatin1 = use.reporter.sources.isLatin1(statement.mark);
      const octets2 = given.startsWith("file:") ? readKeyFile(given.slice("file:".length), statement.mark, use) : keyOf(octetsOf(given, isLatin1));
      if (typeof octets2 === "string" || octets2.length < MIN_KEY || octets2.length > MAX_KEY) {
        const length = typeof octets2 === "string" ? 0 : octets2.length;
        const bad = `(%o) auth_hmac key ${id} length ${length} not in range [${MIN_KEY}-${MAX_KEY}]`;
        const hint = typeof octets2 === "string" ? octets2 : `a key has ${MIN_KEY} to ${MAX_KEY} octets: openssl rand -hex 32`;
        reportBad(statement, { ...row2, bad }, use, id, hint);
        return void 0;
      }
      const written = isLatin1 && !given.startsWith("file:") ? `hex:${writeHex3(octets2)}` : given;
      return { id: Number(id), octets: octets2, written, mark: statement.mark };
    },
    samples: [
      '1 "thirty-two characters and no less"',
      `2 hex:${"0123456789abcdef".repeat(4)}`,
      "3 file:/etc/k/hmac.key"
    ],
    write: ({ id, written }) => [String(id), written],
    range: { least: 1, most: 255 }
  };
}
function octetsOf(text2, isLatin1) {
  return isLatin1 ? Uint8Array.from(text2, (character) => character.charCodeAt(0)) : encodeUtf8(text2);
}
function keyOf(octets2) {
  const text2 = String.fromCharCode(...octets2);
  if (!text2.startsWith("hex:"))
    return octets2;
  const digits = text2.slice("hex:".length);
  if (!/^[0-9a-fA-F ]*$/.test(digits))
    return "expected hexadecimal digits after hex:";
  return Uint8Array.from(digits.match(/[0-9a-fA-F]{1,2}/g) ?? [], (octet) => parseInt(octet, 16));
}
function readKeyFile(path, at, { environment, reporter, owner }) {
  const file = environment.readFile(path);
  if ("error" in file)
    return `${path}: ${file.error}`;
  const whole = octetsOf(file.text, file.latin1 === true);
  if (whole.length > MAX_KEY_FILE)
    return `${path}: too large, ${MAX_KEY_FILE} octets at most`;
  if (environment.isPrivateFile?.(path) === false) {
    reporter.warn({
      code: "key-file",
      class: "security",
      at,
      word: path,
      message: `(${owner}) auth_hmac key file ${path} can be accessed by group or others`,
      hint: `chmod 600 ${path}`
    });
  }
  let end = whole.includes(0) ? whole.indexOf(0) : whole.length;
  while (end > 0 && (whole[end - 1] === 10 || whole[end - 1] === 13))
    end--;
  return keyOf(whole.subarray(0, end));
}
var scriptSeconds = seconds2(0, 4294 * US_PER_S, US_PER_MS);
function positiveSeconds(keyword) {
  return {
    ...scriptSeconds,
    read: (statement, row2, use) => {
      const us = scriptSeconds.read(statement, row2, use);
      if (us !== 0)
        return us;
      use.reporter.report({
        code: "clamped",
        at: statement.mark,
        word: statement.words[1] ?? "",
        message: `(${use.owner}): vrrp script ${keyword} must be greater than 0, setting to 1`
      });
      return US_PER_S;
    }
  };
}
var scriptInterval = positiveSeconds("interval");
var scriptTimeout = positiveSeconds("timeout");
function weighted(limit) {
  return {
    syntax: `<-${limit}..${limit}> [reverse]`,
    block: null,
    read: (statement, row2, use) => {
      const given = argument(statement, row2, use);
      if (given === void 0)
        return void 0;
      const problem = numberProblem(given, -limit, limit);
      if (problem !== null) {
        reportBad(statement, row2, use, given, problem, problem);
        return void 0;
      }
      const option3 = statement.words[2];
      if (option3 !== void 0 && option3 !== "reverse") {
        use.reporter.report({
          code: "bad-option",
          at: statement.mark,
          word: option3,
          message: `vrrp_script ${use.owner} unknown weight option ${option3}`,
          hint: "only reverse may follow"
        });
      }
      return { weight: Number(given), reverse: option3 === "reverse" };
    },
    samples: [`-${limit}`, String(limit), "10 reverse"],
    write: ({ weight: weight3, reverse }) => [String(weight3), ...reverse ? ["reverse"] : []],
    range: { least: -limit, most: limit }
  };
}
var processWords = {
  syntax: "<program> [<parameter> ...]",
  block: null,
  read: (statement, row2, use) => {
    const process2 = argument(statement, row2, use);
    return process2 === void 0 ? void 0 : { process: process2, params: statement.words.slice(2) };
  },
  samples: ["/usr/sbin/named", "named -u bind"],
  write: ({ process: process2, params }) => [process2, ...params]
};
var paramMatch = {
  syntax: "[initial|partial]",
  block: null,
  read: (statement, row2, use) => {
    const given = statement.words[1];
    if (given === void 0)
      return "exact";
    if (given === "initial" || given === "partial")
      return given;
    reportBad(statement, row2, use, given, "expected initial or partial");
    return void 0;
  },
  samples: ["", "initial", "partial"],
  write: (value) => value === "exact" ? [] : [value]
};
var MAX_GARP_US = 2147483647;
var placedInterface = {
  syntax: interfaceName.syntax,
  block: null,
  read: (statement, row2, use) => {
    const word2 = interfaceName.read(statement, row2, use);
    return word2 === void 0 ? void 0 : { word: word2, mark: statement.mark };
  },
  samples: interfaceName.samples,
  write: ({ word: word2 }) => interfaceName.write(word2)
};
var garpGroupRows = [
  {
    name: "garp_interval",
    field: "garpIntervalUs",
    value: seconds2(0, MAX_GARP_US),
    bad: "garp_group garp_interval '%w' invalid",
    doc: "gap between gratuitous ARPs"
  },
  {
    name: "gna_interval",
    field: "gnaIntervalUs",
    value: seconds2(0, MAX_GARP_US),
    bad: "garp_group gna_interval '%w' invalid",
    doc: "gap between unsolicited neighbour advertisements"
  },
  { name: "interface", field: "interface", value: placedInterface, repeat: true, doc: "an interface that it is for" },
  {
    name: "interfaces",
    field: "interfaces",
    value: wordList("<interface> ...", ["eth0", "eth0 eth1"], "Warning - empty garp_group interfaces block"),
    repeat: true,
    doc: "interfaces that share the limit"
  }
];
var trackGroupRows = [
  {
    name: "group",
    field: "members",
    value: wordList("<vrrp_instance> ...", ["a"], "Warning - track group %o has empty group block"),
    doc: "instances that fail together with a static entry"
  }
];
var bfdNumber = (name, range2) => `Configuration error: BFD instance %o ${name} value %w not valid (must be in range ${range2}), ignoring`;
var bfdTime = (name, range2) => `Configuration error: BFD instance %o ${name} value %w is not valid (must be in range ${range2}), ignoring`;
var NEIGHBOR = "Configuration error: BFD instance %o has malformed neighbor address %w, ignoring instance";
var TTL = bfdNumber("ttl/hoplimit", "[1-255]");
var bfdRows = [
  { name: "neighbor_ip", field: "neighborIp", value: address, bad: NEIGHBOR, doc: "address of the other end" },
  { name: "neighbour_ip", field: "neighborIp", value: address, bad: NEIGHBOR, sameAs: "neighbor_ip", doc: "address of the other end" },
  {
    name: "source_ip",
    field: "sourceIp",
    value: address,
    bad: "Configuration error: BFD instance %o has malformed source address %w, ignoring",
    default: "chosen by the kernel",
    doc: "our address"
  },
  {
    name: "min_rx",
    field: "minRxUs",
    value: milliseconds(1),
    default: "10",
    bad: bfdTime("min_rx", "[1-4294967]"),
    doc: "how often we can hear a packet"
  },
  {
    name: "min_tx",
    field: "minTxUs",
    value: milliseconds(1),
    default: "10",
    bad: bfdTime("min_tx", "[1-4294967]"),
    doc: "how often we want to send one"
  },
  {
    name: "idle_tx",
    field: "idleTxUs",
    value: milliseconds(1e3),
    default: "1000",
    bad: bfdTime("idle_tx", "[1000-4294967]"),
    doc: "how often we send while the session is down"
  },
  {
    name: "multiplier",
    field: "multiplier",
    value: integer(1, 255),
    default: "5",
    bad: bfdNumber("multiplier", "[1-255]"),
    doc: "packets missed until it is down"
  },
  { name: "passive", field: "passive", value: flag, default: "off", doc: "wait for the other end to begin" },
  { name: "ttl", field: "ttl", value: integer(1, 255), default: "255", bad: TTL, doc: "TTL of our packets" },
  { name: "hoplimit", field: "ttl", value: integer(1, 255), bad: TTL, sameAs: "ttl", doc: "hop limit of our packets" },
  {
    name: "max_hops",
    field: "maxHops",
    value: integer(-1, 255),
    default: "0",
    bad: bfdNumber("max_hops", "[-1-255]"),
    doc: "hops that a packet may have made"
  },
  {
    name: "multihop",
    field: "multihop",
    value: boolean,
    since: "2.3.0",
    default: "off",
    doc: "a session over several hops (RFC 5883)"
  },
  {
    name: "weight",
    field: "weight",
    value: weighted(253),
    default: "0",
    bad: bfdNumber("weight", "[-253-253]"),
    doc: "change of priority when it is down; 0: FAULT"
  },
  { name: "vrrp", field: "forVrrp", value: flag, doc: "tell VRRP only" },
  { name: "checker", field: "forCheckers", value: flag, doc: "tell the checkers only" }
];
var garpGroupContext = contextOf("garp_group", garpGroupRows);
var trackGroupContext = contextOf("track_group", trackGroupRows);
var bfdContext = contextOf("bfd_instance", bfdRows);
var plainEntries = (syntax, samples) => lines2(syntax, { read: ({ words: words3, mark: mark2 }) => ({ words: words3, mark: mark2 }), write: ({ words: words3 }) => words3, samples });
function milliseconds(least) {
  const most = 4294967;
  return {
    syntax: `<${least}..${most}>`,
    block: null,
    read: (statement, row2, use) => {
      const given = argument(statement, row2, use);
      if (given === void 0)
        return void 0;
      const value = /^\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN;
      if (value >= least && value <= most)
        return Math.round(value * US_PER_MS);
      reportBad(statement, row2, use, given, `expected milliseconds from ${least} to ${most}`);
      return void 0;
    },
    samples: [String(least), String(most), String(least + 0.5)],
    write: (us) => [String(us / US_PER_MS)],
    range: { least, most },
    unit: "ms"
  };
}
var trackInterface = trackEntry({
  keyword: "track_interface",
  limit: 253,
  noreverse: false,
  samples: ["eth1", "eth1 weight -253 reverse"]
});
var trackScript = trackEntry({
  keyword: "track_script",
  limit: 253,
  noreverse: true,
  samples: trackSamples(253)
});
var trackProcess = trackEntry({
  keyword: "track_process",
  limit: 254,
  noreverse: true,
  samples: trackSamples(254)
});
function trackSamples(limit) {
  return ["a", `a weight ${limit} noreverse`, `a weight -${limit} reverse`];
}
function trackEntry(form) {
  return {
    read: (entry, _row, use) => readTrack(entry, use, form),
    samples: form.samples,
    write: ({ name, weight: weight3, reverse }) => [
      name,
      ...weight3 === null ? [] : ["weight", String(weight3)],
      ...reverse === null ? [] : [reverse ? "reverse" : "noreverse"]
    ]
  };
}
function readTrack(entry, use, form) {
  const { words: words3, mark: mark2 } = entry;
  const name = words3[0] ?? "";
  let weight3 = null;
  let reverse = null;
  for (let i = 1; i < words3.length; i++) {
    const option3 = words3[i] ?? "";
    if (option3 === "weight")
      weight3 = readWeight(entry, use, form, words3[++i]);
    else if (option3 === "reverse")
      reverse = true;
    else if (option3 === "noreverse" && form.noreverse)
      reverse = false;
    else {
      use.reporter.report({
        code: "bad-option",
        at: mark2,
        word: option3,
        message: unknownOption(form, use.owner, name, option3),
        hint: `expected weight <number>${form.noreverse ? ", reverse or noreverse" : " or reverse"}`
      });
      break;
    }
  }
  return { name, mark: mark2, weight: weight3, reverse };
}
function unknownOption(form, owner, name, option3) {
  return form.keyword === "track_interface" ? `(${owner}) unknown track_interface ${name} option ${option3} - ignoring` : `(${owner}) unknown ${form.keyword.replace("_", " ")} option ${option3} - ignoring`;
}
function readWeight(entry, use, form, given) {
  const name = entry.words[0] ?? "";
  const owner = use.owner;
  if (given === void 0) {
    use.reporter.report({
      code: "missing-argument",
      at: entry.mark,
      word: "weight",
      message: `(${owner}) weight without value specified for ${form.keyword} ${name} - ignoring`,
      hint: "write: weight <number>"
    });
    return null;
  }
  const problem = numberProblem(given, -254, 254);
  if (problem !== null) {
    use.reporter.report({
      code: "bad-value",
      at: entry.mark,
      word: given,
      message: form.keyword === "track_process" ? `(${owner}) weight for track process ${name} must be in [-${form.limit}..${form.limit}] inclusive. Ignoring...` : `(${owner}) weight ${given} for ${name} must be between [-${form.limit}..${form.limit}] inclusive. Ignoring...`,
      hint: problem,
      expected: `<-${form.limit}..${form.limit}>`
    });
    return null;
  }
  const weight3 = Number(given);
  if (Math.abs(weight3) <= form.limit)
    return weight3;
  use.reporter.report({
    code: "clamped",
    at: entry.mark,
    word: given,
    message: `(${owner}) weight for ${name} cannot be +/-254. Setting to +/-253`
  });
  return Math.sign(weight3) * form.limit;
}
var SCOPES2 = {
  global: 0,
  universe: 0,
  site: 200,
  link: 253,
  host: 254,
  nowhere: 255
};
var FLAGS = {
  home: "home",
  "-nodad": "noDad",
  mngtmpaddr: "mngTmpAddr",
  noprefixroute: "noPrefixRoute",
  autojoin: "autojoin",
  no_track: "noTrack"
};
var OPTIONS4 = [
  "dev",
  "scope",
  "broadcast",
  "brd",
  "label",
  "peer",
  "preferred_lft",
  ...Object.keys(FLAGS),
  "use_vmac"
];
var SAMPLES = [
  "192.0.2.10",
  "192.0.2.11/24 dev eth0 brd + scope link label eth0:1 no_track",
  "192.0.2.12/24 broadcast 192.0.2.255",
  "192.0.2.13/24 brd -",
  "192.0.2.14 peer 192.0.2.99",
  "192.0.2.15 use_vmac",
  "2001:db8::10/64 home -nodad mngtmpaddr noprefixroute preferred_lft 0",
  "2001:db8::11 preferred_lft forever autojoin"
];
var virtualAddress = { read: readAddress, write: writeAddress2, samples: SAMPLES };
var staticAddress = {
  read: (entry, row2, use) => {
    const at = entry.words.indexOf("track_group");
    if (at < 0)
      return readAddress(entry, row2, use);
    const value = readAddress({ ...entry, words: entry.words.toSpliced(at, 2) }, row2, use);
    const trackGroup = entry.words[at + 1];
    return value === void 0 || trackGroup === void 0 ? value : { ...value, trackGroup };
  },
  write: (value) => [
    ...writeAddress2(value),
    ...value.trackGroup === void 0 ? [] : ["track_group", value.trackGroup]
  ],
  samples: [...SAMPLES.filter((sample) => !sample.includes("use_vmac")), "192.0.2.16 dev eth0 track_group a"]
};
function writeAddress2(value) {
  const option3 = (name, text2) => text2 === null ? [] : [name, String(text2)];
  const { broadcast, peer } = value;
  const own = writeIp(value.address);
  return [
    peer === null ? `${own}/${value.prefixLength}` : own,
    ...option3("dev", value.device),
    ...option3("scope", value.scope),
    ...option3("label", value.label),
    ...value.useVmac === true ? ["use_vmac"] : [],
    ...option3("brd", broadcast === null || typeof broadcast === "string" ? broadcast : writeIp(broadcast)),
    ...option3("peer", peer === null ? null : writeIp(peer.address)),
    ...option3("preferred_lft", value.lifetimeGiven ? value.preferredLifetimeS ?? "forever" : null),
    ...Object.entries(FLAGS).flatMap(([name, field]) => value[field] ? [name] : [])
  ];
}
function readAddress(entry, _row, use) {
  const draft = readPrefix(entry, use, entry.words[0] ?? "");
  if (draft === null)
    return void 0;
  const { words: words3 } = entry;
  for (let i = 1; i < words3.length; i++) {
    const option3 = words3[i] ?? "";
    const flag2 = FLAGS[option3];
    if (flag2 !== void 0)
      draft[flag2] = true;
    else if (option3 === "use_vmac")
      draft.useVmac = true;
    else {
      if (!readOption(entry, use, draft, option3, words3[i + 1]))
        return void 0;
      if (OPTIONS4.includes(option3))
        i++;
    }
  }
  return checkBroadcast(entry, use, draft);
}
function readPrefix(entry, use, given) {
  const [host = "", length] = given.split("/", 2);
  const address2 = readIp(host);
  if (address2 === null) {
    use.reporter.report({
      code: "bad-address",
      at: entry.mark,
      word: given,
      message: `VRRP parsed invalid IP ${given}. skipping IP...`,
      hint: "expected an address, one per line"
    });
    return null;
  }
  const full = address2.family === 4 ? 32 : 128;
  const problem = length === void 0 ? null : numberProblem(length, 0, full);
  if (problem !== null) {
    use.reporter.report({
      code: "bad-prefix",
      at: entry.mark,
      word: given,
      message: `Invalid address prefix len ${length ?? ""} for address ${given} - using ${full}`,
      hint: problem,
      expected: `<0..${full}>`
    });
  }
  return {
    address: address2,
    prefixLength: length === void 0 || problem !== null ? full : Number(length),
    lengthGiven: length !== void 0,
    device: null,
    scope: null,
    label: null,
    broadcast: null,
    peer: null,
    home: false,
    noDad: false,
    mngTmpAddr: false,
    noPrefixRoute: false,
    autojoin: false,
    noTrack: false,
    preferredLifetimeS: null,
    lifetimeGiven: false,
    mark: entry.mark
  };
}
function readOption(entry, use, draft, option3, value) {
  const complain2 = (message, hint = null) => {
    use.reporter.report({ code: "bad-option", at: entry.mark, word: value ?? option3, message, hint });
  };
  const shown = entry.words[0] ?? "";
  if (!OPTIONS4.includes(option3)) {
    const near = nearestWord(option3, OPTIONS4);
    const hint = readIp(option3.split("/")[0] ?? "") !== null ? "one address per line" : near === null ? null : `did you mean '${near}'?`;
    use.reporter.report({
      code: "bad-option",
      at: entry.mark,
      word: option3,
      message: `Unknown configuration entry '${option3}' for ip address - ignoring`,
      hint
    });
    return true;
  }
  if (value === void 0) {
    complain2(`No ${option3} parameter specified for ${shown}`);
    return true;
  }
  switch (option3) {
    case "dev":
      draft.device = value;
      break;
    case "scope":
      draft.scope = readScope(value);
      if (draft.scope === null)
        complain2(`Invalid scope '${value}' specified for ${shown} - ignoring`, `expected ${Object.keys(SCOPES2).join(", ")} or 0..255`);
      break;
    case "label":
      draft.label = value.slice(0, 15);
      break;
    case "preferred_lft":
      draft.lifetimeGiven = true;
      draft.preferredLifetimeS = readLifetime(value);
      if (draft.preferredLifetimeS === null && value !== "forever")
        complain2(`Invalid preferred_lft '${value}' for ${shown}`);
      break;
    case "peer":
      return readPeer2(draft, value, complain2);
    default:
      readBroadcast(draft, value, complain2);
  }
  return true;
}
function readScope(value) {
  return SCOPES2[value] ?? (numberProblem(value, 0, 255) === null ? Number(value) : null);
}
function readLifetime(value) {
  return numberProblem(value, 0, 4294967295) === null ? Number(value) : null;
}
function readPeer2(draft, value, complain2) {
  const address2 = readIp(value);
  if (address2 === null || address2.family !== draft.address.family) {
    complain2(address2 === null ? `Invalid peer address ${value}` : `Peer address ${value} does not match address family`);
    return address2 === null;
  }
  const full = address2.family === 4 ? 32 : 128;
  if (draft.prefixLength !== full)
    complain2("Cannot specify address prefix when specifying peer address - ignoring");
  draft.prefixLength = full;
  draft.peer = { address: address2, prefixLength: full };
  return true;
}
function readBroadcast(draft, value, complain2) {
  if (value === "+" || value === "-") {
    draft.broadcast = value;
    return;
  }
  const address2 = readIp(value);
  if (address2?.family === 4)
    draft.broadcast = address2;
  else
    complain2(`Invalid broadcast address ${value}`);
}
function checkBroadcast(entry, use, draft) {
  if (draft.broadcast !== "+" && draft.broadcast !== "-")
    return draft;
  if (draft.address.family === 6 || draft.prefixLength > 30) {
    use.reporter.report({
      code: "bad-broadcast",
      at: entry.mark,
      word: "brd",
      message: `Address prefix length ${draft.prefixLength} too long for broadcast`
    });
    return { ...draft, broadcast: null };
  }
  return { ...draft, broadcast: broadcastOf(draft.address, draft.prefixLength, draft.broadcast === "+") };
}
function broadcastOf(address2, prefixLength, ones) {
  const bytes = Uint8Array.from(address2.bytes, (byte, i) => {
    const networkBits = Math.max(0, Math.min(8, prefixLength - 8 * i));
    const hostMask = 255 >> networkBits;
    return ones ? byte | hostMask : byte & ~hostMask;
  });
  return { family: address2.family, bytes };
}
var U327 = 4294967295;
var authenticationRows = [
  {
    name: "auth_type",
    field: "type",
    value: oneOf(["PASS", "AH"]),
    bad: "(%o) unknown authentication type '%w'",
    doc: "PASS: the password in clear; AH: an IPsec header (IPv4 only)"
  },
  {
    name: "auth_pass",
    field: "password",
    value: password,
    doc: "the shared password; 8 octets count"
  }
];
var authenticationContext = contextOf("vrrp_instance/authentication", authenticationRows);
var notifyOnce = (keyword) => `(%o) ${keyword} script already specified - ignoring %w`;
var instanceRows = [
  // Where and who
  {
    name: "state",
    field: "state",
    value: stateWord,
    default: "MASTER at priority 255, else BACKUP",
    bad: "(%o) unknown state '%w', defaulting to BACKUP",
    stays: { value: "MASTER", message: "(%o) state previously set as MASTER - ignoring %w" },
    doc: "role to start in"
  },
  { name: "interface", field: "interface", value: interfaceName, doc: "interface to run on" },
  {
    name: "virtual_router_id",
    field: "vrid",
    value: integer(1, 255),
    bad: "(%o): VRID '%w' not valid - must be between 1 & 255",
    doc: "number of the virtual router, the same on all its nodes"
  },
  {
    name: "priority",
    field: "priority",
    value: integer(1, 255),
    default: "255 with state MASTER, else 100",
    onInvalid: "default",
    bad: "(%o) Priority not valid! must be between 1 & 255. Using default 100",
    doc: "who becomes master: the highest; 255 owns the addresses"
  },
  {
    name: "advert_int",
    field: "advertIntervalUs",
    value: seconds2(1e4, 255 * US_PER_S),
    default: "1",
    bad: "(%o) Advert interval (%w) not valid! Must be > 0 - ignoring",
    doc: "time between two advertisements"
  },
  {
    name: "version",
    field: "version",
    value: integer(2, 3),
    default: "vrrp_version; 3 for IPv6",
    bad: "(%o): Version must be either 2 or 3",
    doc: "protocol version"
  },
  {
    name: "authentication",
    field: "authentication",
    value: block(authenticationContext),
    merge: true,
    doc: "password of version 2"
  },
  {
    name: "auth_hmac",
    field: "authHmac",
    value: block(hmacContext),
    merge: true,
    since: "2.4.0",
    doc: "signed advertisements"
  },
  { name: "native_ipv6", field: "nativeIpv6", value: flag, doc: "IPv6 even without an IPv6 address" },
  // Addresses
  {
    name: "virtual_ipaddress",
    field: "addresses",
    value: lines2("<ip>[/<length>] [dev <interface>] [scope <scope>] [label <label>] ...", virtualAddress),
    repeat: true,
    doc: "addresses of the virtual router, in its advertisements"
  },
  {
    name: "virtual_ipaddress_excluded",
    field: "excludedAddresses",
    value: lines2("<ip>[/<length>] [dev <interface>] ...", virtualAddress),
    repeat: true,
    doc: "addresses that move with it but are not advertised"
  },
  {
    name: "no_virtual_ipaddress",
    field: "noVirtualAddress",
    value: flag,
    since: "2.3.0",
    doc: "it needs no addresses"
  },
  {
    name: "virtual_routes",
    field: "routes",
    value: lines2("<destination> [via <ip>] [dev <interface>] ...", virtualRoute),
    repeat: true,
    doc: "routes that move with it"
  },
  {
    name: "virtual_rules",
    field: "rules",
    value: lines2("[from <prefix>] [to <prefix>] ... <action>", virtualRule),
    repeat: true,
    doc: "routing rules that move with it"
  },
  {
    name: "promote_secondaries",
    field: "promoteSecondaries",
    value: flag,
    default: "off",
    doc: "keep the other addresses of a subnet when the first goes"
  },
  {
    name: "accept",
    field: "accept",
    value: flag,
    default: "on",
    doc: "a master that owns the addresses not answers on them too"
  },
  {
    name: "no_accept",
    field: "noAccept",
    value: flag,
    default: "off",
    doc: "drop packets to addresses that we do not own"
  },
  // Election
  { name: "preempt", field: "preempt", value: flag, default: "on", doc: "take over from a master of lower priority" },
  { name: "nopreempt", field: "nopreempt", value: flag, default: "off", doc: "leave a master of lower priority alone" },
  {
    name: "preempt_delay",
    field: "preemptDelayUs",
    value: seconds2(0, 1e3 * US_PER_S),
    default: "0",
    bad: "(%o) Preempt_delay not valid! must be between 0-1000",
    onInvalid: "default",
    doc: "wait before taking over from a lower priority"
  },
  {
    name: "down_timer_adverts",
    field: "downTimerAdverts",
    value: integer(1, 100),
    default: "vrrp_down_timer_adverts",
    bad: "(%o): Invalid down_timer_adverts [1:100] '%w'",
    doc: "adverts missed until the master counts as dead"
  },
  {
    name: "lower_prio_no_advert",
    field: "lowerPrioNoAdvert",
    value: boolean,
    bad: "(%o) invalid lower_prio_no_advert %w specified",
    default: "vrrp_lower_prio_no_advert",
    doc: "do not answer adverts of lower priority"
  },
  {
    name: "higher_prio_send_advert",
    field: "higherPrioSendAdvert",
    value: boolean,
    bad: "(%o) invalid higher_prio_send_advert %w specified",
    default: "vrrp_higher_prio_send_advert",
    doc: "send one advert before yielding"
  },
  {
    name: "skip_check_adv_addr",
    field: "skipCheckAdvAddr",
    value: boolean,
    bad: "(%o) invalid skip_check_adv_addr %w specified",
    default: "vrrp_skip_check_adv_addr",
    doc: "do not compare the address list when the sender is the same"
  },
  {
    name: "strict_mode",
    field: "strict",
    value: boolean,
    bad: "(%o) invalid strict_mode %w specified",
    default: "vrrp_strict",
    doc: "hold this instance to the RFC"
  },
  {
    name: "owner_ignore_adverts",
    field: "ownerIgnoreAdverts",
    value: boolean,
    since: "2.4.0",
    default: "vrrp_owner_ignore_adverts",
    doc: "the address owner ignores what others advertise"
  },
  {
    name: "timer_expired_backup",
    field: "timerExpiredBackup",
    value: optionalInteger(1, 254),
    since: "2.3.0",
    default: "off; alone: 254",
    doc: "back to BACKUP after being scheduled too late"
  },
  {
    name: "thread_timer_expired",
    field: "timerExpiredBackup",
    value: optionalInteger(1, 254),
    since: "2.3.0",
    oldNameOf: "timer_expired_backup",
    doc: "name in the release notes"
  },
  // How adverts travel
  {
    name: "mcast_src_ip",
    field: "mcastSourceIp",
    value: address,
    bad: "Configuration error: VRRP instance[%o] malformed src address[%w]. Skipping...",
    default: "first address of the interface",
    doc: "source address of advertisements"
  },
  {
    name: "unicast_src_ip",
    field: "unicastSourceIp",
    value: address,
    bad: "Configuration error: VRRP instance[%o] malformed src address[%w]. Skipping...",
    default: "first address of the interface",
    doc: "source address of unicast advertisements"
  },
  {
    name: "mcast_dst_ip",
    field: "mcastDestinationIp",
    value: multicastAddress2("(%o) mcast_dst_ip %w not multicast. Skipping..."),
    bad: "(%o) malformed mcast dest address %w. Skipping...",
    default: "vrrp_mcast_group4 or 6",
    doc: "group instead of the usual one"
  },
  {
    name: "track_src_ip",
    field: "trackSourceIp",
    value: flag,
    doc: "FAULT while the source address is missing"
  },
  {
    name: "unicast_peer",
    field: "unicastPeers",
    value: lines2("<ip> [min_ttl <n>] [max_ttl <n>]", unicastPeer),
    repeat: true,
    doc: "nodes to advertise to, instead of a group"
  },
  {
    name: "unicast_ttl",
    field: "unicastTtl",
    value: integer(0, 255),
    bad: "(%o): TTL '%w' not valid - must be between 0 & 255",
    default: "255; IPv6: the kernel's",
    doc: "TTL of unicast advertisements"
  },
  {
    name: "unicast_fault_no_peer",
    field: "unicastFaultNoPeer",
    value: flag,
    doc: "FAULT instead of multicast when there are no peers"
  },
  {
    name: "check_unicast_src",
    field: "checkUnicastSource",
    value: flag,
    default: "off",
    doc: "take adverts from configured peers only"
  },
  {
    name: "old_unicast_checksum",
    field: "oldUnicastChecksum",
    value: optionalWord,
    samples: ["", "never"],
    default: "auto",
    doc: "checksum of versions before 1.3.7"
  },
  {
    name: "v3_checksum_as_v2",
    field: "v3ChecksumAsV2",
    value: boolean,
    since: "2.4.0",
    default: "v3_checksum_as_v2 of global_defs",
    doc: "VRRPv3 checksum over IPv4 without pseudo header"
  },
  {
    name: "kernel_rx_buf_size",
    field: "kernelRxBufSize",
    value: integer(0, U327),
    missing: "(%o) invalid kernel_rx_buf_size specified",
    more: "(%o) invalid kernel_rx_buf_size specified",
    bad: "(%o) invalid kernel_rx_buf_size specified",
    default: "vrrp_rx_bufs_policy",
    doc: "receive buffer of the socket"
  },
  {
    name: "use_vmac",
    field: "useVmac",
    value: words2,
    samples: ["", "vrrp.1", "02:00:5e:00:01:07", "name vrrp.1 netlink_notify_msg group 7"],
    default: "off",
    doc: "run on a macvlan with the virtual MAC address"
  },
  {
    name: "use_vmac_addr",
    field: "useVmacAddr",
    value: flag,
    doc: "macvlans for addresses on other interfaces too"
  },
  {
    name: "vmac_xmit_base",
    field: "vmacXmitBase",
    value: flag,
    doc: "advertise on the interface below the macvlan"
  },
  {
    name: "use_ipvlan",
    field: "useIpvlan",
    value: words2,
    samples: ["", "ipvl.1", "192.0.2.5/24", "private", "vepa", "bridge name ipvl.1 group 7"],
    default: "off",
    doc: "run on an ipvlan"
  },
  { name: "vrf", field: "vrf", value: word, samples: ["blue"], doc: "VRF to run in" },
  {
    name: "linkbeat_use_polling",
    field: "linkbeatUsePolling",
    value: flag,
    deprecated: "(%o) 'linkbeat_use_polling' in vrrp instance deprecated - use linkbeat_interfaces block",
    oldNameOf: "linkbeat_interfaces",
    doc: "poll the link"
  },
  // Tracking
  {
    name: "dont_track_primary",
    field: "dontTrackPrimary",
    value: flag,
    default: "off",
    doc: "ignore the state of our own interface"
  },
  {
    name: "track_interface",
    field: "trackInterfaces",
    value: lines2("<interface> [weight <-253..253>] [reverse]", trackInterface),
    repeat: true,
    doc: "other interfaces to watch"
  },
  {
    name: "track_script",
    field: "trackScripts",
    value: lines2("<vrrp_script> [weight <-253..253> [reverse]]", trackScript),
    repeat: true,
    doc: "scripts to watch"
  },
  {
    name: "track_process",
    field: "trackProcesses",
    value: lines2("<vrrp_track_process> [weight <-254..254> [reverse]]", trackProcess),
    repeat: true,
    doc: "processes to watch"
  },
  {
    name: "track_file",
    field: "trackFiles",
    value: plainEntries("<track_file> [weight <-254..254> [reverse|noreverse]]", trackSamples(254)),
    repeat: true,
    doc: "files to watch"
  },
  {
    name: "track_bfd",
    field: "trackBfd",
    value: plainEntries("<bfd_instance> [weight <-253..253> [reverse]]", trackSamples(253)),
    repeat: true,
    status: "parsed",
    doc: "BFD sessions to watch"
  },
  // Gratuitous ARP
  {
    name: "garp_master_delay",
    field: "garpMasterDelayS",
    value: integer(0, 4294),
    unit: "s",
    default: "vrrp_garp_master_delay",
    bad: "(%o): garp_master_delay '%w' invalid - ignoring",
    doc: "time until the second volley"
  },
  {
    name: "garp_master_repeat",
    field: "garpMasterRepeat",
    value: integer(0, U327),
    default: "vrrp_garp_master_repeat",
    bad: "(%o): garp_master_repeat '%w' invalid - ignoring",
    doc: "gratuitous ARPs in a volley"
  },
  {
    name: "garp_master_refresh",
    field: "garpMasterRefreshS",
    value: integer(0, U327),
    unit: "s",
    default: "vrrp_garp_master_refresh",
    bad: "(%o): Invalid garp_master_refresh '%w' - ignoring",
    onInvalid: "default",
    doc: "period while master"
  },
  {
    name: "garp_master_refresh_repeat",
    field: "garpMasterRefreshRepeat",
    value: integer(0, U327),
    default: "vrrp_garp_master_refresh_repeat",
    bad: "(%o): garp_master_refresh_repeat '%w' invalid - ignoring",
    doc: "gratuitous ARPs in a refresh"
  },
  {
    name: "garp_lower_prio_delay",
    field: "garpLowerPrioDelayS",
    value: integer(0, 4294),
    unit: "s",
    default: "vrrp_garp_lower_prio_delay",
    bad: "(%o): garp_lower_prio_delay '%w' invalid - ignoring",
    doc: "second volley after an advert of lower priority"
  },
  {
    name: "garp_lower_prio_repeat",
    field: "garpLowerPrioRepeat",
    value: integer(0, 2147483647),
    default: "vrrp_garp_lower_prio_repeat",
    bad: "(%o): Invalid garp_lower_prio_repeat '%w'",
    doc: "gratuitous ARPs after an advert of lower priority"
  },
  {
    name: "garp_extra_if",
    field: "garpExtraIf",
    value: extraInterfaces(0, "(%o): "),
    default: "vrrp_garp_extra_if",
    doc: "periodic gratuitous ARP on macvlans of other interfaces"
  },
  {
    name: "vmac_garp_intvl",
    field: "garpExtraIf",
    value: extraInterfaces(0, "(%o): "),
    oldNameOf: "garp_extra_if",
    deprecated: 'Keyword "vmac_garp_intvl" is deprecated - please use "garp_extra_if"',
    doc: "old name"
  },
  // Telling others
  {
    name: "notify_master",
    field: "notifyMaster",
    value: command,
    once: notifyOnce("notify_master"),
    doc: "run when it becomes master"
  },
  {
    name: "notify_backup",
    field: "notifyBackup",
    value: command,
    once: notifyOnce("notify_backup"),
    doc: "run when it becomes backup"
  },
  {
    name: "notify_fault",
    field: "notifyFault",
    value: command,
    once: notifyOnce("notify_fault"),
    doc: "run when it fails"
  },
  {
    name: "notify_stop",
    field: "notifyStop",
    value: command,
    once: notifyOnce("notify_stop"),
    doc: "run when we stop"
  },
  {
    name: "notify_deleted",
    field: "notifyDeleted",
    value: optionalCommand,
    once: notifyOnce("notify_deleted"),
    default: "off",
    doc: "a reload that removes it reports DELETED, not FAULT"
  },
  {
    name: "notify",
    field: "notifyAny",
    value: command,
    once: notifyOnce("notify"),
    doc: "run on every change, with kind, name, state and priority"
  },
  {
    name: "notify_master_rx_lower_pri",
    field: "notifyMasterRxLowerPri",
    value: command,
    once: notifyOnce("notify_master_rx_lower_pri"),
    doc: "run when a master hears a lower priority"
  },
  {
    name: "smtp_alert",
    field: "smtpAlert",
    value: boolean,
    bad: "Invalid vrrp_instance smtp_alert parameter %w",
    default: "smtp_alert_vrrp",
    doc: "mail on every change"
  },
  {
    name: "notify_priority_changes",
    field: "notifyPriorityChanges",
    value: boolean,
    bad: "(%o) Invalid value '%w' for notify_priority_changes specified",
    default: "vrrp_notify_priority_changes",
    doc: "priority changes to the FIFOs"
  },
  {
    name: "lvs_sync_daemon_interface",
    field: "lvsSyncDaemonInterface",
    value: interfaceName,
    deprecated: "(%o) Specifying lvs_sync_daemon_interface against a vrrp is deprecated.",
    oldNameOf: "lvs_sync_daemon",
    doc: "synchronise IPVS connections on this interface"
  },
  {
    name: "lvs_sync_daemon_inteface",
    field: "lvsSyncDaemonInterface",
    value: interfaceName,
    oldNameOf: "lvs_sync_daemon_interface",
    doc: "the misspelling was the keyword in 2002"
  },
  {
    name: "debug",
    field: "debug",
    value: integer(0, 4),
    default: "0",
    bad: "(%o) Debug value '%w' not valid; must be between 0-4",
    doc: "stored, without effect in keepalived too"
  }
];
var instanceContext = contextOf("vrrp_instance", instanceRows);
var notifyOnce2 = (keyword) => `(%o) ${keyword} script already specified - ignoring %w`;
var syncGroupRows = [
  {
    name: "group",
    field: "members",
    value: wordList("<vrrp_instance> ...", ["a"], "Warning - sync group %o has empty group block"),
    once: "Group list already specified for sync group %o",
    doc: "instances that change state together"
  },
  {
    name: "track_interface",
    field: "trackInterfaces",
    value: lines2("<interface> [weight <-253..253>] [reverse]", trackInterface),
    repeat: true,
    doc: "interfaces that all members watch"
  },
  {
    name: "track_script",
    field: "trackScripts",
    value: lines2("<vrrp_script> [weight <-253..253> [reverse]]", trackScript),
    repeat: true,
    doc: "scripts that all members watch"
  },
  {
    name: "track_process",
    field: "trackProcesses",
    value: lines2("<vrrp_track_process> [weight <-254..254> [reverse]]", trackProcess),
    repeat: true,
    doc: "processes that all members watch"
  },
  {
    name: "track_file",
    field: "trackFiles",
    value: plainEntries("<track_file> [weight <-254..254> [reverse|noreverse]]", trackSamples(254)),
    repeat: true,
    doc: "files that all members watch"
  },
  {
    name: "track_bfd",
    field: "trackBfd",
    value: plainEntries("<bfd_instance> [weight <-253..253> [reverse]]", trackSamples(253)),
    repeat: true,
    status: "parsed",
    doc: "BFD sessions that all members watch"
  },
  {
    name: "notify_master",
    field: "notifyMaster",
    value: command,
    once: notifyOnce2("notify_master"),
    doc: "run when the group becomes master"
  },
  {
    name: "notify_backup",
    field: "notifyBackup",
    value: command,
    once: notifyOnce2("notify_backup"),
    doc: "run when the group becomes backup"
  },
  {
    name: "notify_fault",
    field: "notifyFault",
    value: command,
    once: notifyOnce2("notify_fault"),
    doc: "run when the group fails"
  },
  {
    name: "notify_stop",
    field: "notifyStop",
    value: command,
    once: notifyOnce2("notify_stop"),
    doc: "run when we stop"
  },
  {
    name: "notify",
    field: "notifyAny",
    value: command,
    once: notifyOnce2("notify"),
    doc: "run on every change of the group"
  },
  {
    name: "smtp_alert",
    field: "smtpAlert",
    value: boolean,
    bad: "Invalid vrrp_group smtp_alert parameter %w",
    default: "smtp_alert_vrrp",
    doc: "mail on every change of the group"
  },
  {
    name: "global_tracking",
    field: "globalTracking",
    value: flag,
    deprecated: "(%o) global_tracking is deprecated. Use track_interface/script/file on the sync group",
    oldNameOf: "sync_group_tracking_weight",
    doc: "old form of sync_group_tracking_weight"
  },
  {
    name: "sync_group_tracking_weight",
    field: "trackingWeight",
    value: flag,
    default: "off",
    doc: "members keep tracking weights of their own"
  },
  {
    name: "notify_priority_changes",
    field: "notifyPriorityChanges",
    value: boolean,
    bad: "(%o) Invalid value '%w' for sync group notify_priority_changes specified",
    default: "vrrp_notify_priority_changes",
    doc: "priority changes of members to the FIFOs"
  }
];
var scriptRows = [
  {
    name: "script",
    field: "command",
    value: command,
    missing: "No script set for vrrp_script %o",
    onInvalid: "reject",
    doc: "what to run; exit status 0 is good"
  },
  {
    name: "interval",
    field: "intervalUs",
    value: scriptInterval,
    default: "1",
    bad: "(%o): vrrp script interval '%w' must be between 1 and 4294 - ignoring",
    doc: "time between two runs"
  },
  {
    name: "timeout",
    field: "timeoutUs",
    value: scriptTimeout,
    default: "interval",
    bad: "(%o): vrrp script timeout '%w' invalid - ignoring",
    doc: "a run that takes longer has failed"
  },
  {
    name: "weight",
    field: "weight",
    value: weighted(253),
    default: "0",
    bad: "vrrp_script %o weight %w must be in [-253, 253]",
    doc: "change of priority; 0: failure is FAULT"
  },
  {
    name: "rise",
    field: "rise",
    value: integer(1, 2147483647),
    default: "1",
    onInvalid: "default",
    bad: "(%o): vrrp script rise value '%w' invalid, defaulting to 1",
    doc: "good runs in a row until it counts as up"
  },
  {
    name: "fall",
    field: "fall",
    value: integer(1, 2147483647),
    default: "1",
    onInvalid: "default",
    bad: "(%o): vrrp script fall value '%w' invalid, defaulting to 1",
    doc: "bad runs in a row until it counts as down"
  },
  {
    name: "user",
    field: "user",
    value: user,
    default: "script_user",
    onInvalid: "reject",
    doc: "account to run it as"
  },
  { name: "init_fail", field: "initFail", value: flag, default: "off", doc: "counts as failed until it has succeeded" }
];
var processRows = [
  {
    name: "process",
    field: "process",
    value: processWords,
    once: "Process already set for track process %o - ignoring %w",
    doc: "program to look for, with parameters when they matter"
  },
  {
    name: "param_match",
    field: "paramMatch",
    value: paramMatch,
    bad: "Invalid param_match type %w - ignoring",
    default: "exact",
    doc: "how its parameters are compared"
  },
  {
    name: "weight",
    field: "weight",
    value: weighted(254),
    default: "0",
    missing: "No weight specified for track process %o - ignoring",
    once: "Weight already set for track process %o - ignoring %w",
    bad: "Weight (%w) for vrrp_track_process %o must be between [-254..254] inclusive. Ignoring...",
    doc: "change of priority; 0: failure is FAULT"
  },
  {
    name: "quorum",
    field: "quorum",
    value: integer(1, 65535),
    default: "1",
    bad: "Quorum (%w) for vrrp_track_process %o must be between [1..65535] inclusive. Ignoring...",
    doc: "how many must run"
  },
  {
    name: "quorum_max",
    field: "quorumMax",
    value: integer(0, 65535),
    default: "unlimited",
    bad: "quorum_max (%w) for vrrp_track_process %o must be between [0..65535] inclusive. Ignoring...",
    doc: "how many may run"
  },
  {
    name: "delay",
    field: "delayUs",
    value: seconds2(1, 3600 * US_PER_S),
    default: "0",
    bad: "delay (%w) for vrrp_track_process %o must be between [0.000001..3600] inclusive. Ignoring...",
    doc: "both delays"
  },
  {
    name: "terminate_delay",
    field: "terminateDelayUs",
    value: seconds2(1, 3600 * US_PER_S),
    default: "0",
    bad: "terminate_delay (%w) for vrrp_track_process %o must be between [0.000001..3600] inclusive. Ignoring...",
    doc: "wait after a process has gone"
  },
  {
    name: "fork_delay",
    field: "forkDelayUs",
    value: seconds2(1, 3600 * US_PER_S),
    default: "0",
    bad: "fork_delay (%w) for vrrp_track_process %o must be between [0.000001..3600] inclusive. Ignoring...",
    doc: "wait after a process has come"
  },
  { name: "full_command", field: "fullCommand", value: flag, default: "off", doc: "compare the whole command line" }
];
var syncGroupContext = contextOf("vrrp_sync_group", syncGroupRows);
var scriptContext = contextOf("vrrp_script", scriptRows);
var processContext = contextOf("vrrp_track_process", processRows);
function named(reader) {
  return {
    syntax: `<name> ${reader.syntax}`,
    block: reader.block,
    read: (statement, row2, use) => {
      const name = argument(statement, row2, use);
      if (name === void 0)
        return void 0;
      const [keyword = "", , more] = statement.words;
      if (more !== void 0)
        reportMore(statement, more, use);
      const entries2 = reader.read({ ...statement, words: [keyword] }, row2, { ...use, owner: name });
      return entries2 === void 0 ? void 0 : { name, mark: statement.mark, entries: entries2 };
    },
    samples: ["a"],
    ...reader.entrySamples === void 0 ? {} : { entrySamples: reader.entrySamples },
    write: ({ name }) => [name],
    writeBlock: ({ entries: entries2 }) => reader.writeBlock?.(entries2) ?? []
  };
}
function reportMore({ words: words3, mark: mark2 }, more, { reporter, environment }) {
  const keyword = words3[0] ?? "";
  reporter.report({
    code: "extra-words",
    class: environment.testing ? "argument" : "general",
    at: mark2,
    word: more,
    message: `Block ${keyword} has extra parameters ${more} ...`,
    hint: `write: ${keyword} <name> { ... }`
  });
}
var trackFileRows = [
  {
    name: "file",
    field: "file",
    value: word,
    missing: "track file file name missing",
    once: "File already set for track file %o - ignoring %w",
    samples: ["/run/track"],
    doc: "the file; its number is the value"
  },
  {
    name: "weight",
    field: "weight",
    value: weighted(254),
    default: "1",
    missing: "No weight specified for track file %o - ignoring",
    once: "Weight already set for track file %o - ignoring %w",
    bad: "Weight (%w) for track_file %o must be between [-254..254] inclusive. Ignoring...",
    doc: "what the number is multiplied with"
  },
  { name: "init_file", field: "initFile", value: initFile(), doc: "make the file at start, with this number" }
];
var trackFileContext = contextOf("track_file", trackFileRows);
var MAX_INIT = 254;
function initFile() {
  return {
    syntax: "[<number>] [overwrite]",
    block: null,
    read: (statement, row2, use) => {
      let value = 0;
      let overwrite = false;
      for (const option3 of statement.words.slice(1)) {
        if (option3 === "overwrite")
          overwrite = true;
        else if (/^[+-]?\d{1,10}$/.test(option3))
          value = Number(option3);
        else {
          const numeric = /^[+-]?\d/.test(option3);
          const message = numeric ? `Track file ${use.owner} init value ${option3} is invalid` : `Unknown track file init option ${option3}`;
          reportBad(statement, { ...row2, bad: message }, use, option3, `expected ${row2.value.syntax}`);
          return void 0;
        }
      }
      if (Math.abs(value) > MAX_INIT) {
        const bad = `Track file ${use.owner} init value ${value} is outside sensible range [-${MAX_INIT}, ${MAX_INIT}]`;
        reportBad(statement, { ...row2, bad }, use, String(value), "a priority changes by no more than that");
      }
      return { value, overwrite };
    },
    samples: ["", "7", "-7 overwrite"],
    write: ({ value, overwrite }) => [String(value), ...overwrite ? ["overwrite"] : []]
  };
}
var VIRTUAL_SERVERS = ["192.0.2.1 80", "2001:db8::1", "fwmark 7", "group a"];
var rootRows = [
  {
    name: "global_defs",
    field: "global",
    value: block(globalContext),
    repeat: true,
    rootOnly: true,
    doc: "settings of the whole daemon"
  },
  {
    name: "vrrp_instance",
    field: "instances",
    value: namedBlock(instanceContext, "vrrp_instance must have a name"),
    repeat: true,
    rootOnly: true,
    doc: "one virtual router"
  },
  {
    name: "vrrp_sync_group",
    field: "syncGroups",
    value: namedBlock(syncGroupContext, "vrrp_sync_group must have a name - skipping"),
    repeat: true,
    rootOnly: true,
    doc: "instances that change state together"
  },
  {
    name: "vrrp_script",
    field: "scripts",
    value: namedBlock(scriptContext, null),
    repeat: true,
    rootOnly: true,
    doc: "a script that instances can watch"
  },
  {
    name: "vrrp_track_process",
    field: "processes",
    value: namedBlock(processContext, null),
    repeat: true,
    rootOnly: true,
    doc: "a process that instances can watch"
  },
  {
    name: "virtual_server",
    field: "virtualServers",
    value: targetBlock(virtualServerContext, "<ip> [<port>] | fwmark <n> | group <name> { ... }", VIRTUAL_SERVERS),
    repeat: true,
    rootOnly: true,
    doc: "one balanced service"
  },
  {
    name: "virtual_server_group",
    field: "groups",
    value: named(lines2("<ip> [<port>] | <ip>-<last> [<port>] | fwmark <n>", groupMember)),
    repeat: true,
    rootOnly: true,
    doc: "addresses that one virtual server serves"
  },
  {
    name: "SSL",
    field: "ssl",
    value: block(sslContext),
    repeat: true,
    rootOnly: true,
    doc: "certificates for SSL_GET"
  },
  {
    name: "instance",
    field: "instanceName",
    value: word,
    missing: "instance name missing - ignoring",
    once: "Duplicate instance definition %w - ignoring",
    doc: "name of this daemon among several on a host"
  },
  {
    name: "use_pid_dir",
    field: "usePidDir",
    value: flag,
    default: "off",
    doc: "pid files in the run directory of keepalived"
  },
  {
    name: "child_wait_time",
    field: "childWaitTimeS",
    value: integer(0, 4294967295),
    default: "5",
    unit: "s",
    bad: "Invalid child_wait_time %w",
    doc: "how long we wait for our processes to stop"
  },
  {
    name: "net_namespace",
    field: "netNamespace",
    value: word,
    missing: "net_namespace name missing - ignoring",
    default: "that of the caller",
    doc: "network namespace to run in"
  },
  {
    name: "net_namespace_ipvs",
    field: "netNamespaceIpvs",
    value: optionalWord,
    default: "net_namespace",
    doc: "network namespace of IPVS"
  },
  {
    name: "namespace_with_ipsets",
    field: "namespaceWithIpsets",
    value: flag,
    doc: "without effect since Linux 3.13, where sets belong to a namespace"
  },
  {
    name: "linkbeat_use_polling",
    field: "linkbeatUsePolling",
    value: flag,
    doc: "poll the link state of interfaces"
  },
  {
    name: "linkbeat_interfaces",
    field: "linkbeatInterfaces",
    value: plainEntries("<interface> [MII|ETHTOOL|IOCTL]", ["eth0", "eth0 MII", "eth0 ETHTOOL", "eth0 IOCTL"]),
    repeat: true,
    rootOnly: true,
    doc: "interfaces whose link is polled"
  },
  {
    name: "interface_up_down_delays",
    field: "interfaceDelays",
    value: plainEntries("<interface> <down delay> [<up delay>]", ["eth0 5", "eth0 0.5 2.5"]),
    repeat: true,
    rootOnly: true,
    doc: "patience with interfaces that flap"
  },
  {
    name: "garp_group",
    field: "garpGroups",
    value: block(garpGroupContext),
    repeat: true,
    rootOnly: true,
    doc: "limits of gratuitous ARP per interface"
  },
  {
    name: "track_group",
    field: "trackGroups",
    value: namedBlock(trackGroupContext, "track_group must have a name - skipping"),
    repeat: true,
    rootOnly: true,
    doc: "instances that fail when a static entry is lost"
  },
  {
    name: "track_file",
    field: "trackFiles",
    value: namedBlock(trackFileContext, null),
    repeat: true,
    doc: "a file that instances can watch"
  },
  {
    name: "vrrp_track_file",
    field: "trackFiles",
    value: namedBlock(trackFileContext, null),
    repeat: true,
    rootOnly: true,
    oldNameOf: "track_file",
    doc: "old name"
  },
  {
    name: "static_ipaddress",
    field: "staticAddresses",
    value: lines2("<ip>[/<length>] [dev <interface>] ...", staticAddress),
    repeat: true,
    rootOnly: true,
    doc: "addresses that are always there"
  },
  {
    name: "static_routes",
    field: "staticRoutes",
    value: lines2("<destination> [via <ip>] [dev <interface>] ...", staticRoute),
    repeat: true,
    rootOnly: true,
    doc: "routes that are always there"
  },
  {
    name: "static_rules",
    field: "staticRules",
    value: lines2("[from <prefix>] [to <prefix>] ... <action>", staticRule),
    repeat: true,
    rootOnly: true,
    doc: "routing rules that are always there"
  },
  {
    name: "bfd_instance",
    field: "bfdInstances",
    value: namedBlock(bfdContext, null),
    repeat: true,
    status: "parsed",
    rootOnly: true,
    doc: "one BFD session"
  }
];
var rootContext = contextOf("(root)", rootRows);
function allContexts() {
  const found = [rootContext];
  for (const context2 of found) {
    for (const { block: block2 } of context2.rows) {
      if (block2 !== null && block2.rows.length > 0 && !found.includes(block2))
        found.push(block2);
    }
  }
  return found;
}
var homes = null;
function contextsOf(keyword) {
  if (homes === null) {
    homes = /* @__PURE__ */ new Map();
    for (const context2 of allContexts()) {
      for (const row2 of context2.rows)
        homes.set(row2.name, [...homes.get(row2.name) ?? [], context2.name]);
    }
  }
  return homes.get(keyword) ?? [];
}
var NO_CHECKS = { read: false, match: false, wildcardMatch: false, braceMatch: false };
var ALL_CHECKS = { read: true, match: true, wildcardMatch: true, braceMatch: true };
var LINE = /^include([rmwba]?)[ \t]+(.+)$/s;
function readIncludeLine(line, standing) {
  const match = LINE.exec(line);
  if (!match)
    return null;
  const pattern = (match[2] ?? "").replace(/^"([^"]*)".*$/s, "$1").trim();
  return { pattern, checks: checksOf(match[1] ?? "", standing) };
}
function checksOf(letter, standing) {
  switch (letter) {
    case "r":
      return { ...standing, read: true };
    case "m":
      return { ...standing, read: true, match: true };
    case "w":
      return { ...standing, read: true, match: true, wildcardMatch: true };
    case "b":
      return { ...standing, read: true, braceMatch: true };
    case "a":
      return ALL_CHECKS;
    default:
      return standing;
  }
}
function findIncludes(line, directory, environment) {
  const { checks } = line;
  const paths = [];
  const problems = [];
  const alternatives = expandBraces(absolute(line.pattern, directory));
  let missing = 0;
  for (const alternative of alternatives) {
    const found = environment.glob(alternative);
    if (found.length === 0) {
      missing++;
    }
    for (const path of found) {
      const problem = usable(path, environment);
      if (problem === null)
        paths.push(path);
      else
        problems.push({ message: problem, strict: checks.read });
    }
  }
  if (alternatives.length > 1 && missing > 0 && checks.braceMatch) {
    problems.push({ message: `'${line.pattern}' - not all brace alternatives match a file`, strict: true });
  }
  if (missing === alternatives.length) {
    const wild = /[*?[]/.test(line.pattern);
    const strict = alternatives.length === 1 && (wild ? checks.wildcardMatch : checks.match);
    problems.push({ message: `Config files missing '${line.pattern}'.`, strict });
  } else if (missing > 0 && !checks.braceMatch) {
    problems.push({ message: `Some config files missing: "${line.pattern}".`, strict: false });
  }
  return { alternatives: alternatives.length, paths, problems };
}
function usable(path, environment) {
  switch (environment.fileKind?.(path) ?? "regular") {
    case "regular":
      return null;
    case "executable":
      return `Configuration file '${path}' is executable - skipping`;
    case "missing":
      return `Unable to find configuration file '${path}'`;
    default:
      return `Configuration file '${path}' is not a regular non-executable file - skipping`;
  }
}
function directoryOf(path) {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "." : slash === 0 ? "/" : path.slice(0, slash);
}
function absolute(pattern, directory) {
  if (pattern.startsWith("/"))
    return pattern;
  return directory === "/" ? `/${pattern}` : `${directory}/${pattern}`;
}
var MAX_ALTERNATIVES = 1e3;
function expandBraces(pattern) {
  const done = [];
  const open2 = [pattern];
  while (open2.length > 0 && done.length + open2.length <= MAX_ALTERNATIVES) {
    const text2 = open2.pop() ?? "";
    const group = firstGroup(text2);
    if (group === null)
      done.push(text2);
    else
      for (const part of group.parts.toReversed())
        open2.push(group.before + part + group.after);
  }
  return done;
}
function firstGroup(text2) {
  const open2 = [];
  let first = null;
  for (let i = 0; i < text2.length; i++) {
    const c = text2.charAt(i);
    if (c === "{")
      open2.push({ start: i, commas: [] });
    else if (c === ",")
      open2[open2.length - 1]?.commas.push(i);
    else if (c === "}") {
      const group = open2.pop();
      if (group === void 0 || group.commas.length === 0)
        continue;
      if (first === null || group.start < first.start)
        first = { ...group, end: i };
    }
  }
  if (first === null)
    return null;
  const ends = [...first.commas, first.end];
  const parts = ends.map((end, i) => text2.slice((ends[i - 1] ?? first.start) + 1, end));
  return { before: text2.slice(0, first.start), parts, after: text2.slice(first.end + 1) };
}
var FIELDS = {
  read: "read",
  match: "match",
  wildcard_match: "wildcardMatch",
  brace_match: "braceMatch"
};
var INCLUDE_CHECK_WORDS = Object.keys(FIELDS);
function readIncludeChecks(words3, standing) {
  if (words3.length === 0)
    return { checks: ALL_CHECKS, unknown: [] };
  const unknown = [];
  let checks = standing;
  let replaced = false;
  for (const word2 of words3) {
    const sign = word2.charAt(0);
    const field = FIELDS[sign === "+" || sign === "-" ? word2.slice(1) : word2];
    if (field === void 0)
      unknown.push(word2);
    else if (sign === "+" || sign === "-") {
      checks = { ...checks, [field]: sign === "+" };
    } else if (!replaced) {
      checks = { ...NO_CHECKS, [field]: true };
      replaced = true;
    }
  }
  return { checks, unknown };
}
function complain({ reporter }, at, code, message, hint = null, related = []) {
  reporter.report({ code, severity: "error", at, message, hint, related });
}
function caution({ reporter }, at, code, message, hint = null) {
  reporter.report({ code, severity: "warning", at, message, hint });
}
function firstAt(at) {
  return [{ at, message: "the first one" }];
}
function firstByName(items, nameOf, reject) {
  const found = /* @__PURE__ */ new Map();
  for (const item of items) {
    const name = nameOf(item);
    const first = found.get(name);
    if (first === void 0)
      found.set(name, item);
    else
      reject(item, first);
  }
  return found;
}
function resolveRegex(block2, resolution) {
  const { values: s, mark: mark2 } = block2;
  const { reporter, environment } = resolution;
  const mention2 = (message) => reporter.report({ code: "bad-value", severity: "warning", class: null, at: mark2, message });
  const given = s.regexNoMatch ?? s.regexOptions ?? s.regexMinOffset ?? s.regexMaxOffset ?? s.regexStack;
  if (s.regex === void 0) {
    if (given !== void 0)
      mention2("regex parameters specified without regex");
    return null;
  }
  const { regexMinOffset: least = 0, regexMaxOffset: most = null } = s;
  const crossed = most !== null && least > most;
  if (crossed)
    mention2(`regex min offset ${least} > regex_max_offset ${most} - ignoring`);
  const config = {
    pattern: s.regex,
    options: [...new Set((s.regexOptions ?? []).flat())],
    noMatch: s.regexNoMatch ?? false,
    minOffset: crossed ? 0 : least,
    maxOffset: crossed ? null : most,
    stack: s.regexStack === void 0 ? null : largest(resolution, s.regexStack)
  };
  const problem = environment.regexProblem?.(config) ?? null;
  if (problem === null)
    return config;
  complain(resolution, mark2, "bad-regex", problem.message, problem.hint ?? "the page is not searched");
  return null;
}
var stacks = /* @__PURE__ */ new WeakMap();
function largest(resolution, { startOctets, maxOctets }) {
  const known2 = stacks.get(resolution);
  if (known2 === void 0) {
    const made = { startOctets, maxOctets };
    stacks.set(resolution, made);
    return made;
  }
  known2.startOctets = Math.max(known2.startOctets, startOctets);
  known2.maxOctets = Math.max(known2.maxOctets, maxOctets);
  return known2;
}
var DEFAULT_CONNECT_TIMEOUT_US2 = 5 * US_PER_S;
function resolveChecker(block2, id, context2) {
  switch (block2.keyword) {
    case "TCP_CHECK":
      return [network("tcp", block2, id, context2, US_PER_S)];
    case "HTTP_GET":
    case "SSL_GET":
      return resolveHttp(block2, id, context2);
    case "SMTP_CHECK":
      return resolveSmtp(block2, id, context2);
    case "DNS_CHECK":
      return [resolveDns(block2, id, context2)];
    case "UDP_CHECK":
      return [resolveUdp(block2, id, context2)];
    case "PING_CHECK":
      return [network("ping", block2, id, context2, US_PER_S)];
    case "MISC_CHECK":
      return resolveMisc(block2, id, context2);
    default:
      return [];
  }
}
function timing(kind, s, id, { defaults }, usualDelayUs, usualRetry) {
  const delayLoopUs = s.delayLoopUs ?? defaults.delayLoopUs;
  return {
    kind,
    id,
    delayLoopUs,
    retry: saidRetry(s.retry) ?? defaults.retry ?? usualRetry,
    delayBeforeRetryUs: s.delayBeforeRetryUs ?? defaults.delayBeforeRetryUs ?? (usualDelayUs || delayLoopUs),
    warmupUs: s.warmupUs ?? defaults.warmupUs ?? delayLoopUs,
    alpha: s.alpha ?? defaults.alpha,
    logAllFailures: s.logAllFailures ?? false
  };
}
var NOT_SAID2 = 4294967295;
function saidRetry(retry) {
  return retry === NOT_SAID2 ? void 0 : retry;
}
function network(kind, block2, id, context2, usualDelayUs, usualRetry = 1) {
  return {
    ...timing(kind, block2.values, id, context2, usualDelayUs, usualRetry),
    connection: connection2(block2, context2)
  };
}
function connection2(block2, context2) {
  const { values: s } = block2;
  const { server, defaults } = context2;
  return {
    ...endsOf(block2, context2),
    port: s.connectPort ?? server.port,
    bindPort: s.bindPort ?? 0,
    bindInterface: s.bindInterface ?? null,
    fwmark: s.fwmark ?? 0,
    connectTimeoutUs: s.connectTimeoutUs ?? defaults.connectTimeoutUs ?? DEFAULT_CONNECT_TIMEOUT_US2
  };
}
function endsOf({ keyword, values: s, mark: mark2 }, { server, resolution }) {
  const { connectIp = server.address, bindTo } = s;
  if (bindTo === void 0)
    return { address: connectIp, bindAddress: null };
  const fields = Object.keys(s);
  const bindsFirst = fields.indexOf("bindTo") < fields.indexOf("connectIp");
  const leaveOut = (address2, keyword2, other) => complain(resolution, mark2, "wrong-family", `${keyword2} address ${writeIp(address2)} does not match address family of ${other} - skipping`);
  const above = bindsFirst || s.connectIp === void 0 ? null : s.connectIp;
  const compared = above ?? (keyword === "SMTP_CHECK" ? null : server.address);
  if (compared !== null && bindTo.family !== compared.family) {
    leaveOut(bindTo, "bindto", "connect_ip");
    return { address: connectIp, bindAddress: null };
  }
  if (bindsFirst && bindTo.family !== connectIp.family) {
    leaveOut(connectIp, "connect_ip", "bindto");
    return { address: server.address, bindAddress: bindTo };
  }
  return { address: connectIp, bindAddress: bindTo };
}
var HTTP_DELAY_BEFORE_RETRY_US = 3 * US_PER_S;
function resolveHttp(block2, id, context2) {
  const { values: s } = block2;
  const { defaults, resolution } = context2;
  const urls = (s.urls ?? []).flatMap((url) => resolveUrl(url, s.tlsCompliant ?? false, resolution));
  if (urls.length === 0) {
    complain(resolution, block2.mark, "no-url", "HTTP/SSL_GET checker has no urls specified - ignoring", `write: ${block2.keyword} { url { path / } }`);
    return [];
  }
  const protocol2 = s.protocol === "1.0c" ? "1.0C" : s.protocol ?? "1.0";
  const checker = {
    ...network("http", block2, id, context2, HTTP_DELAY_BEFORE_RETRY_US),
    tls: block2.keyword === "SSL_GET",
    enableSni: (s.enableSni ?? false) || s.sniName !== void 0,
    sniName: s.sniName ?? null,
    fastRecovery: s.fastRecovery ?? false,
    protocol: protocol2,
    virtualHost: s.virtualHost ?? defaults.virtualHost,
    ...s.virtualHost === void 0 ? {} : { virtualHostSaid: true },
    urls
  };
  return [checker];
}
function resolveUrl(block2, tlsCompliant, resolution) {
  const { values: s } = block2;
  if (s.path === void 0) {
    complain(resolution, block2.mark, "no-path", "HTTP/SSL_GET checker url has no path - ignoring", "write: path <path>");
    return [];
  }
  return [
    {
      path: s.path,
      digest: s.digest ?? null,
      statusCodes: (s.statusCodes ?? []).flat(),
      virtualHost: s.virtualHost ?? null,
      tlsCompliant: s.tlsCompliant ?? tlsCompliant,
      regex: resolveRegex(block2, resolution)
    }
  ];
}
var SMTP_HELO_NAME = "smtpchecker.keepalived.org";
function resolveSmtp(block2, id, context2) {
  const { values: s } = block2;
  const hosts = s.hosts ?? [];
  const common = {
    ...timing("smtp", sharedTiming(s, hosts), id, context2, US_PER_S, 1),
    heloName: s.heloName ?? SMTP_HELO_NAME
  };
  const own = hosts.length === 0 || CONNECTION_FIELDS.some((field) => s[field] !== void 0);
  return [
    ...own ? [{ ...common, connection: connection2(block2, context2) }] : [],
    ...hosts.map((host, i) => ({ ...common, id: `${id} host ${i + 1}`, connection: connection2(host, context2) }))
  ];
}
var CONNECTION_FIELDS = [
  "connectIp",
  "connectPort",
  "bindTo",
  "bindPort",
  "bindInterface",
  "connectTimeoutUs",
  "fwmark"
];
function sharedTiming(s, hosts) {
  const inOrder2 = Object.entries(s).map(([field, value]) => field === "hosts" ? Object.assign({}, ...hosts.map(({ values }) => values)) : { [field]: value });
  return Object.assign({}, ...inOrder2);
}
var DNS_RETRY = 3;
function resolveDns(block2, id, context2) {
  const { values: s } = block2;
  const type = (s.type ?? "SOA").toUpperCase();
  return { ...network("dns", block2, id, context2, 0, DNS_RETRY), type, name: s.name ?? "" };
}
var UDP_MAX_REPLY_LENGTH = 255;
function resolveUdp(block2, id, context2) {
  const { values: s } = block2;
  const { minReplyLength: least, maxReplyLength: most } = s;
  if (least !== void 0 && most !== void 0 && least > most) {
    const message = `UDP_CHECK min_reply length ${least} > max_reply_length ${most} - will always fail`;
    caution(context2.resolution, block2.mark, "bad-value", message);
  }
  return {
    ...network("udp", block2, id, context2, US_PER_S),
    payload: s.payload?.octets ?? null,
    reply: s.requireReply === void 0 ? null : {
      ...s.requireReply,
      minLength: least ?? 0,
      maxLength: most ?? UDP_MAX_REPLY_LENGTH
    }
  };
}
function resolveMisc(block2, id, context2) {
  const { values: s } = block2;
  const { commands, resolution } = context2;
  if (s.command === void 0 || s.command === null) {
    const message = "No script path has been specified for MISC_CHECKER - skipping";
    complain(resolution, block2.mark, "no-script", message, "it needs: misc_path <command>");
    return [];
  }
  const text2 = s.command.text;
  if (s.user !== void 0 && commands.lookUp(s.user) === null) {
    const message = `Failed to set uid/gid for misc checker script '${text2}' - removing`;
    complain(resolution, s.user.mark, "unknown-user", message, `there is no user '${s.user.user}'`);
    return [];
  }
  const outcome = commands.inspect(s.command, s.user ?? null);
  if (!outcome.ok) {
    if (outcome.refusal === "no-user") {
      const message = `Unable to set default user for misc script '${text2}' - removing`;
      complain(resolution, block2.mark, "no-script-user", message);
    } else {
      const reason = outcome.refusal === "insecure" ? "due to insecure" : "since not found/accessible";
      const message = `Disabling misc script '${text2}' ${reason}`;
      resolution.reporter.warn({ code: "script-disabled", class: null, at: block2.mark, message });
    }
    return [];
  }
  const { uid, gid } = commands.account;
  const { command: command2 } = outcome;
  return [
    {
      ...timing("misc", s, id, context2, US_PER_S, 0),
      command: { ...command2, uid: command2.uid ?? uid, gid: command2.gid ?? gid },
      timeoutUs: (s.timeoutS ?? 0) * US_PER_S,
      dynamic: s.dynamic ?? false
    }
  ];
}
function checkerName(block2) {
  const s = block2.values;
  const target = s.connectIp === void 0 ? "" : ` ${writeIp(s.connectIp)}`;
  const port = s.connectPort === void 0 ? "" : `:${s.connectPort}`;
  const command2 = block2.values.command?.text;
  return `${block2.keyword}${target}${port}${command2 === void 0 ? "" : ` ${command2}`}`;
}
function resolveBfdChecks(checkers, owner, sessions, resolution) {
  const checks = [];
  let behind = 0;
  for (const block2 of checkers) {
    if (block2.keyword === "FILE_CHECK")
      continue;
    if (block2.keyword !== "BFD_CHECK") {
      behind++;
      continue;
    }
    const tell = (code, text2) => {
      complain(resolution, block2.mark, code, `(${owner.server}) ${text2}`);
      return null;
    };
    const { values, order } = block2;
    const session = sessionOf(values.names ?? [], (name) => (sessions.get(name)?.order ?? Infinity) <= order, tell);
    if (session === null)
      continue;
    if (checks.some((other) => other.session === session))
      tell("duplicate-name", `BFD_CHECK - RS already monitoring ${session}`);
    else
      checks.push({ session, alpha: values.alpha ?? owner.alpha, behind });
  }
  return checks;
}
function sessionOf(names, isKnown, tell) {
  let session = null;
  for (const [name, ...more] of names) {
    if (session !== null)
      tell("duplicate-name", `BFD_CHECK - BFD ${name ?? ""} already specified as ${session}`);
    else if (name === void 0 || more.length > 0)
      return tell("bad-name", "BFD_CHECK - No or too many names specified - skipping checker");
    else if (!isKnown(name))
      return tell("not-found", `BFD_CHECK - BFD ${name} not configured`);
    else
      session = name;
  }
  return session ?? tell("bad-name", "No name has been specified for BFD_CHECKER - skipping");
}
function resolveFileChecks(checkers, files, resolution) {
  const counts = /* @__PURE__ */ new Map();
  return checkers.flatMap((block2) => {
    const check = block2.keyword === "FILE_CHECK" ? resolveOne(block2, files, resolution) : null;
    if (check === null)
      return [];
    const count = (counts.get(check.file) ?? 0) + 1;
    counts.set(check.file, count);
    return [{ ...check, id: `${check.file}#${count}` }];
  });
}
function resolveOne({ values: s, mark: mark2, order }, files, resolution) {
  const name = s.trackFile;
  const found = name === void 0 ? void 0 : files.get(name);
  const known2 = found !== void 0 && found.order <= order ? found.config : null;
  if (name !== void 0 && known2 === null)
    complain(resolution, mark2, "not-found", `track_file ${name} not found`);
  if (known2 === null)
    complain(resolution, mark2, "no-file", "FILE_CHECK has no track_file specified - ignoring");
  const own = ownWeight(s.weight, mark2, resolution);
  return known2 && { file: known2.name, path: known2.path, weight: known2.weight, reverse: known2.reverse, ...own };
}
var MOST = 2147483647;
function ownWeight(words3, mark2, resolution) {
  if (words3 === void 0)
    return {};
  const [given, option3] = words3;
  if (given === void 0) {
    complain(resolution, mark2, "missing-argument", "track file weight missing");
    return {};
  }
  const isDirection = option3 === "reverse" || option3 === "noreverse";
  if (option3 !== void 0 && !isDirection)
    complain(resolution, mark2, "bad-option", `unknown track file weight option ${option3} - ignoring`);
  return {
    ...numberProblem(given, -MOST, MOST) === null ? { weight: Number(given) } : {},
    // compat: a weight of its own is not reversed by the file's.
    reverse: option3 === "reverse"
  };
}
function resolveRealServerPort({ name, target, members }, written, forwarding2, shown, at, resolution) {
  if (target.kind !== "fwmark" && target.kind !== "group" && written === 0)
    return target.port;
  if (forwarding2 === "NAT" || written === 0)
    return written;
  switch (target.kind) {
    case "fwmark":
      caution(resolution, at, "port-of-mark", `WARNING - fwmark virtual server ${name}, real server ${shown} has port specified - clearing`);
      return 0;
    case "group":
      if (members.some(isMark)) {
        caution(resolution, at, "port-of-mark", `WARNING - fwmark virtual server ${name}, real server ${shown} has port specified - port will be ignored`);
      }
      for (const member of otherPorts(members, written)) {
        caution(resolution, at, "port-mismatch", `virtual server ${name}:[${memberText(member)}] and real server ${shown} ports don't match`);
      }
      return written;
    default:
      if (written !== target.port) {
        caution(resolution, at, "port-mismatch", `WARNING - virtual server ${name} and real server ${shown} ports don't match - resetting`, "only NAT can translate ports");
      }
      return target.port;
  }
}
function resolveSorryServerPort({ name, target, members }, written, forwarding2, at, resolution) {
  if (forwarding2 === "NAT")
    return written;
  switch (target.kind) {
    case "fwmark":
      if (written !== 0)
        caution(resolution, at, "port-of-mark", `WARNING - virtual server ${name}, sorry server has port specified - clearing`);
      return 0;
    case "group": {
      if (written === 0)
        return 0;
      const ignored = "sorry server has port specified - port will be ignored";
      if (members.some(isMark))
        caution(resolution, at, "port-of-mark", `WARNING - fwmark virtual server ${name}, ${ignored}`);
      for (const _ of otherPorts(members, written))
        caution(resolution, at, "port-mismatch", `WARNING - virtual server ${name}, ${ignored}`);
      return written;
    }
    default:
      if (written !== 0 && written !== target.port) {
        caution(resolution, at, "port-mismatch", `WARNING - virtual server ${name} and sorry server ports don't match - resetting`);
      }
      return target.port;
  }
}
function isMark({ kind }) {
  return kind === "fwmark";
}
var MAX_TOLD = 20;
function otherPorts(members, port) {
  const others = [];
  for (const member of members) {
    if (others.length === MAX_TOLD)
      break;
    if (member.kind !== "fwmark" && member.port !== port)
      others.push(member);
  }
  return others;
}
function memberText(member) {
  const first = writeIp(member.address);
  if (member.kind === "address")
    return `${first},${member.port}`;
  const bytes = Uint8Array.from(member.address.bytes);
  const last = bytes.length - 1;
  bytes[last] = (bytes[last] ?? 0) + member.count - 1;
  return `${first}-${writeIp({ ...member.address, bytes })},${member.port}`;
}
function membersOf2(target, groups) {
  return target.kind === "group" ? groups.get(target.group)?.members ?? [] : [];
}
function readTarget(block2, resolution) {
  const [first = "", second] = block2.args;
  const reject = (message, hint) => {
    complain(resolution, block2.mark, "bad-virtual-server", message, `${hint}; the block is skipped`);
    return null;
  };
  if (first === "group")
    return second === void 0 ? reject("virtual server group has no name", "write: virtual_server group <name>") : { kind: "group", group: second };
  if (first === "fwmark") {
    const problem2 = numberProblem(second ?? "", 0, 4294967295);
    const word2 = block2.values.family;
    const family3 = word2 === "inet6" ? 6 : word2 === "inet" ? 4 : null;
    if (problem2 === null)
      return { kind: "fwmark", fwmark: Number(second), family: family3 };
    return reject(`virtual server fwmark '${second ?? ""}' must be in [0, 4294967295] - ignoring`, problem2);
  }
  const address2 = readIp(first);
  const portText = second === void 0 || /^0+$/.test(second) ? null : second;
  const problem = portText === null ? null : numberProblem(portText, 1, 65535);
  if (address2 !== null && problem === null)
    return { kind: "address", address: address2, port: portText === null ? 0 : Number(portText) };
  const shown = second === void 0 ? first : `${first}/${second}`;
  return reject(`Invalid virtual server IP address/port ${shown} - skipping`, problem ?? "write: virtual_server <ip> <port>, fwmark <number> or group <name>");
}
function readRealTarget({ args }) {
  const [host = "", port] = args;
  const portProblem = port === void 0 || /^0+$/.test(port) ? null : numberProblem(port, 1, 65535);
  return { address: readIp(host), portProblem };
}
function serverName(target, protocol2) {
  switch (target.kind) {
    case "address":
      return `[${writeIp(target.address)}]:${protocol2?.toLowerCase() ?? "none"}:${target.port}`;
    case "range":
      return `[${writeIp(target.address)}-${target.count}]:${protocol2?.toLowerCase() ?? "none"}:${target.port}`;
    case "fwmark":
      return `FWM ${target.fwmark}`;
    case "group":
      return `[${target.group}]:0`;
  }
}
function protocolWord(target, protocol2, groups) {
  return marksOf(target, groups) === "all" ? "none" : protocol2.toLowerCase();
}
function marksOf(target, groups) {
  if (target.kind !== "group")
    return target.kind === "fwmark" ? "all" : "none";
  const members = groups.get(target.group)?.members ?? [];
  const count = members.filter((member) => member.kind === "fwmark").length;
  return count === 0 ? "none" : count === members.length ? "all" : "some";
}
function hasZeroPort(target, groups) {
  const members = target.kind === "group" ? groups.get(target.group)?.members ?? [] : [target];
  return members.some((member) => member.kind !== "fwmark" && member.port === 0);
}
var DEFAULT_DELAY_LOOP_US = 60 * US_PER_S;
function resolveRealServers(block2, target, { strangers }, vsName, protocol2, usual, context2) {
  const seen = /* @__PURE__ */ new Map();
  const found = [];
  for (const real of block2.values.realServers ?? []) {
    if (strangers.has(real))
      continue;
    const server = resolveRealServer(real, block2, target, vsName, protocol2, usual, context2);
    if (server === null)
      continue;
    const first = seen.get(server.id);
    if (first !== void 0) {
      const message = `VS ${vsName}: real server ${server.id} is duplicated - removing second rs`;
      const hint = "give the first one twice the weight if it should get twice the connections";
      complain(context2.resolution, real.mark, "duplicate", message, hint, firstAt(first));
      continue;
    }
    seen.set(server.id, real.mark);
    found.push(server);
  }
  return found;
}
function resolveRealServer(block2, vs, target, vsName, protocol2, usual, context2) {
  const { values: s } = block2;
  const { global, commands, resolution } = context2;
  const [host = "", portText] = block2.args;
  const { address: address2, portProblem } = readRealTarget(block2);
  if (address2 === null || portProblem !== null) {
    complain(resolution, block2.mark, "bad-real-server", `Invalid real server ip address/port ${portText === void 0 ? host : `${host}/${portText}`} - skipping`, portProblem ?? "write: real_server <ip> <port>");
    return null;
  }
  const forwarding2 = s.forwarding ?? usual;
  const written = portText === void 0 || portProblem !== null ? 0 : Number(portText);
  const proto = protocolWord(target, protocol2, context2.groups);
  const shown = serverId(host, proto, written);
  const service = { name: vsName, target, members: membersOf2(target, context2.groups) };
  const port = resolveRealServerPort(service, written, forwarding2.forwarding, shown, block2.mark, resolution);
  const id = port === written ? shown : serverId(host, proto, port);
  const virtualHost = s.virtualHost ?? vs.values.virtualHost ?? null;
  const alpha = s.alpha ?? vs.values.alpha ?? false;
  const defaults = {
    retry: saidRetry(s.retry) ?? saidRetry(vs.values.retry),
    delayBeforeRetryUs: s.delayBeforeRetryUs ?? vs.values.delayBeforeRetryUs,
    warmupUs: s.warmupUs ?? vs.values.warmupUs,
    connectTimeoutUs: s.connectTimeoutUs ?? vs.values.connectTimeoutUs,
    delayLoopUs: s.delayLoopUs ?? vs.values.delayLoopUs ?? DEFAULT_DELAY_LOOP_US,
    alpha,
    virtualHost
  };
  const fileChecks = resolveFileChecks(s.checkers ?? [], context2.passive.files, resolution);
  const bfdChecks = resolveBfdChecks(s.checkers ?? [], { server: id, alpha }, context2.passive.checkerSessions, resolution);
  const checkPort = written !== 0 ? written : port;
  const server = {
    id,
    address: address2,
    port,
    weight: s.weight ?? vs.values.weight ?? 1,
    forwarding: forwarding2.forwarding,
    inhibitOnFailure: s.inhibitOnFailure ?? vs.values.inhibitOnFailure ?? false,
    upperThreshold: s.upperThreshold ?? 0,
    lowerThreshold: s.lowerThreshold ?? 0,
    notifyUp: commands.resolve(s.notifyUp),
    notifyDown: commands.resolve(s.notifyDown),
    smtpAlert: s.smtpAlert ?? global.smtpAlertChecker ?? global.smtpAlert ?? true,
    alpha,
    virtualHost: s.virtualHost ?? null,
    checkers: resolveCheckers(block2, [serviceKeyOf({ id: vsName, target, protocol: protocol2 }), id], {
      server: { address: address2, port: checkPort },
      defaults,
      commands,
      resolution
    }),
    ...fileChecks.length === 0 ? {} : { fileChecks },
    ...bfdChecks.length === 0 ? {} : { bfdChecks },
    delayLoopUs: defaults.delayLoopUs
  };
  const whole = withSaidDefaults(server, defaults);
  return forwarding2.tunnel === void 0 ? whole : { ...whole, tunnel: forwarding2.tunnel };
}
function serverId(host, protocol2, port) {
  return ["[", host, "]:", protocol2, ":", port].join("");
}
function resolveCheckers(block2, owners, context2) {
  const blocks = block2.values.checkers ?? [];
  const first = blocks[0];
  if (first === void 0)
    return [];
  if (blocks.length === 1)
    return resolveChecker(first, [...owners, checkerName(first)].join(" "), context2);
  const counts = /* @__PURE__ */ new Map();
  return blocks.flatMap((checker) => {
    const name = checkerName(checker);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const id = [...owners, count > 1 ? `${name}#${count}` : name].join(" ");
    return resolveChecker(checker, id, context2);
  });
}
function withSaidDefaults(server, s) {
  const { delayBeforeRetryUs, warmupUs, connectTimeoutUs } = s;
  const retry = saidRetry(s.retry);
  if ((retry ?? delayBeforeRetryUs ?? warmupUs ?? connectTimeoutUs) === void 0)
    return server;
  return {
    ...server,
    ...retry === void 0 ? {} : { retry },
    ...s.delayBeforeRetryUs === void 0 ? {} : { delayBeforeRetryUs: s.delayBeforeRetryUs },
    ...s.warmupUs === void 0 ? {} : { warmupUs: s.warmupUs },
    ...s.connectTimeoutUs === void 0 ? {} : { connectTimeoutUs: s.connectTimeoutUs }
  };
}
var IP_VS_SVC_F_SCHED1 = 8;
var IP_VS_SVC_F_SCHED2 = 16;
var IP_VS_SVC_F_SCHED3 = 32;
var FLAGS2 = {
  "flag-1": { bit: IP_VS_SVC_F_SCHED1, scheduler: null },
  "flag-2": { bit: IP_VS_SVC_F_SCHED2, scheduler: null },
  "flag-3": { bit: IP_VS_SVC_F_SCHED3, scheduler: null },
  "sh-fallback": { bit: IP_VS_SVC_F_SCHED1, scheduler: "sh" },
  "sh-port": { bit: IP_VS_SVC_F_SCHED2, scheduler: "sh" },
  "mh-fallback": { bit: IP_VS_SVC_F_SCHED1, scheduler: "mh" },
  "mh-port": { bit: IP_VS_SVC_F_SCHED2, scheduler: "mh" },
  // compat: the kernel sets the hashed flag itself; the word does nothing.
  hashed: { bit: 0, scheduler: "sh" }
};
function resolveFlags(flags2, scheduler2, schedulerMark, resolution) {
  let bits = 0;
  for (const { keyword: word2, mark: mark2 } of flags2) {
    const flag2 = FLAGS2[word2];
    if (flag2 === void 0)
      continue;
    const applies = flag2.scheduler === scheduler2 && mark2 > schedulerMark;
    if (flag2.scheduler === null || applies)
      bits |= flag2.bit;
    else
      complain(resolution, mark2, "scheduler-flag", `${word2} only applies to sh scheduler - ignoring`, `write it below 'lvs_sched ${flag2.scheduler}'`);
  }
  return bits;
}
function resolveFamily(block2, target, usual, resolution) {
  const { values: s, marks } = block2;
  const direct = (s.realServers ?? []).flatMap((real) => {
    const { address: address2, portProblem } = readRealTarget(real);
    const counts = address2 !== null && portProblem === null && !isTunnelled(real, block2, usual);
    return counts ? [{ real, family: address2.family }] : [];
  });
  const given = s.family === void 0 ? null : s.family === "inet6" ? 6 : 4;
  const first = direct[0];
  const saidFirst = given !== null && (first === void 0 || (marks["family"] ?? block2.mark) < first.real.mark);
  const servers = target.kind === "address" || target.kind === "range" ? target.address.family : saidFirst ? given : first?.family ?? null;
  if (given !== null && servers !== given) {
    complain(resolution, marks["family"] ?? block2.mark, "wrong-family", `Virtual server specified family ${s.family ?? ""} conflicts with server family`, `the family is that of ${target.kind === "address" ? "its address" : "its first real server"}`);
  }
  const said2 = given === servers ? given : null;
  const strangers = direct.filter((one) => one.family !== servers).map(({ real }) => real);
  for (const real of strangers)
    tellStranger("real server", real.args[0] ?? "", real.mark, resolution);
  const sorry = s.sorryServer;
  const isSorryTunnelled = s.sorryServerForwarding === void 0 ? isTunnelledAt(marks["sorryServer"] ?? block2.mark, block2, usual) : s.sorryServerForwarding.forwarding === "TUN";
  if (sorry === void 0 || isSorryTunnelled)
    return { family: servers, said: said2, strangers: new Set(strangers), strangeSorryServer: false };
  const family3 = servers ?? sorry.address.family;
  const strangeSorryServer = sorry.address.family !== family3;
  if (strangeSorryServer)
    tellStranger("sorry server", writeIp(sorry.address), marks["sorryServer"] ?? block2.mark, resolution);
  return { family: family3, said: said2, strangers: new Set(strangers), strangeSorryServer };
}
function isTunnelled({ values, mark: mark2 }, vs, usual) {
  return values.forwarding === void 0 ? isTunnelledAt(mark2, vs, usual) : values.forwarding.forwarding === "TUN";
}
function isTunnelledAt(at, { marks }, usual) {
  return usual.forwarding === "TUN" && (marks["forwarding"] ?? 0) < at;
}
function tellStranger(what, address2, at, resolution) {
  const message = `Address family of virtual server and ${what} ${address2} don't match - skipping ${what}.`;
  complain(resolution, at, "wrong-family", message, "only lvs_method TUN leads from one family to the other");
}
function isOfOtherFamily(block2, target, family3, groups, { reporter }) {
  if (target.kind !== "group" || family3 === null)
    return false;
  const strange = membersOf2(target, groups).find((one) => one.kind !== "fwmark" && one.address.family !== family3);
  if (strange === void 0)
    return false;
  const name = serverName(target, null);
  reporter.report({
    code: "wrong-family",
    class: null,
    at: block2.mark,
    message: `${target.group}: address family doesn't match virtual server ${name} - ignoring`,
    hint: `its real servers are IPv${family3}, and the group has addresses that are not`
  });
  return true;
}
function resolveSorryServer(block2, service, protocol2, usual, resolution) {
  const { sorryServer: sorryServer2, sorryServerForwarding, sorryServerInhibit } = block2.values;
  if (sorryServer2 === void 0) {
    complainOfNoSorryServer(block2, resolution);
    return null;
  }
  const forwarding2 = sorryServerForwarding ?? usual;
  const at = block2.marks["sorryServer"] ?? block2.mark;
  const port = resolveSorryServerPort(service, sorryServer2.port, forwarding2.forwarding, at, resolution);
  return {
    id: `[${writeIp(sorryServer2.address)}]:${protocol2}:${port}`,
    address: sorryServer2.address,
    port,
    ...forwarding2,
    inhibit: sorryServerInhibit ?? false
  };
}
function complainOfNoSorryServer({ values: s, marks, mark: mark2 }, resolution) {
  if (s.sorryServerInhibit === true) {
    complain(resolution, marks["sorryServerInhibit"] ?? mark2, "no-sorry-server", "Ignoring sorry_server inhibit used before or without sorry_server");
  }
  if (s.sorryServerForwarding !== void 0) {
    complain(resolution, marks["sorryServerForwarding"] ?? mark2, "no-sorry-server", "sorry_server forwarding used without sorry_server");
  }
}
var DEFAULT_PERSISTENCE_S = 360;
var USUAL_FORWARDING = { forwarding: "NAT" };
function resolveVirtualServer(block2, context2) {
  const { values: s } = block2;
  const { global, commands, groups, resolution } = context2;
  const target = readTarget(block2, resolution);
  if (target === null)
    return null;
  const isMark2 = target.kind === "fwmark";
  const families = resolveFamily(block2, target, s.forwarding ?? USUAL_FORWARDING, resolution);
  if (isOfOtherFamily(block2, target, families.family, groups, resolution)) {
    checkParts(block2, target, families, context2);
    return null;
  }
  if ((s.realServers ?? []).length === families.strangers.size) {
    complain(resolution, block2.mark, "no-real-server", `Virtual server ${serverName(target, s.protocol ?? null)} has no real servers - ignoring`, "write: real_server <ip> <port> { ... }");
    return null;
  }
  const protocol2 = resolveProtocol(block2, target, context2);
  const name = serverName(target, isMark2 ? null : protocol2);
  const scheduler2 = s.scheduler ?? defaulted(block2, name, `no scheduler set, setting default 'wlc'`, "wlc", resolution);
  const said2 = s.forwarding ?? (isForwardingWanted(block2, families) ? defaulted(block2, name, "no forwarding method set, setting default NAT", USUAL_FORWARDING, resolution) : null);
  const forwarding2 = said2 ?? USUAL_FORWARDING;
  const realServers = resolveRealServers(block2, target, families, name, protocol2, forwarding2, context2);
  if (realServers.length === 0) {
    complain(resolution, block2.mark, "no-real-server", `Virtual server ${name} has no real servers - ignoring`);
    return null;
  }
  const service = { name, target, members: membersOf2(target, groups) };
  const sorryServer2 = families.strangeSorryServer ? null : resolveSorryServer(block2, service, protocolWord(target, protocol2, groups), forwarding2, resolution);
  const quorum2 = resolveQuorum(block2, name, realServers, resolution);
  const server = {
    id: name,
    target: isMark2 ? { ...target, family: families.family ?? familyOfServers({ realServers, sorryServer: sorryServer2 }) } : target,
    protocol: protocol2,
    scheduler: scheduler2,
    schedulerFlags: resolveFlags(s.schedulerFlags ?? [], scheduler2, block2.marks["scheduler"] ?? Infinity, resolution),
    onePacket: resolveOnePacket(block2, name, protocol2, isMark2, resolution),
    forwarding: said2?.forwarding ?? null,
    persistenceTimeoutS: resolvePersistence(block2, name, target, context2),
    persistenceEngine: s.persistenceEngine?.slice(0, 15) ?? null,
    persistenceGranularity: s.persistenceGranularity?.prefixLength ?? (familyOf2(target, realServers, context2) === 4 ? 32 : 128),
    delayLoopUs: s.delayLoopUs ?? DEFAULT_DELAY_LOOP_US,
    virtualHost: s.virtualHost ?? null,
    alpha: s.alpha ?? false,
    omega: s.omega ?? false,
    quorum: quorum2,
    hysteresis: resolveHysteresis(block2, name, quorum2, resolution),
    quorumUp: commands.resolve(s.quorumUp),
    quorumDown: commands.resolve(s.quorumDown),
    haSuspend: resolveHaSuspend(block2, name, target, context2),
    smtpAlert: s.smtpAlert ?? global.smtpAlertChecker ?? global.smtpAlert ?? false,
    sorryServer: sorryServer2,
    realServers,
    inhibitOnFailure: s.inhibitOnFailure ?? false,
    ...families.said === null ? {} : { family: families.said }
  };
  if (resolution.environment.testing)
    adviseTwin(server, block2.mark, resolution);
  const whole = withSaidDefaults(server, s);
  return forwarding2.tunnel === void 0 ? whole : { ...whole, tunnel: forwarding2.tunnel };
}
function isForwardingWanted({ values: s }, { strangers, strangeSorryServer }) {
  const sorry = s.sorryServer !== void 0 && s.sorryServerForwarding === void 0 && !strangeSorryServer;
  return sorry || (s.realServers ?? []).some((real) => real.values.forwarding === void 0 && !strangers.has(real));
}
function checkParts(block2, target, families, context2) {
  const { commands, resolution } = context2;
  const { values: s } = block2;
  const unused = {
    resolve: () => null,
    inspect: ({ argv, text: text2 }) => ({ ok: true, insecure: false, command: { argv, text: text2, uid: null, gid: null } }),
    lookUp: (user2) => commands.lookUp(user2),
    account: commands.account
  };
  const protocol2 = s.protocol ?? "UDP";
  resolveRealServers(block2, target, families, serverName(target, protocol2), protocol2, USUAL_FORWARDING, {
    ...context2,
    commands: unused
  });
  resolveFlags(s.schedulerFlags ?? [], s.scheduler ?? "", block2.marks["scheduler"] ?? Infinity, resolution);
  if (s.sorryServer === void 0)
    complainOfNoSorryServer(block2, resolution);
}
function adviseTwin(server, mark2, { reporter, services }) {
  const key = serviceKeyOf(server);
  const known2 = services.get(key);
  services.set(key, Math.min(known2 ?? mark2, mark2));
  if (known2 === void 0)
    return;
  reporter.advise({
    code: "duplicate-server",
    at: Math.max(known2, mark2),
    message: `Virtual server ${server.id} is defined twice`,
    hint: "put its real servers into the first one",
    related: firstAt(Math.min(known2, mark2))
  });
}
function resolveProtocol(block2, target, context2) {
  const given = block2.values.protocol;
  const { resolution } = context2;
  if (marksOf(target, context2.groups) === "all") {
    if (given !== void 0) {
      caution(resolution, block2.marks["protocol"] ?? block2.mark, "protocol-of-mark", `Warning: Virtual server ${serverName(target, null)}: protocol specified for fwmark - protocol will be ignored`);
    }
    return given ?? "TCP";
  }
  if (given !== void 0)
    return given;
  complain(resolution, block2.mark, "no-protocol", `Virtual server ${serverName(target, null)}: no protocol set - defaulting to UDP`, "write: protocol TCP");
  return "UDP";
}
function defaulted(block2, name, what, value, resolution) {
  complain(resolution, block2.mark, "defaulted", `Virtual server ${name}: ${what}`);
  return value;
}
function resolveQuorum(block2, name, servers, resolution) {
  const quorum2 = block2.values.quorum ?? 1;
  const total = servers.reduce((sum, server) => sum + server.weight, 0);
  if (quorum2 <= total)
    return quorum2;
  caution(resolution, block2.marks["quorum"] ?? block2.mark, "quorum", `Warning - quorum ${quorum2} for ${name} exceeds total weight of real servers ${total}, reducing quorum to ${total}`);
  return total;
}
function resolveHaSuspend(block2, name, target, context2) {
  if (block2.values.haSuspend !== true)
    return false;
  if (marksOf(target, context2.groups) === "none")
    return true;
  complain(context2.resolution, block2.marks["haSuspend"] ?? block2.mark, "ha-suspend", `Virtual server ${name}: cannot use ha_suspend with fwmarks - clearing ha_suspend`);
  return false;
}
function resolveHysteresis(block2, name, quorum2, resolution) {
  const hysteresis = block2.values.hysteresis ?? 0;
  if (hysteresis < quorum2)
    return hysteresis;
  const most = quorum2 - 1 >>> 0;
  caution(resolution, block2.marks["hysteresis"] ?? block2.mark, "hysteresis", `Virtual server ${name}: hysteresis ${hysteresis} >= quorum ${quorum2}; setting hysteresis to ${most}`);
  return most;
}
function resolveOnePacket(block2, name, protocol2, isMark2, resolution) {
  if (block2.values.onePacket !== true)
    return false;
  if (isMark2 || protocol2 === "UDP")
    return true;
  complain(resolution, block2.marks["onePacket"] ?? block2.mark, "one-packet", `Virtual server ${name}: one packet scheduling requires UDP - resetting`);
  return false;
}
function resolvePersistence(block2, name, target, context2) {
  const given = block2.values.persistenceTimeoutS ?? (block2.values.persistenceGranularity === void 0 ? 0 : DEFAULT_PERSISTENCE_S);
  if (given !== 0 || !hasZeroPort(target, context2.groups))
    return given;
  complain(context2.resolution, block2.mark, "zero-port", `Virtual server ${name}: zero port only valid for persistent services - setting`, "write a port, or persistence_timeout");
  return DEFAULT_PERSISTENCE_S;
}
function familyOf2(target, servers, context2) {
  if (target.kind === "address" || target.kind === "range")
    return target.address.family;
  if (target.kind === "fwmark")
    return servers[0]?.address.family ?? target.family ?? 4;
  const member = context2.groups.get(target.group)?.members.find((one) => one.kind !== "fwmark");
  return member?.address.family ?? servers[0]?.address.family ?? 4;
}
function mergeTwins(servers) {
  const firsts = /* @__PURE__ */ new Map();
  const laters = /* @__PURE__ */ new Map();
  for (const server of servers) {
    const key = serviceKeyOf(server);
    if (!firsts.has(key))
      firsts.set(key, server);
    else {
      const known2 = laters.get(key);
      if (known2 === void 0)
        laters.set(key, [server]);
      else
        known2.push(server);
    }
  }
  for (const [key, others] of laters) {
    const first = firsts.get(key);
    if (first !== void 0)
      firsts.set(key, joinTwins(first, others));
  }
  return [...firsts.values()];
}
function joinTwins(first, others) {
  const endpointOf = ({ address: address2, port }) => `${writeIp(address2)} ${port}`;
  const realServers = [...first.realServers];
  const known2 = new Set(realServers.map(endpointOf));
  for (const real of others.flatMap((other) => other.realServers)) {
    const endpoint2 = endpointOf(real);
    if (known2.has(endpoint2))
      continue;
    known2.add(endpoint2);
    realServers.push(real);
  }
  return { ...first, realServers };
}
var LONE_CHECKERS = /* @__PURE__ */ new Set(["TCP_CHECK", "HTTP_GET", "SSL_GET"]);
function needsRestOfFile({ args, values: s }) {
  if (args[0] === "group" || s.quorumUp !== void 0 || s.quorumDown !== void 0)
    return true;
  return (s.realServers ?? []).some(({ values: real }) => real.notifyUp !== void 0 || real.notifyDown !== void 0 || (real.checkers ?? []).some(({ keyword }) => !LONE_CHECKERS.has(keyword)));
}
function checkVirtualServer(block2, resolution) {
  resolveVirtualServer(block2, { ...NOTHING_ELSE, resolution });
}
var NOTHING_ELSE = {
  global: { smtpAlert: null, smtpAlertChecker: null },
  commands: {
    resolve: (text2) => text2 ? refuse() : null,
    inspect: refuse,
    lookUp: refuse,
    account: { uid: 0, gid: 0 }
  },
  groups: /* @__PURE__ */ new Map(),
  passive: { files: /* @__PURE__ */ new Map(), sessions: /* @__PURE__ */ new Map(), checkerSessions: /* @__PURE__ */ new Map() }
};
function refuse() {
  throw new Error("assertion failed: a virtual server with scripts waits for the end of the file");
}
var NO_MARKS = Object.freeze({});
var NO_ARGS = Object.freeze([]);
var NOTHING_TAKEN = Object.freeze([]);
var Interpreter = class {
  /** the virtual servers that are checked already */
  services = /* @__PURE__ */ new Map();
  #environment;
  #reporter;
  #purpose;
  #values = {};
  #marks = {};
  #use;
  #taken = [];
  #blockReader = (statement, context2, owner) => this.#readBlock(statement, context2, owner);
  #order = 0;
  constructor(environment, reporter, purpose) {
    this.#environment = environment;
    this.#reporter = reporter;
    this.#purpose = purpose;
    this.#use = this.#useFor("");
  }
  get settings() {
    return this.#values;
  }
  /** One complete statement of the root. */
  root(statement) {
    const { row: row2 } = statement;
    const taken = this.#purpose === "rewrite" ? this.#taken : null;
    const value = this.#read(statement, rootContext, this.#values, this.#marks, taken, this.#use);
    if (value === void 0 || row2 === null)
      return;
    if (this.#purpose === "check" && row2.field === "virtualServers")
      this.#checkEarly();
  }
  /** The first one stays in any case: the rest of the file may ask whether there is one. */
  #checkEarly() {
    const servers = this.settings.virtualServers;
    const last = servers.at(-1);
    if (last === void 0 || servers.length === 1 || needsRestOfFile(last))
      return;
    servers.pop();
    checkVirtualServer(last, {
      environment: this.#environment,
      reporter: this.#reporter,
      files: [],
      services: this.services
    });
  }
  /** All that was understood, when the purpose is to rewrite it, as lines of a configuration. */
  write() {
    return writeTaken(rootContext, this.#taken);
  }
  /** For the keywords that change how the next line is read. */
  early(statement, context2, lexer) {
    if (context2.name !== "global_defs")
      return;
    if (statement.words[0] === "include_check") {
      const read = readIncludeChecks(statement.words.slice(1), lexer.checks);
      lexer.checks = read.checks;
      for (const word3 of read.unknown)
        this.#reportIncludeCheck(statement, word3);
    }
    const [keyword, word2] = statement.words;
    if (keyword === "iproute_usr_dir" && word2 !== void 0)
      setNameDirectory(this.#environment, "usr", word2);
    if (keyword === "iproute_etc_dir" && word2 !== void 0)
      setNameDirectory(this.#environment, "etc", word2);
    if (statement.words[0] === "random_seed")
      lexer.seed(Number(statement.words[1] ?? 0) >>> 0);
  }
  #reportIncludeCheck(statement, word2) {
    this.#reporter.report({
      code: "bad-value",
      at: statement.mark,
      word: word2,
      message: `Unknown include_check type '${word2}' - ignoring`,
      hint: `expected ${INCLUDE_CHECK_WORDS.join(", ")}, each with + or - in front or alone`
    });
  }
  #useFor(owner) {
    return { environment: this.#environment, reporter: this.#reporter, owner, readBlock: this.#blockReader };
  }
  #readBlock(statement, context2, owner) {
    const values = {};
    const marks = context2.keepsMarks ? {} : null;
    const taken = this.#purpose === "rewrite" ? [] : null;
    const order = this.#order++;
    const use = owner === this.#use.owner ? this.#use : this.#useFor(owner);
    for (const inner of statement.block ?? [])
      this.#read(inner, context2, values, marks, taken, use);
    return {
      keyword: statement.words[0] ?? "",
      args: statement.words.length > 1 ? statement.words.slice(1) : NO_ARGS,
      mark: statement.mark,
      order,
      values,
      marks: marks ?? NO_MARKS,
      taken: taken ?? NOTHING_TAKEN
    };
  }
  /** The value that was taken, if any. */
  #read(statement, context2, values, marks, taken, use) {
    const { row: row2 } = statement;
    if (row2 === null) {
      this.#reportUnknown(statement, context2);
      return void 0;
    }
    if (statement.block !== null && !row2.takesBlock)
      this.#reportBlock(statement);
    if (row2.oldNameOf !== void 0)
      this.#reportOldName(statement, row2, use);
    if (row2.status === "parsed")
      this.#reportParsed(statement, row2);
    if (row2.once !== void 0 && values[row2.field] !== void 0) {
      this.#reportSecond(statement, row2, use);
      return void 0;
    }
    if (row2.replaced !== void 0 && values[row2.field] !== void 0) {
      const hint = "the last one counts";
      const word2 = statement.words[0] ?? "";
      this.#reporter.report({ code: "given-twice", at: statement.mark, word: word2, message: row2.replaced, hint });
    }
    if (row2.more !== void 0 && statement.words.length > 2) {
      this.#reportMore(statement, row2.more, use);
      return void 0;
    }
    const value = row2.value.read(statement, row2, use);
    if (value === void 0) {
      if (row2.onInvalid === "default" && statement.words.length > 1) {
        delete values[row2.field];
        if (taken !== null)
          forget(taken, row2.field);
      }
      return void 0;
    }
    if (!this.#store(values, row2, value, statement, use))
      return void 0;
    if (marks !== null)
      marks[row2.field] = statement.mark;
    if (taken !== null) {
      if (row2.repeat !== true && row2.merge !== true)
        forget(taken, row2.field);
      taken.push({ row: row2, value });
    }
    return value;
  }
  /** False when an earlier value stays. */
  #store(values, row2, value, statement, use) {
    const known2 = values[row2.field];
    if (row2.repeat === true) {
      if (known2 === void 0)
        values[row2.field] = [value];
      else
        known2.push(value);
      return true;
    }
    if (row2.stays !== void 0 && known2 === row2.stays.value && value !== known2) {
      this.#reporter.report({
        code: "given-twice",
        at: statement.mark,
        word: statement.words[1] ?? "",
        message: fillIn(row2.stays.message, statement.words[1] ?? "", use),
        hint: "the first one stays"
      });
      return false;
    }
    values[row2.field] = row2.merge === true && known2 !== void 0 ? mergeBlocks(known2, value) : value;
    return true;
  }
  #reportUnknown(statement, context2) {
    const keyword = statement.words[0] ?? "";
    if (keyword === "{")
      return;
    this.#reporter.report({
      code: "unknown-keyword",
      at: statement.mark,
      word: keyword,
      message: `Unknown keyword '${keyword}'`,
      hint: () => [unknownHint(keyword, context2), statement.block === null ? null : "its block is skipped"].filter((part) => part !== null).join("; ") || null
    });
  }
  #reportBlock(statement) {
    this.#reporter.report({
      code: "unexpected-brace",
      at: statement.mark,
      word: "{",
      message: "Unexpected '{' - ignoring",
      hint: `'${statement.words[0] ?? ""}' takes no block; the block is skipped`
    });
  }
  #reportOldName(statement, row2, use) {
    const modern = row2.oldNameOf ?? "";
    const known2 = row2.deprecated !== void 0;
    this.#reporter.warnOnce(`old ${row2.name}`, {
      code: "old-name",
      class: known2 && row2.name !== "nb_get_retry" ? "general" : null,
      at: statement.mark,
      word: row2.name,
      message: known2 ? fillIn(row2.deprecated ?? "", row2.name, use) : `'${row2.name}' is an old spelling`,
      hint: modern === "" ? row2.doc : `today's word is '${modern}'; it is read as that`
    });
  }
  #reportParsed(statement, row2) {
    this.#reporter.warnOnce(`parsed ${row2.name}`, {
      code: "no-effect-yet",
      class: null,
      at: statement.mark,
      word: row2.name,
      message: `'${row2.name}' is understood but has no effect here yet`,
      hint: row2.doc
    });
  }
  #reportMore({ words: words3, mark: mark2 }, message, use) {
    const word2 = words3[2] ?? "";
    const hint = `remove '${word2}', or put both words into double quotes if they are one`;
    this.#reporter.report({ code: "bad-name", at: mark2, word: word2, message: fillIn(message, words3[1] ?? "", use), hint });
  }
  #reportSecond(statement, row2, use) {
    this.#reporter.report({
      code: "given-twice",
      at: statement.mark,
      word: statement.words[0] ?? "",
      message: fillIn(row2.once ?? "", statement.words[1] ?? "", use),
      hint: "the first one stays"
    });
  }
};
function forget(taken, field) {
  const at = taken.findIndex(({ row: row2 }) => row2.field === field);
  if (at >= 0)
    taken.splice(at, 1);
}
function mergeBlocks(first, second) {
  const [one, other] = [first, second];
  return { ...other, values: { ...one.values, ...other.values }, marks: { ...one.marks, ...other.marks } };
}
function unknownHint(keyword, context2) {
  const strange = /[^\x21-\x7e]/u.exec(keyword)?.[0];
  if (strange !== void 0) {
    const code = (strange.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    return `it contains the invisible or foreign character U+${code}`;
  }
  const here = context2.name === "(root)" ? "here" : `in ${context2.name}`;
  const homes2 = contextsOf(keyword);
  const near = nearestWord(keyword, context2.byName.keys());
  const parts = [
    near === null ? null : `did you mean '${near}'?`,
    homes2.length === 0 ? null : `it is no keyword ${here}, but of ${homes2.slice(0, 4).join(", ")}`
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join("; ");
}
var HASH = 35;
var BANG = 33;
var QUOTE2 = 34;
var BACKSLASH = 92;
function stripComment(line) {
  let out = "";
  let from = 0;
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const c = line.charCodeAt(i);
    if (c === BACKSLASH) {
      const next = line.charCodeAt(++i);
      if (quoted || next !== HASH && next !== BANG)
        continue;
      out += line.slice(from, i - 1);
      from = i;
    } else if (c === QUOTE2)
      quoted = !quoted;
    else if (!quoted && (c === HASH || c === BANG))
      return out + line.slice(from, i);
  }
  return from === 0 ? line : out + line.slice(from);
}
var MAX_LINE = 1 << 14;
var MAX_REPLACEMENTS = 1e4;
var DEFINITION = /^\$([A-Za-z_]\w*)=[ \t]*(.*)$/s;
var NAME = /[A-Za-z_]\w{0,255}/y;
var MAX_ARGUMENTS = 255;
function readDefinition(line) {
  const match = DEFINITION.exec(line);
  return match ? { name: match[1] ?? "", value: match[2] ?? "" } : null;
}
var Definitions = class {
  #values = /* @__PURE__ */ new Map();
  set(name, lines3) {
    this.#values.set(name, lines3);
  }
  /** Replaces until nothing known is left; a multi-line value gives lines that the caller must process one by one. */
  substitute(line, predefined, known2 = []) {
    let text2 = line;
    let from = 0;
    let origins = known2;
    let characters2 = 0;
    let count = 0;
    for (; count < MAX_REPLACEMENTS; count++) {
      const found = this.#nextKnown(text2, from, predefined);
      if (found === null)
        return { kind: "line", text: text2, origins, count, characters: characters2 };
      const { name, lines: lines3 } = found;
      const before = text2.slice(0, found.start);
      const after = text2.slice(found.end);
      if (lines3.length > 1 && text2.length <= MAX_LINE)
        return { kind: "lines", lines: joinEnds(before, name, lines3, after, origins), count, characters: characters2 };
      const first = lines3[0];
      text2 = before + (first?.text ?? "") + after;
      characters2 += text2.length;
      if (text2.length > MAX_LINE)
        break;
      if (first !== void 0 && first.mark !== NOWHERE && origins.length < MAX_ORIGINS)
        origins = [...origins, { name, mark: first.mark }];
      from = found.start;
    }
    return { kind: "endless", count, characters: characters2 };
  }
  #nextKnown(text2, from, predefined) {
    for (let start = text2.indexOf("$", from); start >= 0; start = text2.indexOf("$", start + 1)) {
      const reference = readReference(text2, start);
      if (reference === null)
        continue;
      const { name, args, end } = reference;
      const lines3 = (args === "" ? this.#values.get(name) : void 0) ?? predefinedValue(name, args, predefined);
      if (lines3)
        return { name, start, end, lines: lines3 };
    }
    return null;
  }
};
function readReference(text2, start) {
  const braced = text2.charAt(start + 1) === "{";
  NAME.lastIndex = start + (braced ? 2 : 1);
  const name = NAME.exec(text2)?.[0];
  if (name === void 0)
    return null;
  const after = NAME.lastIndex;
  const next = text2.charAt(after);
  if (!braced)
    return " 	,)".includes(next) ? { name, args: "", end: after } : null;
  if (next === "}")
    return { name, args: "", end: after + 1 };
  if (next !== " " && next !== "	")
    return null;
  const length = text2.slice(after + 1, after + 2 + MAX_ARGUMENTS).indexOf("}");
  return length < 0 ? null : { name, args: text2.slice(after + 1, after + 1 + length).trim(), end: after + length + 2 };
}
var MAX_ORIGINS = 8;
var NOWHERE = -1;
function joinEnds(before, name, lines3, after, origins) {
  const known2 = origins.slice(0, MAX_ORIGINS);
  const last = lines3.length - 1;
  return lines3.map(({ text: text2, mark: mark2 }, i) => ({
    text: (i === 0 ? before : "") + text2 + (i === last ? after : ""),
    origins: [...known2, { name, mark: mark2 }]
  }));
}
function predefinedValue(name, args, context2) {
  const text2 = predefinedText(name, args, context2);
  return text2 === void 0 ? void 0 : [{ text: text2, mark: NOWHERE }];
}
function predefinedText(name, args, context2) {
  const words3 = args === "" ? [] : args.split(/[ \t]+/);
  switch (name) {
    case "_PWD":
      return words3.length === 0 ? context2.directory : void 0;
    case "_INSTANCE":
      return words3.length === 0 ? context2.instance : void 0;
    case "_HASH":
      return words3.length === 0 ? "#" : void 0;
    case "_BANG":
      return words3.length === 0 ? "!" : void 0;
    case "_ENV":
      return words3.length === 1 ? context2.variables[words3[0] ?? ""] ?? "" : void 0;
    case "_RANDOM":
      return randomValue(words3, context2.random);
    default:
      return void 0;
  }
}
function randomValue(words3, random) {
  if (words3.length > 2 || words3.some((word2) => !/^\d{1,9}$/.test(word2)))
    return void 0;
  const min = Number(words3[0] ?? 0);
  const max = Math.max(min, Number(words3[1] ?? 32767));
  return String(min + Math.floor(random() * (max - min + 1)));
}
var HEAD = /^~(SEQx?|LST)[ \t]*\(/;
var MAX_ROUNDS = 1e6;
function readSequence(line, expand) {
  const head = HEAD.exec(line);
  if (!head)
    return null;
  const close = line.indexOf(")", head[0].length);
  if (close < 0)
    return { error: `no ')' after ~${head[1] ?? ""}` };
  const inside = expand(line.slice(head[0].length, close));
  const rest = line.slice(close + 1).trim();
  return head[1] === "LST" ? readList(inside, rest) : readRange2(inside, rest, head[1] === "SEQx");
}
function readRange2(inside, rest, hex) {
  const [name = "", ...texts] = inside.split(",").map((part) => part.trim());
  if (!isName(name))
    return { error: `'${name}' is no name for the variable of ~SEQ` };
  const numbers = texts.map(readInteger);
  if (numbers.length < 1 || numbers.length > 3 || numbers.some((n) => n === null)) {
    return { error: `~SEQ takes (name, [start, [step,]] end) with whole numbers, not (${inside})` };
  }
  const values = numbers;
  const end = values[values.length - 1] ?? 0;
  const start = values.length > 1 ? values[0] ?? 1 : end < 0 ? -1 : 1;
  const step = values.length > 2 ? values[1] ?? 1 : values.length > 1 ? start <= end ? 1 : -1 : end < 0 ? -1 : 1;
  if (hex && (start < 0 || end < 0))
    return { error: "~SEQx counts no negative numbers" };
  if (step === 0 || (end - start) * step < 0)
    return { error: `~SEQ(${inside}) never reaches its end` };
  if (Math.abs((end - start) / step) > MAX_ROUNDS)
    return { error: `~SEQ(${inside}) has too many values` };
  let at = start;
  const next = () => {
    if (step > 0 ? at > end : at < end)
      return null;
    const value = hex ? at.toString(16) : String(at);
    at += step;
    return [value];
  };
  return { names: [name], next, rest };
}
function readList(inside, rest) {
  const items = splitItems(inside);
  const names = tuple(items[0] ?? "");
  if (names.length === 0 || !names.every(isName))
    return { error: `~LST(${inside}) names no variable` };
  const values = items.slice(1).map(tuple);
  if (values.some((value) => value.length > names.length))
    return { error: `~LST(${inside}) has too many values in a tuple` };
  let at = 0;
  const next = () => {
    const value = values[at++];
    return value ? names.map((_, i) => value[i] ?? "") : null;
  };
  return { names, next, rest };
}
function splitItems(text2) {
  const items = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text2.length; i++) {
    const c = text2.charAt(i);
    if (c === "{")
      depth++;
    else if (c === "}")
      depth--;
    else if (c === "," && depth === 0) {
      items.push(text2.slice(from, i).trim());
      from = i + 1;
    }
  }
  items.push(text2.slice(from).trim());
  return items;
}
function tuple(text2) {
  const inner = /^\{(.*)\}$/s.exec(text2);
  return inner ? (inner[1] ?? "").split(",").map((part) => part.trim()) : [text2];
}
function isName(text2) {
  return /^[A-Za-z_]\w*$/.test(text2);
}
function readInteger(text2) {
  const match = /^([+-]?)(0[xX][0-9a-fA-F]+|\d+)$/.exec(text2);
  if (!match)
    return null;
  const digits = match[2] ?? "";
  const value = /^0[xX]/.test(digits) ? Number(digits) : /^0\d/.test(digits) ? parseInt(digits, 8) : Number(digits);
  if (!Number.isSafeInteger(value))
    return null;
  return match[1] === "-" ? -value : value;
}
var MAX_TEXT = 64 << 20;
var BYTE_ORDER_MARK = 65279;
var COLUMNS = 2 ** 13;
var FIRST_EXPANSION = 2 ** 12;
var LINES = 2 ** 27;
var MAX_EXPANSIONS = 2e4;
var MAX_RELATED = 4;
var MAX_SHOWN_EXPANSION = 300;
function makeMark(file, line, column) {
  return (file * LINES + Math.min(line, LINES - 1)) * COLUMNS + Math.min(column, FIRST_EXPANSION - 1);
}
function standsLeft(mark2, other) {
  const lines3 = LINES * COLUMNS;
  return mark2 % COLUMNS < other % COLUMNS && Math.floor(mark2 / lines3) === Math.floor(other / lines3);
}
var Sources = class {
  list = [];
  /** characters in all of them */
  size = 0;
  #lineStarts = [];
  /** by packed file and line */
  #expansions = /* @__PURE__ */ new Map();
  #expansionCount = 0;
  /** Its number. A byte order mark is no part of the text. */
  add(source) {
    this.size += source.text.length;
    this.list.push(source.text.charCodeAt(0) === BYTE_ORDER_MARK ? { ...source, text: source.text.slice(1) } : source);
    return this.list.length - 1;
  }
  /** A mark for one line that came out of definitions: it knows them, and stands where `use` stands. */
  expand(use, text2, origins) {
    const key = Math.floor(use / COLUMNS);
    const known2 = this.#expansions.get(key);
    const number = known2?.length ?? 0;
    if (this.#expansionCount >= MAX_EXPANSIONS || FIRST_EXPANSION + number >= COLUMNS)
      return use;
    const expansion = { column: this.#column(use), text: text2, origins };
    if (known2 === void 0)
      this.#expansions.set(key, [expansion]);
    else
      known2.push(expansion);
    this.#expansionCount++;
    return key * COLUMNS + FIRST_EXPANSION + number;
  }
  position(mark2) {
    return this.#positionAt(mark2, this.#column(mark2) - 1);
  }
  /** Where to point for a complaint about `word` on the line of `mark`, or about the line. */
  place(mark2, word2) {
    const expansion = this.#expansion(mark2);
    const line = this.line(mark2);
    const from = Math.max(this.#column(mark2) - 1, 0);
    const at = word2 === null ? from : findWord(line, word2, from);
    const width = word2 === null ? null : characters(word2);
    if (expansion === null) {
      return { position: this.#positionAt(mark2, at < 0 ? from : at), width, related: [], expansion: null };
    }
    const reference = at < 0 || word2 === null ? findReference(line, expansion.origins, from) : null;
    const start = reference?.start ?? (at < 0 ? from : at);
    return {
      position: this.#positionAt(mark2, start),
      width: reference === null ? width : characters(reference.text),
      related: this.#definitionsOf(expansion, mark2, word2),
      expansion: expansion.text.slice(0, MAX_SHOWN_EXPANSION)
    };
  }
  /** The definitions that a line came out of, without those of the line itself (`~SEQ`). */
  #definitionsOf(expansion, use, word2) {
    const here = Math.floor(use / COLUMNS);
    const seen = /* @__PURE__ */ new Set();
    return expansion.origins.filter(({ name, mark: mark2 }) => {
      const key = `${name} ${mark2}`;
      const fresh = Math.floor(mark2 / COLUMNS) !== here && !seen.has(key);
      seen.add(key);
      return fresh;
    }).slice(0, MAX_RELATED).map(({ name, mark: mark2 }) => {
      const from = Math.max(this.#column(mark2) - 1, 0);
      const at = word2 === null ? -1 : findWord(this.line(mark2), word2, from);
      const position = this.#positionAt(mark2, at < 0 ? from : at);
      return { position, width: at < 0 ? null : characters(word2 ?? ""), message: `$${name} is defined here` };
    });
  }
  #column(mark2) {
    return this.#expansion(mark2)?.column ?? mark2 % COLUMNS;
  }
  #expansion(mark2) {
    const column = mark2 % COLUMNS;
    if (column < FIRST_EXPANSION)
      return null;
    return this.#expansions.get(Math.floor(mark2 / COLUMNS))?.[column - FIRST_EXPANSION] ?? null;
  }
  /** `index` counts UTF-16 units from 0; a column counts characters from 1. */
  #positionAt(mark2, index) {
    const packed = Math.floor(mark2 / COLUMNS);
    const file = this.list[Math.floor(packed / LINES)];
    return {
      file: file?.path ?? "",
      line: packed % LINES,
      column: characters(this.line(mark2).slice(0, index)) + 1
    };
  }
  /** Characters before a mark that begins its line; null: it does not, or the line came out of definitions. */
  indent(mark2) {
    const at = mark2 % COLUMNS;
    if (at >= FIRST_EXPANSION)
      return null;
    return this.line(mark2).slice(0, at - 1).trim() === "" ? at - 1 : null;
  }
  isLatin1(mark2) {
    return this.list[Math.floor(mark2 / COLUMNS / LINES)]?.latin1 ?? false;
  }
  /** The whole physical line that a mark is on, without its line end. */
  line(mark2) {
    const packed = Math.floor(mark2 / COLUMNS);
    return this.#lineOf(Math.floor(packed / LINES), packed % LINES);
  }
  lineAt(position) {
    const file = this.list.findIndex((source) => source.path === position.file);
    return file < 0 ? null : this.#lineOf(file, position.line);
  }
  #lineOf(fileIndex, line) {
    const source = this.list[fileIndex];
    if (!source)
      return "";
    const starts = this.#lineStarts[fileIndex] ??= lineStarts(source.text);
    const start = starts[line - 1];
    if (start === void 0)
      return "";
    const end = starts[line] ?? source.text.length + 1;
    return source.text.slice(start, end - 1).replace(/[\r\n]+$/, "");
  }
};
function lineStarts(text2) {
  const starts = [0];
  for (let at = text2.indexOf("\n"); at >= 0; at = text2.indexOf("\n", at + 1))
    starts.push(at + 1);
  return starts;
}
function findWord(line, word2, from) {
  if (word2 === "")
    return -1;
  for (let at = line.indexOf(word2, from); at >= 0; at = line.indexOf(word2, at + 1)) {
    const before = at === 0 ? " " : line.charAt(at - 1);
    const after = line.charAt(at + word2.length);
    if (` 	{}"'`.includes(before) && (after === "" || ` 	{}"'#!\r`.includes(after)))
      return at;
  }
  return line.indexOf(word2, from);
}
function characters(text2) {
  let count = 0;
  for (const _ of text2)
    count++;
  return count;
}
function findReference(line, origins, from) {
  for (const { name } of origins) {
    for (const text2 of [`\${${name}}`, `$${name}`]) {
      const start = line.indexOf(text2, from);
      if (start >= 0)
        return { start, text: text2 };
    }
  }
  return null;
}
var BACKSLASH2 = 92;
var MAX_PHYSICAL_LINE = 4096;
var MAX_INCLUDE_DEPTH = 32;
var MAX_FILES = 8e3;
var MAX_PRODUCED = 1e6;
var MAX_PRODUCED_CHARACTERS = MAX_TEXT;
var SUBSTITUTION_COST = 16;
var NO_ORIGINS = [];
var Lexer = class {
  #environment;
  #reporter;
  #sink;
  #definitions = new Definitions();
  #predefined;
  #checks = NO_CHECKS;
  #collecting = null;
  #produced = 0;
  #producedCharacters = 0;
  #producedTooMuch = false;
  #depth = 0;
  #random;
  constructor(environment, reporter, sink) {
    this.#environment = environment;
    this.#reporter = reporter;
    this.#sink = sink;
    this.#random = environment.randomSeed ?? 1;
    this.#predefined = {
      directory: ".",
      instance: environment.configId,
      variables: environment.variables,
      random: () => this.#nextRandom()
    };
  }
  /** `include_check` sets the strictness of later includes. */
  get checks() {
    return this.#checks;
  }
  set checks(checks) {
    this.#checks = checks;
  }
  /** `random_seed`. */
  seed(value) {
    this.#random = value;
  }
  /** One source, by its number; it stands where the lexer is now. */
  read(file) {
    const source = this.#reporter.sources.list[file];
    if (source === void 0)
      return;
    const directory = this.#predefined.directory;
    const checks = this.#checks;
    this.#predefined.directory = directoryOf(source.path);
    this.#depth++;
    this.#readLines(source.text, file);
    this.#depth--;
    this.#predefined.directory = directory;
    this.#checks = checks;
  }
  #readLines(text2, file) {
    let lineNumber = 0;
    for (let from = 0; from < text2.length; ) {
      lineNumber++;
      const newline = text2.indexOf("\n", from);
      const end = newline < 0 ? text2.length : newline;
      this.#physicalLine(text2, from, end, file, lineNumber);
      from = end + 1;
    }
    this.#endCollecting();
  }
  #physicalLine(text2, from, lineEnd, file, lineNumber) {
    let end = lineEnd;
    while (end > from && isLineEnd(text2.charCodeAt(end - 1)))
      end--;
    let start = from;
    while (start < end && isBlank2(text2.charCodeAt(start)))
      start++;
    while (end > start && isBlank2(text2.charCodeAt(end - 1)))
      end--;
    if (start === end) {
      this.#endCollecting();
      return;
    }
    const mark2 = makeMark(file, lineNumber, start - from + 1);
    if (end - start > MAX_PHYSICAL_LINE) {
      this.#reportTooLong(mark2, end - start);
      return;
    }
    if (this.#collecting !== null || !this.#simpleLine(text2, start, end, mark2))
      this.#specialLine(text2.slice(start, end), mark2);
  }
  /** A plain line, or one whose only sign is a brace at its end: nearly all lines of a large file. */
  #simpleLine(text2, start, end, mark2) {
    const special = plainUntil(text2, start, end);
    if (special === end && text2.charCodeAt(end - 1) !== BACKSLASH2) {
      this.#sink.line(text2.slice(start, end), mark2);
      return true;
    }
    const brace = special === end - 1 ? text2.charCodeAt(special) : 0;
    if (brace !== 123 && brace !== 125)
      return false;
    if (special > start)
      this.#sink.line(text2.slice(start, special).trimEnd(), mark2);
    if (brace === 123)
      this.#sink.open(mark2);
    else
      this.#sink.close(mark2);
    return true;
  }
  #reportTooLong(mark2, length) {
    this.#reporter.report({
      code: "line-too-long",
      at: mark2,
      message: `line of ${length} characters is too long - ignoring`,
      hint: `a line may have ${MAX_PHYSICAL_LINE} characters; keepalived itself cuts lines at 1023`
    });
  }
  #specialLine(raw, mark2) {
    const nul = raw.indexOf("\0");
    if (nul >= 0) {
      this.#reporter.warn({
        code: "nul-byte",
        class: null,
        at: mark2,
        message: "a NUL byte ends the line; the text after it is ignored"
      });
    }
    const line = stripComment(nul < 0 ? raw : raw.slice(0, nul)).trim();
    const continues = raw.endsWith("\\");
    if (this.#collecting !== null)
      this.#collect(line, mark2, continues);
    else if (line !== "")
      this.#run(line, mark2, continues);
  }
  #collect(line, mark2, continues) {
    const collecting = this.#collecting;
    if (collecting === null || line === "" && !continues)
      return;
    const text2 = line.endsWith("\\") ? line.slice(0, -1).trim() : line;
    if (text2 !== "")
      collecting.lines.push({ text: text2, mark: mark2 });
    if (!continues)
      this.#endCollecting();
  }
  #endCollecting() {
    const collecting = this.#collecting;
    if (collecting === null)
      return;
    const { name, lines: lines3, keep, mark: mark2 } = collecting;
    if (keep)
      this.#definitions.set(name, lines3.length === 0 ? [{ text: "", mark: mark2 }] : lines3);
    this.#collecting = null;
  }
  /** One line and all that it turns into, depth first, so that repetitions nest without recursion. */
  #run(line, mark2, continues) {
    const stack = [{ text: line, origins: NO_ORIGINS }];
    for (let item = stack.pop(); item !== void 0; item = stack.pop()) {
      if (!("next" in item)) {
        const substituted = item.substituted === true;
        if (!this.#countProduced(substituted ? 0 : item.text.length, mark2, stack.length))
          return;
        this.#step(item, substituted, mark2, stack, continues);
        continue;
      }
      const values = item.next();
      if (values === null)
        continue;
      item.names.forEach((name, i) => this.#definitions.set(name, [{ text: values[i] ?? "", mark: mark2 }]));
      stack.push(item, { text: item.rest, origins: item.origins });
    }
  }
  #countProduced(characters2, mark2, waiting) {
    this.#produced++;
    this.#producedCharacters += characters2;
    const most = Math.max(this.#produced, waiting);
    if (most <= MAX_PRODUCED && this.#producedCharacters <= MAX_PRODUCED_CHARACTERS)
      return true;
    if (!this.#producedTooMuch) {
      this.#producedTooMuch = true;
      this.#reporter.report({
        code: "too-many-lines",
        always: true,
        at: mark2,
        message: "substitution makes too many lines; the rest is ignored"
      });
    }
    return false;
  }
  #step(item, substituted, mark2, stack, continues) {
    let text2 = item.text.trim();
    let { origins } = item;
    let keep = true;
    if (text2.startsWith("@")) {
      const condition = /^@(\^?)(\S*)(?:[ \t]+(.*))?$/s.exec(text2);
      keep = (condition?.[2] ?? "") === this.#environment.configId !== (condition?.[1] === "^");
      text2 = (condition?.[3] ?? "").trim();
      if (!keep && !(continues && text2.startsWith("$")))
        return;
    }
    if (text2 === "")
      return;
    const definition = text2.startsWith("$") ? readDefinition(text2) : null;
    if (definition) {
      this.#define(definition.name, definition.value, mark2, keep, continues);
      return;
    }
    if (!keep)
      return;
    if (text2.startsWith("~") && this.#startSequence({ text: text2, origins }, mark2, stack))
      return;
    if (!substituted && text2.includes("$")) {
      const result = this.#substitute({ text: text2, origins }, mark2, stack);
      if (result === null)
        return;
      ({ text: text2, origins } = result);
    }
    const include = text2.startsWith("include") ? readIncludeLine(text2, this.#checks) : null;
    if (include)
      this.#include(include, mark2);
    else
      this.#emit(text2, mark2, origins, stack);
  }
  #define(name, value, mark2, keep, continues) {
    if (!continues) {
      if (keep)
        this.#definitions.set(name, [{ text: value, mark: mark2 }]);
      return;
    }
    const first = (value.endsWith("\\") ? value.slice(0, -1) : value).trim();
    this.#collecting = { name, lines: first === "" ? [] : [{ text: first, mark: mark2 }], keep, mark: mark2 };
  }
  #startSequence({ text: text2, origins }, mark2, stack) {
    const sequence = readSequence(text2, (inside) => {
      const result = this.#definitions.substitute(inside, this.#predefined);
      this.#producedCharacters += result.characters + result.count * SUBSTITUTION_COST;
      return result.kind === "line" ? result.text : inside;
    });
    if (sequence === null)
      return false;
    if ("error" in sequence)
      this.#reporter.report({
        code: "bad-sequence",
        at: mark2,
        message: `Invalid ~${text2.startsWith("~LST") ? "LST" : "SEQ"} specification '${text2.slice(0, 80)}'`,
        hint: sequence.error
      });
    else
      stack.push({ ...sequence, origins });
    return true;
  }
  /** Null when the line became others, or nothing. */
  #substitute({ text: text2, origins }, mark2, stack) {
    const result = this.#definitions.substitute(text2, this.#predefined, origins);
    this.#producedCharacters += result.characters + result.count * SUBSTITUTION_COST;
    if (result.kind === "endless") {
      this.#reporter.report({
        code: "endless-definition",
        at: mark2,
        message: `a definition in '${text2.slice(0, 40)}' contains itself`
      });
      return null;
    }
    if (result.kind === "lines") {
      for (const line of result.lines.toReversed())
        stack.push({ ...line, text: stripComment(line.text) });
      return null;
    }
    const stripped = stripComment(result.text).trim();
    if (stripped !== text2 && (stripped.startsWith("@") || stripped.startsWith("~"))) {
      stack.push({ text: stripped, origins: result.origins });
      return null;
    }
    return stripped === "" ? null : { text: stripped, origins: result.origins };
  }
  #emit(said2, use, origins, stack) {
    const text2 = said2.endsWith("\\") ? said2.replace(/[ \t]+\\$/, "\\") : said2;
    const mark2 = origins.length === 0 ? use : this.#reporter.sources.expand(use, text2, origins);
    const brace = findBrace(text2);
    if (brace < 0) {
      if (text2.includes('"'))
        this.#checkQuotes(text2, mark2);
      this.#sink.line(text2, mark2);
      return;
    }
    const before = text2.slice(0, brace).trimEnd();
    const after = text2.slice(brace + 1).trim();
    if (before !== "")
      this.#sink.line(before, mark2);
    if (text2.charAt(brace) === "{")
      this.#sink.open(mark2);
    else
      this.#sink.close(mark2);
    if (after !== "")
      stack.push({ text: after, origins, substituted: true });
  }
  #checkQuotes(text2, mark2) {
    let quotes = 0;
    let escaped = 0;
    for (let i = 0; i < text2.length; i++) {
      const c = text2.charCodeAt(i);
      if (c === 34)
        quotes++;
      else if (c === BACKSLASH2 && text2.charCodeAt(++i) === 34)
        escaped++;
    }
    const isOpen = quotes % 2 === 1 || quotes === 0 && escaped % 2 === 1;
    if (!isOpen && escaped % 2 === 0)
      return;
    this.#reporter.report({
      code: "unterminated-quote",
      at: mark2,
      word: '"',
      message: isOpen ? `Unterminated quote '${text2}'` : `Unmatched quote: '${text2}'`,
      hint: isOpen ? "a double quote must be closed on the same line" : "write \\x22 for a double quote inside of two others"
    });
  }
  #include(include, mark2) {
    const found = findIncludes(include, this.#predefined.directory, this.#environment);
    for (const problem of found.problems) {
      this.#reporter.report({
        code: "include",
        at: mark2,
        class: problem.strict ? "security" : null,
        severity: problem.strict ? "error" : "warning",
        message: problem.message
      });
    }
    this.#produced += found.alternatives;
    for (const path of found.paths)
      this.#includeFile(path, include, mark2);
  }
  #includeFile(path, include, mark2) {
    const { sources } = this.#reporter;
    if (this.#depth >= MAX_INCLUDE_DEPTH || sources.list.length >= MAX_FILES) {
      this.#reporter.report({
        code: "include-depth",
        at: mark2,
        message: `too many included files at ${path}: one includes itself?`
      });
      return;
    }
    const read = this.#environment.readFile(path);
    const tooMuch = "text" in read && sources.size + read.text.length > MAX_TEXT;
    if ("error" in read || tooMuch) {
      this.#reporter.report({
        code: "include",
        at: mark2,
        class: include.checks.read ? "security" : null,
        message: `Unable to open configuration file ${path}: ${"error" in read ? read.error : "the files are too large together"}`
      });
      return;
    }
    this.read(sources.add({ path, text: read.text, latin1: read.latin1 ?? false }));
  }
  /** A small linear congruence: `random_seed` must give the same values again, secrecy is no aim. */
  #nextRandom() {
    this.#random = Math.imul(this.#random, 1664525) + 1013904223 >>> 0;
    return this.#random / 2 ** 32;
  }
};
function isBlank2(c) {
  return c === 32 || c === 9;
}
function isLineEnd(c) {
  return c === 13 || c === 10;
}
function plainUntil(text2, start, end) {
  const first = text2.charCodeAt(start);
  if (first === 64 || first === 126)
    return start;
  if (first === 105 && text2.startsWith("include", start))
    return start;
  for (let i = start; i < end; i++) {
    const c = text2.charCodeAt(i);
    if (c < 37 ? c === 0 || c >= 33 && c <= 36 : c === 123 || c === 125)
      return i;
  }
  return end;
}
function findBrace(text2) {
  let quoted = false;
  for (let i = 0; i < text2.length; i++) {
    const c = text2.charCodeAt(i);
    if (c === 34)
      quoted = !quoted;
    else if (!quoted && (c === 123 || c === 125))
      return i;
  }
  return -1;
}
var MAX_DIAGNOSTICS = 1e3;
var MAX_OTHER_LINES = 20;
function expectedIn(hint) {
  return /^(?:expected |write: )([^;]+)/.exec(hint ?? "")?.[1] ?? "";
}
var Reporter = class {
  diagnostics = [];
  sources;
  #kinds = /* @__PURE__ */ new Set();
  #marks = [];
  #once = /* @__PURE__ */ new Map();
  #suppressed = 0;
  constructor(sources) {
    this.sources = sources;
  }
  report(finding) {
    const kind = finding.class === void 0 ? "general" : finding.class;
    if (this.diagnostics.length >= MAX_DIAGNOSTICS && finding.always !== true) {
      if (kind === null || this.#kinds.has(kind)) {
        this.#suppressed++;
        return;
      }
    }
    this.#kinds.add(kind);
    const { at, word: word2 } = finding;
    const place = at === null ? null : this.sources.place(at, word2 ?? null);
    const related = [...place?.related ?? [], ...(finding.related ?? []).map((one) => this.#relate(one))];
    const hint = (typeof finding.hint === "function" ? finding.hint() : finding.hint) ?? null;
    const expected = finding.expected ?? expectedIn(hint);
    this.#marks.push(at ?? Infinity);
    this.diagnostics.push({
      code: finding.code,
      severity: finding.severity ?? "error",
      class: kind,
      position: place?.position ?? null,
      message: finding.message,
      hint,
      ...place?.width == null ? {} : { width: place.width },
      ...expected === "" ? {} : { expected },
      ...related.length === 0 ? {} : { related },
      ...place?.expansion == null ? {} : { expansion: place.expansion }
    });
  }
  #relate({ at, message }) {
    const { position, width } = this.sources.place(at, null);
    return { position, width, message };
  }
  /** Advice of ours: it changes no verdict and does not go into the log. */
  advise(finding) {
    this.report({ ...finding, severity: "hint", class: null });
  }
  warn(finding) {
    this.report({ severity: "warning", ...finding });
  }
  /** A warning about a word, however often it is used: the first place in full, the other lines by number. */
  warnOnce(key, finding) {
    const known2 = this.#once.get(key);
    if (known2 === void 0) {
      const index = this.diagnostics.length;
      this.warn(finding);
      if (this.diagnostics.length > index)
        this.#once.set(key, { index, lines: [] });
    } else if (finding.at !== null && known2.lines.length < MAX_OTHER_LINES) {
      known2.lines.push(this.sources.position(finding.at).line);
    }
  }
  /** Everything, in the order of the files. */
  finish() {
    for (const { index, lines: lines3 } of this.#once.values())
      this.#addLines(index, lines3);
    const sorted = this.diagnostics.map((_, i) => i).toSorted((a, b) => (this.#marks[a] ?? 0) - (this.#marks[b] ?? 0) || a - b).flatMap((i) => this.diagnostics[i] ?? []);
    if (this.#suppressed > 0) {
      const message = `${this.#suppressed} further messages are not shown`;
      sorted.push({ code: "more", severity: "notice", class: null, position: null, message, hint: null });
    }
    return sorted;
  }
  /** Advice about something that a file may have a thousand times: as `warnOnce`. */
  adviseOnce(key, finding) {
    this.warnOnce(key, { ...finding, severity: "hint", class: null });
  }
  #addLines(index, lines3) {
    const first = this.diagnostics[index];
    if (first === void 0 || lines3.length === 0)
      return;
    const more = lines3.length === MAX_OTHER_LINES ? " ..." : "";
    const also = `also on line${lines3.length > 1 ? "s" : ""} ${lines3.join(", ")}${more}`;
    this.diagnostics[index] = { ...first, hint: first.hint === null ? also : `${first.hint}; ${also}` };
  }
};
var DEFAULT_SCRIPT_USER = "keepalived_script";
var Commands = class {
  #resolution;
  #rules;
  /** null: enable_script_security is on, but there is no default account */
  #default;
  /** the first script of each kind that will run, whether one is insecure, and whether the original reads any of them */
  #running = /* @__PURE__ */ new Map();
  #wanted;
  #kinds = ["scripts"];
  /** `wanted`: the kinds that the original looks at for its verdict, those of the processes that will run. */
  constructor(resolution, rules, scriptUser, wanted) {
    this.#resolution = resolution;
    this.#rules = rules;
    this.#wanted = wanted;
    this.#default = this.#defaultAccount(scriptUser);
  }
  /** Account of scripts that name none; our own when there is no other. */
  get account() {
    const { uid, gid } = this.#resolution.environment;
    return this.#default ?? { uid, gid };
  }
  /** Whether scripts of this kind count for the verdict. */
  judges(kind) {
    return this.#wanted.has(kind);
  }
  /** What the scripts that follow are for. */
  expect(...kinds) {
    this.#kinds = kinds;
  }
  /** For notify scripts: one that cannot be used is left out. */
  resolve(text2) {
    if (!text2)
      return null;
    const user2 = text2.user === null ? null : { user: text2.user, group: text2.group, mark: text2.mark };
    const outcome = this.#inspect(text2, user2);
    if (user2 !== null)
      this.#checkAccountWords(text2, user2);
    return outcome.ok ? outcome.command : null;
  }
  /** For scripts that have a `user` of their own. */
  inspect(text2, user2) {
    if (text2.user !== null) {
      const { reporter } = this.#resolution;
      const message = `the words after ${text2.argv[0] ?? ""} are not passed to it`;
      reporter.advise({ code: "unquoted-command", at: text2.mark, word: text2.user, message, hint: quoteAll(text2) });
    }
    return this.#inspect(text2, user2);
  }
  #inspect(text2, user2) {
    const account = user2 === null ? this.#defaultFor(text2) : this.lookUp(user2);
    if (account === null)
      return { ok: false, refusal: "no-user" };
    const effective = account === "default" ? this.account : account;
    if (/^<[ \t]*\//.test(text2.text))
      return this.#accept(text2, ["/bin/sh", "-c", text2.text], account, false);
    const program = text2.argv[0] ?? "";
    const found = this.#resolution.environment.inspectScript(program, this.#rules.keepsLinks);
    if (found.path === null) {
      const message = `Script ${program} cannot be accessed - No such file or directory`;
      this.#tell(text2.mark, "script-not-found", program, message, whyNotFound(program, found));
      return { ok: false, refusal: "not-found" };
    }
    const barred = whyBarred(found, effective);
    if (barred !== null) {
      this.#resolution.reporter.advise({
        code: "script-not-executable",
        at: text2.mark,
        word: program,
        message: `${program} may not be executed${effective.uid === 0 ? "" : ` by uid ${effective.uid}`}`,
        hint: barred
      });
    }
    if (!program.includes("/")) {
      this.#tell(text2.mark, "script-path", program, `WARNING - script \`${program}\` resolved by path search to \`${found.path}\`. Please specify full path.`);
    }
    const insecure = found.unsafe !== null && effective.uid === 0;
    if (found.unsafe !== null && insecure)
      this.#tellUnsafe(text2.mark, found.path, found.unsafe);
    if (insecure && this.#rules.security)
      return { ok: false, refusal: "insecure" };
    return this.#accept(text2, [found.path, ...text2.argv.slice(1)], account, insecure);
  }
  lookUp(user2) {
    const { environment } = this.#resolution;
    const found = environment.lookUpUser(user2.user);
    const asksForAll = user2.group?.startsWith(":") === true;
    const group = asksForAll ? (user2.group ?? "").slice(1) : user2.group ?? "";
    const gid = group === "" ? found?.gid : environment.lookUpGroup(group);
    if (found === null || gid === void 0 || gid === null)
      return null;
    const groups = asksForAll || this.#rules.allGroups ? environment.groupsOf?.(user2.user) ?? [] : [];
    return { uid: found.uid, gid, ...groups.length === 0 ? {} : { groups } };
  }
  /** The verdict about all scripts, once everything is resolved. */
  finish(interfacesExist) {
    if (this.#rules.security)
      return;
    for (const [kind, { mark: mark2, insecure, counts }] of this.#running) {
      if (kind === "scripts" && !interfacesExist && this.#resolution.environment.testing)
        continue;
      const more = insecure ? " There are insecure scripts." : "";
      this.#resolution.reporter.report({
        code: "script-security",
        severity: "warning",
        class: counts ? "security" : null,
        at: mark2,
        message: `SECURITY VIOLATION - ${kind} are being executed but script_security not enabled.${more}`,
        hint: "write 'enable_script_security' into global_defs, and 'script_user' if the scripts need no root"
      });
    }
  }
  #accept(text2, argv, account, insecure) {
    const counts = this.#resolution.isLost?.(text2.mark) !== true;
    for (const kind of this.#kinds) {
      if (!this.#wanted.has(kind))
        continue;
      const known2 = this.#running.get(kind);
      if (known2 === void 0)
        this.#running.set(kind, { mark: text2.mark, insecure, counts });
      else {
        known2.insecure ||= insecure;
        known2.counts ||= counts;
      }
    }
    const runsAs = account === "default" ? { uid: null, gid: null } : account;
    return { ok: true, command: { argv, text: text2.text, ...runsAs }, insecure };
  }
  #defaultFor(text2) {
    if (this.#default !== null)
      return "default";
    complain(this.#resolution, text2.mark, "no-script-user", `Unable to set default user ${DEFAULT_SCRIPT_USER} for script`, "with enable_script_security name an account: 'script_user <user>' in global_defs");
    return null;
  }
  #defaultAccount(scriptUser) {
    const { environment } = this.#resolution;
    if (scriptUser !== null) {
      const account = this.lookUp(scriptUser);
      if (account === null)
        complain(this.#resolution, scriptUser.mark, "unknown-user", "Error setting global script uid/gid", `there is no user '${scriptUser.user}'${scriptUser.group === null ? "" : ` or no group '${scriptUser.group}'`}`);
      return account;
    }
    const usual = this.lookUp({ user: DEFAULT_SCRIPT_USER, group: null, mark: 0 });
    if (usual !== null)
      return usual;
    return this.#rules.security ? null : { uid: environment.uid, gid: environment.gid };
  }
  /** Where keepalived only logs, its -t stays at 0. */
  #tell(at, code, word2, message, hint = null) {
    this.#resolution.reporter.warn({ code, class: null, at, word: word2, message, hint });
  }
  /** compat: the words after a command are the account to run it as, never arguments. */
  #checkAccountWords(text2, user2) {
    const program = text2.argv[0] ?? "";
    if (this.lookUp(user2) === null) {
      const known2 = this.#resolution.environment.lookUpUser(user2.user) !== null;
      const nobody = known2 ? `there is no group '${user2.group ?? ""}'` : `there is no user '${user2.user}'`;
      const message = `Invalid user/group for notify script ${program} - ignoring`;
      const word2 = known2 ? user2.group ?? "" : user2.user;
      this.#tell(text2.mark, "unquoted-command", word2, message, `${nobody}; for arguments ${quoteAll(text2)}`);
    } else if (STATE_WORDS.has(user2.user) || text2.more !== void 0) {
      this.#resolution.reporter.advise({
        code: "unquoted-command",
        at: text2.mark,
        word: text2.more?.[0] ?? user2.user,
        message: `${program} runs as the user '${user2.user}', and gets no arguments`,
        hint: `for arguments ${quoteAll(text2)}`
      });
    }
  }
  #tellUnsafe(at, path, unsafe) {
    const { component, ownerUid } = unsafe;
    const facts = `${component} belongs to uid ${ownerUid} and has mode ${octal(unsafe.mode)}`;
    this.#resolution.reporter.warn({
      code: "unsafe-script",
      class: null,
      at,
      message: `Unsafe permissions found for script '${path}'${this.#rules.security ? " - disabling." : "."}`,
      hint: `${facts}, so others than root can write it; ${remedy(unsafe)}`
    });
  }
};
var STATE_WORDS = /* @__PURE__ */ new Set(["master", "backup", "fault", "stop"]);
function quoteAll({ text: text2, user: user2, group, more = [] }) {
  const words3 = [text2, ...user2 === null ? [] : [user2], ...group === null ? [] : [group], ...more];
  return `quote the command: "${words3.join(" ")}"`;
}
function octal(mode) {
  return (mode & 4095).toString(8).padStart(4, "0");
}
function remedy({ component, ownerUid, mode }) {
  const own = ownerUid === 0 ? [] : [`chown root ${component}`];
  return [...own, ...(mode & 18) === 0 ? [] : [`chmod go-w ${component}`]].join(" && ");
}
function whyNotFound(program, { components, missing }) {
  if (!program.includes("/"))
    return "it is in no directory of PATH; write its full path";
  if (components !== void 0)
    return "it is no regular file";
  return missing === void 0 || missing === program ? null : `there is no ${missing}`;
}
function whyBarred({ path, executable, components }, { uid, gid }) {
  if (components === void 0)
    return executable ? null : `chmod +x ${path ?? ""}`;
  const last = components.length - 1;
  for (const [i, one] of components.entries()) {
    const own = uid === 0 ? 73 : uid === one.uid ? 64 : gid === one.gid ? 8 : 1;
    if ((one.mode & own) !== 0 || uid === 0 && i < last)
      continue;
    const facts = `${one.path} belongs to ${one.uid}:${one.gid} and has mode ${octal(one.mode)}`;
    return `${facts}, without the permission to ${i === last ? "execute" : "search"} it; chmod +x ${one.path}`;
  }
  return null;
}
function tellDisabled(resolution, at, name, refusal) {
  if (refusal === "no-user") {
    complain(resolution, at, "no-script-user", `Unable to set default user for vrrp script ${name} - removing`);
  } else {
    caution(resolution, at, "script-disabled", `Disabling track script ${name} ${refusal === "insecure" ? "due to insecure" : "since not found/accessible"}`);
  }
}
var DEFAULT_GROUP4 = "224.0.0.18";
var DEFAULT_GROUP6 = "ff02::12";
var PROCESS_NAME_LENGTH = 15;
var HIGHEST_PRIORITY = 99;
function mergeGlobals(blocks) {
  const values = {};
  const marks = {};
  for (const block2 of blocks) {
    for (const [field, value] of Object.entries(block2.values)) {
      const known2 = values[field];
      values[field] = field === "emailTo" && Array.isArray(known2) ? [...known2, ...value] : value;
    }
    Object.assign(marks, block2.marks);
  }
  return {
    keyword: "global_defs",
    args: [],
    mark: blocks[0]?.mark ?? 0,
    order: 0,
    values,
    marks,
    taken: []
  };
}
function resolveGlobal(block2, root, commands, resolution) {
  const { values: s, marks } = block2;
  const { environment } = resolution;
  const garp2 = resolveGarp(s, block2, resolution);
  commands.expect("start/shutdown scripts");
  const startupScript = resolveOwnScript(s.startupScript, "startup", commands, resolution);
  const shutdownScript = resolveOwnScript(s.shutdownScript, "shutdown", commands, resolution);
  commands.expect("scripts");
  const dynamic = dynamicInterfaces(s, marks["dynamicInterfaces"], resolution);
  checkMailServer(s, marks["smtpServer"], resolution);
  affinity2(s.bfdCpuAffinity, "bfd", marks["bfdCpuAffinity"], resolution);
  return {
    routerId: s.routerId ?? environment.hostName,
    email: {
      to: (s.emailTo ?? []).flat().map((entry) => entry.word),
      from: s.emailFrom ?? `${environment.userName ?? "root"}@${environment.hostName}`,
      server: s.smtpServer ?? null,
      heloName: s.smtpHeloName ?? environment.hostName,
      connectTimeoutUs: smtpTimeoutS(s, marks["smtpTimeoutS"], resolution) * US_PER_S,
      fromSaid: s.emailFrom !== void 0,
      timeoutSaid: s.smtpTimeoutS !== void 0,
      heloSaid: (s.smtpHeloName ?? null) !== null
    },
    smtpAlert: s.smtpAlert ?? null,
    smtpAlertVrrp: s.smtpAlertVrrp ?? null,
    smtpAlertChecker: s.smtpAlertChecker ?? null,
    noEmailFaults: s.noEmailFaults ?? false,
    noCheckerEmails: s.noCheckerEmails ?? false,
    defaultInterface: s.defaultInterface ?? null,
    dynamicInterfaces: dynamic !== null,
    allowInterfaceChanges: dynamic === "allow_if_changes",
    vrrpVersion: s.vrrpVersion === 3 ? 3 : 2,
    mcastGroup4: multicast(s.mcastGroup4, 4, DEFAULT_GROUP4, marks["mcastGroup4"], resolution),
    mcastGroup6: multicast(s.mcastGroup6, 6, DEFAULT_GROUP6, marks["mcastGroup6"], resolution),
    garp: garp2,
    garpIntervalUs: s.garpIntervalUs ?? 0,
    gnaIntervalUs: s.gnaIntervalUs ?? 0,
    downTimerAdverts: s.downTimerAdverts ?? 3,
    lowerPrioNoAdvert: s.lowerPrioNoAdvert ?? false,
    higherPrioSendAdvert: s.higherPrioSendAdvert ?? false,
    skipCheckAdvAddr: s.skipCheckAdvAddr ?? false,
    strict: s.strict ?? false,
    notifyPriorityChanges: s.notifyPriorityChanges ?? false,
    vrrpStartupDelayUs: s.startupDelayUs ?? 0,
    scriptSecurity: s.scriptSecurity ?? false,
    scriptUid: commands.account.uid,
    scriptGid: commands.account.gid,
    ...commands.account.groups === void 0 ? {} : { scriptGroups: commands.account.groups },
    childWaitTimeUs: (root.childWaitTimeS ?? 5) * US_PER_S,
    startupScript,
    startupScriptTimeoutUs: (s.startupScriptTimeoutS ?? 10) * US_PER_S,
    shutdownScript,
    shutdownScriptTimeoutUs: (s.shutdownScriptTimeoutS ?? 10) * US_PER_S,
    checkerLogAllFailures: s.checkerLogAllFailures ?? false,
    rsInitNotifies: s.rsInitNotifies ?? false,
    lvsFlush: s.lvsFlush ?? false,
    lvsFlushOnStop: flushOnStop2(s, marks["lvsFlushOnStop"], resolution),
    lvsTimeouts: s.lvsTimeouts === void 0 ? null : { tcpS: s.lvsTimeouts.tcp ?? 0, tcpFinS: s.lvsTimeouts.tcpfin ?? 0, udpS: s.lvsTimeouts.udp ?? 0 },
    lvsSyncDaemon: syncDaemon2(s),
    fifo: resolveFifo(s.fifo, s.fifoScript, ["scripts", "check scripts"], commands, resolution),
    vrrpFifo: resolveFifo(s.vrrpFifo, s.vrrpFifoScript, ["scripts"], commands, resolution),
    lvsFifo: resolveFifo(s.lvsFifo, s.lvsFifoScript, ["check scripts"], commands, resolution),
    fifoWriteStatesOnReload: s.fifoWriteStatesOnReload ?? false,
    minGarp: s.minGarp ?? false,
    checkUnicastSource: s.checkUnicastSrc ?? false,
    delayAfterBootUs: s.delayAfterBootUs ?? 0,
    logUnknownVrids: s.logUnknownVrids ?? false,
    disableLocalIgmp: s.disableLocalIgmp ?? false,
    receiveBuffers: { policy: s.rxBufsPolicy ?? null, multiplier: s.rxBufsMultiplier ?? 3 },
    netlinkBuffers: {
      vrrpCommand: buffer(s.vrrpNetlinkCmdRcvBufs, s.vrrpNetlinkCmdRcvBufsForce),
      vrrpMonitor: buffer(s.vrrpNetlinkMonitorRcvBufs, s.vrrpNetlinkMonitorRcvBufsForce),
      processMonitor: buffer(s.processMonitorRcvBufs, s.processMonitorRcvBufsForce),
      lvsCommand: buffer(s.lvsNetlinkCmdRcvBufs, s.lvsNetlinkCmdRcvBufsForce),
      lvsMonitor: buffer(s.lvsNetlinkMonitorRcvBufs, s.lvsNetlinkMonitorRcvBufsForce)
    },
    checksumAsV2: s.v3ChecksumAsV2 ?? false,
    ownerIgnoresAdverts: s.ownerIgnoreAdverts ?? false,
    netNamespace: root.netNamespace ?? null,
    ipvsNamespace: root.netNamespaceIpvs === void 0 ? null : { name: root.netNamespaceIpvs },
    instanceName: root.instanceName ?? null,
    dataUseInstance: s.dataUseInstance ?? false,
    usePidDir: root.usePidDir ?? false,
    umask: s.umask ?? 127,
    parentProcess: { name: processName(s.processName) },
    vrrpProcess: {
      name: processName(s.vrrpProcessName ?? (s.processNames ? "keepalived_vrrp" : void 0)),
      nice: s.vrrpNice ?? 0,
      noSwap: s.vrrpNoSwap ?? false,
      rtPriority: s.vrrpRtPriority ?? 0,
      cpuAffinity: affinity2(s.vrrpCpuAffinity, "vrrp", marks["vrrpCpuAffinity"], resolution),
      rlimitRttimeUs: rttime(s.vrrpRlimitRttime)
    },
    checkerProcess: {
      name: processName(s.checkerProcessName ?? (s.processNames ? "keepalived_lvs" : void 0)),
      nice: s.checkerNice ?? 0,
      noSwap: s.checkerNoSwap ?? false,
      rtPriority: s.checkerRtPriority ?? 0,
      cpuAffinity: affinity2(s.checkerCpuAffinity, "checker", marks["checkerCpuAffinity"], resolution),
      rlimitRttimeUs: rttime(s.checkerRlimitRttime)
    },
    autoPriority: {
      most: s.maxAutoPriority === null ? HIGHEST_PRIORITY : s.maxAutoPriority ?? 0,
      leastDelayUs: s.minAutoPriorityDelayUs ?? US_PER_S
    },
    ...s.vmacPrefix === void 0 ? {} : { vmacPrefix: s.vmacPrefix },
    ...s.vmacAddrPrefix === void 0 ? {} : { vmacAddressPrefix: s.vmacAddrPrefix },
    ...reloading2(s),
    ...dumps(s),
    ...firewall(s),
    inert: inertValues(s)
  };
}
function buffer(octets2 = 0, force = false) {
  return octets2 === 0 && !force ? null : { octets: octets2, force };
}
function resolveGarp(s, block2, resolution) {
  const min = s.minGarp === true;
  const positive = (value, field, keyword) => {
    if (value !== 0)
      return value;
    caution(resolution, block2.marks[field] ?? null, "clamped", `${keyword} must be greater than 0, setting to 1`);
    return 1;
  };
  const repeat = positive(s.garpMasterRepeat, "garpMasterRepeat", "vrrp_garp_master_repeat") ?? (min ? 1 : 5);
  const delayS = s.garpMasterDelayS ?? (min ? 0 : 5);
  const refreshRepeat = positive(s.garpMasterRefreshRepeat, "garpMasterRefreshRepeat", "vrrp_garp_master_refresh_repeat") ?? (min ? 0 : 1);
  return {
    delayUs: delayS * US_PER_S,
    repeat,
    refreshUs: (s.garpMasterRefreshS ?? 0) * US_PER_S,
    refreshRepeat,
    lowerPrioDelayUs: (s.garpLowerPrioDelayS ?? delayS) * US_PER_S,
    lowerPrioRepeat: s.garpLowerPrioRepeat ?? repeat,
    extra: extraGarp(s.garpExtraIf)
  };
}
function extraGarp(words3) {
  const everyInterface = words3?.[0] === "all";
  return { periodUs: Number(words3?.[everyInterface ? 1 : 0] ?? 0) * US_PER_S, everyInterface };
}
function checkMailServer(s, mark2, { reporter, environment }) {
  const server = s.smtpServer;
  if (server === void 0 || environment.canResolve === void 0 || environment.canResolve(server.host))
    return;
  reporter.warn({
    code: "unresolved-name",
    class: null,
    at: mark2 ?? null,
    word: server.host,
    message: `Invalid smtp server ${server.host} ${server.port}`,
    hint: "the name has no address at present; it is looked up again for each mail"
  });
}
function smtpTimeoutS(s, mark2, resolution) {
  if (s.smtpTimeoutS !== 0)
    return s.smtpTimeoutS ?? 30;
  caution(resolution, mark2 ?? null, "clamped", "smtp_conect_timeout must be greater than 0, setting to 1");
  return 1;
}
function multicast(given, family3, usual, mark2, resolution) {
  const fallback = readIp(usual);
  if (given === void 0)
    return fallback;
  const keyword = `vrrp_mcast_group${family3}`;
  const shown = writeIp(given);
  if (given.family !== family3) {
    complain(resolution, mark2 ?? null, "wrong-family", `${keyword} [${shown}] is not IPv${family3}. Skipping`);
    return fallback;
  }
  if (!isMulticast(given)) {
    complain(resolution, mark2 ?? null, "not-multicast", `${keyword} [${shown}] is not multicast. Skipping`);
    return fallback;
  }
  if (family3 === 6 && ((given.bytes[1] ?? 0) & 15) !== 2) {
    caution(resolution, mark2 ?? null, "not-link-local", `${keyword} [${shown}] should be link-local multicast.`);
  }
  return given;
}
function dynamicInterfaces(s, mark2, resolution) {
  if (s.dynamicInterfaces === void 0)
    return null;
  if (s.dynamicInterfaces === null)
    return "on";
  if (s.dynamicInterfaces === "allow_if_changes")
    return "allow_if_changes";
  complain(resolution, mark2 ?? null, "bad-value", `Unknown dynamic_interfaces option '${s.dynamicInterfaces}'`, "expected allow_if_changes or nothing");
  return "on";
}
function flushOnStop2(s, mark2, resolution) {
  if (s.lvsFlushOnStop === void 0)
    return "no";
  if (s.lvsFlushOnStop === null)
    return "yes";
  if (s.lvsFlushOnStop === "VS")
    return "vs";
  complain(resolution, mark2 ?? null, "bad-value", `Unknown lvs_flush_on_stop type ${s.lvsFlushOnStop}`, "expected VS or nothing");
  return "no";
}
function syncDaemon2(s) {
  const daemon = s.lvsSyncDaemon;
  if (daemon === void 0)
    return null;
  return {
    interface: daemon.interface,
    instance: daemon.instance,
    syncId: daemon.syncId,
    maxLength: daemon.maxLength,
    port: daemon.port,
    ttl: daemon.ttl,
    group: daemon.group
  };
}
function resolveFifo(fifo3, script2, kinds, commands, resolution) {
  commands.expect(...kinds);
  const reader = commands.resolve(script2);
  if (fifo3 === void 0)
    return null;
  let account = commands.account;
  if (fifo3.user !== null) {
    const found = commands.lookUp({ user: fifo3.user, group: fifo3.group, mark: fifo3.mark });
    if (found === null) {
      resolution.reporter.warn({
        code: "unknown-user",
        class: null,
        at: fifo3.mark,
        word: fifo3.user,
        message: `Invalid user/group for notify fifo ${fifo3.path} - ignoring`,
        hint: "the account of scripts is taken instead"
      });
    }
    account = found ?? account;
  }
  return { path: fifo3.path, uid: account.uid, gid: account.gid, script: reader };
}
function reloading2(s) {
  const { reloadCheckConfig: log, reloadTimeFile, reloadRepeat, reloadFile, configSaveDir, tmpConfigDirectory } = s;
  const reload = {
    ...log === void 0 ? {} : { check: { log } },
    ...reloadTimeFile === void 0 ? {} : { timeFile: reloadTimeFile },
    ...reloadRepeat === void 0 ? {} : { repeat: reloadRepeat },
    ...reloadFile === void 0 ? {} : { markerFile: reloadFile },
    ...configSaveDir === void 0 ? {} : { saveDirectory: configSaveDir },
    ...tmpConfigDirectory === void 0 ? {} : { temporaryDirectory: tmpConfigDirectory }
  };
  return Object.keys(reload).length === 0 ? {} : { reload };
}
function dumps(s) {
  const { stateDumpFile, statsDumpFile, jsonDumpFile, jsonVersion } = s;
  const files = {
    ...stateDumpFile === void 0 ? {} : { stateFile: stateDumpFile },
    ...statsDumpFile === void 0 ? {} : { statsFile: statsDumpFile },
    ...jsonDumpFile === void 0 ? {} : { jsonFile: jsonDumpFile }
  };
  return {
    ...Object.keys(files).length === 0 ? {} : { dumps: files },
    ...jsonVersion === void 0 ? {} : { jsonVersion: jsonVersion === 2 ? 2 : 1 }
  };
}
function processName(name) {
  return name?.slice(0, PROCESS_NAME_LENGTH) ?? null;
}
function rttime(value) {
  return value === 1 ? 2 : value ?? 1e4;
}
function resolveOwnScript(text2, name, commands, resolution) {
  if (text2 === void 0)
    return null;
  const { user: user2, group, mark: mark2 } = text2;
  if (user2 !== null && commands.lookUp({ user: user2, group, mark: mark2 }) === null) {
    const hint = `there is no user '${user2}'${group === null ? "" : `, or no group '${group}'`}; put arguments into the quotes`;
    complain(resolution, mark2, "unknown-user", `Invalid ${name} script`, hint);
    return null;
  }
  return commands.resolve(text2);
}
function affinity2(words3, process2, mark2, resolution) {
  if (words3 === void 0)
    return [];
  if (words3.length === 0)
    complain(resolution, mark2 ?? null, "missing-argument", `No ${process2} cpu_id set specified`);
  const cpus = [];
  for (const word2 of words3) {
    if (/^\d{1,4}$/.test(word2))
      cpus.push(Number(word2));
    else
      complain(resolution, mark2 ?? null, "bad-value", `Invalid cpu_id:${word2} specified for ${process2} process`);
  }
  return cpus;
}
function firewall(s) {
  const asked = s.nftables !== void 0 || s.vrrpIptables !== void 0;
  const said2 = [s.nftablesPriority, s.nftablesCounters, s.nftablesIfindex].some((value) => value !== void 0);
  if (!asked && !said2)
    return {};
  return {
    firewall: {
      table: s.nftables ?? "keepalived",
      priority: s.nftablesPriority ?? -1,
      counters: s.nftablesCounters === true,
      byIndex: s.nftablesIfindex === true,
      asked
    }
  };
}
function inertValues(s) {
  const inert = {};
  for (const row2 of globalContext.rows) {
    const value = s[row2.field];
    if (row2.status === "parsed" && value !== void 0)
      inert[row2.field] = value;
  }
  if (s.processNames === true)
    inert["bfdProcessName"] ??= "keepalived_bfd";
  return inert;
}
var TRAILER_LENGTH = 28;
var SIGN = 1n << 63n;
var MIN_WINDOW_S = 5;
var MAX_WINDOW_S = 300;
function authHmac(block2, strict, resolution) {
  const settings = block2.values.authHmac;
  if (settings === void 0)
    return null;
  const { values: s, marks } = settings;
  const name = block2.args[0] ?? "";
  const keys = firstByName(s.keys ?? [], ({ id }) => String(id), ({ id, mark: mark2 }) => complain(resolution, mark2, "given-twice", `(${name}) duplicate auth_hmac key id ${id} - ignoring`));
  const { activeKey } = s;
  if (activeKey === void 0 || !keys.has(String(activeKey))) {
    const what = activeKey === void 0 ? "no active_key" : `active_key ${activeKey} is not defined`;
    const at = marks["activeKey"] ?? settings.mark;
    const hint = "adverts are neither signed nor checked until active_key names one of the keys of this block";
    complain(resolution, at, "no-active-key", `(${name}) auth_hmac: ${what} - disabling extension`, hint);
    return null;
  }
  let mode = s.mode ?? "enforce";
  if (strict && mode !== "enforce") {
    const at = marks["mode"] ?? settings.mark;
    complain(resolution, at, "strict", `(${name}) Strict mode requires auth_hmac mode enforce. resetting`);
    mode = "enforce";
  }
  return {
    keys: [...keys.values()].map(({ id, octets: octets2 }) => ({ id, key: makeSecret(octets2) })),
    activeKey,
    mode,
    windowS: s.antiReplay === "monotonic" ? null : s.timeWindowS ?? derivedWindow(block2)
  };
}
function derivedWindow({ values: { advertIntervalUs } }) {
  const wholeS = Math.floor((advertIntervalUs ?? US_PER_S) / US_PER_S);
  return Math.min(MAX_WINDOW_S, Math.max(MIN_WINDOW_S, 3 * wholeS));
}
var MAX_COUNT = 255;
var FRAME = 1500;
var HEADERS = 62;
function maxAdvertised(family3, reserved) {
  return Math.min(MAX_COUNT, Math.floor((FRAME - HEADERS - reserved) / (family3 === 4 ? 4 : 16)));
}
function resolveAddresses(input, interfaces, resolution) {
  const first = input.addresses[0]?.address.family;
  const family3 = input.family ?? first ?? 4;
  const fitting = input.addresses.filter((text2) => {
    if (text2.address.family === family3)
      return true;
    complain(resolution, text2.mark, "wrong-family", `(${input.name}): address family must match VRRP instance [${writeIp(text2.address)}] - ignoring`, "put addresses of the other family into virtual_ipaddress_excluded or another instance");
    return false;
  });
  const usable2 = (texts) => texts.flatMap((text2) => resolveAddress(text2, input.interface, interfaces));
  const addresses2 = usable2(fitting);
  const total = addresses2.length;
  const max = maxAdvertised(family3, input.reserved);
  const surplus = addresses2.splice(max);
  if (surplus.length > 0) {
    complain(resolution, fitting[max]?.mark ?? null, "too-many-addresses", `(${input.name}) Number of VIPs (${total}) exceeds maximum/space available in packet (max ${max} addresses) - excess moved to eVIPs`);
  }
  return { family: family3, addresses: addresses2, excluded: [...surplus, ...usable2(input.excluded)] };
}
function resolveAddress(text2, usual, interfaces) {
  const device2 = text2.device ?? usual;
  if (text2.device !== null && !interfaces.check(device2, text2.mark, `ip address ${writeIp(text2.address)}`))
    return [];
  const v6 = text2.address.family === 6;
  return [
    {
      address: text2.address,
      prefixLength: text2.prefixLength,
      interface: device2,
      scope: v6 ? 0 : text2.scope ?? 0,
      label: text2.label,
      broadcast: text2.broadcast === "+" || text2.broadcast === "-" ? null : text2.broadcast,
      peer: text2.peer,
      home: text2.home,
      noDad: text2.noDad,
      mngTmpAddr: text2.mngTmpAddr,
      noPrefixRoute: text2.noPrefixRoute,
      ...text2.autojoin ? { autojoin: true } : {},
      // compat: a single IPv6 address is deprecated at once, so that it is never chosen as a source.
      preferredLifetimeS: text2.preferredLifetimeS ?? (v6 && text2.prefixLength === 128 && !text2.lifetimeGiven ? 0 : null),
      noTrack: text2.noTrack,
      ...text2.useVmac === true ? { useVmac: true } : {}
    }
  ];
}
function resolveRoutes(texts, interfaces, resolution) {
  return texts.flatMap(({ route: given, vrf, mark: mark2 }) => {
    const route = vrf === null ? given : inVrf(given, vrf, mark2, resolution);
    if (route === null)
      return [];
    if (route.interface !== null && !interfaces.check(route.interface, mark2, "VROUTE nexthop"))
      return [];
    const nextHops = route.nextHops.filter((hop2) => hop2.interface === null || interfaces.check(hop2.interface, mark2, "VROUTE nexthop"));
    return [nextHops.length === route.nextHops.length ? route : { ...route, nextHops }];
  });
}
function inVrf(route, vrf, mark2, resolution) {
  const { environment } = resolution;
  const exists2 = environment.interfaceExists(vrf);
  if (exists2 && environment.vrfTable === void 0)
    return route;
  const table15 = environment.vrfTable?.(vrf) ?? null;
  if (exists2 && table15 !== null)
    return { ...route, table: table15 };
  const message = exists2 ? `Route specified VRF ${vrf} is not a VRF` : `VRF ${vrf} not found for route`;
  complain(resolution, mark2, "no-interface", message);
  return null;
}
function resolveRules(texts, interfaces) {
  return texts.flatMap(({ rule, mark: mark2 }) => {
    const names = [rule.inputInterface, rule.outputInterface].filter((name) => name !== null);
    return names.every((name) => interfaces.check(name, mark2, "rule")) ? [rule] : [];
  });
}
var USUAL_INTERFACE = "eth0";
function resolveStatics(texts, defaultInterface, interfaces, resolution) {
  const groups = new TrackGroups(texts.trackGroups, resolution);
  const addresses2 = texts.addresses.flatMap((text2) => resolveAddress(text2, text2.device ?? defaultInterface ?? USUAL_INTERFACE, interfaces).map((address2) => ({
    ...address2,
    ...groups.take(text2.trackGroup ?? null, text2.mark, [address2.interface])
  })));
  const routes = texts.routes.flatMap((text2) => resolveRoutes([text2], interfaces, resolution).map((route) => ({
    ...route,
    ...groups.take(text2.trackGroup, text2.mark, [route.interface])
  })));
  const rules = texts.rules.flatMap((text2) => resolveRules([text2], interfaces).map((rule) => ({
    ...rule,
    ...groups.take(text2.trackGroup, text2.mark, [rule.inputInterface, rule.outputInterface])
  })));
  return { statics: { trackGroups: groups.list, addresses: addresses2, routes, rules }, needs: groups.needs };
}
var TrackGroups = class {
  needs = /* @__PURE__ */ new Map();
  #groups;
  #resolution;
  constructor(blocks, resolution) {
    this.#groups = firstByName(blocks, (block2) => block2.args[0] ?? "", (block2, first) => {
      const message = `track_group ${block2.args[0] ?? ""} already defined`;
      complain(resolution, block2.mark, "duplicate-name", message, null, firstAt(first.mark));
    });
    this.#resolution = resolution;
  }
  get list() {
    return [...this.#groups].map(([name, { values }]) => ({
      name,
      members: (values.members ?? []).map(({ word: word2 }) => word2)
    }));
  }
  /** compat: a group must stand before its entries. */
  take(name, mark2, devices) {
    if (name === null)
      return {};
    const group = this.#groups.get(name);
    if (group === void 0 || group.mark > mark2) {
      complain(this.#resolution, mark2, "not-found", `track_group ${name} not found`, `write before it: track_group ${name} { ... }`);
      return {};
    }
    for (const { word: word2 } of group.values.members ?? []) {
      const needed = this.needs.get(word2) ?? /* @__PURE__ */ new Set();
      this.needs.set(word2, needed);
      for (const device2 of devices)
        if (device2 !== null)
          needed.add(device2);
    }
    return { trackGroup: name };
  }
};
function neededInterfaces(instance, more = /* @__PURE__ */ new Set()) {
  const tracked = (list = []) => list.filter((each) => !each.noTrack);
  const ofAddresses = tracked([...instance.addresses, ...instance.excludedAddresses]).map((address2) => address2.interface).filter((name) => name !== instance.interface);
  const named2 = [
    ...tracked(instance.routes).map((route) => route.interface),
    ...tracked(instance.rules).flatMap((rule) => [rule.inputInterface, rule.outputInterface]),
    ...more
  ].filter((name) => name !== null && (name !== instance.interface || instance.dontTrackPrimary));
  return [.../* @__PURE__ */ new Set([...ofAddresses, ...named2])];
}
function resolveTrackables(scripts, processes, commands, resolution) {
  const disabled = /* @__PURE__ */ new Set();
  const scriptMap = /* @__PURE__ */ new Map();
  for (const block2 of scripts) {
    const config = resolveScript(block2, commands, resolution, disabled);
    if (config === null)
      continue;
    const first = scriptMap.get(config.name);
    if (first === void 0)
      scriptMap.set(config.name, { config, order: block2.order, mark: block2.mark });
    else
      adviseSecond("vrrp_script", config.name, block2.mark, first.mark, resolution);
  }
  const processMap = /* @__PURE__ */ new Map();
  for (const block2 of processes) {
    const config = resolveProcess(block2, resolution);
    if (config === null)
      continue;
    const first = processMap.get(config.name);
    if (first === void 0)
      processMap.set(config.name, { config, order: block2.order, mark: block2.mark });
    else
      adviseSecond("vrrp_track_process", config.name, block2.mark, first.mark, resolution);
  }
  return { scripts: scriptMap, processes: processMap, disabled };
}
function adviseSecond(keyword, name, at, first, { reporter }) {
  reporter.advise({
    code: "duplicate-name",
    at,
    word: name,
    message: `${keyword} ${name} is defined twice`,
    hint: "trackers find the first one; give this one another name",
    related: firstAt(first)
  });
}
function resolveScript(block2, commands, resolution, disabled) {
  const s = block2.values;
  const name = block2.args[0] ?? "";
  if (s.command === void 0) {
    complain(resolution, block2.mark, "no-script", `No script set for vrrp_script ${name} - removing`, "it needs: script <command>");
    return null;
  }
  if (s.user !== void 0 && commands.lookUp(s.user) === null) {
    complain(resolution, s.user.mark, "unknown-user", `Unable to set uid/gid for script '${s.command.text}'`, `there is no user '${s.user.user}'`);
    return null;
  }
  const outcome = commands.inspect(s.command, s.user ?? null);
  if (!outcome.ok) {
    if (commands.judges("scripts"))
      tellDisabled(resolution, block2.mark, name, outcome.refusal);
    if (outcome.refusal !== "no-user")
      disabled.add(name);
    return null;
  }
  return {
    name,
    command: outcome.command,
    intervalUs: s.intervalUs ?? US_PER_S,
    timeoutUs: s.timeoutUs ?? 0,
    weight: s.weight?.weight ?? 0,
    reverse: s.weight?.reverse ?? false,
    rise: s.rise ?? 1,
    fall: s.fall ?? 1,
    initFail: s.initFail ?? false,
    insecure: outcome.insecure
  };
}
var NO_LIMIT = 2 ** 32 - 1;
function resolveProcess(block2, resolution) {
  const s = block2.values;
  const name = block2.args[0] ?? "";
  if (s.process === void 0) {
    complain(resolution, block2.mark, "no-process", `track process '${name}' process name not specified`, "it needs: process <program>");
    return null;
  }
  const { quorum: quorum2, quorumMax } = quorumOf(block2, resolution);
  const { process: program, params } = s.process;
  const paramMatch2 = s.paramMatch ?? (params.length > 0 ? "exact" : null);
  return {
    name,
    process: program,
    params: params.length > 0 ? params : null,
    paramMatch: paramMatch2,
    // Parameters can only be compared on the whole command line.
    fullCommand: s.fullCommand === true || paramMatch2 !== null,
    weight: s.weight?.weight ?? 0,
    reverse: s.weight?.reverse ?? false,
    quorum: quorum2,
    quorumMax,
    forkDelayUs: delayOf(block2, "forkDelayUs"),
    terminateDelayUs: delayOf(block2, "terminateDelayUs")
  };
}
function resolveTrackScripts(entries2, tracker, all) {
  return resolveList(entries2, tracker, all.scripts, {
    keyword: "track_script",
    noun: "track script",
    disabled: all.disabled
  }).map(({ entry, tracked }) => ({
    script: entry.name,
    weight: entry.weight ?? tracked.config.weight,
    reverse: entry.reverse ?? tracked.config.reverse
  }));
}
function resolveTrackProcesses(entries2, tracker, all) {
  return resolveList(entries2, tracker, all.processes, {
    keyword: "track_process",
    noun: "track process",
    disabled: /* @__PURE__ */ new Set()
  }).map(({ entry, tracked }) => ({
    process: entry.name,
    weight: entry.weight ?? tracked.config.weight,
    reverse: entry.reverse ?? tracked.config.reverse
  }));
}
function resolveList(entries2, tracker, known2, words3) {
  const seen = /* @__PURE__ */ new Map();
  return entries2.flatMap((entry) => {
    const tracked = known2.get(entry.name);
    const { resolution, name } = tracker;
    if (tracked === void 0 || tracked.order > tracker.order) {
      if (!words3.disabled.has(entry.name)) {
        const later = tracked === void 0 ? null : resolution.reporter.sources.position(tracked.mark).line;
        complain(resolution, entry.mark, "not-found", `(${name}) ${words3.noun} ${entry.name} not found, ignoring...`, later === null ? null : `it is defined on line ${later}; move that above this`);
      }
      return [];
    }
    const first = seen.get(entry.name);
    if (first !== void 0) {
      const message = `(${name}) duplicate ${words3.keyword} ${entry.name} - ignoring`;
      complain(resolution, entry.mark, "duplicate", message, "remove one of them", firstAt(first));
      return [];
    }
    seen.set(entry.name, entry.mark);
    return [{ entry, tracked }];
  });
}
function resolveTrackInterfaces(entries2, tracker, interfaces) {
  const seen = /* @__PURE__ */ new Map();
  return entries2.flatMap((entry) => {
    const { name, resolution } = tracker;
    if (!interfaces.checkTracked(entry.name, entry.mark, `(${name}) tracked interface ${entry.name} doesn't exist`))
      return [];
    const first = seen.get(entry.name);
    if (first !== void 0) {
      const message = `(${name}) duplicate track_interface ${entry.name} - ignoring`;
      complain(resolution, entry.mark, "duplicate", message, "remove one of them", firstAt(first));
      return [];
    }
    seen.set(entry.name, entry.mark);
    return [{ interface: entry.name, weight: entry.weight ?? 0, reverse: entry.reverse ?? false }];
  });
}
function delayOf({ values: s, marks }, field) {
  const own = s[field];
  if (own === void 0 || (marks["delayUs"] ?? 0) > (marks[field] ?? 0))
    return s.delayUs ?? own ?? 0;
  return own;
}
function quorumOf({ values: s, marks, mark: mark2 }, resolution) {
  const { quorum: quorum2, quorumMax = NO_LIMIT } = s;
  if (quorum2 === void 0)
    return { quorum: Math.min(1, quorumMax), quorumMax };
  if (quorum2 <= quorumMax)
    return { quorum: quorum2, quorumMax };
  const [low, high] = [marks["quorum"] ?? mark2, marks["quorumMax"] ?? mark2];
  if (low > high) {
    complain(resolution, low, "bad-quorum", "Quorum is greater than quorum_max - ignoring");
    return { quorum: Math.min(1, quorumMax), quorumMax };
  }
  complain(resolution, high, "bad-quorum", "quorum_max is less than quorum - ignoring");
  return { quorum: quorum2, quorumMax: NO_LIMIT };
}
var TRACK_FILES = { noun: "track file", keyword: "track_file", limit: 254, defaultWeight: 1 };
var TRACK_BFD = { noun: "track bfd", keyword: "track_bfd", limit: 253, defaultWeight: 0 };
function resolveValueTracks(entries2, { name, order, resolution }, known2, list) {
  const seen = /* @__PURE__ */ new Map();
  return entries2.flatMap(({ words: words3, mark: mark2 }) => {
    const [tracked = "", ...options] = words3;
    const first = seen.get(tracked);
    const found = known2.get(tracked);
    if (found === void 0 || found.order > order) {
      complain(resolution, mark2, "not-found", `(${name}) ${list.noun} ${tracked} not found, ignoring...`);
      return [];
    }
    if (first !== void 0) {
      const message = `(${name}) duplicate ${list.keyword} ${tracked} - ignoring`;
      complain(resolution, mark2, "duplicate", message, "remove one of them", firstAt(first));
      return [];
    }
    const own = readOptions(resolution, mark2, name, tracked, options, list);
    if (own === null)
      return [];
    seen.set(tracked, mark2);
    return [
      {
        name: tracked,
        weight: own.weight ?? found.weight?.weight ?? list.defaultWeight,
        reverse: own.reverse ?? found.weight?.reverse ?? false
      }
    ];
  });
}
function readOptions(resolution, mark2, owner, tracked, [option3, given, direction], { noun, limit }) {
  if (option3 === void 0)
    return { weight: null, reverse: null };
  if (option3 !== "weight") {
    const shown = noun === "track bfd" ? `${noun} ${tracked}` : noun;
    complain(resolution, mark2, "bad-option", `(${owner}) unknown ${shown} option ${option3} - ignoring`);
    return null;
  }
  if (given === void 0) {
    const message = `(${owner}) weight without value specified for ${noun} ${tracked} - ignoring`;
    complain(resolution, mark2, "missing-argument", message);
    return null;
  }
  const isGood = numberProblem(given, -limit, limit) === null;
  if (!isGood) {
    const message = `(${owner}) weight for ${noun} ${tracked} must be in [-${limit}..${limit}] inclusive. Ignoring...`;
    caution(resolution, mark2, "bad-value", message);
  }
  if (direction !== void 0 && direction !== "reverse" && direction !== "noreverse") {
    const message = `(${owner}) unknown ${noun} ${tracked} weight option ${direction} - ignoring`;
    complain(resolution, mark2, "bad-option", message);
    return null;
  }
  return {
    weight: isGood ? Number(given) : null,
    reverse: direction === void 0 ? null : direction === "reverse"
  };
}
function withoutValueWeights(tracks, known2, kind, why, { name, at, entries: entries2, resolution }) {
  const reason = why === "group" ? "SYNC group" : "address_owner";
  return tracks.flatMap((track) => {
    if (track.weight === 0)
      return [track];
    const entry = entries2.find(({ words: words3 }) => words3[0] === track.name);
    const tell = (what) => caution(resolution, entry?.mark ?? at, "weight-ignored", `(${name}) ignoring ${what}`, "write: weight 0");
    if (known2.get(track.name)?.weight === void 0 && entry?.words[1] === void 0) {
      tell(`weight from tracked ${kind} ${track.name} due to ${reason}. specify weight 0`);
      return [{ ...track, weight: 0 }];
    }
    tell(`tracked ${kind} ${track.name} with weight ${track.weight} due to ${reason}`);
    return [];
  });
}
function checkVrf(block2, { interfaces, resolution }) {
  const { values: s, marks, args, mark: mark2 } = block2;
  if (s.vrf === void 0)
    return;
  const name = args[0] ?? "";
  const at = marks["vrf"] ?? mark2;
  if (at > (marks["interface"] ?? Infinity)) {
    complain(resolution, at, "vrf", `(${name}) Cannot specify VRF interface and interface - ignoring`);
    return;
  }
  interfaces.checkTracked(s.vrf, at, `(${name}) WARNING - VRF interface ${s.vrf} doesn't exist`);
  if (s.interface === void 0)
    return;
  complain(resolution, at, "vrf", `(${name}) vrf can only be specified without interface - clearing`);
}
function familyOf3({ values: s, marks }) {
  const first = (s.addresses ?? []).flat()[0];
  const given = [
    { family: s.nativeIpv6 === true ? 6 : void 0, mark: marks["nativeIpv6"] },
    { family: first?.address.family, mark: first?.mark },
    { family: s.mcastSourceIp?.family, mark: marks["mcastSourceIp"] },
    { family: s.unicastSourceIp?.family, mark: marks["unicastSourceIp"] },
    { family: s.mcastDestinationIp?.family, mark: marks["mcastDestinationIp"] },
    { family: (s.unicastPeers ?? []).flat()[0]?.address.family, mark: marks["unicastPeers"] }
  ].filter((one) => one.family !== void 0);
  return given.toSorted((a, b) => (a.mark ?? 0) - (b.mark ?? 0))[0]?.family ?? null;
}
function sourceOfFamily(block2, family3, resolution) {
  let source = null;
  for (const field of inOrder(block2, ["mcastSourceIp", "unicastSourceIp"])) {
    const address2 = block2.values[field] ?? null;
    source = address2?.family === family3 ? address2 : null;
    if (address2 === null || source !== null)
      continue;
    complain(resolution, block2.marks[field] ?? block2.mark, "wrong-family", wrongFamily(block2, "src address", address2));
  }
  return source;
}
function inOrder({ values, marks }, fields) {
  return fields.filter((field) => values[field] !== void 0).toSorted((a, b) => (marks[a] ?? 0) - (marks[b] ?? 0));
}
function groupOfFamily(block2, family3, resolution) {
  const group = block2.values.mcastDestinationIp;
  if (group === void 0 || group.family === family3)
    return group ?? null;
  const message = `(${block2.args[0] ?? ""}) mcast dest address ${writeIp(group)} MUST match VRRP instance family. Skipping...`;
  complain(resolution, block2.marks["mcastDestinationIp"] ?? block2.mark, "wrong-family", message);
  return null;
}
function peersOfFamily(block2, family3, resolution) {
  return (block2.values.unicastPeers ?? []).flat().filter((peer) => {
    if (peer.address.family === family3)
      return true;
    complain(resolution, block2.marks["unicastPeers"] ?? block2.mark, "wrong-family", wrongFamily(block2, "unicast peer address", peer.address));
    return false;
  });
}
function wrongFamily(block2, what, address2) {
  const name = block2.args[0] ?? "";
  const clash = `VRRP instance[${name}] and ${what}[${writeIp(address2)}] MUST be of the same family`;
  return `Configuration error: ${clash} !!! Skipping...`;
}
function versionOf(block2, family3, usual, resolution) {
  const { values: s, marks, args } = block2;
  if (s.version === void 0)
    return family3 === 6 ? 3 : usual;
  if (s.version !== 2 || family3 !== 6)
    return s.version === 3 ? 3 : 2;
  const FIELDS2 = ["nativeIpv6", "mcastSourceIp", "unicastSourceIp", "mcastDestinationIp", "unicastPeers"];
  const known2 = FIELDS2.map((field) => marks[field] ?? Infinity);
  const first = Math.min(...known2, (s.addresses ?? []).flat()[0]?.mark ?? Infinity);
  const at = marks["version"] ?? block2.mark;
  if (first > at)
    return 2;
  const message = `(${args[0] ?? ""}) vrrp_version 2 conflicts with configured or deduced version 3; ignoring.`;
  complain(resolution, at, "bad-value", message);
  return 3;
}
function checkNative({ values: s, marks, args }, family3, resolution) {
  if (s.nativeIpv6 !== true || family3 === 6)
    return;
  const message = `(${args[0] ?? ""}) Cannot specify native_ipv6 with IPv4 addresses`;
  complain(resolution, marks["nativeIpv6"] ?? null, "wrong-family", message, "remove the word");
}
var UNICAST_WORDS = ["unicastSourceIp", "unicastPeers", "checkUnicastSource", "oldUnicastChecksum"];
function unicastWord(s) {
  return UNICAST_WORDS.find((field) => s[field] !== void 0) ?? null;
}
function checkUnicast(block2, resolution) {
  const used = unicastWord(block2.values);
  const name = block2.args[0] ?? "";
  if (block2.values.unicastTtl !== void 0) {
    complain(resolution, block2.marks["unicastTtl"] ?? block2.mark, "no-peers", `(${name}): Cannot use unicast_ttl without unicast peers - resetting`);
  }
  if (used === null || block2.values.unicastFaultNoPeer === true)
    return;
  caution(resolution, block2.marks[used] ?? block2.mark, "no-peers", `(${name}) A unicast keyword has been specified without any unicast peers. Defaulting to multicast. This usage is deprecated - please update your configuration.`, "write: unicast_peer { <ip> }");
}
var OWNER2 = 255;
var MAX_V3_INTERVAL_US = 4095 * US_PER_CS;
function startState(block2, priority, auth, resolution) {
  const { state } = block2.values;
  if (state !== "MASTER")
    return state === void 0 && priority === OWNER2 ? "master" : "backup";
  if (auth.kind !== "ah" || priority === OWNER2)
    return "master";
  complain(resolution, block2.marks["state"] ?? block2.mark, "ah-master", `(${block2.args[0] ?? ""}) Initial state master is incompatible with AH authentication - clearing`, "write: state BACKUP");
  return "backup";
}
function clearNopreempt(block2, priority, start, resolution) {
  const at = block2.marks["nopreempt"] ?? block2.mark;
  const name = block2.args[0] ?? "";
  if (priority === OWNER2) {
    complain(resolution, at, "nopreempt", `(${name}) nopreempt is incompatible with priority ${OWNER2}. resetting nopreempt`);
    return true;
  }
  if (start !== "master")
    return false;
  complain(resolution, at, "nopreempt", `(${name}) Warning - nopreempt will not work with initial state MASTER - clearing`, "use 'state BACKUP' on every node together with nopreempt");
  return true;
}
function preemptDelay(block2, preempt, start, strict, resolution) {
  const { preemptDelayUs = 0 } = block2.values;
  if (preemptDelayUs === 0)
    return 0;
  const at = block2.marks["preemptDelayUs"] ?? block2.mark;
  const name = block2.args[0] ?? "";
  if (strict) {
    complain(resolution, at, "preempt-delay", `(${name}) preempt_delay is incompatible with strict mode - resetting`);
    return 0;
  }
  if (!preempt) {
    complain(resolution, at, "preempt-delay", `(${name}) preempt_delay is incompatible with nopreempt mode - resetting`);
    return 0;
  }
  if (start !== "master")
    return preemptDelayUs;
  complain(resolution, at, "preempt-delay", `(${name}) Warning - preempt delay will not work with initial state MASTER - clearing`);
  return 0;
}
function advertInterval2(block2, version, resolution) {
  const us = block2.values.advertIntervalUs ?? US_PER_S;
  const at = block2.marks["advertIntervalUs"] ?? block2.mark;
  const name = block2.args[0] ?? "";
  const shown = (us / US_PER_S).toFixed(6);
  if (version === 2) {
    if (us % US_PER_S === 0)
      return us;
    complain(resolution, at, "advert-interval", `(${name}) VRRPv2 advertisement interval ${shown}s must be an integer. rounding`, "version 3 can do parts of a second");
    return Math.max(1, Math.round(us / US_PER_S)) * US_PER_S;
  }
  if (us > MAX_V3_INTERVAL_US) {
    complain(resolution, at, "advert-interval", `(${name}) VRRPv3 advertisement interval ${(us / US_PER_S).toFixed(2)}s is out of range. Must be less than 40.96s. Setting to 40.95s`);
    return MAX_V3_INTERVAL_US;
  }
  if (us % US_PER_CS === 0)
    return us;
  complain(resolution, at, "advert-interval", `(${name}) VRRPv3 advertisement interval ${shown}s must be in units of 10ms - rounding`);
  return Math.max(1, Math.round(us / US_PER_CS)) * US_PER_CS;
}
function checkStrict(block2, version, priority, resolution) {
  const { values: s, marks } = block2;
  const name = block2.args[0] ?? "";
  const tell = (field, wrong, message) => {
    if (wrong)
      complain(resolution, marks[field] ?? block2.mark, "strict", `(${name}) ${message}`);
  };
  const first = (s.addresses ?? []).flat()[0];
  const linkLocal = first?.address.bytes[0] === 254 && ((first.address.bytes[1] ?? 0) & 192) === 128;
  tell("addresses", version === 3 && first?.address.family === 6 && !linkLocal, "the first IPv6 VIP address must be link local");
  tell("state", s.state !== void 0 && s.state === "MASTER" !== (priority === OWNER2), "State MASTER must match being address owner");
  tell("accept", version === 2 && s.accept === true && (marks["accept"] ?? 0) > (marks["noAccept"] ?? -1), "warning - accept mode for VRRP version 2 does not comply with RFC3768 - resetting");
  tell("downTimerAdverts", (s.downTimerAdverts ?? 3) !== 3, "down_timer_adverts is incompatible with strict mode - resetting");
  tell("garpLowerPrioRepeat", (s.garpLowerPrioRepeat ?? 0) !== 0, "Strict mode requires no repeat garps. resetting");
  tell("garpLowerPrioDelayS", (s.garpLowerPrioDelayS ?? 0) !== 0, "Strict mode requires no repeat garp delay. resetting");
  tell("lowerPrioNoAdvert", s.lowerPrioNoAdvert === false, "Strict mode requires no lower priority advert. resetting");
  tell("higherPrioSendAdvert", s.higherPrioSendAdvert === true, "strict mode requires higher_prio_send_advert to be clear. resetting");
}
function authentication(block2, version, family3, strict, resolution) {
  const settings = block2.values.authentication;
  const type = settings?.values.type;
  if (settings === void 0 || type === void 0)
    return { kind: "none" };
  const name = block2.args[0] ?? "";
  const reject = (message) => {
    complain(resolution, settings.mark, "authentication", `(${name}) ${message}`);
    return { kind: "none" };
  };
  if (version === 3)
    return reject("VRRP version 3 does not support authentication. Ignoring.");
  if (block2.values.authHmac !== void 0)
    return reject("authentication cannot be used together with auth_hmac. Ignoring.");
  if (strict)
    return reject("Strict mode does not support authentication. Ignoring.");
  const { password: password2 } = settings.values;
  if (password2 === void 0 || password2.length === 0)
    return reject("Authentication specified but no password given. Ignoring");
  if (type === "AH" && family3 === 6)
    return reject("Cannot use AH authentication with IPv6. ignoring");
  return { kind: type === "AH" ? "ah" : "pass", password: makeSecret(password2) };
}
function ownerIgnoresAdverts(block2, priority, strict, global, resolution) {
  const said2 = block2.values.ownerIgnoreAdverts;
  const at = block2.marks["ownerIgnoreAdverts"] ?? block2.mark;
  const name = block2.args[0] ?? "";
  if (priority !== OWNER2) {
    if (said2 === true) {
      caution(resolution, at, "owner", `(${name}) owner_ignore_adverts is only for the address owner - ignoring`);
    }
    return false;
  }
  if (strict && said2 === false) {
    complain(resolution, at, "strict", `(${name}) Strict mode requires owner_ignore_adverts to be set. resetting`);
  }
  return strict || (said2 ?? global.ownerIgnoresAdverts ?? false);
}
function timerExpired(block2, preempt, resolution) {
  const said2 = block2.values.timerExpiredBackup;
  if (said2 === void 0)
    return {};
  if (!preempt)
    return { timerExpiredBackup: said2 ?? 254 };
  const name = block2.args[0] ?? "";
  const at = block2.marks["timerExpiredBackup"] ?? block2.mark;
  complain(resolution, at, "timer-expired", `(${name}) timer_expired_backup requires nopreempt - ignoring`);
  return {};
}
function strictIpv6Version(block2, asked, resolution) {
  const name = block2.args[0] ?? "";
  if (asked === 2) {
    const at = block2.marks["version"] ?? block2.mark;
    complain(resolution, at, "strict", `(${name}) cannot use IPv6 with VRRP version 2; setting version 3`);
  }
  return 3;
}
var MAX_NAME = 15;
var IPVLAN_FLAGS = { bridge: 0, private: 1, vepa: 2 };
var MOST_GROUP = 4294967295;
function resolveVmac(block2, sets, hasPeers, resolution) {
  const { values: s, marks } = block2;
  const name = block2.args[0] ?? "";
  const tell = (field, message) => complain(resolution, marks[field] ?? block2.mark, "bad-option", message);
  const macvlan = readMacvlan(block2, resolution);
  const ipvlan = readIpvlan(block2, sets, resolution);
  const hasVmac = macvlan !== null && ipvlan === null;
  if (s.vmacXmitBase === true && !hasVmac)
    tell("vmacXmitBase", `(${name}) vmac_xmit_base is only valid with a vmac`);
  const unicast2 = unicastWord(s) !== null || s.unicastFaultNoPeer === true;
  if (hasVmac && s.vmacXmitBase !== true && unicast2)
    tell("useVmac", `(${name}) unicast with use_vmac requires vmac_xmit_base - setting`);
  if (!hasVmac)
    return ipvlan;
  if (s.promoteSecondaries === true)
    tell("promoteSecondaries", `(${name}) promote_secondaries is automatically set for vmacs - ignoring`);
  for (const text2 of [...s.addresses ?? [], ...s.excludedAddresses ?? []].flat()) {
    if (text2.useVmac !== true || (text2.device ?? s.interface) !== s.interface)
      continue;
    const message = `(${name}) use_vmac specified for VIP/eVIP ${writeIp(text2.address)} and vrrp instance`;
    complain(resolution, text2.mark, "bad-option", message);
  }
  return { ...macvlan, transmitsOnBase: s.vmacXmitBase === true || unicast2 || hasPeers };
}
function readLaterWords(words3, lose, resolution) {
  let name = null;
  let group = null;
  let notifiesBase = false;
  const others = [];
  for (let i = 0; i < words3.length; i++) {
    const word2 = words3[i] ?? "";
    if (word2 === "netlink_notify_msg")
      notifiesBase = true;
    else if (word2 === "name")
      name = words3[++i] ?? null;
    else if (word2 === "group") {
      const given = words3[++i] ?? "";
      group = readNamed(resolution.environment, "group", given, MOST_GROUP);
      if (group === null)
        lose(given);
    } else
      others.push(word2);
  }
  return { name, group, notifiesBase, others };
}
function readMacvlan(block2, resolution) {
  const { useVmac, vrid } = block2.values;
  if (useVmac === void 0)
    return null;
  const owner = block2.args[0] ?? "";
  const tell = (word2, message) => resolution.reporter.report({ code: "bad-option", at: block2.marks["useVmac"] ?? block2.mark, word: word2, message });
  const later = readLaterWords(useVmac, (word2) => tell(word2, `(${owner}) unknown link group ${word2}`), resolution);
  let { name } = later;
  let mac = null;
  for (const word2 of later.others) {
    if (/^([0-9a-f]{1,2}:){4,5}[0-9a-f]{1,2}$/i.test(word2)) {
      if (mac !== null)
        tell(word2, "VMAC interface address already specified");
      else if ((parseInt(word2, 16) & 1) === 1)
        tell(word2, `VMAC MAC address is multicast ${word2} - ignoring`);
      else
        mac = readMac(word2, vrid ?? 0);
    } else if (name !== null)
      tell(word2, "VMAC interface name already specified");
    else if (word2.length > MAX_NAME || /[/\s]/.test(word2))
      tell(word2, `VMAC interface name '${word2}' too long or invalid characters - ignoring`);
    else if (isTaken(word2, "macvlan", resolution))
      tell(word2, `(${owner}) interface ${word2} already exists and is not a private macvlan; ignoring vmac if_name`);
    else
      name = word2;
  }
  const { group, notifiesBase } = later;
  return { kind: "macvlan", name, mac, transmitsOnBase: false, flags: 0, address: null, group, notifiesBase };
}
function readMac(word2, vrid) {
  const octets2 = word2.split(":").map((text2) => parseInt(text2, 16));
  return Uint8Array.from(octets2.length === 5 ? [...octets2, vrid] : octets2);
}
function isTaken(name, kind, { environment }) {
  return environment.interfaceExists(name) && environment.isInterfaceOfKind?.(name, kind) !== true;
}
function readIpvlan(block2, sets, resolution) {
  const { useIpvlan } = block2.values;
  if (useIpvlan === void 0)
    return null;
  const owner = block2.args[0] ?? "";
  const at = block2.marks["useIpvlan"] ?? block2.mark;
  const tell = (word2, message) => resolution.reporter.report({ code: "bad-option", at, word: word2, message });
  const later = readLaterWords(useIpvlan, (word2) => tell(word2, `(${owner}) unknown link group ${word2}`), resolution);
  let { name } = later;
  let flags2 = null;
  let address2 = null;
  for (const word2 of later.others) {
    const prefix = readPrefix2(word2);
    if (prefix !== null) {
      if (prefix.address.family !== sets.family)
        tell(word2, `(${owner}) ipvlan address[${word2}] MUST match vrrp instance family !!! Skipping...`);
      else if (address2 !== null)
        tell(word2, `(${owner}) ipvlan address already specified - ignoring '${word2}'`);
      else
        address2 = prefix;
    } else if (IPVLAN_FLAGS[word2] !== void 0) {
      if (flags2 !== null)
        tell(word2, `(${owner}) ipvlan type already specified - ignoring '${word2}'`);
      flags2 ??= IPVLAN_FLAGS[word2];
    } else if (name !== null)
      tell(word2, `(${owner}) IPVLAN interface already specified - ignoring '${word2}'`);
    else if (word2.length > MAX_NAME)
      tell(word2, `(${owner}) IPVLAN interface name '${word2}' too long - ignoring`);
    else if (isTaken(word2, "ipvlan", resolution))
      tell(word2, `(${owner}) interface ${word2} already exists and is not an l2 ipvlan; ignoring ipvlan if_name`);
    else
      name = word2;
  }
  if (sets.family === 4 && address2 === null) {
    const message = `(${owner}) IPv4 ipvlan requires a source ip address to be configured. setting instance to fault state`;
    complain(resolution, at, "no-source", message);
  }
  const { group, notifiesBase } = later;
  return { kind: "ipvlan", name, mac: null, transmitsOnBase: false, flags: flags2 ?? 0, address: address2, group, notifiesBase };
}
function readPrefix2(word2) {
  const [host = "", length] = word2.split("/", 2);
  const address2 = readIp(host);
  if (address2 === null)
    return null;
  const bits = address2.bytes.length * 8;
  if (length !== void 0 && numberProblem(length, 0, bits) !== null)
    return null;
  return { address: address2, prefixLength: length === void 0 ? bits : Number(length) };
}
var LOOPBACK = "lo";
function resolveInstance(block2, context2) {
  const { values: s, marks } = block2;
  const { global, commands, interfaces, trackables, resolution } = context2;
  const name = block2.args[0] ?? "";
  const scripts = notify(s, commands);
  checkVrf(block2, context2);
  if (s.vrid === void 0) {
    complain(resolution, block2.mark, "no-vrid", `(${name}) the virtual router id must be set`, "write: virtual_router_id <1..255>");
    return null;
  }
  if (s.interface === void 0) {
    complain(resolution, block2.mark, "no-interface", `(${name}) Unknown interface!`, "write: interface <name>");
    return null;
  }
  if (s.interface === LOOPBACK) {
    complain(resolution, marks["interface"] ?? block2.mark, "loopback", `(${name}) cannot use a loopback interface (${s.interface}) for vrrp - ignoring`);
    return null;
  }
  interfaces.check(s.interface, marks["interface"] ?? block2.mark, `vrrp_instance ${name}`);
  const strict = s.strict ?? global.strict;
  const hmac = authHmac(block2, strict, resolution);
  const sets = resolveAddresses({
    name,
    interface: s.interface,
    family: familyOf3(block2),
    addresses: (s.addresses ?? []).flat(),
    excluded: (s.excludedAddresses ?? []).flat(),
    reserved: hmac === null || hmac.mode === "receive-only" ? 0 : TRAILER_LENGTH
  }, interfaces, resolution);
  const asked = versionOf(block2, sets.family, global.vrrpVersion, resolution);
  const version = sets.family === 6 && strict ? strictIpv6Version(block2, asked, resolution) : asked;
  if (!checkAddresses(block2, sets, version, strict, resolution))
    return null;
  const priority = s.priority ?? (s.state === "MASTER" ? OWNER2 : 100);
  const auth = authentication(block2, version, sets.family, strict, resolution);
  const initialState = startState(block2, priority, auth, resolution);
  if (strict)
    checkStrict(block2, version, priority, resolution);
  const preempt = !(s.nopreempt === true) || clearNopreempt(block2, priority, initialState, resolution);
  const tracker = { name, order: block2.order, resolution };
  const unicastPeers = peersOfFamily(block2, sets.family, resolution);
  if (unicastPeers.length === 0)
    checkUnicast(block2, resolution);
  const vmac = resolveVmac(block2, sets, unicastPeers.length > 0, resolution);
  checkNative(block2, sets.family, resolution);
  const files = resolveValueTracks((s.trackFiles ?? []).flat(), tracker, context2.passive.files, TRACK_FILES);
  const sessions = resolveValueTracks((s.trackBfd ?? []).flat(), tracker, context2.passive.sessions, TRACK_BFD);
  return {
    name,
    version,
    family: sets.family,
    interface: s.interface,
    vrid: s.vrid,
    priority,
    initialState,
    advertIntervalUs: advertInterval2(block2, version, resolution),
    preempt,
    preemptDelayUs: preemptDelay(block2, preempt, initialState, strict, resolution),
    authentication: auth,
    ...hmac === null ? {} : { authHmac: hmac },
    addresses: sets.addresses,
    excludedAddresses: sets.excluded,
    routes: resolveRoutes((s.routes ?? []).flat(), interfaces, resolution),
    rules: resolveRules((s.rules ?? []).flat(), interfaces),
    garp: garp(block2, global, strict, resolution),
    downTimerAdverts: strict ? 3 : s.downTimerAdverts ?? global.downTimerAdverts,
    lowerPrioNoAdvert: strict || (s.lowerPrioNoAdvert ?? global.lowerPrioNoAdvert),
    higherPrioSendAdvert: !strict && (s.higherPrioSendAdvert ?? global.higherPrioSendAdvert),
    // compat: any boolean turns it on, 'off' too.
    skipCheckAdvAddr: s.skipCheckAdvAddr !== void 0 || global.skipCheckAdvAddr,
    accept: s.noAccept === true ? false : !strict || s.accept === true && version === 3,
    strict,
    promoteSecondaries: s.promoteSecondaries ?? false,
    sourceIp: sourceOfFamily(block2, sets.family, resolution),
    mcastGroup: groupOfFamily(block2, sets.family, resolution) ?? (sets.family === 4 ? global.mcastGroup4 : global.mcastGroup6),
    unicastPeers,
    checkUnicastSource: s.checkUnicastSource === true || global.checkUnicastSource || unicastPeers.some((peer) => peer.minTtl > 0 || peer.maxTtl < 255),
    dontTrackPrimary: s.dontTrackPrimary ?? false,
    trackInterfaces: resolveTrackInterfaces((s.trackInterfaces ?? []).flat(), tracker, interfaces),
    trackScripts: resolveTrackScripts((s.trackScripts ?? []).flat(), tracker, trackables),
    trackProcesses: resolveTrackProcesses((s.trackProcesses ?? []).flat(), tracker, trackables),
    trackFiles: files.map(({ name: file, weight: weight3, reverse }) => ({ file, weight: weight3, reverse })),
    trackBfd: sessions.map(({ name: session, weight: weight3, reverse }) => ({ session, weight: weight3, reverse })),
    syncGroup: null,
    notify: scripts,
    smtpAlert: s.smtpAlert ?? global.smtpAlertVrrp ?? global.smtpAlert ?? false,
    notifyDeleted: s.notifyDeleted !== void 0,
    notifyPriorityChanges: s.notifyPriorityChanges ?? global.notifyPriorityChanges,
    ...s.notifyPriorityChanges === void 0 ? {} : { notifyPriorityChangesSaid: true },
    lvsSyncDaemonInterface: s.lvsSyncDaemonInterface ?? null,
    unicastWords: unicastWord(s) !== null,
    unicastFaultNoPeer: s.unicastFaultNoPeer ?? false,
    trackSourceIp: s.trackSourceIp ?? false,
    ...s.oldUnicastChecksum === void 0 ? {} : { oldUnicastChecksum: s.oldUnicastChecksum === "never" ? "never" : "always" },
    checksumAsV2: s.v3ChecksumAsV2 ?? global.checksumAsV2 ?? false,
    ownerIgnoresAdverts: ownerIgnoresAdverts(block2, priority, strict, global, resolution),
    ...timerExpired(block2, preempt, resolution),
    ...s.unicastTtl === void 0 || unicastPeers.length === 0 ? {} : { unicastTtl: s.unicastTtl },
    ...s.debug === void 0 ? {} : { debugLevel: s.debug },
    ...s.kernelRxBufSize === void 0 ? {} : { kernelRxBufSize: s.kernelRxBufSize },
    ...vmac === null ? {} : { vmac },
    ...s.useVmacAddr === true ? { vmacForAddresses: true } : {}
  };
}
function withoutWeights(instance, at, why, resolution) {
  const { name } = instance;
  const hint = why === "group" ? "track it in the vrrp_sync_group, or write 'sync_group_tracking_weight' there" : "priority 255 cannot change";
  const tell = (message) => caution(resolution, at, "weight-ignored", `(${name}) ignoring ${message}`, hint);
  return {
    trackInterfaces: instance.trackInterfaces.flatMap((item) => {
      if (item.weight === 0)
        return [item];
      tell(`${item.interface} tracked interface ${why === "group" ? "weight due to SYNC group" : "due to address owner"}`);
      return why === "group" ? [{ ...item, weight: 0, reverse: false }] : [];
    }),
    trackScripts: instance.trackScripts.filter((item) => {
      if (item.weight === 0)
        return true;
      tell(`tracked script ${item.script} with weights due to ${why === "group" ? "SYNC group" : "address_owner"}`);
      return false;
    })
  };
}
function checkAddresses(block2, sets, version, strict, resolution) {
  if (sets.addresses.length > 0 || block2.values.noVirtualAddress === true)
    return true;
  const needed = version === 3 || strict;
  complain(resolution, block2.mark, "no-address", `(${block2.args[0] ?? ""}) No VIP specified; at least one is ${needed ? "required" : "sensible"}`, "write: virtual_ipaddress { <ip> }");
  return !needed;
}
function garp(block2, global, strict, resolution) {
  const { values: s, marks } = block2;
  const positive = (value, field, keyword) => {
    if (value !== 0)
      return value;
    caution(resolution, marks[field] ?? null, "clamped", `(${block2.args[0] ?? ""}): ${keyword} must be greater than 0, setting to 1`);
    return 1;
  };
  const us = (seconds3) => seconds3 === void 0 ? void 0 : seconds3 * US_PER_S;
  return {
    delayUs: us(s.garpMasterDelayS) ?? global.garp.delayUs,
    repeat: positive(s.garpMasterRepeat, "garpMasterRepeat", "garp_master_repeat") ?? global.garp.repeat,
    refreshUs: us(s.garpMasterRefreshS) ?? global.garp.refreshUs,
    refreshRepeat: positive(s.garpMasterRefreshRepeat, "garpMasterRefreshRepeat", "garp_master_refresh_repeat") ?? global.garp.refreshRepeat,
    lowerPrioDelayUs: strict ? 0 : us(s.garpLowerPrioDelayS) ?? global.garp.lowerPrioDelayUs,
    lowerPrioRepeat: strict ? 0 : s.garpLowerPrioRepeat ?? global.garp.lowerPrioRepeat,
    extra: s.garpExtraIf === void 0 ? global.garp.extra : extraGarp(s.garpExtraIf)
  };
}
function notify(s, commands) {
  return {
    master: commands.resolve(s.notifyMaster),
    backup: commands.resolve(s.notifyBackup),
    fault: commands.resolve(s.notifyFault),
    stop: commands.resolve(s.notifyStop),
    deleted: commands.resolve(s.notifyDeleted),
    masterRxLowerPri: commands.resolve(s.notifyMasterRxLowerPri),
    any: commands.resolve(s.notifyAny)
  };
}
function adviseInstances(instances, blocks, resolution) {
  const known2 = /* @__PURE__ */ new Map();
  for (const instance of instances) {
    const block2 = blocks.get(instance.name);
    if (block2 === void 0)
      continue;
    const addresses2 = [...block2.values.addresses ?? [], ...block2.values.excludedAddresses ?? []].flat();
    for (const address2 of addresses2) {
      adviseLength(address2, resolution);
      adviseSecond2(address2, instance, known2, resolution);
    }
    advisePriority(block2, instance, resolution);
  }
}
function adviseLength({ address: address2, lengthGiven, peer, mark: mark2 }, { reporter }) {
  if (lengthGiven || peer !== null)
    return;
  const shown = writeIp(address2);
  const [full, usual] = address2.family === 4 ? [32, 24] : [128, 64];
  reporter.adviseOnce("no-prefix", {
    code: "no-prefix",
    at: mark2,
    word: shown,
    message: `${shown} without a prefix length becomes ${shown}/${full}`,
    hint: `write ${shown}/${full} if that is meant, else the length of its network, as ${shown}/${usual}`
  });
}
function adviseSecond2({ address: address2, device: device2, mark: mark2 }, instance, known2, { reporter }) {
  const shown = writeIp(address2);
  const key = shown.startsWith("fe80:") ? `${shown} ${device2 ?? instance.interface}` : shown;
  const first = known2.get(key);
  if (first === void 0) {
    known2.set(key, { name: instance.name, mark: mark2 });
    return;
  }
  const same = first.name === instance.name;
  reporter.advise({
    code: "duplicate-address",
    at: mark2,
    word: shown,
    message: `(${instance.name}) ${shown} is a virtual address of ${same ? "this instance" : first.name} already`,
    hint: same ? "remove one of them" : "keep it in one instance",
    related: firstAt(first.mark)
  });
}
function advisePriority(block2, instance, resolution) {
  const { reporter, environment } = resolution;
  const { values: s, marks } = block2;
  const { name, priority, addresses: addresses2 } = instance;
  if (s.priority === void 0) {
    const master = s.state === "MASTER";
    reporter.adviseOnce(master ? "no-priority MASTER" : "no-priority", {
      code: "no-priority",
      at: (master ? marks["state"] : void 0) ?? block2.mark,
      word: master ? "MASTER" : name,
      message: master ? `(${name}) state MASTER without priority has the priority ${OWNER2} of an address owner` : `(${name}) without priority it has 100, as every other router that does not say it`,
      hint: master ? "write: priority 150, and less on the other routers" : "write: priority <1..254>"
    });
    return;
  }
  if (priority !== OWNER2)
    return;
  const at = marks["priority"] ?? block2.mark;
  const owned = [...environment.ownAddresses?.(instance.interface) ?? []];
  const first = addresses2[0];
  if (environment.ownAddresses !== void 0 && first && !addresses2.some((one) => owned.includes(writeIp(one.address))))
    reporter.advise({
      code: "not-owner",
      at,
      word: String(OWNER2),
      message: `(${name}) priority ${OWNER2} says that ${writeIp(first.address)} is an address of ${instance.interface}, but it is not`,
      hint: "write: priority <1..254>"
    });
  else if (s.state === "BACKUP")
    reporter.advise({
      code: "not-owner",
      at: marks["state"] ?? at,
      word: "BACKUP",
      message: `(${name}) state BACKUP makes an address owner wait for its timer, then it is master for good`,
      hint: `remove 'state BACKUP', or write: priority <1..254>`
    });
}
var Interfaces = class {
  #resolution;
  /** `dynamic_interfaces`: they may come later */
  dynamic;
  #missing = null;
  constructor(resolution, dynamic) {
    this.#resolution = resolution;
    this.dynamic = dynamic;
  }
  /** False when `name` is missing and must not be. `owner` is what keepalived calls the place. */
  check(name, mark2, owner) {
    return this.checkTracked(name, mark2, `WARNING - interface ${name} for ${owner} doesn't exist`);
  }
  /** As `check`, with words of the caller. */
  checkTracked(name, mark2, message) {
    if (this.dynamic || this.#resolution.environment.interfaceExists(name))
      return true;
    this.#resolution.reporter.warn({
      code: "no-interface",
      at: mark2,
      word: name,
      message,
      hint: `${guessInterface(name, this.#resolution)}create it first, or write 'dynamic_interfaces' into global_defs`
    });
    this.#missing ??= mark2;
    return false;
  }
  /** False when one is missing. */
  finish() {
    if (this.#missing === null)
      return true;
    complain(this.#resolution, this.#missing, "missing-interface", "Non-existent interface specified in configuration");
    return false;
  }
};
var MAX_SHOWN = 6;
function guessInterface(name, { environment }) {
  const names = [...environment.interfaceNames?.() ?? []].filter((one) => one !== "lo");
  const near = nearestWord(name, names);
  if (near !== null)
    return `did you mean '${near}'?; `;
  return names.length === 0 || names.length > MAX_SHOWN ? "" : `there are ${names.join(", ")}; `;
}
function checkPassiveBlocks(settings, resolution) {
  return { files: trackFiles(settings, resolution), ...bfdSessions(settings, resolution) };
}
function trackFiles(settings, resolution) {
  const files = /* @__PURE__ */ new Map();
  for (const { args, values, mark: mark2, order } of settings.trackFiles ?? []) {
    const name = args[0] ?? "";
    if (values.file === void 0)
      complain(resolution, mark2, "no-file", `No file set for track_file ${name} - ignoring`);
    else if (!files.has(name))
      files.set(name, { order, weight: values.weight, config: fileConfig(name, values.file, values) });
  }
  return files;
}
function fileConfig(name, path, { weight: weight3, initFile: initFile2 }) {
  return { name, path, weight: weight3?.weight ?? 1, reverse: weight3?.reverse ?? false, init: initFile2 ?? null };
}
var DEFAULT_HOPLIMIT = 64;
var MAX_TTL = 255;
function bfdSessions(settings, resolution) {
  const sessions = /* @__PURE__ */ new Map();
  const checkerSessions = /* @__PURE__ */ new Map();
  const neighbors = /* @__PURE__ */ new Set();
  const blocks = firstByName(settings.bfdInstances ?? [], (block2) => block2.args[0] ?? "", ({ args, mark: mark2 }, first) => {
    const message = `Configuration error: BFD instance ${args[0] ?? ""} already configured - ignoring`;
    complain(resolution, mark2, "duplicate-name", message, null, firstAt(first.mark));
  });
  for (const [name, { values: s, mark: mark2, order }] of blocks) {
    const tell = (text2) => complain(resolution, mark2, "bad-session", `Configuration error: BFD instance ${name} ${text2}`);
    if (s.neighborIp === void 0) {
      tell("has no neighbor address set, disabling instance");
      continue;
    }
    const neighbor = writeIp(s.neighborIp);
    if (neighbors.has(neighbor)) {
      tell(`has duplicate neighbor address ${neighbor}, ignoring instance`);
      continue;
    }
    neighbors.add(neighbor);
    if (s.sourceIp !== void 0 && s.sourceIp.family !== s.neighborIp.family) {
      const addresses2 = `source address ${writeIp(s.sourceIp)} and neighbor address ${neighbor}`;
      const message = `Configuration error: BFD instance ${name} ${addresses2} are not of the same family, disabling instance`;
      complain(resolution, mark2, "wrong-family", message);
      continue;
    }
    const limit = s.ttl ?? (s.neighborIp.family === 6 ? DEFAULT_HOPLIMIT : MAX_TTL);
    if ((s.maxHops ?? 0) > limit || s.maxHops === -1 && limit < MAX_TTL) {
      const message = `BFD instance ${name}: max_hops exceeds ttl/hoplimit - setting to ttl/hoplimit`;
      caution(resolution, mark2, "clamped", message);
    }
    if (s.forCheckers !== true || s.forVrrp === true)
      sessions.set(name, { order, weight: s.weight });
    if (s.forVrrp !== true || s.forCheckers === true)
      checkerSessions.set(name, { order, weight: s.weight });
  }
  return { sessions, checkerSessions };
}
function unknownInterface(name, at, purpose, { dynamic }, resolution) {
  const { reporter, environment } = resolution;
  if (dynamic || environment.interfaceExists(name))
    return false;
  const message = `unknown interface ${name} specified for ${purpose}`;
  const kind = environment.testing ? "fatal" : "general";
  const hint = `${guessInterface(name, resolution)}create it first`;
  reporter.warn({ code: "no-interface", class: kind, at, word: name, message, hint });
  return true;
}
function resolveGarpGroups(settings, interfaces, resolution) {
  const taken = /* @__PURE__ */ new Set();
  let lists = 0;
  return (settings.garpGroups ?? []).flatMap(({ values: s, mark: mark2 }, i) => {
    const entries2 = (s.interfaces ?? []).flatMap((list) => list.map((one) => ({ ...one, ends: list.length === 1 })));
    const own = (s.interface ?? []).map((one) => ({ ...one, ends: false }));
    const members = [];
    for (const { word: word2, mark: at, ends } of [...entries2, ...own].toSorted((a, b) => a.mark - b.mark)) {
      const message = `WARNING - interface ${word2} specified for garp_group doesn't exist`;
      if (!interfaces.checkTracked(word2, at, message))
        continue;
      if (taken.has(word2))
        tellTaken(word2, at, ends && resolution.environment.testing, resolution);
      else
        members.push(word2);
      taken.add(word2);
    }
    if (s.garpIntervalUs === void 0 && s.gnaIntervalUs === void 0) {
      complain(resolution, mark2, "no-delay", `garp group ${i} does not have any delay set - removing`);
      for (const member of members)
        taken.delete(member);
      return [];
    }
    const aggregation = entries2.length === 0 ? 0 : ++lists;
    return [
      { aggregation, interfaces: members, garpIntervalUs: s.garpIntervalUs ?? 0, gnaIntervalUs: s.gnaIntervalUs ?? 0 }
    ];
  });
}
function tellTaken(word2, at, ends, { reporter }) {
  const message = `garp_group already specified for ${word2} - ignoring`;
  reporter.report({ code: "duplicate", class: ends ? "argument" : "general", at, word: word2, message });
}
function resolveLinkDelays(settings, interfaces, resolution) {
  return (settings.interfaceDelays ?? []).flat().flatMap((entry) => linkDelays(entry, interfaces, resolution) ?? []);
}
var MAX_DELAY_S = 255;
function linkDelays({ words: words3, mark: mark2 }, interfaces, resolution) {
  const [device2 = "", ...delays] = words3;
  if (unknownInterface(device2, mark2, "up/down delay", interfaces, resolution))
    return null;
  const read = delays.slice(0, 2).map((given) => {
    const us = readSeconds(given);
    const range2 = `[0.000000, ${MAX_DELAY_S}.000000]`;
    const problem = us === null ? numberProblem(given, 0, MAX_DELAY_S) ?? "" : `number '${given}' outside range ${range2}`;
    if (us !== null && us <= MAX_DELAY_S * US_PER_S)
      return us;
    complain(resolution, mark2, "bad-value", problem);
    return null;
  });
  const [down, up] = read;
  return down === void 0 || down === null ? null : { interface: device2, downUs: down, upUs: up ?? 0 };
}
var LINKBEAT_WAYS = { MII: "MII", ETHTOOL: "ETHTOOL", IOCTL: "IOCTL" };
function resolveLinkbeat(settings, interfaces, resolution) {
  return (settings.linkbeatInterfaces ?? []).flat().flatMap(({ words: words3, mark: mark2 }) => {
    const [device2 = "", given, extra] = words3;
    if (unknownInterface(device2, mark2, "linkbeat interface", interfaces, resolution))
      return [];
    const way = LINKBEAT_WAYS[given ?? ""] ?? null;
    const wrong = way === null ? given : extra;
    if (wrong !== void 0)
      complain(resolution, mark2, "bad-option", `extra characters ${wrong} in linkbeat interface`);
    return [{ interface: device2, way }];
  });
}
function withOwnLinks(listed, settings, instances) {
  const all = settings.linkbeatUsePolling === true;
  const asking = new Set((settings.instances ?? []).filter(({ values }) => all || values.linkbeatUsePolling === true).map(({ args }) => args[0]));
  const own = instances.filter(({ name }) => asking.has(name)).map((each) => ({ interface: each.interface, way: null }));
  const links = /* @__PURE__ */ new Map();
  for (const link of [...listed, ...own])
    if (!links.has(link.interface))
      links.set(link.interface, link);
  return [...links.values()];
}
function resolveSyncGroups(blocks, instances, marks, context2) {
  const byName = new Map(instances.map((instance) => [instance.name, instance]));
  const memberAt = /* @__PURE__ */ new Map();
  const groups = [];
  for (const block2 of blocks) {
    const members = resolveMembers(block2, byName, memberAt, context2.resolution);
    const resolved = resolveGroup(block2, members, context2);
    if (members.length === 0)
      continue;
    const owned = members.some((member) => byName.get(member)?.priority === OWNER3);
    const group = owned ? withoutGroupWeights(resolved, block2.mark, context2.resolution) : resolved;
    groups.push(group);
    for (const member of members)
      joinGroup(byName, member, group, marks.get(member) ?? block2.mark, context2);
  }
  return { groups, instances: instances.map((instance) => byName.get(instance.name) ?? instance) };
}
var OWNER3 = 255;
function withoutGroupWeights(group, at, resolution) {
  const cleared = (tracked, nameOf, [noun, what]) => tracked.map((one) => {
    if (one.weight === 0)
      return one;
    const subject = `weighted track ${noun} '${nameOf(one)}'`;
    const message = `(${group.name}) Cannot have ${subject} with member having priority 255 - ${what}`;
    complain(resolution, at, "weight-ignored", message, "write: weight 0");
    return { ...one, weight: 0 };
  });
  return {
    ...group,
    trackScripts: cleared(group.trackScripts, (one) => one.script, ["script", "clearing weight"]),
    trackProcesses: cleared(group.trackProcesses, (one) => one.process, ["process", "setting weight 0"]),
    trackInterfaces: cleared(group.trackInterfaces, (one) => one.interface, ["interface", "clearing weight"]),
    trackFiles: cleared(group.trackFiles ?? [], (one) => one.file, ["file", "setting weight 0"]),
    trackBfd: cleared(group.trackBfd ?? [], (one) => one.session, ["bfd", "setting weight 0"])
  };
}
function resolveMembers(block2, byName, memberAt, resolution) {
  const name = block2.args[0] ?? "";
  const listed = block2.values.members ?? [];
  const members = [];
  for (const { word: word2, mark: mark2 } of listed) {
    if (!byName.has(word2)) {
      const near = nearestWord(word2, byName.keys());
      complain(resolution, mark2, "no-member", `Virtual router ${word2} specified in sync group ${name} doesn't exist - ignoring`, near === null ? "it must be the name of a vrrp_instance that can run" : `did you mean '${near}'?`);
      continue;
    }
    const first = memberAt.get(word2);
    if (first !== void 0) {
      const message = `Virtual router ${word2} cannot exist in more than one sync group; ignoring ${name}`;
      complain(resolution, mark2, "two-groups", message, null, firstAt(first));
    } else {
      memberAt.set(word2, mark2);
      members.push(word2);
    }
  }
  if (listed.length === 0)
    complain(resolution, block2.mark, "empty-group", `Sync group ${name} has no virtual router(s). removing`);
  else if (members.length === 0) {
    complain(resolution, block2.mark, "empty-group", `Sync group ${name}, no matching virtual router found in group declaration - removing`);
  } else if (members.length === 1) {
    caution(resolution, block2.mark, "lone-member", `Sync group ${name} has only 1 virtual router(s) - this probably isn't what you want`);
  }
  return members;
}
function resolveGroup(block2, members, context2) {
  const { values: s } = block2;
  const { global, commands, trackables, interfaces, resolution } = context2;
  const name = block2.args[0] ?? "";
  const tracker = { name, order: block2.order, resolution };
  const files = resolveValueTracks((s.trackFiles ?? []).flat(), tracker, context2.passive.files, TRACK_FILES);
  const sessions = resolveValueTracks((s.trackBfd ?? []).flat(), tracker, context2.passive.sessions, TRACK_BFD);
  return {
    name,
    members,
    trackInterfaces: resolveTrackInterfaces((s.trackInterfaces ?? []).flat(), tracker, interfaces),
    trackScripts: resolveTrackScripts((s.trackScripts ?? []).flat(), tracker, trackables),
    trackProcesses: resolveTrackProcesses((s.trackProcesses ?? []).flat(), tracker, trackables),
    trackFiles: files.map(({ name: file, weight: weight3, reverse }) => ({ file, weight: weight3, reverse })),
    trackBfd: sessions.map(({ name: session, weight: weight3, reverse }) => ({ session, weight: weight3, reverse })),
    notify: {
      master: commands.resolve(s.notifyMaster),
      backup: commands.resolve(s.notifyBackup),
      fault: commands.resolve(s.notifyFault),
      stop: commands.resolve(s.notifyStop),
      deleted: null,
      masterRxLowerPri: null,
      any: commands.resolve(s.notifyAny)
    },
    smtpAlert: s.smtpAlert ?? global.smtpAlertVrrp ?? global.smtpAlert ?? false,
    globalTracking: s.globalTracking ?? false,
    trackingWeight: s.trackingWeight === true || s.globalTracking === true,
    ...s.notifyPriorityChanges === void 0 ? {} : { notifyPriorityChanges: s.notifyPriorityChanges }
  };
}
function joinGroup(byName, member, group, at, context2) {
  const instance = byName.get(member);
  if (instance === void 0)
    return;
  const own = new Set(instance.trackInterfaces.map((item) => item.interface));
  for (const item of group.trackInterfaces) {
    if (!own.has(item.interface))
      continue;
    const tracked = `(${member}) track_interface ${item.interface}`;
    const message = `${tracked} is configured on VRRP instance and sync group. Remove vrrp instance or sync group config`;
    complain(context2.resolution, at, "duplicate", message);
  }
  byName.set(member, {
    ...instance,
    ...group.trackingWeight ? {} : withoutWeights(instance, at, "group", context2.resolution),
    syncGroup: group.name,
    notifyPriorityChanges: instance.notifyPriorityChangesSaid === true ? instance.notifyPriorityChanges : group.notifyPriorityChanges ?? instance.notifyPriorityChanges
  });
}
function resolveConfig(settings, resolution) {
  const globals = mergeGlobals(settings.global ?? []);
  const { scriptSecurity, scriptUser, useSymlinkPaths, setSupplementaryGroups } = globals.values;
  const rules = {
    security: scriptSecurity ?? false,
    keepsLinks: useSymlinkPaths ?? false,
    allGroups: setSupplementaryGroups ?? false
  };
  const commands = new Commands(resolution, rules, scriptUser ?? null, runningKinds(settings));
  const global = resolveGlobal(globals, settings, commands, resolution);
  const interfaces = new Interfaces(resolution, global.dynamicInterfaces);
  const garpGroups = resolveGarpGroups(settings, interfaces, resolution);
  const linkDelays2 = resolveLinkDelays(settings, interfaces, resolution);
  const listed = resolveLinkbeat(settings, interfaces, resolution);
  const passive = checkPassiveBlocks(settings, resolution);
  commands.expect("check scripts");
  const lvs = resolveLvs(settings, global, commands, passive, resolution);
  commands.expect("scripts");
  const vrrp = resolveVrrp(settings, global, commands, interfaces, passive, resolution);
  const linkbeat = withOwnLinks(listed, settings, vrrp.instances);
  commands.finish(interfaces.finish());
  return { global, vrrp: { ...vrrp, garpGroups, linkDelays: linkDelays2, linkbeat }, lvs, files: resolution.files };
}
function runningKinds(settings) {
  const kinds = /* @__PURE__ */ new Set(["start/shutdown scripts"]);
  if ((settings.instances ?? []).length > 0)
    kinds.add("scripts");
  if ((settings.virtualServers ?? []).length > 0)
    kinds.add("check scripts");
  return kinds;
}
function resolveVrrp(settings, global, commands, interfaces, passive, resolution) {
  const trackables = resolveTrackables(settings.scripts ?? [], settings.processes ?? [], commands, resolution);
  const context2 = { global, commands, interfaces, trackables, passive, resolution };
  const blocks = firstByName(settings.instances ?? [], (block2) => block2.args[0] ?? "", (block2, first) => {
    complain(resolution, block2.mark, "duplicate-name", `vrrp instance ${block2.args[0] ?? ""} already defined`, "the second one is skipped", firstAt(first.mark));
  });
  const resolved = [...blocks.values()].flatMap((block2) => resolveInstance(block2, context2) ?? []);
  const instances = withoutSharedVrids(resolved, blocks, resolution);
  if (resolution.environment.testing)
    adviseInstances(instances, blocks, resolution);
  const groupBlocks = firstByName(settings.syncGroups ?? [], (block2) => block2.args[0] ?? "", (block2, first) => {
    complain(resolution, block2.mark, "duplicate-name", `vrrp sync group ${block2.args[0] ?? ""} already defined`, "the second one is skipped", firstAt(first.mark));
  });
  const marks = new Map([...blocks].map(([name, block2]) => [name, block2.mark]));
  const grouped = resolveSyncGroups([...groupBlocks.values()], instances, marks, context2);
  const { statics, needs } = resolveStatics({
    addresses: (settings.staticAddresses ?? []).flat(),
    routes: (settings.staticRoutes ?? []).flat(),
    rules: (settings.staticRules ?? []).flat(),
    trackGroups: settings.trackGroups ?? []
  }, global.defaultInterface, interfaces, resolution);
  const sharing = new Set(grouped.groups.filter((group) => group.trackingWeight).map((group) => group.name));
  const valueTracks = new Map(grouped.instances.map((instance) => {
    const { priority, syncGroup } = instance;
    const alone = priority === OWNER4 ? "owner" : null;
    const why = syncGroup === null ? alone : sharing.has(syncGroup) ? null : "group";
    return [instance.name, trackedValues(instance, blocks.get(instance.name), why, passive, resolution)];
  }));
  return {
    instances: grouped.instances.map((instance) => ({
      ...ownerWithoutWeights(instance, marks, resolution),
      ...valueTracks.get(instance.name),
      neededInterfaces: neededInterfaces(instance, needs.get(instance.name))
    })),
    syncGroups: grouped.groups,
    scripts: [...trackables.scripts.values()].map(({ config }) => config),
    statics,
    processes: [...trackables.processes.values()].map(({ config }) => config),
    files: [...passive.files.values()].map(({ config }) => config)
  };
}
function trackedValues({ name, trackFiles: trackFiles2 = [], trackBfd = [] }, block2, why, passive, resolution) {
  if (why === null || block2 === void 0)
    return {};
  const of = (lists) => ({
    name,
    at: block2.mark,
    entries: (lists ?? []).flat(),
    resolution
  });
  const files = trackFiles2.map(({ file, ...rest }) => ({ name: file, ...rest }));
  const kept = withoutValueWeights(files, passive.files, "file", why, of(block2.values.trackFiles));
  const bfd = trackBfd.map(({ session, ...rest }) => ({ name: session, ...rest }));
  const keptBfd = withoutValueWeights(bfd, passive.sessions, "bfd", why, of(block2.values.trackBfd));
  return {
    trackFiles: kept.map(({ name: file, weight: weight3, reverse }) => ({ file, weight: weight3, reverse })),
    trackBfd: keptBfd.map(({ name: session, weight: weight3, reverse }) => ({ session, weight: weight3, reverse }))
  };
}
var OWNER4 = 255;
function ownerWithoutWeights(instance, marks, resolution) {
  if (instance.priority !== OWNER4 || instance.syncGroup !== null)
    return instance;
  return { ...instance, ...withoutWeights(instance, marks.get(instance.name) ?? 0, "owner", resolution) };
}
function withoutSharedVrids(instances, blocks, resolution) {
  const owners = /* @__PURE__ */ new Map();
  return instances.filter(({ name, vrid, family: family3, interface: device2 }) => {
    const key = `${vrid} ${family3} ${device2}`;
    const owner = owners.get(key);
    if (owner === void 0) {
      owners.set(key, name);
      return true;
    }
    const block2 = blocks.get(name);
    const first = blocks.get(owner);
    complain(resolution, block2?.marks["vrid"] ?? block2?.mark ?? null, "shared-vrid", `${owner} and ${name} both use VRID ${vrid} with IPv${family3} on interface ${device2}`, `give each a number of its own; ${name} is left out`, [{ at: first?.marks["vrid"] ?? first?.mark ?? block2?.mark ?? 0, message: `${owner} has it here` }]);
    return false;
  });
}
function resolveLvs(settings, global, commands, passive, resolution) {
  const named2 = firstByName(settings.groups ?? [], (group) => group.name, (group, first) => {
    resolution.reporter.warn({
      code: "duplicate-name",
      class: null,
      at: group.mark,
      message: `virtual_server_group ${group.name} is defined twice`,
      hint: "virtual servers use the first one; the second is left out",
      related: firstAt(first.mark)
    });
  });
  const groups = new Map([...named2].filter(([, group]) => hasEntries(group, resolution)).map(([name, group]) => [
    name,
    { name, members: group.entries.map((entry) => entry.member) }
  ]));
  const context2 = { global, commands, groups, passive, resolution };
  const servers = (settings.virtualServers ?? []).filter((block2) => hasGroup(block2, groups, resolution)).flatMap((block2) => resolveVirtualServer(block2, context2) ?? []);
  return {
    virtualServers: mergeTwins(numberUses(servers)),
    groups: [...groups.values()],
    ssl: resolveSsl(settings, resolution),
    ...usesTls(settings) ? { usesTls: true } : {},
    ...passive.checkerSessions.size > 0 ? { bfdSessions: [...passive.checkerSessions.keys()] } : {}
  };
}
function numberUses(servers) {
  const uses = /* @__PURE__ */ new Map();
  return servers.map((server) => {
    if (server.target.kind !== "group")
      return server;
    const { group } = server.target;
    const use = uses.get(group) ?? 0;
    uses.set(group, use + 1);
    return use === 0 ? server : { ...server, id: `[${group}]:${use}` };
  });
}
function hasEntries({ name, mark: mark2, entries: entries2 }, resolution) {
  if (entries2.length > 0)
    return true;
  complain(resolution, mark2, "empty-group", `virtual server group ${name} has no entries - removing`);
  return false;
}
function hasGroup({ args, mark: mark2 }, groups, { reporter }) {
  const [kind, group] = args;
  if (kind !== "group" || group === void 0 || groups.has(group))
    return true;
  reporter.report({
    code: "no-group",
    class: null,
    at: mark2,
    message: `Virtual server group ${group} specified but not configured - ignoring virtual server [${group}]:0`,
    hint: `write: virtual_server_group ${group} { ... }`
  });
  return false;
}
function resolveSsl(settings, resolution) {
  const blocks = settings.ssl ?? [];
  const block2 = blocks[blocks.length - 1];
  if (block2 === void 0)
    return null;
  if (blocks.length > 1)
    complain(resolution, block2.mark, "given-twice", "SSL context already specified - replacing");
  const { password: password2, ca, certificate, key } = block2.values;
  return {
    password: password2 === void 0 ? null : makeSecret(encodeUtf8(password2)),
    ca: ca ?? null,
    certificate: certificate ?? null,
    key: key ?? null
  };
}
function usesTls({ virtualServers = [] }) {
  return virtualServers.some(({ values }) => (values.realServers ?? []).some((real) => (real.values.checkers ?? []).some(({ keyword }) => keyword === "SSL_GET")));
}
function freezeDeep(value) {
  if (typeof value === "object" && value !== null)
    freezeObject(value);
  return value;
}
function freezeObject(object) {
  if (ArrayBuffer.isView(object) || Object.isFrozen(object))
    return;
  Object.freeze(object);
  for (const key in object) {
    const inner = object[key];
    if (typeof inner === "object" && inner !== null)
      freezeObject(inner);
  }
}
var MAX_DEPTH = 32;
function isNamedList({ block: block2, value }) {
  return block2?.byName.size === 0 && value.syntax.startsWith("<name>");
}
var LiteralReading = class {
  /** null: a list */
  #open;
  /** the keyword that was read last, while its `{` may follow */
  #pending = null;
  /** where parts begin and end that the original does not understand: marks in ascending order, begin, end, begin ... */
  #turns = [];
  #end = null;
  constructor(root) {
    this.#open = [root];
  }
  /** Where it ends because of an argument that is not missing; null: it reads on. */
  get end() {
    return this.#end;
  }
  /** `row`: what we take the first word for. */
  line(words3, mark2, row2) {
    const [keyword = ""] = words3;
    if (this.#pending !== null && isNamedList(this.#pending))
      this.#end ??= { at: mark2, missing: "`***MISSING ***` is missing a parameter at word position 1" };
    this.#openPending();
    const context2 = this.#open.at(-1) ?? null;
    const own = context2?.byName.get(keyword) ?? null;
    const isLost = row2 !== null && row2 !== own;
    if (isLost !== (this.#turns.length % 2 === 1))
      this.#turns.push(mark2);
    this.#pending = own;
    if (row2 === own || own === null || words3.length > 1 || !own.value.syntax.startsWith("<name>"))
      return;
    if (own.missing !== void 0)
      return;
    const missing = `\`${keyword}\` is missing a parameter after keyword \`${keyword}\` at word position 2`;
    this.#end ??= { at: mark2, missing };
  }
  open() {
    this.#openPending();
  }
  close() {
    this.#openPending();
    if (this.#open.length > 1)
      this.#open.pop();
  }
  /** Whether the original knows another word, or none, where we know one. */
  isLost(mark2) {
    const before = this.#turns.findLastIndex((turn) => turn <= mark2);
    return before >= 0 && before % 2 === 0;
  }
  /** compat: a block is read even when its `{` is missing. */
  #openPending() {
    const row2 = this.#pending;
    this.#pending = null;
    if (row2?.takesBlock !== true || this.#open.length >= MAX_DEPTH)
      return;
    this.#open.push(row2.block !== null && row2.block.byName.size > 0 ? row2.block : null);
  }
};
var MAX_DEPTH2 = 32;
var TreeBuilder = class {
  /** called when a statement is read, before its block: for what changes the reading of the following lines */
  onStatement = () => void 0;
  #root;
  #reporter;
  #deliver;
  /** what the original makes of it */
  literal;
  #frames;
  /** the last statement of the innermost frame, while a `{` may still follow it */
  #pending = null;
  #tooDeep = 0;
  /** the first `}` in this block of the root that stands further left than what it closes */
  #suspect = null;
  constructor(root, reporter, deliver) {
    this.#root = root;
    this.#reporter = reporter;
    this.#deliver = deliver;
    this.literal = new LiteralReading(root);
    this.#frames = [{ statements: [], context: root, opener: null }];
  }
  line = (text2, mark2) => {
    if (this.#tooDeep > 0)
      return;
    const words3 = splitWords(text2);
    const keyword = words3[0];
    if (keyword === void 0)
      return;
    if (this.#pending !== null)
      this.#settlePending(keyword, mark2);
    if (this.#frames.length > 2 && this.#top().context?.byName.has(keyword) !== true)
      this.#closeBefore(keyword, mark2);
    const { context: context2, statements } = this.#top();
    const row2 = context2?.byName.get(keyword) ?? null;
    const statement = { words: words3, text: text2, mark: mark2, row: row2, block: null };
    statements.push(statement);
    this.#pending = statement;
    this.literal.line(words3, mark2, row2);
    if (context2 !== null && row2?.early === true)
      this.onStatement(statement, context2);
  };
  open = (mark2) => {
    this.literal.open();
    if (this.#tooDeep > 0 || this.#frames.length >= MAX_DEPTH2) {
      if (this.#tooDeep++ === 0)
        this.#reporter.report({ code: "too-deep", at: mark2, message: "blocks are nested too deeply" });
      return;
    }
    if (this.#pending !== null && this.#frames.length > 1)
      this.#closeBeforeRootWord(this.#pending);
    if (this.#pending !== null && this.#pending.row === null)
      this.#closeBeforeBlock(this.#pending);
    const pending = this.#pending;
    if (pending === null) {
      this.#reporter.report({
        code: "unexpected-brace",
        at: mark2,
        word: "{",
        message: "Unexpected '{' - ignoring",
        hint: "no keyword stands before it; it and its block are skipped"
      });
    }
    const opener = pending ?? { words: ["{"], text: "{", mark: mark2, row: null, block: null };
    this.#push(opener);
  };
  close = (mark2) => {
    this.literal.close();
    if (this.#tooDeep > 0) {
      this.#tooDeep--;
      return;
    }
    if (this.#frames.length === 1) {
      this.#flushRoot();
      this.#reporter.report({ code: "extra-brace", at: mark2, word: "}", message: "Extra '}' found" });
      return;
    }
    this.#dropPending();
    const { opener } = this.#top();
    if (this.#suspect === null && opener !== null && standsLeft(mark2, opener.mark))
      this.#suspectClose(mark2, opener);
    this.#pop();
  };
  end() {
    this.#dropPending();
    const open2 = this.#frames.length - 1 + this.#tooDeep;
    if (open2 > 0)
      this.#reportUnclosed(open2);
    while (this.#frames.length > 1)
      this.#pop();
    this.#flushRoot();
  }
  #top() {
    return this.#frames[this.#frames.length - 1];
  }
  #push(opener) {
    opener.block = [];
    this.#frames.push({ statements: opener.block, context: opener.row?.block ?? null, opener });
    this.#pending = null;
  }
  #pop() {
    this.#frames.pop();
    this.#pending = null;
    if (this.#frames.length > 1)
      return;
    this.#suspect = null;
    this.#flushRoot();
  }
  #flushRoot() {
    const { statements } = this.#top();
    for (const statement of statements)
      this.#deliver(statement);
    statements.length = 0;
    this.#pending = null;
  }
  /** A new word begins: the one before it gets no block any more, unless its `{` was forgotten. */
  #settlePending(next, mark2) {
    const pending = this.#pending;
    const wanted = pending?.row?.takesBlock === true ? pending.row.block ?? null : null;
    if (pending !== null && wanted !== null && this.#belongsInto(pending, wanted, next, mark2)) {
      this.#reporter.report({
        code: "missing-open-brace",
        at: pending.mark,
        word: pending.words[0] ?? "",
        message: "Missing '{' at beginning of configuration block",
        hint: `'${next}' belongs into ${pending.words.join(" ")} { ... }; it is read as if the brace were there`,
        expected: "{"
      });
      this.#push(pending);
      return;
    }
    this.#dropPending();
  }
  /** A word that both blocks know, and an entry of a list, belong inside when they are indented. */
  #belongsInto(pending, wanted, next, mark2) {
    const known2 = this.#top().context?.byName.has(next) === true;
    const isList = wanted.byName.size === 0;
    if (isList ? known2 : !wanted.byName.has(next))
      return false;
    return !isList && !known2 || this.#isDeeper(mark2, pending.mark) === true;
  }
  /** Null: their lines do not tell. */
  #isDeeper(mark2, outer) {
    const { sources } = this.#reporter;
    const [own, others] = [sources.indent(mark2), sources.indent(outer)];
    return own === null || others === null ? null : own > others;
  }
  #suspectClose(at, opener) {
    const { sources } = this.#reporter;
    if (sources.indent(at) !== null && sources.indent(opener.mark) !== null)
      this.#suspect = { at, opener };
  }
  /** How many of the innermost blocks must end before `keyword` can stand there; 0: none, or it can stand nowhere. */
  #foreignDepth(keyword, takesBlock) {
    if (this.#top().opener?.row == null)
      return 0;
    for (let i = this.#frames.length - 2; i > 0; i--) {
      const row2 = this.#frames[i]?.context?.byName.get(keyword);
      if (row2 !== void 0 && (row2.takesBlock || !takesBlock))
        return this.#frames.length - 1 - i;
    }
    return 0;
  }
  /** A word of an outer block, no deeper than the block that is open, whose entries were deeper: its `}` was forgotten. */
  #closeBefore(keyword, mark2) {
    const { opener, statements } = this.#top();
    if (opener === null)
      return;
    const depth = this.#foreignDepth(keyword, false);
    if (depth === 0 || this.#isDeeper(mark2, opener.mark) !== false)
      return;
    const first = statements[0];
    const isIndented = first === void 0 ? standsLeft(mark2, opener.mark) : this.#isDeeper(first.mark, opener.mark);
    if (isIndented !== true)
      return;
    this.#reportForgotten(depth, keyword, mark2);
    for (let i = 0; i < depth; i++)
      this.#pop();
  }
  /** A block of an outer block, where no such block can stand. */
  #closeBeforeBlock(pending) {
    const keyword = pending.words[0] ?? "";
    const { opener } = this.#top();
    const depth = opener === null ? 0 : this.#foreignDepth(keyword, true);
    if (opener === null || depth === 0 || this.#isDeeper(pending.mark, opener.mark) === true)
      return;
    this.#top().statements.pop();
    this.#reportForgotten(depth, keyword, pending.mark);
    for (let i = 0; i < depth; i++)
      this.#pop();
    const { context: context2, statements } = this.#top();
    const moved = { ...pending, row: context2?.byName.get(keyword) ?? null };
    statements.push(moved);
    this.#pending = moved;
  }
  /** `keyword` showed it; where indentation shows it earlier, that place is told. */
  #reportForgotten(count, keyword, mark2) {
    const openers = this.#frames.slice(-count).map(({ opener }) => this.#nameOf(opener));
    const suspect = this.#suspect;
    const noticed = { at: mark2, message: `'${keyword}' cannot stand in ${openers.join(", ")}` };
    this.#suspect = null;
    this.#reporter.report({
      code: "missing-close-brace",
      at: suspect?.at ?? mark2,
      word: suspect === null ? keyword : "}",
      message: `There are ${count} missing '}'s or extra '{'s`,
      hint: suspect === null ? `still open here: ${openers.join(", ")}; '${keyword}' belongs outside` : `this } closes ${this.#nameOf(suspect.opener)}, which is indented deeper; its own } is missing before it`,
      expected: "}",
      ...suspect === null ? {} : { related: [noticed] }
    });
  }
  #dropPending() {
    this.#pending = null;
    if (this.#frames.length === 1)
      this.#flushRoot();
  }
  /** `vrrp_instance b {` inside an open block: that block's `}` was forgotten. */
  #closeBeforeRootWord(pending) {
    const row2 = this.#root.byName.get(pending.words[0] ?? "");
    if (row2?.rootOnly !== true || row2 === pending.row)
      return;
    this.#top().statements.pop();
    this.#reportForgotten(this.#frames.length - 1, pending.words[0] ?? "", pending.mark);
    while (this.#frames.length > 1)
      this.#pop();
    const moved = { ...pending, row: row2 };
    this.#top().statements.push(moved);
    this.#pending = moved;
  }
  #reportUnclosed(count) {
    const opener = this.#top().opener;
    const open2 = this.#frames.slice(1).map((frame) => this.#nameOf(frame.opener));
    const suspect = this.#suspect;
    const suspects = suspect === null ? [] : [{ at: suspect.at, message: `this } closes ${this.#nameOf(suspect.opener)}, which is indented deeper` }];
    this.#reporter.report({
      code: "missing-close-brace",
      always: true,
      at: opener?.mark ?? null,
      message: `There are ${count} missing '}'s or extra '{'s`,
      hint: `at the end of the file these are still open: ${open2.join(", ")}`,
      expected: "}",
      related: suspects
    });
  }
  #nameOf(opener) {
    if (opener === null)
      return "";
    return `${opener.words.slice(0, 3).join(" ")} (line ${this.#reporter.sources.position(opener.mark).line})`;
  }
};
function checkConfig(path, environment) {
  const { diagnostics, exitStatus, sourceLine } = load(path, environment, "check").result;
  return { diagnostics, exitStatus, sourceLine };
}
function rewriteConfig(path, environment) {
  const { result, interpreter } = load(path, environment, "rewrite");
  return { ...result, text: () => writeLines(interpreter.write()) };
}
function load(path, environment, purpose) {
  const sources = new Sources();
  const reporter = new Reporter(sources);
  const interpreter = new Interpreter(environment, reporter, purpose);
  const tree = new TreeBuilder(rootContext, reporter, (statement) => interpreter.root(statement));
  const lexer = new Lexer(environment, reporter, tree);
  tree.onStatement = (statement, context2) => interpreter.early(statement, context2, lexer);
  if (environment.allIncludeChecks === true)
    lexer.checks = ALL_CHECKS;
  const main = readMain(path, environment, reporter);
  if (main === null)
    return { result: finish3(null, reporter), interpreter };
  lexer.read(sources.add({ path, text: main.text, latin1: main.latin1 ?? false }));
  tree.end();
  if (environment.testing && tree.literal.end !== null)
    tellEnd(tree.literal.end, reporter);
  const config = resolveConfig(interpreter.settings, {
    environment,
    reporter,
    services: interpreter.services,
    isLost: (mark2) => tree.literal.isLost(mark2),
    files: [...new Set(sources.list.map((s) => s.path))]
  });
  return { result: finish3(environment.testing ? config : freezeDeep(config), reporter), interpreter };
}
function readMain(path, environment, reporter) {
  const read = environment.readFile(path);
  if (!("error" in read))
    return read;
  reporter.report({
    code: "unreadable-file",
    class: "fatal",
    at: null,
    message: `Unable to open configuration file '${path}': ${read.error}`
  });
  return null;
}
function tellEnd({ at, missing }, reporter) {
  reporter.report({
    always: true,
    code: "missing-argument",
    class: "argument",
    severity: "notice",
    at,
    message: `*** Configuration line starting ${missing}`,
    hint: "keepalived reads this line in another block, because of the braces before it, and ends here"
  });
}
function finish3(config, reporter) {
  const diagnostics = reporter.finish();
  return {
    config,
    diagnostics,
    exitStatus: exitStatusOf(diagnostics),
    sourceLine: (position) => reporter.sources.lineAt(position)
  };
}
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
var require2 = createRequire(import.meta.url);
var koffi = null;
function loadKoffi() {
  koffi ??= require2("koffi");
  return koffi;
}
function loadLibrary(name) {
  return loadKoffi().load(name);
}
function wordBytes() {
  pointerBytes ||= loadKoffi().sizeof("void *");
  return pointerBytes;
}
var pointerBytes = 0;
var LIBRARY = "libpcre2-8.so.0";
var PACKAGE = "libpcre2-8-0";
var OPTIONS5 = {
  allow_empty_class: 1,
  alt_bsux: 2,
  auto_callout: 4,
  caseless: 8,
  dollar_endonly: 16,
  dotall: 32,
  dupnames: 64,
  extended: 128,
  firstline: 256,
  match_unset_backref: 512,
  multiline: 1024,
  never_ucp: 2048,
  never_utf: 4096,
  no_auto_capture: 8192,
  no_auto_possess: 16384,
  no_dotstar_anchor: 32768,
  no_start_optimize: 65536,
  ucp: 131072,
  ungreedy: 262144,
  utf: 524288,
  never_backslash_c: 1048576,
  alt_circumflex: 2097152,
  alt_verbnames: 4194304,
  use_offset_limit: 8388608
};
var MATCH_INVALID_UTF = 67108864;
var NOTBOL = 1;
var PARTIAL_HARD = 32;
var JIT_COMPLETE = 1;
var JIT_PARTIAL_HARD = 4;
var INFO_ALLOPTIONS = 0;
var INFO_BACKREFMAX = 2;
var INFO_MAXLOOKBEHIND = 15;
var ERROR_NOMATCH = -1;
var ERROR_PARTIAL = -2;
var MATCH_LIMIT = 2e4;
var INTERPRETED_MATCH_LIMIT = 1e5;
var HEAP_LIMIT_KIB = 16384;
var COSTLY_STARTS = 16;
var MAX_CHARACTER_OCTETS = 4;
var MAX_ERROR_LENGTH = 256;
function regexProblem(config) {
  const result = compileRegex(config);
  return result.ok ? null : result;
}
function compileRegex(config) {
  let calls;
  try {
    calls = open();
  } catch {
    return {
      ok: false,
      message: `Regex '${config.pattern}' cannot be used: there is no ${LIBRARY}`,
      hint: `install the package ${PACKAGE}`
    };
  }
  const pattern = Buffer.from(config.pattern, "utf8");
  const asked = config.options.reduce((bits, option3) => bits | OPTIONS5[option3], 0) | OPTIONS5.use_offset_limit;
  const first = compile(calls, pattern, asked);
  if (typeof first !== "bigint") {
    const message = `Invalid regex: '${config.pattern}' at offset ${first.offset}: ${first.reason}`;
    return { ok: false, message, hint: null };
  }
  const utf = (info(calls, first, INFO_ALLOPTIONS) & OPTIONS5.utf) !== 0;
  let code = first;
  if (utf) {
    const safe = compile(calls, pattern, asked | MATCH_INVALID_UTF);
    calls.freeCode(first);
    if (typeof safe !== "bigint")
      return { ok: false, message: `Invalid regex: '${config.pattern}'`, hint: null };
    code = safe;
  }
  return { ok: true, regex: makeRegex(calls, code, config, utf) };
}
function makeRegex(calls, code, config, utf) {
  const compiled = calls.jitCompile(code, JIT_COMPLETE | JIT_PARTIAL_HARD) === 0;
  const context2 = calls.makeContext(null);
  const data = calls.makeMatchData(code, null);
  const stack = config.stack === null ? null : calls.makeStack(config.stack.startOctets, config.stack.maxOctets, null);
  calls.setMatchLimit(context2, compiled ? MATCH_LIMIT : INTERPRETED_MATCH_LIMIT);
  calls.setHeapLimit(context2, HEAP_LIMIT_KIB);
  if (stack !== null)
    calls.assignStack(context2, null, stack);
  const match = (window, { from, to, atBegin, atEnd }) => {
    calls.setOffsetLimit(context2, to);
    const options = (atBegin ? 0 : NOTBOL) | (atEnd ? 0 : PARTIAL_HARD);
    const result = Number(calls.match(code, filled(window), window.length, from, options, data, context2));
    if (result === ERROR_NOMATCH)
      return { kind: "none" };
    if (result < 0 && result !== ERROR_PARTIAL)
      return { kind: "failed", reason: errorText(calls, result) };
    const start = firstOf(calls, data);
    return start > to ? { kind: "none" } : { kind: result === ERROR_PARTIAL ? "partial" : "match", start };
  };
  const costly = !compiled || info(calls, code, INFO_BACKREFMAX) > 0 || LOOPS.test(config.pattern);
  const lookBehind = (info(calls, code, INFO_MAXLOOKBEHIND) + 1) * (utf ? MAX_CHARACTER_OCTETS : 1);
  const regex2 = { lookBehind, utf, startsPerCall: costly ? COSTLY_STARTS : Infinity, match };
  garbage.register(regex2, () => {
    calls.freeMatchData(data);
    calls.freeContext(context2);
    if (stack !== null)
      calls.freeStack(stack);
    calls.freeCode(code);
  });
  return regex2;
}
var LOOPS = /\)[*+?{]|\(\?(R|[+-]?\d|&|P[>=])|\\[gk]/;
var garbage = new FinalizationRegistry((release) => release());
var opened = null;
function open() {
  if (opened !== null)
    return opened;
  const library = loadLibrary(LIBRARY);
  const call = (declaration) => library.func(declaration);
  return opened = {
    compile: call("void *pcre2_compile_8(const uint8 *pattern, size_t length, uint32 options, _Out_ int *error, _Out_ size_t *offset, void *context)"),
    jitCompile: call("int pcre2_jit_compile_8(void *code, uint32 options)"),
    match: call("int pcre2_match_8(void *code, const uint8 *subject, size_t length, size_t start, uint32 options, void *data, void *context)"),
    info: call("int pcre2_pattern_info_8(void *code, uint32 what, _Out_ uint8 *value)"),
    errorText: call("int pcre2_get_error_message_8(int error, _Out_ uint8 *text, size_t length)"),
    makeMatchData: call("void *pcre2_match_data_create_from_pattern_8(void *code, void *general)"),
    offsets: call("void *pcre2_get_ovector_pointer_8(void *data)"),
    makeContext: call("void *pcre2_match_context_create_8(void *general)"),
    setMatchLimit: call("int pcre2_set_match_limit_8(void *context, uint32 limit)"),
    setHeapLimit: call("int pcre2_set_heap_limit_8(void *context, uint32 limit)"),
    setOffsetLimit: call("int pcre2_set_offset_limit_8(void *context, size_t limit)"),
    makeStack: call("void *pcre2_jit_stack_create_8(size_t start, size_t max, void *general)"),
    assignStack: call("void pcre2_jit_stack_assign_8(void *context, void *callback, void *data)"),
    freeCode: call("void pcre2_code_free_8(void *code)"),
    freeMatchData: call("void pcre2_match_data_free_8(void *data)"),
    freeContext: call("void pcre2_match_context_free_8(void *context)"),
    freeStack: call("void pcre2_jit_stack_free_8(void *stack)"),
    copy: loadLibrary("libc.so.6").func("void *memcpy(_Out_ uint8 *to, void *from, size_t length)")
  };
}
function compile(calls, pattern, options) {
  const [error, offset] = [[0], [0]];
  const code = calls.compile(filled(pattern), pattern.length, options, error, offset, null);
  return code ?? { offset: Number(offset[0]), reason: errorText(calls, Number(error[0])) };
}
function filled(octets2) {
  return octets2.length === 0 ? ONE_OCTET : octets2;
}
var ONE_OCTET = new Uint8Array(1);
function errorText(calls, error) {
  const text2 = Buffer.alloc(MAX_ERROR_LENGTH);
  const length = calls.errorText(error, text2, text2.length);
  return length < 0 ? `error ${error}` : text2.toString("latin1", 0, length);
}
function info(calls, code, what) {
  const value = new Uint32Array(1);
  calls.info(code, what, new Uint8Array(value.buffer));
  return value[0] ?? 0;
}
function firstOf(calls, data) {
  const value = new BigUint64Array(1);
  calls.copy(new Uint8Array(value.buffer), calls.offsets(data), wordBytes());
  return Number(value[0] ?? 0n);
}
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
  let octets2;
  try {
    const stat = statSync(path);
    if (stat.isDirectory())
      return { error: "Is a directory" };
    if (!stat.isFile())
      return { error: "Not a regular file; pipes and devices are not read" };
    if (stat.size > MAX_TEXT)
      return { error: "File too large" };
    octets2 = readFileSync(path);
  } catch (error) {
    return { error: errorText2(error) };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets2) };
  } catch {
    return { text: octets2.toString("latin1"), latin1: true };
  }
}
var WORDS = {
  ENOENT: "No such file or directory",
  EACCES: "Permission denied",
  EISDIR: "Is a directory",
  ELOOP: "Too many levels of symbolic links"
};
function errorText2(error) {
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
    const path = join2(base, segment);
    return exists(path) ? [path] : [];
  }
  return listDirectory(base === "" ? "." : base).filter((name) => matchesGlob(name, segment) && (segment.startsWith(".") || !name.startsWith("."))).map((name) => join2(base, name));
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
    const lines3 = readFileSync("/proc/net/dev", "latin1").split("\n").slice(2);
    return new Set(lines3.map((line) => line.slice(0, line.indexOf(":")).trim()).filter((name) => name !== ""));
  } catch {
    return new Set(listDirectory("/sys/class/net"));
  }
}
function looksStacked(name) {
  const directory = `/sys/class/net/${name}`;
  return !name.includes("/") && listDirectory(directory).some((entry) => entry.startsWith("lower_")) && !["/bridge", "/bonding"].some((entry) => statOf(directory + entry) !== null) && statOf(`/proc/net/vlan/${name}`) === null;
}
function ownAddresses(name) {
  return (networkInterfaces()[name] ?? []).map(({ address: address2 }) => address2);
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
function inspectScript(word2, keepsLinks = false) {
  const found = word2.includes(sep) ? word2 : searchPath(word2);
  const nothing = { path: null, executable: false, unsafe: null };
  if (found === null)
    return nothing;
  try {
    const real = realpathSync(found);
    if (!statSync(real).isFile())
      return { ...nothing, components: partsOf(real) };
    const path = keepsLinks ? resolve(found) : join2(realpathSync(dirname(found)), basename(found));
    const unsafe = unsafeComponent(keepsLinks ? trailOf(found) : componentsOf(real));
    return { path, executable: isExecutable(real), unsafe, components: partsOf(real) };
  } catch {
    const missing = componentsOf(found).find((component) => !exists(component));
    return missing === void 0 ? nothing : { ...nothing, missing };
  }
}
function searchPath(word2) {
  for (const directory of (process.env["PATH"] ?? DEFAULT_PATH).split(delimiter)) {
    const path = join2(directory, word2);
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
    const next = join2(at, left.shift() ?? "");
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
var statusOfSpoiled = 5;
function testConfig(test) {
  const { options, complaints } = test;
  const log = openTestLog(test.testLog);
  if (log === null)
    return 1;
  const environment = makeConfigEnvironment({ testing: true, ...readingOptions(options) });
  const dumps2 = options.dumpConfig && test.format === "text";
  const whole = dumps2 || test.format === "conf" ? rewriteConfig(options.configFile, environment) : null;
  const result = whole ?? checkConfig(options.configFile, environment);
  const status = Math.max(result.exitStatus, test.spoiled ? statusOfSpoiled : 0);
  if (test.format === "json")
    writeAll(1, `${JSON.stringify(jsonReport(options.configFile, complaints, result, status), null, 2)}
`);
  else
    report(log, complaints, result);
  if (test.format === "conf")
    writeAll(1, whole?.text() ?? "");
  const config = whole?.config ?? null;
  if (dumps2 && config !== null) {
    writeAll(1, dumpConfig(config).map((line) => `${line}
`).join(""));
  }
  if (log > 2)
    closeSync(log);
  return status;
}
function report(log, complaints, result) {
  const lines3 = [...complaints];
  const paint = isatty(log) && (process.env["NO_COLOR"] ?? "") === "" ? colour : void 0;
  for (const diagnostic of result.diagnostics)
    lines3.push(writeDiagnostic(diagnostic, result.sourceLine, paint));
  writeAll(log, lines3.map((line) => `${line}
`).join(""));
}
var COLOURS = {
  error: "1;31",
  warning: "1;33",
  notice: "1;36",
  hint: "1;36",
  place: "1",
  margin: "2",
  code: "2"
};
var colour = (role, text2) => `\x1B[${COLOURS[role]}m${text2}\x1B[0m`;
function jsonReport(configFile, complaints, result, status) {
  const count = (severity) => result.diagnostics.filter((one) => one.severity === severity).length;
  return {
    configFile,
    verdict: status === 0 ? "accepted" : "refused",
    exitStatus: status,
    errors: count("error"),
    warnings: count("warning"),
    hints: count("hint"),
    commandLine: complaints,
    diagnostics: result.diagnostics.map(diagnosticToJson)
  };
}
function openTestLog(path) {
  if (path === null)
    return 2;
  const flags2 = constants2.O_WRONLY | constants2.O_APPEND | constants2.O_CREAT | constants2.O_NOFOLLOW;
  try {
    return openSync(path, flags2, 384);
  } catch (error) {
    process.stderr.write(`Unable to open config-test log file ${path} - ${error.message}
`);
    return null;
  }
}
function writeAll(fd, text2) {
  let rest = Buffer.from(text2);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      if (error.code !== "EAGAIN")
        return;
    }
  }
}
export {
  jsonReport,
  testConfig
};
