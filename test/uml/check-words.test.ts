/**
 * The verdicts of the checkers and their words, beside the original's: a hundred servers that answer, refuse, stall, lie, drop or
 * are nowhere, first checked by keepalived and then by us, in one boot.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bootUml, repositoryRoot, whyNoUml } from '../lab/uml.ts'
import { makeCertificate } from '../unit/checkers/peers.ts'

const why = whyNoUml()
const md5 = (text: string): string => createHash('md5').update(text, 'latin1').digest('hex')
const good = `digest ${md5('hello world\n')}`
const ok = 'status_code 200'

/** What each track file holds. */
const TRACKED = { zero: 0, one: 1, five: 5, low: -20 } as const

interface Case {
  readonly kind: string
  readonly port: number
  /** in the block of the check */
  readonly lines: string
  /** where the address is: its own, or one of NOWHERE */
  readonly net: string
}

const check = (kind: string, port: number, lines = '', net = '10.1'): Case => ({ kind, port, lines, net })
const url = (wish: string): string => `url {\npath /x\n${wish}\n}`
const script = (name: string, timeoutS: number, more = ''): Case =>
  check('MISC_CHECK', 80, `misc_path /tmp/${name}\nmisc_timeout ${timeoutS}\n${more}`)
const file = (name: keyof typeof TRACKED, more: string): Case => check('FILE_CHECK', 80, `track_file ${name}\n${more}`)
const get = (port: number, wish = ok): Case => check('HTTP_GET', port, url(wish))

/** Nobody answers, there is no way, a way that forbids, one that refuses, one that says nothing. */
const NOWHERE = ['10.250', '10.251', '10.252', '10.253', '10.254']

const cases: readonly Case[] = [
  // Not a reset behind the connection: what the original sees first is chance.
  ...[80, 9, 82].map((port) => check('TCP_CHECK', port)),
  ...[80, 81, 84, 85, 86, 87, 88, 89, 90, 91, 92, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 9].map(
    (port) => get(port),
  ),
  get(82),
  get(83),
  get(80, good),
  get(80, `digest ${'0'.repeat(32)}`),
  get(80, `${good}\n${ok}`),
  get(80, ''),
  get(81, ''),
  get(81, good),
  get(81, 'status_code 404'),
  get(92, good),
  get(95, `digest ${md5('')}`),
  get(97, `digest ${md5('hello')}`),
  get(97, good),
  get(98, good),
  get(105, `digest ${md5('')}`),
  check('TCP_CHECK', 9, 'connect_ip 10.1.99.1\nconnect_port 80'),
  check('TCP_CHECK', 80, 'bind_if nobody'),
  check('TCP_CHECK', 80, 'bind_if lo\nbindto 10.1.99.8'),
  check('TCP_CHECK', 80, 'bindto 192.0.2.9'),
  check('TCP_CHECK', 80, 'fwmark 7'),
  get(107),
  check('HTTP_GET', 107, `bindto 10.1.99.9\nbind_port 5999\n${url(ok)}`),
  get(108),
  check('HTTP_GET', 108, `http_protocol 1.1\n${url(ok)}`),
  get(80, 'regex wor'),
  get(80, 'regex WOR\nregex_options caseless'),
  get(80, 'regex nowhere'),
  get(80, 'regex nowhere\nregex_no_match'),
  get(80, 'regex wor\nregex_no_match'),
  get(80, 'regex world\nregex_max_offset 3'),
  ...[443, 444, 445, 446, 447, 448, 449, 450, 9].map((port) => check('SSL_GET', port, url(ok))),
  check('SSL_GET', 443, url(good)),
  check('SSL_GET', 443, `enable_sni\nvirtualhost words.example\n${url(ok)}`),
  check('SSL_GET', 443, `nb_get_retry 3\n${url(ok)}`),
  ...[2501, 2502, 2503, 2504, 2505, 2506, 2507, 2508, 2509, 2510, 2511, 2512, 9].map((port) =>
    check('SMTP_CHECK', port, 'helo_name words.example'),
  ),
  // Not what is too short, is no response or has another number: of these a check of the original may never end.
  ...[5301, 5302, 5303, 5304, 5306, 9].map((port) => check('DNS_CHECK', port, 'type A\nname words.example')),
  ...[5301, 5302].map((port) => check('DNS_CHECK', port, 'name words.example\nalpha')),
  check('UDP_CHECK', 5201),
  check('UDP_CHECK', 5202),
  check('UDP_CHECK', 9),
  check('UDP_CHECK', 5201, 'payload 616263\nrequire_reply 616263'),
  check('UDP_CHECK', 5201, 'payload 616263\nrequire_reply 616264'),
  check('UDP_CHECK', 5201, 'payload 616263\nrequire_reply 61\nmin_reply_length 4'),
  check('UDP_CHECK', 5201, 'payload 616263\nrequire_reply 61\nmax_reply_length 2'),
  check('UDP_CHECK', 5202, 'require_reply 61'),
  check('PING_CHECK', 80),
  ...['exit0', 'exit1', 'exit2', 'exit255', 'killed', 'talks'].map((name) => script(name, 20)),
  ...['hangs', 'stubborn'].map((name) => script(name, 5)),
  ...['exit0', 'exit1', 'exit2', 'exit255'].map((name) => script(name, 20, 'misc_dynamic')),
  file('zero', 'weight 0'),
  file('one', 'weight 0'),
  file('one', 'weight 2'),
  file('five', 'weight -3 reverse'),
  file('low', 'weight 1'),
  ...NOWHERE.flatMap((net) => [
    check('TCP_CHECK', 80, '', net),
    check('HTTP_GET', 80, url(ok), net),
    check('SMTP_CHECK', 25, '', net),
    check('DNS_CHECK', 53, '', net),
    check('UDP_CHECK', 53, '', net),
    check('UDP_CHECK', 53, 'require_reply 61', net),
    check('PING_CHECK', 80, '', net),
  ]),
]

