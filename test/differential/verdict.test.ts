/**
 * Our verdict on a file beside the original's `-t`: the same exit status, and its words within ours.
 *
 * Each case where we mean to differ is named below with the reason; a case that stops differing fails too.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '../../src/config/load.ts'
import type { LoadResult } from '../../src/config/load.ts'
import { makeConfigEnvironment } from '../../src/linux/config-environment.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'

const why = spawnSync('keepalived', ['-v']).error === undefined ? whyNoNamespaces() : 'keepalived is not installed'

const NICS = ['eth0', 'eth1', 'enp0s8', 'enp0s9', 'ens33']

/** name → our status, and why it is not the original's */
const OTHER_STATUS: Readonly<Record<string, readonly [ours: number, theirs: number, reason: string]>> = {
  'arch-monitor-a.conf': [0, 5, 'a mail relay is looked up when a mail is sent'],
  'arch-monitor-b.conf': [0, 5, 'a mail relay is looked up when a mail is sent'],
  'howto-complex.conf': [
    0,
    5,
    'lvs_id, nat_mask, lvs_sync_daemon_inteface and nb_get_retry act, with warnings of our own',
  ],
  'howto-failover-backup.conf': [0, 5, 'the same'],
  'howto-simple.conf': [0, 5, 'the same'],
  'cond-multi': [0, 5, 'a definition that a condition drops is dropped with all its lines'],
  noblock: [5, 0, 'a block keyword without a block at the end of the file is a mistake'],
}

/** name → why not all words of the original are to be found in ours */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  'unknown-root-block': 'an unknown block is one mistake, not one for each of its lines',
  'unknown-in-instance-block': 'the same',
  'unknown-block-rs': 'the same',
  'brace-missing-mid': 'a missing brace is reported where the next root word begins, without the consequences',
  'close-missing-list': 'a missing brace is reported where it was forgotten, and put back',
  'close-missing-block': 'the same',
  'close-missing-checker': 'the same',
  'close-missing-flat': 'the same',
  'open-missing-list': 'the same',
  'open-missing-server': 'the same',
  'brace-missing-open': 'a missing opening brace is put back, so it has no consequences',
  'brace-unexpected': 'an unexpected block is skipped as a unit',
  'brace-extra': 'an extra brace is one mistake',
  'two-opens': 'the same',
  'opening-brace-only': 'the same',
  unresolved: 'the same',
  noblock2: 'the block that has no brace is one mistake',
  'sync-noinst-after': 'the second group block is skipped as a unit',
  'rid-quote-open': 'one message for a quote that is not closed',
  'notify-empty': 'one message for a quote that is not closed, one for the command that it spoils',
  seqbad: 'one message for a repetition that cannot be read',
  'cond-multi': 'see above',
  'garp-twice-alone': 'one message where the original ends at another that it could not make',
  'garp-lists-twice': 'the same',
  'group-two-names': 'the same',
  'lost-script': 'a missing brace is put back, so it has no consequences',
  'lost-script-after': 'the same',
  'kept-script': 'the same',
  'lost-script-in-unknown': 'an unknown block is one mistake, not one for each of its lines',
  'kept-script-behind-unknown': 'the same',
  'ends-in-unknown': 'the same',
  'ends-after-unclosed': 'the words behind a missing brace are read where they belong',
  'ends-group-without-brace': 'the block that has no brace is one mistake',
  lo: 'an instance on the loopback interface is one mistake',
  'lvs-sync-inst': 'the advice is in the hint',
  'script-opt': 'parts of a second are taken, as by later versions',
  'quorum-scripts': 'the original prints (null) for the name',
  'sync-daemon': 'the repeated line is quoted as it is there',
  'howto-complex.conf': 'the old words are known here',
  'howto-failover-backup.conf': 'the old words are known here',
  'howto-simple.conf': 'the old words are known here',
  'dr-nodea.conf': 'the old words are known here',
  'dr-nodeb.conf': 'the old words are known here',
}

interface Case {
  readonly name: string
  readonly text: string
}

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url))
const seeds: readonly Case[] = readdirSync(join(fixtures, 'seeds'))
  .filter((name) => name.endsWith('.conf'))
  .toSorted()
  .map((name) => ({ name, text: readFileSync(join(fixtures, 'seeds', name), 'utf8') }))
const mistakes: readonly Case[] = readFileSync(join(fixtures, 'config', 'mistakes.txt'), 'utf8')
  .split(/^## /m)
  .slice(1)
  .map((part) => ({ name: part.slice(0, part.indexOf('\n')).trim(), text: part.slice(part.indexOf('\n') + 1) }))

let folder = ''
let lan: Lan

beforeAll(() => {
  if (why !== null) return
  lan = new Lan('cfg', [{ name: 'host', nics: NICS.map((name) => ({ name, segment: 'lan' })) }])
  folder = mkdtempSync(join(tmpdir(), 'tsk-cfg-'))
})
afterAll(() => {
  if (why !== null) return
  lan.close()
  rmSync(folder, { recursive: true })
})

/** Their status and their lines without prefix; the lines about bare numbers are details of others. */
function theirs(path: string): { readonly status: number | null; readonly lines: readonly string[] } {
  const result = spawnSync('ip', ['netns', 'exec', lan.host('host').namespace, 'keepalived', '-t', '-f', path], {
    encoding: 'utf8',
    timeout: 20_000,
  })
  const lines = (result.stdout + result.stderr)
    .split('\n')
    .map((line) => line.replace(/^\([^()]*Line \d+\) /, ''))
    .filter((line) => line !== '' && !/^(number|invalid number|negative number) /.test(line))
  return { status: result.status, lines: [...new Set(lines)] }
}

function ours(path: string): LoadResult {
  return loadConfig(path, {
    ...makeConfigEnvironment({ testing: true }),
    interfaceExists: (name) => NICS.includes(name) || name === 'lo',
  })
}

describe.skipIf(why !== null)(`verdicts${why === null ? '' : ` (${why})`}`, () => {
  test.each([...seeds, ...mistakes])('$name', ({ name, text }) => {
    const path = join(folder, `${name}.conf`)
    writeFileSync(path, text)
    const their = theirs(path)
    const our = ours(path)
    const other = OTHER_STATUS[name]
    expect([our.exitStatus, their.status]).toEqual(
      other === undefined ? [their.status, their.status] : other.slice(0, 2),
    )
    const missing = their.lines.filter((line) => !our.diagnostics.some((one) => one.message.includes(line)))
    if (name in OTHER_WORDS) expect(missing).not.toEqual([])
    else expect(missing).toEqual([])
  })

  test('every departure belongs to a case', () => {
    const names = new Set([...seeds, ...mistakes].map((one) => one.name))
    expect([...Object.keys(OTHER_STATUS), ...Object.keys(OTHER_WORDS)].filter((name) => !names.has(name))).toEqual([])
  })
})
