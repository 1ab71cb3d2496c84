/** The service manager's notification socket (sd_notify(3)): ready, reloading, stopping. Silent when there is none. */
import { nowMonotonicUs } from './clock.ts'
import { openUnixDatagramSocket } from './unix-datagram.ts'

/** Variables as sd_notify(3) names them, such as `{ READY: 1, MAINPID: 42 }`. */
export type Notification = Readonly<Record<string, string | number>>

/** True when the service manager was told. A refusal is no reason to stop, so it is only reported. */
export function notifyServiceManager(notification: Notification): boolean {
  const path = process.env.NOTIFY_SOCKET
  if (path === undefined || !/^[/@]/.test(path)) return false
  const text = Object.entries(notification)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')
  let socket
  try {
    socket = openUnixDatagramSocket()
  } catch {
    // Safe: without a descriptor for this the daemon still does its work, and systemd says that nothing came.
    return false
  }
  const refusal = socket.send(path, Buffer.from(text, 'utf8'))
  socket.close()
  return refusal === null
}

/** Since systemd 253 a reload is told with its time on the manager's clock (Type=notify-reload needs it). */
export function notifyReloading(): boolean {
  return notifyServiceManager({ RELOADING: 1, MONOTONIC_USEC: nowMonotonicUs() })
}
