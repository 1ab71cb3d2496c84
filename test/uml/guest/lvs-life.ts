/**
 * Runs inside the guest, in a network namespace of its own: one life of a director, played with the program named on the
 * command line. What it says, writes, mails, runs and programs at each stage goes to $RESULTS as JSON, for the test outside
 * to compare. The second octet but one of an address tells which virtual server it belongs to (10.88.N.x, 10.99.N.x).
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Program } from '../../lab/daemons.ts'
import { makeDirector, type Stage } from './director.ts'

export interface Life {
  readonly stages: readonly Stage[]
  /** per server of the url virtual servers: requests, with their distance from the one before, and lines */
  readonly urls: Readonly<Record<string, readonly string[]>>
}

const program = process.argv[2] as Program
const director = makeDirector(program)
const { stage, serve, kill, ipvsadm } = director

const scripts = (up: string, down: string, name: string): string =>
  ` ${up} "${director.script} ${up} ${name}"\n ${down} "${director.script} ${down} ${name}"\n`
const timing = ' connect_timeout 3\n retry 1\n delay_before_retry 1\n'
const tcp = `TCP_CHECK {\n${timing}}\n`
const http = (urls: string, more = '', times = timing): string => `HTTP_GET {\n${urls}${times}${more}}\n`
const url = (path: string, wish = 'status_code 200'): string => ` url {\n path ${path}\n ${wish}\n }\n`
const MD5_OF_HELLO = '5d41402abc4b2a76b9719d911017c592'

function realServer(address: string, checks: string, more = ' weight 1\n'): string {
  return `real_server ${address} {\n${more}${scripts('notify_up', 'notify_down', address.replace(' ', ':'))}${checks}}\n`
}

function virtualServer(head: string, kind: string, more: string, servers: string): string {
  const name = head.replace(' ', ':')
  return `virtual_server ${head} {\n delay_loop 1\n lb_algo rr\n lb_kind ${kind}\n warmup 0\n${more}${scripts('quorum_up', 'quorum_down', name)}${servers}}\n`
}

const global = (more = ''): string => `global_defs {
 router_id LVS1
 notification_email {
 a@example.com
 b@example.com
 }
 notification_email_from k@example.com
 smtp_server 127.0.0.1
 script_user root
 smtp_alert_checker
 lvs_notify_fifo ${director.fifo}
 checker_log_all_failures
${more}}
`

/** 1: quorum with a sorry server. */
const quorum = (third = ''): string =>
  virtualServer(
    '10.88.1.1 80',
    'NAT',
    ' protocol TCP\n quorum 2\n hysteresis 0\n omega\n sorry_server 10.99.1.16 80\n',
    [11, 12, 13].map((last) => realServer(`10.99.1.${last} 80`, tcp)).join('') + third,
  )

/** 2: a group of addresses, a range and a mark, all down until they answer; dead servers keep their place. */
const group = `virtual_server_group G2 {\n 10.88.2.1 80\n 10.88.2.2-3 81\n fwmark 7\n}\n${virtualServer(
  'group G2',
  'DR',
  ' protocol TCP\n persistence_timeout 60\n alpha\n omega\n inhibit_on_failure\n sorry_server 10.99.2.16 80\n sorry_server_inhibit\n',
  realServer('10.99.2.11 80', http(url('/a') + url('/b', `digest ${MD5_OF_HELLO}`), ' fast_recovery\n')) +
    realServer('10.99.2.12 80', tcp, ' weight 3\n'),
)}`

/** 3: a mark, through tunnels, with hysteresis; its second server is dead from the start. */
const mark = virtualServer(
  'fwmark 3',
  'TUN',
  ' quorum 3\n hysteresis 1\n',
  realServer('10.99.3.11', tcp.replace('TCP_CHECK {', 'TCP_CHECK {\n connect_port 80'), ' weight 4\n') +
    realServer('10.99.3.12', tcp.replace('TCP_CHECK {', 'TCP_CHECK {\n connect_port 80'), ' weight 2\n'),
)

/** 4: answers by plan, one word per request, the last one for ever; what is asked tells the turns of the urls. */
const plans: Readonly<
  Record<string, { readonly urls: string; readonly alpha?: true; readonly fast?: true; readonly plan: string }>
> = {
  '10.99.4.1': { urls: 'a', plan: 'ok ok no no no ok ok' },
  '10.99.4.2': { urls: 'a b c', plan: 'ok ok ok ok no no no ok ok ok no no no ok' },
  '10.99.4.3': { urls: 'a b c', alpha: true, plan: 'ok no no ok' },
  '10.99.4.4': { urls: 'a b', fast: true, plan: 'ok ok ok no no no ok' },
  '10.99.4.5': { urls: 'a b', plan: 'ok no no ok' },
  '10.99.4.6': { urls: 'odd a', plan: 'ok ok ok no no ok' },
  '10.99.4.7': { urls: 'a b c', plan: 'ok ok ok no ok' },
}
const planned = Object.entries(plans)
  .map(([address, { urls, alpha, fast }]) =>
    virtualServer(
      `${address.replace('99', '88')} 80`,
      'NAT',
      ` protocol TCP\n delay_loop 6\n${alpha ? ' alpha\n' : ''}`,
      realServer(
        `${address} 80`,
        http(
          urls
            .split(' ')
            .map((path) => url(`/${path}`))
            .join(''),
          fast ? ' fast_recovery\n' : '',
          timing.replace('before_retry 1', 'before_retry 2'),
        ),
      ),
    ),
  )
  .join('')

