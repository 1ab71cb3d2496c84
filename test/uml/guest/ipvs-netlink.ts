/**
 * Runs inside the guest: does everything that the package can do against the kernel's IPVS, and writes down what it
 * saw. test/uml/ipvs-netlink.test.ts boots the guest and judges.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import koffi from 'koffi'
import { IpvsError, ServiceFlag, openIpvs, requests } from '../../../src/ipvs-netlink/index.ts'
import type {
  IpvsDestination,
  IpvsFailure,
  IpvsRequest,
  IpvsService,
  IpvsServiceKey,
} from '../../../src/ipvs-netlink/index.ts'
import { readIp } from '../../../src/lib/ip.ts'
import type { IpAddress } from '../../../src/lib/ip.ts'

const ipvs = openIpvs()
const seen: Record<string, unknown> = {}
const results = process.env['RESULTS'] ?? '.'

await step('absent', observeAbsence)
await step('info', async () => ({
  info: await ipvs.getInfo(),
  daemons: await ipvs.getDaemons(),
  all: await ipvs.getAll(),
}))
await step('schedulers', observeSchedulers)
await step('kinds', observeKinds)
await step('edits', observeEdits)
await step('errors', observeErrors)
await step('extendedAck', observeExtendedAck)
await step('traffic', observeTraffic)
await step('thousand', observeThousand)
await step('flood', observeFlood)
await step('timeouts', observeTimeouts)
await step('daemons', observeDaemons)
await step('reloaded', observeModuleReload)
ipvs.close()
writeFileSync(join(results, 'seen.json'), JSON.stringify(seen, encodeForJson, 1))

/** A step that fails is written down too, so that the others still count. */
async function step(name: string, observe: () => Promise<unknown>): Promise<void> {
  const startMs = performance.now()
  try {
    seen[name] = await observe()
  } catch (error) {
    seen[name] = { failed: error instanceof Error ? error.stack : String(error) }
  }
  console.log(`${name}: ${Math.round(performance.now() - startMs)} ms`)
}

/** First the kernel may not load modules, then it may: asking for the family is enough. */
async function observeAbsence() {
  const modprobe = readFileSync('/proc/sys/kernel/modprobe', 'utf8')
  writeFileSync('/proc/sys/kernel/modprobe', '/bin/false')
  const refused = await outcome(ipvs.getInfo())
  const refusedList = await outcome(ipvs.applyRequests([{ kind: 'flush' }]))
  writeFileSync('/proc/sys/kernel/modprobe', modprobe)
  return { refused, refusedList, afterwards: await outcome(ipvs.getInfo()) }
}

async function observeSchedulers() {
  const directory = `/run/mods/lib/modules/${run('uname', '-r').trim()}/kernel/net/netfilter/ipvs`
  const schedulers = readdirSync(directory)
    .map((file) => /^ip_vs_(\w+)\.ko$/.exec(file)?.[1] ?? '')
    .filter((name) => name !== '' && name !== 'ftp' && name !== 'pe_sip')
    .sort()
  const services = schedulers.map((scheduler, index) => service(tcp('192.0.2.1', 1000 + index), { scheduler }))
  const failures = await ipvs.applyRequests(services.map((added) => ({ kind: 'add-service' as const, service: added })))
  const saved = ipvsadm()
  const read = (await ipvs.getServices()).map(({ scheduler }) => scheduler).sort()
  await ipvs.flush()
  return { schedulers, failures: briefly(failures), saved, read, afterFlush: ipvsadm() }
}

async function observeKinds() {
  const changes: IpvsRequest[] = []
  const wanted = allKinds()
  for (const { service: added, destinations } of wanted) {
    changes.push({ kind: 'add-service', service: added })
    for (const destination of destinations) changes.push({ kind: 'add-destination', service: added.key, destination })
  }
  const failures = await ipvs.applyRequests(changes)
  return {
    wanted,
    failures: briefly(failures),
    saved: ipvsadm(),
    thresholds: run('ipvsadm', '-L', '-n', '--thresholds'),
    read: await ipvs.getAll(),
    one: await ipvs.getService(tcp('192.0.2.1', 80)),
  }
}

