/** Two routers on one LAN, either program on either side: the setting of most interoperation tests. */
import { Daemon, type Program } from './daemons.ts'
import { Lan, type HostSpec } from './lan.ts'

export interface PairSpec {
  readonly label: string
  /** program and configuration of router a (10.9.0.1) and router b (10.9.0.2) */
  readonly a: Side
  readonly b: Side
  /** eth1 on a second LAN (10.8.0.1 and .2) too */
  readonly twoNics?: boolean
  readonly others?: readonly HostSpec[]
}

export interface Side {
  readonly program: Program
  readonly config: string
}

export class Pair {
  readonly lan: Lan
  readonly #daemons: Daemon[] = []
  readonly #spec: PairSpec

  constructor(spec: PairSpec) {
    this.#spec = spec
    const router = (name: string, last: number): HostSpec => ({
      name,
      nics: [
        { name: 'eth0', segment: 'lan', addresses: [`10.9.0.${last}/24`] },
        ...(spec.twoNics === true ? [{ name: 'eth1', segment: 'lan1', addresses: [`10.8.0.${last}/24`] }] : []),
      ],
    })
    this.lan = new Lan(spec.label, [router('a', 1), router('b', 2), ...(spec.others ?? [])])
  }

  start(name: 'a' | 'b', change: (config: string) => string = (config) => config): Daemon {
    const side = this.#spec[name]
    const daemon = Daemon.start(side.program, this.lan.host(name), change(side.config))
    this.#daemons.push(daemon)
    return daemon
  }

  /** A crash as the network sees it: no process left, no cable either. The addresses stay behind on the dead router. */
  crash(name: 'a' | 'b', daemon: Daemon): void {
    const nics = this.#spec.twoNics === true ? 2 : 1
    for (let i = 0; i < nics; i++) this.lan.host(name).cable(i, false)
    daemon.crash()
  }

  plug(name: 'a' | 'b'): void {
    const nics = this.#spec.twoNics === true ? 2 : 1
    for (let i = 0; i < nics; i++) this.lan.host(name).cable(i, true)
  }

  holds(name: 'a' | 'b', address: string, nic = 'eth0'): boolean {
    return this.lan.host(name).hasAddress(nic, address)
  }

  close(): void {
    for (const daemon of this.#daemons) daemon.close()
    this.lan.close()
  }
}

export interface InstanceText {
  readonly name?: string
  readonly nic?: string
  readonly vrid?: number
  readonly priority: number
  readonly address?: string
  readonly lines?: readonly string[]
}

/** One vrrp_instance in the words of an ordinary file. */
export function instanceText(spec: InstanceText): string {
  return [
    `vrrp_instance ${spec.name ?? 'VI_1'} {`,
    '  state BACKUP',
    `  interface ${spec.nic ?? 'eth0'}`,
    `  virtual_router_id ${spec.vrid ?? 51}`,
    `  priority ${spec.priority}`,
    '  advert_int 1',
    ...(spec.lines ?? []).map((line) => `  ${line}`),
    '  virtual_ipaddress {',
    `    ${spec.address ?? '10.9.0.100/24'}`,
    '  }',
    '}',
    '',
  ].join('\n')
}

export function authentication(type: 'PASS' | 'AH', password: string): string[] {
  return ['authentication {', `  auth_type ${type}`, `  auth_pass ${password}`, '}']
}
