/** A refusal by the kernel or the network: which operation, and the errno. Caught once, in the runtime, where it becomes an event. */
export class OperationError extends Error {
  readonly operation: string
  /** symbolic: 'EPERM', 'ENODEV' ... */
  readonly errno: string

  constructor(operation: string, errno: string, detail = '') {
    super(`${operation}: ${errno}${detail === '' ? '' : ` (${detail})`}`)
    this.name = 'OperationError'
    this.operation = operation
    this.errno = errno
  }
}
