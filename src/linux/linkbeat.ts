/**
 * Whether a network card hears its neighbour, asked of the card itself: for drivers that do not tell the kernel, and so
 * rtnetlink, when it changes. linux/mii.h, linux/ethtool.h, linux/sockios.h.
 */
import type { LinkbeatWay } from '../config/config.ts'
import { AF_INET, cString, libc, pointerTo, SOCK_CLOEXEC, SOCK_DGRAM, tryLibc, wordBytes } from './libc.ts'

export interface Linkbeat {
  /** the first way that works, the given one before all others */
  wayFor(name: string, preferred: LinkbeatWay | null): LinkbeatWay
  /** null: the interface is not there, or cannot be asked now */
  isUp(name: string, way: LinkbeatWay): boolean | null
  close(): void
}

export function openLinkbeat(): Linkbeat {
  const fd = libc('socket', AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)
  const isUp = (name: string, way: LinkbeatWay): boolean | null => asking[way](fd, name)
  return {
    wayFor(name, preferred) {
      const order = preferred === null ? WAYS : [preferred, ...WAYS]
      return order.find((way) => isUp(name, way) !== null) ?? 'IOCTL'
    },
    isUp,
    close: () => void tryLibc('close', fd),
  }
}

const WAYS: readonly LinkbeatWay[] = ['MII', 'ETHTOOL', 'IOCTL']

const asking: Readonly<Record<LinkbeatWay, (fd: number, name: string) => boolean | null>> = {
  MII: askMii,
  ETHTOOL: askEthtool,
  IOCTL: askFlags,
}

const SIOCGIFFLAGS = 0x8913
const SIOCETHTOOL = 0x8946
const SIOCGMIIPHY = 0x8947
const SIOCGMIIREG = 0x8948
const ETHTOOL_GLINK = 0x0a
/** struct mii_ioctl_data, behind the name: phy_id, reg_num, val_in, val_out, of two octets each */
const REGISTER = 2
const VALUE_OUT = 6
const MII_BMSR = 1
const BMSR_LSTATUS = 0x0004
const IFF_UP_AND_RUNNING = 0x41
/** struct ifreq: the name, and a union of 24 octets at most */
const NAME_LENGTH = 16
const REQUEST_LENGTH = 40

function askMii(fd: number, name: string): boolean | null {
  const request = requestFor(name)
  if (tryLibc('ioctl', fd, SIOCGMIIPHY, request).errno !== null) return null
  const data = new DataView(request.buffer, NAME_LENGTH)
  const read = (): number | null => {
    data.setUint16(REGISTER, MII_BMSR, LITTLE_ENDIAN)
    const { errno } = tryLibc('ioctl', fd, SIOCGMIIREG, request)
    return errno === null ? data.getUint16(VALUE_OUT, LITTLE_ENDIAN) : null
  }
  // The register keeps a loss until it is read.
  if (read() === null) return null
  const status = read()
  return status === null ? null : (status & BMSR_LSTATUS) !== 0
}

function askEthtool(fd: number, name: string): boolean | null {
  const request = requestFor(name)
  const value = new Uint32Array([ETHTOOL_GLINK, 0])
  const data = new DataView(request.buffer, NAME_LENGTH)
  const address = pointerTo(new Uint8Array(value.buffer))
  if (wordBytes() === 8) data.setBigUint64(0, address, LITTLE_ENDIAN)
  else data.setUint32(0, Number(address), LITTLE_ENDIAN)
  return tryLibc('ioctl', fd, SIOCETHTOOL, request).errno === null ? value[1] !== 0 : null
}

function askFlags(fd: number, name: string): boolean | null {
  const request = requestFor(name)
  if (tryLibc('ioctl', fd, SIOCGIFFLAGS, request).errno !== null) return null
  const flags = new DataView(request.buffer, NAME_LENGTH).getUint16(0, LITTLE_ENDIAN)
  return (flags & IFF_UP_AND_RUNNING) === IFF_UP_AND_RUNNING
}

function requestFor(name: string): Uint8Array<ArrayBuffer> {
  const request = new Uint8Array(REQUEST_LENGTH)
  request.set(cString(name).subarray(0, NAME_LENGTH))
  return request
}

const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1
