/** How a log line looks to people: the C library's ctime form in front, as keepalived writes it to the console and to files. */

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "Sat Nov 21 01:52:34 2026", in local time; the day of the month is padded with a space. */
export function writeCtime(date: Date): string {
  const day = days[date.getDay()] ?? ''
  const month = months[date.getMonth()] ?? ''
  const dayOfMonth = String(date.getDate()).padStart(2, ' ')
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':')
  return `${day} ${month} ${dayOfMonth} ${clock} ${date.getFullYear()}`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

export function writeLogLine(date: Date, text: string): string {
  const second = Math.floor(date.getTime() / 1000)
  if (second !== lastSecond) lastCtime = writeCtime(date)
  lastSecond = second
  return `${lastCtime}: ${withoutControls(text)}\n`
}

/** Most lines come many in a second. */
let lastSecond = NaN
let lastCtime = ''

/** Text of a peer or a script may be in the line: it must not start a line of its own or move the cursor. */
export function withoutControls(text: string): string {
  if (!hasControls.test(text)) return text
  let out = ''
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    out += (code < 0x20 && code !== 0x09) || code === 0x7f ? `\\x${code.toString(16).padStart(2, '0')}` : character
  }
  return out
}

const hasControls = /[\x00-\x08\x0a-\x1f\x7f]/

/** The longest first line of "Command line: ..." that keepalived writes; the rest goes on below, aligned. */
const maxCommandLine = 100

export function commandLineLines(words: readonly string[]): string[] {
  const head = 'Command line:'
  const lines: string[] = []
  let line = head
  for (const word of words) {
    const next = ` '${word}'`
    if (line.length + next.length > maxCommandLine + 1 && line.trim() !== head && line.trim() !== '') {
      lines.push(line)
      line = ' '.repeat(head.length)
    }
    line += next
  }
  lines.push(line)
  return lines
}

/** keepalived puts the name of the process in front of the extension: /tmp/x.log → /tmp/x_vrrp.log */
export function logFileOf(path: string, suffix: string): string {
  const slash = path.lastIndexOf('/')
  const dot = path.lastIndexOf('.')
  if (dot <= slash + 1) return path + suffix
  return path.slice(0, dot) + suffix + path.slice(dot)
}
