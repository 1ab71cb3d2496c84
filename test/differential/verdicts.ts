/**
 * Verdicts of both programs on many configurations at once: the original is started once for each file, from one shell
 * in the namespace; ours reads them in this process, as its own `-t` does.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig } from '../../src/config/load.ts'
import type { ConfigEnvironment } from '../../src/config/load.ts'
import type { Diagnostic } from '../../src/config/diagnostic.ts'
import { makeConfigEnvironment } from '../../src/linux/config-environment.ts'
import { RANDOM_NICS } from '../lab/random-config.ts'

export interface Verdict {
  readonly text: string
  readonly ours: number
  readonly theirs: number
  readonly diagnostics: readonly Diagnostic[]
  /** what the original said */
  readonly words: readonly string[]
}

/** A file that the original takes longer for does not end. */
const LIMIT_S = 5

export class Judge {
  readonly #namespace: string
  readonly #folder = mkdtempSync(join(tmpdir(), 'tsk-verdicts-'))
  readonly #environment: ConfigEnvironment

  constructor(namespace: string) {
    this.#namespace = namespace
    const nics: readonly string[] = ['lo', ...RANDOM_NICS]
    this.#environment = { ...makeConfigEnvironment({ testing: true }), interfaceExists: (name) => nics.includes(name) }
  }

  close(): void {
    rmSync(this.#folder, { recursive: true })
  }

  judge(texts: readonly string[]): Verdict[] {
    const paths = texts.map((text, i) => {
      const path = join(this.#folder, `${i}.conf`)
      writeFileSync(path, text)
      return path
    })
    const loop = `for ((i = 0; i < $2; i++)); do timeout -s KILL ${LIMIT_S} keepalived -t -f "$1/$i.conf" >"$1/$i.log" 2>&1; echo $?; done`
    const statuses = execFileSync(
      'ip',
      ['netns', 'exec', this.#namespace, 'bash', '-c', loop, 'bash', this.#folder, String(texts.length)],
      { encoding: 'utf8', timeout: 1000 * (30 + LIMIT_S * texts.length), stdio: ['ignore', 'pipe', 'ignore'] },
    )
    const theirs = statuses.trim().split('\n').map(Number)
    return texts.map((text, i): Verdict => {
      const { exitStatus, diagnostics } = loadConfig(paths[i] ?? '', this.#environment)
      const words = readFileSync(join(this.#folder, `${i}.log`), 'latin1')
        .split('\n')
        .filter(Boolean)
      return { text, ours: exitStatus, theirs: theirs[i] ?? -1, diagnostics, words }
    })
  }
}

/**
 * The smallest part of a text on which `persists` still says yes: lines and whole blocks are left out. No brace goes
 * alone, because nearly every mistake can be turned into one of braces.
 */
export function shrink(text: string, persists: (texts: readonly string[]) => readonly boolean[]): string {
  let lines = text.trimEnd().split('\n')
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const smaller = candidates(lines)
    const holds = persists(smaller.map((one) => `${one.join('\n')}\n`))
    const best = smaller.filter((_, i) => holds[i]).toSorted((a, b) => a.length - b.length)[0]
    if (best === undefined) break
    lines = best
  }
  return `${lines.join('\n')}\n`
}

const MAX_ROUNDS = 40

function candidates(lines: readonly string[]): string[][] {
  return lines.flatMap((line, i) => {
    const one = lines.toSpliced(i, 1)
    if (line.trim() === '}') return []
    if (!line.endsWith('{')) return [one]
    let depth = 0
    const end = lines.findIndex((each, j) => {
      if (j < i || depth < 0) return false
      depth += each.endsWith('{') ? 1 : each.trim() === '}' ? -1 : 0
      return depth === 0
    })
    return end < 0 ? [] : [lines.toSpliced(i, end - i + 1), lines.filter((_, j) => j !== i && j !== end)]
  })
}
