import { describe, expect, test, vi } from 'vitest'
import { Command } from '../../../src/ipvs-netlink/constants.ts'
import { DecodeError } from '../../../src/ipvs-netlink/fields.ts'
import {
  IpvsError,
  IpvsInterruptedError,
  IpvsNotSentError,
  IpvsProtocolError,
  IpvsUnavailableError,
  openIpvs,
} from '../../../src/ipvs-netlink/index.ts'
import type {
  IpvsClient,
  IpvsDestination,
  IpvsOptions,
  IpvsRequest,
  IpvsService,
} from '../../../src/ipvs-netlink/index.ts'
import { createFakeKernel } from '../../../src/ipvs-netlink/testing/index.ts'
import type { FakeKernel, FakeKernelOptions } from '../../../src/ipvs-netlink/testing/index.ts'

const key = { kind: 'address' as const, protocol: 6 as const, address: v4(192, 0, 2, 1), port: 80 }
const web: IpvsService = {
  key,
  scheduler: 'wlc',
  flags: 1,
  timeoutS: 300,
  persistencePrefix: 24,
  persistenceEngine: null,
}

describe('calls', () => {
  test('what was added is read back, with counters', async () => {
    const { ipvs } = start()
    await ipvs.addService(web)
    await ipvs.addDestination(key, real(1))
    await ipvs.addDestination(key, { ...real(2), forwarding: 'tunnel', tunnelType: 'gue', tunnelPort: 6080 })
    const [entry] = await ipvs.getAll()
    expect(entry?.service).toMatchObject(web)
    expect(entry?.service.stats.connections).toBe(0n)
    expect(entry?.destinations).toMatchObject([real(1), { tunnelType: 'gue', tunnelPort: 6080, tunnelFlags: 0 }])
    expect(await ipvs.getService(key)).toEqual(entry?.service)
  })

  test('edits and deletions', async () => {
    const { ipvs } = start()
    await ipvs.addService(web)
    await ipvs.addDestination(key, real(1))
    await ipvs.editService({ ...web, scheduler: 'rr' })
    await ipvs.editDestination(key, { ...real(1), weight: 9 })
    expect(await ipvs.getAll()).toMatchObject([{ service: { scheduler: 'rr' }, destinations: [{ weight: 9 }] }])
    await ipvs.deleteDestination(key, real(1))
    expect(await ipvs.getDestinations(key)).toEqual([])
    await ipvs.deleteService(key)
    await ipvs.addService(web)
    await ipvs.zero(key)
    await ipvs.flush()
    expect(await ipvs.getServices()).toEqual([])
  })

  test('a dump of many services arrives in several datagrams and is whole', async () => {
    const { ipvs } = start()
    const ports = Array.from({ length: 100 }, (_, i) => i + 1)
    await ipvs.applyRequests(
      ports.map((port) => ({ kind: 'add-service' as const, service: { ...web, key: { ...key, port } } })),
    )
    const services = await ipvs.getServices()
    expect(services.map((service) => service.key.kind === 'address' && service.key.port)).toEqual(ports)
  })

  test('info, timeouts and sync daemons', async () => {
    const { ipvs } = start()
    expect(await ipvs.getInfo()).toEqual({ version: '1.2.1', connectionTableSize: 4096 })
    await ipvs.setTimeouts({ tcpS: 100, tcpFinS: 0, udpS: 50 })
    expect(await ipvs.getTimeouts()).toEqual({ tcpS: 100, tcpFinS: 120, udpS: 50 })
    const daemon = {
      role: 'backup' as const,
      interface: 'eth0',
      syncId: 3,
      multicastGroup: v4(224, 0, 0, 99),
      multicastTtl: 2,
    }
    await ipvs.startDaemon(daemon)
    expect(await ipvs.getDaemons()).toEqual([daemon])
    await ipvs.stopDaemon('backup')
    await expect(ipvs.stopDaemon('backup')).rejects.toMatchObject({ operation: 'stop-daemon', errno: 'ESRCH' })
  })
})

