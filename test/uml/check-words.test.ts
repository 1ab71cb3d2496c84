/**
 * The verdicts of the checkers and their words, beside the original's: forty servers that answer, refuse, stall or lie,
 * first checked by keepalived and then by us, in one boot.
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

/** kind, port, what the url asks for */
type Case = readonly ['TCP_CHECK' | 'HTTP_GET' | 'SSL_GET', number, string]
const cases: readonly Case[] = [
  ...[80, 9].map((port): Case => ['TCP_CHECK', port, '']),
  ...[80, 81, 84, 85, 86, 87, 88, 89, 90, 91, 92, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 9].map(
    (port): Case => ['HTTP_GET', port, ok],
  ),
  ['HTTP_GET', 82, ok],
  ['HTTP_GET', 83, ok],
  ['HTTP_GET', 80, good],
  ['HTTP_GET', 80, `digest ${'0'.repeat(32)}`],
  ['HTTP_GET', 80, `${good}\n${ok}`],
  ['HTTP_GET', 80, ''],
  ['HTTP_GET', 81, ''],
  ['HTTP_GET', 81, good],
  ['HTTP_GET', 81, 'status_code 404'],
  ['HTTP_GET', 92, good],
  ['HTTP_GET', 95, `digest ${md5('')}`],
  ['HTTP_GET', 97, `digest ${md5('hello')}`],
  ['HTTP_GET', 97, good],
  ['HTTP_GET', 98, good],
  ['HTTP_GET', 105, `digest ${md5('')}`],
  ...[443, 444, 445, 446, 447, 448, 449, 450, 9].map((port): Case => ['SSL_GET', port, ok]),
  ['SSL_GET', 443, good],
]

const addressOf = (i: number): string => `10.1.0.${i + 1}`

function config(): string {
  const servers = cases.map(([kind, port, wish], i) => {
    const url = kind === 'TCP_CHECK' ? '' : `url {\n path /x\n ${wish}\n }\n`
    return `virtual_server 10.9.0.${i + 1} 80 {
  delay_loop 60
  lb_algo rr
  lb_kind NAT
  protocol TCP
  real_server ${addressOf(i)} ${port} {
    ${kind} {
      connect_timeout 4
      warmup 0
      retry 0
      ${url}
    }
  }
}`
  })
  return `global_defs {\n router_id words\n checker_log_all_failures\n}\n${servers.join('\n')}\n`
}

const script = `
  printf '%s' "$KEY_TEXT" >/tmp/key.pem; printf '%s' "$CERT_TEXT" >/tmp/cert.pem; printf '%s' "$CONFIG" >/tmp/k.conf
  ip link set lo up; ip route add local 10.1.0.0/16 dev lo
  KEY=/tmp/key.pem CERT=/tmp/cert.pem "$NODE" dist/guest/check-peers.mjs >/tmp/peers 2>&1 &
  for i in $(seq 100); do grep -q READY /tmp/peers && break; sleep 0.3; done
  run() {
    out=$1; shift
    "$@" -n -l -D -C -f /tmp/k.conf -p /run/k.pid -r /run/v.pid -c /run/c.pid >"$RESULTS/$out" 2>&1 &
    daemon=$!; sleep 30; kill $daemon; wait $daemon; ipvsadm -C
  }
  run keepalived keepalived
  run tskeepalived "$NODE" dist/main.js
`

/** What a log says about one real server, without the names of both servers and what only our daemon or only UML adds. */
function words(log: string, i: number): string[] {
  const server = `[${addressOf(i)}]:tcp:${cases[i]![1]}`
  return log
    .split('\n')
    .filter((line) => line.includes(`${server} `) || line.includes(`${server}.`))
    .map((line) => line.replace(/^[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ [\d:]+ \d{4}: /, '').replaceAll(server, 'SERVER'))
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
  test('judge forty servers as the original does, in its words', async () => {
    execFileSync(join(repositoryRoot, 'node_modules/.bin/esbuild'), [
      join(repositoryRoot, 'test/uml/guest/check-peers.ts'),
      ...['--bundle', '--platform=node', '--format=esm', '--out-extension:.js=.mjs', '--log-level=warning'],
      `--outdir=${join(repositoryRoot, 'dist/guest')}`,
    ])
    const { key, cert } = makeCertificate()
    const { files, output, console } = await bootUml({
      script,
      memMb: 1024,
      timeoutS: 300,
      env: { KEY_TEXT: key, CERT_TEXT: cert, CONFIG: config() },
    })
    const [theirs, ours] = [files['keepalived'] ?? '', files['tskeepalived'] ?? '']
    expect(theirs, output + console).toContain('Startup complete')
    const table = (log: string): object =>
      Object.fromEntries(cases.map(([kind, port, wish], i) => [`${i} ${kind} ${port} ${wish}`, words(log, i)]))
    expect(table(ours)).toEqual(table(theirs))
  })
})
