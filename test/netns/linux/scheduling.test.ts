import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

const scheduling = new URL('../../../src/linux/scheduling.ts', import.meta.url).pathname
const sysctl = new URL('../../../src/linux/sysctl.ts', import.meta.url).pathname

/**
 * Runs the lines in a process of their own, since what they change cannot be taken back; what they log, line by line.
 */
function run(...lines: readonly string[]): string[] {
  const script = [
    `import * as scheduling from '${scheduling}'`,
    `import * as sysctl from '${sysctl}'`,
    `import { readFileSync } from 'node:fs'`,
    `import { execFileSync } from 'node:child_process'`,
    `const stat = (text) => text.slice(text.lastIndexOf(')') + 2).split(' ')`,
    ...lines,
  ].join('\n')
  const args = ['--net', process.execPath, '--import', import.meta.resolve('tsx'), '--input-type=module', '-e', script]
  return execFileSync('unshare', args, { encoding: 'utf8' }).trim().split('\n')
}

test('sched(7): real-time priority is ours alone, scripts have none; or the kernel refuses with EPERM', () => {
  // Fields 40 and 41 of /proc/PID/stat: real-time priority and policy (2: SCHED_RR).
  const [ours, theirs] = run(
    'const refused = ({ errno }) => { console.log(errno); console.log(errno); process.exit() }',
    'try { scheduling.setRealTimePriority(7) } catch (error) { refused(error) }',
    `console.log(stat(readFileSync('/proc/self/stat', 'latin1')).slice(37, 39).join(' '))`,
    `console.log(stat(execFileSync('cat', ['/proc/self/stat'], { encoding: 'latin1' })).slice(37, 39).join(' '))`,
  )
  expect([
    ['7 2', '0 0'],
    ['EPERM', 'EPERM'],
  ]).toContainEqual([ours, theirs])
})

test('setpriority(2), prctl(2), setrlimit(2)', () => {
  expect(
    run(
      'scheduling.setNice(5)',
      `scheduling.setProcessName('keepalived_vrrp_and_more')`,
      'scheduling.limitRealTime(10000)',
      `console.log(stat(readFileSync('/proc/self/stat', 'latin1'))[16])`,
      `console.log(readFileSync('/proc/self/comm', 'latin1').trim())`,
      `console.log(/Max realtime timeout +(\\d+)/.exec(readFileSync('/proc/self/limits', 'latin1'))[1])`,
    ),
  ).toEqual(['5', 'keepalived_vrrp', '10000'])
})

test('sysctl(5): settings are read and written; one that is not there is null, or ENOENT', () => {
  expect(
    run(
      `const path = 'net/ipv4/conf/lo/promote_secondaries'`,
      `sysctl.writeSysctl(path, '1')`,
      'console.log(sysctl.readSysctl(path))',
      `sysctl.writeSysctl(path, '0')`,
      'console.log(sysctl.readSysctl(path))',
      `console.log(sysctl.readSysctl('net/ipv4/conf/nowhere/promote_secondaries'))`,
      'const told = ({ name, errno }) => console.log(name, errno)',
      `try { sysctl.writeSysctl('net/ipv4/conf/nowhere/promote_secondaries', '1') } catch (error) { told(error) }`,
    ),
  ).toEqual(['1', '0', 'null', 'OperationError ENOENT'])
})
