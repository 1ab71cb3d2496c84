import {
  SOL_SOCKET,
  int32,
  libc
} from "./chunk-VCTB2HMK.js";

// dist/linux/netlink-message.js
import { endianness } from "node:os";
var little = endianness() === "LE";
var MESSAGE_HEADER_LENGTH = 16;
var ATTRIBUTE_HEADER_LENGTH = 4;
var NLM_F_REQUEST = 1;
var NLM_F_ACK = 4;
var NLM_F_DUMP_INTR = 16;
var NLM_F_EXCL = 512;
var NLM_F_CREATE = 1024;
var NLM_F_APPEND = 2048;
var NLM_F_DUMP = 768;
var NLMSG_ERROR = 2;
var NLMSG_DONE = 3;
var NLM_F_CAPPED = 256;
var NLM_F_ACK_TLVS = 512;
var NLMSGERR_ATTR_MSG = 1;
function encodeMessage(type, flags, sequence, fixed, attributes) {
  let length = MESSAGE_HEADER_LENGTH + align(fixed.length);
  for (const attribute of attributes)
    length += align(ATTRIBUTE_HEADER_LENGTH + attribute.value.length);
  const bytes = new Uint8Array(new ArrayBuffer(length));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, length, little);
  view.setUint16(4, type, little);
  view.setUint16(6, flags, little);
  view.setUint32(8, sequence, little);
  bytes.set(fixed, MESSAGE_HEADER_LENGTH);
  let offset = MESSAGE_HEADER_LENGTH + align(fixed.length);
  for (const attribute of attributes) {
    view.setUint16(offset, ATTRIBUTE_HEADER_LENGTH + attribute.value.length, little);
    view.setUint16(offset + 2, attribute.type, little);
    bytes.set(attribute.value, offset + ATTRIBUTE_HEADER_LENGTH);
    offset += align(ATTRIBUTE_HEADER_LENGTH + attribute.value.length);
  }
  return bytes;
}
function encodeAttributes(attributes) {
  return encodeMessage(0, 0, 0, new Uint8Array(0), attributes).subarray(MESSAGE_HEADER_LENGTH);
}
function readMessages(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const messages = [];
  for (let offset = 0; offset + MESSAGE_HEADER_LENGTH <= bytes.length; ) {
    const length = view.getUint32(offset, little);
    if (length < MESSAGE_HEADER_LENGTH || offset + length > bytes.length)
      break;
    messages.push({
      type: view.getUint16(offset + 4, little),
      flags: view.getUint16(offset + 6, little),
      sequence: view.getUint32(offset + 8, little),
      body: bytes.subarray(offset + MESSAGE_HEADER_LENGTH, offset + length)
    });
    offset += align(length);
  }
  return messages;
}
function readAttributes(bytes, start) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const attributes = /* @__PURE__ */ new Map();
  for (let offset = align(start); offset + ATTRIBUTE_HEADER_LENGTH <= bytes.length; ) {
    const length = view.getUint16(offset, little);
    if (length < ATTRIBUTE_HEADER_LENGTH || offset + length > bytes.length)
      break;
    const type = view.getUint16(offset + 2, little) & 16383;
    attributes.set(type, bytes.subarray(offset + ATTRIBUTE_HEADER_LENGTH, offset + length));
    offset += align(length);
  }
  return attributes;
}
function readError(message) {
  if (message.body.length < 4 + MESSAGE_HEADER_LENGTH)
    return { errno: 5, text: "short error message" };
  const view = new DataView(message.body.buffer, message.body.byteOffset, message.body.byteLength);
  const errno = -view.getInt32(0, little);
  if ((message.flags & NLM_F_ACK_TLVS) === 0)
    return { errno, text: "" };
  const request = (message.flags & NLM_F_CAPPED) === 0 ? view.getUint32(4, little) : MESSAGE_HEADER_LENGTH;
  const text = readAttributes(message.body, 4 + request).get(NLMSGERR_ATTR_MSG);
  return { errno, text: text === void 0 ? "" : readString(text) };
}
function readU16(bytes, offset = 0) {
  return bytes.length < offset + 2 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint16(offset, little);
}
function readU32(bytes, offset = 0) {
  return bytes.length < offset + 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(offset, little);
}
function readString(bytes) {
  const end = bytes.indexOf(0);
  return Buffer.from(bytes.subarray(0, end < 0 ? bytes.length : end)).toString("utf8");
}
function u16(value) {
  const bytes = new Uint8Array(2);
  new DataView(bytes.buffer).setUint16(0, value, little);
  return bytes;
}
function u32(...values) {
  const bytes = new Uint8Array(4 * values.length);
  values.forEach((value, i) => new DataView(bytes.buffer).setUint32(4 * i, value >>> 0, little));
  return bytes;
}
function align(length) {
  return Math.ceil(length / 4) * 4;
}

// dist/linux/receive-buffer.js
var SO_RCVBUF = 8;
var SO_RCVBUFFORCE = 33;
var MOST_OCTETS = 2 ** 30 - 1;
function setReceiveBuffer(descriptor, options) {
  const octets = options.receiveBufferBytes ?? 0;
  if (octets === 0)
    return;
  const option = options.forceReceiveBuffer === true ? SO_RCVBUFFORCE : SO_RCVBUF;
  libc("setsockopt", descriptor, SOL_SOCKET, option, int32(Math.min(octets, MOST_OCTETS)), 4);
}

export {
  NLM_F_REQUEST,
  NLM_F_ACK,
  NLM_F_DUMP_INTR,
  NLM_F_EXCL,
  NLM_F_CREATE,
  NLM_F_APPEND,
  NLM_F_DUMP,
  NLMSG_ERROR,
  NLMSG_DONE,
  encodeMessage,
  encodeAttributes,
  readMessages,
  readAttributes,
  readError,
  readU16,
  readU32,
  readString,
  u16,
  u32,
  setReceiveBuffer
};
