import { chmodSync, mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCommand } from '../../../src/linux/spawn.ts'
import type { CommandRun } from '../../../src/linux/spawn.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tsk-spawn-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const run = (argv: readonly string[], rest: Partial<CommandRun> = {}) =>
  runCommand({ argv, uid: null, gid: null, timeoutMs: null, ...rest })
const shell = (script: string, rest: Partial<CommandRun> = {}) => run(['/bin/sh', '-c', script], rest)
const read = (name: string) => readFileSync(join(directory, name), 'utf8').trim()

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(condition()).toBe(true)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  // A zombie waits for whoever adopted it, and runs no more.
  return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
}

test('the status of a command is its result', async () => {
  expect(await run(['/bin/true'])).toEqual({ kind: 'exit', status: 0 })
  expect(await shell('exit 7')).toEqual({ kind: 'exit', status: 7 })
})

test('a command that a signal ends says which', async () => {
  expect(await shell('kill -USR1 $$')).toEqual({ kind: 'signal', signal: 'SIGUSR1' })
})

test('what cannot be started is a result, not an exception', async () => {
  expect(await run(['/nowhere/at/all'])).toEqual({ kind: 'failed', reason: 'ENOENT' })
  expect(await run(['/etc/passwd'])).toEqual({ kind: 'failed', reason: 'EACCES' })
  expect(await run(['/bin/true', 'zero\0octet'])).toMatchObject({ kind: 'failed' })
  expect(await run([])).toEqual({ kind: 'failed', reason: 'empty command' })
})

test('words reach the command as they are, with no shell between', async () => {
  const words = ['a b', '$HOME', '*', '"', "'", ';', '']
  await run(['/bin/sh', '-c', `for w in "$@"; do printf '<%s>' "$w"; done > ${directory}/words`, 'name', ...words])
  expect(read('words')).toBe(words.map((word) => `<${word}>`).join(''))
})

test('it leads its own process group and has nothing open but /dev/null', async () => {
  const links = ['0', '1', '2'].map((fd) => `$(readlink /proc/$$/fd/${fd})`).join(' ')
  await shell(
    `set -- $(cut -d' ' -f1,5 /proc/$$/stat) ${links}; printf '%s\\n' "$1 $2" "$3" "$4" "$5" > ${directory}/seen`,
  )
  const lines = read('seen').split('\n')
  expect(lines.slice(1)).toEqual(['/dev/null', '/dev/null', '/dev/null'])
  const [pid, group] = (lines[0] ?? '').split(' ').map(Number)
  expect(group).toBe(pid)
})

test('the environment is ours without what would mislead a shell or a loader', async () => {
  Object.assign(process.env, { IFS: 'x', LD_LIBRARY_PATH: '/nowhere', NOTIFY_SOCKET: '/nowhere', TSK_KEPT: 'yes' })
  try {
    await shell(`env > ${directory}/env`)
  } finally {
    for (const name of ['IFS', 'LD_LIBRARY_PATH', 'NOTIFY_SOCKET', 'TSK_KEPT']) delete process.env[name]
  }
  expect(read('env')).toContain('TSK_KEPT=yes')
  expect(read('env')).not.toMatch(/^(IFS|LD_LIBRARY_PATH|NOTIFY_SOCKET)=/m)
})

test('when its time is over, all that it started gets SIGTERM', async () => {
  // The grandchild is in the same group and writes down that it was told.
  const loop = 'while :; do sleep 0.05; done'
  const child = `trap 'echo told > ${directory}/told; exit' TERM; echo $$ > ${directory}/pid; ${loop}`
  const result = await shell(`sh -c "${child.replaceAll('$', '\\$')}" & wait`, { timeoutMs: 300 })
  expect(result).toEqual({ kind: 'timeout' })
  await until(() => existsSync(join(directory, 'told')) || !isAlive(Number(read('pid'))))
  await until(() => !isAlive(Number(read('pid'))))
})

test('what does not heed SIGTERM is killed, its children too', async () => {
  const loop = 'while :; do sleep 1; done'
  const script = `trap '' TERM; (trap '' TERM; ${loop}) & echo $! > ${directory}/pid; wait; ${loop}`
  expect(await shell(script, { timeoutMs: 300 })).toEqual({ kind: 'timeout' })
  await until(() => !isAlive(Number(read('pid'))))
})

test('an abort ends it like the end of its time', async () => {
  const controller = new AbortController()
  const result = shell(`echo $$ > ${directory}/pid; exec sleep 100`, { signal: controller.signal })
  await until(() => existsSync(join(directory, 'pid')) && read('pid') !== '')
  controller.abort()
  expect(await result).toEqual({ kind: 'timeout' })
  expect(isAlive(Number(read('pid')))).toBe(false)
  expect(await shell('exit 0', { signal: controller.signal })).toEqual({ kind: 'failed', reason: 'stopping' })
})

/** In a user namespace there may be no other account to change to. */
const allAccounts =
  process.getuid?.() === 0 && /^\s*0\s+0\s+4294967295/.test(readFileSync('/proc/self/uid_map', 'latin1'))

test.skipIf(!allAccounts)('it runs under the account it was given, with no group of ours', async () => {
  await shell(`chmod 777 ${directory}`)
  await shell(`id -u > ${directory}/id; id -G >> ${directory}/id`, { uid: 65_534, gid: 65_533 })
  expect(read('id').split('\n')).toEqual(['65534', '65533'])
})

test('a check that ignores SIGTERM does not outlive us, whether it was told to end or not; a notify script does', async () => {
  const program = `
    import { runCommand } from '${new URL('../../../src/linux/spawn.ts', import.meta.url).pathname}'
    import { existsSync } from 'node:fs'
    const control = new AbortController()
    const script = (name) => "trap '' TERM; echo $$ > ${directory}/" + name + '; while :; do sleep 1; done'
    const start = (name, rest) =>
      void runCommand({ argv: ['/bin/sh', '-c', script(name)], uid: null, gid: null, timeoutMs: null, ...rest })
    start('told', { signal: control.signal, endsWithUs: 'killed' })
    start('not-told', { endsWithUs: 'killed' })
    start('left', { signal: new AbortController().signal })
    const names = ['told', 'not-told', 'left'].map((name) => '${directory}/' + name)
    const timer = setInterval(() => {
      if (!names.every((name) => existsSync(name))) return
      clearInterval(timer)
      control.abort()
      setTimeout(() => process.exit(0), 100)
    }, 20)
  `
  const ended = await run([process.execPath, '--import', 'tsx', '--input-type=module', '-e', program])
  expect(ended).toEqual({ kind: 'exit', status: 0 })
  const pid = (name: string): number => Number(read(name))
  await until(() => !isAlive(pid('told')) && !isAlive(pid('not-told')))
  expect(isAlive(pid('left'))).toBe(true)
  process.kill(-pid('left'), 'SIGKILL')
})

test.skipIf(process.getuid?.() !== 0)('further groups of the account are kept', async () => {
  const path = join(directory, 'groups')
  const script = `id -G > ${path}; id -u >> ${path}`
  chmodSync(directory, 0o777)
  expect(await shell(script, { uid: 65534, gid: 65534, groups: [4, 20] })).toEqual({ kind: 'exit', status: 0 })
  expect(read('groups').split('\n')).toEqual(['65534 4 20', '65534'])
  rmSync(path)
  await shell(script, { uid: 65534, gid: 65534 })
  expect(read('groups').split('\n')).toEqual(['65534', '65534'])
})
