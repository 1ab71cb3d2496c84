import {
  enabledDisabled,
  lines,
  onOff,
  onOffUnset,
  oneZero,
  row,
  text,
  trueFalse,
  writeAccount,
  writeCommand,
  writeHex,
  writeOctets,
  writeScript,
  writeSeconds,
  writeShortSeconds,
  writeTable,
  writeWholeSeconds,
  writeWords,
  yesNo
} from "./chunk-VY7UNJUM.js";
import {
  serviceKeyOf
} from "./chunk-Q5WZ2PUS.js";
import {
  effectiveLinkDelays,
  masterDownUs,
  skewUs,
  socketKey
} from "./chunk-XYGXTMJZ.js";
import {
  dumpStatics,
  writeAddress,
  writeRoute,
  writeRule
} from "./chunk-WL2YI7WO.js";
import {
  writeCtime
} from "./chunk-XABHM7LQ.js";
import {
  unreachable
} from "./chunk-24HHUIME.js";
import {
  revealSecret
} from "./chunk-VKBYNSQF.js";
import {
  NEVER,
  US_PER_MS,
  US_PER_S
} from "./chunk-JPSQDH5E.js";
import {
  isLinkLocal,
  readIp,
  writeIp,
  writeIpPrefix
} from "./chunk-I3YH4PUB.js";

// dist/config/dump/tracking.js
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

