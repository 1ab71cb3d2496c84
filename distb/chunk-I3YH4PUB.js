// dist/lib/ip.js
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
function readIp(text) {
  return text.includes(":") ? readIpv6(text) : readIpv4(text);
}
function readIpv4(text) {
  const bytes = takeOctets();
  let at = 0;
  let octet = 0;
  let digits = 0;
  for (let i = 0; i <= text.length; i++) {
    const c = i === text.length ? DOT : text.charCodeAt(i);
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
function readIpv6(text) {
  let body = text;
  const tail = [];
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
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
  const known = head.length + rest.length + tail.length;
  if (halves.length === 2 ? known > 7 : known !== 8)
    return null;
  const zeros = halves.length === 2 ? 8 - known : 0;
  const groups = [...head, ...new Array(zeros).fill(0), ...rest, ...tail];
  const bytes = new Uint8Array(16);
  groups.forEach((group, i) => {
    bytes[2 * i] = group >> 8;
    bytes[2 * i + 1] = group & 255;
  });
  return { family: 6, bytes };
}
function readGroups(text) {
  if (text === "")
    return [];
  const groups = [];
  for (const part of text.split(":")) {
    if (!/^[0-9a-fA-F]{1,4}$/.test(part))
      return null;
    groups.push(parseInt(part, 16));
  }
  return groups;
}
function writeIp(address) {
  return address.family === 4 ? address.bytes.join(".") : writeIpv6(address.bytes);
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
function compareIp(a, b) {
  if (a.family !== b.family)
    return a.family - b.family;
  for (let i = 0; i < a.bytes.length; i++) {
    const difference = (a.bytes[i] ?? 0) - (b.bytes[i] ?? 0);
    if (difference !== 0)
      return difference;
  }
  return 0;
}
function sameIp(a, b) {
  return compareIp(a, b) === 0;
}
function isLinkLocal({ family, bytes }) {
  return family === 6 && bytes[0] === 254 && ((bytes[1] ?? 0) & 192) === 128;
}

export {
  readIp,
  writeIp,
  writeIpPrefix,
  compareIp,
  sameIp,
  isLinkLocal
};