describe('refusals', () => {
  test("carry operation, errno and the kernel's own words", async () => {
    const { ipvs } = start({ react: () => ({ kind: 'refuse', errno: 'EINVAL', message: 'weight is strange' }) })
    const error = await rejection(ipvs.addDestination(key, real(1)))
    expect(error).toBeInstanceOf(IpvsError)
    expect(error).toMatchObject({ operation: 'add-destination', errno: 'EINVAL', kernelMessage: 'weight is strange' })
    expect(error.message).toContain('weight is strange')
  })

  test('a kernel without IPVS, and one that gets it later', async () => {
    const { ipvs, kernel } = start({ hasIpvs: false })
    expect(await rejection(ipvs.getInfo())).toBeInstanceOf(IpvsUnavailableError)
    expect(await rejection(ipvs.applyRequests([{ kind: 'flush' }]))).toBeInstanceOf(IpvsUnavailableError)
    kernel.hasIpvs = true
    expect(await ipvs.getServices()).toEqual([])
  })

  test('ENOENT where the family never gives it means that the family is gone', async () => {
    const { ipvs, kernel } = start()
    await ipvs.getInfo()
    kernel.react = () => ({ kind: 'refuse', errno: 'ENOENT' })
    expect(await rejection(ipvs.getInfo())).toBeInstanceOf(IpvsUnavailableError)
    expect(await rejection(ipvs.addService(web))).not.toBeInstanceOf(IpvsUnavailableError)
    kernel.react = () => null
    await ipvs.addService(web)
  })

  test.each([
    ['a port', { ...web, key: { ...key, port: 65_536 } }],
    ['a scheduler name', { ...web, scheduler: 'sixteen-letters-' }],
    ['a prefix', { ...web, persistencePrefix: 33 }],
    ['an address', { ...web, key: { ...key, address: { family: 6 as const, bytes: new Uint8Array(4) } } }],
  ])('%s out of range is EINVAL before anything is sent', async (_, service) => {
    const { ipvs, kernel } = start()
    await expect(ipvs.addService(service)).rejects.toMatchObject({
      name: 'IpvsError',
      operation: 'add-service',
      errno: 'EINVAL',
    })
    expect(kernel.opened).toBe(0)
  })
})

describe('lists of changes', () => {
  test('are carried out in order, and what is refused is told in order', async () => {
    const { ipvs } = start({}, { maxInFlight: 3 })
    const impossible = { ...web, scheduler: 'a-name-much-too-long' }
    const changes: IpvsRequest[] = [
      { kind: 'add-destination', service: key, destination: real(1) },
      { kind: 'add-service', service: web },
      { kind: 'edit-service', service: impossible },
      { kind: 'add-service', service: web },
      ...[1, 2, 3, 4, 5, 6, 7].map((n) => ({ kind: 'add-destination' as const, service: key, destination: real(n) })),
      { kind: 'delete-destination', service: key, destination: real(99) },
      { kind: 'set-timeouts', tcpS: 11, tcpFinS: 12, udpS: 13 },
    ]
    const failures = await ipvs.applyRequests(changes)
    expect(failures.map(({ request, errno }) => [changes.indexOf(request), errno])).toEqual([
      [0, 'ESRCH'],
      [2, 'EINVAL'],
      [3, 'EEXIST'],
      [11, 'ENOENT'],
    ])
    expect(failures[0]?.message).toContain('no such service')
    expect(await ipvs.getDestinations(key)).toHaveLength(7)
    expect(await ipvs.getTimeouts()).toEqual({ tcpS: 11, tcpFinS: 12, udpS: 13 })
  })

  test('stop at a broken socket: the rest is not attempted', async () => {
    const { ipvs, kernel } = start({}, { maxInFlight: 2 })
    await ipvs.addService(web)
    let seen = 0
    kernel.react = () => (++seen === 5 ? { kind: 'overrun' } : null)
    const changes = Array.from({ length: 500 }, (_, n) => ({
      kind: 'add-destination' as const,
      service: key,
      destination: real(n % 250),
    }))
    expect(await rejection(ipvs.applyRequests(changes))).toBeInstanceOf(IpvsInterruptedError)
    expect(seen).toBeLessThan(20)
  })
})

