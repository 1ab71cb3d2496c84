/** The parts of the package `raw-socket` that we use; it has no types of its own. */
declare module 'raw-socket' {
  import type { EventEmitter } from 'node:events'

  interface RawSocketWrap {
    send(buffer: Buffer, offset: number, length: number, address: string, callback: (bytes: number) => void): void
  }

  interface RawSocket extends EventEmitter {
    readonly wrap: RawSocketWrap
    on(event: 'message', listener: (packet: Buffer, source: string) => void): this
    on(event: 'error', listener: (error: Error) => void): this
    on(event: 'close', listener: () => void): this
    close(): this
  }

  interface RawSocketModule {
    createSocket(options: { readonly protocol: number; readonly addressFamily: number; readonly bufferSize?: number }): RawSocket
    readonly AddressFamily: { readonly IPv4: number; readonly IPv6: number }
  }

  const module: RawSocketModule
  export default module
}
