/**
 * Where the original's dump of a random configuration shows what it does wrong, and we do right: docs/COMPATIBILITY.md
 * has a line for each. A campaign takes them out of the original's dump by name, and counts them.
 */
export interface DumpDeparture {
  readonly name: string
  /** The dump as it would be; the same array: the departure does not show in it. `log`: all that the original said. */
  readonly correct: (dump: readonly string[], log: readonly string[]) => readonly string[]
}

export const dumpDepartures: readonly DumpDeparture[] = [
  {
    name: 'a weight that is said to be ignored is still that of the tracker',
    correct: (dump, log) =>
      said(log, /^\((.*)\) ignoring (\S+) tracked interface (weight due to SYNC group|due to address owner)$/).reduce(
        (lines, [, instance = '', name = '', why = '']) =>
          withoutWeight(lines, instance, name, why.startsWith('weight')),
        dump,
      ),
  },
  {
    name: 'unicast with use_vmac in strict mode hears nothing',
    correct: (dump, log) =>
      said(log, /^\((.*)\) xmit_base is incompatible with strict mode - resetting$/).reduce(
        (lines, [, instance = '']) =>
          changeSection(lines, ` VRRP Instance = ${instance}`, (section) =>
            section.some((line) => line.trim() === 'Using unicast')
              ? section.map((line) =>
                  line
                    .replace(/^( {3}Use VMAC, .*, xmit_base = )false$/, '$1true')
                    .replace(/^( {3}Interface = .*, vmac on \S+)$/, '$1, xmit base i/f'),
                )
              : section,
          ),
        dump,
      ),
  },
]

function said(log: readonly string[], pattern: RegExp): readonly RegExpExecArray[] {
  return log.map((line) => pattern.exec(line)).filter((found) => found !== null)
}

const TRACKERS = '   Tracking VRRP instances :'

function withoutWeight(dump: readonly string[], instance: string, name: string, stays: boolean): readonly string[] {
  return changeSection(dump, ` Name = ${name}`, (section) => {
    const isIt = (line: string): boolean => line.startsWith(`     ${instance}, weight `)
    if (stays) return section.map((line) => (isIt(line) ? `     ${instance}, weight 0` : line))
    const others = section.filter((line) => !isIt(line))
    return others.at(-1) === TRACKERS ? others.slice(0, -1) : others
  })
}

/** A section is its heading and the lines that are indented further. */
function changeSection(
  dump: readonly string[],
  heading: string,
  change: (section: readonly string[]) => readonly string[],
): readonly string[] {
  const start = dump.indexOf(heading)
  if (start < 0) return dump
  const length = dump.slice(start + 1).findIndex((line) => !line.startsWith('  '))
  const end = length < 0 ? dump.length : start + 1 + length
  return [...dump.slice(0, start), ...change(dump.slice(start, end)), ...dump.slice(end)]
}
