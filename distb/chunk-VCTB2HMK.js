// dist/lib/operation-error.js
var OperationError = class extends Error {
  operation;
  /** symbolic: 'EPERM', 'ENODEV' ... */
  errno;
  constructor(operation, errno, detail = "") {
    super(`${operation}: ${errno}${detail === "" ? "" : ` (${detail})`}`);
    this.name = "OperationError";
    this.operation = operation;
    this.errno = errno;
  }
};

// dist/linux/libc.js
import { createRequire } from "node:module";
import { constants } from "node:os";
var require2 = createRequire(import.meta.url);
var declarations = {
  socket: "int socket(int domain, int type, int protocol)",
  socketpair: "int socketpair(int domain, int type, int protocol, _Out_ uint8 *ends)",
  close: "int close(int fd)",
  poll: "int poll(void *descriptors, unsigned long count, int timeout)",
  setsockopt: "int setsockopt(int fd, int level, int option, const void *value, uint32 length)",
  getsockopt: "int getsockopt(int fd, int level, int option, _Out_ uint8 *value, _Inout_ uint32 *length)",
  bind: "int bind(int fd, const void *address, uint32 length)",
  connect: "int connect(int fd, const void *address, uint32 length)",
  send: "long send(int fd, const void *data, size_t length, int flags)",
  sendto: "long sendto(int fd, const void *data, size_t length, int flags, const void *address, uint32 addressLength)",
  recvmsg: "long recvmsg(int fd, void *header, int flags)",
  recv: "long recv(int fd, _Out_ uint8 *data, size_t length, int flags)",
  read: "long read(int fd, _Out_ uint8 *data, size_t length)",
  inotify_init1: "int inotify_init1(int flags)",
  inotify_add_watch: "int inotify_add_watch(int fd, const char *path, uint32 mask)",
  inotify_rm_watch: "int inotify_rm_watch(int fd, int watch)",
  fcntl: "int fcntl(int fd, int command, long argument)",
  ioctl: "int ioctl(int fd, unsigned long request, _Inout_ uint8 *argument)",
  flock: "int flock(int fd, int operation)",
  umask: "uint32 umask(uint32 mask)",
  setns: "int setns(int fd, int kind)",
  unshare: "int unshare(int flags)",
  prctl: "int prctl(int option, uintptr_t a, unsigned long b, unsigned long c, unsigned long d)",
  capget: "int capget(void *header, _Out_ uint8 *sets)",
  capset: "int capset(void *header, const void *sets)",
  mlock2: "int mlock2(uintptr_t address, size_t length, uint32 flags)",
  munlock: "int munlock(uintptr_t address, size_t length)",
  sched_setscheduler: "int sched_setscheduler(int pid, int policy, const void *parameter)",
  sched_setaffinity: "int sched_setaffinity(int pid, size_t length, const void *mask)",
  setpriority: "int setpriority(int which, uint32 who, int value)",
  setrlimit: "int setrlimit(int resource, const void *limit)",
  mount: "int mount(const char *source, const char *target, const char *type, unsigned long flags, const char *data)",
  getpgid: "int getpgid(int pid)",
  mkfifo: "int mkfifo(const char *path, uint32 mode)",
  signal: "intptr_t signal(int number, intptr_t handler)",
  setitimer: "int setitimer(int which, const void *value, void *old)"
};
var koffi = null;
var library = null;
var calls = /* @__PURE__ */ new Map();
function libc(call, ...args) {
  const result = tryLibc(call, ...args);
  if (result.errno !== null)
    throw new OperationError(call, result.errno);
  return result.value;
}
function tryLibc(call, ...args) {
  let callable = calls.get(call);
  if (callable === void 0) {
    library ??= loadKoffi().load("libc.so.6");
    callable = library.func(declarations[call]);
    calls.set(call, callable);
  }
  const value = Number(callable(...args));
  return value === -1 ? { value, errno: errnoName(koffi?.errno() ?? 0) } : { value, errno: null };
}
function loadKoffi() {
  koffi ??= require2("koffi");
  return koffi;
}
function loadLibrary(name) {
  return loadKoffi().load(name);
}
var names = /* @__PURE__ */ new Map();
function errnoName(errno) {
  if (names.size === 0) {
    for (const [name, value] of Object.entries(constants.errno))
      if (!names.has(value))
        names.set(value, name);
  }
  return names.get(Math.abs(errno)) ?? String(errno);
}
function asOperationError(operation, thrown) {
  if (thrown instanceof OperationError)
    return thrown;
  const error = thrown;
  const code = error.code ?? (typeof error.errno === "number" ? errnoName(error.errno) : "EIO");
  return new OperationError(operation, code, error.message);
}
function pointerTo(bytes) {
  return loadKoffi().address(bytes);
}
function wordBytes() {
  pointerBytes ||= loadKoffi().sizeof("void *");
  return pointerBytes;
}
var pointerBytes = 0;
function int32(...values) {
  return new Uint8Array(Int32Array.from(values).buffer);
}
function cString(text) {
  return new Uint8Array(Buffer.from(`${text}\0`, "utf8"));
}
var AF_UNIX = 1;
var AF_INET = 2;
var AF_INET6 = 10;
var AF_NETLINK = 16;
var AF_PACKET = 17;
var SOCK_STREAM = 1;
var SOCK_DGRAM = 2;
var SOCK_RAW = 3;
var SOCK_NONBLOCK = 2048;
var SOCK_CLOEXEC = 524288;
var MSG_DONTWAIT = 64;
var MSG_NOSIGNAL = 16384;
var SOL_SOCKET = 1;

export {
  OperationError,
  libc,
  tryLibc,
  loadLibrary,
  errnoName,
  asOperationError,
  pointerTo,
  wordBytes,
  int32,
  cString,
  AF_UNIX,
  AF_INET,
  AF_INET6,
  AF_NETLINK,
  AF_PACKET,
  SOCK_STREAM,
  SOCK_DGRAM,
  SOCK_RAW,
  SOCK_NONBLOCK,
  SOCK_CLOEXEC,
  MSG_DONTWAIT,
  MSG_NOSIGNAL,
  SOL_SOCKET
};
