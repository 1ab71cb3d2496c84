/** Network namespaces by the names that ip-netns(8) gave them. */
import { closeSync, openSync } from 'node:fs'
import { asOperationError, libc } from './libc.ts'

const cloneNewNet = 0x40000000

/**
 * Moves this thread, and with it every process that it starts from now on. Throws an OperationError.
 *
 * Other threads of this process stay where they are, so this has to come before anything is opened.
 */
export function enterNetworkNamespace(name: string): void {
  enter(pathOfNamespace(name))
}

/** The namespace of process 1: where a host's own interfaces are. */
export const firstNetworkNamespace = '/proc/1/ns/net'

export function pathOfNamespace(name: string): string {
  return `/run/netns/${name}`
}

/** Runs `work` up to its first wait in the namespace of that file. A socket stays in the namespace that it was made in. */
export function inNetworkNamespace<T>(path: string, work: () => T): T {
  const own = openSync('/proc/self/ns/net', 'r')
  try {
    enter(path)
    try {
      return work()
    } finally {
      // If this is refused, the exception must end the process: it would work on the wrong network.
      libc('setns', own, cloneNewNet)
    }
  } finally {
    closeSync(own)
  }
}

function enter(path: string): void {
  let fd: number
  try {
    fd = openSync(path, 'r')
  } catch (error) {
    throw asOperationError(`network namespace ${path}`, error)
  }
  try {
    libc('setns', fd, cloneNewNet)
  } finally {
    closeSync(fd)
  }
}
