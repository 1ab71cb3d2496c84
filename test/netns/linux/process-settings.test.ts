import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

const settings = new URL('../../../src/daemon/process-settings.ts', import.meta.url).pathname

test('max_auto_priority: each delay that is long enough raises the real-time priority by one, up to that', () => {
  const script = `
    import { makeProcessSettings } from '${settings}'
    import { readFileSync } from 'node:fs'
    const lines = []
    const made = makeProcessSettings((level, text) => lines.push(level + ' ' + text), () => 0)
    const realTime = () => readFileSync('/proc/self/stat', 'latin1').split(') ')[1].split(' ')[37]
    const ordinary = { name: null, nice: 0, noSwap: false, rtPriority: 0, cpuAffinity: [], rlimitRttimeUs: 10000 }
    made.configure(ordinary, { most: 2, leastDelayUs: 500000 })
    const seen = [500000, 499999, 2500000, 900000].map((late) => { made.late(late); return realTime() })
    console.log(JSON.stringify({ seen, lines }))`
  const args = ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', script]
  const { seen, lines } = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Record<
    string,
    string[]
  >
  if (lines?.some((line) => line.includes('EPERM'))) {
    // A user namespace has no right to it; then every attempt is told and nothing changes.
    expect(seen).toEqual(['0', '0', '0', '0'])
    return
  }
  expect(seen).toEqual(['1', '1', '2', '2'])
  expect(lines).toEqual([
    'info 500 ms late: real-time priority raised from 0 to 1',
    'info 2500 ms late: real-time priority raised from 1 to 2',
  ])
})
