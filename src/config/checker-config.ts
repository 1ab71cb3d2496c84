/** What the health checkers of a real server are told; every value resolved through real server and virtual server. */
import type { Us } from '../lib/time.ts'
import type { IpAddress } from '../lib/ip.ts'
import type { Command } from './command.ts'

export type CheckerConfig =
  | TcpCheckConfig
  | HttpCheckConfig
  | SmtpCheckConfig
  | DnsCheckConfig
  | UdpCheckConfig
  | PingCheckConfig
  | MiscCheckConfig

/** FILE_CHECK: nobody is asked, and nothing scheduled. */
export interface FileCheckConfig {
  /** unique within the real server and stable over reloads */
  readonly id: string
  readonly file: string
  readonly path: string
  readonly weight: number
  readonly reverse: boolean
}

/** BFD_CHECK: a session tells; nobody is asked, and nothing scheduled. A real server has one of a session at most. */
export interface BfdCheckConfig {
  readonly session: string
  readonly alpha: boolean
  /** how many other checkers stand before it in the file, for the dump */
  readonly behind: number
}

/** Those that ask somebody over the network. */
export type NetworkCheckConfig = Exclude<CheckerConfig, MiscCheckConfig>

/** Timing that every checker has; all values resolved through real server and virtual server defaults. */
export interface CheckerCommon {
  /** unique over the Config and stable over reloads */
  readonly id: string
  readonly delayLoopUs: Us
  /** further attempts after a failure before the server is taken out */
  readonly retry: number
  readonly delayBeforeRetryUs: Us
  readonly logAllFailures: boolean
  /** upper bound of the random delay before the first check */
  readonly warmupUs: Us
  readonly alpha: boolean
}

interface NetworkCommon extends CheckerCommon {
  readonly connection: ConnectionConfig
}

export interface ConnectionConfig {
  readonly address: IpAddress
  readonly port: number
  readonly bindAddress: IpAddress | null
  readonly bindPort: number
  readonly bindInterface: string | null
  /** SO_MARK; 0: none */
  readonly fwmark: number
  readonly connectTimeoutUs: Us
}

export interface TcpCheckConfig extends NetworkCommon {
  readonly kind: 'tcp'
}

export interface HttpCheckConfig extends NetworkCommon {
  readonly kind: 'http'
  readonly tls: boolean
  readonly enableSni: boolean
  /** the name to say in the handshake, where it is not the virtual host's */
  readonly sniName: string | null
  readonly fastRecovery: boolean
  readonly protocol: '1.0' | '1.0C' | '1.1'
  readonly virtualHost: string | null
  /** the virtual host is not that of its servers */
  readonly virtualHostSaid?: true
  /** tried in order; at least one */
  readonly urls: readonly HttpUrlConfig[]
}

export interface HttpUrlConfig {
  readonly path: string
  /** MD5 of the body, 16 octets */
  readonly digest: Uint8Array | null
  /** inclusive ranges; empty: 200..299 when neither digest nor status was given */
  readonly statusCodes: readonly { readonly min: number; readonly max: number }[]
  readonly virtualHost: string | null
  /** say close_notify before a TLS connection is closed */
  readonly tlsCompliant: boolean
  readonly regex: RegexConfig | null
}

/** What a page is searched for. */
export interface RegexConfig {
  /** in the language of PCRE2 */
  readonly pattern: string
  readonly options: readonly RegexOption[]
  /** a page that has it is bad */
  readonly noMatch: boolean
  /** octets of the page before the first place where a match may begin */
  readonly minOffset: number
  /** the last such place; null: the end of the page */
  readonly maxOffset: number | null
  /** memory of the matcher, the largest of all in the file; null: the library's own */
  readonly stack: { readonly startOctets: number; readonly maxOctets: number } | null
}

/** The words of `regex_options`; each is PCRE2's option of that name (pcre2api(3)). */
export const REGEX_OPTIONS = [
  ...['allow_empty_class', 'alt_bsux', 'auto_callout', 'caseless', 'dollar_endonly', 'dotall', 'dupnames'],
  ...['extended', 'firstline', 'match_unset_backref', 'multiline', 'never_ucp', 'never_utf', 'no_auto_capture'],
  ...['no_auto_possess', 'no_dotstar_anchor', 'no_start_optimize', 'ucp', 'ungreedy', 'utf', 'never_backslash_c'],
  ...['alt_circumflex', 'alt_verbnames', 'use_offset_limit'],
] as const

export type RegexOption = (typeof REGEX_OPTIONS)[number]

export interface SmtpCheckConfig extends NetworkCommon {
  readonly kind: 'smtp'
  readonly heloName: string
}

export interface DnsCheckConfig extends NetworkCommon {
  readonly kind: 'dns'
  readonly type: DnsType
  /** as written; empty is the root */
  readonly name: string
}

export type DnsType = 'A' | 'NS' | 'CNAME' | 'SOA' | 'MX' | 'TXT' | 'AAAA' | 'RRSIG' | 'DNSKEY'

export interface UdpCheckConfig extends NetworkCommon {
  readonly kind: 'udp'
  /** null: something random */
  readonly payload: Uint8Array | null
  /** null: no answer is needed */
  readonly reply: UdpReplyConfig | null
}

export interface UdpReplyConfig {
  /** octets that the answer begins with, each with the bits that count */
  readonly octets: Uint8Array
  readonly mask: Uint8Array
  readonly minLength: number
  readonly maxLength: number
}

export interface PingCheckConfig extends NetworkCommon {
  readonly kind: 'ping'
}

export interface MiscCheckConfig extends CheckerCommon {
  readonly kind: 'misc'
  readonly command: Command
  readonly timeoutUs: Us
  /** its exit status is a weight */
  readonly dynamic: boolean
}
