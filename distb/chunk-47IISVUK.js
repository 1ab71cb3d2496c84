import {
  MAX_TEXT,
  Sources,
  makeMark,
  standsLeft
} from "./chunk-42FBAOTP.js";
import {
  familyOfServers,
  serviceKeyOf
} from "./chunk-Q5WZ2PUS.js";
import {
  TRAILER_LENGTH
} from "./chunk-ALTOM5WN.js";
import {
  writeHex
} from "./chunk-YME4ZP4W.js";
import {
  KEEPALIVED_PROTOCOL,
  ROUTE_TYPES,
  UNICAST
} from "./chunk-EFJSXIPA.js";
import {
  makeSecret
} from "./chunk-VKBYNSQF.js";
import {
  US_PER_CS,
  US_PER_MS,
  US_PER_S
} from "./chunk-JPSQDH5E.js";
import {
  readIp,
  writeIp
} from "./chunk-I3YH4PUB.js";

// dist/config/exit-status.js
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

// dist/config/lexer/words.js
var SPACE = 32;
var TAB = 9;
var CARRIAGE_RETURN = 13;
var QUOTE = 34;
function splitWords(text) {
  const words2 = [];
  const length = text.length;
  let i = 0;
  while (i < length) {
    const c = text.charCodeAt(i);
    if (isBlank(c)) {
      i++;
    } else if (c === QUOTE) {
      const end = text.indexOf('"', i + 1);
      if (end < 0)
        break;
      words2.push(text.slice(i + 1, end));
      i = end + 1;
    } else {
      let end = i + 1;
      for (; end < length; end++) {
        const d = text.charCodeAt(end);
        if (d === QUOTE || isBlank(d))
          break;
      }
      words2.push(text.slice(i, end));
      i = end;
    }
  }
  return words2;
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
function splitQuoted(text) {
  const words2 = [];
  let word2 = null;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === "\\" && i + 1 < text.length) {
      const escape = readEscape(text, i + 1);
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
        words2.push(word2);
      word2 = null;
    } else {
      word2 = (word2 ?? "") + c;
    }
  }
  if (word2 !== null)
    words2.push(word2);
  return words2;
}
function readEscape(text, at) {
  const c = text.charAt(at);
  const letter = LETTER_ESCAPES[c];
  if (letter !== void 0)
    return { value: letter, end: at + 1 };
  const octal2 = /^[0-7]{1,3}/.exec(text.slice(at, at + 3));
  if (octal2)
    return { value: String.fromCharCode(parseInt(octal2[0], 8) & 255), end: at + octal2[0].length };
  const hex = c === "x" ? /^[0-9a-fA-F]{1,2}/.exec(text.slice(at + 1, at + 3)) : null;
  if (hex)
    return { value: String.fromCharCode(parseInt(hex[0], 16)), end: at + 1 + hex[0].length };
  if (c === "c" && at + 1 < text.length) {
    return { value: String.fromCharCode(text.charCodeAt(at + 1) & 31), end: at + 2 };
  }
  return { value: c, end: at + 1 };
}
function openQuote(text) {
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
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

// dist/config/grammar/row.js
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
  return { name, rows, byName: new Map(rows.map((row) => [row.name, row])), keepsMarks };
}
function defaultOf({ default: own, value }) {
  const found = own ?? value.default;
  return found === void 0 ? {} : { default: found };
}
function fillIn(template, word2, use) {
  return template.replace(/%[wo]/g, (place) => place === "%w" ? word2 : use.owner);
}

