/**
 * The demonstration: two directors, two web servers and a client on one machine; a user's NAT configuration as it is.
 * The master is killed and its cables are pulled; the client's own clock says how long it was without answers.
 */
import type { ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Daemon, repositoryRoot, sleep, until, type Program } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces, type Host } from '../lab/lan.ts'
import { bootUml, whyNoUml } from '../lab/uml.ts'

const program = (process.env.DEMO_PROGRAM ?? 'tskeepalived') as Program
const vip = '192.168.1.1'
const say = (text: string): void => console.log(text)

const reason = whyNoUml()
if (!hasIpvs() && process.env.DEMO_IN_GUEST === undefined && reason === null) {
  say(
    'This kernel has no IPVS: the LAN is made inside a User-Mode Linux guest, whose processes are several times slower.',
  )
  process.exit(await playInGuest())
}
const whyNot = whyNoNamespaces()
if (whyNot !== null) {
  say(`The demo needs network namespaces (root, or user namespaces): ${whyNot}`)
  process.exit(1)
}
const balanced = hasIpvs() || process.env.DEMO_IN_GUEST !== undefined
if (!balanced) {
  say(`This kernel has no IPVS and ${reason}: the directors answer themselves instead of the web servers behind them.`)
}
await play(balanced)
process.exit()

/** The same demonstration, in a kernel that has IPVS. */
async function playInGuest(): Promise<number> {
  const result = await bootUml({
    script: 'exec "$NODE" dist/demo/demo.mjs',
    modules: ['ip_vs', 'veth', 'bridge'],
    memMb: 1024,
    timeoutS: 600,
    env: { DEMO_IN_GUEST: '1', DEMO_PROGRAM: program },
    onOutput: (text) => process.stdout.write(text),
  })
  return result.exitStatus ?? 1
}

function hasIpvs(): boolean {
  return existsSync('/proc/net/ip_vs')
}

async function play(balanced: boolean): Promise<void> {
  const director = (name: string, last: number) => ({
    name,
    nics: [
      { name: 'enp0s8', segment: 'outside', addresses: [`192.168.1.${last}/24`] },
      { name: 'enp0s9', segment: 'inside', addresses: [`10.0.0.${last}/24`] },
    ],
  })
  const web = (name: string, last: number) => ({
    name,
    nics: [{ name: 'eth0', segment: 'inside', addresses: [`10.0.0.${last}/24`] }],
    gateway: '10.0.0.100',
  })
  const lan = new Lan('demo', [
    director('lb1', 11),
    director('lb2', 12),
    web('web1', 71),
    web('web2', 72),
    { name: 'client', nics: [{ name: 'eth0', segment: 'outside', addresses: ['192.168.1.50/24'] }] },
  ])
  const daemons: Daemon[] = []
  // An interrupted demo leaves nothing behind either.
  process.once('SIGINT', () => {
    daemons.forEach((daemon) => daemon.close())
    lan.close()
    process.exit(130)
  })
  try {
    await scenes(lan, daemons, balanced)
  } finally {
    daemons.forEach((daemon) => daemon.close())
    lan.close()
  }
}

