/**
 * Configurations that together use every keyword of virtual_server, virtual_server_group and real_server and all that
 * global_defs says about IPVS; test/uml/lvs-configurations.test.ts plays them with keepalived and with us.
 *
 * Number n serves clients at 10.88.n.x. Its real servers die by network: 10.91.n.x at the first death, 10.92.n.x at the
 * second, 10.93.n.x never. Each has a second form, which the reload brings.
 */

export interface LvsConfiguration {
  readonly about: string
  /** where 2.2.7 goes wrong after the reload, as docs/COMPATIBILITY.md says; until then both are equal */
  readonly departs?: string
  /** the blocks of global_defs, and whatever else makes this a file of its own; by default they share one */
  readonly world?: World
  readonly text: (at: Addresses, changed: boolean) => string
}

export type World = 'plain' | 'flush' | 'sync' | 'follow'

export interface Addresses {
  readonly n: number
  readonly client: (last: number) => string
  readonly client6: (last: number) => string
  /** 1: dies first, 2: dies second, 3: never dies */
  readonly server: (fate: 1 | 2 | 3, last?: number) => string
  readonly server6: (fate: 1 | 2 | 3, last?: number) => string
  readonly mark: number
  readonly script: (...words: string[]) => string
}

export const worlds: Readonly<Record<World, (changed: boolean, script: string) => string>> = {
  plain: (_, script) => global(script, ''),
  flush: (changed, script) =>
    global(
      script,
      ` lvs_flush\n lvs_flush_on_stop\n lvs_timeouts tcp ${changed ? 700 : 800} udp 200\n lvs_netlink_cmd_rcv_bufs 300000\n`,
    ),
  sync: (changed, script) =>
    global(
      script,
      ` lvs_flush_on_stop VS\n lvs_timeouts tcpfin 60\n lvs_sync_daemon eth0 id ${changed ? 8 : 7} maxlen 1300 port 8850 ttl 3 group 224.0.0.85\n`,
    ),
  follow: (_, script) =>
    global(script, ' lvs_sync_daemon eth0 inst VI_1\n') +
    'vrrp_instance VI_1 {\n interface eth0\n virtual_router_id 61\n priority 100\n advert_int 1\n virtual_ipaddress {\n 10.90.0.61/32\n }\n}\n',
}

function global(script: string, lines: string): string {
  return `global_defs {\n router_id LVS\n child_wait_time 60\n script_user root\n smtp_alert_checker off\n lvs_notify_fifo /dev/null\n${lines}}\n# ${script}\n`
}

const check = (lines = ''): string => `  TCP_CHECK {\n   connect_timeout 20\n${lines}  }\n`
const quick = ' delay_loop 2\n delay_before_retry 1\n retry 2\n warmup 0\n connect_timeout 20\n'
const vs = (head: string, lines: string, ...servers: string[]): string =>
  `virtual_server ${head} {\n${quick}${block(lines)}${servers.join('')}}\n`
const rs = (address: string, lines = '', checker = check()): string =>
  ` real_server ${address} {\n${block(lines)}${checker}}\n`
const group = (name: string, lines: string): string => `virtual_server_group ${name} {\n${block(lines)}}\n`
const block = (lines: string): string =>
  lines
    .split(';')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => `  ${line}\n`)
    .join('')

/** three servers of which one dies first and one second */
const three = ({ server }: Addresses, port = ' 80', lines = '', checker = check()): string =>
  ([1, 2, 3] as const).map((fate) => rs(`${server(fate)}${port}`, lines, checker)).join('')
const web = check('   connect_port 80\n')

/** a scheduler, and the words that follow it */
const scheduled = (about: string, words: string, changedWords: string): LvsConfiguration => ({
  about,
  text: (at, changed) =>
    vs(`${at.client(1)} 80`, `lvs_sched ${changed ? changedWords : words}; lvs_method NAT; protocol TCP`, three(at)),
})

