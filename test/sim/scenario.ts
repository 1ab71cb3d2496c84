/**
 * Scenarios in text: a command, `----`, and the trace that it gives. The simulated LAN is quiet (100 us a packet), so a
 * scenario is exact to the microsecond. `npx tsx test/sim/update-scenarios.ts --update` writes the traces anew.
 */
import type { AuthHmacConfig, VrrpConfig, VrrpInstanceConfig } from '../../src/config/config.ts'
import { sequenceAt, TRAILER_LENGTH } from '../../src/lib/auth-trailer.ts'
import { writeIp, writeIpPrefix } from '../../src/lib/ip.ts'
import { makeSecret } from '../../src/lib/secret.ts'
import type { Us } from '../../src/lib/time.ts'
import type { VrrpAction } from '../../src/vrrp/actions.ts'
import { routingKey } from '../../src/vrrp/routing.ts'
import type { ReceivedTrailer } from '../../src/wire/advert.ts'
import {
  ahPassword,
  command,
  garp,
  globalConfig,
  group,
  instance,
  ip,
  link,
  noNotify,
  password,
  script,
  trackFile,
  trackProcess,
  vip,
  vrrpConfig,
} from './fixtures.ts'
import { createRandom } from './random.ts'
import {
  crashRouter,
  createRouter,
  createWorld,
  deliver,
  killRouter,
  pauseRouter,
  reportLink,
  resumeRouter,
  run,
  setLink,
  setSession,
  startRouter,
  stealAddress,
  stepRouter,
  wallUs,
  type Router,
  type World,
} from './world.ts'

type Options = ReadonlyMap<string, string>

/** The scenario's text with the traces as they are now. */
export function runScenario(text: string): string {
  const routers: Router[] = []
  const steady = { ...createRandom(1), between: () => 100, chance: (probability: number) => probability > 0.5 }
  const world = createWorld(steady, routers)
  let trace: string[] = []
  world.observe = (router, _event, actions) => {
    for (const action of actions) {
      const words = describe(action)
      if (words !== null) trace.push(`${(world.now / 1e6).toFixed(6).padStart(10)} ${router.name} ${words}`)
    }
  }
  const output: string[] = []
  for (const block of text.trimEnd().split(/\n\n+/)) {
    const lines = block.split('\n')
    const commands = lines.slice(0, lines.indexOf('----') < 0 ? lines.length : lines.indexOf('----'))
    trace = []
    for (const line of commands) if (!line.startsWith('#')) obey(world, routers, line)
    output.push(lines.includes('----') ? [...commands, '----', ...trace].join('\n') : commands.join('\n'))
  }
  return `${output.join('\n\n')}\n`
}

function obey(world: World, routers: Router[], line: string): void {
  const [verb = '', ...words] = line.trim().split(/\s+/)
  const router = routers.find((entry) => entry.name === words[0])
  const options: Options = new Map(
    words
      .filter((word) => word.includes('='))
      .map((word) => {
        const at = word.indexOf('=')
        return [word.slice(0, at), word.slice(at + 1)]
      }),
  )
  switch (verb) {
    case 'router':
      return addRouter(routers, words[0] ?? '', options)
    case 'start':
      return words.forEach((name) => startRouter(world, mustFind(routers, name)))
    case 'run':
      return run(world, world.now + duration(words[0] ?? ''))
    case 'cut':
      return words.forEach((name) => world.net.sides.set(name, 1))
    case 'heal':
      return world.net.sides.clear()
  }
  if (!router) throw new Error(`no router in: ${line}`)
  switch (verb) {
    case 'stop':
      return stepRouter(world, router, { kind: 'stop' })
    case 'kill':
      return killRouter(router)
    case 'crash':
      return crashRouter(router)
    case 'pause':
      return pauseRouter(router)
    case 'resume':
      return resumeRouter(world, router)
    case 'link':
      return setLink(world, router, words[1] ?? '', words[2] === 'up')
    case 'steal':
      return [...router.kernel.virtual.keys()].forEach((key) => stealAddress(world, router, key))
    case 'refuse': {
      router.kernel.refuses = words[1] === 'on'
      return
    }
    case 'addresses':
      return setAddresses(world, router, words[1] ?? '', words.slice(2))
    case 'unplug':
      return unplug(world, router, words[1] ?? '')
    case 'script': {
      router.scriptStatus.set(words[1] ?? '', Number(words[2]))
      return
    }
    case 'count':
      return deliver(world, router, { kind: 'process-count', process: words[1] ?? '', count: Number(words[2]) })
    case 'number':
      return deliver(world, router, { kind: 'file-value', file: words[1] ?? '', value: Number(words[2]) })
    case 'session':
      return setSession(world, router, words[1] === 'up')
    case 'reload':
      return reload(world, router, options)
    case 'clock': {
      router.clockOffUs = duration(words[1] ?? '')
      return
    }
    case 'inject':
      return inject(world, router, options)
    default:
      throw new Error(`unknown command: ${line}`)
  }
}

