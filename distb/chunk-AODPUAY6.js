import {
  AF_INET,
  SOCK_CLOEXEC,
  SOCK_DGRAM,
  cString,
  libc,
  pointerTo,
  tryLibc,
  wordBytes
} from "./chunk-VCTB2HMK.js";

// dist/linux/linkbeat.js
function openLinkbeat() {
  const fd = libc("socket", AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  const isUp = (name, way) => asking[way](fd, name);
  return {
    wayFor(name, preferred) {
      const order = preferred === null ? WAYS : [preferred, ...WAYS];
      return order.find((way) => isUp(name, way) !== null) ?? "IOCTL";
    },
    isUp,
    close: () => void tryLibc("close", fd)
  };
}
var WAYS = ["MII", "ETHTOOL", "IOCTL"];
var asking = {
  MII: askMii,
  ETHTOOL: askEthtool,
  IOCTL: askFlags
};
var SIOCGIFFLAGS = 35091;
var SIOCETHTOOL = 35142;
var SIOCGMIIPHY = 35143;
var SIOCGMIIREG = 35144;
var ETHTOOL_GLINK = 10;
var REGISTER = 2;
var VALUE_OUT = 6;
var MII_BMSR = 1;
var BMSR_LSTATUS = 4;
var IFF_UP_AND_RUNNING = 65;
var NAME_LENGTH = 16;
var REQUEST_LENGTH = 40;
function askMii(fd, name) {
  const request = requestFor(name);
  if (tryLibc("ioctl", fd, SIOCGMIIPHY, request).errno !== null)
    return null;
  const data = new DataView(request.buffer, NAME_LENGTH);
  const read = () => {
    data.setUint16(REGISTER, MII_BMSR, LITTLE_ENDIAN);
    const { errno } = tryLibc("ioctl", fd, SIOCGMIIREG, request);
    return errno === null ? data.getUint16(VALUE_OUT, LITTLE_ENDIAN) : null;
  };
  if (read() === null)
    return null;
  const status = read();
  return status === null ? null : (status & BMSR_LSTATUS) !== 0;
}
function askEthtool(fd, name) {
  const request = requestFor(name);
  const value = new Uint32Array([ETHTOOL_GLINK, 0]);
  const data = new DataView(request.buffer, NAME_LENGTH);
  const address = pointerTo(new Uint8Array(value.buffer));
  if (wordBytes() === 8)
    data.setBigUint64(0, address, LITTLE_ENDIAN);
  else
    data.setUint32(0, Number(address), LITTLE_ENDIAN);
  return tryLibc("ioctl", fd, SIOCETHTOOL, request).errno === null ? value[1] !== 0 : null;
}
function askFlags(fd, name) {
  const request = requestFor(name);
  if (tryLibc("ioctl", fd, SIOCGIFFLAGS, request).errno !== null)
    return null;
  const flags = new DataView(request.buffer, NAME_LENGTH).getUint16(0, LITTLE_ENDIAN);
  return (flags & IFF_UP_AND_RUNNING) === IFF_UP_AND_RUNNING;
}
function requestFor(name) {
  const request = new Uint8Array(REQUEST_LENGTH);
  request.set(cString(name).subarray(0, NAME_LENGTH));
  return request;
}
var LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

export {
  openLinkbeat
};
