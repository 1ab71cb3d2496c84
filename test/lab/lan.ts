/**
 * Hosts made of network namespaces on one or more bridges: a LAN of routers, servers and clients on one machine.
 *
 * Everything lives in namespaces that carry this process's id in their name, and goes away with `close()`. The bridges
 * live in a namespace too, so that nothing is left in, or seen from, the namespace of the machine.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'

export interface NicSpec {
  /** name inside the host: eth0, ens33 ... */
  readonly name: string
  /** which bridge it is plugged into */
  readonly segment: string
  /** with prefix length */
  readonly addresses?: readonly string[]
}

export interface HostSpec {
  readonly name: string
  readonly nics: readonly NicSpec[]
  /** gateway of the default route */
  readonly gateway?: string
}

let serial = 0

export class Lan {
  readonly #prefix: string
  readonly #switchNamespace: string
  readonly #hosts = new Map<string, Host>()
  readonly #specs = new Map<string, HostSpec>()

  constructor(label: string, hosts: readonly HostSpec[]) {
    serial += 1
    this.#prefix = `tsk${process.pid}n${serial}${label}`
    this.#switchNamespace = `${this.#prefix}-sw`
    try {
      ip('netns', 'add', this.#switchNamespace)
      const segments = new Set(hosts.flatMap((host) => host.nics.map((nic) => nic.segment)))
      for (const segment of segments) {
        ip('-n', this.#switchNamespace, 'link', 'add', segment, 'type', 'bridge', 'mcast_snooping', '0')
        ip('-n', this.#switchNamespace, 'link', 'set', segment, 'up')
      }
      for (const spec of hosts) {
        this.#specs.set(spec.name, spec)
        this.#hosts.set(spec.name, this.#addHost(spec))
      }
    } catch (error) {
      this.close()
      throw error
    }
  }

  #addHost(spec: HostSpec): Host {
    const namespace = `${this.#prefix}-${spec.name}`
    ip('netns', 'add', namespace)
    ip('-n', namespace, 'link', 'set', 'lo', 'up')
    for (const i of spec.nics.keys()) this.#plug(spec, i)
    if (spec.gateway !== undefined) ip('-n', namespace, 'route', 'add', 'default', 'via', spec.gateway)
    return new Host(spec.name, namespace, this.#switchNamespace)
  }

  #plug(spec: HostSpec, nicIndex: number): void {
    const namespace = `${this.#prefix}-${spec.name}`
    const port = `${spec.name}.${nicIndex}`.slice(-15)
    const nic = spec.nics[nicIndex]
    if (nic === undefined) throw new Error(`no nic ${nicIndex} in host ${spec.name}`)
    const peer = ['peer', 'name', nic.name, 'netns', namespace]
    ip('link', 'add', port, 'netns', this.#switchNamespace, 'type', 'veth', ...peer)
    ip('-n', this.#switchNamespace, 'link', 'set', port, 'master', nic.segment, 'up')
    ip('-n', namespace, 'link', 'set', nic.name, 'up')
    for (const address of nic.addresses ?? []) {
      const noDad = address.includes(':') ? ['nodad'] : []
      ip('-n', namespace, 'addr', 'add', address, 'dev', nic.name, ...noDad)
    }
  }

  /** Another network card in the place of one that was taken out. */
  plugAgain(name: string, nicIndex: number): void {
    const spec = this.#specs.get(name)
    if (spec === undefined) throw new Error(`no host ${name} in this LAN`)
    this.#plug(spec, nicIndex)
  }

  host(name: string): Host {
    const host = this.#hosts.get(name)
    if (!host) throw new Error(`no host ${name} in this LAN`)
    return host
  }

  close(): void {
    for (const host of this.#hosts.values()) {
      host.endAll()
      tryIp('netns', 'del', host.namespace)
    }
    tryIp('netns', 'del', this.#switchNamespace)
  }
}

/** One namespace: commands run in it, links pulled out of it. */
export class Host {
  readonly name: string
  readonly namespace: string
  readonly #switchNamespace: string
  readonly #children = new Set<ChildProcess>()

  constructor(name: string, namespace: string, switchNamespace: string) {
    this.name = name
    this.namespace = namespace
    this.#switchNamespace = switchNamespace
  }

  /** Runs to the end; its standard output. Throws on a status other than 0. */
  run(command: string, ...args: readonly string[]): string {
    return execFileSync('ip', ['netns', 'exec', this.namespace, command, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 30_000,
      maxBuffer: 64 << 20,
    })
  }

  /** As `run`, with the status and standard error instead of an exception. */
  tryRun(command: string, ...args: readonly string[]): { status: number; stdout: string; stderr: string } {
    try {
      return { status: 0, stdout: this.run(command, ...args), stderr: '' }
    } catch (error) {
      const failed = error as { status?: number | null; stdout?: string; stderr?: string }
      return { status: failed.status ?? -1, stdout: failed.stdout ?? '', stderr: failed.stderr ?? '' }
    }
  }

  /** Starts a process whose end the LAN sees to. `ip netns exec` replaces itself, so the pid is the program's own. */
  spawn(command: string, args: readonly string[], environment: Record<string, string> = {}): ChildProcess {
    const child = spawn('ip', ['netns', 'exec', this.namespace, command, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
      detached: true,
    })
    this.#children.add(child)
    child.on('exit', () => this.#children.delete(child))
    child.on('error', () => this.#children.delete(child))
    return child
  }

  /** Every address with prefix length on an interface, IPv4 first as the kernel lists them. */
  addresses(nic: string): string[] {
    const links = JSON.parse(this.run('ip', '-j', 'addr', 'show', 'dev', nic)) as {
      addr_info: { local: string; prefixlen: number }[]
    }[]
    return (links[0]?.addr_info ?? []).map((address) => `${address.local}/${address.prefixlen}`)
  }

  hasAddress(nic: string, address: string): boolean {
    return this.addresses(nic).some((own) => own === address || own.split('/')[0] === address)
  }

  /** Pulls the cable at the switch: the host sees its carrier go. */
  cable(nicIndex: number, plugged: boolean): void {
    const port = `${this.name}.${nicIndex}`.slice(-15)
    ip('-n', this.#switchNamespace, 'link', 'set', port, plugged ? 'up' : 'down')
  }

  link(nic: string, up: boolean): void {
    ip('-n', this.namespace, 'link', 'set', nic, up ? 'up' : 'down')
  }

  /** Ends what is still running, by the process groups that `spawn` made. */
  endAll(): void {
    for (const child of this.#children) {
      if (child.pid === undefined || child.exitCode !== null) continue
      try {
        process.kill(-child.pid, 'SIGKILL')
      } catch {
        // Already gone: that is what was wanted.
      }
    }
    // A daemon's children have groups of their own; they are the ones still inside the namespace.
    for (const pid of this.#pidsInside()) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // Gone between the listing and the signal.
      }
    }
  }

  #pidsInside(): number[] {
    try {
      const out = execFileSync('ip', ['netns', 'pids', this.namespace], { encoding: 'utf8' })
      return out.split('\n').filter(Boolean).map(Number)
    } catch {
      // The namespace was never made.
      return []
    }
  }
}

function ip(...args: readonly string[]): void {
  execFileSync('ip', args as string[], { stdio: ['ignore', 'ignore', 'pipe'], timeout: 20_000 })
}

function tryIp(...args: readonly string[]): void {
  try {
    ip(...args)
  } catch {
    // Cleaning up: what does not exist needs no removal.
  }
}

/** Why no namespaces can be made here, or null when they can. */
export function whyNoNamespaces(): string | null {
  try {
    const name = `tskprobe${process.pid}`
    ip('netns', 'add', name)
    ip('netns', 'del', name)
    return null
  } catch (error) {
    return `no network namespaces here: ${String((error as Error).message).split('\n')[0]}`
  }
}