async function scenes(lan: Lan, daemons: Daemon[], balanced: boolean): Promise<void> {
  const lb1 = lan.host('lb1')
  const lb2 = lan.host('lb2')
  for (const host of [lb1, lb2]) host.run('sysctl', '-qw', 'net.ipv4.ip_forward=1')
  const serving = balanced ? ['web1', 'web2'] : ['lb1', 'lb2']
  for (const name of serving) serve(lan.host(name))

  const start = (host: Host, file: string): Daemon => {
    const daemon = Daemon.start(program, host, seed(file))
    daemons.push(daemon)
    return daemon
  }
  say(`\n1. Start ${program} on both directors (test/fixtures/seeds/oracle-nat-primary.conf and -backup.conf)`)
  // One after the other: what is timed below is the first time that the second one becomes master.
  let first = start(lb1, 'oracle-nat-primary.conf')
  await first.waitForLine(/\(external\) Entering MASTER STATE/, { timeoutMs: 180_000 })
  const second = start(lb2, 'oracle-nat-backup.conf')
  await second.waitForLine(/\(external\) Entering BACKUP STATE/, { timeoutMs: 180_000 })
  await until('the address is set', () => lb1.hasAddress('enp0s8', vip), 30_000)
  showStates(lan)

  say(`\n2. A client asks http://${vip}/ ten times a second`)
  const answers = ask(lan.host('client'))
  await until('the client is served', () => answers.some((answer) => answer.answer !== null), 90_000)
  await sleep(2_000)
  say(`   ${summary(answers)}`)
  if (balanced && lb1.tryRun('ipvsadm', '-Ln').status === 0) say(indent(lb1.run('ipvsadm', '-Ln')))

  say('\n3. Kill the master: kill -9 of all its processes, and its cables pulled')
  const killedAt = Date.now()
  first.crash()
  lb1.cable(0, false)
  lb1.cable(1, false)
  await second.waitForLine(/\(external\) Entering MASTER STATE/, { timeoutMs: 120_000 })
  const takenOverAfterMs = Date.now() - killedAt
  const back = await firstAnswerAfter(answers, killedAt)
  say(`   lb2 is master ${takenOverAfterMs} ms after the kill; the client was without answers for ${back.gapMs} ms`)
  say('   (three missed adverts of 1 s and a skew of 609 ms after the last advert heard: 2.6 to 3.6 s)')
  say('   What lb1 left behind on its cut-off interface reaches nobody; its next start removes it.')
  showStates(lan, 'lb1')

  say('\n4. The old master comes back (priority 200 against 100: it takes over again)')
  lb1.cable(0, true)
  lb1.cable(1, true)
  const returnedAt = Date.now()
  first.close()
  first = start(lb1, 'oracle-nat-primary.conf')
  await first.waitForLine(/\(external\) Entering MASTER STATE/, { timeoutMs: 180_000 })
  const masterAgainMs = Date.now() - returnedAt
  await second.waitForLine(/\(external\) Entering BACKUP STATE/, { from: 1, timeoutMs: 60_000 })
  await sleep(2_000)
  const missed = answers.filter((answer) => answer.at >= returnedAt && answer.answer === null).length
  say(
    `   lb1 is master again ${masterAgainMs} ms after its start; requests of the client that failed meanwhile: ${missed}`,
  )
  showStates(lan)

  say('\n5. Stop both')
  const statuses = [await first.stop(), await second.stop()]
  say(
    `   exit statuses ${statuses.join(' and ')}; addresses left: ${lb1.hasAddress('enp0s8', vip) || lb2.hasAddress('enp0s8', vip) ? 'YES' : 'none'}`,
  )
}

function seed(file: string): string {
  return readFileSync(join(repositoryRoot, 'test/fixtures/seeds', file), 'utf8')
}

function serve(host: Host): void {
  host.spawn(process.execPath, [join(repositoryRoot, 'dist/demo/web-server.mjs'), host.name])
}

interface Answer {
  readonly at: number
  readonly answer: string | null
}

function ask(client: Host): Answer[] {
  const answers: Answer[] = []
  const child: ChildProcess = client.spawn(process.execPath, [join(repositoryRoot, 'dist/demo/client.mjs'), vip, '100'])
  let rest = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) answers.push(JSON.parse(line) as Answer)
  })
  return answers
}

async function firstAnswerAfter(answers: readonly Answer[], killedAt: number): Promise<{ gapMs: number }> {
  const failedAfter = (): number => answers.findIndex((answer) => answer.at >= killedAt && answer.answer === null)
  const servedAfter = (): number =>
    answers.findIndex((answer, i) => i > failedAfter() && failedAfter() >= 0 && answer.answer !== null)
  await until('the client is served again', () => servedAfter() >= 0, 60_000)
  const lastBefore = answers.slice(0, failedAfter()).findLast((answer) => answer.answer !== null)
  return { gapMs: (answers[servedAfter()]?.at ?? 0) - (lastBefore?.at ?? killedAt) }
}

function summary(answers: readonly Answer[]): string {
  const counts = new Map<string, number>()
  for (const { answer } of answers) counts.set(answer ?? 'no answer', (counts.get(answer ?? 'no answer') ?? 0) + 1)
  return [...counts].map(([who, count]) => `${who}: ${count}`).join(', ')
}

function showStates(lan: Lan, dead?: string): void {
  for (const name of ['lb1', 'lb2']) {
    const host = lan.host(name)
    const holds = host.hasAddress('enp0s8', vip)
    const state = name === dead ? 'dead  ' : holds ? 'MASTER' : 'backup'
    say(
      `   ${name}: ${state}   enp0s8 ${host
        .addresses('enp0s8')
        .filter((address) => !address.includes(':'))
        .join(' ')}`,
    )
  }
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `   ${line}`)
    .join('\n')
}