function allKinds(): { service: IpvsService; destinations: IpvsDestination[] }[] {
  const persistent = { flags: ServiceFlag.persistent, timeoutS: 300 }
  return [
    {
      service: service(tcp('192.0.2.1', 80)),
      destinations: [
        destination('198.51.100.1', 80, { weight: 0 }),
        destination('198.51.100.2', 80, { forwarding: 'direct', weight: 65_535 }),
        destination('198.51.100.3', 80, { forwarding: 'tunnel' }),
        destination('198.51.100.4', 80, { upperThreshold: 1000, lowerThreshold: 800 }),
        destination('198.51.100.5', 80, { forwarding: 'tunnel', tunnelType: 'gue', tunnelPort: 6080, tunnelFlags: 1 }),
        destination('198.51.100.6', 80, { forwarding: 'tunnel', tunnelType: 'gre' }),
        destination('2001:db8::6', 80, { forwarding: 'tunnel' }),
      ],
    },
    {
      service: service({ ...tcp('192.0.2.1', 53), protocol: 17 }, { flags: ServiceFlag.onePacket }),
      destinations: [destination('198.51.100.1', 53)],
    },
    {
      service: service({ ...tcp('192.0.2.1', 2905), protocol: 132 }),
      destinations: [destination('198.51.100.1', 2905)],
    },
    {
      service: service(tcp('192.0.2.2', 0), { ...persistent, persistencePrefix: 24 }),
      destinations: [destination('198.51.100.1', 0, { forwarding: 'direct' })],
    },
    {
      service: service(tcp('192.0.2.3', 80), {
        scheduler: 'sh',
        flags: ServiceFlag.scheduler1 | ServiceFlag.scheduler2,
      }),
      destinations: [],
    },
    { service: service(tcp('192.0.2.3', 81), { scheduler: 'mh', flags: ServiceFlag.scheduler1 }), destinations: [] },
    {
      service: service(
        { ...tcp('192.0.2.4', 5060), protocol: 17 },
        { ...persistent, flags: ServiceFlag.persistent | ServiceFlag.onePacket, persistenceEngine: 'sip' },
      ),
      destinations: [],
    },
    {
      service: service(tcp('2001:db8::1', 80), { ...persistent, persistencePrefix: 64 }),
      destinations: [
        destination('2001:db8::a', 80, { forwarding: 'direct' }),
        destination('2001:db8::b', 8080, { weight: 3 }),
      ],
    },
    { service: service({ ...tcp('2001:db8::1', 53), protocol: 17 }), destinations: [] },
    {
      service: service({ kind: 'fwmark', family: 4, fwmark: 7 }, persistent),
      destinations: [destination('198.51.100.1', 0, { forwarding: 'direct' })],
    },
    {
      service: service({ kind: 'fwmark', family: 6, fwmark: 4_294_967_295 }),
      destinations: [destination('2001:db8::a', 0, { forwarding: 'direct' })],
    },
  ]
}

async function observeEdits() {
  const key = tcp('192.0.2.1', 80)
  const failures = await ipvs.applyRequests([
    {
      kind: 'edit-service',
      service: service(key, { scheduler: 'rr', flags: ServiceFlag.persistent, timeoutS: 60, persistencePrefix: 16 }),
    },
    {
      kind: 'edit-destination',
      service: key,
      destination: destination('198.51.100.1', 80, { weight: 7, forwarding: 'direct' }),
    },
    { kind: 'delete-destination', service: key, destination: destination('198.51.100.2', 80) },
    // taken away: the persistence engine
    {
      kind: 'edit-service',
      service: service({ ...tcp('192.0.2.4', 5060), protocol: 17 }, { flags: ServiceFlag.persistent, timeoutS: 300 }),
    },
    { kind: 'delete-service', service: { kind: 'fwmark', family: 4, fwmark: 7 } },
    { kind: 'delete-service', service: { ...tcp('2001:db8::1', 53), protocol: 17 } },
  ])
  const saved = ipvsadm()
  const read = (await ipvs.getServices()).map(({ stats: _, ...rest }) => rest)
  await ipvs.flush()
  return { failures: briefly(failures), saved, read }
}

async function observeErrors() {
  const key = tcp('192.0.2.1', 80)
  const absent = tcp('192.0.2.99', 80)
  const real = destination('198.51.100.1', 80)
  await ipvs.addService(service(key))
  await ipvs.addDestination(key, real)
  const observed = {
    addServiceTwice: await outcome(ipvs.addService(service(key))),
    unknownScheduler: await outcome(ipvs.addService(service(absent, { scheduler: 'no-such' }))),
    unknownEngine: await outcome(
      ipvs.addService(service(absent, { flags: 1, timeoutS: 1, persistenceEngine: 'no-such' })),
    ),
    editAbsentService: await outcome(ipvs.editService(service(absent))),
    deleteAbsentService: await outcome(ipvs.deleteService(absent)),
    getAbsentService: await outcome(ipvs.getService(absent)),
    destinationsOfAbsentService: await outcome(ipvs.getDestinations(absent)),
    addDestinationTwice: await outcome(ipvs.addDestination(key, real)),
    editAbsentDestination: await outcome(ipvs.editDestination(key, destination('198.51.100.9', 80))),
    deleteAbsentDestination: await outcome(ipvs.deleteDestination(key, destination('198.51.100.9', 80))),
    destinationOfAbsentService: await outcome(ipvs.addDestination(absent, real)),
    thresholdsReversed: await outcome(
      ipvs.addDestination(key, destination('198.51.100.9', 80, { upperThreshold: 1, lowerThreshold: 2 })),
    ),
    weightNegative: await outcome(ipvs.editDestination(key, destination('198.51.100.1', 80, { weight: 0xffff_ffff }))),
    otherFamilyNotTunneled: await outcome(ipvs.addDestination(key, destination('2001:db8::1', 80))),
    prefixTooShort: await outcome(ipvs.addService(service(tcp('2001:db8::1', 80), { persistencePrefix: 0 }))),
    nameTooLong: await outcome(ipvs.addService(service(absent, { scheduler: 'a-name-of-sixteen' }))),
    // a list goes on after what was refused
    list: briefly(
      await ipvs.applyRequests([
        { kind: 'add-service', service: service(key) },
        { kind: 'add-service', service: service(absent) },
        { kind: 'add-destination', service: absent, destination: real },
        { kind: 'delete-destination', service: key, destination: destination('198.51.100.9', 80) },
      ]),
    ),
    afterList: ipvsadm(),
  }
  await ipvs.flush()
  return observed
}