// dist/config/grammar/scalar.js
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
  read: (statement, row, use) => {
    const word2 = statement.words[1];
    const value = word2 === void 0 ? true : readBoolean(word2);
    if (value === null)
      reportBad(statement, row, use, word2 ?? "", "expected on, true, yes, off, false or no");
    return value ?? void 0;
  },
  write: (value) => [value ? "on" : "off"],
  samples: ["", ...TRUE_WORDS, ...FALSE_WORDS]
};
var word = {
  syntax: "<word>",
  block: null,
  read: (statement, row, use) => argument(statement, row, use),
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
var words = {
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
    read: (statement, row, use) => {
      const given = argument(statement, row, use);
      if (given === void 0)
        return void 0;
      const found = choices.find((choice) => choice === given || fold && choice.toLowerCase() === given.toLowerCase());
      if (found === void 0) {
        const near = choices.find((choice) => choice.toLowerCase() === given.toLowerCase());
        reportBad(statement, row, use, given, near ? `did you mean '${near}'?` : `expected ${choices.join(", ")}`);
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
    read: (statement, row, use) => {
      const given = argument(statement, row, use);
      return given === void 0 ? void 0 : readNumber(statement, row, use, given, min, max);
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
    read: (statement, row, use) => statement.words.length > 1 ? reader.read(statement, row, use) : null,
    write: (value) => value === null ? [] : reader.write(value),
    samples: ["", ...reader.samples]
  };
}
function readNumber(statement, row, use, given, min, max) {
  const problem = numberProblem(given, min, max);
  if (problem === null)
    return Number(given);
  reportBad(statement, row, use, given, `${problem}; expected a whole number from ${min} to ${max}`, problem);
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
function seconds(minUs, maxUs, stepUs = 1) {
  const [least, most] = [writeSeconds(minUs), writeSeconds(maxUs)];
  return {
    syntax: `<${least}..${most}>`,
    block: null,
    read: (statement, row, use) => {
      const given = argument(statement, row, use);
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
      reportBad(statement, row, use, given, `${problem}; expected seconds from ${Number(least)} to ${Number(most)}`, problem);
      return void 0;
    },
    write: (value) => [decimal(value)],
    samples: [minUs, Math.min(maxUs, 2 * US_PER_S), Math.min(maxUs, 2.5 * US_PER_S)].map(decimal),
    range: { least: minUs / US_PER_S, most: maxUs / US_PER_S },
    unit: "s"
  };
}
var LONGEST_US = 2 ** 53 - 1;
function readSeconds(text) {
  if (/^\d{1,9}$/.test(text))
    return Number(text) * US_PER_S;
  if (!/^\+?(\d+\.?\d*|\.\d+)$/.test(text))
    return null;
  const [whole = "", fraction = ""] = text.replace("+", "").split(".");
  return Number(whole || "0") * US_PER_S + Math.round(Number(`0.${fraction || "0"}`) * US_PER_S);
}
function decimal(us) {
  return writeSeconds(us).replace(/\.?0+$/, "");
}
function writeSeconds(us) {
  return `${Math.floor(us / US_PER_S)}.${String(us % US_PER_S).padStart(6, "0")}`;
}
function optional(word2) {
  return word2 === null ? [] : [String(word2)];
}
function argument(statement, row, use) {
  const given = statement.words[1];
  if (given !== void 0)
    return given;
  const keyword = statement.words[0] ?? "";
  use.reporter.report({
    code: "missing-argument",
    class: row.missing === void 0 && row.since === void 0 ? "argument" : "general",
    at: statement.mark,
    word: keyword,
    message: row.missing !== void 0 ? fillIn(row.missing, "", use) : `*** Configuration line starting \`${keyword}\` is missing a parameter after keyword \`${keyword}\` at word position 2`,
    hint: `write: ${keyword} ${row.value.syntax}`,
    expected: row.value.syntax
  });
  return void 0;
}
function reportBad(statement, row, use, given, hint, fallback) {
  const keyword = statement.words[0] ?? "";
  use.reporter.report({
    code: "bad-value",
    at: statement.mark,
    word: given,
    message: row.bad === void 0 ? fallback ?? `invalid ${keyword} '${given}'` : fillIn(row.bad, given, use),
    hint,
    expected: row.value.syntax
  });
}

// dist/config/grammar/write.js
function writeTaken(context2, taken) {
  return taken.map(({ row, value }) => writeStatement(modernRow(context2, row), value));
}
function modernRow(context2, row) {
  const modern = row.oldNameOf === void 0 ? void 0 : context2.byName.get(row.oldNameOf);
  return modern?.field === row.field ? modern : row;
}
function writeStatement(row, value) {
  const reader = row.value;
  const words2 = reader.write(value);
  return {
    words: [row.name, ...reader.quotes === true ? words2 : words2.map(quoteWord)],
    block: reader.writeBlock?.(value) ?? null
  };
}
function writeLines(lines2, indent = "") {
  return lines2.map(({ words: words2, block: block2 }, i) => {
    const line = `${indent}${words2.join(" ")}`;
    if (block2 === null)
      return `${line}
`;
    const gap = indent === "" && i > 0 ? "\n" : "";
    return `${gap}${line} {
${writeLines(block2, `${indent}    `)}${indent}}
`;
  }).join("");
}

// dist/config/grammar/block.js
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
    read: (statement, row, use) => {
      if (argument(statement, missing === null ? row : { ...row, missing }, use) === void 0)
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
      return reader.read(statement, row, use);
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
function lines(syntax, entry, empty) {
  return {
    syntax: `{ ${syntax} }`,
    block: NO_KEYWORDS,
    read: (statement, row, use) => {
      if (!hasBlock(statement, use))
        return void 0;
      if (statement.words.length > 1)
        reportExtraWords(statement, use);
      const entries = statement.block ?? [];
      if (entries.length === 0 && empty !== void 0) {
        use.reporter.report({
          code: "empty-block",
          severity: "warning",
          at: statement.mark,
          word: statement.words[0] ?? "",
          message: empty.replaceAll("%o", use.owner)
        });
      }
      const values = [];
      for (const one of entries) {
        if (one.block !== null)
          reportInnerBlock(one, use);
        const value = entry.read(one, row, use);
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
    read: ({ words: words2, mark }) => words2.map((word2) => ({ word: word2, mark })),
    write: (words2) => words2.map(({ word: word2 }) => word2),
    samples
  };
  const reader = lines(syntax, entry, empty);
  return {
    ...reader,
    read: (statement, row, use) => reader.read(statement, row, use)?.flat(),
    write: () => [],
    samples: [""],
    entrySamples: samples,
    writeBlock: (words2) => words2.map(({ word: word2 }) => ({ words: [quoteWord(word2)], block: null }))
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

// dist/config/grammar/address.js
var address = {
  syntax: "<ip>",
  block: null,
  read: (statement, row, use) => {
    const given = argument(statement, row, use);
    if (given === void 0)
      return void 0;
    const ip = readIp(given);
    if (ip === null)
      reportBad(statement, row, use, given, "expected an IPv4 or IPv6 address");
    return ip ?? void 0;
  },
  samples: ["192.0.2.1", "2001:db8::1"],
  write: (ip) => [writeIp(ip)]
};
function multicastAddress(wrong) {
  return {
    ...address,
    syntax: "<multicast ip>",
    samples: ["224.0.0.99", "ff02::99"],
    read: (statement, row, use) => {
      const ip = address.read(statement, row, use);
      if (ip === void 0 || isMulticast(ip))
        return ip;
      reportBad(statement, { ...row, bad: wrong }, use, statement.words[1] ?? "", "expected 224.0.0.0/4 or ff00::/8");
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
  read: (statement, row, use) => argument(statement, row, use),
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
  read: (statement, row, use) => {
    const given = argument(statement, row, use);
    if (given === void 0)
      return void 0;
    const value = readEndpoint(statement, 1, use);
    if (value === null)
      reportBad(statement, row, use, given, "expected an address, then a port");
    return value ?? void 0;
  },
  samples: ["192.0.2.9", "192.0.2.9 80", "2001:db8::9 443"],
  write: ({ address: ip, port, portGiven }) => [writeIp(ip), ...optional(portGiven ? port : null)]
};

// dist/config/grammar/command.js
var command = {
  syntax: '<command>|"<command> <argument> ..." [<user> [<group>]]',
  block: null,
  read: (statement, row, use) => {
    if (hasOpenQuote(statement.text, statement.mark, use))
      return void 0;
    if (argument(statement, row, use) === void 0)
      return void 0;
    const keyword = statement.words[0] ?? "";
    const outer = splitQuoted(statement.text.slice(keyword.length));
    const text = outer[0] ?? "";
    if (hasOpenQuote(text, statement.mark, use))
      return void 0;
    const argv = splitQuoted(text);
    if (argv.length === 0) {
      if (row.bad !== void 0)
        reportBad(statement, row, use, text, "it holds no command");
      return void 0;
    }
    const more = outer.length > 3 ? { more: outer.slice(3) } : {};
    return { text, argv, user: outer[1] ?? null, group: outer[2] ?? null, ...more, mark: statement.mark };
  },
  samples: ["/bin/true", `"/bin/sh -c 'exit 0'"`, "/bin/true nobody", "/bin/true nobody nogroup"],
  write: ({ text, user: user2, group }) => [text, ...optional(user2), ...optional(group)].map(quoteCommand),
  quotes: true
};
function hasOpenQuote(text, at, { reporter }) {
  const quote = openQuote(text);
  if (quote === "")
    return false;
  reporter.report({
    code: "open-quote",
    at,
    word: quote,
    message: `String '${text}': missing terminating ${quote}`
  });
  return true;
}
var optionalCommand = {
  ...command,
  syntax: `[${command.syntax}]`,
  read: (statement, row, use) => statement.words.length > 1 || openQuote(statement.text) !== "" ? command.read(statement, row, use) : null,
  samples: ["", ...command.samples],
  write: (value) => value === null ? [] : command.write(value)
};

// dist/config/lexer/utf8.js
function encodeUtf8(text) {
  const octets = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 128)
      octets.push(code);
    else if (code < 2048)
      octets.push(192 | code >> 6, 128 | code & 63);
    else if (code < 65536)
      octets.push(224 | code >> 12, 128 | code >> 6 & 63, 128 | code & 63);
    else
      octets.push(240 | code >> 18, 128 | code >> 12 & 63, 128 | code >> 6 & 63, 128 | code & 63);
  }
  return Uint8Array.from(octets);
}
function decodeUtf8(octets) {
  const escaped = Array.from(octets, (octet) => `%${octet.toString(16).padStart(2, "0")}`).join("");
  try {
    return decodeURIComponent(escaped);
  } catch {
    return null;
  }
}

// dist/config/grammar/vrrp-values.js
var stateWord = {
  syntax: "MASTER|BACKUP",
  block: null,
  read: (statement, row, use) => {
    const given = argument(statement, row, use);
    if (given === void 0 || given === "MASTER" || given === "BACKUP")
      return given;
    reportBad(statement, row, use, given, "expected MASTER or BACKUP");
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
  read: (statement, row, use) => {
    const given = argument(statement, row, use);
    if (given === void 0)
      return void 0;
    const latin1 = use.reporter.sources.isLatin1(statement.mark);
    const octets = latin1 ? Uint8Array.from(given, (c) => c.charCodeAt(0)) : encodeUtf8(given);
    if (octets.length <= MAX_PASSWORD)
      return octets;
    use.reporter.warn({
      code: "password-truncated",
      at: statement.mark,
      word: given,
      message: `Truncating auth_pass to ${MAX_PASSWORD} characters`,
      hint: `only the first ${MAX_PASSWORD} octets go into a packet; write no more of them`
    });
    return octets.slice(0, MAX_PASSWORD);
  },
  // Octets that are no UTF-8 come from a file that is none: each was a character there.
  samples: ["secret", '"two word"'],
  write: (octets) => [decodeUtf8(octets) ?? String.fromCharCode(...octets)],
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
function readPeer(entry, row, use) {
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
    const value = readTtl(entry, row, use, name, entry.words[i + 1] ?? "");
    if (name === "min_ttl")
      minTtl = value ?? minTtl;
    else if (name === "max_ttl")
      maxTtl = value ?? maxTtl;
  }
  return { address: address2, minTtl, maxTtl };
}
function readTtl(entry, row, use, name, given) {
  if (name === "min_ttl" || name === "max_ttl") {
    const bad = `(${use.owner}) ${name} '%w' not valid - must be between 0 & 255`;
    return readNumber(entry, { ...row, bad }, use, given, 0, 255);
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
    read: (statement, row, use) => {
      const [keyword = "", ...words2] = statement.words;
      const times = words2[0] === "all" ? words2.slice(1) : words2;
      const given = times.find((time) => numberProblem(time, least, 86400) !== null) ?? times[0];
      if (given === void 0) {
        const missing = `${prefix}${keyword} specified without time - ignoring`;
        argument({ ...statement, words: [keyword] }, { ...row, missing }, use);
        return void 0;
      }
      const bad = `${prefix}${keyword} '%w' invalid - ignoring`;
      return readNumber(statement, { ...row, bad }, use, given, least, 86400) === void 0 ? void 0 : words2;
    },
    samples: [String(least), "86400", "all 60"],
    write: (words2) => words2,
    range: { least, most: 86400 },
    unit: "s"
  };
}

// dist/config/grammar/global-values.js
var smtpServer = {
  syntax: "<address or name> [<port>]",
  block: null,
  read: (statement, row, use) => {
    const host = argument(statement, row, use);
    const portWord = statement.words[2];
    if (host === void 0)
      return void 0;
    if (portWord === void 0)
      return { host, port: 25 };
    const port = SERVICES[portWord] ?? (numberProblem(portWord, 1, 65535) === null ? Number(portWord) : null);
    if (port !== null)
      return { host, port };
    reportBad(statement, row, use, `${host} ${portWord}`, "a port is a number from 1 to 65535");
    return void 0;
  },
  samples: ["192.0.2.25", "2001:db8::25 587", "192.0.2.25 smtp"],
  write: ({ host, port }) => [host, String(port)]
};
var SERVICES = { smtp: 25, mail: 25, smtps: 465, submissions: 465, submission: 587 };
var user = {
  syntax: "<user> [<group>]",
  block: null,
  read: (statement, row, use) => {
    const name = argument(statement, row, use);
    return name === void 0 ? void 0 : { user: name, group: statement.words[2] ?? null, mark: statement.mark };
  },
  samples: ["nobody", "nobody nogroup"],
  write: (value) => [value.user, ...optional(value.group)]
};
var fifo = {
  syntax: "<path> [<user> [<group>]]",
  block: null,
  read: (statement, row, use) => {
    const path = argument(statement, row, use);
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
  read: (statement, row, use) => {
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
      const value = readNumber(statement, { ...row, bad: `Invalid lvs_timeout ${name} (%w) - ignoring` }, use, given, 0, MAX_TIMEOUT_S);
      if (value !== void 0)
        found[name] = value;
    }
    if (count > 0)
      return found;
    reportOption(statement, use, statement.words[0] ?? "", "lvs_timeouts requires at least one option", row.value.syntax);
    return void 0;
  },
  samples: ["tcp 900", "tcpfin 120 udp 300", "udp 0"],
  write: (value) => [...option("tcp", value.tcp), ...option("tcpfin", value.tcpfin), ...option("udp", value.udp)],
  unit: "s"
};
function option(name, value) {
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
  read: (statement, row, use) => {
    const name = argument(statement, row, use);
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
      if (readSyncOption(statement, row, use, i, draft))
        i++;
    }
    return draft;
  },
  samples: ["eth0", "eth0 a", "eth0 inst a id 7 maxlen 1400 port 8848 ttl 4 group 224.0.0.81", "eth0 group ff02::81"],
  write: (value) => [
    value.interface,
    ...option("inst", value.instance),
    ...Object.entries(OPTIONS).flatMap(([name, { field }]) => option(name, value[field])),
    ...option("group", value.group === null ? null : writeIp(value.group))
  ]
};
function readSyncOption(statement, row, use, at, draft) {
  const name = statement.words[at] ?? "";
  const given = statement.words[at + 1] ?? "";
  const option2 = OPTIONS[name];
  if (option2 !== void 0) {
    const bad = name === "id" ? "Invalid syncid (%w) - defaulting to vrid" : `Invalid lvs_sync_daemon ${name} (%w) - ignoring`;
    draft[option2.field] = readNumber(statement, { ...row, bad }, use, given, option2.min, option2.max) ?? null;
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
    reportOption(statement, use, name, `Unknown option ${name} specified for lvs_sync_daemon`, row.value.syntax);
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
  read: (statement, row, use) => {
    const first = argument(statement, row, use);
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
        reportBad(statement, row, use, bit, `expected ${Object.keys(BITS).join(", ")}`);
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
function realTimePriority(process) {
  return {
    syntax: `<1..${MAX_RT_PRIORITY}>`,
    block: null,
    read: (statement, row, use) => {
      const given = argument(statement, row, use);
      const value = given === void 0 ? void 0 : readNumber(statement, row, use, given, 1, 2147483647);
      if (value === void 0 || value <= MAX_RT_PRIORITY)
        return value;
      use.reporter.report({
        code: "clamped",
        at: statement.mark,
        word: given ?? "",
        message: `${process} process real-time priority ${value} greater than maximum ${MAX_RT_PRIORITY} - setting to maximum`
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
  read: (statement, row, use) => {
    const given = argument(statement, row, use);
    if (given === void 0)
      return void 0;
    const upper = given.toUpperCase();
    const isPolicy = upper === "MTU" || upper === "ADVERT";
    const more = statement.words[2];
    if (more !== void 0) {
      const hint = "expected MTU, ADVERT or a number of octets alone";
      reportBad(statement, row, use, more, hint);
    }
    if (isPolicy)
      return upper;
    return readNumber(statement, row, use, given, 0, 4294967295);
  },
  samples: ["MTU", "ADVERT", "65536"],
  write: (value) => [String(value)]
};
function reportOption(statement, use, name, message, expected) {
  use.reporter.report({ code: "bad-option", at: statement.mark, word: name, message, hint: `expected ${expected}` });
}

// dist/config/grammar/global.js
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
    value: seconds(1, MAX_SECONDS),
    default: "0",
    bad: "vrrp_garp_interval '%w' is invalid",
    doc: "gap between gratuitous ARPs on an interface"
  },
  {
    name: "vrrp_gna_interval",
    field: "gnaIntervalUs",
    value: seconds(1, MAX_SECONDS),
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
    value: seconds(US_PER_MS, MAX_SECONDS),
    default: "0",
    bad: "vrrp_startup_delay '%w' is invalid",
    doc: "wait this long after start before taking part"
  },
  {
    name: "vrrp_delay_after_boot",
    field: "delayAfterBootUs",
    value: seconds(US_PER_MS, MAX_SECONDS),
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
    value: words,
    oldNameOf: "nftables",
    deprecated: "iptables not supported, using nftables instead. Please replace 'vrrp_iptables and 'vrrp_ipsets' with 'nftables' config option",
    samples: ["", "INPUT", "INPUT OUTPUT"],
    doc: "filter with iptables chains"
  },
  {
    name: "vrrp_ipsets",
    field: "vrrpIpsets",
    value: words,
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
    value: fifo,
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
    value: fifo,
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
    value: fifo,
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
    value: words,
    samples: ["0"],
    default: "all",
    doc: "processors of the VRRP process"
  },
  {
    name: "checker_cpu_affinity",
    field: "checkerCpuAffinity",
    value: words,
    samples: ["0"],
    default: "all",
    doc: "processors of the checker process"
  },
  {
    name: "bfd_cpu_affinity",
    field: "bfdCpuAffinity",
    value: words,
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
    value: words,
    since: "2.3.0",
    status: "parsed",
    samples: ["5"],
    default: "5",
    doc: "how old SNMP figures of virtual servers may be"
  },
  {
    name: "snmp_rs_stats_update_interval",
    field: "snmpRsStatsIntervalUs",
    value: words,
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
    value: words,
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

// dist/config/spelling.js
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
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a.charAt(i - 1) === b.charAt(j - 2) && a.charAt(i - 2) === b.charAt(j - 1);
      if (swapped)
        cost = Math.min(cost, (twoAgo[j - 2] ?? 0) + 1);
      row.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest > limit)
      return smallest;
    twoAgo = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}

// dist/config/grammar/lvs-values.js
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
  read: (statement, row, use) => {
    const given = argument(statement, row, use);
    if (given === void 0 || SCHEDULERS.includes(given))
      return given;
    const near = nearestWord(given, SCHEDULERS);
    reportBad(statement, row, use, given, near === null ? `expected ${SCHEDULERS.join(", ")}` : `did you mean '${near}'?`);
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
var timeout = integer(1, 2678400);
var persistenceTimeout = {
  ...timeout,
  syntax: `[${timeout.syntax}]`,
  samples: ["", ...timeout.samples],
  read: (statement, row, use) => statement.words.length > 1 ? timeout.read(statement, row, use) : 360
};
var granularity = {
  syntax: "<netmask>|<1..128>",
  block: null,
  read: (statement, row, use) => {
    const given = argument(statement, row, use);
    if (given === void 0)
      return void 0;
    const mask = readIp(given);
    if (mask?.family === 4)
      return { prefixLength: maskLength(mask.bytes), family: 4 };
    if (numberProblem(given, 1, 128) === null)
      return { prefixLength: Number(given), family: 6 };
    reportBad(statement, { ...row, bad: "Invalid IPv4 persistence_granularity specified - %w" }, use, given, `expected ${row.value.syntax}`);
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
  read: (statement, row, use) => {
    const value = integer(1, U322).read(statement, row, use);
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
    const shown = member.kind === "range" ? writeRange(member.address, member.count) : writeIp(member.address);
    return [shown, ...optional(portGiven ? member.port : null)];
  }
};
function writeRange(first, count) {
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
function readMember(entry, row, use) {
  const first = entry.words[0] ?? "";
  if (first === "fwmark")
    return readMark(entry, row, use);
  const range = /^([^-/]+)([-/])(.+)$/.exec(first);
  if (range)
    return readRange(entry, use, range[1] ?? "", range[2] ?? "", range[3] ?? "");
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
function readMark(entry, row, use) {
  const bad = `(${use.owner}): fwmark '%w' must be in [0, ${U322}] - ignoring`;
  const given = argument(entry, row, use);
  const value = given === void 0 ? void 0 : readNumber(entry, { ...row, bad }, use, given, 0, U322);
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

// dist/config/grammar/name-tables.js
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
function readNamed(environment, table2, text, most) {
  const named2 = tableOf(environment, table2).get(text);
  if (named2 !== void 0)
    return named2;
  const value = readAnyBase(text);
  return value === null || value > most ? null : value;
}
function readAnyBase(text) {
  const value = /^0[xX][0-9a-fA-F]+$/.test(text) ? Number(text) : /^0[0-7]*$/.test(text) ? Number.parseInt(text, 8) : /^\d+$/.test(text) ? Number(text) : null;
  return value === null || !Number.isSafeInteger(value) ? null : value;
}
function tableOf(environment, table2) {
  const { directories, tables } = knownFor(environment);
  const read = tables.get(table2);
  if (read !== void 0)
    return read;
  const names = new Map(Object.entries(BUILT_IN[table2]));
  for (const directory of [directories.usr, directories.etc]) {
    const files = [`${directory}/${table2}`, ...environment.glob(`${directory}/${table2}.d/*.conf`)];
    for (const file of files)
      readLines(environment, file, names);
  }
  tables.set(table2, names);
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

// dist/config/grammar/encap.js
var MAX_LABEL = 1048575;
var MAX_LABELS = 2;
function readEncap(words2) {
  const kind = words2.peek();
  if (kind === void 0) {
    words2.complain("encap", "Missing encap type", "expected mpls, ip, ip6 or ila");
    return null;
  }
  words2.skip();
  switch (kind) {
    case "mpls":
      return { kind, labels: readLabels(words2) };
    case "ila":
      return { kind, locator: readLocator(words2) };
    case "ip":
    case "ip6":
      return readIpTunnel(words2, kind);
    default:
      words2.complain(kind, `Unknown encap type - ${kind}`, "expected mpls, ip, ip6 or ila");
      words2.skip();
      return null;
  }
}
function readLabels(words2) {
  const text = words2.take();
  const labels = text.split("/");
  if (labels.length <= MAX_LABELS && labels.every((label) => /^\d+$/.test(label) && Number(label) <= MAX_LABEL))
    return labels.map(Number);
  words2.complain(text, `invalid mpls address ${text} for encapsulation`, "expected one or two labels below 1048576");
  return [];
}
function readLocator(words2) {
  const text = words2.take();
  const groups = text.split(":");
  if (groups.length === 4 && groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)))
    return groups.map((group) => Number.parseInt(group, 16));
  words2.complain(text, `invalid locator ${text} for ila encapsulation`, "expected four groups, as in 1:2:3:4");
  return null;
}
function readIpTunnel(words2, kind) {
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
  for (let option2 = words2.peek(); option2 !== void 0; option2 = words2.peek()) {
    if (option2 === "id")
      tunnel.id = readId(words2, kind);
    else if (option2 === "dst" || option2 === "src") {
      const address2 = readEnd(words2, kind);
      if (address2 === null)
        break;
      if (option2 === "dst")
        tunnel.destination = address2;
      else
        tunnel.source = address2;
    } else if (option2 === classWord) {
      tunnel.trafficClass = readClass(words2, kind);
    } else if (option2 === hopWord) {
      words2.skip();
      tunnel.hopLimit = words2.number(0, 255, `Invalid ${hopWord} %w specified for ${kind} encapsulation`);
    } else if (option2 === "flags") {
      words2.skip();
      tunnel.flags = words2.number(0, 65535, `flags value %w is invalid for ${kind} encapsulation`);
    } else
      break;
  }
  if (tunnel.id === null && tunnel.destination === null)
    words2.complain(kind, `address or id missing for ${kind} encapsulation`, "write id or dst");
  return tunnel;
}
var MAX_ID = 2n ** 64n - 1n;
function readId(words2, kind) {
  words2.skip();
  const text = words2.take();
  if (/^\d{1,20}$/.test(text) && BigInt(text) <= MAX_ID)
    return BigInt(text).toString();
  return words2.lose(text, `id ${text} invalid for ${kind} encapsulation`, "expected a number of up to 64 bits");
}
function readEnd(words2, kind) {
  const option2 = words2.peek() ?? "";
  const text = words2.second();
  const address2 = text === void 0 ? null : readIp(text);
  if (address2 !== null && address2.family !== (kind === "ip" ? 4 : 6)) {
    words2.complain(text ?? "", `IPv${address2.family} address ${text ?? ""} not valid for ${kind} encapsulation`);
    return null;
  }
  words2.skip();
  const word2 = words2.take();
  return address2 ?? words2.lose(word2, `VRRP parsed invalid IP ${word2}. skipping IP...`, `'${option2}' needs an address`);
}
function readClass(words2, kind) {
  const option2 = words2.take();
  const text = words2.take();
  const value = readNamed(words2.use.environment, "rt_dsfield", text, 255);
  return value ?? words2.lose(text, `${option2} value ${text} is invalid for ${kind} encapsulation`);
}

// dist/config/grammar/route-samples.js
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

// dist/config/grammar/word-cursor.js
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
    const { words: words2 } = this.entry;
    const last = words2[words2.length - 1] ?? "";
    const line = `*** Configuration line starting \`${words2[0] ?? ""}\``;
    const place = `keyword \`${last}\` at word position ${words2.length + 1}`;
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

// dist/config/grammar/route.js
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
  const words2 = new WordCursor(entry, use);
  const draft = emptyDraft();
  while (!words2.done) {
    const word2 = words2.take();
    const option2 = OPTIONS2.get(word2);
    if (option2 !== void 0)
      option2(words2, draft, word2);
    else
      readDestination(words2, draft, word2);
  }
  return finish(words2, draft);
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
function readDestination(words2, draft, first) {
  let word2 = first;
  if (word2 === "to")
    word2 = words2.take();
  else {
    const type = ROUTE_TYPES[word2] ?? (/^\d+$/.test(word2) && Number(word2) <= 255 ? Number(word2) : void 0);
    if (type !== void 0) {
      draft.type = type;
      word2 = words2.take();
    }
  }
  draft.destinationText = word2;
  if (DEFAULT_WORDS.has(word2))
    draft.given = "default";
  else if (word2 === "default6") {
    takeFamily(words2, draft, 6, word2);
    draft.given = { address: ANY_IPV6, prefixLength: 0 };
  } else {
    const prefix = words2.prefix(word2);
    if (prefix === null) {
      words2.complain(word2, `unknown route keyword ${word2}`, "expected a destination or an option");
      throw new LineLost();
    }
    takeFamily(words2, draft, prefix.address.family, word2);
    draft.given = prefix;
  }
}
function takeFamily(words2, draft, family3, word2) {
  draft.familyGiven ??= family3;
  if (draft.familyGiven !== family3)
    words2.lose(word2, "Cannot mix IPv4 and IPv6 addresses for route");
}
function takeAddress(words2, draft, name) {
  const word2 = words2.take();
  const address2 = readIp(word2);
  if (address2 === null)
    return words2.lose(word2, `invalid route ${name} address ${word2}`, "expected an address");
  takeFamily(words2, draft, address2.family, word2);
  return address2;
}
function takeNamed(words2, table2, message) {
  const word2 = words2.take();
  return readNamed(words2.use.environment, table2, word2, 255) ?? words2.lose(word2, message.replace("%w", word2));
}
function takeTable(words2, what) {
  const word2 = words2.take();
  const text = word2.replace(/^-/, "");
  const value = readNamed(words2.use.environment, "rt_tables", text, Number.MAX_SAFE_INTEGER);
  if (value === null)
    return words2.lose(word2, `Routing table ${word2} not found for ${what}`);
  return (word2.startsWith("-") ? -value : value) >>> 0;
}
function readRealms(words2, text) {
  const parts = text.split("/").map((part) => readNamed(words2.use.environment, "rt_realms", part, 255)).filter((part) => part !== null);
  if (parts.length !== text.split("/").length || parts.length > 2)
    return null;
  const [first = 0, second] = parts;
  return second === void 0 ? first : first * 65536 + second;
}
var TIME_SCALE = { rtt: 8, rttvar: 4, rto_min: 1 };
var LEAST_TIME_MS = 200;
var MOST_TIME_MS = 12e4;
var timeMetric = (name) => (words2, draft) => {
  const lock = words2.takeIf("lock");
  const word2 = words2.take();
  const match = /^\+?(\d+(?:\.\d*)?|\.\d+)(ms|msecs?|s|secs?)?$/.exec(word2);
  if (match === null)
    words2.lose(word2, `Invalid ${name} ${word2} for route`, "expected a time, as in 300ms or 2s");
  const scale = TIME_SCALE[name];
  const unit = match?.[2];
  const number = Number(match?.[1]);
  const ms = unit === void 0 ? number / scale : unit.startsWith("m") ? number : number * 1e3;
  const kept = Math.min(MOST_TIME_MS, Math.max(LEAST_TIME_MS, ms));
  if (kept !== ms) {
    const [where, bound] = ms < LEAST_TIME_MS ? ["below minimum", "200ms"] : ["above maximum", "120s"];
    words2.use.reporter.warn({
      code: "clamped",
      class: null,
      at: words2.entry.mark,
      word: word2,
      message: `rtt value ${word2} ${where} ${bound}, resetting`
    });
  }
  draft.metricsDraft[name] = { value: Math.round(kept * scale), lock };
};
var numberMetric = (name, message, most = U323, lockable = false) => (words2, draft) => {
  const lock = lockable && words2.takeIf("lock");
  draft.metricsDraft[name] = { value: words2.number(0, most, message), lock };
};
var placement = (word2) => (_words, draft) => {
  draft.placement = word2;
  draft.placementGiven = true;
};
var device = (words2, draft) => draft.interface = words2.take();
var gateway = (words2, draft) => {
  if (words2.peek() === "inet" || words2.peek() === "inet6")
    words2.skip();
  draft.gateway = takeAddress(words2, draft, "via");
};
var typeOfService = (words2, draft) => draft.tos = takeNamed(words2, "rt_dsfield", "TOS value %w is invalid");
var metric = (words2, draft) => draft.metric = words2.number(0, U323, "Invalid metric %w specified for route");
var family = (words2) => words2.skip();
var OPTIONS2 = /* @__PURE__ */ new Map([
  ["inet", family],
  ["inet6", family],
  ["src", (words2, draft) => draft.source = takeAddress(words2, draft, "src")],
  [
    "as",
    (words2) => {
      words2.takeIf("to");
      words2.take();
      words2.complain("as", '"as to" for MPLS only - ignoring');
    }
  ],
  ["via", gateway],
  [
    "gw",
    (words2, draft) => {
      words2.caution("gw", '"gw" for routes is deprecated. Please use "via"');
      draft.gateway = takeAddress(words2, draft, "via");
    }
  ],
  [
    "or",
    (words2, draft) => {
      words2.caution("or", '"or" for routes is deprecated. Please use "nexthop"');
      const second = takeAddress(words2, draft, "or");
      if (draft.secondGateway === null)
        draft.secondGateway = second;
      else
        words2.complain("or", '"or" route already specified - ignoring subsequent');
    }
  ],
  ["from", readFrom],
  ["tos", typeOfService],
  ["dsfield", typeOfService],
  ["table", (words2, draft) => draft.table = takeTable(words2, "route")],
  [
    "protocol",
    (words2, draft) => draft.protocol = takeNamed(words2, "rt_protos", "Protocol %w not found or invalid for route")
  ],
  ["scope", (words2, draft) => draft.scope = takeNamed(words2, "rt_scopes", "Scope %w not found or invalid for route")],
  ["metric", metric],
  ["priority", metric],
  ["preference", metric],
  ["dev", device],
  ["oif", device],
  ["onlink", (_words, draft) => draft.onlink = true],
  ["encap", (words2, draft) => draft.encap = readEncap(words2)],
  [
    "expires",
    (words2, draft) => {
      const seconds2 = words2.number(0, U323, "Invalid expires time %w specified for route");
      takeFamilyOnly(words2, draft, 6, "expires is only valid for IPv6");
      draft.expiresS = seconds2;
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
    (words2, draft) => {
      const word2 = words2.take();
      if (word2 === "ecn")
        draft.metricsDraft.features = { value: RTAX_FEATURE_ECN, lock: false };
      else
        words2.complain(word2, `feature ${word2} not supported`, "expected ecn");
    }
  ],
  ["quickack", numberMetric("quickack", "Invalid quickack value %w specified for route", 1)],
  [
    "congctl",
    (words2, draft) => {
      const lock = words2.takeIf("lock");
      draft.congestionControl = { name: words2.take(), lock };
    }
  ],
  ["pref", readPreference],
  [
    "ttl-propagate",
    (words2, draft) => {
      const word2 = words2.take();
      draft.ttlPropagate = word2 === "enabled";
      if (word2 !== "enabled" && word2 !== "disabled")
        words2.complain(word2, `ttl-propagate value ${word2} not recognised`, "expected enabled or disabled");
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
  ["vrf", (words2, draft) => draft.vrf = words2.take()],
  ["track_group", (words2, draft) => draft.trackGroup = words2.take()]
]);
var RTAX_FEATURE_ECN = 1;
function takeFamilyOnly(words2, draft, only, message) {
  draft.familyGiven ??= only;
  if (draft.familyGiven !== only)
    words2.lose(words2.entry.words[0] ?? "", message);
}
function readFrom(words2, draft) {
  const word2 = words2.take();
  const prefix = words2.prefix(word2);
  if (prefix === null)
    return words2.lose(word2, `invalid route from address ${word2}`);
  if (prefix.address.family !== 6)
    words2.lose(word2, `route from address only supported with IPv6 (${word2})`);
  takeFamily(words2, draft, 6, word2);
  draft.from = prefix;
}
function readRouteRealms(words2, draft) {
  const word2 = words2.take();
  const realms = readRealms(words2, word2);
  if (realms === null)
    return words2.lose(word2, `Invalid realms ${word2} for route`);
  takeFamilyOnly(words2, draft, 4, "realms are only valid for IPv4");
  draft.realms = realms;
}
var PREFERENCES = { medium: 0, high: 1, low: 3 };
function readPreference(words2, draft) {
  const word2 = words2.take();
  takeFamilyOnly(words2, draft, 6, "pref is only valid for IPv6");
  const problem = PREFERENCES[word2] === void 0 ? numberProblem(word2, 0, 255) : null;
  if (problem !== null)
    words2.lose(word2, `Invalid pref value ${word2} specified for route`, problem);
  draft.preference = PREFERENCES[word2] ?? Number(word2);
}
function readNextHops(words2, draft) {
  const hops = [];
  try {
    for (; ; ) {
      hops.push(readNextHop(words2, draft));
      if (!words2.takeIf("nexthop"))
        break;
    }
    const rest = words2.peek();
    if (rest !== void 0)
      words2.complain(rest, `Route has trailing nonsense after nexthops - ${rest}`);
  } catch (error) {
    if (!(error instanceof LineLost))
      throw error;
  }
  while (!words2.done)
    words2.skip();
  draft.nextHops = hops;
}
function readNextHop(words2, draft) {
  const hop = {
    gateway: null,
    interface: null,
    weight: null,
    onlink: false,
    encap: null,
    realms: null
  };
  for (let option2 = words2.peek(); option2 !== void 0; option2 = words2.peek()) {
    const read = HOP_OPTIONS[option2];
    if (read === void 0)
      break;
    words2.skip();
    read(words2, hop, draft);
  }
  return hop;
}
var HOP_OPTIONS = {
  via: (words2, hop, draft) => {
    if (words2.peek() === "inet" || words2.peek() === "inet6")
      words2.skip();
    const word2 = words2.take();
    const address2 = readIp(word2);
    if (address2 === null)
      return words2.lose(word2, `invalid nexthop address ${word2}`);
    draft.familyGiven ??= address2.family;
    if (draft.familyGiven !== address2.family)
      words2.lose(word2, "Address family mismatch for next hop");
    hop.gateway = address2;
  },
  dev: (words2, hop) => hop.interface = words2.take(),
  oif: (words2, hop) => hop.interface = words2.take(),
  weight: (words2, hop) => {
    const weight = words2.number(0, 256, "Invalid weight %w specified for route");
    if (weight === 0)
      words2.lose("0", "Invalid weight 0 specified for route", "expected 1 to 256");
    hop.weight = weight;
  },
  onlink: (_words, hop) => hop.onlink = true,
  encap: (words2, hop) => hop.encap = readEncap(words2),
  realms: (words2, hop) => {
    const word2 = words2.take();
    hop.realms = readRealms(words2, word2);
    if (hop.realms === null)
      words2.lose(word2, `Invalid realms ${word2} for route`);
  },
  as: (words2) => words2.lose("as", "'as [to]' (nat) not supported")
};
function finish(words2, draft) {
  const { familyGiven, given, placementGiven, vrf, trackGroup, secondGateway, metricsDraft, ...route } = draft;
  const { entry } = words2;
  if (given === null)
    words2.lose(entry.words[0] ?? "", "Route must have a destination");
  const family3 = familyGiven ?? 4;
  if (given !== "default" && given !== null)
    route.destination = given;
  else
    route.destination = { address: family3 === 4 ? ANY_IPV4 : ANY_IPV6, prefixLength: 0 };
  if (secondGateway !== null && route.nextHops.length === 0) {
    const hop = { interface: null, weight: null, onlink: false, encap: null, realms: null };
    route.nextHops = [
      { ...hop, gateway: route.gateway },
      { ...hop, gateway: secondGateway }
    ];
    route.gateway = null;
  }
  if (!placementGiven && route.type !== null)
    route.placement = "add";
  finishTracking(words2, route);
  route.type = route.type === UNICAST ? null : route.type;
  return {
    route: { ...route, family: family3, metrics: metricsDraft },
    vrf,
    trackGroup,
    words: entry.words,
    mark: entry.mark
  };
}
function finishTracking(words2, route) {
  if (!route.noTrack) {
    if (route.protocol !== null && route.protocol !== KEEPALIVED_PROTOCOL) {
      words2.caution("protocol", "Route cannot be tracked if protocol is not RTPROT_KEEPALIVED(18), resetting protocol");
    }
    route.protocol = KEEPALIVED_PROTOCOL;
  }
  if (route.interface !== null || route.noTrack)
    return;
  words2.caution(route.destinationText, `Warning - cannot track route ${route.destinationText} with no interface specified, not tracking`);
  route.noTrack = true;
}

// dist/config/grammar/rule.js
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
  const words2 = new WordCursor(entry, use);
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
  while (!words2.done) {
    const word2 = words2.take();
    const option2 = OPTIONS3.get(word2);
    if (option2 !== void 0)
      option2(words2, draft, word2);
    else
      readAction(words2, draft, word2);
  }
  return finish2(words2, draft);
}
var DEFAULT_WORDS2 = /* @__PURE__ */ new Set(["default", "any", "all"]);
var prefixOption = (field) => (words2, draft) => {
  const word2 = words2.take();
  const isDefault = DEFAULT_WORDS2.has(word2);
  const prefix = isDefault || word2 === "default6" ? null : words2.prefix(word2);
  if (prefix === null && !isDefault && word2 !== "default6")
    words2.lose(word2, `Invalid rule ${field} address ${word2}`, "expected an address");
  if (!isDefault)
    takeFamily2(words2, draft, prefix?.address.family ?? 6);
  draft[field] = prefix ?? WHOLE_SPACE;
};
var WHOLE_SPACE = { address: { family: 4, bytes: new Uint8Array(4) }, prefixLength: 0 };
function takeFamily2(words2, draft, family3) {
  draft.family ??= family3;
  if (draft.family !== family3)
    words2.lose(words2.entry.words[0] ?? "", "rule specification has mixed IPv4 and IPv6");
}
var table = (words2, draft) => {
  if (draft.action !== null)
    words2.lose("table", "Cannot specify more than one of table/nop/goto/blackhole/prohibit/unreachable for rule");
  const number = takeTable(words2, "rule");
  if (number === 0)
    words2.lose("table", "Table 0 is not valid");
  draft.action = { kind: "table", table: number };
};
var suppressPrefixLength = (words2, draft, option2) => {
  const word2 = words2.take();
  const problem = numberProblem(word2, 0, 2147483647);
  if (problem !== null)
    words2.lose(word2, `Invalid suppress_prefixlength ${option2} specified`, problem);
  draft.suppressPrefixLength = Number(word2);
};
function readOctalOrHex(word2) {
  const value = readAnyBase(word2);
  return value !== null && value <= U324 ? value : null;
}
var preference = (words2, draft, option2) => {
  const word2 = words2.take();
  const value = readOctalOrHex(word2);
  if (value === null) {
    words2.lose(word2, `Invalid rule preference ${option2} specified`, numberProblem(word2, 0, U324));
  } else
    draft.priority = value;
};
var typeOfService2 = (words2, draft) => {
  const word2 = words2.take();
  const value = readNamed(words2.use.environment, "rt_dsfield", word2, 255);
  if (value === null)
    words2.lose(word2, `TOS value ${word2} is invalid`);
  else
    draft.tos = value;
};
var suppressGroup = (words2, draft) => {
  const word2 = words2.take();
  const value = readNamed(words2.use.environment, "group", word2, U324);
  if (value === null)
    words2.lose(word2, `suppress_group ${word2} is invalid`);
  else
    draft.suppressGroup = value;
};
var inputInterface = (words2, draft) => draft.inputInterface = words2.take();
var portOption = (field) => (words2, draft, option2) => {
  const word2 = words2.take();
  const match = /^(\d+)-(\d+)$/.exec(word2);
  if (match === null) {
    words2.complain(word2, `invalid ${option2} range ${word2}`, "expected two ports, as in 80-80");
    return;
  }
  draft[field] = { first: Number(match[1]) & 65535, last: Number(match[2]) & 65535 };
};
var family2 = (words2) => words2.skip();
var OPTIONS3 = /* @__PURE__ */ new Map([
  ["inet", family2],
  ["inet6", family2],
  ["from", prefixOption("from")],
  ["to", prefixOption("to")],
  ["table", table],
  ["lookup", table],
  ["not", (_words, draft) => draft.not = true],
  ["preference", preference],
  ["order", preference],
  ["priority", preference],
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
  ["oif", (words2, draft) => draft.outputInterface = words2.take()],
  ["tunnel-id", readTunnelId],
  ["uidrange", readUidRange],
  [
    "l3mdev",
    (words2, draft) => {
      if (draft.action !== null)
        words2.lose("l3mdev", MORE_THAN_ONE);
      draft.action = { kind: "l3mdev" };
    }
  ],
  [
    "protocol",
    (words2, draft) => {
      const word2 = words2.take();
      const problem = numberProblem(word2, 0, 255);
      if (problem === null)
        draft.protocol = Number(word2);
      else
        words2.complain(word2, `Invalid protocol ${word2}`, problem);
    }
  ],
  ["ipproto", readIpProtocol],
  ["sport", portOption("sourcePorts")],
  ["dport", portOption("destinationPorts")],
  ["no_track", (_words, draft) => draft.noTrack = true],
  ["track_group", (words2, draft) => draft.trackGroup = words2.take()]
]);
var MORE_THAN_ONE = "Cannot specify more than one of table/nop/goto/blackhole/prohibit/unreachable/l3mdev for rule";
function readMark2(words2, draft) {
  const word2 = words2.take();
  const [mark, mask] = word2.split("/", 2).map(readOctalOrHex);
  if (mark === null || mark === void 0 || mask === null)
    words2.lose(word2, `Invalid rule fwmark ${word2} specified`);
  else {
    draft.mark = mark;
    draft.markMask = mask ?? null;
  }
}
function readRuleRealms(words2, draft) {
  const word2 = words2.take();
  const realms = readRealms(words2, word2);
  if (realms === null)
    return words2.lose(word2, `invalid realms ${word2} for rule`);
  takeFamily2(words2, draft, 4);
  draft.realms = realms === 0 ? null : realms;
}
var MAX_TUNNEL_ID = 2n ** 64n - 1n;
function readTunnelId(words2, draft, option2) {
  const word2 = words2.take();
  if (!/^\d{1,20}$/.test(word2) || BigInt(word2) > MAX_TUNNEL_ID)
    words2.lose(word2, `Invalid tunnel-id ${option2} specified`, "expected a number of up to 64 bits");
  draft.tunnelId = BigInt(word2).toString();
}
function readUidRange(words2, draft, option2) {
  const word2 = words2.take();
  const match = /^(\d{1,10})-(\d{1,10})$/.exec(word2);
  if (match === null)
    return words2.lose(word2, `Invalid uidrange ${option2} specified`, "expected two user ids, as in 5-9");
  const cut = (text) => Number(text) % 2 ** 32;
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
function readIpProtocol(words2, draft) {
  const word2 = words2.take();
  const value = IP_PROTOCOLS[word2] ?? (numberProblem(word2, 0, 255) === null ? Number(word2) : null);
  if (value === null)
    words2.complain(word2, `Invalid ipproto ${word2}`, "expected a name as tcp, or a number below 256");
  else
    draft.ipProtocol = value;
}
function readAction(words2, draft, first) {
  const word2 = first === "type" ? words2.take() : first;
  const action = actionOf(words2, word2);
  if (draft.action !== null)
    words2.lose(word2, MORE_THAN_ONE);
  draft.action = action;
}
var SIMPLE_ACTIONS = { 6: "blackhole", 7: "unreachable", 8: "prohibit" };
function actionOf(words2, word2) {
  if (word2 === "nop")
    return { kind: "nop" };
  if (word2 === "goto") {
    const target = words2.take();
    const problem = numberProblem(target, 0, U324);
    if (problem !== null)
      words2.lose(target, "Invalid target goto specified", problem);
    return { kind: "goto", target: Number(target) };
  }
  const type = ROUTE_TYPES[word2] ?? (numberProblem(word2, 0, 255) === null ? Number(word2) : null);
  if (type === null)
    return words2.lose(word2, `Unknown rule option ${word2}`);
  const kind = type === 6 || type === 7 || type === 8 ? SIMPLE_ACTIONS[type] : null;
  return kind === null ? words2.lose(word2, `Invalid rule action ${word2}`) : { kind };
}
var FIRST_FREE = 16384;
var nextFree = /* @__PURE__ */ new WeakMap();
function finish2(words2, draft) {
  const { entry, use } = words2;
  const { trackGroup, ...rest } = draft;
  const first = entry.words[0] ?? "";
  const { action } = draft;
  if (action === null)
    return words2.lose(first, "No action specified for rule - ignoring", "write table, goto, nop ...");
  checkAction(words2, draft, action);
  const family3 = draft.family ?? 4;
  if (!draft.noTrack) {
    if (draft.protocol !== null && draft.protocol !== KEEPALIVED_PROTOCOL)
      words2.caution("protocol", "Rule cannot be tracked if protocol is not RTPROT_KEEPALIVED(18), resetting protocol");
    rest.protocol = KEEPALIVED_PROTOCOL;
  }
  let { priority } = draft;
  if (priority === null) {
    priority = nextFree.get(use.reporter) ?? FIRST_FREE;
    nextFree.set(use.reporter, priority - 1);
    words2.caution(first, `Rule has no preference specified - setting to ${priority}. This is probably not what you want.`);
  }
  const placed = { from: inFamily(draft.from, family3), to: inFamily(draft.to, family3) };
  return { rule: { ...rest, ...placed, family: family3, action, priority }, trackGroup, words: entry.words, mark: entry.mark };
}
function checkAction(words2, draft, action) {
  const forTable = draft.suppressPrefixLength !== null || draft.suppressGroup !== null || draft.realms !== null;
  if (forTable && action.kind !== "table" && action.kind !== "l3mdev")
    words2.lose(action.kind, "suppressor/realm specified for non table action - skipping");
  if (action.kind !== "goto")
    return;
  if (draft.priority === null)
    return words2.lose("goto", `Invalid rule - goto target ${action.target} specified without preference`);
  if (draft.priority >= action.target)
    words2.lose("goto", `Invalid rule - preference ${draft.priority} >= goto target ${action.target}`);
}
function inFamily(prefix, family3) {
  if (prefix === null || prefix.prefixLength > 0 || prefix.address.family === family3)
    return prefix;
  return { address: { family: family3, bytes: new Uint8Array(family3 === 4 ? 4 : 16) }, prefixLength: 0 };
}

// dist/config/checker-config.js
var REGEX_OPTIONS = [
  ...["allow_empty_class", "alt_bsux", "auto_callout", "caseless", "dollar_endonly", "dotall", "dupnames"],
  ...["extended", "firstline", "match_unset_backref", "multiline", "never_ucp", "never_utf", "no_auto_capture"],
  ...["no_auto_possess", "no_dotstar_anchor", "no_start_optimize", "ucp", "ungreedy", "utf", "never_backslash_c"],
  ...["alt_circumflex", "alt_verbnames", "use_offset_limit"]
];

// dist/config/grammar/checker-values.js
var digest = {
  syntax: "<32 hex digits>",
  block: null,
  read: (statement, row, use) => {
    const given = argument(statement, row, use);
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
  write: (octets) => [Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("")]
};
var statusCodes = {
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
  read: (statement, row, use) => {
    const given = splitQuoted(statement.text.slice((statement.words[0] ?? "").length));
    if (given.length === 1)
      return given[0];
    mention(statement, row, use, given[1] ?? "", "regex missing or too many fields");
    return void 0;
  },
  samples: ["^ok", '"a b"'],
  write: (pattern) => [quoteCommand(pattern)],
  quotes: true
};
function mention(statement, row, use, word2, message) {
  const hint = `expected ${row.value.syntax}`;
  use.reporter.report({ code: "bad-value", severity: "warning", class: null, at: statement.mark, word: word2, message, hint });
}
var regexOptions = {
  syntax: "<option> ...",
  block: null,
  read: (statement, row, use) => statement.words.slice(1).filter((word2) => {
    const known2 = REGEX_OPTIONS.includes(word2);
    if (!known2)
      mention(statement, row, use, word2, `Unknown regex option ${word2}`);
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
  read: (statement, row, use) => {
    const [keyword = "", given, ...more] = statement.words;
    if (given === void 0 || more.length > 0) {
      mention(statement, row, use, more[0] ?? "", `Missing or too may options for ${keyword}`);
      return void 0;
    }
    if (/^\+?\d+$/.test(given))
      return Math.min(Number(given), MAX_OFFSET);
    mention(statement, row, use, given, `Invalid ${keyword} ${given} specified`);
    return void 0;
  },
  samples: ["0", "100"],
  write: (octets) => [String(octets)],
  unit: "octets"
};
var MAX_STACK_OCTETS = 2 ** 30;
var regexStack = {
  syntax: "<start> <max>",
  block: null,
  read: (statement, row, use) => {
    const [, first = "", second = "", ...more] = statement.words;
    const [startOctets, maxOctets] = [first, second].map((word2) => /^\+?\d+$/.test(word2) ? Number(word2) : Number.NaN);
    const complain2 = (word2, message) => mention(statement, row, use, word2, message);
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
    read: (statement, row, use) => {
      if (!pattern && argument(statement, row, use) === void 0)
        return void 0;
      const given = statement.words.slice(1).flatMap((word2) => word2.split(/[ \t]+/).filter(Boolean));
      const bad = given.find((each) => !form.test(each));
      if (bad === void 0)
        return readHex(given.flatMap((each) => each.match(/..?/g) ?? []));
      reportBad(statement, row, use, bad, "expected hexadecimal digits");
      return void 0;
    },
    samples: pattern ? ["", "0a", "0axx 01", "0ax 1"] : ["0a", "0a0b 0c", "ab12f 3"],
    write: ({ octets, mask }) => [Array.from(octets, (octet, i) => writeHex2(octet, mask[i] ?? 0)).join("")].filter(Boolean)
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

// dist/config/grammar/checkers.js
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
    value: seconds(0, FOREVER),
    default: `real server's, else ${delayBeforeRetry}`,
    doc: "wait between these attempts"
  },
  {
    name: "warmup",
    field: "warmupUs",
    value: seconds(0, FOREVER),
    default: "delay_loop",
    doc: "longest random delay of the first check"
  },
  {
    name: "delay_loop",
    field: "delayLoopUs",
    value: seconds(1, FOREVER),
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
    value: seconds(1, MAX_CONNECT),
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
    value: statusCodes,
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
    value: words,
    samples: ["2", "-2 reverse", "3 noreverse"],
    default: "that of the track_file",
    doc: "what its number is multiplied with"
  }
];
var bfdCheckRows = [
  { name: "name", field: "names", value: words, samples: ["a"], repeat: true, doc: "session to watch" },
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

// dist/config/grammar/forwarding.js
var method = oneOf(["NAT", "DR", "TUN"]);
var TYPES = { ipip: "ipip", gue: "gue", gre: "gre" };
var CHECKSUMS = {
  nocsum: "none",
  csum: "checksum",
  remcsum: "remote"
};
function forwarding(owner) {
  return {
    block: null,
    syntax: `${method.syntax} [type ipip|gue|gre] [port <n>] [nocsum|csum|remcsum]`,
    read: (statement, row, use) => {
      const value = method.read(statement, row, use);
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
      ...method.samples,
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
    const option2 = statement.words[i] ?? "";
    if (option2 === "type") {
      const given = statement.words[++i];
      if (given === void 0)
        return complain2(option2, `Missing tunnel type for ${owner}.`, `write: TUN type ${Object.keys(TYPES).join("|")}`);
      const known2 = TYPES[given];
      if (known2 === void 0)
        return complain2(given, `Unknown tunnel type ${given} for ${owner}.`, `expected ${Object.keys(TYPES).join(", ")}`);
      type = known2;
    } else if (option2 === "port") {
      const given = statement.words[++i];
      if (given === void 0)
        return complain2(option2, `Missing port for ${owner} gue tunnel.`, "write: TUN type gue port <n>");
      const problem = numberProblem(given, 1, 65535);
      if (problem !== null)
        return complain2(given, `Invalid gue tunnel port ${given} for ${owner}.`, problem);
      port = Number(given);
    } else {
      const known2 = CHECKSUMS[option2];
      if (known2 === void 0)
        return complain2(option2, `Invalid tunnel option ${option2} for ${owner}.`, `expected type, port, ${Object.keys(CHECKSUMS).join(", ")}`);
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

// dist/config/grammar/virtual-server.js
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
    value: seconds(0, FOREVER2),
    default: usual ?? "checker's own",
    doc: "wait between these attempts"
  },
  {
    name: "warmup",
    field: "warmupUs",
    value: seconds(0, FOREVER2),
    default: usual ?? "delay_loop",
    doc: "longest random delay of the first check"
  },
  {
    name: "connect_timeout",
    field: "connectTimeoutUs",
    value: seconds(1, MAX_CONNECT2),
    default: usual ?? "5",
    bad: `${kind} connect_timeout %w invalid - ignoring`,
    doc: "how long a connection may take"
  },
  {
    name: "delay_loop",
    field: "delayLoopUs",
    value: seconds(1, FOREVER2),
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
    value: granularity,
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

// dist/config/grammar/auth-hmac.js
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
    read: (statement, row, use) => {
      const id = argument(statement, row, use);
      const given = statement.words[2];
      if (id === void 0)
        return void 0;
      if (numberProblem(id, 1, 255) !== null) {
        reportBad(statement, { ...row, bad: "(%o) auth_hmac key id '%w' not in range [1-255]" }, use, id, "expected a number from 1 to 255");
        return void 0;
      }
      if (given === void 0) {
        reportBad(statement, { ...row, bad: "(%o) auth_hmac key %w has no value" }, use, id, `write: key ${row.value.syntax}`);
        return void 0;
      }
      const isLatin1 = use.reporter.sources.isLatin1(statement.mark);
      const octets = given.startsWith("file:") ? readKeyFile(given.slice("file:".length), statement.mark, use) : keyOf(octetsOf(given, isLatin1));
      if (typeof octets === "string" || octets.length < MIN_KEY || octets.length > MAX_KEY) {
        const length = typeof octets === "string" ? 0 : octets.length;
        const bad = `(%o) auth_hmac key ${id} length ${length} not in range [${MIN_KEY}-${MAX_KEY}]`;
        const hint = typeof octets === "string" ? octets : `a key has ${MIN_KEY} to ${MAX_KEY} octets: openssl rand -hex 32`;
        reportBad(statement, { ...row, bad }, use, id, hint);
        return void 0;
      }
      const written = isLatin1 && !given.startsWith("file:") ? `hex:${writeHex(octets)}` : given;
      return { id: Number(id), octets, written, mark: statement.mark };
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
function octetsOf(text, isLatin1) {
  return isLatin1 ? Uint8Array.from(text, (character) => character.charCodeAt(0)) : encodeUtf8(text);
}
function keyOf(octets) {
  const text = String.fromCharCode(...octets);
  if (!text.startsWith("hex:"))
    return octets;
  const digits = text.slice("hex:".length);
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

// dist/config/grammar/tracker-values.js
var scriptSeconds = seconds(0, 4294 * US_PER_S, US_PER_MS);
function positiveSeconds(keyword) {
  return {
    ...scriptSeconds,
    read: (statement, row, use) => {
      const us = scriptSeconds.read(statement, row, use);
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
    read: (statement, row, use) => {
      const given = argument(statement, row, use);
      if (given === void 0)
        return void 0;
      const problem = numberProblem(given, -limit, limit);
      if (problem !== null) {
        reportBad(statement, row, use, given, problem, problem);
        return void 0;
      }
      const option2 = statement.words[2];
      if (option2 !== void 0 && option2 !== "reverse") {
        use.reporter.report({
          code: "bad-option",
          at: statement.mark,
          word: option2,
          message: `vrrp_script ${use.owner} unknown weight option ${option2}`,
          hint: "only reverse may follow"
        });
      }
      return { weight: Number(given), reverse: option2 === "reverse" };
    },
    samples: [`-${limit}`, String(limit), "10 reverse"],
    write: ({ weight, reverse }) => [String(weight), ...reverse ? ["reverse"] : []],
    range: { least: -limit, most: limit }
  };
}
var processWords = {
  syntax: "<program> [<parameter> ...]",
  block: null,
  read: (statement, row, use) => {
    const process = argument(statement, row, use);
    return process === void 0 ? void 0 : { process, params: statement.words.slice(2) };
  },
  samples: ["/usr/sbin/named", "named -u bind"],
  write: ({ process, params }) => [process, ...params]
};
var paramMatch = {
  syntax: "[initial|partial]",
  block: null,
  read: (statement, row, use) => {
    const given = statement.words[1];
    if (given === void 0)
      return "exact";
    if (given === "initial" || given === "partial")
      return given;
    reportBad(statement, row, use, given, "expected initial or partial");
    return void 0;
  },
  samples: ["", "initial", "partial"],
  write: (value) => value === "exact" ? [] : [value]
};

// dist/config/grammar/passive-blocks.js
var MAX_GARP_US = 2147483647;
var placedInterface = {
  syntax: interfaceName.syntax,
  block: null,
  read: (statement, row, use) => {
    const word2 = interfaceName.read(statement, row, use);
    return word2 === void 0 ? void 0 : { word: word2, mark: statement.mark };
  },
  samples: interfaceName.samples,
  write: ({ word: word2 }) => interfaceName.write(word2)
};
var garpGroupRows = [
  {
    name: "garp_interval",
    field: "garpIntervalUs",
    value: seconds(0, MAX_GARP_US),
    bad: "garp_group garp_interval '%w' invalid",
    doc: "gap between gratuitous ARPs"
  },
  {
    name: "gna_interval",
    field: "gnaIntervalUs",
    value: seconds(0, MAX_GARP_US),
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
var bfdNumber = (name, range) => `Configuration error: BFD instance %o ${name} value %w not valid (must be in range ${range}), ignoring`;
var bfdTime = (name, range) => `Configuration error: BFD instance %o ${name} value %w is not valid (must be in range ${range}), ignoring`;
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
var plainEntries = (syntax, samples) => lines(syntax, { read: ({ words: words2, mark }) => ({ words: words2, mark }), write: ({ words: words2 }) => words2, samples });
function milliseconds(least) {
  const most = 4294967;
  return {
    syntax: `<${least}..${most}>`,
    block: null,
    read: (statement, row, use) => {
      const given = argument(statement, row, use);
      if (given === void 0)
        return void 0;
      const value = /^\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN;
      if (value >= least && value <= most)
        return Math.round(value * US_PER_MS);
      reportBad(statement, row, use, given, `expected milliseconds from ${least} to ${most}`);
      return void 0;
    },
    samples: [String(least), String(most), String(least + 0.5)],
    write: (us) => [String(us / US_PER_MS)],
    range: { least, most },
    unit: "ms"
  };
}

// dist/config/grammar/track.js
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
    write: ({ name, weight, reverse }) => [
      name,
      ...weight === null ? [] : ["weight", String(weight)],
      ...reverse === null ? [] : [reverse ? "reverse" : "noreverse"]
    ]
  };
}
function readTrack(entry, use, form) {
  const { words: words2, mark } = entry;
  const name = words2[0] ?? "";
  let weight = null;
  let reverse = null;
  for (let i = 1; i < words2.length; i++) {
    const option2 = words2[i] ?? "";
    if (option2 === "weight")
      weight = readWeight(entry, use, form, words2[++i]);
    else if (option2 === "reverse")
      reverse = true;
    else if (option2 === "noreverse" && form.noreverse)
      reverse = false;
    else {
      use.reporter.report({
        code: "bad-option",
        at: mark,
        word: option2,
        message: unknownOption(form, use.owner, name, option2),
        hint: `expected weight <number>${form.noreverse ? ", reverse or noreverse" : " or reverse"}`
      });
      break;
    }
  }
  return { name, mark, weight, reverse };
}
function unknownOption(form, owner, name, option2) {
  return form.keyword === "track_interface" ? `(${owner}) unknown track_interface ${name} option ${option2} - ignoring` : `(${owner}) unknown ${form.keyword.replace("_", " ")} option ${option2} - ignoring`;
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
  const weight = Number(given);
  if (Math.abs(weight) <= form.limit)
    return weight;
  use.reporter.report({
    code: "clamped",
    at: entry.mark,
    word: given,
    message: `(${owner}) weight for ${name} cannot be +/-254. Setting to +/-253`
  });
  return Math.sign(weight) * form.limit;
}

// dist/config/grammar/virtual-address.js
var SCOPES = {
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
var virtualAddress = { read: readAddress, write: writeAddress, samples: SAMPLES };
var staticAddress = {
  read: (entry, row, use) => {
    const at = entry.words.indexOf("track_group");
    if (at < 0)
      return readAddress(entry, row, use);
    const value = readAddress({ ...entry, words: entry.words.toSpliced(at, 2) }, row, use);
    const trackGroup = entry.words[at + 1];
    return value === void 0 || trackGroup === void 0 ? value : { ...value, trackGroup };
  },
  write: (value) => [
    ...writeAddress(value),
    ...value.trackGroup === void 0 ? [] : ["track_group", value.trackGroup]
  ],
  samples: [...SAMPLES.filter((sample) => !sample.includes("use_vmac")), "192.0.2.16 dev eth0 track_group a"]
};
function writeAddress(value) {
  const option2 = (name, text) => text === null ? [] : [name, String(text)];
  const { broadcast, peer } = value;
  const own = writeIp(value.address);
  return [
    peer === null ? `${own}/${value.prefixLength}` : own,
    ...option2("dev", value.device),
    ...option2("scope", value.scope),
    ...option2("label", value.label),
    ...value.useVmac === true ? ["use_vmac"] : [],
    ...option2("brd", broadcast === null || typeof broadcast === "string" ? broadcast : writeIp(broadcast)),
    ...option2("peer", peer === null ? null : writeIp(peer.address)),
    ...option2("preferred_lft", value.lifetimeGiven ? value.preferredLifetimeS ?? "forever" : null),
    ...Object.entries(FLAGS).flatMap(([name, field]) => value[field] ? [name] : [])
  ];
}
function readAddress(entry, _row, use) {
  const draft = readPrefix(entry, use, entry.words[0] ?? "");
  if (draft === null)
    return void 0;
  const { words: words2 } = entry;
  for (let i = 1; i < words2.length; i++) {
    const option2 = words2[i] ?? "";
    const flag2 = FLAGS[option2];
    if (flag2 !== void 0)
      draft[flag2] = true;
    else if (option2 === "use_vmac")
      draft.useVmac = true;
    else {
      if (!readOption(entry, use, draft, option2, words2[i + 1]))
        return void 0;
      if (OPTIONS4.includes(option2))
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
function readOption(entry, use, draft, option2, value) {
  const complain2 = (message, hint = null) => {
    use.reporter.report({ code: "bad-option", at: entry.mark, word: value ?? option2, message, hint });
  };
  const shown = entry.words[0] ?? "";
  if (!OPTIONS4.includes(option2)) {
    const near = nearestWord(option2, OPTIONS4);
    const hint = readIp(option2.split("/")[0] ?? "") !== null ? "one address per line" : near === null ? null : `did you mean '${near}'?`;
    use.reporter.report({
      code: "bad-option",
      at: entry.mark,
      word: option2,
      message: `Unknown configuration entry '${option2}' for ip address - ignoring`,
      hint
    });
    return true;
  }
  if (value === void 0) {
    complain2(`No ${option2} parameter specified for ${shown}`);
    return true;
  }
  switch (option2) {
    case "dev":
      draft.device = value;
      break;
    case "scope":
      draft.scope = readScope(value);
      if (draft.scope === null)
        complain2(`Invalid scope '${value}' specified for ${shown} - ignoring`, `expected ${Object.keys(SCOPES).join(", ")} or 0..255`);
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
  return SCOPES[value] ?? (numberProblem(value, 0, 255) === null ? Number(value) : null);
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

// dist/config/grammar/vrrp-instance.js
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
    value: seconds(1e4, 255 * US_PER_S),
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
    value: lines("<ip>[/<length>] [dev <interface>] [scope <scope>] [label <label>] ...", virtualAddress),
    repeat: true,
    doc: "addresses of the virtual router, in its advertisements"
  },
  {
    name: "virtual_ipaddress_excluded",
    field: "excludedAddresses",
    value: lines("<ip>[/<length>] [dev <interface>] ...", virtualAddress),
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
    value: lines("<destination> [via <ip>] [dev <interface>] ...", virtualRoute),
    repeat: true,
    doc: "routes that move with it"
  },
  {
    name: "virtual_rules",
    field: "rules",
    value: lines("[from <prefix>] [to <prefix>] ... <action>", virtualRule),
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
    value: seconds(0, 1e3 * US_PER_S),
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
    value: multicastAddress("(%o) mcast_dst_ip %w not multicast. Skipping..."),
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
    value: lines("<ip> [min_ttl <n>] [max_ttl <n>]", unicastPeer),
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
    value: words,
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
    value: words,
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
    value: lines("<interface> [weight <-253..253>] [reverse]", trackInterface),
    repeat: true,
    doc: "other interfaces to watch"
  },
  {
    name: "track_script",
    field: "trackScripts",
    value: lines("<vrrp_script> [weight <-253..253> [reverse]]", trackScript),
    repeat: true,
    doc: "scripts to watch"
  },
  {
    name: "track_process",
    field: "trackProcesses",
    value: lines("<vrrp_track_process> [weight <-254..254> [reverse]]", trackProcess),
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

// dist/config/grammar/vrrp-others.js
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
    value: lines("<interface> [weight <-253..253>] [reverse]", trackInterface),
    repeat: true,
    doc: "interfaces that all members watch"
  },
  {
    name: "track_script",
    field: "trackScripts",
    value: lines("<vrrp_script> [weight <-253..253> [reverse]]", trackScript),
    repeat: true,
    doc: "scripts that all members watch"
  },
  {
    name: "track_process",
    field: "trackProcesses",
    value: lines("<vrrp_track_process> [weight <-254..254> [reverse]]", trackProcess),
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
    value: seconds(1, 3600 * US_PER_S),
    default: "0",
    bad: "delay (%w) for vrrp_track_process %o must be between [0.000001..3600] inclusive. Ignoring...",
    doc: "both delays"
  },
  {
    name: "terminate_delay",
    field: "terminateDelayUs",
    value: seconds(1, 3600 * US_PER_S),
    default: "0",
    bad: "terminate_delay (%w) for vrrp_track_process %o must be between [0.000001..3600] inclusive. Ignoring...",
    doc: "wait after a process has gone"
  },
  {
    name: "fork_delay",
    field: "forkDelayUs",
    value: seconds(1, 3600 * US_PER_S),
    default: "0",
    bad: "fork_delay (%w) for vrrp_track_process %o must be between [0.000001..3600] inclusive. Ignoring...",
    doc: "wait after a process has come"
  },
  { name: "full_command", field: "fullCommand", value: flag, default: "off", doc: "compare the whole command line" }
];
var syncGroupContext = contextOf("vrrp_sync_group", syncGroupRows);
var scriptContext = contextOf("vrrp_script", scriptRows);
var processContext = contextOf("vrrp_track_process", processRows);

// dist/config/grammar/named.js
function named(reader) {
  return {
    syntax: `<name> ${reader.syntax}`,
    block: reader.block,
    read: (statement, row, use) => {
      const name = argument(statement, row, use);
      if (name === void 0)
        return void 0;
      const [keyword = "", , more] = statement.words;
      if (more !== void 0)
        reportMore(statement, more, use);
      const entries = reader.read({ ...statement, words: [keyword] }, row, { ...use, owner: name });
      return entries === void 0 ? void 0 : { name, mark: statement.mark, entries };
    },
    samples: ["a"],
    ...reader.entrySamples === void 0 ? {} : { entrySamples: reader.entrySamples },
    write: ({ name }) => [name],
    writeBlock: ({ entries }) => reader.writeBlock?.(entries) ?? []
  };
}
function reportMore({ words: words2, mark }, more, { reporter, environment }) {
  const keyword = words2[0] ?? "";
  reporter.report({
    code: "extra-words",
    class: environment.testing ? "argument" : "general",
    at: mark,
    word: more,
    message: `Block ${keyword} has extra parameters ${more} ...`,
    hint: `write: ${keyword} <name> { ... }`
  });
}

// dist/config/grammar/track-file.js
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
    read: (statement, row, use) => {
      let value = 0;
      let overwrite = false;
      for (const option2 of statement.words.slice(1)) {
        if (option2 === "overwrite")
          overwrite = true;
        else if (/^[+-]?\d{1,10}$/.test(option2))
          value = Number(option2);
        else {
          const numeric = /^[+-]?\d/.test(option2);
          const message = numeric ? `Track file ${use.owner} init value ${option2} is invalid` : `Unknown track file init option ${option2}`;
          reportBad(statement, { ...row, bad: message }, use, option2, `expected ${row.value.syntax}`);
          return void 0;
        }
      }
      if (Math.abs(value) > MAX_INIT) {
        const bad = `Track file ${use.owner} init value ${value} is outside sensible range [-${MAX_INIT}, ${MAX_INIT}]`;
        reportBad(statement, { ...row, bad }, use, String(value), "a priority changes by no more than that");
      }
      return { value, overwrite };
    },
    samples: ["", "7", "-7 overwrite"],
    write: ({ value, overwrite }) => [String(value), ...overwrite ? ["overwrite"] : []]
  };
}

// dist/config/grammar/root.js
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
    value: named(lines("<ip> [<port>] | <ip>-<last> [<port>] | fwmark <n>", groupMember)),
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
    value: lines("<ip>[/<length>] [dev <interface>] ...", staticAddress),
    repeat: true,
    rootOnly: true,
    doc: "addresses that are always there"
  },
  {
    name: "static_routes",
    field: "staticRoutes",
    value: lines("<destination> [via <ip>] [dev <interface>] ...", staticRoute),
    repeat: true,
    rootOnly: true,
    doc: "routes that are always there"
  },
  {
    name: "static_rules",
    field: "staticRules",
    value: lines("[from <prefix>] [to <prefix>] ... <action>", staticRule),
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
      for (const row of context2.rows)
        homes.set(row.name, [...homes.get(row.name) ?? [], context2.name]);
    }
  }
  return homes.get(keyword) ?? [];
}

// dist/config/lexer/include.js
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
  const open = [pattern];
  while (open.length > 0 && done.length + open.length <= MAX_ALTERNATIVES) {
    const text = open.pop() ?? "";
    const group = firstGroup(text);
    if (group === null)
      done.push(text);
    else
      for (const part of group.parts.toReversed())
        open.push(group.before + part + group.after);
  }
  return done;
}
function firstGroup(text) {
  const open = [];
  let first = null;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === "{")
      open.push({ start: i, commas: [] });
    else if (c === ",")
      open[open.length - 1]?.commas.push(i);
    else if (c === "}") {
      const group = open.pop();
      if (group === void 0 || group.commas.length === 0)
        continue;
      if (first === null || group.start < first.start)
        first = { ...group, end: i };
    }
  }
  if (first === null)
    return null;
  const ends = [...first.commas, first.end];
  const parts = ends.map((end, i) => text.slice((ends[i - 1] ?? first.start) + 1, end));
  return { before: text.slice(0, first.start), parts, after: text.slice(first.end + 1) };
}

// dist/config/grammar/include-check.js
var FIELDS = {
  read: "read",
  match: "match",
  wildcard_match: "wildcardMatch",
  brace_match: "braceMatch"
};
var INCLUDE_CHECK_WORDS = Object.keys(FIELDS);
function readIncludeChecks(words2, standing) {
  if (words2.length === 0)
    return { checks: ALL_CHECKS, unknown: [] };
  const unknown = [];
  let checks = standing;
  let replaced = false;
  for (const word2 of words2) {
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

// dist/config/resolve/resolution.js
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

// dist/config/resolve/regex.js
function resolveRegex(block2, resolution) {
  const { values: s, mark } = block2;
  const { reporter, environment } = resolution;
  const mention2 = (message) => reporter.report({ code: "bad-value", severity: "warning", class: null, at: mark, message });
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
  complain(resolution, mark, "bad-regex", problem.message, problem.hint ?? "the page is not searched");
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

// dist/config/resolve/checkers.js
var DEFAULT_CONNECT_TIMEOUT_US = 5 * US_PER_S;
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
var NOT_SAID = 4294967295;
function saidRetry(retry) {
  return retry === NOT_SAID ? void 0 : retry;
}
function network(kind, block2, id, context2, usualDelayUs, usualRetry = 1) {
  return {
    ...timing(kind, block2.values, id, context2, usualDelayUs, usualRetry),
    connection: connection(block2, context2)
  };
}
function connection(block2, context2) {
  const { values: s } = block2;
  const { server, defaults } = context2;
  return {
    ...endsOf(block2, context2),
    port: s.connectPort ?? server.port,
    bindPort: s.bindPort ?? 0,
    bindInterface: s.bindInterface ?? null,
    fwmark: s.fwmark ?? 0,
    connectTimeoutUs: s.connectTimeoutUs ?? defaults.connectTimeoutUs ?? DEFAULT_CONNECT_TIMEOUT_US
  };
}
function endsOf({ keyword, values: s, mark }, { server, resolution }) {
  const { connectIp = server.address, bindTo } = s;
  if (bindTo === void 0)
    return { address: connectIp, bindAddress: null };
  const fields = Object.keys(s);
  const bindsFirst = fields.indexOf("bindTo") < fields.indexOf("connectIp");
  const leaveOut = (address2, keyword2, other) => complain(resolution, mark, "wrong-family", `${keyword2} address ${writeIp(address2)} does not match address family of ${other} - skipping`);
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
    ...own ? [{ ...common, connection: connection(block2, context2) }] : [],
    ...hosts.map((host, i) => ({ ...common, id: `${id} host ${i + 1}`, connection: connection(host, context2) }))
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
  const text = s.command.text;
  if (s.user !== void 0 && commands.lookUp(s.user) === null) {
    const message = `Failed to set uid/gid for misc checker script '${text}' - removing`;
    complain(resolution, s.user.mark, "unknown-user", message, `there is no user '${s.user.user}'`);
    return [];
  }
  const outcome = commands.inspect(s.command, s.user ?? null);
  if (!outcome.ok) {
    if (outcome.refusal === "no-user") {
      const message = `Unable to set default user for misc script '${text}' - removing`;
      complain(resolution, block2.mark, "no-script-user", message);
    } else {
      const reason = outcome.refusal === "insecure" ? "due to insecure" : "since not found/accessible";
      const message = `Disabling misc script '${text}' ${reason}`;
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

// dist/config/resolve/bfd-check.js
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
    const tell = (code, text) => {
      complain(resolution, block2.mark, code, `(${owner.server}) ${text}`);
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

// dist/config/resolve/file-check.js
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
function resolveOne({ values: s, mark, order }, files, resolution) {
  const name = s.trackFile;
  const found = name === void 0 ? void 0 : files.get(name);
  const known2 = found !== void 0 && found.order <= order ? found.config : null;
  if (name !== void 0 && known2 === null)
    complain(resolution, mark, "not-found", `track_file ${name} not found`);
  if (known2 === null)
    complain(resolution, mark, "no-file", "FILE_CHECK has no track_file specified - ignoring");
  const own = ownWeight(s.weight, mark, resolution);
  return known2 && { file: known2.name, path: known2.path, weight: known2.weight, reverse: known2.reverse, ...own };
}
var MOST = 2147483647;
function ownWeight(words2, mark, resolution) {
  if (words2 === void 0)
    return {};
  const [given, option2] = words2;
  if (given === void 0) {
    complain(resolution, mark, "missing-argument", "track file weight missing");
    return {};
  }
  const isDirection = option2 === "reverse" || option2 === "noreverse";
  if (option2 !== void 0 && !isDirection)
    complain(resolution, mark, "bad-option", `unknown track file weight option ${option2} - ignoring`);
  return {
    ...numberProblem(given, -MOST, MOST) === null ? { weight: Number(given) } : {},
    // compat: a weight of its own is not reversed by the file's.
    reverse: option2 === "reverse"
  };
}

// dist/config/resolve/ports.js
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

// dist/config/resolve/service-target.js
function membersOf(target, groups) {
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

// dist/config/resolve/real-server.js
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
  const service = { name: vsName, target, members: membersOf(target, context2.groups) };
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

// dist/config/resolve/scheduler.js
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
function resolveFlags(flags, scheduler2, schedulerMark, resolution) {
  let bits = 0;
  for (const { keyword: word2, mark } of flags) {
    const flag2 = FLAGS2[word2];
    if (flag2 === void 0)
      continue;
    const applies = flag2.scheduler === scheduler2 && mark > schedulerMark;
    if (flag2.scheduler === null || applies)
      bits |= flag2.bit;
    else
      complain(resolution, mark, "scheduler-flag", `${word2} only applies to sh scheduler - ignoring`, `write it below 'lvs_sched ${flag2.scheduler}'`);
  }
  return bits;
}

// dist/config/resolve/service-family.js
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
  const said = given === servers ? given : null;
  const strangers = direct.filter((one) => one.family !== servers).map(({ real }) => real);
  for (const real of strangers)
    tellStranger("real server", real.args[0] ?? "", real.mark, resolution);
  const sorry = s.sorryServer;
  const isSorryTunnelled = s.sorryServerForwarding === void 0 ? isTunnelledAt(marks["sorryServer"] ?? block2.mark, block2, usual) : s.sorryServerForwarding.forwarding === "TUN";
  if (sorry === void 0 || isSorryTunnelled)
    return { family: servers, said, strangers: new Set(strangers), strangeSorryServer: false };
  const family3 = servers ?? sorry.address.family;
  const strangeSorryServer = sorry.address.family !== family3;
  if (strangeSorryServer)
    tellStranger("sorry server", writeIp(sorry.address), marks["sorryServer"] ?? block2.mark, resolution);
  return { family: family3, said, strangers: new Set(strangers), strangeSorryServer };
}
function isTunnelled({ values, mark }, vs, usual) {
  return values.forwarding === void 0 ? isTunnelledAt(mark, vs, usual) : values.forwarding.forwarding === "TUN";
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
  const strange = membersOf(target, groups).find((one) => one.kind !== "fwmark" && one.address.family !== family3);
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

// dist/config/resolve/sorry-server.js
function resolveSorryServer(block2, service, protocol2, usual, resolution) {
  const { sorryServer, sorryServerForwarding, sorryServerInhibit } = block2.values;
  if (sorryServer === void 0) {
    complainOfNoSorryServer(block2, resolution);
    return null;
  }
  const forwarding2 = sorryServerForwarding ?? usual;
  const at = block2.marks["sorryServer"] ?? block2.mark;
  const port = resolveSorryServerPort(service, sorryServer.port, forwarding2.forwarding, at, resolution);
  return {
    id: `[${writeIp(sorryServer.address)}]:${protocol2}:${port}`,
    address: sorryServer.address,
    port,
    ...forwarding2,
    inhibit: sorryServerInhibit ?? false
  };
}
function complainOfNoSorryServer({ values: s, marks, mark }, resolution) {
  if (s.sorryServerInhibit === true) {
    complain(resolution, marks["sorryServerInhibit"] ?? mark, "no-sorry-server", "Ignoring sorry_server inhibit used before or without sorry_server");
  }
  if (s.sorryServerForwarding !== void 0) {
    complain(resolution, marks["sorryServerForwarding"] ?? mark, "no-sorry-server", "sorry_server forwarding used without sorry_server");
  }
}

// dist/config/resolve/virtual-server.js
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
  const said = s.forwarding ?? (isForwardingWanted(block2, families) ? defaulted(block2, name, "no forwarding method set, setting default NAT", USUAL_FORWARDING, resolution) : null);
  const forwarding2 = said ?? USUAL_FORWARDING;
  const realServers = resolveRealServers(block2, target, families, name, protocol2, forwarding2, context2);
  if (realServers.length === 0) {
    complain(resolution, block2.mark, "no-real-server", `Virtual server ${name} has no real servers - ignoring`);
    return null;
  }
  const service = { name, target, members: membersOf(target, groups) };
  const sorryServer = families.strangeSorryServer ? null : resolveSorryServer(block2, service, protocolWord(target, protocol2, groups), forwarding2, resolution);
  const quorum2 = resolveQuorum(block2, name, realServers, resolution);
  const server = {
    id: name,
    target: isMark2 ? { ...target, family: families.family ?? familyOfServers({ realServers, sorryServer }) } : target,
    protocol: protocol2,
    scheduler: scheduler2,
    schedulerFlags: resolveFlags(s.schedulerFlags ?? [], scheduler2, block2.marks["scheduler"] ?? Infinity, resolution),
    onePacket: resolveOnePacket(block2, name, protocol2, isMark2, resolution),
    forwarding: said?.forwarding ?? null,
    persistenceTimeoutS: resolvePersistence(block2, name, target, context2),
    persistenceEngine: s.persistenceEngine?.slice(0, 15) ?? null,
    persistenceGranularity: s.persistenceGranularity?.prefixLength ?? (familyOf(target, realServers, context2) === 4 ? 32 : 128),
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
    sorryServer,
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
    inspect: ({ argv, text }) => ({ ok: true, insecure: false, command: { argv, text, uid: null, gid: null } }),
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
function adviseTwin(server, mark, { reporter, services }) {
  const key = serviceKeyOf(server);
  const known2 = services.get(key);
  services.set(key, Math.min(known2 ?? mark, mark));
  if (known2 === void 0)
    return;
  reporter.advise({
    code: "duplicate-server",
    at: Math.max(known2, mark),
    message: `Virtual server ${server.id} is defined twice`,
    hint: "put its real servers into the first one",
    related: firstAt(Math.min(known2, mark))
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
function familyOf(target, servers, context2) {
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

// dist/config/resolve/early-servers.js
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
    resolve: (text) => text ? refuse() : null,
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

// dist/config/interpreter.js
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
    const { row } = statement;
    const taken = this.#purpose === "rewrite" ? this.#taken : null;
    const value = this.#read(statement, rootContext, this.#values, this.#marks, taken, this.#use);
    if (value === void 0 || row === null)
      return;
    if (this.#purpose === "check" && row.field === "virtualServers")
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
    const { row } = statement;
    if (row === null) {
      this.#reportUnknown(statement, context2);
      return void 0;
    }
    if (statement.block !== null && !row.takesBlock)
      this.#reportBlock(statement);
    if (row.oldNameOf !== void 0)
      this.#reportOldName(statement, row, use);
    if (row.status === "parsed")
      this.#reportParsed(statement, row);
    if (row.once !== void 0 && values[row.field] !== void 0) {
      this.#reportSecond(statement, row, use);
      return void 0;
    }
    if (row.replaced !== void 0 && values[row.field] !== void 0) {
      const hint = "the last one counts";
      const word2 = statement.words[0] ?? "";
      this.#reporter.report({ code: "given-twice", at: statement.mark, word: word2, message: row.replaced, hint });
    }
    if (row.more !== void 0 && statement.words.length > 2) {
      this.#reportMore(statement, row.more, use);
      return void 0;
    }
    const value = row.value.read(statement, row, use);
    if (value === void 0) {
      if (row.onInvalid === "default" && statement.words.length > 1) {
        delete values[row.field];
        if (taken !== null)
          forget(taken, row.field);
      }
      return void 0;
    }
    if (!this.#store(values, row, value, statement, use))
      return void 0;
    if (marks !== null)
      marks[row.field] = statement.mark;
    if (taken !== null) {
      if (row.repeat !== true && row.merge !== true)
        forget(taken, row.field);
      taken.push({ row, value });
    }
    return value;
  }
  /** False when an earlier value stays. */
  #store(values, row, value, statement, use) {
    const known2 = values[row.field];
    if (row.repeat === true) {
      if (known2 === void 0)
        values[row.field] = [value];
      else
        known2.push(value);
      return true;
    }
    if (row.stays !== void 0 && known2 === row.stays.value && value !== known2) {
      this.#reporter.report({
        code: "given-twice",
        at: statement.mark,
        word: statement.words[1] ?? "",
        message: fillIn(row.stays.message, statement.words[1] ?? "", use),
        hint: "the first one stays"
      });
      return false;
    }
    values[row.field] = row.merge === true && known2 !== void 0 ? mergeBlocks(known2, value) : value;
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
  #reportOldName(statement, row, use) {
    const modern = row.oldNameOf ?? "";
    const known2 = row.deprecated !== void 0;
    this.#reporter.warnOnce(`old ${row.name}`, {
      code: "old-name",
      class: known2 && row.name !== "nb_get_retry" ? "general" : null,
      at: statement.mark,
      word: row.name,
      message: known2 ? fillIn(row.deprecated ?? "", row.name, use) : `'${row.name}' is an old spelling`,
      hint: modern === "" ? row.doc : `today's word is '${modern}'; it is read as that`
    });
  }
  #reportParsed(statement, row) {
    this.#reporter.warnOnce(`parsed ${row.name}`, {
      code: "no-effect-yet",
      class: null,
      at: statement.mark,
      word: row.name,
      message: `'${row.name}' is understood but has no effect here yet`,
      hint: row.doc
    });
  }
  #reportMore({ words: words2, mark }, message, use) {
    const word2 = words2[2] ?? "";
    const hint = `remove '${word2}', or put both words into double quotes if they are one`;
    this.#reporter.report({ code: "bad-name", at: mark, word: word2, message: fillIn(message, words2[1] ?? "", use), hint });
  }
  #reportSecond(statement, row, use) {
    this.#reporter.report({
      code: "given-twice",
      at: statement.mark,
      word: statement.words[0] ?? "",
      message: fillIn(row.once ?? "", statement.words[1] ?? "", use),
      hint: "the first one stays"
    });
  }
};
function forget(taken, field) {
  const at = taken.findIndex(({ row }) => row.field === field);
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

// dist/config/lexer/comments.js
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

// dist/config/lexer/definitions.js
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
  set(name, lines2) {
    this.#values.set(name, lines2);
  }
  /** Replaces until nothing known is left; a multi-line value gives lines that the caller must process one by one. */
  substitute(line, predefined, known2 = []) {
    let text = line;
    let from = 0;
    let origins = known2;
    let characters = 0;
    let count = 0;
    for (; count < MAX_REPLACEMENTS; count++) {
      const found = this.#nextKnown(text, from, predefined);
      if (found === null)
        return { kind: "line", text, origins, count, characters };
      const { name, lines: lines2 } = found;
      const before = text.slice(0, found.start);
      const after = text.slice(found.end);
      if (lines2.length > 1 && text.length <= MAX_LINE)
        return { kind: "lines", lines: joinEnds(before, name, lines2, after, origins), count, characters };
      const first = lines2[0];
      text = before + (first?.text ?? "") + after;
      characters += text.length;
      if (text.length > MAX_LINE)
        break;
      if (first !== void 0 && first.mark !== NOWHERE && origins.length < MAX_ORIGINS)
        origins = [...origins, { name, mark: first.mark }];
      from = found.start;
    }
    return { kind: "endless", count, characters };
  }
  #nextKnown(text, from, predefined) {
    for (let start = text.indexOf("$", from); start >= 0; start = text.indexOf("$", start + 1)) {
      const reference = readReference(text, start);
      if (reference === null)
        continue;
      const { name, args, end } = reference;
      const lines2 = (args === "" ? this.#values.get(name) : void 0) ?? predefinedValue(name, args, predefined);
      if (lines2)
        return { name, start, end, lines: lines2 };
    }
    return null;
  }
};
function readReference(text, start) {
  const braced = text.charAt(start + 1) === "{";
  NAME.lastIndex = start + (braced ? 2 : 1);
  const name = NAME.exec(text)?.[0];
  if (name === void 0)
    return null;
  const after = NAME.lastIndex;
  const next = text.charAt(after);
  if (!braced)
    return " 	,)".includes(next) ? { name, args: "", end: after } : null;
  if (next === "}")
    return { name, args: "", end: after + 1 };
  if (next !== " " && next !== "	")
    return null;
  const length = text.slice(after + 1, after + 2 + MAX_ARGUMENTS).indexOf("}");
  return length < 0 ? null : { name, args: text.slice(after + 1, after + 1 + length).trim(), end: after + length + 2 };
}
var MAX_ORIGINS = 8;
var NOWHERE = -1;
function joinEnds(before, name, lines2, after, origins) {
  const known2 = origins.slice(0, MAX_ORIGINS);
  const last = lines2.length - 1;
  return lines2.map(({ text, mark }, i) => ({
    text: (i === 0 ? before : "") + text + (i === last ? after : ""),
    origins: [...known2, { name, mark }]
  }));
}
function predefinedValue(name, args, context2) {
  const text = predefinedText(name, args, context2);
  return text === void 0 ? void 0 : [{ text, mark: NOWHERE }];
}
function predefinedText(name, args, context2) {
  const words2 = args === "" ? [] : args.split(/[ \t]+/);
  switch (name) {
    case "_PWD":
      return words2.length === 0 ? context2.directory : void 0;
    case "_INSTANCE":
      return words2.length === 0 ? context2.instance : void 0;
    case "_HASH":
      return words2.length === 0 ? "#" : void 0;
    case "_BANG":
      return words2.length === 0 ? "!" : void 0;
    case "_ENV":
      return words2.length === 1 ? context2.variables[words2[0] ?? ""] ?? "" : void 0;
    case "_RANDOM":
      return randomValue(words2, context2.random);
    default:
      return void 0;
  }
}
function randomValue(words2, random) {
  if (words2.length > 2 || words2.some((word2) => !/^\d{1,9}$/.test(word2)))
    return void 0;
  const min = Number(words2[0] ?? 0);
  const max = Math.max(min, Number(words2[1] ?? 32767));
  return String(min + Math.floor(random() * (max - min + 1)));
}

// dist/config/lexer/sequences.js
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
function splitItems(text) {
  const items = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === "{")
      depth++;
    else if (c === "}")
      depth--;
    else if (c === "," && depth === 0) {
      items.push(text.slice(from, i).trim());
      from = i + 1;
    }
  }
  items.push(text.slice(from).trim());
  return items;
}
function tuple(text) {
  const inner = /^\{(.*)\}$/s.exec(text);
  return inner ? (inner[1] ?? "").split(",").map((part) => part.trim()) : [text];
}
function isName(text) {
  return /^[A-Za-z_]\w*$/.test(text);
}
function readInteger(text) {
  const match = /^([+-]?)(0[xX][0-9a-fA-F]+|\d+)$/.exec(text);
  if (!match)
    return null;
  const digits = match[2] ?? "";
  const value = /^0[xX]/.test(digits) ? Number(digits) : /^0\d/.test(digits) ? parseInt(digits, 8) : Number(digits);
  if (!Number.isSafeInteger(value))
    return null;
  return match[1] === "-" ? -value : value;
}

// dist/config/lexer/lexer.js
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
  #readLines(text, file) {
    let lineNumber = 0;
    for (let from = 0; from < text.length; ) {
      lineNumber++;
      const newline = text.indexOf("\n", from);
      const end = newline < 0 ? text.length : newline;
      this.#physicalLine(text, from, end, file, lineNumber);
      from = end + 1;
    }
    this.#endCollecting();
  }
  #physicalLine(text, from, lineEnd, file, lineNumber) {
    let end = lineEnd;
    while (end > from && isLineEnd(text.charCodeAt(end - 1)))
      end--;
    let start = from;
    while (start < end && isBlank2(text.charCodeAt(start)))
      start++;
    while (end > start && isBlank2(text.charCodeAt(end - 1)))
      end--;
    if (start === end) {
      this.#endCollecting();
      return;
    }
    const mark = makeMark(file, lineNumber, start - from + 1);
    if (end - start > MAX_PHYSICAL_LINE) {
      this.#reportTooLong(mark, end - start);
      return;
    }
    if (this.#collecting !== null || !this.#simpleLine(text, start, end, mark))
      this.#specialLine(text.slice(start, end), mark);
  }
  /** A plain line, or one whose only sign is a brace at its end: nearly all lines of a large file. */
  #simpleLine(text, start, end, mark) {
    const special = plainUntil(text, start, end);
    if (special === end && text.charCodeAt(end - 1) !== BACKSLASH2) {
      this.#sink.line(text.slice(start, end), mark);
      return true;
    }
    const brace = special === end - 1 ? text.charCodeAt(special) : 0;
    if (brace !== 123 && brace !== 125)
      return false;
    if (special > start)
      this.#sink.line(text.slice(start, special).trimEnd(), mark);
    if (brace === 123)
      this.#sink.open(mark);
    else
      this.#sink.close(mark);
    return true;
  }
  #reportTooLong(mark, length) {
    this.#reporter.report({
      code: "line-too-long",
      at: mark,
      message: `line of ${length} characters is too long - ignoring`,
      hint: `a line may have ${MAX_PHYSICAL_LINE} characters; keepalived itself cuts lines at 1023`
    });
  }
  #specialLine(raw, mark) {
    const nul = raw.indexOf("\0");
    if (nul >= 0) {
      this.#reporter.warn({
        code: "nul-byte",
        class: null,
        at: mark,
        message: "a NUL byte ends the line; the text after it is ignored"
      });
    }
    const line = stripComment(nul < 0 ? raw : raw.slice(0, nul)).trim();
    const continues = raw.endsWith("\\");
    if (this.#collecting !== null)
      this.#collect(line, mark, continues);
    else if (line !== "")
      this.#run(line, mark, continues);
  }
  #collect(line, mark, continues) {
    const collecting = this.#collecting;
    if (collecting === null || line === "" && !continues)
      return;
    const text = line.endsWith("\\") ? line.slice(0, -1).trim() : line;
    if (text !== "")
      collecting.lines.push({ text, mark });
    if (!continues)
      this.#endCollecting();
  }
  #endCollecting() {
    const collecting = this.#collecting;
    if (collecting === null)
      return;
    const { name, lines: lines2, keep, mark } = collecting;
    if (keep)
      this.#definitions.set(name, lines2.length === 0 ? [{ text: "", mark }] : lines2);
    this.#collecting = null;
  }
  /** One line and all that it turns into, depth first, so that repetitions nest without recursion. */
  #run(line, mark, continues) {
    const stack = [{ text: line, origins: NO_ORIGINS }];
    for (let item = stack.pop(); item !== void 0; item = stack.pop()) {
      if (!("next" in item)) {
        const substituted = item.substituted === true;
        if (!this.#countProduced(substituted ? 0 : item.text.length, mark, stack.length))
          return;
        this.#step(item, substituted, mark, stack, continues);
        continue;
      }
      const values = item.next();
      if (values === null)
        continue;
      item.names.forEach((name, i) => this.#definitions.set(name, [{ text: values[i] ?? "", mark }]));
      stack.push(item, { text: item.rest, origins: item.origins });
    }
  }
  #countProduced(characters, mark, waiting) {
    this.#produced++;
    this.#producedCharacters += characters;
    const most = Math.max(this.#produced, waiting);
    if (most <= MAX_PRODUCED && this.#producedCharacters <= MAX_PRODUCED_CHARACTERS)
      return true;
    if (!this.#producedTooMuch) {
      this.#producedTooMuch = true;
      this.#reporter.report({
        code: "too-many-lines",
        always: true,
        at: mark,
        message: "substitution makes too many lines; the rest is ignored"
      });
    }
    return false;
  }
  #step(item, substituted, mark, stack, continues) {
    let text = item.text.trim();
    let { origins } = item;
    let keep = true;
    if (text.startsWith("@")) {
      const condition = /^@(\^?)(\S*)(?:[ \t]+(.*))?$/s.exec(text);
      keep = (condition?.[2] ?? "") === this.#environment.configId !== (condition?.[1] === "^");
      text = (condition?.[3] ?? "").trim();
      if (!keep && !(continues && text.startsWith("$")))
        return;
    }
    if (text === "")
      return;
    const definition = text.startsWith("$") ? readDefinition(text) : null;
    if (definition) {
      this.#define(definition.name, definition.value, mark, keep, continues);
      return;
    }
    if (!keep)
      return;
    if (text.startsWith("~") && this.#startSequence({ text, origins }, mark, stack))
      return;
    if (!substituted && text.includes("$")) {
      const result = this.#substitute({ text, origins }, mark, stack);
      if (result === null)
        return;
      ({ text, origins } = result);
    }
    const include = text.startsWith("include") ? readIncludeLine(text, this.#checks) : null;
    if (include)
      this.#include(include, mark);
    else
      this.#emit(text, mark, origins, stack);
  }
  #define(name, value, mark, keep, continues) {
    if (!continues) {
      if (keep)
        this.#definitions.set(name, [{ text: value, mark }]);
      return;
    }
    const first = (value.endsWith("\\") ? value.slice(0, -1) : value).trim();
    this.#collecting = { name, lines: first === "" ? [] : [{ text: first, mark }], keep, mark };
  }
  #startSequence({ text, origins }, mark, stack) {
    const sequence = readSequence(text, (inside) => {
      const result = this.#definitions.substitute(inside, this.#predefined);
      this.#producedCharacters += result.characters + result.count * SUBSTITUTION_COST;
      return result.kind === "line" ? result.text : inside;
    });
    if (sequence === null)
      return false;
    if ("error" in sequence)
      this.#reporter.report({
        code: "bad-sequence",
        at: mark,
        message: `Invalid ~${text.startsWith("~LST") ? "LST" : "SEQ"} specification '${text.slice(0, 80)}'`,
        hint: sequence.error
      });
    else
      stack.push({ ...sequence, origins });
    return true;
  }
  /** Null when the line became others, or nothing. */
  #substitute({ text, origins }, mark, stack) {
    const result = this.#definitions.substitute(text, this.#predefined, origins);
    this.#producedCharacters += result.characters + result.count * SUBSTITUTION_COST;
    if (result.kind === "endless") {
      this.#reporter.report({
        code: "endless-definition",
        at: mark,
        message: `a definition in '${text.slice(0, 40)}' contains itself`
      });
      return null;
    }
    if (result.kind === "lines") {
      for (const line of result.lines.toReversed())
        stack.push({ ...line, text: stripComment(line.text) });
      return null;
    }
    const stripped = stripComment(result.text).trim();
    if (stripped !== text && (stripped.startsWith("@") || stripped.startsWith("~"))) {
      stack.push({ text: stripped, origins: result.origins });
      return null;
    }
    return stripped === "" ? null : { text: stripped, origins: result.origins };
  }
  #emit(said, use, origins, stack) {
    const text = said.endsWith("\\") ? said.replace(/[ \t]+\\$/, "\\") : said;
    const mark = origins.length === 0 ? use : this.#reporter.sources.expand(use, text, origins);
    const brace = findBrace(text);
    if (brace < 0) {
      if (text.includes('"'))
        this.#checkQuotes(text, mark);
      this.#sink.line(text, mark);
      return;
    }
    const before = text.slice(0, brace).trimEnd();
    const after = text.slice(brace + 1).trim();
    if (before !== "")
      this.#sink.line(before, mark);
    if (text.charAt(brace) === "{")
      this.#sink.open(mark);
    else
      this.#sink.close(mark);
    if (after !== "")
      stack.push({ text: after, origins, substituted: true });
  }
  #checkQuotes(text, mark) {
    let quotes = 0;
    let escaped = 0;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === 34)
        quotes++;
      else if (c === BACKSLASH2 && text.charCodeAt(++i) === 34)
        escaped++;
    }
    const isOpen = quotes % 2 === 1 || quotes === 0 && escaped % 2 === 1;
    if (!isOpen && escaped % 2 === 0)
      return;
    this.#reporter.report({
      code: "unterminated-quote",
      at: mark,
      word: '"',
      message: isOpen ? `Unterminated quote '${text}'` : `Unmatched quote: '${text}'`,
      hint: isOpen ? "a double quote must be closed on the same line" : "write \\x22 for a double quote inside of two others"
    });
  }
  #include(include, mark) {
    const found = findIncludes(include, this.#predefined.directory, this.#environment);
    for (const problem of found.problems) {
      this.#reporter.report({
        code: "include",
        at: mark,
        class: problem.strict ? "security" : null,
        severity: problem.strict ? "error" : "warning",
        message: problem.message
      });
    }
    this.#produced += found.alternatives;
    for (const path of found.paths)
      this.#includeFile(path, include, mark);
  }
  #includeFile(path, include, mark) {
    const { sources } = this.#reporter;
    if (this.#depth >= MAX_INCLUDE_DEPTH || sources.list.length >= MAX_FILES) {
      this.#reporter.report({
        code: "include-depth",
        at: mark,
        message: `too many included files at ${path}: one includes itself?`
      });
      return;
    }
    const read = this.#environment.readFile(path);
    const tooMuch = "text" in read && sources.size + read.text.length > MAX_TEXT;
    if ("error" in read || tooMuch) {
      this.#reporter.report({
        code: "include",
        at: mark,
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
function plainUntil(text, start, end) {
  const first = text.charCodeAt(start);
  if (first === 64 || first === 126)
    return start;
  if (first === 105 && text.startsWith("include", start))
    return start;
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c < 37 ? c === 0 || c >= 33 && c <= 36 : c === 123 || c === 125)
      return i;
  }
  return end;
}
function findBrace(text) {
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 34)
      quoted = !quoted;
    else if (!quoted && (c === 123 || c === 125))
      return i;
  }
  return -1;
}

