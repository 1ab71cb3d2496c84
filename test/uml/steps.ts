/** What a guest's script printed under one of its `STEP name` lines; words for the failure where there is none. */
export function stepOf(output: string, name: string): string {
  const from = output.indexOf(`STEP ${name}\n`)
  const to = output.indexOf('\nSTEP ', from + 1)
  return from < 0 ? `no step ${name} in:\n${output}` : output.slice(from, to < 0 ? undefined : to)
}
