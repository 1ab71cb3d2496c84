/** Small mistakes as people make them, put into the text of a configuration. */
import { allContexts } from '../../src/config/grammar/root.ts'
import { nextInteger } from '../../src/lib/random.ts'
import type { Random } from '../../src/lib/random.ts'
import { pick } from './random-config.ts'

type Mutation = (random: Random, lines: string[]) => void

/** By name, for reports. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'token dropped': onWords((random, words) => void words.splice(nextInteger(random, words.length), 1)),
  'token doubled': onWords((random, words) => {
    const at = nextInteger(random, words.length)
    words.splice(at, 0, words[at] ?? '')
  }),
  'tokens swapped': onWords((random, words) => {
    const at = nextInteger(random, Math.max(1, words.length - 1))
    const [one = '', other = ''] = words.slice(at, at + 2)
    words.splice(at, 2, ...(other === '' ? [one] : [other, one]))
  }),
  'token added': onWords((random, words) =>
    words.splice(1 + nextInteger(random, words.length), 0, pick(random, ['x', '7', '-1', '192.0.2.200', 'eth9', 'on'])),
  ),
  'line dropped': (random, lines) => void lines.splice(lineOf(random, lines, /[^{}]$/), 1),
  'line doubled': (random, lines) => {
    const at = lineOf(random, lines, /[^{}]$/)
    lines.splice(at, 0, lines[at] ?? '')
  },
  'line moved': (random, lines) => {
    const [line = ''] = lines.splice(lineOf(random, lines, /[^{}]$/), 1)
    lines.splice(nextInteger(random, lines.length + 1), 0, line)
  },
  'closing brace lost': (random, lines) => void lines.splice(lineOf(random, lines, /^\s*}$/), 1),
  'closing brace added': (random, lines) => void lines.splice(nextInteger(random, lines.length + 1), 0, '}'),
  'opening brace lost': onLine(/{$/, (_random, line) => line.replace(/ {$/, '')),
  'opening brace added': onLine(/[^{}]$/, (_random, line) => `${line} {`),
  'number out of range': onLine(/\d/, (random, line) =>
    line.replace(
      /(?<![\w.])\d+(?![\w.])/,
      pick(random, ['-1', '0', '256', '65536', '4294967296', '99999999999999999999']),
    ),
  ),
  'number misspelled': onLine(/\d/, (random, line) => line.replace(/\d/, pick(random, ['x', '', '1.5', '0x1', ' ']))),
  'keyword misspelled': onWords((random, words) => {
    const word = words[0] ?? ''
    const at = nextInteger(random, word.length)
    words[0] = pick(random, [word.slice(0, at) + word.slice(at + 1), `${word.slice(0, at)}z${word.slice(at)}`])
  }),
  'keyword of another block': (random, lines) => {
    const context = pick(random, allContexts())
    const row = pick(random, context.rows)
    lines.splice(nextInteger(random, lines.length + 1), 0, `${row.name} ${pick(random, row.samples)}`)
  },
  'quote lost': onLine(/["']/, (_random, line) => line.replace(/["']/, '')),
  'quote added': onWords((random, words) => {
    const at = nextInteger(random, words.length)
    words[at] = pick(random, ['"', "'"]) + (words[at] ?? '')
  }),
}

/** The same text with one mistake in it, and its name. */
export function mutate(random: Random, text: string): { readonly text: string; readonly mutation: string } {
  const mutation = pick(random, Object.keys(mutations))
  const lines = text.trimEnd().split('\n')
  mutations[mutation]?.(random, lines)
  return { text: `${lines.join('\n')}\n`, mutation }
}

function onWords(change: (random: Random, words: string[]) => void): Mutation {
  return onLine(/[^{}\s]/, (random, line) => {
    const indent = /^\s*/.exec(line)?.[0] ?? ''
    const brace = line.endsWith(' {') ? ' {' : ''
    const words = line.slice(indent.length, line.length - brace.length).split(' ')
    change(random, words)
    return `${indent}${words.join(' ')}${brace}`
  })
}

function onLine(fits: RegExp, change: (random: Random, line: string) => string): Mutation {
  return (random, lines) => {
    const at = lineOf(random, lines, fits)
    lines[at] = change(random, lines[at] ?? '')
  }
}

/** A line that fits, or any when none does. */
function lineOf(random: Random, lines: readonly string[], fits: RegExp): number {
  const fitting = lines.flatMap((line, i) => (fits.test(line) ? [i] : []))
  return fitting.length > 0 ? pick(random, fitting) : nextInteger(random, lines.length)
}
