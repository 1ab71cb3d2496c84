/** The reader for commands: one bare word, or one quoted string with arguments, then the account to run it as. */
import type { Mark } from '../lexer/sources.ts'
import { openQuote, quoteCommand, splitQuoted } from '../lexer/words.ts'
import { argument, optional, reportBad } from './scalar.ts'
import type { Reader, Use } from './row.ts'

/** Not yet resolved: accounts and paths are looked up when everything is read, because `script_user` may come later. */
export interface CommandText {
  /** as written, without the outer quotes */
  readonly text: string
  readonly argv: readonly string[]
  readonly user: string | null
  readonly group: string | null
  /** words behind, which mean nothing */
  readonly more?: readonly string[]
  readonly mark: Mark
}

export const command: Reader<CommandText> = {
  syntax: '<command>|"<command> <argument> ..." [<user> [<group>]]',
  block: null,
  read: (statement, row, use) => {
    if (hasOpenQuote(statement.text, statement.mark, use)) return undefined
    if (argument(statement, row, use) === undefined) return undefined
    const keyword = statement.words[0] ?? ''
    const outer = splitQuoted(statement.text.slice(keyword.length))
    const text = outer[0] ?? ''
    // The quotes inside of the outer ones are a pair, too.
    if (hasOpenQuote(text, statement.mark, use)) return undefined
    const argv = splitQuoted(text)
    if (argv.length === 0) {
      if (row.bad !== undefined) reportBad(statement, row, use, text, 'it holds no command')
      return undefined
    }
    const more = outer.length > 3 ? { more: outer.slice(3) } : {}
    return { text, argv, user: outer[1] ?? null, group: outer[2] ?? null, ...more, mark: statement.mark }
  },
  samples: ['/bin/true', '"/bin/sh -c \'exit 0\'"', '/bin/true nobody', '/bin/true nobody nogroup'],
  write: ({ text, user, group }) => [text, ...optional(user), ...optional(group)].map(quoteCommand),
  quotes: true,
}

function hasOpenQuote(text: string, at: Mark, { reporter }: Use): boolean {
  const quote = openQuote(text)
  if (quote === '') return false
  reporter.report({
    code: 'open-quote',
    at,
    word: quote,
    message: `String '${text}': missing terminating ${quote}`,
  })
  return true
}

/** `notify_deleted` alone means the event without a script. */
export const optionalCommand: Reader<CommandText | null> = {
  ...command,
  syntax: `[${command.syntax}]`,
  read: (statement, row, use) =>
    statement.words.length > 1 || openQuote(statement.text) !== '' ? command.read(statement, row, use) : null,
  samples: ['', ...command.samples],
  write: (value) => (value === null ? [] : command.write(value)),
}
