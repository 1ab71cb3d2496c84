/** Plays one cell of the matrix in namespaces of its own: two routers, an accident, the return. Throws at what is wrong. */
import { rmSync, writeFileSync } from 'node:fs'
import { Daemon, sleep, until } from '../lab/daemons.ts'
import { Lan } from '../lab/lan.ts'
import { authentication } from '../lab/pair.ts'
import { nameOf, type Cell } from './cells.ts'

/** Lines by which either program says that it did not like a packet of the other. */
const refused = new RegExp(
  'checksum|too short|too long|wrong version|invalid TTL|interval mismatch|received an? |not a unicast peer|' +
    'discarding (un|mult)icast|invalid IPSEC|unexpected ip number|not present in MASTER|cannot be decoded|not in range',
  'i',
)

let serial = 0

export async function play(cell: Cell): Promise<void> {
  const router = (name: string, last: number) => ({
    name,
    nics: [{ name: 'eth0', segment: 'lan', addresses: [`10.9.0.${last}/24`, `fd00::${last}/64`] }],
  })
  const lan = new Lan('x', [router('a', 1), router('b', 2)])
  const flag = `/tmp/tsk-interop-${process.pid}-${serial++}`
  const daemons: Daemon[] = []
  const start = (name: 'a' | 'b'): Daemon => {
    const other = cell.master === 'keepalived' ? 'tskeepalived' : 'keepalived'
    const daemon = Daemon.start(name === 'a' ? cell.master : other, lan.host(name), configOf(cell, name, flag))
    daemons.push(daemon)
    return daemon
  }
  try {
    await scenario(cell, lan, start, flag)
    for (const daemon of daemons) {
      const complaint = daemon.lines.find((line) => refused.test(line))
      if (complaint !== undefined) throw new Error(`${daemon.program} on ${daemon.host.name}: ${complaint}`)
    }
  } catch (error) {
    const logs = daemons.map((daemon) => `--- ${daemon.program} on ${daemon.host.name}\n${daemon.log}`).join('\n')
    throw new Error(`${nameOf(cell)}: ${(error as Error).message}\n${logs}`, { cause: error })
  } finally {
    for (const daemon of daemons) daemon.close()
    lan.close()
    rmSync(flag, { force: true })
  }
}

/** Other cells are being set up meanwhile, which holds this process up. */
const patient = { timeoutMs: 60_000 }
const asMaster = /\(VI_1\) Entering MASTER STATE/
const asBackup = /\(VI_1\) Entering BACKUP STATE/

async function scenario(cell: Cell, lan: Lan, start: (name: 'a' | 'b') => Daemon, flag: string): Promise<void> {
  const vip = vipOf(cell)
  const only = (name: 'a' | 'b') =>
    until(`only ${name} holds ${vip}`, () => holders(lan, vip) === name, patient.timeoutMs)
  let a = start('a')
  await a.waitForLine(asMaster, patient)
  const b = start('b')
  await b.waitForLine(asBackup, patient)
  // Two intervals, so that it has heard its master.
  await sleep(2_200)
  await only('a')

  const before = b.lines.length
  await accident(cell, lan, a, flag)
  await b.waitForLine(asMaster, { from: before, ...patient })
  if (cell.event !== 'crash') await only('b')

  const mastered = b.lines.length
  const failed = a.lines.length
  repair(cell, lan, flag)
  const restarted = cell.event === 'crash' || cell.event === 'stop'
  if (restarted) a = start('a')
  const from = restarted ? 0 : failed
  if (cell.preempt) {
    await a.waitForLine(asMaster, { from, ...patient })
    await b.waitForLine(asBackup, { from: mastered, ...patient })
    await only('a')
  } else {
    const back = await a.waitForLine(asBackup, { from, ...patient })
    await sleep(4_500)
    if (a.lines.slice(back).some((line) => asMaster.test(line))) throw new Error('took over in spite of nopreempt')
    await only('b')
  }
}

async function accident(cell: Cell, lan: Lan, a: Daemon, flag: string): Promise<void> {
  switch (cell.event) {
    case 'crash':
      lan.host('a').cable(0, false)
      return a.crash()
    case 'stop':
      await a.stop()
      return
    case 'link down':
      return lan.host('a').cable(0, false)
    case 'track failure':
      return writeFileSync(flag, '')
  }
}

function repair(cell: Cell, lan: Lan, flag: string): void {
  if (cell.event === 'track failure') rmSync(flag)
  else if (cell.event !== 'stop') lan.host('a').cable(0, true)
}

/** The names of the routers that hold the address. */
function holders(lan: Lan, vip: string): string {
  return (['a', 'b'] as const).filter((name) => lan.host(name).hasAddress('eth0', vip)).join('')
}

function vipOf({ family }: Cell): string {
  return family === 4 ? '10.9.0.100' : 'fd00::100'
}

export function configOf(cell: Cell, name: 'a' | 'b', flag: string): string {
  const { version, family, cast, preempt, event } = cell
  const [own, other] = name === 'a' ? [1, 2] : [2, 1]
  const address = (last: number): string => (family === 4 ? `10.9.0.${last}` : `fd00::${last}`)
  const tracked = event === 'track failure' && name === 'a'
  const script = `/usr/bin/test ! -e ${flag}`
  return [
    'global_defs {\n  script_user root\n}',
    tracked ? `vrrp_script chk {\n  script "${script}"\n  interval 1\n  fall 1\n  rise 1\n}` : '',
    'vrrp_instance VI_1 {',
    '  state BACKUP\n  interface eth0\n  virtual_router_id 51',
    `  priority ${name === 'a' ? 150 : 100}\n  version ${version}\n  advert_int 1`,
    preempt ? '' : '  nopreempt',
    cell.authentication === 'none' ? '' : authentication(cell.authentication, 'abcd1234').join('\n'),
    cast === 'unicast' ? `  unicast_src_ip ${address(own)}\n  unicast_peer {\n    ${address(other)}\n  }` : '',
    tracked ? '  track_script {\n    chk\n  }' : '',
    `  virtual_ipaddress {\n    ${vipOf(cell)}/${family === 4 ? 24 : 64}\n  }`,
    '}',
    '',
  ].join('\n')
}
