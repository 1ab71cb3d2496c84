/** The man macros (groff_man(7)): what running text and arguments must look like. */

/** Running text, one line. */
export function text(sentences: string): readonly string[] {
  return [escape(sentences)]
}

/** So that no character means something to roff. */
export function escape(line: string): string {
  const plain = line.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll("'", '\\(aq').replaceAll('^', '\\(ha').replaceAll('~', '\\(ti')
  return plain.startsWith('.') ? `\\&${plain}` : plain
}

/** One argument of a macro. */
export function quoted(argument: string): string {
  return `"${escape(argument).replaceAll('"', '\\(dq')}"`
}