describe('requests in flight', () => {
  test('are bounded by the option', async () => {
    const { ipvs, kernel } = start({}, { maxInFlight: 5 })
    await ipvs.addService(web)
    await Promise.all(Array.from({ length: 200 }, (_, n) => ipvs.addDestination(key, real(n))))
    expect(kernel.mostUnanswered).toBe(5)
  })

  test('are bounded by what the socket can hold', async () => {
    const { ipvs, kernel } = start({ capacity: 2 })
    await Promise.all(Array.from({ length: 50 }, () => ipvs.getInfo()))
    expect(kernel.mostUnanswered).toBe(2)
  })

  test('too many waiting ones are refused at once', async () => {
    const { ipvs } = start({}, { maxInFlight: 1, maxWaiting: 10 })
    const settled = await Promise.allSettled(Array.from({ length: 30 }, () => ipvs.getInfo()))
    const refused = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason as IpvsError] : []))
    expect(refused).toHaveLength(20)
    for (const error of refused) {
      expect(error).toBeInstanceOf(IpvsNotSentError)
      expect(error.errno).toBe('EAGAIN')
    }
  })

  test('ten thousand changes are few datagrams, and few answers', async () => {
    const kernel = createFakeKernel()
    let sent = 0
    let answers = 0
    const ipvs = openIpvs({
      maxInFlight: 1_024,
      openTransport: (events) => {
        const onDatagram = (bytes: Uint8Array): void => {
          answers++
          events.onDatagram(bytes)
        }
        const transport = kernel.openTransport({ ...events, onDatagram })
        return { ...transport, send: (datagram) => (sent++, transport.send(datagram)) }
      },
    })
    const changes = Array.from({ length: 10_000 }, (_, n) => ({
      kind: 'add-destination' as const,
      service: key,
      destination: { ...real(0), address: v4(10, 0, n >> 8, n & 255) },
    }))
    await ipvs.addService(web)
    expect(await ipvs.applyRequests(changes)).toEqual([])
    expect(kernel.received).toHaveLength(10_001)
    expect(sent).toBeLessThan(150)
    expect(answers).toBeLessThan(150)
    ipvs.close()
  })

  test('of changes that share a datagram, those that are refused are told, the others are done', async () => {
    const { ipvs } = start()
    await ipvs.addService(web)
    const settled = await Promise.allSettled([1, 2, 1, 3, 3].map((n) => ipvs.addDestination(key, real(n))))
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'rejected'])
    expect(await ipvs.getDestinations(key)).toHaveLength(3)
  })

  test('a dump runs alone', async () => {
    const { ipvs, kernel } = start()
    await ipvs.addService(web)
    const order: string[] = []
    kernel.react = (command) => {
      order.push(command === Command.getService ? 'dump' : 'info')
      return null
    }
    await Promise.all([ipvs.getInfo(), ipvs.getServices(), ipvs.getInfo(), ipvs.getServices(), ipvs.getServices()])
    expect(order).toEqual(['info', 'dump', 'info', 'dump', 'dump'])
  })
})