const addressOf = (i: number): string => `${cases[i]?.net ?? ''}.0.${i + 1}`

function config(): string {
  const servers = cases.map(({ kind, port, lines }, i) => {
    const timing = kind === 'FILE_CHECK' ? '' : `warmup 0\nretry 0\n${kind === 'MISC_CHECK' ? '' : 'connect_timeout 4'}`
    return `virtual_server 10.9.0.${i + 1} 80 {
  delay_loop 3600
  lb_algo rr
  lb_kind NAT
  protocol TCP
  real_server ${addressOf(i)} ${port} {
    ${kind} {
      ${timing}
      ${lines}
    }
  }
}`
  })
  const settings = 'router_id words\nchecker_log_all_failures\nscript_user root\nenable_script_security'
  const tracked = Object.keys(TRACKED).map((name) => `track_file ${name} {\nfile /tmp/${name}\n}\n`)
  return `global_defs {\n${settings}\n}\n${tracked.join('')}${servers.join('\n')}\n`
}

const guestScript = `
  printf '%s' "$KEY_TEXT" >/tmp/key.pem; printf '%s' "$CERT_TEXT" >/tmp/cert.pem; printf '%s' "$CONFIG" >/tmp/k.conf
  ip link set lo up; ip route add local 10.1.0.0/16 dev lo
  ip link add nobody type dummy; ip link set nobody up; ip route add 10.250.0.0/16 dev nobody
  ip rule add fwmark 7 lookup 7; ip route add prohibit default table 7
  ip route add prohibit 10.252.0.0/16; ip route add unreachable 10.253.0.0/16; ip route add blackhole 10.254.0.0/16
  script() { printf '#!/bin/sh\\n%s\\n' "$2" >/tmp/$1; chmod 755 /tmp/$1; }
  for n in 0 1 2 255; do script exit$n "exit $n"; done
  ${Object.entries(TRACKED)
    .map(([name, value]) => `echo ${value} >/tmp/${name}`)
    .join('; ')}
  script killed 'kill -9 $$'; script hangs 'sleep 100'; script stubborn 'trap "" TERM; while :; do sleep 1; done'
  script talks 'head -c 100000 /dev/zero; echo >&2 complaint'
  KEY=/tmp/key.pem CERT=/tmp/cert.pem "$NODE" dist/guest/check-peers.mjs >/tmp/peers 2>&1 &
  for i in $(seq 100); do grep -q READY /tmp/peers && break; sleep 0.3; done
  silence() { # until a log that has told of all checks has grown no more for eighteen seconds
    lines=0 quiet=0
    for i in $(seq 150); do
      sleep 1
      now=$(wc -l <"$1")
      [ $now = $lines ] && quiet=$((quiet + 1)) || quiet=0
      lines=$now
      [ $quiet -ge 18 ] && [ $(grep -c Activating "$1") -ge ${cases.filter(({ kind }) => kind !== 'FILE_CHECK').length} ] && return
    done
  }
  run() {
    out=$1; shift
    "$@" -n -l -D -C -f /tmp/k.conf -p /run/k.pid -r /run/v.pid -c /run/c.pid >"$RESULTS/$out" 2>&1 &
    daemon=$!; silence "$RESULTS/$out"; kill $daemon; wait $daemon; ipvsadm -C
  }
  run keepalived keepalived
  run tskeepalived "$NODE" dist/main.js
`

