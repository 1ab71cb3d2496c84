/** What a row of the keyword table says of its line in the dump; dump/keyword-lines.ts makes the line. */

/** The line of the dump that a keyword makes: label, sign, value, and what stands behind that. */
export interface Dumped {
  /** as the original prints it; blanks at its start are further indentation */
  readonly label: string
  /** how the value is written; 'text' unless said */
  readonly as?: Writing
  /** between label and value; ' = ' unless said, ' :' behind the title of a list, nothing when the label is all */
  readonly sign?: string
  /** a unit */
  readonly after?: string
  /** what is written when there is no value; without it there is no line then */
  readonly absent?: string
  /** a value that makes no line */
  readonly silentAt?: number | boolean
}

/** It shows in the line of another keyword, of the same block or of global_defs. */
export interface DumpedInLine {
  readonly inLineOf: string
}

/** One of the ways in dump/keyword-lines.ts, or each value's own text. */
export type Writing =
  | 'text'
  /** the label alone, when it is on */
  | 'label'
  /** a title and entries below it */
  | 'list'
  /** a heading and entries below it */
  | 'section'
  /** 1.500000 */
  | 'seconds'
  /** 1 */
  | 'whole seconds'
  /** 1.5 */
  | 'short seconds'
  /** 5 or 5 reverse */
  | 'weight'
  | 'address'
  | 'octal'
  /** two digits an octet */
  | 'hex'
  /** each word in quotes */
  | 'command'
  /** the same, and the account that runs it */
  | 'script'
  | Readonly<Record<string, string>>

export const yesNo = { true: 'yes', false: 'no' } as const
export const trueFalse = { true: 'true', false: 'false' } as const
/** Of a keyword that forbids what the label says. */
export const falseTrue = { true: 'false', false: 'true' } as const
export const enabledDisabled = { true: 'enabled', false: 'disabled' } as const
export const onOff = { true: 'ON', false: 'OFF' } as const
export const lowerOnOff = { true: 'on', false: 'off' } as const
export const oneZero = { true: '1', false: '0' } as const
export const setUnset = { true: 'set', false: 'unset' } as const
