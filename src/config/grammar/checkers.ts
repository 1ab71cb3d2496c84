/** Keywords of the health checkers of a real server. */
import { US_PER_S } from '../../lib/time.ts'
import { address, interfaceName } from './address.ts'
import { block, contextOf } from './block.ts'
import {
  digest,
  hexOctets,
  regexOffset,
  regexOptions,
  regexPattern,
  regexStack,
  statusCodes,
} from './checker-values.ts'
import { command, optionalCommand } from './command.ts'
import { user } from './global-values.ts'
import { onOff, setUnset, yesNo } from './dumped.ts'
import type { RowSpec } from './row.ts'
import { boolean, flag, integer, oneOf, optionalWord, seconds, word, words } from './scalar.ts'

const U32 = 4294967295
const FOREVER = 2 ** 64
const MAX_CONNECT = 4294 * US_PER_S + 967_295

/** The words about when and how often; what holds when neither checker nor servers say it differs from kind to kind. */
// prettier-ignore
const timingRows = (retry: string, delayBeforeRetry: string) => [
  {
    name: 'retry', field: 'retry', value: integer(0, U32), bad: "Invalid retry connection value '%w'",
    default: `real server's, else ${retry}`, dumped: { label: 'Retries' },
    doc: 'attempts after a failed check before it counts',
  },
  {
    name: 'delay_before_retry', field: 'delayBeforeRetryUs', value: seconds(0, FOREVER),
    bad: "Invalid delay_before_retry connection value '%w'",
    default: `real server's, else ${delayBeforeRetry}`, dumped: { label: 'Delay before retry', after: ' us' },
    doc: 'wait between these attempts',
  },
  {
    name: 'warmup', field: 'warmupUs', value: seconds(0, FOREVER), default: 'delay_loop',
    bad: "Invalid warmup connection value '%w'",
    dumped: { label: 'Warmup', after: ' us' }, doc: 'longest random delay of the first check',
  },
  {
    name: 'delay_loop', field: 'delayLoopUs', value: seconds(1, FOREVER), default: "real server's",
    bad: "delay_loop '%w' is invalid - ignoring", dumped: { label: 'Delay loop', after: ' us' },
    doc: 'time between two checks',
  },
  {
    name: 'alpha', field: 'alpha', value: boolean, default: "real server's", bad: 'Invalid alpha parameter %w',
    dumped: { label: 'Alpha', as: yesNo }, doc: 'down until it succeeds',
  },
  {
    name: 'log_all_failures', field: 'logAllFailures', value: boolean, default: 'off',
    bad: 'Invalid log_all_failures parameter %w', dumped: { label: 'Log all failures', as: yesNo },
    doc: 'log every failure of this check',
  },
] as const satisfies readonly RowSpec[]

// prettier-ignore
const connectionRows = [
  {
    name: 'connect_ip', field: 'connectIp', value: address, default: "real server's",
    bad: 'Invalid connect_ip address %w - ignoring', dumped: { label: '  Dest' },
    doc: 'address to connect to',
  },
  {
    name: 'connect_port', field: 'connectPort', value: integer(1, 65535), default: "real server's",
    bad: "Invalid checker connect_port '%w'", dumped: { inLineOf: 'connect_ip' },
    doc: 'port to connect to',
  },
  {
    name: 'bindto', field: 'bindTo', value: address, bad: 'Invalid bindto address %w - ignoring',
    default: 'chosen by the kernel', dumped: { label: '  Bind to' },
    doc: 'source address',
  },
  {
    name: 'bind_port', field: 'bindPort', value: integer(1, 65535), bad: "Invalid checker bind_port '%w'",
    default: 'chosen by the kernel', dumped: { inLineOf: 'bindto' },
    doc: 'source port',
  },
  {
    name: 'bind_if', field: 'bindInterface', value: interfaceName,
    dumped: { label: '  Bind i/f' },
    doc: 'source interface',
  },
  {
    name: 'connect_timeout', field: 'connectTimeoutUs', value: seconds(1, MAX_CONNECT),
    default: "real server's, else 5", bad: 'connect_timeout %w invalid - ignoring',
    dumped: { label: '  Timeout', as: 'seconds' }, doc: 'how long a connection may take',
  },
  {
    name: 'fwmark', field: 'fwmark', value: integer(0, U32), default: '0', bad: "Invalid fwmark connection value '%w'",
    dumped: { label: '  Mark', silentAt: 0 }, doc: 'mark on our packets',
  },
] as const satisfies readonly RowSpec[]

// prettier-ignore
export const tcpCheckRows = [
  ...connectionRows,
  ...timingRows('1', '1'),
  {
    name: 'nb_get_retry', field: 'retry', value: integer(0, U32), oldNameOf: 'retry',
    bad: "Invalid nb_get_retry value '%w'", doc: 'old name of retry, never valid here in newer versions',
  },
] as const satisfies readonly RowSpec[]

