/** The parts of the package `raw-socket` that we use; it has no types of its own. */
declare module 'raw-socket' {
  import type { EventEmitter } from 'node:events'

  /** The native socket: public by its name only, which is one reason why the package's version is pinned. */
  interface RawSocketWrap extends EventEmitter {
    on(event: 'recvReady', listener: () => void): this
  }

  interface RawSocket extends EventEmitter {
    readonly wrap: RawSocketWrap
    on(event: 'error', listener: (error: Error) => void): this
    close(): this
  }

  interface RawSocketModule {
    createSocket(options: {
      readonly protocol: number
      readonly addressFamily: number
      readonly bufferSize?: number
    }): RawSocket
    readonly AddressFamily: { readonly IPv4: number; readonly IPv6: number }
  }

  const module: RawSocketModule
  export default module
}
