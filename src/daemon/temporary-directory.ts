/** Where logs and dumps go that were given no place. */

/** compat: TMPDIR counts only as an absolute path. */
export function temporaryDirectory(): string {
  const given = process.env['TMPDIR'] ?? ''
  return given.startsWith('/') ? given : '/tmp'
}
