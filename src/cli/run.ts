/** The entry: looks at the first word, reads the rest, and hands over. Everything else is loaded when it is needed. */
import { childArgument, detachedArgument } from '../daemon/roles.ts'

/** `program` is the path of the main module, for the processes that run it again. */
export async function run(program: string, words: readonly string[]): Promise<void> {
  if (words[0] === childArgument) return runChildRole(words[1] ?? '')
  if (words[0] === detachedArgument) return runCommandLine(program, words.slice(1), true)
  return runCommandLine(program, words, false)
}

async function runChildRole(name: string): Promise<void> {
  if (name === 'vrrp') (await import('../daemon/vrrp-process.ts')).runVrrpProcess()
  else if (name === 'scripts') (await import('../daemon/script-process.ts')).runScriptProcess()
  else if (name === 'checker') (await import('../daemon/checker-process.ts')).runCheckerProcess()
  else process.exitCode = 1
}

async function runCommandLine(program: string, words: readonly string[], detached: boolean): Promise<void> {
  const { readInvocation } = await import('./invocation.ts')
  const { temporaryDirectory } = await import('../daemon/temporary-directory.ts')
  const invocation = readInvocation(words, temporaryDirectory())
  switch (invocation.kind) {
    case 'refused':
      process.stderr.write(`${invocation.message}\n`)
      process.exitCode = 1
      return
    case 'version':
      process.stderr.write(await versionText())
      return
    case 'help': {
      const { usageText } = await import('./option-table.ts')
      process.stderr.write(usageText('tskeepalived'))
      return
    }
    case 'signum':
      return printSignalNumber(invocation.name)
    case 'genhash': {
      const { runGenhash } = await import('./genhash.ts')
      process.exitCode = await runGenhash(invocation.words)
      return
    }
    case 'test': {
      const { testConfig } = await import('./config-test.ts')
      process.exitCode = testConfig(invocation)
      return
    }
    case 'replay': {
      const { replay } = await import('../daemon/replay.ts')
      process.exitCode = replay(invocation.path, (line) => process.stdout.write(`${line}\n`)) ? 1 : 0
      return
    }
    case 'ask': {
      const { ask } = await import('./ask.ts')
      process.exitCode = await ask(invocation)
      return
    }
    case 'run':
      return runDaemon(program, words, invocation, detached)
  }
}

async function runDaemon(
  program: string,
  words: readonly string[],
  invocation: {
    readonly options: import('../daemon/options.ts').DaemonOptions
    readonly complaints: readonly string[]
  },
  detached: boolean,
): Promise<void> {
  const { options, complaints } = invocation
  if (!detached) for (const complaint of complaints) process.stderr.write(`${complaint}\n`)
  if (!options.foreground && !detached) return (await import('../daemon/detach.ts')).detach(program, words)
  const { tellLauncher } = await import('../daemon/detach.ts')
  const { runParent } = await import('../daemon/parent.ts')
  // compat: a detached daemon has no console, whatever -l says.
  const log = detached ? { ...options.log, console: false } : options.log
  await runParent({ options: { ...options, log }, complaints, program, settled: tellLauncher })
}

async function printSignalNumber(name: string): Promise<void> {
  const { signalNumberOf } = await import('./signal-numbers.ts')
  const number = signalNumberOf(name)
  if (number !== null) return void process.stdout.write(`${number}\n`)
  process.stderr.write(`Unknown sigfunc ${name}\n`)
  process.exitCode = 1
}

async function versionText(): Promise<string> {
  const { productName } = await import('../daemon/version.ts')
  const { release, version } = await import('node:os')
  return `${productName}\n\nRunning on Linux ${release()} ${version()}\nNode ${process.versions.node}\n`
}
