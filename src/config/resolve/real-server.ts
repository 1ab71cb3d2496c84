/** Real servers of one virtual server: addresses, ports, defaults and checkers. */
import { US_PER_S } from '../../lib/time.ts'
import type { Us } from '../../lib/time.ts'
import type { CheckerConfig, RealServerConfig, VirtualServerProtocol } from '../config.ts'
import type { Forwarding } from '../grammar/forwarding.ts'
import type { Block, SettingsOf } from '../grammar/row.ts'
import { serviceKeyOf } from '../service-key.ts'
import type { realServerRows } from '../grammar/virtual-server.ts'
import type { CheckDefaults } from './checkers.ts'
import type { CheckerContext } from './checkers.ts'
import { checkerName, resolveChecker, saidRetry } from './checkers.ts'
import { resolveBfdChecks } from './bfd-check.ts'
import { resolveFileChecks } from './file-check.ts'
import { resolveRealServerPort } from './ports.ts'
import { complain, firstAt } from './resolution.ts'
import type { ServiceFamily } from './service-family.ts'
import type { LvsContext, ServerBlock, Target } from './service-target.ts'
import { membersOf, protocolWord, readRealTarget } from './service-target.ts'

type RealBlock = Block<SettingsOf<typeof realServerRows>>

export const DEFAULT_DELAY_LOOP_US = 60 * US_PER_S

export function resolveRealServers(
  block: ServerBlock,
  target: Target,
  { strangers }: Pick<ServiceFamily, 'strangers'>,
  vsName: string,
  protocol: VirtualServerProtocol,
  usual: Forwarding,
  context: LvsContext,
): RealServerConfig[] {
  const seen = new Map<string, number>()
  const found: RealServerConfig[] = []
  for (const real of block.values.realServers ?? []) {
    if (strangers.has(real)) continue
    const server = resolveRealServer(real, block, target, vsName, protocol, usual, context)
    if (server === null) continue
    const first = seen.get(server.id)
    if (first !== undefined) {
      const message = `VS ${vsName}: real server ${server.id} is duplicated - removing second rs`
      const hint = 'give the first one twice the weight if it should get twice the connections'
      complain(context.resolution, real.mark, 'duplicate', message, hint, firstAt(first))
      continue
    }
    seen.set(server.id, real.mark)
    found.push(server)
  }
  return found
}

