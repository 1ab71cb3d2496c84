import {
  exchangeHttp,
  tlsContext,
  writeRequest
} from "./chunk-CAIA3EZW.js";
import "./chunk-V5UWORX5.js";
import "./chunk-VKBYNSQF.js";
import {
  US_PER_S
} from "./chunk-JPSQDH5E.js";
import {
  readIp
} from "./chunk-I3YH4PUB.js";
import "./chunk-VCTB2HMK.js";
import "./chunk-MLKGABMK.js";

// dist/cli/genhash.js
import { Command, CommanderError } from "commander";

// dist/cli/page-dump.js
var WIDTH = 16;
function makePageDump(print) {
  let bodyStarted = false;
  const startBody = () => {
    if (!bodyStarted)
      print(title("        HTML Buffer        "));
    bodyStarted = true;
  };
  const onHead = (head) => {
    print(title("    HTTP Header Buffer    ") + dumpOctets(head));
    print(`${title(" HTTP Header Ascii Buffer ")}${head.toString("latin1")}
`);
  };
  const onBody = (chunk) => {
    startBody();
    print(dumpOctets(chunk));
  };
  const end = (digest) => {
    startBody();
    print(`
${title("    HTML hash resulting    ")}${dumpOctets(digest)}${title(" HTML hash final resulting ")}`);
  };
  return { observer: { onHead, onBody }, end };
}
function title(text) {
  const line = "-".repeat(23);
  return `${line}[${text}]${line}
`;
}
function dumpOctets(octets) {
  let text = "";
  for (let start = 0; start < octets.length; start += WIDTH) {
    const row = [...octets.subarray(start, start + WIDTH)];
    const hex = row.map((octet) => octet.toString(16).padStart(2, "0"));
    const letters = row.map((octet) => octet >= 32 && octet < 127 ? String.fromCharCode(octet) : ".").join("");
    const groups = `${hex.slice(0, 8).join(" ").padEnd(23)} - ${hex.slice(8).join(" ").padEnd(23)}`;
    text += `${String(start).padStart(4, "0")}  ${groups}   ${letters.padEnd(WIDTH)}
`;
  }
  return text;
}

