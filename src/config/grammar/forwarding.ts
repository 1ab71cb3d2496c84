/** How packets reach a server: NAT, DR, or a tunnel with its encapsulation, port and checksum. */
import type { ForwardingMethod, TunnelConfig } from '../config.ts'
import type { Reader, Use } from './row.ts'
import type { Statement } from '../tree.ts'
import { numberProblem, oneOf } from './scalar.ts'

export interface Forwarding {
  readonly forwarding: ForwardingMethod
  /** absent: IPIP without checksum, or no tunnel at all */
  readonly tunnel?: TunnelConfig
}

const method: Reader<ForwardingMethod> = oneOf(['NAT', 'DR', 'TUN'])
const TYPES: Readonly<Record<string, TunnelConfig['type']>> = { ipip: 'ipip', gue: 'gue', gre: 'gre' }
const CHECKSUMS: Readonly<Record<string, TunnelConfig['checksum']>> = {
  nocsum: 'none',
  csum: 'checksum',
  remcsum: 'remote',
}

export function forwarding(owner: 'virtual server' | 'sorry server' | 'real server'): Reader<Forwarding> {
  return {
    block: null,
    syntax: `${method.syntax} [type ipip|gue|gre] [port <n>] [nocsum|csum|remcsum]`,
    read: (statement, row, use) => {
      const value = method.read(statement, row, use)
      if (value === undefined) return undefined
      // compat: the options must be right behind every method, though they mean something behind TUN only.
      const tunnel = readTunnel(statement, use, owner)
      if (tunnel === undefined) return undefined
      if (value !== 'TUN') return { forwarding: value }
      const isPlain = tunnel.type === 'ipip' && tunnel.checksum === 'none'
      return isPlain ? { forwarding: value } : { forwarding: value, tunnel }
    },
    samples: [
      ...method.samples,
      ...['ipip', 'gre', 'gre nocsum', 'gre csum', 'gue port 6080', 'gue port 6080 remcsum'].map(
        (t) => `TUN type ${t}`,
      ),
    ],
    write: (value) => [value.forwarding, ...(value.tunnel === undefined ? [] : writeTunnel(value.tunnel))],
  }
}

function writeTunnel({ type, port, checksum }: TunnelConfig): readonly string[] {
  const word = Object.keys(CHECKSUMS).find((known) => CHECKSUMS[known] === checksum) ?? ''
  return ['type', type, ...(port === 0 ? [] : ['port', String(port)]), word]
}

/** Undefined: refused as a whole, as the original does, so that the method stays what it was before. */
function readTunnel(statement: Statement, use: Use, owner: string): TunnelConfig | undefined {
  const complain = (word: string, message: string, hint: string): undefined => {
    use.reporter.report({ code: 'bad-option', at: statement.mark, word, message, hint })
  }
  let type: TunnelConfig['type'] = 'ipip'
  let checksum: TunnelConfig['checksum'] = 'none'
  let port = 0
  for (let i = 2; i < statement.words.length; i++) {
    const option = statement.words[i] ?? ''
    if (option === 'type') {
      const given = statement.words[++i]
      if (given === undefined)
        return complain(option, `Missing tunnel type for ${owner}.`, `write: TUN type ${Object.keys(TYPES).join('|')}`)
      const known = TYPES[given]
      if (known === undefined)
        return complain(
          given,
          `Unknown tunnel type ${given} for ${owner}.`,
          `expected ${Object.keys(TYPES).join(', ')}`,
        )
      type = known
    } else if (option === 'port') {
      const given = statement.words[++i]
      if (given === undefined)
        return complain(option, `Missing port for ${owner} gue tunnel.`, 'write: TUN type gue port <n>')
      const problem = numberProblem(given, 1, 65535)
      if (problem !== null) return complain(given, `Invalid gue tunnel port ${given} for ${owner}.`, problem)
      port = Number(given)
    } else {
      const known = CHECKSUMS[option]
      if (known === undefined)
        return complain(
          option,
          `Invalid tunnel option ${option} for ${owner}.`,
          `expected type, port, ${Object.keys(CHECKSUMS).join(', ')}`,
        )
      checksum = known
    }
  }
  if ((type === 'gue') !== port > 0)
    return complain(type, 'gue tunnels require port, otherwise cannot have port.', 'write: TUN type gue port <n>')
  if (type === 'ipip' && checksum !== 'none')
    return complain(type, 'ipip tunnels do not support checksum option.', 'only gue and gre have checksums')
  if (type === 'gre' && checksum === 'remote')
    return complain(type, 'gre tunnels do not support remote checksum option.', 'write csum, or use gue')
  return { type, port, checksum }
}