function resolveRealServer(
  block: RealBlock,
  vs: ServerBlock,
  target: Target,
  vsName: string,
  protocol: VirtualServerProtocol,
  usual: Forwarding,
  context: LvsContext,
): RealServerConfig | null {
  const { values: s } = block
  const { global, commands, resolution } = context
  const [host = '', portText] = block.args
  const { address, portProblem } = readRealTarget(block)
  if (address === null || portProblem !== null) {
    complain(
      resolution,
      block.mark,
      'bad-real-server',
      `Invalid real server ip address/port ${portText === undefined ? host : `${host}/${portText}`} - skipping`,
      portProblem ?? 'write: real_server <ip> <port>',
    )
    return null
  }
  const forwarding = s.forwarding ?? usual
  const written = portText === undefined || portProblem !== null ? 0 : Number(portText)
  const proto = protocolWord(target, protocol, context.groups)
  const shown = serverId(host, proto, written)
  const service = { name: vsName, target, members: membersOf(target, context.groups) }
  const port = resolveRealServerPort(service, written, forwarding.forwarding, shown, block.mark, resolution)
  const id = port === written ? shown : serverId(host, proto, port)
  const virtualHost = s.virtualHost ?? vs.values.virtualHost ?? null
  const alpha = s.alpha ?? vs.values.alpha ?? false
  const defaults: CheckDefaults = {
    retry: saidRetry(s.retry) ?? saidRetry(vs.values.retry),
    delayBeforeRetryUs: s.delayBeforeRetryUs ?? vs.values.delayBeforeRetryUs,
    warmupUs: s.warmupUs ?? vs.values.warmupUs,
    connectTimeoutUs: s.connectTimeoutUs ?? vs.values.connectTimeoutUs,
    delayLoopUs: s.delayLoopUs ?? vs.values.delayLoopUs ?? DEFAULT_DELAY_LOOP_US,
    alpha,
    virtualHost,
  }
  const fileChecks = resolveFileChecks(s.checkers ?? [], context.passive.files, resolution)
  const bfdChecks = resolveBfdChecks(
    s.checkers ?? [],
    { server: id, alpha },
    context.passive.checkerSessions,
    resolution,
  )
  // compat: a checker connects where the file says, even when the port means nothing to IPVS.
  const checkPort = written !== 0 ? written : port
  const server: RealServerConfig = {
    id,
    address,
    port,
    weight: s.weight ?? vs.values.weight ?? 1,
    forwarding: forwarding.forwarding,
    inhibitOnFailure: s.inhibitOnFailure ?? vs.values.inhibitOnFailure ?? false,
    upperThreshold: s.upperThreshold ?? 0,
    lowerThreshold: s.lowerThreshold ?? 0,
    notifyUp: commands.resolve(s.notifyUp),
    notifyDown: commands.resolve(s.notifyDown),
    smtpAlert: s.smtpAlert ?? global.smtpAlertChecker ?? global.smtpAlert ?? true,
    alpha,
    virtualHost: s.virtualHost ?? null,
    checkers: resolveCheckers(block, [serviceKeyOf({ id: vsName, target, protocol }), id], {
      server: { address, port: checkPort },
      defaults,
      commands,
      resolution,
    }),
    ...(fileChecks.length === 0 ? {} : { fileChecks }),
    ...(bfdChecks.length === 0 ? {} : { bfdChecks }),
    delayLoopUs: defaults.delayLoopUs,
  }
  const whole = withSaidDefaults(server, defaults)
  return forwarding.tunnel === undefined ? whole : { ...whole, tunnel: forwarding.tunnel }
}

/** Joined and not a template, which would be kept as a tree of its parts: ids are half of what a Config takes. */
function serverId(host: string, protocol: string, port: number): string {
  return ['[', host, ']:', protocol, ':', port].join('')
}

function resolveCheckers(
  block: RealBlock,
  owners: readonly [string, string],
  context: CheckerContext,
): readonly CheckerConfig[] {
  const blocks = block.values.checkers ?? []
  const first = blocks[0]
  if (first === undefined) return []
  if (blocks.length === 1) return resolveChecker(first, [...owners, checkerName(first)].join(' '), context)
  const counts = new Map<string, number>()
  return blocks.flatMap((checker) => {
    const name = checkerName(checker)
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    const id = [...owners, count > 1 ? `${name}#${count}` : name].join(' ')
    return resolveChecker(checker, id, context)
  })
}

interface SaidDefaults {
  readonly retry?: number
  readonly delayBeforeRetryUs?: Us
  readonly warmupUs?: Us
  readonly connectTimeoutUs?: Us
}

/** With what was said about its checkers, and only that: the dump shows these only then. */
export function withSaidDefaults<T extends SaidDefaults>(
  server: T,
  s: Partial<Pick<CheckDefaults, keyof SaidDefaults>>,
): T {
  const { delayBeforeRetryUs, warmupUs, connectTimeoutUs } = s
  const retry = saidRetry(s.retry)
  if ((retry ?? delayBeforeRetryUs ?? warmupUs ?? connectTimeoutUs) === undefined) return server
  return {
    ...server,
    ...(retry === undefined ? {} : { retry }),
    ...(s.delayBeforeRetryUs === undefined ? {} : { delayBeforeRetryUs: s.delayBeforeRetryUs }),
    ...(s.warmupUs === undefined ? {} : { warmupUs: s.warmupUs }),
    ...(s.connectTimeoutUs === undefined ? {} : { connectTimeoutUs: s.connectTimeoutUs }),
  }
}