/** With NETLINK_EXT_ACK the kernel says more than an errno. */
async function observeExtendedAck() {
  const setsockopt = koffi
    .load('libc.so.6')
    .func('int setsockopt(int fd, int level, int name, int *value, uint32_t size)')
  const SOL_NETLINK = 270
  const NETLINK_EXT_ACK = 11
  let status = -1
  const talkative = openIpvs({
    configureSocket: (fd) => {
      status = setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, [1], 4) as number
    },
  })
  const plain = requests.flush()
  // a service attribute of two octets cannot hold a list of attributes
  const broken = { ...plain, operation: 'broken', command: 1, attributes: Uint8Array.of(6, 0, 1, 0x80, 1, 2, 0, 0) }
  const said = await outcome(talkative.request(broken))
  const works = await outcome(talkative.getInfo())
  talkative.close()
  return { status, said, silent: await outcome(ipvs.request(broken)), works }
}

/** Connections through a virtual service show up in the counters. */
async function observeTraffic() {
  for (const address of ['192.0.2.1/32', '198.51.100.1/32']) run('ip', 'address', 'add', address, 'dev', 'lo')
  const server = createServer((socket) => socket.end('hello'))
  await new Promise<void>((listening) => server.listen(8080, '198.51.100.1', listening))
  const key = tcp('192.0.2.1', 8080)
  await ipvs.addService(service(key))
  await ipvs.addDestination(key, destination('198.51.100.1', 8080, { forwarding: 'masquerade' }))
  let answer = ''
  for (let i = 0; i < 3; i++) {
    answer = await new Promise<string>((answered, failed) => {
      const socket = connect(8080, '192.0.2.1')
      let text = ''
      socket.on('data', (data) => (text += data.toString()))
      socket.on('close', () => answered(text))
      socket.on('error', failed)
    })
  }
  // the kernel sums up its counters every two seconds
  let before = (await ipvs.getAll())[0]
  for (let turns = 0; (before?.service.stats.connections ?? 0n) < 3n && turns < 100; turns++) {
    await setTimeout(100)
    before = (await ipvs.getAll())[0]
  }
  await ipvs.zero(key)
  const [after] = await ipvs.getAll()
  await ipvs.flush()
  await new Promise<unknown>((closed) => server.close(closed))
  return { answer, before, after }
}

async function observeThousand() {
  const key = tcp('192.0.2.1', 80)
  const destinations = Array.from({ length: 1000 }, (_, i) =>
    destination(`10.1.${i >> 8}.${i & 255}`, 80, { weight: i, forwarding: 'direct' }),
  )
  const startMs = performance.now()
  const failures = await ipvs.applyRequests<IpvsRequest>([
    { kind: 'add-service', service: service(key) },
    ...destinations.map((added) => ({ kind: 'add-destination' as const, service: key, destination: added })),
  ])
  const programmedMs = performance.now()
  const [entry] = await ipvs.getAll()
  const readMs = performance.now()
  const saved = ipvsadm()
  const savedMs = performance.now()
  await ipvs.flush()
  const restoreMs = performance.now()
  execFileSync('ipvsadm', ['-R'], { input: saved })
  const restoredMs = performance.now()
  await ipvs.flush()
  return {
    failures: briefly(failures),
    weights: entry?.destinations.map(({ weight }) => weight).sort((a, b) => a - b),
    savedLines: saved.trim().split('\n').length,
    ms: {
      program: programmedMs - startMs,
      read: readMs - programmedMs,
      ipvsadmSave: savedMs - readMs,
      ipvsadmRestore: restoredMs - restoreMs,
    },
  }
}