// dist/cli/genhash.js
var DEFAULT_TIMEOUT_S = 5;
async function runGenhash(words, name = "tskeepalived --genhash") {
  const command = makeCommand(name);
  const options = readOptions(command, words);
  if ("refused" in options) {
    if (options.refused !== "")
      process.stderr.write(`${options.refused}
`);
    process.stderr.write(command.helpInformation());
    return 1;
  }
  const dump = options.verbose ? makePageDump((text) => process.stdout.write(text)) : null;
  const start = process.hrtime.bigint();
  const outcome = await exchangeHttp(exchangeOf(options, dump?.observer ?? {}));
  const tookUs = (process.hrtime.bigint() - start) / 1000n;
  if (outcome.kind === "answer")
    dump?.end(outcome.answer.digest);
  if (outcome.kind === "answer")
    process.stdout.write(`${Buffer.from(outcome.answer.digest).toString("hex")}
`);
  else
    process.stderr.write(`${describe(outcome, options.tls)}
`);
  if (options.verbose)
    process.stdout.write(`
Global response time for [${options.url}] = ${tookUs} usecs
`);
  return outcome.kind === "answer" ? 0 : 1;
}
function makeCommand(name) {
  return new Command(name).usage("-s <address> -p <port> -u <url> [options]").helpOption(false).option("-S, --use-ssl", "connect with TLS").option("-I, --use-sni", "name the virtual host (see -V) in the TLS handshake").option("-s, --server <address>", "IP address of the server").option("-p, --port <port>", "port of the server").option("-u, --url <url>", "path of the page").option("-V, --use-virtualhost <host>", "virtual host to ask for").option("-v, --verbose", "print the head, the page and the digest octet by octet").option("-h, --help", "print this text").option("-m, --fwmark <mark>", "mark of the packets that are sent").option("-P, --protocol <version>", 'version of HTTP: 1.0, 1.0c or 1.1; 1.0c is 1.0 with "Connection: close"').option("-t, --timeout <seconds>", `longest wait for the server, default ${DEFAULT_TIMEOUT_S}`).allowExcessArguments(true).exitOverride().configureOutput({ writeErr: () => {
  }, writeOut: () => {
  } });
}
function readOptions(command, words) {
  try {
    command.parse(words.map((word) => spellOut(command, word)), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError))
      throw error;
    return { refused: error.message.replace(/^error: /, "") };
  }
  const given = command.opts();
  const text = (name) => typeof given[name] === "string" ? given[name] : null;
  if (given["help"] === true)
    return { refused: "" };
  const address = readIp(text("server") ?? "");
  const server = text("server");
  if (server !== null && address === null)
    return { refused: `server should be an IP, not ${server}` };
  const port = readNumber(text("port"), 1, 65535);
  if (port === void 0)
    return { refused: `invalid port number '${text("port")}'` };
  const fwmark = readNumber(text("fwmark"), 0, 4294967295);
  if (fwmark === void 0)
    return { refused: `invalid fwmark '${text("fwmark")}'` };
  const timeoutS = readNumber(text("timeout"), 0, 4294);
  if (timeoutS === void 0)
    return { refused: `invalid timeout '${text("timeout")}'` };
  const protocol = readProtocol(text("protocol") ?? "1.0");
  if (protocol === null)
    return { refused: `invalid HTTP protocol version '${text("protocol")}'` };
  if (command.args.length > 0)
    return { refused: `Unexpected argument(s): ${command.args.join(" ")}` };
  const url = text("url");
  if (address === null || port === null || url === null)
    return { refused: "" };
  return {
    address,
    port,
    url,
    tls: given["useSsl"] === true,
    sni: given["useSni"] === true,
    virtualHost: text("useVirtualhost"),
    verbose: given["verbose"] === true,
    fwmark: fwmark ?? 0,
    protocol,
    timeoutS: timeoutS ?? DEFAULT_TIMEOUT_S
  };
}
function spellOut(command, word) {
  const match = /^(--[a-z-]+)(=.*)?$/s.exec(word);
  const typed = match?.[1];
  if (typed === void 0)
    return word;
  const names = command.options.map((option) => option.long ?? "").filter((long) => long.startsWith(typed));
  const whole = names.includes(typed) || names.length !== 1 ? typed : names[0];
  return `${whole}${match?.[2] ?? ""}`;
}
function readNumber(text, least, most) {
  if (text === null)
    return null;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  return value >= least && value <= most ? value : void 0;
}
function readProtocol(text) {
  if (text === "1.0" || text === "1.1")
    return text;
  return text === "1.0c" || text === "1.0C" ? "1.0C" : null;
}
function exchangeOf(options, observer) {
  const { address, port, virtualHost, protocol } = options;
  return {
    connection: {
      address,
      port,
      bindAddress: null,
      bindPort: 0,
      bindInterface: null,
      fwmark: options.fwmark,
      connectTimeoutUs: options.timeoutS * US_PER_S
    },
    request: writeRequest({ path: options.url, protocol, address, port, virtualHost }),
    tls: options.tls ? { context: tlsContext(null), serverName: options.sni ? virtualHost : null, closeNotify: false } : null,
    signal: new AbortController().signal,
    observer
  };
}
function describe(outcome, tls) {
  switch (outcome.kind) {
    case "connect-failed":
      return "Connection failed";
    case "handshake-failed":
      return "SSL handshake/communication error";
    case "unreachable":
      return "Network unreachable";
    case "connect-timeout":
      return "Timeout connecting";
    case "undecided":
      return outcome.reason;
    case "read-timeout":
      return `Timeout ${tls ? "SSL" : outcome.started ? "HTTP" : "WEB"} read`;
    case "read-error":
      return "Read error with server";
    case "no-answer":
      return "no data received from remote webserver";
    case "aborted":
      return "aborted";
  }
}
export {
  makeCommand,
  runGenhash
};
