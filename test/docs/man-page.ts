/** docs/man/keepalived.conf.5: the manual page, in the man macros (groff_man(7)). */
import { readFileSync } from 'node:fs'
import type { Keyword } from '../../src/config/grammar/table.ts'
import { onInvalidText, rangeText, sections, sentence } from './sections.ts'
import type { Section } from './sections.ts'
import { escape, quoted, text } from './roff.ts'

const EXAMPLES = [
  ['An address that moves between two nodes', 'conf/failover.conf'],
  ['A service over three servers, on the same link', 'conf/direct-routing.conf'],
  ['An address that leaves a node whose service fails', 'conf/track-script.conf'],
] as const

export function manPage(): string {
  return [
    '.\\" Made by npm run docs; do not edit.',
    '.TH KEEPALIVED.CONF 5 "" "tskeepalived" "File formats"',
    '.SH NAME',
    'keepalived.conf \\- configuration of tskeepalived',
    ...description(),
    '.SH KEYWORDS',
    ...text(
      'By the blocks where they may stand. Where keywords take seconds, these may have decimals, to the microsecond. What ' +
        'is newer than keepalived 2.2.7 names the version that brought it; older versions refuse it.',
    ),
    ...sections().flatMap(section),
    '.SH EXAMPLES',
    ...EXAMPLES.flatMap(([title, path]) => example(title, path)),
    '.SH FILES',
    '.TP',
    '.I /etc/keepalived/keepalived.conf',
    'The file that is read when the option',
    '.B \\-f',
    'names no other.',
    '.SH SEE ALSO',
    '.BR ipvsadm (8),',
    '.BR ip (8)',
    '.PP',
    'RFC 9568 and RFC 3768 (VRRP); docs/COMPATIBILITY.md for what differs from keepalived.',
    '',
  ].join('\n')
}

function description(): readonly string[] {
  return [
    '.SH DESCRIPTION',
    ...text(
      'The file holds statements, one a line. A statement is a keyword and its arguments, separated by blanks; some ' +
        'statements have a block in braces below them. An argument with blanks in it stands in double quotes.',
    ),
    '.PP',
    ...text(
      'Everything from # or ! to the end of the line is a comment, except in double quotes; a backslash before them makes them ' +
        'ordinary characters. Empty lines do nothing.',
    ),
    '.PP',
    ...text('Every mistake is reported with file, line and column; check a file with'),
    '.PP',
    '.RS',
    '.B tskeepalived \\-t \\-f',
    '.I file',
    '.RE',
    '.PP',
    ...text('and see what is left of includes, definitions, conditions and old names with'),
    '.PP',
    '.RS',
    '.B tskeepalived \\-t \\-\\-format conf \\-f',
    '.I file',
    '.RE',
    '.SS Notation',
    ...text(
      'What stands in angle brackets is to be replaced, what stands in square brackets may be missing, a bar separates choices, ' +
        'three dots mean that more of the same may follow. <1..255> is a number in these limits.',
    ),
    '.PP',
    ...text('A keyword that is marked with [no effect yet] is read and checked, and does nothing so far.'),
  ]
}

/** How the sections that are no blocks are called. */
const TITLES: Readonly<Record<string, string>> = {
  '(root)': 'The file itself',
  '(lexer)': 'Any line',
  '(boolean)': 'on and off',
  '(script)': 'Commands',
}

function section({ contexts, keywords }: Section): readonly string[] {
  const [first = '', ...others] = contexts
  return [
    `.SS ${escape(TITLES[first] ?? first)}`,
    ...(others.length === 0 ? [] : text(`Also in ${others.join(', ')}.`)),
    ...keywords.flatMap(entry),
  ]
}

function entry(keyword: Keyword): readonly string[] {
  const { name, syntax, unit, default: preset, since, acts } = keyword
  const bad = onInvalidText(keyword)
  const range = rangeText(keyword)
  const facts = [
    range === null ? null : `${range.endsWith('more') ? '' : 'From '}${range}${unit === null ? '' : ` ${unit}`}.`,
    range === null && unit !== null ? `In ${unit}.` : null,
    preset === null ? null : `Default: ${preset}.`,
    bad === '' || bad === 'ignored' ? null : `A bad value: ${bad}.`,
    since === null ? null : `Since ${since}.`,
    acts ? null : '[no effect yet]',
  ].filter((fact) => fact !== null)
  const head = syntax === '' ? [`.B ${escape(name)}`] : [`.BI ${quoted(`${name} `)} ${quoted(syntax)}`]
  const [capital = '', ...rest] = sentence(keyword)
  return ['.TP', ...head, ...text([`${capital.toUpperCase()}${rest.join('')}.`, ...facts].join(' '))]
}

function example(title: string, path: string): readonly string[] {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  return [`.SS ${escape(title)}`, '.nf', ...lines.map((line) => escape(line)), '.fi']
}
