/** What only a real network shows of the checkers: devices, marks, source addresses, packets that nobody answers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileURLToPath } from 'node:url'
import { until } from '../lab/daemons.ts'
import { Lan } from '../lab/lan.ts'

const program = fileURLToPath(new URL('run-check-process.ts', import.meta.url))
const server = `
  require('node:net').createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', () => socket.end('HTTP/1.0 200 OK\\r\\n\\r\\nfrom ' + socket.remoteAddress))
  }).listen(80, '::', () => console.log('ready'))
`

let lan: Lan
beforeAll(async () => {
  lan = new Lan('chk', [
    {
      name: 'd',
      nics: [
        { name: 'eth0', segment: 'lan', addresses: ['10.78.1.1/24', '10.78.1.2/24', 'fd78::1/64'] },
        { name: 'eth1', segment: 'other', addresses: ['10.78.2.1/24'] },
      ],
    },
    { name: 'w', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.78.1.9/24', 'fd78::9/64', 'fe80::9/64'] }] },
  ])
  const web = lan.host('w').spawn(process.execPath, ['-e', server])
  let ready = false
  web.stdout?.on('data', () => (ready = true))
  await until('the server listens', () => ready)
  const director = lan.host('d')
  director.run('ip', 'rule', 'add', 'fwmark', '7', 'lookup', '100')
  director.run('ip', 'route', 'add', 'unreachable', '10.78.1.0/24', 'table', '100')
  director.run('ip', 'route', 'add', 'prohibit', '10.78.5.0/24')
})
afterAll(() => lan.close())

const timing = {
  id: 'c',
  delayLoopUs: 0,
  retry: 0,
  delayBeforeRetryUs: 0,
  warmupUs: 0,
  alpha: false,
  logAllFailures: false,
}
const plainConnection = {
  address: '10.78.1.9',
  port: 80,
  bindAddress: null as string | null,
  bindPort: 0,
  bindInterface: null as string | null,
  fwmark: 0,
  connectTimeoutUs: 1_000_000,
}

const tcp = (more: Partial<typeof plainConnection> = {}): object => ({
  ...timing,
  kind: 'tcp',
  connection: { ...plainConnection, ...more },
})
const http = (more: Partial<typeof plainConnection> = {}): object => ({
  ...tcp(more),
  kind: 'http',
  tls: false,
  enableSni: false,
  sniName: null,
  fastRecovery: false,
  protocol: '1.0',
  virtualHost: null,
  urls: [{ path: '/', digest: null, statusCodes: [], virtualHost: null, tlsCompliant: false, regex: null }],
})

function run(...checkers: readonly object[]): unknown[] {
  const out = lan.host('d').run(process.execPath, '--import', 'tsx', program, JSON.stringify(checkers))
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}

const up = { up: true, words: 'TCP connection to {server} success.' }

const ping = (more: Partial<typeof plainConnection> = {}): object => ({ ...tcp(more), kind: 'ping' })
const udp = (more: Partial<typeof plainConnection> = {}): object => ({
  ...tcp(more),
  kind: 'udp',
  payload: null,
  reply: null,
})

describe('checks from a namespace', () => {
  test('pings over both families, from a given address and device, and tells silence from a missing route', () => {
    const success = { up: true, words: 'ICMP connection to {server} success.' }
    expect(
      run(
        ping(),
        ping({ address: 'fd78::9' }),
        ping({ bindAddress: '10.78.1.2', bindInterface: 'eth0' }),
        ping({ address: 'fe80::9', bindInterface: 'eth0' }),
        ping({ address: '10.78.1.77', connectTimeoutUs: 300_000 }),
        ping({ fwmark: 7 }),
        ping({ address: '10.78.5.1' }),
        ping({ address: 'fd99::1' }),
      ),
    ).toEqual([
      ...[success, success, success, success],
      { up: false, words: 'ICMP connection to address {server} timeout.' },
      { up: false, words: '', complaints: ['send ICMP packet fail'] },
      { up: false, words: '', complaints: ['send ICMP packet fail'] },
      { up: false, words: '', complaints: ['send ICMPv6 packet fail - errno 101'] },
    ])
  })

  test('datagrams: a closed port is told by ICMP, over both families, from a given address and device', () => {
    const refused = { up: false, words: 'UDP connection to {server} failed.' }
    expect(
      run(
        udp(),
        udp({ address: 'fd78::9' }),
        udp({ bindAddress: '10.78.1.2', bindPort: 5557, bindInterface: 'eth0' }),
        udp({ address: 'fe80::9', bindInterface: 'eth0' }),
        udp({ address: '10.78.5.1' }),
        udp({ bindInterface: 'eth7' }),
        udp({ bindAddress: '10.78.1.99' }),
      ),
    ).toEqual([
      ...[refused, refused, refused, refused],
      { up: false, words: '', complaints: ['UDP connect error 13 - Permission denied'] },
      {
        up: false,
        undecided: true,
        words: 'UDP socket bind failed. Rescheduling.',
        remarks: ["Checker can't bind to device eth7: No such device"],
      },
      {
        up: false,
        undecided: true,
        words: 'UDP socket bind failed. Rescheduling.',
        remarks: ["Checker can't bind to address 10.78.1.99 port 0: Cannot assign requested address"],
      },
    ])
  })

  test('over both families, from a given address, device and port', () => {
    const results = run(
      tcp(),
      tcp({ address: 'fd78::9' }),
      tcp({ bindAddress: '10.78.1.2', bindPort: 5555 }),
      tcp({ bindInterface: 'eth0' }),
      tcp({ bindInterface: 'eth0', bindAddress: '10.78.1.2', bindPort: 5556 }),
      tcp({ address: 'fe80::9', bindInterface: 'eth0' }),
      tcp({ fwmark: 8 }),
      tcp({ fwmark: 0xffffffff }),
    )
    expect(results).toEqual(results.map(() => up))
    expect(results).toHaveLength(8)
    expect(run(http({ bindInterface: 'eth0', fwmark: 3 }), http({ address: 'fd78::9' }))).toMatchObject([
      { up: true },
      { up: true },
    ])
  })

  test('a mark reaches the routing rules, and a missing route is told as the original tells it', () => {
    expect(run(tcp({ fwmark: 7 }), http({ fwmark: 7 }))).toEqual([
      { up: false, words: '' },
      { up: false, words: 'HTTP_CHECK - network unreachable server {server}.' },
    ])
  })

  test('a route that forbids says nothing about the server', () => {
    const remarks = ['socket connect error 13 - Permission denied']
    expect(run(tcp({ address: '10.78.5.1' }), http({ address: '10.78.5.1' }))).toEqual([
      { up: false, undecided: true, words: 'TCP socket bind failed. Rescheduling.', remarks },
      { up: false, undecided: true, words: 'WEB socket bind failed. Rescheduling', remarks },
    ])
  })

  test('a device that is not there says nothing about the server', () => {
    expect(run(tcp({ bindInterface: 'eth7' }))).toEqual([
      {
        up: false,
        undecided: true,
        words: 'TCP socket bind failed. Rescheduling.',
        remarks: ["Checker can't bind to device eth7: No such device"],
      },
    ])
  })

  test('nobody has the address: the kernel gives up before a long timeout, and after a short one', () => {
    const failed = { up: false, words: 'TCP connection to {server} failed.' }
    const timeout = { up: false, words: 'TCP connection to {server} timeout.' }
    expect(run(tcp({ address: '10.78.1.77', connectTimeoutUs: 8_000_000 }))).toEqual([failed])
    expect(run(tcp({ address: '10.78.1.78', connectTimeoutUs: 300_000 }))).toEqual([timeout])
  })

  test('packets that vanish', () => {
    run(tcp())
    lan.host('w').cable(0, false)
    const [plain, web] = run(tcp({ connectTimeoutUs: 300_000 }), http({ connectTimeoutUs: 300_000 }))
    lan.host('w').cable(0, true)
    expect(plain).toEqual({ up: false, words: 'TCP connection to {server} timeout.' })
    expect(web).toEqual({ up: false, words: 'Timeout connecting server {server}.' })
  })
})