describe('trouble', () => {
  test('an overrun rejects what is in flight, sends what was waiting, and works on', async () => {
    const { ipvs, kernel } = start({}, { maxInFlight: 4 })
    await ipvs.addService(web)
    let seen = 0
    kernel.react = () => (++seen === 2 ? { kind: 'overrun' } : null)
    const settled = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => ipvs.addDestination(key, real(n))))
    const reasons = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason as IpvsError] : []))
    // the window: the answer that says that the first ones are done was lost too
    expect(reasons).toHaveLength(4)
    for (const error of reasons) {
      expect(error).toBeInstanceOf(IpvsInterruptedError)
      expect(error).toMatchObject({ operation: 'add-destination', errno: 'ENOBUFS' })
    }
    // they were carried out all the same: that is why the kernel must be read again
    expect(await ipvs.getDestinations(key)).toHaveLength(20)
    expect(kernel.opened).toBe(2)
    expect(kernel.open).toBe(1)
  })

  test('an answer that does not come is a timeout, and a late one is ignored', async () => {
    const { ipvs, kernel } = start({}, { timeoutMs: 20 })
    await ipvs.getInfo()
    kernel.react = (command) => (command === Command.getInfo ? { kind: 'delay', delayMs: 60 } : null)
    expect(await rejection(ipvs.getInfo())).toMatchObject({ name: 'IpvsInterruptedError', errno: 'ETIMEDOUT' })
    kernel.react = () => null
    await new Promise((late) => setTimeout(late, 60))
    await ipvs.addService(web)
    expect(kernel.opened).toBe(1)
  })

  test('a dump that does not end gets a new socket', async () => {
    const { ipvs, kernel } = start({ react: () => ({ kind: 'lose' }) }, { timeoutMs: 20 })
    expect(await rejection(ipvs.getServices())).toMatchObject({ errno: 'ETIMEDOUT' })
    kernel.react = () => null
    expect(await ipvs.getServices()).toEqual([])
    expect(kernel.opened).toBe(2)
    expect(kernel.open).toBe(1)
  })

  test('timers are gone when nothing is in flight, so the process may end', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const { ipvs } = start()
      await ipvs.getInfo()
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  test.each([
    ['cut off headers', Uint8Array.of(1, 2, 3)],
    ['a length beyond the end', Uint8Array.of(255, 0, 0, 0, 16, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0)],
    ['a length of zero', new Uint8Array(16)],
  ])('junk from the kernel (%s) rejects the request and reopens', async (_, bytes) => {
    const { ipvs, kernel } = start({ react: () => ({ kind: 'garble', bytes }) })
    expect(await rejection(ipvs.getInfo())).toMatchObject({ name: 'IpvsInterruptedError', errno: 'EPROTO' })
    kernel.react = () => null
    expect(await ipvs.getInfo()).toMatchObject({ version: '1.2.1' })
    expect(kernel.opened).toBe(2)
  })

  test('a reply without content is a protocol error of that request alone', async () => {
    const { ipvs } = start()
    const request = {
      operation: 'odd',
      command: Command.zero,
      answer: 'acknowledgement' as const,
      attributes: new Uint8Array(0),
    }
    const odd = ipvs.request({
      ...request,
      decode: () => {
        throw new DecodeError('empty')
      },
    })
    expect(await rejection(odd)).toBeInstanceOf(IpvsProtocolError)
    expect(await ipvs.getServices()).toEqual([])
  })

  test('no socket to be had', async () => {
    const openTransport = (): never => {
      throw Object.assign(new Error('too many open files'), { code: 'EMFILE' })
    }
    const ipvs = openIpvs({ openTransport })
    const error = await rejection(ipvs.getInfo())
    expect(error).toBeInstanceOf(IpvsNotSentError)
    expect(error).toMatchObject({ operation: 'get-info', errno: 'EMFILE' })
    expect(error.message).toContain('too many open files')
  })
})

describe('close', () => {
  test('rejects what is in flight, what waits and what comes later', async () => {
    const { ipvs, kernel } = start({}, { maxInFlight: 1 })
    await ipvs.getInfo()
    kernel.react = () => ({ kind: 'lose' })
    const pending = [ipvs.getInfo(), ipvs.getInfo()].map(rejection)
    await Promise.resolve()
    ipvs.close()
    ipvs.close()
    const [inFlight, waiting] = await Promise.all(pending)
    expect(inFlight).toMatchObject({ name: 'IpvsInterruptedError', errno: 'ECANCELED' })
    expect(waiting).toMatchObject({ name: 'IpvsNotSentError', errno: 'ECANCELED' })
    expect(await rejection(ipvs.getInfo())).toMatchObject({ name: 'IpvsNotSentError', errno: 'ECANCELED' })
    expect(kernel.open).toBe(0)
  })
})

function start(
  kernelOptions: FakeKernelOptions = {},
  options: IpvsOptions = {},
): { ipvs: IpvsClient; kernel: FakeKernel } {
  const kernel = createFakeKernel(kernelOptions)
  return { kernel, ipvs: openIpvs({ ...options, openTransport: kernel.openTransport }) }
}

async function rejection(promise: Promise<unknown>): Promise<IpvsError> {
  const reason: unknown = await promise.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(reason instanceof IpvsError)) throw new Error(`not rejected with an IpvsError: ${String(reason)}`)
  return reason
}

function v4(...bytes: [number, number, number, number]) {
  return { family: 4 as const, bytes: Uint8Array.from(bytes) }
}

function real(n: number): IpvsDestination {
  return {
    address: v4(198, 51, 100, n % 256),
    port: 80,
    forwarding: 'masquerade',
    weight: 1,
    upperThreshold: 0,
    lowerThreshold: 0,
  }
}