function mustFind(routers: readonly Router[], name: string): Router {
  const router = routers.find((entry) => entry.name === name)
  if (!router) throw new Error(`no router ${name}`)
  return router
}

const optionsOf = new WeakMap<Router, Options>()

function addRouter(routers: Router[], name: string, options: Options): void {
  const number = routers.length + 1
  const links = [
    link('eth0', 2, [`10.9.0.${number}/24`, `fe80::${number}/64`]),
    link('eth1', 3, [`10.8.0.${number}/24`]),
  ]
  const global = globalConfig({
    routerId: name,
    ...(options.has('startup_delay') ? { vrrpStartupDelayUs: duration(options.get('startup_delay') ?? '') } : {}),
  })
  const router = createRouter(name, global, buildConfig(options), options.get('links') === 'none' ? [] : links)
  router.sessionUp = false
  optionsOf.set(router, options)
  routers.push(router)
}

function reload(world: World, router: Router, change: Options): void {
  const options = new Map([...(optionsOf.get(router) ?? []), ...change])
  optionsOf.set(router, options)
  router.config = buildConfig(options)
  stepRouter(world, router, { kind: 'reload', global: router.global, config: router.config })
}

/** Options: priority, version, interval, preempt, preempt_delay, auth, vips, group, weight, process, notify, mail ... */
function buildConfig(options: Options): VrrpConfig {
  const get = (name: string, otherwise: string): string => options.get(name) ?? otherwise
  const version = get('version', '2') === '3' ? 3 : 2
  const [authType = '', authPass = ''] = get('auth', '').split(':')
  const weight = options.has('weight') ? Number(options.get('weight')) : null
  const notified = get('notify', 'no') === 'yes'
  const notify = noNotify(
    notified ? { master: command('/m'), backup: command('/b'), fault: command('/f'), any: command('/n') } : {},
  )
  const vips = get('vips', '10.9.0.100/24')
    .split(',')
    .filter((word) => word !== '')
    .map((word) => vip(word))
  const common: Partial<VrrpInstanceConfig> = {
    version,
    family: vips[0]?.address.family ?? 4,
    priority: Number(get('priority', '100')),
    advertIntervalUs: duration(get('interval', '1s')),
    preempt: get('preempt', 'yes') === 'yes',
    preemptDelayUs: duration(get('preempt_delay', '0s')),
    authentication:
      authType === 'pass' ? password(authPass) : authType === 'ah' ? ahPassword(authPass) : { kind: 'none' },
    ...(options.has('hmac') ? { authHmac: hmac(get('hmac', ''), get('mode', 'enforce'), get('window', '5')) } : {}),
    garp: garp({ refreshUs: duration(get('refresh', '0s')), delayUs: duration(get('garp_delay', '5s')) }),
    trackScripts: weight === null ? [] : [{ script: 'check', weight, reverse: get('reverse', 'no') === 'yes' }],
    trackProcesses: options.has('process')
      ? [{ process: 'daemon', weight: Number(options.get('process')), reverse: false }]
      : [],
    trackFiles: options.has('file') ? [{ file: 'f', weight: Number(options.get('file')), reverse: false }] : [],
    trackBfd: options.has('bfd') ? [{ session: 'session', weight: Number(options.get('bfd')), reverse: false }] : [],
    trackInterfaces: options.has('track')
      ? [{ interface: 'eth1', weight: Number(options.get('track')), reverse: false }]
      : [],
    higherPrioSendAdvert: get('higher_prio_send', 'no') === 'yes',
    lowerPrioNoAdvert: get('lower_prio_no_advert', 'no') === 'yes',
    skipCheckAdvAddr: get('skip_check', 'no') === 'yes',
    notify,
    smtpAlert: get('mail', 'no') === 'yes',
  }
  const instances: VrrpInstanceConfig[] = []
  if (get('VI_1', 'yes') === 'yes')
    instances.push(instance({ ...common, name: 'VI_1', vrid: Number(get('vrid', '51')), addresses: vips }))
  if (options.has('second')) {
    const second = (options.get('second') ?? '').split(',').map((word) => vip(word))
    instances.push(
      instance({
        ...common,
        name: 'VI_2',
        vrid: 52,
        addresses: second,
        priority: Number(get('second_priority', get('priority', '100'))),
      }),
    )
  }
  const grouped = get('group', 'no') === 'yes'
  if (grouped) {
    instances.push(
      instance({
        ...common,
        trackScripts: [],
        name: 'VI_2',
        vrid: 52,
        interface: 'eth1',
        addresses: [vip('10.8.0.100/24', { interface: 'eth1' })],
      }),
    )
  }
  return vrrpConfig({
    instances,
    syncGroups: grouped ? [group('G1', ['VI_1', 'VI_2'], { notify, smtpAlert: common.smtpAlert ?? false })] : [],
    scripts:
      weight === null
        ? []
        : [
            script('check', {
              rise: Number(get('rise', '1')),
              fall: Number(get('fall', '1')),
              initFail: get('init_fail', 'no') === 'yes',
            }),
          ],
    files: [trackFile('f')],
    processes: options.has('process')
      ? [trackProcess('daemon', { terminateDelayUs: duration(get('delay', '0s')) })]
      : [],
  })
}

