/**
 * Configurations that nobody would write: example files cut, doubled, shuffled and spiced with keywords, signs, repetitions,
 * definitions and includes of a file system in memory. Input number N is always the same.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { matchesGlob } from '../../src/config/lexer/glob.ts'
import { allContexts } from '../../src/config/grammar/root.ts'
import { createRandom } from '../sim/random.ts'
import type { Random } from '../sim/random.ts'
import type { World } from '../unit/config/load-text.ts'

export interface Input {
  readonly text: string
  readonly world: World
}

const root = new URL('../../', import.meta.url)
const seeds = ['conf/', 'test/fixtures/seeds/', 'test/fixtures/dump/conf/'].flatMap((folder) =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith('.conf'))
    .map((name) => readFileSync(new URL(folder + name, root), 'utf8')),
)
const keywords = [...new Set(allContexts().flatMap((context) => context.rows.map((row) => row.name)))]

// prettier-ignore
const signs = [
  '{', '}', '{\n', '\n}\n', '"', "'", '\n', '\n', '\\\n', '\\', '#', '!', '@node ', '@^x ', '@', '\0', '\r\n', '\ufeff', '\u00a0', '\t',
  '$A', '${A}', '$A=', '\n$A=$B\n', '\n$B=${A}x\n', '\n$C= \\\n a \\\n b $A\n\n', '$C', '${_RANDOM 1 9}', '${_PWD}', '${_ENV SITE}',
  '${_HASH}', '~SEQ(i,3) ', '~SEQx(A,9,-1,7) ', '~SEQ(i,1,99999999999) ', '~LST(A,b,{c}) ', '~LST({A,B},{1,2}) ', '~SEQ',
  '\ninclude x\n', '\ninclude {{{{\n', '\ninclude [z-a]*\n', '\ninclude none*\n', '\ninclude\n',
]

/** What makes many lines of one: rare, because each takes up to a second to come to its limit. */
// prettier-ignore
const bombs = [
  '\n$A= \\\n a \\\n $A\n\n$A\n', '\n$A=${A}${A}\n${A}\n', '\n~SEQ(i,1,1000) ~SEQ(j,1,1000) ~SEQ(k,1,1000) weight $i\n', '~SEQ(i,1,1000000) ',
  '\ninclude *\n', '\nincludea {x,y,{z}}\n', '\ninclude keepalived.conf\n', `\ninclude ${'{a,b}'.repeat(12)}\n`, '{\n'.repeat(1000), '${A}'.repeat(500),
]
const BOMB = 0.00003

// prettier-ignore
const values = [
  'eth0', 'lo', '10.0.0.1', '10.0.0.1/24', '10.0.0.1-200', '2001:db8::1', 'fe80::1/64', '::', '80', '-1', '0', '1', '1.5', '255', '256', '65536',
  '4294967295', '4294967296', '99999999999999999999', '1e9', '0x10', 'on', 'off', 'MASTER', 'BACKUP', 'NAT', 'rr', 'TCP', 'PASS', 'a', '{}', '""',
]

const MAX_LENGTH = 1500

export function makeInput(seed: number): Input {
  const random = createRandom(seed)
  let text = start(random)
  for (let i = random.between(1, 6); i > 0; i--) text = mutate(text, random)
  text = text.slice(0, 2 * MAX_LENGTH)
  const files = {
    '/etc/k/x': mutate(text.slice(0, 200), random),
    '/etc/k/y': '$A=1\ninclude x\n',
    '/etc/k/keepalived.conf': text,
  }
  const names = Object.keys(files)
  return {
    text,
    world: {
      files,
      testing: random.chance(0.5),
      glob: (pattern) => names.filter((name) => matchesGlob(name, pattern)),
    },
  }
}

function start(random: Random): string {
  const kind = random.next()
  if (kind < 0.15) return Array.from({ length: random.between(0, 80) }, () => token(random)).join(' ')
  if (kind < 0.2)
    return Array.from({ length: random.between(0, 400) }, () => String.fromCharCode(random.between(0, 255))).join('')
  const seed = random.pick(seeds)
  const from = random.chance(0.5) ? 0 : random.between(0, seed.length)
  return seed.slice(from, from + random.between(50, MAX_LENGTH))
}

function token(random: Random): string {
  if (random.chance(BOMB)) return random.pick(bombs)
  const kind = random.next()
  return kind < 0.5 ? random.pick(keywords) : random.pick(kind < 0.75 ? signs : values)
}

function mutate(text: string, random: Random): string {
  const at = random.between(0, text.length)
  const length = random.between(0, 60)
  const [before, part, after] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)]
  switch (random.between(0, 8)) {
    case 0:
      return before + after
    case 1:
      return before + part + part + after
    case 2:
      return before + part.repeat(random.between(2, /[~$]|include/.test(part) ? 2 : 40)) + after
    case 3:
      return before + [...part].reverse().join('') + after
    case 4:
      return `${before}\n${random.pick(keywords)} ${random.pick(values)} ${random.pick(values)}\n${part}${after}`
    case 5:
      return before + String.fromCharCode(random.between(0, 300)) + after
    case 6:
      return before + part.replace(/\S+/, () => random.pick(values)) + after
    case 7: {
      const to = random.between(0, after.length)
      return before + after.slice(0, to) + part + after.slice(to)
    }
    default:
      return before + Array.from({ length: random.between(1, 4) }, () => token(random)).join(' ') + part + after
  }
}
