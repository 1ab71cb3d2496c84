import {
  setReceiveBuffer
} from "./chunk-Y6ZBNNPF.js";
import {
  AF_NETLINK,
  OperationError,
  SOCK_RAW,
  SOL_SOCKET,
  asOperationError,
  int32,
  libc,
  tryLibc
} from "./chunk-VCTB2HMK.js";

// dist/linux/netlink-events.js
import { createRequire } from "node:module";

// dist/linux/raw-descriptor.js
var F_DUPFD_CLOEXEC = 1030;
var F_SETFD = 2;
var FD_CLOEXEC = 1;
var SO_TYPE = 3;
var SO_PROTOCOL = 38;
var SO_DOMAIN = 39;
var MAX_ATTEMPTS = 20;
function openWithDescriptor(kind, open) {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const descriptor = libc("fcntl", 0, F_DUPFD_CLOEXEC, 0);
    libc("close", descriptor);
    const opened = open();
    if (isKind(descriptor, kind)) {
      libc("fcntl", descriptor, F_SETFD, FD_CLOEXEC);
      return { opened, descriptor };
    }
    opened.close();
  }
  throw new OperationError("find raw socket", "EBADF");
}
function isKind(descriptor, kind) {
  return option(descriptor, SO_TYPE) === SOCK_RAW && option(descriptor, SO_DOMAIN) === kind.domain && option(descriptor, SO_PROTOCOL) === kind.protocol;
}
function option(descriptor, name) {
  const value = new Uint8Array(new ArrayBuffer(4));
  const result = tryLibc("getsockopt", descriptor, SOL_SOCKET, name, value, [4]);
  return result.errno === null ? new Int32Array(value.buffer)[0] ?? null : null;
}

// dist/linux/netlink-events.js
var require2 = createRequire(import.meta.url);
var SOL_NETLINK = 270;
var NETLINK_NO_ENOBUFS = 5;
var SO_MEMINFO = 55;
var SK_MEMINFO_DROPS = 8;
function openNetlinkEvents(options) {
  const { RawNetlinkSocket } = require2("netlink/dist/raw.js");
  let pair;
  try {
    pair = openWithDescriptor({ domain: AF_NETLINK, protocol: options.protocol }, () => new RawNetlinkSocket(options.protocol));
  } catch (thrown) {
    throw asOperationError("netlink socket", thrown);
  }
  const { opened: socket, descriptor } = pair;
  let open = true;
  let dropped = 0;
  const close = () => {
    if (!open)
      return;
    open = false;
    setImmediate(() => socket.close());
  };
  const guarded = (work) => {
    try {
      if (open)
        work();
    } catch (thrown) {
      setImmediate(() => {
        throw thrown;
      });
    }
  };
  socket.on("error", (error) => guarded(() => {
    close();
    options.onError(asOperationError("netlink events", error));
  }));
  socket.on("message", (bytes) => guarded(() => {
    options.onMessage(bytes);
    const now = open ? countDrops(descriptor) : dropped;
    if (now === dropped)
      return;
    dropped = now;
    options.onLost();
  }));
  try {
    libc("setsockopt", descriptor, SOL_NETLINK, NETLINK_NO_ENOBUFS, int32(1), 4);
    setReceiveBuffer(descriptor, options);
    for (const group of options.groups)
      socket.addMembership(group);
  } catch (thrown) {
    close();
    throw asOperationError("netlink socket", thrown);
  }
  return {
    send(message) {
      const { errno } = tryLibc("send", descriptor, message, message.length, 0);
      return errno === null ? null : asOperationError("netlink send", { code: errno });
    },
    close
  };
}
function countDrops(descriptor) {
  const information = new Uint8Array(new ArrayBuffer(64));
  const { errno } = tryLibc("getsockopt", descriptor, SOL_SOCKET, SO_MEMINFO, information, [information.length]);
  return errno === null ? new Uint32Array(information.buffer)[SK_MEMINFO_DROPS] ?? 0 : 0;
}

export {
  openWithDescriptor,
  openNetlinkEvents
};