/** What a log says about one real server, without the names of both servers and what only our daemon or only UML adds. */
function words(log: string, i: number): string[] {
  const address = addressOf(i)
  const own = new RegExp(`${address.replaceAll('.', '\\.')}(?!\\d)`)
  return log
    .split('\n')
    .filter((line) => own.test(line))
    .map((line) => line.replace(/^[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ [\d:]+ \d{4}: /, ''))
    .map((line) => line.replaceAll(`[${address}]:tcp:${cases[i]!.port}`, 'SERVER').replaceAll(address, 'ADDRESS'))
    .filter((line) => !line.startsWith('Shutting down'))
    .map((line) => (RESETS.has(line) ? 'RESET' : line))
}

/** A reset that follows the connection at once is met in one of these steps, by chance. */
const RESETS = new Set([
  'Connection failed server SERVER.',
  'Read error with server SERVER.',
  'Cannot send get request to server SERVER.',
])

describe.skipIf(why !== null)(`checkers in a guest${why === null ? '' : ` (${why})`}`, () => {
  test('judge a hundred servers as the original does, in its words', async () => {
    execFileSync(join(repositoryRoot, 'node_modules/.bin/esbuild'), [
      join(repositoryRoot, 'test/uml/guest/check-peers.ts'),
      ...['--bundle', '--platform=node', '--format=esm', '--out-extension:.js=.mjs', '--log-level=warning'],
      `--outdir=${join(repositoryRoot, 'dist/guest')}`,
    ])
    const { key, cert } = makeCertificate()
    const { files, output, console } = await bootUml({
      script: guestScript,
      memMb: 1024,
      modules: ['ip_vs', 'ip_vs_rr', 'dummy'],
      timeoutS: 500,
      env: { KEY_TEXT: key, CERT_TEXT: cert, CONFIG: config() },
    })
    const [theirs, ours] = [files['keepalived'] ?? '', files['tskeepalived'] ?? '']
    expect(theirs, output + console).toContain('Startup complete')
    const table = (log: string): object =>
      Object.fromEntries(
        cases.map(({ kind, port, lines, net }, i) => [`${i} ${kind} ${net} ${port} ${lines}`, words(log, i)]),
      )
    expect(table(ours)).toEqual(table(theirs))
  })
})