// prettier-ignore
export const urlRows = [
  {
    name: 'path', field: 'path', value: word, samples: ['/', '/status?a=b'],
    dumped: { label: 'Checked url' },
    doc: 'what to ask for',
  },
  {
    name: 'digest', field: 'digest', value: digest, once: "Digest '%w' is a duplicate",
    dumped: { label: '  digest', as: 'hex' }, doc: 'MD5 of the body, as genhash prints it',
  },
  {
    name: 'status_code', field: 'statusCodes', value: statusCodes, repeat: true, default: '200-299',
    dumped: { label: '  HTTP Status Code(s)', as: 'list', sign: '' }, doc: 'codes that are good',
  },
  {
    name: 'virtualhost', field: 'virtualHost', value: word, missing: 'Missing HTTP_GET virtualhost name',
    default: "checker's", dumped: { label: '  Virtual host' },
    doc: 'Host header of this request',
  },
  {
    name: 'tls_compliant', field: 'tlsCompliant', value: boolean, since: '2.2.8', default: "checker's",
    doc: 'say close_notify before a TLS connection is closed',
  },
  {
    name: 'regex', field: 'regex', value: regexPattern,
    dumped: { label: '  Regex' },
    doc: 'pattern of PCRE2 that the page must have',
  },
  {
    name: 'regex_no_match', field: 'regexNoMatch', value: flag,
    dumped: { label: '  Regex no match', as: 'label' },
    doc: 'the page must not have it',
  },
  {
    name: 'regex_options', field: 'regexOptions', value: regexOptions, repeat: true,
    dumped: { label: '  Regex options', sign: ':' },
    doc: 'options of the pattern (pcre2api(3))',
  },
  {
    name: 'regex_min_offset', field: 'regexMinOffset', value: regexOffset, default: '0',
    dumped: { label: '  Regex min offset' }, doc: 'how far into the page a match begins at the earliest',
  },
  {
    name: 'regex_max_offset', field: 'regexMaxOffset', value: regexOffset, default: 'no limit',
    dumped: { inLineOf: 'regex_min_offset' }, doc: 'how far into the page a match begins at the latest',
  },
  {
    name: 'regex_stack', field: 'regexStack', value: regexStack, default: "the library's",
    dumped: { label: '  Regex stack', sign: ' ' },
    doc: 'memory for deeply nested patterns; the largest of the file are for all that have one',
  },
] as const satisfies readonly RowSpec[]

export const urlContext = contextOf('virtual_server/real_server/HTTP_GET/url', urlRows)

// prettier-ignore
export const httpCheckRows = [
  { name: 'url', field: 'urls', value: block(urlContext), repeat: true, doc: 'one request; they are made in turn' },
  {
    name: 'virtualhost', field: 'virtualHost', value: word, default: "real server's",
    missing: 'HTTP_GET virtualhost name missing', dumped: { label: 'Virtualhost' },
    doc: 'Host header of the requests',
  },
  {
    name: 'http_protocol', field: 'protocol', value: oneOf(['1.0', '1.0C', '1.0c', '1.1']), default: '1.0',
    missing: 'Missing http_protocol version', bad: 'Invalid http_protocol version %w',
    dumped: { label: 'Keepalive method' }, doc: 'version of HTTP; C closes the connection',
  },
  {
    name: 'enable_sni', field: 'enableSni', value: boolean, default: 'off', bad: 'Invalid enable_sni parameter %w',
    dumped: { label: 'Enable SNI', as: setUnset, sign: ' ' }, doc: 'say the host name when TLS begins',
  },
  {
    name: 'sni_name', field: 'sniName', value: optionalWord, since: '2.3.0', default: "virtual host's",
    doc: 'say a name when TLS begins, and which',
  },
  {
    name: 'tls_compliant', field: 'tlsCompliant', value: boolean, since: '2.2.8', default: 'off',
    doc: 'say close_notify before a TLS connection is closed',
  },
  {
    name: 'fast_recovery', field: 'fastRecovery', value: boolean, default: 'off',
    bad: 'Invalid fast_recovery parameter %w', dumped: { label: 'Fast recovery', as: setUnset, sign: ' ' },
    doc: 'all urls at once when it comes back',
  },
  {
    name: 'nb_get_retry', field: 'retry', value: integer(0, U32), oldNameOf: 'retry',
    deprecated: "nb_get_retry is deprecated - please use 'retry'", bad: "Invalid nb_get_retry value '%w'",
    doc: 'old name of retry',
  },
  ...connectionRows,
  ...timingRows('1', '3'),
] as const satisfies readonly RowSpec[]

export const smtpHostRows = [...connectionRows, ...timingRows('1', '1')] as const satisfies readonly RowSpec[]

const smtpHostContext = contextOf('virtual_server/real_server/SMTP_CHECK/host', smtpHostRows)

// prettier-ignore
export const smtpCheckRows = [
  {
    name: 'helo_name', field: 'heloName', value: word, missing: 'SMTP_CHECK helo name missing',
    default: 'smtpchecker.keepalived.org', dumped: { label: 'helo' },
    doc: 'name we give in HELO',
  },
  { name: 'host', field: 'hosts', value: block(smtpHostContext), repeat: true, doc: 'another target' },
  ...connectionRows,
  ...timingRows('1', '1'),
] as const satisfies readonly RowSpec[]