// dist/config/dump/view.js
function initialVrrpView(config, interfaces = [], processCounts = {}) {
  const processes = Object.fromEntries(config.vrrp.processes.map(({ name, quorum, quorumMax }) => {
    const count = processCounts[name] ?? 0;
    return [name, { count, haveQuorum: count >= quorum && count <= quorumMax, timers: null }];
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
function reloadedVrrpView(view) {
  const instances = Object.entries(view.instances).map(([name, instance]) => [
    name,
    { ...instance, running: null, addressesSet: instance.running?.addressesSet ?? [] }
  ]);
  const processes = Object.entries(view.processes).map(([name, each]) => [
    name,
    { ...each, timers: null }
  ]);
  return { ...view, sockets: null, instances: Object.fromEntries(instances), processes: Object.fromEntries(processes) };
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
  const aliveWeight = service.realServers.reduce((sum2, server) => sum2 + (failed(server) === 0 ? server.weight : 0), 0);
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

// dist/config/dump/bfd-checks.js
function dumpBfdCheck(check, server, service, view) {
  const own = view.virtualServers[serviceKeyOf(service)]?.realServers[server.id]?.sessions?.find(({ session }) => session === check.session);
  const subject = { check, up: own?.up ?? !check.alpha, hasRun: own?.hasRun ?? false };
  return [` ${service.id} -> ${server.id}`, ...writeTable(table, subject, 3)];
}
var NO_TIME = "18446744073709551615 us";
var NO_NUMBER = 4294967295;
var table = [
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

// dist/config/dump/service-values.js
var DEFAULT_CONNECT_TIMEOUT_US = 5e6;
function writeWeight({ weight: weight3, reverse }) {
  return `weight ${weight3}${reverse ? " reverse" : ""}`;
}
var checksums = { none: "no checksum", checksum: "checksum", remote: "remote checksum" };
function writeForwarding({ forwarding, tunnel }, label2) {
  if (forwarding === null)
    return "forwarding method =  0x7";
  if (tunnel === void 0)
    return `${label2} = ${forwarding === "TUN" ? "TUN, type = IPIP" : forwarding}`;
  const port = tunnel.type === "gue" ? `, port = ${tunnel.port}` : "";
  return `forwarding method = TUN, type = ${tunnel.type.toUpperCase()}${port}, ${checksums[tunnel.checksum]}`;
}

// dist/config/dump/file-checks.js
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

// dist/config/dump/checker.js
function dumpSsl(config) {
  const { ssl, usesTls } = config.lvs;
  if (ssl === null)
    return usesTls === true ? ["------< SSL definitions >------", " Using autogen SSL context"] : [];
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
  const keyOf = ({ pattern, options }) => JSON.stringify([pattern, options.toSorted()]);
  const uses = /* @__PURE__ */ new Map();
  for (const { checker } of placed) {
    if (checker.kind !== "http")
      continue;
    for (const { regex: regex2 } of checker.urls)
      if (regex2 !== null)
        uses.set(keyOf(regex2), (uses.get(keyOf(regex2)) ?? 0) + 1);
  }
  return (regex2) => uses.get(keyOf(regex2)) ?? 0;
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
      ...writeTable(table2, { checker, server, service, view: own, regexUses }, 3)
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
var table2 = [
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
        `script = ${checker.command.argv.map((word) => `'${word}'`).join(" ")}`,
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
function replyLines({ octets, mask, minLength, maxLength }) {
  return [
    `  Min reply length = ${minLength}`,
    `  Max reply length = ${maxLength}`,
    `  Reply data len = ${octets.length}`,
    ...octets.length === 0 ? [] : [`  Reply data mask = ${yesNo(mask.some((bits) => bits !== 255))}`]
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
    `  Regex options:${options.map((option) => ` ${option}`).join("")}`,
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

// dist/config/dump/garp-delays.js
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

// dist/config/dump/extra-garp.js
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
  return [...addresses2, ...excludedAddresses].some((address) => address.useVmac === true || address.interface !== own && (everyInterface || vmacForAddresses === true));
}

// dist/config/dump/global.js
function dumpGlobal({ global, vrrp }, view, process) {
  const subject = { global, vrrp, view, process };
  return ["------< Global definitions >------", ...writeTable(table3, subject, 1)];
}
var NOT_SAID = 4294967295;
var table3 = [
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
  row("Default interface", ({ process }) => process === "vrrp" ? "eth0" : null),
  row("Disable local IGMP", ({ global }) => yesNo(global.disableLocalIgmp === true)),
  lines(syncDaemon),
  row("LVS flush", ({ global }) => trueFalse(global.lvsFlush)),
  row("LVS flush on stop", ({ global }) => ({ no: "disabled", yes: "full", vs: "VS" })[global.lvsFlushOnStop]),
  lines(({ global, process }) => [
    ...fifo("Global", global.fifo, global, true),
    ...fifo("VRRP", global.vrrpFifo, global, process === "vrrp"),
    ...fifo("LVS", global.lvsFifo, global, process === "checker")
  ]),
  row("FIFO write vrrp states on reload", ({ global }) => trueFalse(global.fifoWriteStatesOnReload === true)),
  row("VRRP notify priority changes", ({ global }) => trueFalse(global.notifyPriorityChanges)),
  row("VRRP IPv4 mcast group", ({ global }) => writeIp(global.mcastGroup4)),
  row("VRRP IPv6 mcast group", ({ global }) => writeIp(global.mcastGroup6)),
  row("Gratuitous ARP delay", ({ global }) => writeWholeSeconds(global.garp.delayUs)),
  row("Gratuitous ARP repeat", ({ global }) => global.garp.repeat),
  row("Gratuitous ARP refresh timer", ({ global }) => writeWholeSeconds(global.garp.refreshUs)),
  row("Gratuitous ARP refresh repeat", ({ global }) => global.garp.refreshRepeat),
  row("Gratuitous ARP lower priority delay", ({ global, process }) => lowerPriority(process, global.garp.lowerPrioDelayUs === global.garp.delayUs, writeWholeSeconds(global.garp.lowerPrioDelayUs))),
  row("Gratuitous ARP lower priority repeat", ({ global, process }) => lowerPriority(process, global.garp.lowerPrioRepeat === global.garp.repeat, String(global.garp.lowerPrioRepeat))),
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
function timeout(seconds2) {
  return seconds2 === void 0 || seconds2 === 0 ? null : seconds2;
}
function lowerPriority(process, inherited, written) {
  return process === "checker" && inherited ? String(NOT_SAID) : written;
}
function syncDaemon({ global, vrrp, process }) {
  const daemon = global.lvsSyncDaemon ?? (process === "vrrp" ? daemonOfInstance(vrrp) : null);
  if (daemon === null)
    return [];
  const written = [
    [process === "vrrp" ? "LVS syncd vrrp instance = " : "LVS syncd vrrp name = ", daemon.instance],
    ["LVS syncd interface = ", daemon.interface],
    ["LVS syncd syncid = ", daemon.syncId ?? syncIdNotSaid(daemon, process)],
    ["LVS syncd maxlen = ", daemon.maxLength],
    ["LVS mcast group ", daemon.group === null ? null : writeIp(daemon.group)],
    ["LVS syncd mcast port = ", daemon.port],
    ["LVS syncd mcast ttl = ", daemon.ttl]
  ];
  return written.filter(([, value]) => value !== null).map(([label2, value]) => `${label2}${value}`);
}
function syncIdNotSaid({ instance }, process) {
  if (instance === null)
    return 0;
  return process === "checker" ? NOT_SAID : null;
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
  const { firewall } = subject.global;
  const asked = firewall?.asked === true;
  const needed = subject.process === "vrrp" && subject.vrrp.instances.some((instance) => !instance.accept);
  if (!asked && !needed)
    return [];
  return [
    `nftables table name = ${firewall?.table ?? "keepalived"}`,
    `nftables base chain priority = ${firewall?.priority ?? -1}`,
    `nftables ${firewall?.byIndex === true ? "" : "don't "}force use ifindex for link local IPv6`
  ];
}
function ipvsNftables(subject) {
  const table13 = subject.global.inert?.["nftablesIpvs"];
  if (table13 === void 0)
    return [];
  return [
    `ipvs nftables table name = ${writeInert(table13) ?? "keepalived_ipvs"}`,
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
function firstWord(command) {
  return /^["'\s]*([^"'\s]+)/.exec(command)?.[1];
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

// dist/config/dump/interfaces.js
function dumpInterfaces(config, view) {
  if (view.interfaces.length === 0)
    return [];
  const { global, vrrp } = config;
  const moving = vrrp.instances.flatMap((each) => [...each.addresses, ...each.excludedAddresses]);
  const delays = effectiveLinkDelays(vrrp).byInterface;
  const virtual = new Set(moving.map(({ address }) => writeIp(address)));
  const written = view.interfaces.flatMap((given) => {
    const facts = { ...given, addresses: given.addresses.filter(({ address }) => !virtual.has(writeIp(address))) };
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
    return [` Name = ${facts.name}`, ...writeTable(table4, subject, 3)];
  });
  return ["------< Interfaces >------", ...written];
}
function primaryOf(facts) {
  return ipv4Of(facts)[0] ?? null;
}
function linkLocalOf(facts) {
  return facts.addresses.find(({ address }) => isLinkLocal(address))?.address ?? null;
}
function ipv4Of(facts) {
  return facts.addresses.filter(({ address }) => address.family === 4).map(({ address }) => address);
}
var HARDWARE = { 1: "ETHERNET", 32: "INFINIBAND", 772: "LOOPBACK", 65534: "NONE" };
var POLLED_BY = {
  MII: "NIC support MII regs",
  ETHTOOL: "NIC support ETHTOOL GLINK interface",
  IOCTL: "NIC ioctl refresh polling"
};
var table4 = [
  row("index", ({ facts }) => facts.index),
  row("IPv4 address", ({ facts }) => writeOrNone(primaryOf(facts))),
  lines(({ facts }) => {
    const others = ipv4Of(facts).slice(1);
    return others.length === 0 ? [] : ["Additional IPv4 addresses :", ...others.map((address) => `  ${writeIp(address)}`)];
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
function writeOrNone(address) {
  return address === null ? "(none)" : writeIp(address);
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
  return words3.filter((word) => word !== null).join(", ");
}
function interval(name, us) {
  return us === 0 ? null : `${name} interval ${Math.floor(us / US_PER_MS)}ms`;
}

// dist/config/dump/sockets.js
function dumpSockets(view) {
  if (view.sockets === null || view.sockets.length === 0)
    return [];
  const written = view.sockets.flatMap((socket) => [
    ` fd_in ${socket.receive} fd_out = ${socket.send}`,
    ...writeTable(table5, socket, 3)
  ]);
  return ["------< VRRP Sockpool >------", ...written];
}
var table5 = [
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

// dist/config/dump/sync-group.js
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
    return [` VRRP Sync Group = ${group.name}, ${state}`, ...writeTable(table6, subject, 3)];
  });
  return ["------< VRRP Sync groups >------", ...written];
}
var table6 = [
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
function titled(title, entries) {
  return entries.length === 0 ? [] : [title, ...entries.map((entry) => `  ${entry}`)];
}
function weight(tracked) {
  return `${tracked.weight}${tracked.reverse ? " reverse" : ""}`;
}

// dist/config/dump/track-files.js
function dumpFiles(config, view) {
  const written = (config.vrrp.files ?? []).flatMap((file) => {
    const trackers = trackersOfFile(config.vrrp, file.name);
    if (trackers.length === 0)
      return [];
    const subject = { file, status: view.files?.[file.name] ?? 0, trackers };
    return [` Track file = ${file.name}`, ...writeTable(table7, subject, 3)];
  });
  return written.length === 0 ? [] : ["------< VRRP Track files >------", ...written];
}
var table7 = [
  row("File", ({ file }) => file.path),
  row("Status", ({ status }) => status),
  row("Weight", ({ file }) => `${file.weight}${file.reverse ? " reverse" : ""}`),
  lines(({ trackers }) => ["Tracking instances :", ...trackers.map((tracker) => `  ${writeTracker(tracker)}`)])
];

// dist/config/dump/track-processes.js
function dumpProcesses(config, view) {
  const { processes } = config.vrrp;
  if (processes.length === 0)
    return [];
  const written = processes.flatMap((watched) => {
    const own = view.processes[watched.name] ?? { count: 0, haveQuorum: watched.quorum === 0, timers: null };
    const subject = { watched, view: own, trackers: trackersOfProcess(config.vrrp, watched.name) };
    return [` VRRP Track process = ${watched.name}`, ...writeTable(table8, subject, 3)];
  });
  return ["------< VRRP Track processes >------", ...written];
}
var MAX_PROCESSES = 65535;
var table8 = [
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

// dist/config/dump/real-server.js
function dumpRealServer(server, service, view, account) {
  const own = view.realServers[server.id] ?? {
    alive: true,
    set: true,
    failedCheckers: 0,
    effectiveWeight: server.weight,
    previousWeight: 0,
    reloaded: false
  };
  return ["   ------< Real server >------", ...writeTable(table9, { server, service, view: own, account }, 3)];
}
var table9 = [
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

// dist/config/dump/virtual-server.js
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
    ...writeTable(table10, subject, 3),
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
var table10 = [
  row("VirtualHost", ({ service }) => service.virtualHost),
  row("Address family", ({ family }) => family === 4 ? "inet" : "inet6"),
  row("connection timeout", ({ service }) => writeSeconds(service.connectTimeoutUs ?? DEFAULT_CONNECT_TIMEOUT_US)),
  row("delay_loop", ({ service }) => writeSeconds(service.delayLoopUs)),
  row("lvs_sched", ({ service }) => service.scheduler),
  row("Hashed", ({ service }) => enabledDisabled((service.schedulerFlags & SVC_F_HASHED) !== 0)),
  lines(({ service }) => schedulerFlags(service)),
  row("One packet scheduling", ({ service }) => enabledDisabled(service.onePacket) + (service.onePacket && service.protocol !== "UDP" ? " (inactive due to not UDP)" : "")),
  row("persistence timeout", ({ service }) => service.persistenceTimeoutS === 0 ? null : service.persistenceTimeoutS),
  row("persistence granularity", ({ service, family }) => granularity(service, family)),
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
function schedulerFlags({ scheduler, schedulerFlags: flags2 }) {
  const on = (bit) => enabledDisabled((flags2 & bit) !== 0);
  if (scheduler === "sh" || scheduler === "mh") {
    return [`${scheduler}-port = ${on(SVC_F_SCHED2)}`, `${scheduler}-fallback = ${on(SVC_F_SCHED1)}`];
  }
  return [`flag-1 = ${on(SVC_F_SCHED1)}`, `flag-2 = ${on(SVC_F_SCHED2)}`, `flag-3 = ${on(SVC_F_SCHED3)}`];
}
function granularity({ persistenceTimeoutS, persistenceGranularity: length }, family) {
  if (persistenceTimeoutS === 0 || length === (family === 4 ? 32 : 128))
    return null;
  if (family === 6)
    return String(length);
  const mask = length === 0 ? 0 : 4294967295 << 32 - length >>> 0;
  return [24, 16, 8, 0].map((shift) => mask >>> shift & 255).join(".");
}
function sorryServer({ sorryServer: sorry, protocol }, marked) {
  if (sorry === null)
    return [];
  return [
    `sorry server = [${writeIp(sorry.address)}]:${marked ? "none" : protocol.toLowerCase()}:${sorry.port}`,
    writeForwarding(sorry, "  forwarding method"),
    `  Inhibit on failure is ${onOff(sorry.inhibit)}`
  ];
}
function dumpGroup(group, config, view) {
  const has = (family) => yesNo(group.members.some((member) => member.kind !== "fwmark" && member.address.family === family));
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
function writeRange({ address, count }) {
  const bytes = Uint8Array.from(address.bytes);
  let carry = count - 1;
  for (let i = bytes.length - 1; i >= 0 && carry > 0; i--) {
    carry += bytes[i] ?? 0;
    bytes[i] = carry & 255;
    carry >>= 8;
  }
  return `${writeIp(address)}-${writeIp({ family: address.family, bytes })}`;
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

// dist/config/dump/wall-clock.js
function writeWallClock(moment2) {
  const seconds2 = writeSeconds(moment2.epochUs);
  const fraction = seconds2.slice(seconds2.indexOf("."));
  return `${seconds2} (${moment2.monthDayTime}${fraction} ${moment2.year})`;
}

// dist/config/dump/vrrp-instance.js
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
  return [` VRRP Instance = ${instance.name}`, ...writeTable(table11, subject, 3)];
}
var table11 = [
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
function script(command, account) {
  return command === null ? null : writeScript(command, account);
}
function titled2(title, entries) {
  return entries.length === 0 ? [] : [title, ...entries.map((entry) => `  ${entry}`)];
}
function weight2(tracked) {
  return `${tracked.weight}${tracked.reverse ? " reverse" : ""}`;
}
function addresses(list, { running, addressesSet = [] }) {
  const set = running?.addressesSet ?? addressesSet;
  return list.map((each) => `  ${writeAddress(each)}${set.includes(writeIpPrefix(each)) ? " set" : ""}`);
}

// dist/config/dump/vrrp-script.js
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
    ...writeTable(table12, subject, 3)
  ]);
  return ["------< VRRP Scripts >------", ...written];
}
var table12 = [
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

// dist/config/dump/dump.js
function dumpVrrpProcess(config, view) {
  return [...dumpGlobal(config, view, "vrrp"), ...dumpVrrpSections(config, view)];
}
function dumpCheckerProcess(config, view) {
  return [...dumpGlobal(config, view, "checker"), ...dumpLvsSections(config, view)];
}
function dumpParentProcess(config) {
  return dumpGlobal(config, initialLvsView(config), "checker");
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

// dist/daemon/relay-address.js
import { lookup } from "node:dns/promises";
var lookupTimeoutMs = 1e3;
async function lookUpRelay({ server }) {
  if (server === null)
    return null;
  const given = readIp(server.host);
  if (given !== null)
    return writeIp(given);
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, lookupTimeoutMs, null);
  });
  const found = lookup(server.host).then(
    ({ address: address2 }) => address2,
    // A name without an address is shown as no relay.
    () => null
  );
  const address = await Promise.race([found, late]);
  clearTimeout(timer);
  return address;
}

// dist/daemon/vrrp-view.js
function makeVrrpView(source) {
  const { config, state } = source;
  const initial = initialVrrpView(config, withPolling(source.interfaces, source.polledBy));
  return {
    ...initial,
    instances: Object.fromEntries([...state.instances].map(([name, instance]) => {
      const before = initial.instances[name];
      return [name, { configFaults: before?.configFaults ?? 0, ...instanceView(source, instance) }];
    })),
    groups: Object.fromEntries([...state.groups].map(([name, group]) => {
      const inState = (wanted) => group.members.filter((member) => member.state === wanted).length;
      return [name, { state: words2[group.state], membersInFault: inState("fault"), membersInInit: inState("init") }];
    })),
    scripts: Object.fromEntries([...state.scripts].map(([name, script2]) => {
      const { rise, fall } = script2.config;
      const result = script2.up === true ? rise + fall - 1 - script2.streak : script2.streak;
      return [name, { result, initialising: script2.up === null, good: script2.up === true, running: script2.running }];
    })),
    processes: Object.fromEntries([...state.processes].map(([name, process]) => {
      const delayed = process.timer.atUs !== NEVER;
      const timers = { fork: delayed && process.up !== true, terminate: delayed && process.up === true };
      return [name, { count: process.count ?? 0, haveQuorum: process.up === true, timers }];
    })),
    files: Object.fromEntries([...state.files].map(([name, { value }]) => [name, value])),
    sockets: source.sockets.map(({ spec, descriptor }) => socketView(source, spec, descriptor))
  };
}
function withPolling(interfaces, polledBy) {
  return interfaces.map((link) => {
    const way = polledBy.get(link.name);
    return way === void 0 ? link : { ...link, polledBy: way };
  });
}
var words2 = {
  init: "INIT",
  backup: "BACKUP",
  master: "MASTER",
  fault: "FAULT",
  stopped: "INIT"
};
function instanceView(source, instance) {
  const state = words2[instance.state];
  const { masterAddress, timers } = instance;
  const knowsMaster = instance.state === "backup" && masterAddress !== null;
  const socket = source.sockets.find(({ spec }) => spec === instance.socket || sameSpec(spec, instance.socket));
  const next = Math.min(timers.masterDown.atUs, timers.advert.atUs);
  const running = {
    state,
    faults: instance.faults.length,
    scriptsInit: instance.waiting ? 1 : 0,
    lastTransition: instance.state === "init" ? null : wallClock(source, instance.sinceUs),
    readTimeout: next === NEVER ? null : wallClock(source, next),
    masterDownTimerUs: wholeMasterDownUs(instance),
    nextExtraGarp: timers.extra.atUs === NEVER ? null : wallClock(source, timers.extra.atUs),
    master: knowsMaster ? { address: masterAddress, priority: instance.masterPriority, advertIntervalUs: instance.masterIntervalUs } : null,
    effectivePriority: instance.effectivePriority,
    totalPriority: instance.config.priority + sum(instance.adjustments.map(({ points }) => points)),
    // Ordered is not there yet, and may have been refused.
    addressesSet: [...instance.installed.values()].filter((each) => each.confirmed).map(({ address }) => writeIpPrefix(address)),
    sockets: socket === void 0 ? null : { receive: socket.descriptor, send: socket.descriptor }
  };
  return { wantState: state === "INIT" ? "BACKUP" : state, running };
}
function wholeMasterDownUs(instance) {
  const unit = instance.config.version === 2 ? US_PER_S : instance.masterIntervalUs;
  return masterDownUs(instance) - skewUs(instance) + Math.floor((256 - instance.effectivePriority) * unit / 256);
}
function socketView(source, spec, descriptor) {
  const users = [...source.state.instances.values()].filter((instance) => sameSpec(spec, instance.socket));
  return {
    receive: descriptor,
    send: descriptor,
    interface: spec.interface,
    family: spec.family,
    protocol: spec.protocol === 112 ? "VRRP" : "AH",
    unicastAddress: spec.multicastGroup === null ? spec.source : null,
    rxBufSize: spec.receiveBufferBytes,
    instances: users.map(({ config }) => ({ name: config.name, vrid: config.vrid }))
  };
}
function sameSpec(a, b) {
  return b !== null && socketKey(a) === socketKey(b);
}
function wallClock(source, at) {
  const epochUs = source.wallUs + (at - source.now);
  const text2 = writeCtime(new Date(Math.floor(epochUs / 1e3)));
  return { epochUs, monthDayTime: text2.slice(0, -5), year: text2.slice(-4) };
}
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

export {
  initialVrrpView,
  reloadedVrrpView,
  initialLvsView,
  dumpVrrpProcess,
  dumpCheckerProcess,
  dumpParentProcess,
  lookUpRelay,
  makeVrrpView,
  withPolling
};