const first = (third = ''): string => global() + quorum(third) + group + mark + planned

await director.openWorld()
for (const last of [11, 12, 13, 14]) await serve(`10.99.1.${last}`)
await serve('10.99.2.11')
await serve('10.99.3.11')
for (const [address, { plan }] of Object.entries(plans)) await serve(address, plan.split(' '))

await stage('start', () => director.start(first()), [
  /Removing service \[10.99.3.12/,
  /Enabling service \[10.99.2.11/,
  /10.99.1.11\]:tcp:80 success/,
])
await stage(
  'a server dies, another comes',
  async () => {
    kill('10.99.1.11')
    await serve('10.99.2.12')
  },
  [/Removing service \[10.99.1.11/, /Enabling service \[10.99.2.12/],
)
await stage(
  'a page is missing, the quorum of 1 is lost',
  () => {
    kill('10.99.1.12')
    director.page('10.99.2.11', '/b', false)
  },
  [/Removing alive servers.*88.1.1/, /Disabling service \[10.99.2.11/],
)
await stage(
  'both are back',
  async () => {
    await serve('10.99.1.12')
    director.page('10.99.2.11', '/b', true)
  },
  [/Adding alive servers.*88.1.1/, /Enabling service \[10.99.2.11/],
)
await stage(
  'one of each',
  async () => {
    await serve('10.99.1.11')
    director.page('10.99.2.11', '/b', false)
    kill('10.99.3.11')
  },
  [/Adding service \[10.99.1.11/, /Disabling service \[10.99.2.11/, /Removing service \[10.99.3.11/],
)
await stage('all of 2', () => kill('10.99.2.12'), [/Enabling sorry server/])
await stage(
  '2 and 3 are back',
  async () => {
    director.page('10.99.2.11', '/b', true)
    await serve('10.99.3.11')
  },
  [/Enabling service \[10.99.2.11/, /Adding service \[10.99.3.11/],
)
// Nothing is changed under the checks of 4 before they have shown what they do.
const urls = await director.playPlans()
await stage('a server more', () => director.reload(first(realServer('10.99.1.14 80', tcp))), [/success/])
await stage('with another weight', () => director.reload(first(realServer('10.99.1.14 80', tcp, ' weight 5\n'))), [
  /Changing weight/,
])
await stage('and gone again', () => director.reload(first()), [/no longer exist/])
await stage('stopped', () => director.stop())

/** 5: over what others left in the kernel. */
const second = (more: string, servers: string): string =>
  global(' rs_init_notifies\n') + virtualServer('10.88.5.1 80', 'NAT', ` protocol TCP\n${more}`, servers)
const five = realServer('10.99.5.11 80', tcp) + realServer('10.99.5.12 80', tcp)
await serve('10.99.5.11')
await serve('10.99.5.12')
await stage(
  'over leftovers',
  async () => {
    ipvsadm('-A -t 10.88.9.9:99 -s rr')
    ipvsadm('-a -t 10.88.9.9:99 -r 10.99.9.9:99 -m')
    await director.start(second('', five))
  },
  [/success/],
)
await stage(
  'another scheduler, and a service less',
  () => director.reload(second(' lb_algo wrr\n persistence_timeout 50\n', five)),
  [/Reload complete/],
)
await stage(
  'both die',
  () => {
    kill('10.99.5.11')
    kill('10.99.5.12')
  },
  [/Removing service \[10.99.5.11/, /Removing service \[10.99.5.12/],
)
await stage('stopped without them', () => director.stop())

if (program === 'tskeepalived') await crash()
writeFileSync(
  join(process.env['RESULTS'] ?? '.', program),
  JSON.stringify({ stages: director.stages, urls } satisfies Life),
)
process.exit()

/** Only ours: the original leaves what it finds, and complains. */
async function crash(): Promise<void> {
  for (const last of [11, 12]) await serve(`10.99.5.${last}`)
  await stage('before the crash', () => director.start(second('', five)), [/success/])
  await stage('crashed', () => director.crash())
  await stage('started again', () => director.start(second('', five)), [/success/])
  await stage('crashed again, and a server dies meanwhile', () => {
    director.crash()
    kill('10.99.5.12')
  })
  await stage('that is seen', () => director.start(second('', five)), [/Removing service \[10.99.5.12/])
  await stage('stopped after crashes', () => director.stop())
}