// prettier-ignore
export const dnsCheckRows = [
  {
    name: 'type', field: 'type',
    value: oneOf(['A', 'NS', 'CNAME', 'SOA', 'MX', 'TXT', 'AAAA', 'RRSIG', 'DNSKEY'], true),
    bad: 'Unknown DNS check type %w - ignoring', default: 'SOA', dumped: { label: 'Type' },
    doc: 'what to ask for',
  },
  {
    name: 'name', field: 'name', value: word, once: 'DNS_CHECK name already specified - ignoring',
    default: 'the root', dumped: { label: 'Name' },
    doc: 'whose',
  },
  ...connectionRows,
  ...timingRows('3', 'delay_loop'),
] as const satisfies readonly RowSpec[]

// prettier-ignore
export const miscCheckRows = [
  {
    name: 'misc_path', field: 'command', value: optionalCommand, samples: command.samples,
    dumped: { label: 'script', as: 'command' },
    doc: 'program to run',
  },
  {
    name: 'misc_timeout', field: 'timeoutS', value: integer(0, 4294), unit: 's', bad: "Invalid misc_timeout value '%w'",
    default: 'delay_loop', dumped: { label: 'timeout' },
    doc: 'how long it may take',
  },
  {
    name: 'misc_dynamic', field: 'dynamic', value: flag,
    dumped: { label: 'dynamic', as: { true: 'YES', false: 'NO' } },
    doc: 'its exit status is a weight',
  },
  {
    name: 'user', field: 'user', value: user, missing: 'No user specified for misc checker script',
    default: 'script_user', dumped: { label: 'uid:gid' },
    doc: 'account to run it as',
  },
  ...timingRows('0', '1'),
] as const satisfies readonly RowSpec[]

// prettier-ignore
export const udpCheckRows = [
  {
    name: 'payload', field: 'payload', value: hexOctets(false), missing: 'UDP_CHECK payload requires a payload',
    bad: 'Invalid hex string for UDP_CHECK payload', default: 'something random',
    dumped: { label: 'Payload', sign: ' ' }, doc: 'octets to send',
  },
  {
    name: 'require_reply', field: 'requireReply', value: hexOctets(true), bad: 'Invalid hex string for UDP_CHECK reply',
    default: 'off; alone: any reply', dumped: { label: 'Require reply', as: yesNo },
    doc: 'octets that must come back',
  },
  {
    name: 'min_reply_length', field: 'minReplyLength', value: integer(0, 65535),
    bad: 'UDP_CHECK min length %w not valid - must be between 0 & 65535', default: '0',
    dumped: { label: '  Min reply length' }, doc: 'shortest good answer',
  },
  {
    name: 'max_reply_length', field: 'maxReplyLength', value: integer(0, 65535),
    bad: 'UDP_CHECK max length %w not valid - must be between 0 & 65535', default: '255',
    dumped: { label: '  Max reply length' }, doc: 'longest good answer',
  },
  ...connectionRows,
  ...timingRows('1', '1'),
] as const satisfies readonly RowSpec[]

export const pingCheckRows = [...connectionRows, ...timingRows('1', '1')] as const satisfies readonly RowSpec[]

// prettier-ignore
export const fileCheckRows = [
  {
    name: 'track_file', field: 'trackFile', value: word, samples: ['a'],
    dumped: { label: '  Tracked file' },
    doc: 'file to watch',
  },
  {
    name: 'weight', field: 'weight', value: words, samples: ['2', '-2 reverse', '3 noreverse'],
    default: 'that of the track_file', dumped: { label: 'Tracked Files', as: 'list', sign: '' },
    doc: 'what its number is multiplied with',
  },
] as const satisfies readonly RowSpec[]

// prettier-ignore
export const bfdCheckRows = [
  {
    name: 'name', field: 'names', value: words, samples: ['a'], repeat: true,
    dumped: { label: 'Name' },
    doc: 'session to watch',
  },
  {
    name: 'alpha', field: 'alpha', value: boolean, bad: 'Invalid alpha parameter %w',
    default: "real server's", dumped: { label: 'Alpha', as: onOff, sign: ' is ' },
    doc: 'down until it is up',
  },
] as const satisfies readonly RowSpec[]

const context = <const Rows extends readonly RowSpec[]>(name: string, rows: Rows) =>
  contextOf(`virtual_server/real_server/${name}`, rows)

export const tcpCheckContext = context('TCP_CHECK', tcpCheckRows)
export const httpCheckContext = context('HTTP_GET', httpCheckRows)
export const smtpCheckContext = context('SMTP_CHECK', smtpCheckRows)
export const dnsCheckContext = context('DNS_CHECK', dnsCheckRows)
export const miscCheckContext = context('MISC_CHECK', miscCheckRows)
export const udpCheckContext = context('UDP_CHECK', udpCheckRows)
export const pingCheckContext = context('PING_CHECK', pingCheckRows)
export const fileCheckContext = context('FILE_CHECK', fileCheckRows)
export const bfdCheckContext = context('BFD_CHECK', bfdCheckRows)