/** `1:secret,2:other` (the first signs) */
function hmac(text: string, mode: string, window: string): AuthHmacConfig {
  const keys = text.split(',').map((word) => {
    const [id = '', secret = ''] = word.split(':')
    return { id: Number(id), key: makeSecret(new TextEncoder().encode(secret)) }
  })
  const windowS = window === 'none' ? null : Number(window)
  return { keys, activeKey: keys[0]?.id ?? 0, mode: mode as AuthHmacConfig['mode'], windowS }
}

function setAddresses(world: World, router: Router, name: string, addresses: readonly string[]): void {
  const known = router.kernel.links.get(name)
  router.kernel.links.set(name, link(name, known?.index ?? 2, addresses))
  reportLink(world, router, name)
}

function unplug(world: World, router: Router, name: string): void {
  const known = router.kernel.links.get(name)
  router.kernel.links.delete(name)
  for (const [key, address] of router.kernel.virtual) if (address.interface === name) router.kernel.virtual.delete(key)
  if (known) deliver(world, router, { kind: 'interface-gone', index: known.index })
}

/** A packet from nowhere, good unless an option says otherwise. */
function inject(world: World, router: Router, options: Options): void {
  const number = (name: string, otherwise: number): number => Number(options.get(name) ?? otherwise)
  const own = router.config.instances[0]
  if (!own) return
  const addresses = (options.get('vips') ?? own.addresses.map((entry) => writeIp(entry.address)).join(','))
    .split(',')
    .filter((word) => word !== '')
    .map(ip)
  const version = number('version', own.version) as 2 | 3
  const count = number('count', addresses.length)
  const data = new Uint8Array(8)
  data.set(new TextEncoder().encode(options.get('pass') ?? ''))
  const full = 8 + count * (own.family === 4 ? 4 : 16) + (version === 2 ? 8 : 0)
  for (let copies = number('copies', 1); copies > 0; copies--) {
    deliver(world, router, {
      kind: 'advert',
      interfaceIndex: 2,
      source: ip(options.get('from') ?? '10.9.0.9'),
      destination: ip(options.get('to') ?? writeIp(own.mcastGroup)),
      ttl: number('ttl', 255),
      advert: {
        version,
        family: own.family,
        vrid: number('vrid', own.vrid),
        priority: number('priority', 100),
        addresses,
        intervalUnits: number('units', version === 2 ? 1 : 100),
        authType: number('auth', 0),
        authData: data,
        type: number('type', 1),
        checksum: (options.get('checksum') ?? (version === 2 ? 'message' : 'pseudo')) as 'message' | 'pseudo' | 'wrong',
        addressCount: count,
        messageLength: number('length', full + (options.has('age') ? TRAILER_LENGTH : 0)),
        ...(options.has('age') ? { trailer: injectedTrailer(world, router, options) } : {}),
        ah: options.has('sequence')
          ? { spi: 0, sequence: number('sequence', 0), authentic: options.get('authentic') !== 'no' }
          : null,
      },
    })
  }
}

