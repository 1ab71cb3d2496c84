import { describe, expect, test } from 'vitest'
import { readInvocation } from '../../../src/cli/invocation.ts'
import { optionTable, usageText } from '../../../src/cli/option-table.ts'
import { signalNumberOf } from '../../../src/cli/signal-numbers.ts'

const read = (...words: string[]) => readInvocation(words, '/tmp')

function options(...words: string[]) {
  const invocation = read(...words)
  if (invocation.kind !== 'run') throw new Error(`not a daemon: ${JSON.stringify(invocation)}`)
  return invocation.options
}

describe('options', () => {
  test('defaults are those of the original', () => {
    expect(options()).toEqual({
      configFile: '/etc/keepalived/keepalived.conf',
      configId: null,
      coreDump: false,
      corePattern: null,
      allConfig: false,
      runVrrp: true,
      runChecker: true,
      startAll: false,
      respawn: true,
      foreground: false,
      dumpConfig: false,
      releaseVrrp: true,
      releaseIpvs: true,
      logAddressChanges: false,
      namespace: null,
      umask: null,
      pidFiles: { parent: null, vrrp: null, checker: null },
      log: { console: false, detail: 0, syslog: true, facility: 3, file: null, format: 'text' },
      commandLine: [],
    })
  })

  test('bundled, long and abbreviated spellings mean the same', () => {
    const strip = (...words: string[]) => ({ ...options(...words), commandLine: [] })
    const expected = strip('-n', '-l', '-D', '-D', '-f', 'x.conf')
    expect(strip('-nlDDfx.conf')).toEqual(expected)
    expect(strip('--dont-fork', '--log-c', '--log-detail', '--log-detail', '--use-file=x.conf')).toEqual(expected)
    expect(strip('--use', 'x.conf', '-nl', '-DD')).toEqual(expected)
  })

  test('-P runs no checkers, -C no VRRP', () => {
    expect(options('-P')).toMatchObject({ runVrrp: true, runChecker: false })
    expect(options('-C')).toMatchObject({ runVrrp: false, runChecker: true })
  })

  test.each([
    ['3', 19],
    ['local7', 23],
    ['user', 1],
    ['daemon', 3],
  ])('-S %s', (word, facility) => {
    expect(options('-S', word).log.facility).toBe(facility)
  })

  test.each([
    ['022', 0o22],
    ['0x12', 0x12],
    ['18', 18],
  ])('-u %s is read as in C', (word, mask) => {
    expect(options('-u', word).umask).toBe(mask)
  })

  test.each([
    [['-S', '9'], "Invalid log facility '9'"],
    [['-u', 'zz'], 'Invalid --umask option zz'],
    [['extra', 'words'], 'Unexpected argument(s): extra words '],
  ])('%j is complained about and does not stop the start', (words, complaint) => {
    expect(read(...words)).toMatchObject({ kind: 'run', complaints: [complaint] })
  })

  test('-g takes its file only when that is attached', () => {
    expect(options('-g').log.file).toBe('/tmp/keepalived.log')
    expect(options('-g/var/log/k.log').log.file).toBe('/var/log/k.log')
    expect(options('--log-file=/x').log.file).toBe('/x')
  })
})

describe('what else a command line can mean', () => {
  test.each([
    [['--foo'], 'Unknown option --foo'],
    [['-Z'], 'Unknown option -Z'],
    [['-nZ'], 'Unknown option -Z'],
    [['--log'], 'Unknown option --log'],
    [['-f'], 'Missing parameter for option -f'],
    [['--use-file='], 'Missing parameter for option --use-file'],
  ])('%j is refused', (words, message) => {
    expect(read(...words)).toEqual({ kind: 'refused', message })
  })

  test('version and help win over what stands behind them', () => {
    expect(read('-v', '--foo')).toEqual({ kind: 'version' })
    expect(read('-nv')).toEqual({ kind: 'version' })
    expect(read('--help', '-v')).toEqual({ kind: 'help' })
    expect(read('--foo', '-v')).toMatchObject({ kind: 'refused' })
  })

  test('-t takes its log only when that is attached', () => {
    expect(read('-t', '-f', 'x')).toMatchObject({ kind: 'test', testLog: null, options: { configFile: 'x' } })
    expect(read('-tlog')).toMatchObject({ kind: 'test', testLog: 'log' })
    expect(read('-t=log')).toMatchObject({ kind: 'test', testLog: '=log' })
    expect(read('--config-test=log', '--format', 'json')).toMatchObject({
      kind: 'test',
      testLog: 'log',
      format: 'json',
    })
    expect(read('-t', '--format', 'conf')).toMatchObject({ kind: 'test', format: 'conf', complaints: [] })
    expect(read('-t', '--format', 'xml')).toMatchObject({
      format: 'text',
      complaints: [expect.stringContaining('xml')],
    })
  })

  // As seen of 2.2.7: --all takes back what stands before it.
  test.each([
    [['--all', '-P'], true, false],
    [['-P', '--all'], true, true],
    [['-C', '-P', '--all'], true, true],
    [['--all', '-C'], false, true],
  ])('%j', (words, runVrrp, runChecker) => {
    expect(readInvocation(words, '/tmp')).toMatchObject({
      kind: 'run',
      options: { runVrrp, runChecker, startAll: true },
    })
  })

  test('genhash takes the whole rest', () => {
    expect(read('-T', '-s', '10.0.0.1')).toEqual({ kind: 'genhash', words: ['-s', '10.0.0.1'] })
  })

  test('signal names', () => {
    expect(read('--signum', 'DATA')).toEqual({ kind: 'signum', name: 'DATA' })
    expect(['STOP', 'RELOAD', 'DATA', 'STATS', 'STATS_CLEAR'].map(signalNumberOf)).toEqual([15, 1, 10, 12, 63])
    expect(signalNumberOf('JSON')).toBe(36)
    expect(signalNumberOf('TDUMP')).toBeNull()
    expect(signalNumberOf('toString')).toBeNull()
  })
})

test('the usage text has a line for every option', () => {
  const text = usageText('tskeepalived')
  for (const { long } of optionTable) expect(text).toContain(`--${long}`)
  expect(text.trimEnd().split('\n')).toHaveLength(optionTable.length + 3)
})

test('status and reload are questions to a daemon that runs, when they stand alone', () => {
  expect(readInvocation(['-D', '-p', '/x.pid', 'status', '--json'], '/tmp')).toMatchObject({
    kind: 'ask',
    what: 'status',
    json: true,
    options: { pidFiles: { parent: '/x.pid' } },
  })
  expect(readInvocation(['reload'], '/tmp')).toMatchObject({ kind: 'ask', what: 'reload', json: false })
  expect(readInvocation(['status', 'now'], '/tmp')).toMatchObject({
    kind: 'run',
    complaints: ['Unexpected argument(s): status now '],
  })
  expect(readInvocation(['-t', 'status'], '/tmp')).toMatchObject({ kind: 'test' })
})