/** Far more is asked for at once than the socket has room for answers. */
async function observeFlood() {
  const greedy = openIpvs({ maxInFlight: 100_000 })
  const key = tcp('192.0.2.1', 80)
  await greedy.addService(service(key))
  const settled = await Promise.allSettled(
    Array.from({ length: 2000 }, (_, i) =>
      i % 2 === 0 ? greedy.getService(key) : greedy.addDestination(key, destination(`10.1.${i >> 8}.${i & 255}`, 80)),
    ),
  )
  const read = await greedy.getDestinations(key)
  await greedy.flush()
  greedy.close()
  return { done: settled.filter(({ status }) => status === 'fulfilled').length, read: read.length }
}

async function observeTimeouts() {
  const before = await ipvs.getTimeouts()
  await ipvs.setTimeouts({ tcpS: 7200, tcpFinS: 0, udpS: 60 })
  const after = await ipvs.getTimeouts()
  return {
    before,
    after,
    ipvsadm: run('ipvsadm', '-L', '--timeout').trim(),
    negative: await outcome(ipvs.setTimeouts({ tcpS: 0xffff_ffff, tcpFinS: 0, udpS: 0 })),
  }
}

async function observeDaemons() {
  run('ip', 'link', 'add', 'dummy0', 'type', 'dummy')
  run('ip', 'address', 'add', '203.0.113.1/24', 'dev', 'dummy0')
  run('ip', 'link', 'set', 'dummy0', 'up', 'multicast', 'on')
  const master = { role: 'master' as const, interface: 'dummy0', syncId: 11 }
  const backup = {
    role: 'backup' as const,
    interface: 'dummy0',
    syncId: 12,
    maxLength: 1200,
    multicastGroup: ip('224.0.0.99'),
    multicastPort: 9000,
    multicastTtl: 3,
  }
  const started = [await outcome(ipvs.startDaemon(master)), await outcome(ipvs.startDaemon(backup))]
  const read = await ipvs.getDaemons()
  const shown = run('ipvsadm', '-L', '--daemon').trim()
  const again = await outcome(ipvs.startDaemon(master))
  const noInterface = await outcome(ipvs.startDaemon({ ...master, interface: 'nowhere0' }))
  const stopped = [await outcome(ipvs.stopDaemon('master')), await outcome(ipvs.stopDaemon('backup'))]
  return {
    started,
    read,
    shown,
    again,
    noInterface,
    stopped,
    stoppedTwice: await outcome(ipvs.stopDaemon('master')),
    left: await ipvs.getDaemons(),
  }
}

/** The module goes away and comes back under a client that stays open. */
async function observeModuleReload() {
  await ipvs.flush()
  for (const module of readFileSync('/proc/modules', 'latin1').split('\n')) {
    const name = module.split(' ')[0] ?? ''
    if (name.startsWith('ip_vs_')) run('rmmod', name)
  }
  run('rmmod', 'ip_vs')
  // another family may take the number that has become free
  const first = await outcome(ipvs.getInfo())
  return {
    first,
    second: await outcome(ipvs.getInfo()),
    third: await outcome(ipvs.addService(service(tcp('192.0.2.1', 80)))),
    saved: ipvsadm(),
  }
}

async function outcome(promise: Promise<unknown>): Promise<unknown> {
  try {
    return { done: (await promise) ?? null }
  } catch (error) {
    if (!(error instanceof IpvsError)) throw error
    const { name, operation, errno, message, kernelMessage } = error
    return { name, operation, errno, message, kernelMessage }
  }
}

function briefly(failures: readonly IpvsFailure[]): unknown {
  return failures.map(({ request, errno, message }) => ({ kind: request.kind, errno, message }))
}

function service(key: IpvsServiceKey, more: Partial<IpvsService> = {}): IpvsService {
  const family = key.kind === 'fwmark' ? key.family : key.address.family
  return {
    key,
    scheduler: 'wlc',
    flags: 0,
    timeoutS: 0,
    persistencePrefix: family === 4 ? 32 : 128,
    persistenceEngine: null,
    ...more,
  }
}

function destination(address: string, port: number, more: Partial<IpvsDestination> = {}): IpvsDestination {
  return {
    address: ip(address),
    port,
    forwarding: 'masquerade',
    weight: 1,
    upperThreshold: 0,
    lowerThreshold: 0,
    ...more,
  }
}

function tcp(address: string, port: number) {
  return { kind: 'address' as const, protocol: 6 as const, address: ip(address), port }
}

function ip(text: string): IpAddress {
  const address = readIp(text)
  if (!address) throw new Error(`no address: ${text}`)
  return address
}

function ipvsadm(): string {
  return run('ipvsadm', '-S', '-n')
}

function run(file: string, ...args: readonly string[]): string {
  return execFileSync(file, args, { encoding: 'utf8', maxBuffer: 1 << 24 })
}

function encodeForJson(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  return value instanceof Uint8Array ? [...value] : value
}