export const configurations: readonly LvsConfiguration[] = [
  {
    about: 'weights, moved by the reload',
    text: (at, changed) =>
      vs(
        `${at.client(1)} 80`,
        'lvs_sched rr; lvs_method NAT; protocol TCP',
        rs(`${at.server(1)} 80`, `weight ${changed ? 9 : 1}`),
        rs(`${at.server(2)} 80`, `weight ${changed ? 0 : 2}`),
        rs(`${at.server(3)} 80`, 'weight 3'),
      ),
  },
  {
    about: 'a weight of the virtual server',
    text: (at, changed) =>
      vs(
        `${at.client(1)} 80`,
        `lvs_sched wrr; lvs_method NAT; protocol TCP; weight ${changed ? 7 : 5}`,
        three(at),
        rs(`${at.server(3, 12)} 80`, 'weight 0'),
        rs(`${at.server(3, 13)} 80`, 'weight 70000'),
      ),
  },
  {
    about: 'connection thresholds',
    departs: 'thresholds that the reload changes wait for the next start',
    text: (at, changed) =>
      vs(
        `${at.client(1)} 80`,
        'lvs_sched lc; lvs_method NAT; protocol TCP',
        rs(`${at.server(1)} 80`, `uthreshold ${changed ? 200 : 100}; lthreshold 50`),
        rs(`${at.server(2)} 80`, 'uthreshold 10'),
        rs(`${at.server(3)} 80`, changed ? 'lthreshold 0' : 'uthreshold 5; lthreshold 5'),
      ),
  },
  {
    about: 'direct routing, also where the port is another',
    text: (at) =>
      vs(
        `${at.client(1)} 80`,
        'lvs_sched wlc; lvs_method DR; protocol TCP',
        three(at),
        rs(`${at.server(3, 12)} 8080`, '', web),
      ),
  },
  {
    about: 'tunnels, of another kind after the reload',
    text: (at, changed) =>
      vs(
        `${at.client(1)} 80`,
        `lvs_sched lblc; lvs_method TUN ${changed ? 'type gre csum' : ''}; protocol TCP`,
        three(at),
        rs(`${at.server(3, 12)} 80`, 'lvs_method TUN type gue port 6080'),
      ),
  },
  {
    about: 'tunnels with a port and checksums',
    text: (at, changed) =>
      vs(
        `${at.client(1)} 80`,
        `lvs_sched lblcr; lvs_method TUN type gue port ${changed ? 6081 : 6080} csum; protocol TCP`,
        three(at),
        rs(`${at.server(3, 12)} 80`, 'lvs_method TUN type gue port 6082 remcsum'),
        rs(`${at.server(3, 13)} 80`, 'lvs_method TUN type gre nocsum'),
        rs(`${at.server(3, 14)} 80`, 'lvs_method TUN type ipip'),
      ),
  },
  scheduled('source hashing', 'sh; sh-port; sh-fallback', 'sh; sh-port'),
  scheduled('Maglev hashing', 'mh; mh-port; mh-fallback', 'mh; mh-fallback'),
  scheduled('destination hashing', 'dh', 'rr'),
  scheduled('weighted failover', 'fo', 'fo; flag-1'),
  scheduled('weighted overflow', 'ovf', 'wrr'),
  scheduled('shortest expected delay', 'sed; flag-1', 'sed; flag-3'),
  scheduled('never queue', 'nq; flag-2; flag-3', 'nq'),
  scheduled('a scheduler that this kernel has not', 'twos', 'twos; flag-1'),
  scheduled('a relic', 'sh; hashed', 'sh'),
  {
    about: 'one packet scheduling',
    text: (at, changed) =>
      vs(
        `${at.client(1)} 53`,
        `lvs_sched rr; lvs_method NAT; protocol UDP; ${changed ? '' : 'ops'}`,
        three(at, ' 53', '', web),
      ),
  },
  {
    about: 'a persistence engine',
    text: (at, changed) =>
      vs(
        `${at.client(1)} 5060`,
        `lvs_sched rr; lvs_method NAT; protocol UDP; persistence_timeout 50; ${changed ? '' : 'persistence_engine sip'}`,
        three(at, ' 5060', '', web),
      ),
  },
  {
    about: 'SCTP',
    text: (at, changed) =>
      vs(
        `${at.client(1)} 38412`,
        `lvs_sched rr; lvs_method ${changed ? 'DR' : 'NAT'}; protocol sctp`,
        three(at, ' 38412', '', web),
      ),
  },
  {
    about: 'persistence by network',
    text: (at, changed) =>
      vs(
        `${at.client(1)} 80`,
        `lvs_sched rr; lvs_method NAT; protocol TCP; persistence_timeout${changed ? ' 77' : ''}; persistence_granularity 255.255.${changed ? 0 : 255}.0`,
        three(at),
      ),
  },
  {
    about: 'persistence by network alone',
    text: (at, changed) =>
      vs(
        `${at.client(1)} 80`,
        `lvs_sched rr; lvs_method NAT; protocol TCP; ${changed ? '' : 'persistence_granularity 255.255.0.0'}`,
        three(at),
      ),
  },
  {
    about: 'persistence of IPv6',
    text: (at, changed) =>
      vs(
        `${at.client6(1)} 80`,
        `lvs_sched rr; lvs_method NAT; protocol TCP; persistence_timeout 60; persistence_granularity ${changed ? 48 : 64}`,
        rs(`${at.server6(1)} 80`),
        rs(`${at.server6(2)} 80`),
        rs(`${at.server6(3)} 80`),
      ),
  },
  {
    about: 'every port',
    text: (at) =>
      vs(
        `${at.client(1)}`,
        'lvs_sched rr; lvs_method DR; protocol TCP; persistence_timeout 60',
        three(at, '', '', web),
      ) +
      vs(
        `${at.client(2)} 0`,
        'lvs_sched rr; lvs_method NAT; protocol TCP; persistence_timeout 60',
        three(at, '', '', web),
      ),
  },
  {
    about: 'a firewall mark',
    text: (at, changed) =>
      vs(`fwmark ${at.mark}`, `lvs_sched ${changed ? 'wrr' : 'rr'}; lvs_method DR`, three(at, ' 0', '', web)) +
      vs(`fwmark ${at.mark + 1}`, 'lvs_sched rr; lvs_method NAT; persistence_timeout 30', three(at, ' 80')),
  },
  {
    about: 'a firewall mark of IPv6, through tunnels',
    text: (at) =>
      vs(
        `fwmark ${at.mark}`,
        'lvs_sched rr; lvs_method TUN; ip_family inet6',
        rs(`${at.server(1)}`, '', web),
        rs(`${at.server(3)}`, '', web),
      ) +
      vs(
        `fwmark ${at.mark + 1}`,
        'lvs_sched rr; lvs_method TUN',
        rs(`${at.server6(2)}`, '', web),
        rs(`${at.server6(3)}`, '', web),
      ) +
      vs(`fwmark ${at.mark + 2}`, 'lvs_sched rr; lvs_method NAT', rs(`${at.server6(1)} 80`), rs(`${at.server6(3)} 80`)),
  },
  {
    about: 'a group of addresses and ranges',
    departs: 'a new address of a directly routed group gets its servers with their own port, and stays at the stop',
    text: (at, changed) =>
      group(
        `G${at.n}`,
        `${at.client(1)} 80; ${at.client(10)}-13 81; ${at.client(16)}/30 82; ${at.client(20)}-${at.client(22)} 83${changed ? `; ${at.client(30)} 84` : ''}`,
      ) + vs(`group G${at.n}`, 'lvs_sched rr; lvs_method DR; protocol TCP', three(at, ' 80')),
  },
  {
    about: 'a group of which the reload takes something',
    departs: 'the addresses that left the group stay as empty services',
    text: (at, changed) =>
      group(
        `G${at.n}`,
        `${at.client(1)} 80; ${changed ? '' : `${at.client(2)} 80; `}${at.client(10)}-${changed ? 12 : 14} 80`,
      ) + vs(`group G${at.n}`, 'lvs_sched rr; lvs_method NAT; protocol TCP', three(at)),
  },
  {
    about: 'a group of marks, through tunnels',
    text: (at) =>
      group(`G${at.n}`, `fwmark ${at.mark} inet; fwmark ${at.mark + 1} inet6`) +
      vs(`group G${at.n}`, 'lvs_sched rr; lvs_method TUN', rs(at.server(1), '', web), rs(at.server(3), '', web)),
  },
  {
    about: 'a group of marks and addresses',
    text: (at) =>
      group(`G${at.n}`, `${at.client(1)} 80; fwmark ${at.mark}`) +
      vs(`group G${at.n}`, 'lvs_sched rr; lvs_method DR; protocol TCP', three(at, ' 80')),
  },
  {
    about: 'a group of IPv6',
    text: (at) =>
      group(`G${at.n}`, `${at.client6(1)} 80; ${at.client6(0x10)}-1f 81`) +
      vs(
        `group G${at.n}`,
        'lvs_sched rr; lvs_method NAT; protocol TCP',
        rs(`${at.server6(1)} 80`),
        rs(`${at.server6(2)} 80`),
        rs(`${at.server6(3)} 80`),
      ),
  },
  {
    about: 'one group, two protocols',
    text: (at) =>
      group(`G${at.n}`, `${at.client(1)} 53; ${at.client(2)} 53`) +
      vs(`group G${at.n}`, 'lvs_sched rr; lvs_method DR; protocol TCP', three(at, ' 53', '', web)) +
      vs(`group G${at.n}`, 'lvs_sched rr; lvs_method DR; protocol UDP; ops', three(at, ' 53', '', web)),
  },
  {
    about: 'a sorry server when the quorum is lost',
    text: (at, changed) =>
      vs(
        `${at.client(1)} 80`,
        `lvs_sched rr; lvs_method NAT; protocol TCP; quorum ${changed ? 1 : 2}; hysteresis 0; sorry_server ${at.server(3, 99)} 8080`,
        rs(`${at.server(1)} 80`),
        rs(`${at.server(1, 12)} 80`),
        rs(`${at.server(2)} 80`),
        rs(`${at.server(3)} 80`),
      ),
  },
  {
    about: 'quorum with hysteresis',
    text: (at, changed) =>
      vs(
        `${at.client(1)} 80`,
        `lvs_sched rr; lvs_method NAT; protocol TCP; quorum 3; hysteresis ${changed ? 2 : 1}; sorry_server ${at.server(3, 99)} 8080`,
        rs(`${at.server(1)} 80`, 'weight 2'),
        rs(`${at.server(2)} 80`, 'weight 2'),
        rs(`${at.server(3)} 80`, 'weight 1'),
      ),
  },
  {
    about: 'failed servers keep their place',
    text: (at, changed) =>
      vs(
        `${at.client(1)} 80`,
        `lvs_sched rr; lvs_method NAT; protocol TCP; inhibit_on_failure; quorum 2; sorry_server ${at.server(3, 99)} 80; sorry_server_inhibit`,
        rs(`${at.server(1)} 80`, 'weight 4'),
        rs(`${at.server(2)} 80`, `weight ${changed ? 6 : 5}`),
        rs(`${at.server(3)} 80`, 'inhibit_on_failure off'),
      ),
  },
  {
    about: 'one failed server keeps its place',
    text: (at, changed) =>
      vs(
        `${at.client(1)} 80`,
        'lvs_sched rr; lvs_method DR; protocol TCP',
        rs(`${at.server(1)} 80`, changed ? '' : 'inhibit_on_failure'),
        rs(`${at.server(2)} 80`, 'inhibit_on_failure'),
      ),
  },
  {
    about: 'a sorry server by another method',
    text: (at, changed) =>
      vs(
        `${at.client(1)} 80`,
        `lvs_sched rr; lvs_method NAT; protocol TCP; sorry_server ${at.server(3, 99)} 80; sorry_server_lvs_method ${changed ? 'DR' : 'TUN type gue port 6085'}`,
        rs(`${at.server(1)} 80`),
        rs(`${at.server(2)} 80`),
      ),
  },
  {
    about: 'a sorry server that the reload replaces',
    text: (at, changed) =>
      vs(
        `${at.client(1)} 80`,
        `lvs_sched rr; lvs_method DR; protocol TCP; sorry_server ${at.server(3, changed ? 98 : 99)}`,
        rs(`${at.server(1)} 80`),
      ),
  },
  {
    about: 'methods of the servers',
    text: (at, changed) =>
      vs(
        `${at.client(1)} 80`,
        'lvs_sched rr; lvs_method NAT; protocol TCP',
        rs(`${at.server(1)} 80`, 'lvs_method DR'),
        rs(`${at.server(2)} 80`, `lvs_method ${changed ? 'NAT' : 'TUN'}`),
        rs(`${at.server(3)} 8080`, 'lvs_method NAT', web),
      ),
  },
  {
    about: 'alpha of the virtual server',
    text: (at) => vs(`${at.client(1)} 80`, 'lvs_sched rr; lvs_method NAT; protocol TCP; alpha; omega', three(at)),
  },
  {
    about: 'alpha of servers and of checks',
    text: (at) =>
      vs(
        `${at.client(1)} 80`,
        'lvs_sched rr; lvs_method NAT; protocol TCP',
        rs(`${at.server(1)} 80`, 'alpha; inhibit_on_failure'),
        rs(`${at.server(2)} 80`, 'alpha off', check('   alpha\n')),
        rs(`${at.server(3)} 80`, 'alpha on'),
      ),
  },
  {
    about: 'scripts',
    text: (at) =>
      vs(
        `${at.client(1)} 80`,
        `lvs_sched rr; lvs_method NAT; protocol TCP; quorum 2; quorum_up ${at.script('quorum', 'up')}; quorum_down ${at.script('quorum', 'down')}; omega`,
        ...([1, 2, 3] as const).map((fate) =>
          rs(
            `${at.server(fate)} 80`,
            `notify_up ${at.script('server', `${fate}`, 'up')}; notify_down ${at.script('server', `${fate}`, 'down')}`,
          ),
        ),
      ),
  },
  {
    about: 'an address that is not here: no checks',
    text: (at) => vs(`${at.client(1)} 80`, 'lvs_sched rr; lvs_method NAT; protocol TCP; ha_suspend', three(at)),
  },
  {
    about: 'an address that is here: checks',
    text: (at) => vs('10.90.0.99 80', `lvs_sched rr; lvs_method NAT; protocol TCP; ha_suspend`, three(at)),
  },
  {
    about: 'defaults of checks in the real server',
    text: (at) =>
      vs(
        `${at.client(1)} 80`,
        'lvs_sched rr; lvs_method NAT; protocol TCP; delay_loop 3',
        rs(`${at.server(1)} 80`, 'delay_loop 1; retry 1; delay_before_retry 1; warmup 0; connect_timeout 20'),
        rs(`${at.server(3)} 80`, 'delay_loop 1'),
      ),
  },
  {
    about: 'host names for pages',
    text: (at, changed) =>
      vs(
        `${at.client(1)} 80`,
        'lvs_sched rr; lvs_method NAT; protocol TCP; virtualhost www.example.com',
        rs(`${at.server(1)} 80`),
        rs(`${at.server(2)} 80`, changed ? '' : 'virtualhost two.example.com'),
      ),
  },
  {
    about: 'mails and names for other programs',
    text: (at) =>
      vs(
        `${at.client(1)} 80`,
        'lvs_sched rr; lvs_method NAT; protocol TCP; smtp_alert; snmp_name one',
        rs(`${at.server(1)} 80`, 'smtp_alert; snmp_name two'),
        rs(`${at.server(2)} 80`, 'smtp_alert off'),
      ),
  },
  {
    about: 'IPv6',
    text: (at, changed) =>
      vs(
        `${at.client6(1)} 80`,
        'lvs_sched rr; lvs_method NAT; protocol TCP',
        rs(`${at.server6(1)} 80`, `weight ${changed ? 2 : 1}`),
        rs(`${at.server6(2)} 8080`, '', web),
        rs(`${at.server6(3)} 80`, 'lvs_method DR'),
      ),
  },
  {
    about: 'tunnels into the other family',
    text: (at) =>
      vs(
        `${at.client6(1)} 80`,
        'lvs_sched rr; lvs_method TUN; protocol TCP',
        rs(`${at.server(1)} 80`),
        rs(`${at.server6(3)} 80`),
      ) +
      vs(
        `${at.client(1)} 80`,
        'lvs_sched rr; lvs_method TUN; protocol TCP',
        rs(`${at.server6(1)} 80`),
        rs(`${at.server(3)} 80`),
      ),
  },
  {
    about: 'older words',
    text: (at, changed) =>
      vs(`${at.client(1)} 80`, `lb_algo ${changed ? 'wlc' : 'lc'}; lb_kind NAT; protocol tcp`, three(at)),
  },
  {
    about: 'servers that come and go with the reload',
    text: (at, changed) =>
      vs(
        `${at.client(1)} 80`,
        'lvs_sched rr; lvs_method NAT; protocol TCP',
        rs(`${at.server(changed ? 2 : 1)} 80`),
        rs(`${at.server(3, changed ? 12 : 13)} 80`),
        rs(`${at.server(3)} 80`),
        rs(`${at.server(3, 14)} 80`, changed ? 'inhibit_on_failure' : ''),
      ),
  },
  {
    about: 'a virtual server that comes and one that goes',
    text: (at, changed) =>
      vs(`${at.client(1)} 80`, 'lvs_sched rr; lvs_method NAT; protocol TCP', three(at)) +
      vs(`${at.client(changed ? 2 : 3)} 80`, 'lvs_sched rr; lvs_method NAT; protocol TCP', three(at)),
  },
  {
    about: 'the protocol and the port change',
    text: (at, changed) =>
      vs(
        `${at.client(1)} ${changed ? 443 : 80}`,
        `lvs_sched rr; lvs_method NAT; protocol ${changed ? 'UDP' : 'TCP'}`,
        three(at, ' 80'),
      ),
  },
  {
    about: 'one address, two protocols',
    text: (at) =>
      vs(`${at.client(1)} 53`, 'lvs_sched rr; lvs_method NAT; protocol TCP', three(at, ' 53', '', web)) +
      vs(`${at.client(1)} 53`, 'lvs_sched wrr; lvs_method NAT; protocol UDP', three(at, ' 53', '', web)),
  },
  {
    about: 'servers that nobody checks',
    text: (at, changed) =>
      vs(
        `${at.client(1)} 80`,
        `lvs_sched rr; lvs_method NAT; protocol TCP; sorry_server ${at.server(3, 99)} 80`,
        rs(`${at.server(1)} 80`, `weight ${changed ? 2 : 1}`, ''),
        rs(`${at.server(2)} 80`),
      ),
  },
  {
    about: 'flushed before and after, with timeouts',
    world: 'flush',
    text: (at, changed) =>
      vs(`${at.client(1)} 80`, `lvs_sched ${changed ? 'lc' : 'rr'}; lvs_method NAT; protocol TCP`, three(at)),
  },
  {
    about: 'connections synchronised, both roles',
    world: 'sync',
    text: (at) => vs(`${at.client(1)} 80`, 'lvs_sched rr; lvs_method NAT; protocol TCP', three(at)),
  },
  {
    about: 'connections synchronised, as the instance says',
    world: 'follow',
    text: (at) => vs(`${at.client(1)} 80`, 'lvs_sched rr; lvs_method NAT; protocol TCP', three(at)),
  },
]

