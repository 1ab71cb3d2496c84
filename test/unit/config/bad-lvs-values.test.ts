/**
 * Bad values on the LVS side, ours beside what the `-t` of the original makes of them
 * (`test/fixtures/bad-lvs-values.tsv`): the exit status and what is said. Where we differ is named below.
 */
import { expect, test } from 'vitest'
import { loadConfig } from '../../../src/config/load.ts'
import { badValueCases, recordedCases } from '../../differential/bad-lvs-values.ts'
import type { BadValueCase, RecordedCase } from '../../differential/bad-lvs-values.ts'
import { plainEnvironment } from '../../lab/dump-facts.ts'
import { MAIN } from './load-text.ts'

const recorded = recordedCases()
const cases = badValueCases()

/** A case by its path and value, and why ours is not as the original's. */
const OTHERWISE: readonly (readonly [RegExp, string])[] = [
  [/""/, 'an empty word is no number; 2.2.7 takes it for 0'],
  [
    /(delay_before_retry|warmup) <(no-such-value|3x|0x3)>/,
    'no number; 2.2.7 says so too, and takes it for 0 or microseconds',
  ],
  [/<3\.000001(x|\.5)>/, 'no number; 2.2.7 tells of its decimals only, and takes it'],
  [/ <\/bin\/true nobody nogroup|MISC_CHECK\/user <nobody/, 'the -t of 2.2.7 ends itself by a signal'],
  [/nb_get_retry/, 'deprecated there, which does not count here'],
  [/persistence_granularity/, 'a mask or a length; 2.2.7 takes any number'],
  [/checker_cpu_affinity/, 'the word itself, where 2.2.7 names cpu 0'],
  [/<(192\.0\.2\.9(\/24|\/x 80|-12 80)|2001:db8::9\/64 80)>/, 'an address alone; 2.2.7 leaves out what follows it'],
  [/^virtual_server <(fwmark|fwmark 0|group)>/, '2.2.7 dies, or reads an address out of nothing'],
  [/real_server <(|-1|0|no-such-value)>/, 'without the (null) for a port that is not there'],
  [/virtual_server_group <.*(\/15|\/8|\/108|\/111|\/64|9::9)>/, 'more than 65536 addresses'],
  [/regex <a"b>/, 'one mistake for a quote that is not closed; 2.2.7 dies of it'],
  [/misc_path <>/, 'a script without a path is told'],
  [/MISC_CHECK\/user <>/, 'without the name of the script'],
  [/FILE_CHECK\/track_file/, 'the last name counts, and a check without a file is told'],
  [/BFD_CHECK\/name/, 'the second name is told as one'],
]

const nameOf = ({ path, bad }: Pick<RecordedCase, 'path' | 'bad'>): string => `${path} <${bad}>`

test('the record has every case', () => {
  expect(recorded.map(nameOf)).toEqual(cases.map(nameOf))
})

/** What differs, in words; null: nothing. */
function difference({ text }: BadValueCase, theirs: RecordedCase): string | null {
  const environment = plainEnvironment('localhost', [])
  const { exitStatus, diagnostics } = loadConfig(MAIN, {
    ...environment,
    testing: true,
    readFile: (path) => (path === MAIN ? { text } : environment.readFile(path)),
    interfaceExists: () => true,
  })
  const words = diagnostics.filter((one) => one.class !== null).map((one) => one.message)
  const isSilent = words.length === 0 && theirs.words.length > 0
  if (exitStatus === theirs.status && !isSilent && words.every((word) => theirs.words.includes(word))) return null
  return `${exitStatus} ${words.join(' | ')}, not ${theirs.status} ${theirs.words.join(' | ')}`
}

test('what is made of them', { timeout: 60_000 }, () => {
  const differing = cases.flatMap((one, i) => {
    const theirs = recorded[i]
    const what = theirs === undefined ? 'no record' : difference(one, theirs)
    return what === null ? [] : [{ name: nameOf(one), what }]
  })
  const reasonFor = (name: string): string | undefined => OTHERWISE.find(([pattern]) => pattern.test(name))?.[1]
  expect(differing.filter(({ name }) => reasonFor(name) === undefined)).toEqual([])
  const stale = OTHERWISE.filter(([pattern]) => !differing.some(({ name }) => pattern.test(name)))
  expect(stale).toEqual([])
})