// dist/config/reporter.js
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
    for (const { index, lines: lines2 } of this.#once.values())
      this.#addLines(index, lines2);
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
  #addLines(index, lines2) {
    const first = this.diagnostics[index];
    if (first === void 0 || lines2.length === 0)
      return;
    const more = lines2.length === MAX_OTHER_LINES ? " ..." : "";
    const also = `also on line${lines2.length > 1 ? "s" : ""} ${lines2.join(", ")}${more}`;
    this.diagnostics[index] = { ...first, hint: first.hint === null ? also : `${first.hint}; ${also}` };
  }
};

// dist/config/resolve/commands.js
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
  resolve(text) {
    if (!text)
      return null;
    const user2 = text.user === null ? null : { user: text.user, group: text.group, mark: text.mark };
    const outcome = this.#inspect(text, user2);
    if (user2 !== null)
      this.#checkAccountWords(text, user2);
    return outcome.ok ? outcome.command : null;
  }
  /** For scripts that have a `user` of their own. */
  inspect(text, user2) {
    if (text.user !== null) {
      const { reporter } = this.#resolution;
      const message = `the words after ${text.argv[0] ?? ""} are not passed to it`;
      reporter.advise({ code: "unquoted-command", at: text.mark, word: text.user, message, hint: quoteAll(text) });
    }
    return this.#inspect(text, user2);
  }
  #inspect(text, user2) {
    const account = user2 === null ? this.#defaultFor(text) : this.lookUp(user2);
    if (account === null)
      return { ok: false, refusal: "no-user" };
    const effective = account === "default" ? this.account : account;
    if (/^<[ \t]*\//.test(text.text))
      return this.#accept(text, ["/bin/sh", "-c", text.text], account, false);
    const program = text.argv[0] ?? "";
    const found = this.#resolution.environment.inspectScript(program, this.#rules.keepsLinks);
    if (found.path === null) {
      const message = `Script ${program} cannot be accessed - No such file or directory`;
      this.#tell(text.mark, "script-not-found", program, message, whyNotFound(program, found));
      return { ok: false, refusal: "not-found" };
    }
    const barred = whyBarred(found, effective);
    if (barred !== null) {
      this.#resolution.reporter.advise({
        code: "script-not-executable",
        at: text.mark,
        word: program,
        message: `${program} may not be executed${effective.uid === 0 ? "" : ` by uid ${effective.uid}`}`,
        hint: barred
      });
    }
    if (!program.includes("/")) {
      this.#tell(text.mark, "script-path", program, `WARNING - script \`${program}\` resolved by path search to \`${found.path}\`. Please specify full path.`);
    }
    const insecure = found.unsafe !== null && effective.uid === 0;
    if (found.unsafe !== null && insecure)
      this.#tellUnsafe(text.mark, found.path, found.unsafe);
    if (insecure && this.#rules.security)
      return { ok: false, refusal: "insecure" };
    return this.#accept(text, [found.path, ...text.argv.slice(1)], account, insecure);
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
    for (const [kind, { mark, insecure, counts }] of this.#running) {
      if (kind === "scripts" && !interfacesExist && this.#resolution.environment.testing)
        continue;
      const more = insecure ? " There are insecure scripts." : "";
      this.#resolution.reporter.report({
        code: "script-security",
        severity: "warning",
        class: counts ? "security" : null,
        at: mark,
        message: `SECURITY VIOLATION - ${kind} are being executed but script_security not enabled.${more}`,
        hint: "write 'enable_script_security' into global_defs, and 'script_user' if the scripts need no root"
      });
    }
  }
  #accept(text, argv, account, insecure) {
    const counts = this.#resolution.isLost?.(text.mark) !== true;
    for (const kind of this.#kinds) {
      if (!this.#wanted.has(kind))
        continue;
      const known2 = this.#running.get(kind);
      if (known2 === void 0)
        this.#running.set(kind, { mark: text.mark, insecure, counts });
      else {
        known2.insecure ||= insecure;
        known2.counts ||= counts;
      }
    }
    const runsAs = account === "default" ? { uid: null, gid: null } : account;
    return { ok: true, command: { argv, text: text.text, ...runsAs }, insecure };
  }
  #defaultFor(text) {
    if (this.#default !== null)
      return "default";
    complain(this.#resolution, text.mark, "no-script-user", `Unable to set default user ${DEFAULT_SCRIPT_USER} for script`, "with enable_script_security name an account: 'script_user <user>' in global_defs");
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
  #checkAccountWords(text, user2) {
    const program = text.argv[0] ?? "";
    if (this.lookUp(user2) === null) {
      const known2 = this.#resolution.environment.lookUpUser(user2.user) !== null;
      const nobody = known2 ? `there is no group '${user2.group ?? ""}'` : `there is no user '${user2.user}'`;
      const message = `Invalid user/group for notify script ${program} - ignoring`;
      const word2 = known2 ? user2.group ?? "" : user2.user;
      this.#tell(text.mark, "unquoted-command", word2, message, `${nobody}; for arguments ${quoteAll(text)}`);
    } else if (STATE_WORDS.has(user2.user) || text.more !== void 0) {
      this.#resolution.reporter.advise({
        code: "unquoted-command",
        at: text.mark,
        word: text.more?.[0] ?? user2.user,
        message: `${program} runs as the user '${user2.user}', and gets no arguments`,
        hint: `for arguments ${quoteAll(text)}`
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
function quoteAll({ text, user: user2, group, more = [] }) {
  const words2 = [text, ...user2 === null ? [] : [user2], ...group === null ? [] : [group], ...more];
  return `quote the command: "${words2.join(" ")}"`;
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

// dist/config/resolve/global.js
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
  affinity(s.bfdCpuAffinity, "bfd", marks["bfdCpuAffinity"], resolution);
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
    lvsSyncDaemon: syncDaemon(s),
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
      cpuAffinity: affinity(s.vrrpCpuAffinity, "vrrp", marks["vrrpCpuAffinity"], resolution),
      rlimitRttimeUs: rttime(s.vrrpRlimitRttime)
    },
    checkerProcess: {
      name: processName(s.checkerProcessName ?? (s.processNames ? "keepalived_lvs" : void 0)),
      nice: s.checkerNice ?? 0,
      noSwap: s.checkerNoSwap ?? false,
      rtPriority: s.checkerRtPriority ?? 0,
      cpuAffinity: affinity(s.checkerCpuAffinity, "checker", marks["checkerCpuAffinity"], resolution),
      rlimitRttimeUs: rttime(s.checkerRlimitRttime)
    },
    autoPriority: {
      most: s.maxAutoPriority === null ? HIGHEST_PRIORITY : s.maxAutoPriority ?? 0,
      leastDelayUs: s.minAutoPriorityDelayUs ?? US_PER_S
    },
    ...s.vmacPrefix === void 0 ? {} : { vmacPrefix: s.vmacPrefix },
    ...s.vmacAddrPrefix === void 0 ? {} : { vmacAddressPrefix: s.vmacAddrPrefix },
    ...reloading(s),
    ...dumps(s),
    ...firewall(s),
    inert: inertValues(s)
  };
}
function buffer(octets = 0, force = false) {
  return octets === 0 && !force ? null : { octets, force };
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
function extraGarp(words2) {
  const everyInterface = words2?.[0] === "all";
  return { periodUs: Number(words2?.[everyInterface ? 1 : 0] ?? 0) * US_PER_S, everyInterface };
}
function checkMailServer(s, mark, { reporter, environment }) {
  const server = s.smtpServer;
  if (server === void 0 || environment.canResolve === void 0 || environment.canResolve(server.host))
    return;
  reporter.warn({
    code: "unresolved-name",
    class: null,
    at: mark ?? null,
    word: server.host,
    message: `Invalid smtp server ${server.host} ${server.port}`,
    hint: "the name has no address at present; it is looked up again for each mail"
  });
}
function smtpTimeoutS(s, mark, resolution) {
  if (s.smtpTimeoutS !== 0)
    return s.smtpTimeoutS ?? 30;
  caution(resolution, mark ?? null, "clamped", "smtp_conect_timeout must be greater than 0, setting to 1");
  return 1;
}
function multicast(given, family3, usual, mark, resolution) {
  const fallback = readIp(usual);
  if (given === void 0)
    return fallback;
  const keyword = `vrrp_mcast_group${family3}`;
  const shown = writeIp(given);
  if (given.family !== family3) {
    complain(resolution, mark ?? null, "wrong-family", `${keyword} [${shown}] is not IPv${family3}. Skipping`);
    return fallback;
  }
  if (!isMulticast(given)) {
    complain(resolution, mark ?? null, "not-multicast", `${keyword} [${shown}] is not multicast. Skipping`);
    return fallback;
  }
  if (family3 === 6 && ((given.bytes[1] ?? 0) & 15) !== 2) {
    caution(resolution, mark ?? null, "not-link-local", `${keyword} [${shown}] should be link-local multicast.`);
  }
  return given;
}
function dynamicInterfaces(s, mark, resolution) {
  if (s.dynamicInterfaces === void 0)
    return null;
  if (s.dynamicInterfaces === null)
    return "on";
  if (s.dynamicInterfaces === "allow_if_changes")
    return "allow_if_changes";
  complain(resolution, mark ?? null, "bad-value", `Unknown dynamic_interfaces option '${s.dynamicInterfaces}'`, "expected allow_if_changes or nothing");
  return "on";
}
function flushOnStop2(s, mark, resolution) {
  if (s.lvsFlushOnStop === void 0)
    return "no";
  if (s.lvsFlushOnStop === null)
    return "yes";
  if (s.lvsFlushOnStop === "VS")
    return "vs";
  complain(resolution, mark ?? null, "bad-value", `Unknown lvs_flush_on_stop type ${s.lvsFlushOnStop}`, "expected VS or nothing");
  return "no";
}
function syncDaemon(s) {
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
function resolveFifo(fifo2, script, kinds, commands, resolution) {
  commands.expect(...kinds);
  const reader = commands.resolve(script);
  if (fifo2 === void 0)
    return null;
  let account = commands.account;
  if (fifo2.user !== null) {
    const found = commands.lookUp({ user: fifo2.user, group: fifo2.group, mark: fifo2.mark });
    if (found === null) {
      resolution.reporter.warn({
        code: "unknown-user",
        class: null,
        at: fifo2.mark,
        word: fifo2.user,
        message: `Invalid user/group for notify fifo ${fifo2.path} - ignoring`,
        hint: "the account of scripts is taken instead"
      });
    }
    account = found ?? account;
  }
  return { path: fifo2.path, uid: account.uid, gid: account.gid, script: reader };
}
function reloading(s) {
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
function resolveOwnScript(text, name, commands, resolution) {
  if (text === void 0)
    return null;
  const { user: user2, group, mark } = text;
  if (user2 !== null && commands.lookUp({ user: user2, group, mark }) === null) {
    const hint = `there is no user '${user2}'${group === null ? "" : `, or no group '${group}'`}; put arguments into the quotes`;
    complain(resolution, mark, "unknown-user", `Invalid ${name} script`, hint);
    return null;
  }
  return commands.resolve(text);
}
function affinity(words2, process, mark, resolution) {
  if (words2 === void 0)
    return [];
  if (words2.length === 0)
    complain(resolution, mark ?? null, "missing-argument", `No ${process} cpu_id set specified`);
  const cpus = [];
  for (const word2 of words2) {
    if (/^\d{1,4}$/.test(word2))
      cpus.push(Number(word2));
    else
      complain(resolution, mark ?? null, "bad-value", `Invalid cpu_id:${word2} specified for ${process} process`);
  }
  return cpus;
}
function firewall(s) {
  const asked = s.nftables !== void 0 || s.vrrpIptables !== void 0;
  const said = [s.nftablesPriority, s.nftablesCounters, s.nftablesIfindex].some((value) => value !== void 0);
  if (!asked && !said)
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
  for (const row of globalContext.rows) {
    const value = s[row.field];
    if (row.status === "parsed" && value !== void 0)
      inert[row.field] = value;
  }
  if (s.processNames === true)
    inert["bfdProcessName"] ??= "keepalived_bfd";
  return inert;
}

// dist/config/resolve/auth-hmac.js
var MIN_WINDOW_S = 5;
var MAX_WINDOW_S = 300;
function authHmac(block2, strict, resolution) {
  const settings = block2.values.authHmac;
  if (settings === void 0)
    return null;
  const { values: s, marks } = settings;
  const name = block2.args[0] ?? "";
  const keys = firstByName(s.keys ?? [], ({ id }) => String(id), ({ id, mark }) => complain(resolution, mark, "given-twice", `(${name}) duplicate auth_hmac key id ${id} - ignoring`));
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
    keys: [...keys.values()].map(({ id, octets }) => ({ id, key: makeSecret(octets) })),
    activeKey,
    mode,
    windowS: s.antiReplay === "monotonic" ? null : s.timeWindowS ?? derivedWindow(block2)
  };
}
function derivedWindow({ values: { advertIntervalUs } }) {
  const wholeS = Math.floor((advertIntervalUs ?? US_PER_S) / US_PER_S);
  return Math.min(MAX_WINDOW_S, Math.max(MIN_WINDOW_S, 3 * wholeS));
}

// dist/config/resolve/addresses.js
var MAX_COUNT = 255;
var FRAME = 1500;
var HEADERS = 62;
function maxAdvertised(family3, reserved) {
  return Math.min(MAX_COUNT, Math.floor((FRAME - HEADERS - reserved) / (family3 === 4 ? 4 : 16)));
}
function resolveAddresses(input, interfaces, resolution) {
  const first = input.addresses[0]?.address.family;
  const family3 = input.family ?? first ?? 4;
  const fitting = input.addresses.filter((text) => {
    if (text.address.family === family3)
      return true;
    complain(resolution, text.mark, "wrong-family", `(${input.name}): address family must match VRRP instance [${writeIp(text.address)}] - ignoring`, "put addresses of the other family into virtual_ipaddress_excluded or another instance");
    return false;
  });
  const usable2 = (texts) => texts.flatMap((text) => resolveAddress(text, input.interface, interfaces));
  const addresses = usable2(fitting);
  const total = addresses.length;
  const max = maxAdvertised(family3, input.reserved);
  const surplus = addresses.splice(max);
  if (surplus.length > 0) {
    complain(resolution, fitting[max]?.mark ?? null, "too-many-addresses", `(${input.name}) Number of VIPs (${total}) exceeds maximum/space available in packet (max ${max} addresses) - excess moved to eVIPs`);
  }
  return { family: family3, addresses, excluded: [...surplus, ...usable2(input.excluded)] };
}
function resolveAddress(text, usual, interfaces) {
  const device2 = text.device ?? usual;
  if (text.device !== null && !interfaces.check(device2, text.mark, `ip address ${writeIp(text.address)}`))
    return [];
  const v6 = text.address.family === 6;
  return [
    {
      address: text.address,
      prefixLength: text.prefixLength,
      interface: device2,
      scope: v6 ? 0 : text.scope ?? 0,
      label: text.label,
      broadcast: text.broadcast === "+" || text.broadcast === "-" ? null : text.broadcast,
      peer: text.peer,
      home: text.home,
      noDad: text.noDad,
      mngTmpAddr: text.mngTmpAddr,
      noPrefixRoute: text.noPrefixRoute,
      ...text.autojoin ? { autojoin: true } : {},
      // compat: a single IPv6 address is deprecated at once, so that it is never chosen as a source.
      preferredLifetimeS: text.preferredLifetimeS ?? (v6 && text.prefixLength === 128 && !text.lifetimeGiven ? 0 : null),
      noTrack: text.noTrack,
      ...text.useVmac === true ? { useVmac: true } : {}
    }
  ];
}

// dist/config/resolve/routes.js
function resolveRoutes(texts, interfaces, resolution) {
  return texts.flatMap(({ route: given, vrf, mark }) => {
    const route = vrf === null ? given : inVrf(given, vrf, mark, resolution);
    if (route === null)
      return [];
    if (route.interface !== null && !interfaces.check(route.interface, mark, "VROUTE nexthop"))
      return [];
    const nextHops = route.nextHops.filter((hop) => hop.interface === null || interfaces.check(hop.interface, mark, "VROUTE nexthop"));
    return [nextHops.length === route.nextHops.length ? route : { ...route, nextHops }];
  });
}
function inVrf(route, vrf, mark, resolution) {
  const { environment } = resolution;
  const exists = environment.interfaceExists(vrf);
  if (exists && environment.vrfTable === void 0)
    return route;
  const table2 = environment.vrfTable?.(vrf) ?? null;
  if (exists && table2 !== null)
    return { ...route, table: table2 };
  const message = exists ? `Route specified VRF ${vrf} is not a VRF` : `VRF ${vrf} not found for route`;
  complain(resolution, mark, "no-interface", message);
  return null;
}
function resolveRules(texts, interfaces) {
  return texts.flatMap(({ rule, mark }) => {
    const names = [rule.inputInterface, rule.outputInterface].filter((name) => name !== null);
    return names.every((name) => interfaces.check(name, mark, "rule")) ? [rule] : [];
  });
}
var USUAL_INTERFACE = "eth0";
function resolveStatics(texts, defaultInterface, interfaces, resolution) {
  const groups = new TrackGroups(texts.trackGroups, resolution);
  const addresses = texts.addresses.flatMap((text) => resolveAddress(text, text.device ?? defaultInterface ?? USUAL_INTERFACE, interfaces).map((address2) => ({
    ...address2,
    ...groups.take(text.trackGroup ?? null, text.mark, [address2.interface])
  })));
  const routes = texts.routes.flatMap((text) => resolveRoutes([text], interfaces, resolution).map((route) => ({
    ...route,
    ...groups.take(text.trackGroup, text.mark, [route.interface])
  })));
  const rules = texts.rules.flatMap((text) => resolveRules([text], interfaces).map((rule) => ({
    ...rule,
    ...groups.take(text.trackGroup, text.mark, [rule.inputInterface, rule.outputInterface])
  })));
  return { statics: { trackGroups: groups.list, addresses, routes, rules }, needs: groups.needs };
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
  take(name, mark, devices) {
    if (name === null)
      return {};
    const group = this.#groups.get(name);
    if (group === void 0 || group.mark > mark) {
      complain(this.#resolution, mark, "not-found", `track_group ${name} not found`, `write before it: track_group ${name} { ... }`);
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

// dist/config/resolve/trackers.js
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
function resolveTrackScripts(entries, tracker, all) {
  return resolveList(entries, tracker, all.scripts, {
    keyword: "track_script",
    noun: "track script",
    disabled: all.disabled
  }).map(({ entry, tracked }) => ({
    script: entry.name,
    weight: entry.weight ?? tracked.config.weight,
    reverse: entry.reverse ?? tracked.config.reverse
  }));
}
function resolveTrackProcesses(entries, tracker, all) {
  return resolveList(entries, tracker, all.processes, {
    keyword: "track_process",
    noun: "track process",
    disabled: /* @__PURE__ */ new Set()
  }).map(({ entry, tracked }) => ({
    process: entry.name,
    weight: entry.weight ?? tracked.config.weight,
    reverse: entry.reverse ?? tracked.config.reverse
  }));
}
function resolveList(entries, tracker, known2, words2) {
  const seen = /* @__PURE__ */ new Map();
  return entries.flatMap((entry) => {
    const tracked = known2.get(entry.name);
    const { resolution, name } = tracker;
    if (tracked === void 0 || tracked.order > tracker.order) {
      if (!words2.disabled.has(entry.name)) {
        const later = tracked === void 0 ? null : resolution.reporter.sources.position(tracked.mark).line;
        complain(resolution, entry.mark, "not-found", `(${name}) ${words2.noun} ${entry.name} not found, ignoring...`, later === null ? null : `it is defined on line ${later}; move that above this`);
      }
      return [];
    }
    const first = seen.get(entry.name);
    if (first !== void 0) {
      const message = `(${name}) duplicate ${words2.keyword} ${entry.name} - ignoring`;
      complain(resolution, entry.mark, "duplicate", message, "remove one of them", firstAt(first));
      return [];
    }
    seen.set(entry.name, entry.mark);
    return [{ entry, tracked }];
  });
}
function resolveTrackInterfaces(entries, tracker, interfaces) {
  const seen = /* @__PURE__ */ new Map();
  return entries.flatMap((entry) => {
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
function quorumOf({ values: s, marks, mark }, resolution) {
  const { quorum: quorum2, quorumMax = NO_LIMIT } = s;
  if (quorum2 === void 0)
    return { quorum: Math.min(1, quorumMax), quorumMax };
  if (quorum2 <= quorumMax)
    return { quorum: quorum2, quorumMax };
  const [low, high] = [marks["quorum"] ?? mark, marks["quorumMax"] ?? mark];
  if (low > high) {
    complain(resolution, low, "bad-quorum", "Quorum is greater than quorum_max - ignoring");
    return { quorum: Math.min(1, quorumMax), quorumMax };
  }
  complain(resolution, high, "bad-quorum", "quorum_max is less than quorum - ignoring");
  return { quorum: quorum2, quorumMax: NO_LIMIT };
}

// dist/config/resolve/value-tracks.js
var TRACK_FILES = { noun: "track file", keyword: "track_file", limit: 254, defaultWeight: 1 };
var TRACK_BFD = { noun: "track bfd", keyword: "track_bfd", limit: 253, defaultWeight: 0 };
function resolveValueTracks(entries, { name, order, resolution }, known2, list) {
  const seen = /* @__PURE__ */ new Map();
  return entries.flatMap(({ words: words2, mark }) => {
    const [tracked = "", ...options] = words2;
    const first = seen.get(tracked);
    const found = known2.get(tracked);
    if (found === void 0 || found.order > order) {
      complain(resolution, mark, "not-found", `(${name}) ${list.noun} ${tracked} not found, ignoring...`);
      return [];
    }
    if (first !== void 0) {
      const message = `(${name}) duplicate ${list.keyword} ${tracked} - ignoring`;
      complain(resolution, mark, "duplicate", message, "remove one of them", firstAt(first));
      return [];
    }
    const own = readOptions(resolution, mark, name, tracked, options, list);
    if (own === null)
      return [];
    seen.set(tracked, mark);
    return [
      {
        name: tracked,
        weight: own.weight ?? found.weight?.weight ?? list.defaultWeight,
        reverse: own.reverse ?? found.weight?.reverse ?? false
      }
    ];
  });
}
function readOptions(resolution, mark, owner, tracked, [option2, given, direction], { noun, limit }) {
  if (option2 === void 0)
    return { weight: null, reverse: null };
  if (option2 !== "weight") {
    const shown = noun === "track bfd" ? `${noun} ${tracked}` : noun;
    complain(resolution, mark, "bad-option", `(${owner}) unknown ${shown} option ${option2} - ignoring`);
    return null;
  }
  if (given === void 0) {
    const message = `(${owner}) weight without value specified for ${noun} ${tracked} - ignoring`;
    complain(resolution, mark, "missing-argument", message);
    return null;
  }
  const isGood = numberProblem(given, -limit, limit) === null;
  if (!isGood) {
    const message = `(${owner}) weight for ${noun} ${tracked} must be in [-${limit}..${limit}] inclusive. Ignoring...`;
    caution(resolution, mark, "bad-value", message);
  }
  if (direction !== void 0 && direction !== "reverse" && direction !== "noreverse") {
    const message = `(${owner}) unknown ${noun} ${tracked} weight option ${direction} - ignoring`;
    complain(resolution, mark, "bad-option", message);
    return null;
  }
  return {
    weight: isGood ? Number(given) : null,
    reverse: direction === void 0 ? null : direction === "reverse"
  };
}
function withoutValueWeights(tracks, known2, kind, why, { name, at, entries, resolution }) {
  const reason = why === "group" ? "SYNC group" : "address_owner";
  return tracks.flatMap((track) => {
    if (track.weight === 0)
      return [track];
    const entry = entries.find(({ words: words2 }) => words2[0] === track.name);
    const tell = (what) => caution(resolution, entry?.mark ?? at, "weight-ignored", `(${name}) ignoring ${what}`, "write: weight 0");
    if (known2.get(track.name)?.weight === void 0 && entry?.words[1] === void 0) {
      tell(`weight from tracked ${kind} ${track.name} due to ${reason}. specify weight 0`);
      return [{ ...track, weight: 0 }];
    }
    tell(`tracked ${kind} ${track.name} with weight ${track.weight} due to ${reason}`);
    return [];
  });
}

// dist/config/resolve/instance-passive.js
function checkVrf(block2, { interfaces, resolution }) {
  const { values: s, marks, args, mark } = block2;
  if (s.vrf === void 0)
    return;
  const name = args[0] ?? "";
  const at = marks["vrf"] ?? mark;
  if (at > (marks["interface"] ?? Infinity)) {
    complain(resolution, at, "vrf", `(${name}) Cannot specify VRF interface and interface - ignoring`);
    return;
  }
  interfaces.checkTracked(s.vrf, at, `(${name}) WARNING - VRF interface ${s.vrf} doesn't exist`);
  if (s.interface === void 0)
    return;
  complain(resolution, at, "vrf", `(${name}) vrf can only be specified without interface - clearing`);
}

// dist/config/resolve/instance-family.js
function familyOf2({ values: s, marks }) {
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

// dist/config/resolve/instance-role.js
var OWNER = 255;
var MAX_V3_INTERVAL_US = 4095 * US_PER_CS;
function startState(block2, priority, auth, resolution) {
  const { state } = block2.values;
  if (state !== "MASTER")
    return state === void 0 && priority === OWNER ? "master" : "backup";
  if (auth.kind !== "ah" || priority === OWNER)
    return "master";
  complain(resolution, block2.marks["state"] ?? block2.mark, "ah-master", `(${block2.args[0] ?? ""}) Initial state master is incompatible with AH authentication - clearing`, "write: state BACKUP");
  return "backup";
}
function clearNopreempt(block2, priority, start, resolution) {
  const at = block2.marks["nopreempt"] ?? block2.mark;
  const name = block2.args[0] ?? "";
  if (priority === OWNER) {
    complain(resolution, at, "nopreempt", `(${name}) nopreempt is incompatible with priority ${OWNER}. resetting nopreempt`);
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
function advertInterval(block2, version, resolution) {
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
  tell("state", s.state !== void 0 && s.state === "MASTER" !== (priority === OWNER), "State MASTER must match being address owner");
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
  const said = block2.values.ownerIgnoreAdverts;
  const at = block2.marks["ownerIgnoreAdverts"] ?? block2.mark;
  const name = block2.args[0] ?? "";
  if (priority !== OWNER) {
    if (said === true) {
      caution(resolution, at, "owner", `(${name}) owner_ignore_adverts is only for the address owner - ignoring`);
    }
    return false;
  }
  if (strict && said === false) {
    complain(resolution, at, "strict", `(${name}) Strict mode requires owner_ignore_adverts to be set. resetting`);
  }
  return strict || (said ?? global.ownerIgnoresAdverts ?? false);
}
function timerExpired(block2, preempt, resolution) {
  const said = block2.values.timerExpiredBackup;
  if (said === void 0)
    return {};
  if (!preempt)
    return { timerExpiredBackup: said ?? 254 };
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

// dist/config/resolve/vmac.js
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
  const unicast = unicastWord(s) !== null || s.unicastFaultNoPeer === true;
  if (hasVmac && s.vmacXmitBase !== true && unicast)
    tell("useVmac", `(${name}) unicast with use_vmac requires vmac_xmit_base - setting`);
  if (!hasVmac)
    return ipvlan;
  if (s.promoteSecondaries === true)
    tell("promoteSecondaries", `(${name}) promote_secondaries is automatically set for vmacs - ignoring`);
  for (const text of [...s.addresses ?? [], ...s.excludedAddresses ?? []].flat()) {
    if (text.useVmac !== true || (text.device ?? s.interface) !== s.interface)
      continue;
    const message = `(${name}) use_vmac specified for VIP/eVIP ${writeIp(text.address)} and vrrp instance`;
    complain(resolution, text.mark, "bad-option", message);
  }
  return { ...macvlan, transmitsOnBase: s.vmacXmitBase === true || unicast || hasPeers };
}
function readLaterWords(words2, lose, resolution) {
  let name = null;
  let group = null;
  let notifiesBase = false;
  const others = [];
  for (let i = 0; i < words2.length; i++) {
    const word2 = words2[i] ?? "";
    if (word2 === "netlink_notify_msg")
      notifiesBase = true;
    else if (word2 === "name")
      name = words2[++i] ?? null;
    else if (word2 === "group") {
      const given = words2[++i] ?? "";
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
  const octets = word2.split(":").map((text) => parseInt(text, 16));
  return Uint8Array.from(octets.length === 5 ? [...octets, vrid] : octets);
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
  let flags = null;
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
      if (flags !== null)
        tell(word2, `(${owner}) ipvlan type already specified - ignoring '${word2}'`);
      flags ??= IPVLAN_FLAGS[word2];
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
  return { kind: "ipvlan", name, mac: null, transmitsOnBase: false, flags: flags ?? 0, address: address2, group, notifiesBase };
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

// dist/config/resolve/instance.js
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
    family: familyOf2(block2),
    addresses: (s.addresses ?? []).flat(),
    excluded: (s.excludedAddresses ?? []).flat(),
    reserved: hmac === null || hmac.mode === "receive-only" ? 0 : TRAILER_LENGTH
  }, interfaces, resolution);
  const asked = versionOf(block2, sets.family, global.vrrpVersion, resolution);
  const version = sets.family === 6 && strict ? strictIpv6Version(block2, asked, resolution) : asked;
  if (!checkAddresses(block2, sets, version, strict, resolution))
    return null;
  const priority = s.priority ?? (s.state === "MASTER" ? OWNER : 100);
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
    advertIntervalUs: advertInterval(block2, version, resolution),
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
    trackFiles: files.map(({ name: file, weight, reverse }) => ({ file, weight, reverse })),
    trackBfd: sessions.map(({ name: session, weight, reverse }) => ({ session, weight, reverse })),
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
  const us = (seconds2) => seconds2 === void 0 ? void 0 : seconds2 * US_PER_S;
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

// dist/config/resolve/instance-advice.js
function adviseInstances(instances, blocks, resolution) {
  const known2 = /* @__PURE__ */ new Map();
  for (const instance of instances) {
    const block2 = blocks.get(instance.name);
    if (block2 === void 0)
      continue;
    const addresses = [...block2.values.addresses ?? [], ...block2.values.excludedAddresses ?? []].flat();
    for (const address2 of addresses) {
      adviseLength(address2, resolution);
      adviseSecond2(address2, instance, known2, resolution);
    }
    advisePriority(block2, instance, resolution);
  }
}
function adviseLength({ address: address2, lengthGiven, peer, mark }, { reporter }) {
  if (lengthGiven || peer !== null)
    return;
  const shown = writeIp(address2);
  const [full, usual] = address2.family === 4 ? [32, 24] : [128, 64];
  reporter.adviseOnce("no-prefix", {
    code: "no-prefix",
    at: mark,
    word: shown,
    message: `${shown} without a prefix length becomes ${shown}/${full}`,
    hint: `write ${shown}/${full} if that is meant, else the length of its network, as ${shown}/${usual}`
  });
}
function adviseSecond2({ address: address2, device: device2, mark }, instance, known2, { reporter }) {
  const shown = writeIp(address2);
  const key = shown.startsWith("fe80:") ? `${shown} ${device2 ?? instance.interface}` : shown;
  const first = known2.get(key);
  if (first === void 0) {
    known2.set(key, { name: instance.name, mark });
    return;
  }
  const same = first.name === instance.name;
  reporter.advise({
    code: "duplicate-address",
    at: mark,
    word: shown,
    message: `(${instance.name}) ${shown} is a virtual address of ${same ? "this instance" : first.name} already`,
    hint: same ? "remove one of them" : "keep it in one instance",
    related: firstAt(first.mark)
  });
}
function advisePriority(block2, instance, resolution) {
  const { reporter, environment } = resolution;
  const { values: s, marks } = block2;
  const { name, priority, addresses } = instance;
  if (s.priority === void 0) {
    const master = s.state === "MASTER";
    reporter.adviseOnce(master ? "no-priority MASTER" : "no-priority", {
      code: "no-priority",
      at: (master ? marks["state"] : void 0) ?? block2.mark,
      word: master ? "MASTER" : name,
      message: master ? `(${name}) state MASTER without priority has the priority ${OWNER} of an address owner` : `(${name}) without priority it has 100, as every other router that does not say it`,
      hint: master ? "write: priority 150, and less on the other routers" : "write: priority <1..254>"
    });
    return;
  }
  if (priority !== OWNER)
    return;
  const at = marks["priority"] ?? block2.mark;
  const owned = [...environment.ownAddresses?.(instance.interface) ?? []];
  const first = addresses[0];
  if (environment.ownAddresses !== void 0 && first && !addresses.some((one) => owned.includes(writeIp(one.address))))
    reporter.advise({
      code: "not-owner",
      at,
      word: String(OWNER),
      message: `(${name}) priority ${OWNER} says that ${writeIp(first.address)} is an address of ${instance.interface}, but it is not`,
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

// dist/config/resolve/interfaces.js
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
  check(name, mark, owner) {
    return this.checkTracked(name, mark, `WARNING - interface ${name} for ${owner} doesn't exist`);
  }
  /** As `check`, with words of the caller. */
  checkTracked(name, mark, message) {
    if (this.dynamic || this.#resolution.environment.interfaceExists(name))
      return true;
    this.#resolution.reporter.warn({
      code: "no-interface",
      at: mark,
      word: name,
      message,
      hint: `${guessInterface(name, this.#resolution)}create it first, or write 'dynamic_interfaces' into global_defs`
    });
    this.#missing ??= mark;
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

// dist/config/resolve/passive.js
function checkPassiveBlocks(settings, resolution) {
  return { files: trackFiles(settings, resolution), ...bfdSessions(settings, resolution) };
}
function trackFiles(settings, resolution) {
  const files = /* @__PURE__ */ new Map();
  for (const { args, values, mark, order } of settings.trackFiles ?? []) {
    const name = args[0] ?? "";
    if (values.file === void 0)
      complain(resolution, mark, "no-file", `No file set for track_file ${name} - ignoring`);
    else if (!files.has(name))
      files.set(name, { order, weight: values.weight, config: fileConfig(name, values.file, values) });
  }
  return files;
}
function fileConfig(name, path, { weight, initFile: initFile2 }) {
  return { name, path, weight: weight?.weight ?? 1, reverse: weight?.reverse ?? false, init: initFile2 ?? null };
}
var DEFAULT_HOPLIMIT = 64;
var MAX_TTL = 255;
function bfdSessions(settings, resolution) {
  const sessions = /* @__PURE__ */ new Map();
  const checkerSessions = /* @__PURE__ */ new Map();
  const neighbors = /* @__PURE__ */ new Set();
  const blocks = firstByName(settings.bfdInstances ?? [], (block2) => block2.args[0] ?? "", ({ args, mark }, first) => {
    const message = `Configuration error: BFD instance ${args[0] ?? ""} already configured - ignoring`;
    complain(resolution, mark, "duplicate-name", message, null, firstAt(first.mark));
  });
  for (const [name, { values: s, mark, order }] of blocks) {
    const tell = (text) => complain(resolution, mark, "bad-session", `Configuration error: BFD instance ${name} ${text}`);
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
      const addresses = `source address ${writeIp(s.sourceIp)} and neighbor address ${neighbor}`;
      const message = `Configuration error: BFD instance ${name} ${addresses} are not of the same family, disabling instance`;
      complain(resolution, mark, "wrong-family", message);
      continue;
    }
    const limit = s.ttl ?? (s.neighborIp.family === 6 ? DEFAULT_HOPLIMIT : MAX_TTL);
    if ((s.maxHops ?? 0) > limit || s.maxHops === -1 && limit < MAX_TTL) {
      const message = `BFD instance ${name}: max_hops exceeds ttl/hoplimit - setting to ttl/hoplimit`;
      caution(resolution, mark, "clamped", message);
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

// dist/config/resolve/links.js
function resolveGarpGroups(settings, interfaces, resolution) {
  const taken = /* @__PURE__ */ new Set();
  let lists = 0;
  return (settings.garpGroups ?? []).flatMap(({ values: s, mark }, i) => {
    const entries = (s.interfaces ?? []).flatMap((list) => list.map((one) => ({ ...one, ends: list.length === 1 })));
    const own = (s.interface ?? []).map((one) => ({ ...one, ends: false }));
    const members = [];
    for (const { word: word2, mark: at, ends } of [...entries, ...own].toSorted((a, b) => a.mark - b.mark)) {
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
      complain(resolution, mark, "no-delay", `garp group ${i} does not have any delay set - removing`);
      for (const member of members)
        taken.delete(member);
      return [];
    }
    const aggregation = entries.length === 0 ? 0 : ++lists;
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
function linkDelays({ words: words2, mark }, interfaces, resolution) {
  const [device2 = "", ...delays] = words2;
  if (unknownInterface(device2, mark, "up/down delay", interfaces, resolution))
    return null;
  const read = delays.slice(0, 2).map((given) => {
    const us = readSeconds(given);
    const range = `[0.000000, ${MAX_DELAY_S}.000000]`;
    const problem = us === null ? numberProblem(given, 0, MAX_DELAY_S) ?? "" : `number '${given}' outside range ${range}`;
    if (us !== null && us <= MAX_DELAY_S * US_PER_S)
      return us;
    complain(resolution, mark, "bad-value", problem);
    return null;
  });
  const [down, up] = read;
  return down === void 0 || down === null ? null : { interface: device2, downUs: down, upUs: up ?? 0 };
}
var LINKBEAT_WAYS = { MII: "MII", ETHTOOL: "ETHTOOL", IOCTL: "IOCTL" };
function resolveLinkbeat(settings, interfaces, resolution) {
  return (settings.linkbeatInterfaces ?? []).flat().flatMap(({ words: words2, mark }) => {
    const [device2 = "", given, extra] = words2;
    if (unknownInterface(device2, mark, "linkbeat interface", interfaces, resolution))
      return [];
    const way = LINKBEAT_WAYS[given ?? ""] ?? null;
    const wrong = way === null ? given : extra;
    if (wrong !== void 0)
      complain(resolution, mark, "bad-option", `extra characters ${wrong} in linkbeat interface`);
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

// dist/config/resolve/sync-group.js
function resolveSyncGroups(blocks, instances, marks, context2) {
  const byName = new Map(instances.map((instance) => [instance.name, instance]));
  const memberAt = /* @__PURE__ */ new Map();
  const groups = [];
  for (const block2 of blocks) {
    const members = resolveMembers(block2, byName, memberAt, context2.resolution);
    const resolved = resolveGroup(block2, members, context2);
    if (members.length === 0)
      continue;
    const owned = members.some((member) => byName.get(member)?.priority === OWNER2);
    const group = owned ? withoutGroupWeights(resolved, block2.mark, context2.resolution) : resolved;
    groups.push(group);
    for (const member of members)
      joinGroup(byName, member, group, marks.get(member) ?? block2.mark, context2);
  }
  return { groups, instances: instances.map((instance) => byName.get(instance.name) ?? instance) };
}
var OWNER2 = 255;
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
  for (const { word: word2, mark } of listed) {
    if (!byName.has(word2)) {
      const near = nearestWord(word2, byName.keys());
      complain(resolution, mark, "no-member", `Virtual router ${word2} specified in sync group ${name} doesn't exist - ignoring`, near === null ? "it must be the name of a vrrp_instance that can run" : `did you mean '${near}'?`);
      continue;
    }
    const first = memberAt.get(word2);
    if (first !== void 0) {
      const message = `Virtual router ${word2} cannot exist in more than one sync group; ignoring ${name}`;
      complain(resolution, mark, "two-groups", message, null, firstAt(first));
    } else {
      memberAt.set(word2, mark);
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
    trackFiles: files.map(({ name: file, weight, reverse }) => ({ file, weight, reverse })),
    trackBfd: sessions.map(({ name: session, weight, reverse }) => ({ session, weight, reverse })),
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

// dist/config/resolve/config.js
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
    const alone = priority === OWNER3 ? "owner" : null;
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
    trackFiles: kept.map(({ name: file, weight, reverse }) => ({ file, weight, reverse })),
    trackBfd: keptBfd.map(({ name: session, weight, reverse }) => ({ session, weight, reverse }))
  };
}
var OWNER3 = 255;
function ownerWithoutWeights(instance, marks, resolution) {
  if (instance.priority !== OWNER3 || instance.syncGroup !== null)
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
function hasEntries({ name, mark, entries }, resolution) {
  if (entries.length > 0)
    return true;
  complain(resolution, mark, "empty-group", `virtual server group ${name} has no entries - removing`);
  return false;
}
function hasGroup({ args, mark }, groups, { reporter }) {
  const [kind, group] = args;
  if (kind !== "group" || group === void 0 || groups.has(group))
    return true;
  reporter.report({
    code: "no-group",
    class: null,
    at: mark,
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

// dist/config/resolve/freeze.js
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

// dist/config/literal-reading.js
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
  line(words2, mark, row) {
    const [keyword = ""] = words2;
    if (this.#pending !== null && isNamedList(this.#pending))
      this.#end ??= { at: mark, missing: "`***MISSING ***` is missing a parameter at word position 1" };
    this.#openPending();
    const context2 = this.#open.at(-1) ?? null;
    const own = context2?.byName.get(keyword) ?? null;
    const isLost = row !== null && row !== own;
    if (isLost !== (this.#turns.length % 2 === 1))
      this.#turns.push(mark);
    this.#pending = own;
    if (row === own || own === null || words2.length > 1 || !own.value.syntax.startsWith("<name>"))
      return;
    if (own.missing !== void 0)
      return;
    const missing = `\`${keyword}\` is missing a parameter after keyword \`${keyword}\` at word position 2`;
    this.#end ??= { at: mark, missing };
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
  isLost(mark) {
    const before = this.#turns.findLastIndex((turn) => turn <= mark);
    return before >= 0 && before % 2 === 0;
  }
  /** compat: a block is read even when its `{` is missing. */
  #openPending() {
    const row = this.#pending;
    this.#pending = null;
    if (row?.takesBlock !== true || this.#open.length >= MAX_DEPTH)
      return;
    this.#open.push(row.block !== null && row.block.byName.size > 0 ? row.block : null);
  }
};

// dist/config/tree.js
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
  line = (text, mark) => {
    if (this.#tooDeep > 0)
      return;
    const words2 = splitWords(text);
    const keyword = words2[0];
    if (keyword === void 0)
      return;
    if (this.#pending !== null)
      this.#settlePending(keyword, mark);
    if (this.#frames.length > 2 && this.#top().context?.byName.has(keyword) !== true)
      this.#closeBefore(keyword, mark);
    const { context: context2, statements } = this.#top();
    const row = context2?.byName.get(keyword) ?? null;
    const statement = { words: words2, text, mark, row, block: null };
    statements.push(statement);
    this.#pending = statement;
    this.literal.line(words2, mark, row);
    if (context2 !== null && row?.early === true)
      this.onStatement(statement, context2);
  };
  open = (mark) => {
    this.literal.open();
    if (this.#tooDeep > 0 || this.#frames.length >= MAX_DEPTH2) {
      if (this.#tooDeep++ === 0)
        this.#reporter.report({ code: "too-deep", at: mark, message: "blocks are nested too deeply" });
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
        at: mark,
        word: "{",
        message: "Unexpected '{' - ignoring",
        hint: "no keyword stands before it; it and its block are skipped"
      });
    }
    const opener = pending ?? { words: ["{"], text: "{", mark, row: null, block: null };
    this.#push(opener);
  };
  close = (mark) => {
    this.literal.close();
    if (this.#tooDeep > 0) {
      this.#tooDeep--;
      return;
    }
    if (this.#frames.length === 1) {
      this.#flushRoot();
      this.#reporter.report({ code: "extra-brace", at: mark, word: "}", message: "Extra '}' found" });
      return;
    }
    this.#dropPending();
    const { opener } = this.#top();
    if (this.#suspect === null && opener !== null && standsLeft(mark, opener.mark))
      this.#suspectClose(mark, opener);
    this.#pop();
  };
  end() {
    this.#dropPending();
    const open = this.#frames.length - 1 + this.#tooDeep;
    if (open > 0)
      this.#reportUnclosed(open);
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
  #settlePending(next, mark) {
    const pending = this.#pending;
    const wanted = pending?.row?.takesBlock === true ? pending.row.block ?? null : null;
    if (pending !== null && wanted !== null && this.#belongsInto(pending, wanted, next, mark)) {
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
  #belongsInto(pending, wanted, next, mark) {
    const known2 = this.#top().context?.byName.has(next) === true;
    const isList = wanted.byName.size === 0;
    if (isList ? known2 : !wanted.byName.has(next))
      return false;
    return !isList && !known2 || this.#isDeeper(mark, pending.mark) === true;
  }
  /** Null: their lines do not tell. */
  #isDeeper(mark, outer) {
    const { sources } = this.#reporter;
    const [own, others] = [sources.indent(mark), sources.indent(outer)];
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
      const row = this.#frames[i]?.context?.byName.get(keyword);
      if (row !== void 0 && (row.takesBlock || !takesBlock))
        return this.#frames.length - 1 - i;
    }
    return 0;
  }
  /** A word of an outer block, no deeper than the block that is open, whose entries were deeper: its `}` was forgotten. */
  #closeBefore(keyword, mark) {
    const { opener, statements } = this.#top();
    if (opener === null)
      return;
    const depth = this.#foreignDepth(keyword, false);
    if (depth === 0 || this.#isDeeper(mark, opener.mark) !== false)
      return;
    const first = statements[0];
    const isIndented = first === void 0 ? standsLeft(mark, opener.mark) : this.#isDeeper(first.mark, opener.mark);
    if (isIndented !== true)
      return;
    this.#reportForgotten(depth, keyword, mark);
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
  #reportForgotten(count, keyword, mark) {
    const openers = this.#frames.slice(-count).map(({ opener }) => this.#nameOf(opener));
    const suspect = this.#suspect;
    const noticed = { at: mark, message: `'${keyword}' cannot stand in ${openers.join(", ")}` };
    this.#suspect = null;
    this.#reporter.report({
      code: "missing-close-brace",
      at: suspect?.at ?? mark,
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
    const row = this.#root.byName.get(pending.words[0] ?? "");
    if (row?.rootOnly !== true || row === pending.row)
      return;
    this.#top().statements.pop();
    this.#reportForgotten(this.#frames.length - 1, pending.words[0] ?? "", pending.mark);
    while (this.#frames.length > 1)
      this.#pop();
    const moved = { ...pending, row };
    this.#top().statements.push(moved);
    this.#pending = moved;
  }
  #reportUnclosed(count) {
    const opener = this.#top().opener;
    const open = this.#frames.slice(1).map((frame) => this.#nameOf(frame.opener));
    const suspect = this.#suspect;
    const suspects = suspect === null ? [] : [{ at: suspect.at, message: `this } closes ${this.#nameOf(suspect.opener)}, which is indented deeper` }];
    this.#reporter.report({
      code: "missing-close-brace",
      always: true,
      at: opener?.mark ?? null,
      message: `There are ${count} missing '}'s or extra '{'s`,
      hint: `at the end of the file these are still open: ${open.join(", ")}`,
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

// dist/config/load.js
function loadConfig(path, environment) {
  return load(path, environment, "run").result;
}
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
    isLost: (mark) => tree.literal.isLost(mark),
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

export {
  loadConfig,
  checkConfig,
  rewriteConfig
};