/** The file of one world: all its configurations, in their first or their second form. */
export function fileOf(world: World, changed: boolean, script: string): string {
  const texts = configurations.flatMap(({ world: own = 'plain', text }, i) =>
    own === world ? [text(addressesOf(i + 1, script), changed)] : [],
  )
  return worlds[world](changed, script) + texts.join('')
}

/** One configuration in a file of its own. */
export function fileAlone(n: number, changed: boolean, script: string): string {
  const configuration = configurations[n - 1]
  if (!configuration) throw new Error(`no configuration ${n}`)
  return worlds[configuration.world ?? 'plain'](changed, script) + configuration.text(addressesOf(n, script), changed)
}

function addressesOf(n: number, script: string): Addresses {
  return {
    n,
    client: (last) => `10.88.${n}.${last}`,
    client6: (last) => `fd88::${n.toString(16)}:${last.toString(16)}`,
    server: (fate, last = 11) => `10.9${fate}.${n}.${last}`,
    server6: (fate, last = 11) => `fd9${fate}::${n.toString(16)}:${last.toString(16)}`,
    mark: n * 10,
    script: (...words) => `"${script} ${n} ${words.join(' ')}"`,
  }
}

/** the numbers of those that depart */
export const departing: ReadonlySet<number> = new Set(
  configurations.flatMap(({ departs }, i) => (departs === undefined ? [] : [i + 1])),
)

/** Which configuration a line of ipvsadm belongs to; 0: none. */
export function numberOf(line: string): number {
  const mark = /(?:-f|FWM) +(\d+)/.exec(line)?.[1]
  if (mark !== undefined) return Math.floor(Number(mark) / 10)
  const address = /10\.88\.(\d+)\./.exec(line)?.[1]
  return address === undefined ? parseInt(/fd88::([0-9a-f]+):/.exec(line)?.[1] ?? '0', 16) : Number(address)
}

export function departsAfterReload(line: string): boolean {
  return departing.has(numberOf(line))
}
