import {
  AF_INET,
  AF_INET6,
  AF_PACKET,
  AF_UNIX,
  int32
} from "./chunk-VCTB2HMK.js";

// dist/linux/clock.js
var zero = process.hrtime.bigint();
function nowUs() {
  return Number((process.hrtime.bigint() - zero) / 1000n);
}
function nowMonotonicUs() {
  return Number(process.hrtime.bigint() / 1000n);
}
function wallClockUs() {
  return Date.now() * 1e3;
}

// dist/linux/socket-address.js
import { endianness } from "node:os";
var isLittle = endianness() === "LE";
function inetSocketAddress(address, port = 0, scopeId = 0) {
  const isIpv4 = address.family === 4;
  const bytes = Buffer.allocUnsafe(isIpv4 ? 16 : 28).fill(0);
  writeHostU16(bytes, isIpv4 ? AF_INET : AF_INET6, 0);
  bytes.writeUInt16BE(port, 2);
  bytes.set(address.bytes, isIpv4 ? 4 : 8);
  if (!isIpv4)
    bytes.set(int32(scopeId), 24);
  return bytes;
}
function packetSocketAddress(interfaceIndex, etherType, destination) {
  const bytes = Buffer.alloc(Math.max(20, 12 + destination.length));
  writeHostU16(bytes, AF_PACKET, 0);
  bytes.writeUInt16BE(etherType, 2);
  bytes.set(new Uint8Array(Int32Array.of(interfaceIndex).buffer), 4);
  bytes[11] = destination.length;
  bytes.set(destination, 12);
  return bytes;
}
function unixSocketAddress(path) {
  const name = Buffer.from(path, "utf8");
  if (path.startsWith("@"))
    name[0] = 0;
  const bytes = Buffer.alloc(2 + name.length + (path.startsWith("@") ? 0 : 1));
  writeHostU16(bytes, AF_UNIX, 0);
  bytes.set(name, 2);
  return bytes;
}
function writeHostU16(bytes, value, offset) {
  if (isLittle)
    bytes.writeUInt16LE(value, offset);
  else
    bytes.writeUInt16BE(value, offset);
}

export {
  nowUs,
  nowMonotonicUs,
  wallClockUs,
  inetSocketAddress,
  packetSocketAddress,
  unixSocketAddress
};