/** As old as `age` says, signed with a key that the router has unless `authentic=no`. */
function injectedTrailer(world: World, router: Router, options: Options): ReceivedTrailer {
  const clockUs = wallUs(world, router)
  return {
    type: Number(options.get('trailer_type') ?? 1),
    keyId: Number(options.get('key') ?? 1),
    reserved: 0,
    sequence: sequenceAt(clockUs - duration(options.get('age') ?? '')),
    authenticFor: options.get('authentic') === 'no' ? [] : ['VI_1'],
    wallUs: clockUs,
  }
}

function duration(text: string): Us {
  const match = /^(-?[\d.]+)(us|ms|s)$/.exec(text)
  if (!match) throw new Error(`not a duration: ${text}`)
  return Math.round(Number(match[1]) * (match[2] === 's' ? 1e6 : match[2] === 'ms' ? 1e3 : 1))
}

function describe(action: VrrpAction): string | null {
  switch (action.kind) {
    case 'send-advert': {
      const sequence = action.ah ? ` sequence ${action.ah.sequence}` : ''
      const key = action.trailer ? ` key ${action.trailer.keyId}` : ''
      return `> advert ${action.advert.vrid} priority ${action.advert.priority}${sequence}${key}`
    }
    case 'poll-links':
      return `> poll ${action.links.map((link) => link.interface).join(' ')}`
    case 'make-vmacs': {
      const removed = action.remove.map((name) => ` without ${name}`).join('')
      return `> make ${action.vmacs.map(({ name, base }) => `${name}@${base}`).join(' ')}${removed}`
    }
    case 'remove-vmacs':
      return `> unmake ${action.names.join(' ')}`
    case 'firewall':
      return `> firewall ${action.settings?.table ?? 'none'}`
    case 'drop-traffic':
      return `> ${action.set ? 'drop' : 'pass'} ${action.addresses.map(({ address }) => writeIp(address)).join(' ')}`
    case 'add-addresses':
      return `> add ${action.addresses.map(writeIpPrefix).join(' ')}`
    case 'remove-addresses':
      return `> remove ${action.addresses.map(writeIpPrefix).join(' ')}`
    case 'add-routing':
    case 'remove-routing':
      return `> ${action.kind} ${action.items.map(routingKey).join(', ')}`
    case 'static-addresses':
      return `> static ${action.set ? 'add' : 'remove'} ${action.addresses.map(writeIpPrefix).join(' ')}`
    case 'announce':
      return `> announce ${action.addresses.map(writeIp).join(' ')} times ${action.repeat}`
    case 'notify':
      return `> notify ${action.object}: ${[action.command.text, ...action.extraArgs].join(' ')}`
    case 'mail':
      return `> mail ${action.subject} / ${action.body}`
    case 'fifo':
      return `> fifo ${action.line}`
    case 'run-script':
      return null
    case 'sockets':
      return `> sockets ${action.wanted.map((spec) => `${spec.interface}:${spec.protocol}`).join(' ')}`
    case 'sync-daemon':
      return `> sync-daemon ${action.run ? 'start' : 'stop'} ${action.role}`
    case 'stopped':
      return '> stopped'
    // One line per packet would hide the rest.
    case 'log':
      return /^Sending (gratuitous|unsolicited)/.test(action.text)
        ? null
        : `${action.detail ? '.' : '-'} ${action.text}`
  }
}
