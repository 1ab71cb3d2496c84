/**
 * The calls of the C library that neither Node nor the two socket packages make, in one table, through koffi.
 *
 * The library is opened at the first call, so that a configuration test does not pay for it. Every call here returns
 * at once (none of them waits), and a refusal is thrown as an OperationError with the errno of that very call.
 */
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { OperationError } from '../lib/operation-error.ts'

const require = createRequire(import.meta.url)

const declarations = {
  socket: 'int socket(int domain, int type, int protocol)',
  socketpair: 'int socketpair(int domain, int type, int protocol, _Out_ uint8 *ends)',
  close: 'int close(int fd)',
  poll: 'int poll(void *descriptors, unsigned long count, int timeout)',
  setsockopt: 'int setsockopt(int fd, int level, int option, const void *value, uint32 length)',
  getsockopt: 'int getsockopt(int fd, int level, int option, _Out_ uint8 *value, _Inout_ uint32 *length)',
  bind: 'int bind(int fd, const void *address, uint32 length)',
  connect: 'int connect(int fd, const void *address, uint32 length)',
  send: 'long send(int fd, const void *data, size_t length, int flags)',
  sendto: 'long sendto(int fd, const void *data, size_t length, int flags, const void *address, uint32 addressLength)',
  recvmsg: 'long recvmsg(int fd, void *header, int flags)',
  recv: 'long recv(int fd, _Out_ uint8 *data, size_t length, int flags)',
  read: 'long read(int fd, _Out_ uint8 *data, size_t length)',
  inotify_init1: 'int inotify_init1(int flags)',
  inotify_add_watch: 'int inotify_add_watch(int fd, const char *path, uint32 mask)',
  inotify_rm_watch: 'int inotify_rm_watch(int fd, int watch)',
  fcntl: 'int fcntl(int fd, int command, long argument)',
  ioctl: 'int ioctl(int fd, unsigned long request, _Inout_ uint8 *argument)',
  flock: 'int flock(int fd, int operation)',
  umask: 'uint32 umask(uint32 mask)',
  setns: 'int setns(int fd, int kind)',
  unshare: 'int unshare(int flags)',
  prctl: 'int prctl(int option, uintptr_t a, unsigned long b, unsigned long c, unsigned long d)',
  capget: 'int capget(void *header, _Out_ uint8 *sets)',
  capset: 'int capset(void *header, const void *sets)',
  mlock2: 'int mlock2(uintptr_t address, size_t length, uint32 flags)',
  munlock: 'int munlock(uintptr_t address, size_t length)',
  sched_setscheduler: 'int sched_setscheduler(int pid, int policy, const void *parameter)',
  sched_setaffinity: 'int sched_setaffinity(int pid, size_t length, const void *mask)',
  setpriority: 'int setpriority(int which, uint32 who, int value)',
  setrlimit: 'int setrlimit(int resource, const void *limit)',
  mount: 'int mount(const char *source, const char *target, const char *type, unsigned long flags, const char *data)',
  getpgid: 'int getpgid(int pid)',
  mkfifo: 'int mkfifo(const char *path, uint32 mode)',
  signal: 'intptr_t signal(int number, intptr_t handler)',
  setitimer: 'int setitimer(int which, const void *value, void *old)',
} as const

export type LibcCall = keyof typeof declarations
type Argument = number | bigint | string | Uint8Array | readonly number[] | null
type Callable = (...args: Argument[]) => number

interface Koffi {
  load(path: string): Library
  errno(): number
  address(value: Uint8Array): bigint
  sizeof(type: string): number
}

export interface Library {
  func(declaration: string): Callable
}

let koffi: Koffi | null = null
let library: Library | null = null
const calls = new Map<LibcCall, Callable>()

/** An ambient switch, since what is rehearsed must not know of it. */
let inVainNow = false
const sending: ReadonlySet<LibcCall> = new Set(['send', 'sendto'])
const NO_DESCRIPTOR = -1

/** Runs `work` in earnest, but what it sends goes nowhere: the system refuses each such call with EBADF. */
export function inVain(work: () => void): void {
  inVainNow = true
  try {
    work()
  } finally {
    inVainNow = false
  }
}

/** Calls and returns what the call returned; -1 throws. */
export function libc(call: LibcCall, ...args: Argument[]): number {
  const result = tryLibc(call, ...args)
  if (result.errno !== null) throw new OperationError(call, result.errno)
  return result.value
}

/** Calls without throwing: for callers to whom a refusal is an expected answer. */
export function tryLibc(
  call: LibcCall,
  ...args: Argument[]
): { readonly value: number; readonly errno: string | null } {
  let callable = calls.get(call)
  if (callable === undefined) {
    library ??= loadKoffi().load('libc.so.6')
    callable = library.func(declarations[call])
    calls.set(call, callable)
  }
  if (inVainNow && sending.has(call)) args[0] = NO_DESCRIPTOR
  const value = Number(callable(...args))
  // umask alone has no failure, and 0xffffffff is no mask.
  return value === -1 ? { value, errno: errnoName(koffi?.errno() ?? 0) } : { value, errno: null }
}

function loadKoffi(): Koffi {
  koffi ??= require('koffi') as Koffi
  return koffi
}

/** Another shared library, for what has a file of its own; throws when it is not installed. */
export function loadLibrary(name: string): Library {
  return loadKoffi().load(name)
}

const names = new Map<number, string>()

/** The symbolic name of an errno, or its number as text. */
export function errnoName(errno: number): string {
  if (names.size === 0) {
    for (const [name, value] of Object.entries(constants.errno)) if (!names.has(value)) names.set(value, name)
  }
  return names.get(Math.abs(errno)) ?? String(errno)
}

/** Anything thrown by the socket packages or by Node, as an OperationError that keeps the errno. */
export function asOperationError(operation: string, thrown: unknown): OperationError {
  if (thrown instanceof OperationError) return thrown
  const error = thrown as NodeJS.ErrnoException
  const code = error.code ?? (typeof error.errno === 'number' ? errnoName(error.errno) : 'EIO')
  return new OperationError(operation, code, error.message)
}

/**
 * Where the octets are. They may not be in V8's own heap, where they would move: make the array on an ArrayBuffer,
 * and keep it.
 */
export function pointerTo(bytes: Uint8Array): bigint {
  return loadKoffi().address(bytes)
}

/** The size of a pointer and of size_t: 8 or 4. */
export function wordBytes(): number {
  pointerBytes ||= loadKoffi().sizeof('void *')
  return pointerBytes
}

let pointerBytes = 0

/** An `int` as the kernel wants it. */
export function int32(...values: readonly number[]): Uint8Array {
  return new Uint8Array(Int32Array.from(values).buffer)
}

/** A string with its final zero octet. */
export function cString(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(`${text}\0`, 'utf8'))
}

export const AF_UNIX = 1
export const AF_INET = 2
export const AF_INET6 = 10
export const AF_NETLINK = 16
export const AF_PACKET = 17
export const SOCK_STREAM = 1
export const SOCK_DGRAM = 2
export const SOCK_RAW = 3
export const SOCK_NONBLOCK = 0o4000
export const SOCK_CLOEXEC = 0o2000000
export const MSG_DONTWAIT = 0x40
export const MSG_NOSIGNAL = 0x4000
export const SOL_SOCKET = 1
