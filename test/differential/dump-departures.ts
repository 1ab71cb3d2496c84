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
        (lines, [, instance = '', name = '', why = '']) => {
          if (why === 'due to address owner') return withoutTracker(lines, instance, name)
          const both = log.some((line) => line.startsWith(`(${instance}) track_interface ${name} is configured on`))
          return both ? withoutTrack(lines, instance, name) : withoutWeight(lines, instance, name)
        },
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

function withoutTracker(dump: readonly string[], instance: string, name: string): readonly string[] {
  return withoutEntry(dump, ` Name = ${name}`, '   Tracking VRRP instances :', `     ${instance}, weight `)
}

/** Where the group tracks it too the weight is the group's. */
function withoutTrack(dump: readonly string[], instance: string, name: string): readonly string[] {
  return withoutEntry(dump, ` VRRP Instance = ${instance}`, '   Tracked interfaces :', `     ${name} weight `)
}

function withoutWeight(dump: readonly string[], instance: string, name: string): readonly string[] {
  const zeroed = (lines: readonly string[], heading: string, begin: string): readonly string[] =>
    changeSection(lines, heading, (section) =>
      section.map((line) => (line.startsWith(`${begin} weight `) ? `${begin} weight 0` : line)),
    )
  const listed = zeroed(dump, ` VRRP Instance = ${instance}`, `     ${name}`)
  return zeroed(listed, ` Name = ${name}`, `     ${instance},`)
}

/** Without a line of a list, and without the heading of that where nothing is left. */
function withoutEntry(dump: readonly string[], heading: string, title: string, begin: string): readonly string[] {
  return changeSection(dump, heading, (section) => {
    const others = section.filter((line) => !line.startsWith(begin))
    return others.filter((line, i) => line !== title || others[i + 1]?.startsWith('     ') === true)
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
