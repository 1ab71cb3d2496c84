/** Enters a network namespace by the name that ip-netns(8) gave it. */
import { closeSync, openSync } from 'node:fs'
import { asOperationError, libc } from './libc.ts'

const cloneNewNet = 0x40000000

/**
 * Moves this thread, and with it every process that it starts from now on. Throws an OperationError.
 *
 * Other threads of this process stay where they are, so this has to come before anything is opened.
 */
export function enterNetworkNamespace(name: string): void {
  let fd: number
  try {
    fd = openSync(`/run/netns/${name}`, 'r')
  } catch (error) {
    throw asOperationError(`network namespace ${name}`, error)
  }
  try {
    libc('setns', fd, cloneNewNet)
  } finally {
    closeSync(fd)
  }
}
