/** Keywords of `virtual_server`, `real_server`, `virtual_server_group` and `SSL`. */
import { US_PER_S } from '../../lib/time.ts'
import { endpoint } from './address.ts'
import { block, contextOf, targetBlock } from './block.ts'
import {
  bfdCheckContext,
  dnsCheckContext,
  fileCheckContext,
  httpCheckContext,
  miscCheckContext,
  pingCheckContext,
  smtpCheckContext,
  tcpCheckContext,
  udpCheckContext,
} from './checkers.ts'
import { command } from './command.ts'
import { forwarding } from './forwarding.ts'
import { granularity, persistenceTimeout, protocol, quorum, scheduler, schedulerFlag } from './lvs-values.ts'
import { enabledDisabled, onOff, yesNo } from './dumped.ts'
import type { RowSpec } from './row.ts'
import { boolean, flag, integer, oneOf, seconds, word } from './scalar.ts'

const U32 = 4294967295
const MAX_CONNECT = 4294 * US_PER_S + 967_295
const FOREVER = 2 ** 64
const twice = (keyword: string): string => `${keyword} script already specified - ignoring %w`

/** The complaints of a virtual server write these keywords in plain words. */
const plain = (kind: string, keyword: string): string =>
  kind === 'virtual server' ? keyword.replaceAll('_', ' ') : keyword

/** Defaults that a virtual server gives to its real servers, and those to their checkers. */
// prettier-ignore
const checkDefaults = (kind: 'virtual server' | 'real server', label: string, usual: string | null) => [
  {
    name: 'retry', field: 'retry', value: integer(1, U32), bad: 'retry value invalid - %w',
    default: usual ?? "checker's own", dumped: { label: 'Retry count' },
    doc: 'attempts after a failed check before it counts',
  },
  {
    name: 'delay_before_retry', field: 'delayBeforeRetryUs', value: seconds(0, FOREVER),
    bad: `${kind} ${plain(kind, 'delay_before_retry')} '%w' invalid - ignoring`,
    default: usual ?? "checker's own", dumped: { label: 'Retry delay', as: 'seconds' },
    doc: 'wait between these attempts',
  },
  {
    name: 'warmup', field: 'warmupUs', value: seconds(0, FOREVER), default: usual ?? 'delay_loop',
    bad: `${kind} warmup '%w' invalid - ignoring`,
    dumped: { label: 'Warmup', as: 'seconds' }, doc: 'longest random delay of the first check',
  },
  {
    name: 'connect_timeout', field: 'connectTimeoutUs', value: seconds(1, MAX_CONNECT), default: usual ?? '5',
    bad: `${kind} connect_timeout %w invalid - ignoring`, dumped: { label: 'connection timeout', as: 'seconds' },
    doc: 'how long a connection may take',
  },
  {
    name: 'delay_loop', field: 'delayLoopUs', value: seconds(1, FOREVER), default: usual ?? '60',
    bad: `${kind} ${plain(kind, 'delay_loop')} '%w' invalid - ignoring`, dumped: { label, as: 'seconds' },
    doc: 'time between two checks',
  },
] as const satisfies readonly RowSpec[]

// prettier-ignore
export const realServerRows = [
  {
    name: 'weight', field: 'weight', value: integer(0, 2147483647), default: "virtual server's",
    bad: 'Real server weight %w is outside range 0-2147483647', dumped: { label: 'initial weight' },
    doc: 'share of the connections',
  },
  {
    name: 'lvs_method', field: 'forwarding', value: forwarding('real server'),
    bad: 'PARSER : unknown [%w] routing method for real server.',
    default: "virtual server's", dumped: { label: 'forwarding method' },
    doc: 'how packets reach this server',
  },
  {
    name: 'uthreshold', field: 'upperThreshold', value: integer(0, U32), default: '0',
    bad: "Invalid real_server uthreshold '%w' - ignoring", dumped: { label: 'connection limit range' },
    doc: 'no new connections above this number',
  },
  {
    name: 'lthreshold', field: 'lowerThreshold', value: integer(0, U32), default: '0',
    bad: "Invalid real_server lthreshold '%w' - ignoring", dumped: { inLineOf: 'uthreshold' },
    doc: 'new connections again below this number',
  },
  {
    name: 'inhibit_on_failure', field: 'inhibitOnFailure', value: boolean,
    bad: 'Invalid inhibit_on_failure parameter %w',
    default: "virtual server's", dumped: { label: 'Inhibit on failure', as: onOff, sign: ' is ' },
    doc: 'weight 0 instead of removal when it fails',
  },
  {
    name: 'notify_up', field: 'notifyUp', value: command, once: twice('notify_up'),
    dumped: { label: '  RS up notify script', as: 'script' },
    doc: 'run when it comes up',
  },
  {
    name: 'notify_down', field: 'notifyDown', value: command, once: twice('notify_down'),
    dumped: { label: '  RS down notify script', as: 'script' }, doc: 'run when it goes down',
  },
  {
    name: 'alpha', field: 'alpha', value: boolean, bad: 'Invalid alpha parameter %w',
    default: "virtual server's", dumped: { label: 'Alpha', as: onOff, sign: ' is ' },
    doc: 'down until a check succeeds',
  },
  ...checkDefaults('real server', 'Delay loop', "virtual server's"),
  {
    name: 'smtp_alert', field: 'smtpAlert', value: boolean, bad: 'Invalid real_server smtp_alert parameter %w',
    default: 'smtp_alert_checker, else smtp_alert, else on', dumped: { label: 'Using smtp notification', as: yesNo },
    doc: 'mail when it comes or goes',
  },
  {
    name: 'virtualhost', field: 'virtualHost', value: word, missing: 'real server virtualhost missing',
    default: "virtual server's", dumped: { label: ' VirtualHost' },
    doc: 'Host header of its HTTP checks',
  },
  {
    name: 'snmp_name', field: 'snmpName', value: word, status: 'parsed',
    missing: 'real server snmp_name missing or extra parameters', more: 'real server snmp_name missing or extra parameters',
    undumped: 'a matter of SNMP', doc: 'label for SNMP',
  },
  { name: 'TCP_CHECK', field: 'checkers', value: block(tcpCheckContext), repeat: true, doc: 'is the port open' },
  { name: 'HTTP_GET', field: 'checkers', value: block(httpCheckContext), repeat: true, doc: 'is a page as expected' },
  {
    name: 'SSL_GET', field: 'checkers', value: block(httpCheckContext), repeat: true,
    doc: 'is a page as expected, over TLS',
  },
  {
    name: 'SMTP_CHECK', field: 'checkers', value: block(smtpCheckContext), repeat: true,
    doc: 'does a mail server answer',
  },
  {
    name: 'DNS_CHECK', field: 'checkers', value: block(dnsCheckContext), repeat: true,
    doc: 'does a name server answer',
  },
  {
    name: 'MISC_CHECK', field: 'checkers', value: block(miscCheckContext), repeat: true,
    doc: 'does a program end well',
  },
  {
    name: 'UDP_CHECK', field: 'checkers', value: block(udpCheckContext), repeat: true,
    doc: 'is a datagram not refused',
  },
  {
    name: 'PING_CHECK', field: 'checkers', value: block(pingCheckContext), repeat: true,
    doc: 'does the host answer',
  },
  {
    name: 'FILE_CHECK', field: 'checkers', value: block(fileCheckContext), repeat: true,
    doc: 'what does a file say',
  },
  {
    name: 'BFD_CHECK', field: 'checkers', value: block(bfdCheckContext), repeat: true, status: 'parsed',
    doc: 'is a BFD session up',
  },
] as const satisfies readonly RowSpec[]

export const realServerContext = contextOf('virtual_server/real_server', realServerRows)

// prettier-ignore
export const virtualServerRows = [
  {
    name: 'protocol', field: 'protocol', value: protocol, default: 'UDP', bad: 'Unknown protocol %w - ignoring',
    dumped: { label: 'protocol' }, doc: 'what is balanced',
  },
  {
    name: 'lvs_sched', field: 'scheduler', value: scheduler, default: 'wlc',
    bad: "Invalid lvs_scheduler '%w' - ignoring", dumped: { label: 'lvs_sched' },
    doc: 'who gets the next connection',
  },
  {
    name: 'lb_algo', field: 'scheduler', value: scheduler, default: 'wlc', bad: "Invalid lvs_scheduler '%w' - ignoring",
    sameAs: 'lvs_sched', doc: 'who gets the next connection',
  },
  {
    name: 'lvs_method', field: 'forwarding', value: forwarding('virtual server'), default: 'NAT',
    bad: 'PARSER : unknown [%w] routing method for virtual server.', dumped: { label: 'default forwarding method' },
    doc: 'how packets reach the servers',
  },
  {
    name: 'lb_kind', field: 'forwarding', value: forwarding('virtual server'), default: 'NAT',
    bad: 'PARSER : unknown [%w] routing method for virtual server.', sameAs: 'lvs_method',
    doc: 'how packets reach the servers',
  },
  {
    name: 'nat_mask', field: 'natMask', value: word, oldNameOf: '',
    undumped: 'obsolete, without effect',
    doc: 'obsolete since 2003 and without effect: NAT needs no mask; remove the line',
  },
  {
    name: 'ip_family', field: 'family', value: oneOf(['inet', 'inet6']), bad: 'unknown address family %w',
    default: 'that of its servers',
    undumped: 'the addresses say it too, those of marks and groups aside', doc: 'family of a service by firewall mark',
  },
  ...checkDefaults('virtual server', 'delay_loop', null),
  {
    name: 'inhibit_on_failure', field: 'inhibitOnFailure', value: flag, default: 'off',
    dumped: { label: 'Inhibit on failure', as: onOff, sign: ' is ', absent: 'OFF' },
    doc: 'weight 0 instead of removal of failed servers',
  },
  {
    name: 'hashed', field: 'schedulerFlags', value: schedulerFlag, repeat: true,
    default: 'off', undumped: 'compat: without effect', doc: 'a relic without effect',
  },
  {
    name: 'ops', field: 'onePacket', value: flag, default: 'off',
    dumped: { label: 'One packet scheduling' },
    doc: 'each datagram on its own',
  },
  {
    name: 'flag-1', field: 'schedulerFlags', value: schedulerFlag, repeat: true,
    default: 'off', dumped: { label: 'flag-1', as: enabledDisabled },
    doc: 'first flag of the scheduler',
  },
  {
    name: 'flag-2', field: 'schedulerFlags', value: schedulerFlag, repeat: true,
    default: 'off', dumped: { label: 'flag-2', as: enabledDisabled },
    doc: 'second flag of the scheduler',
  },
  {
    name: 'flag-3', field: 'schedulerFlags', value: schedulerFlag, repeat: true,
    default: 'off', dumped: { label: 'flag-3', as: enabledDisabled },
    doc: 'third flag of the scheduler',
  },
  {
    name: 'sh-fallback', field: 'schedulerFlags', value: schedulerFlag, repeat: true,
    default: 'off', dumped: { label: 'sh-fallback', as: enabledDisabled },
    doc: 'source hashing: another server when the hashed one is down',
  },
  {
    name: 'sh-port', field: 'schedulerFlags', value: schedulerFlag, repeat: true,
    default: 'off', dumped: { label: 'sh-port', as: enabledDisabled },
    doc: 'source hashing: with the port',
  },
  {
    name: 'mh-fallback', field: 'schedulerFlags', value: schedulerFlag, repeat: true,
    default: 'off', dumped: { label: 'mh-fallback', as: enabledDisabled },
    doc: 'Maglev: another server when the hashed one is down',
  },
  {
    name: 'mh-port', field: 'schedulerFlags', value: schedulerFlag, repeat: true,
    default: 'off', dumped: { label: 'mh-port', as: enabledDisabled },
    doc: 'Maglev: with the port',
  },
  {
    name: 'persistence_timeout', field: 'persistenceTimeoutS', value: persistenceTimeout, unit: 's',
    default: 'off; alone: 360', bad: 'persistence_timeout invalid',
    dumped: { label: 'persistence timeout', silentAt: 0 }, doc: 'a client stays with its server this long',
  },
  {
    name: 'persistence_granularity', field: 'persistenceGranularity', value: granularity, default: 'single clients',
    dumped: { label: 'persistence granularity' }, doc: 'clients of a network count as one',
  },
  {
    name: 'persistence_engine', field: 'persistenceEngine', value: word, samples: ['sip'],
    undumped: 'no line of its own', doc: 'how a client is recognised, such as sip',
  },
  {
    name: 'ha_suspend', field: 'haSuspend', value: flag, default: 'off',
    dumped: { label: 'Using HA suspend', as: 'label' }, doc: 'no checks while the address is not here',
  },
  {
    name: 'smtp_alert', field: 'smtpAlert', value: boolean, bad: 'Invalid virtual_server smtp_alert parameter %w',
    default: 'smtp_alert_checker, else smtp_alert, else off', dumped: { label: 'Using smtp notification', as: yesNo },
    doc: 'mail when the quorum comes or goes',
  },
  {
    name: 'virtualhost', field: 'virtualHost', value: word, missing: 'virtual server virtualhost missing',
    dumped: { label: 'VirtualHost' }, doc: 'Host header of HTTP checks',
  },
  {
    name: 'snmp_name', field: 'snmpName', value: word, status: 'parsed',
    missing: 'virtual server snmp_name missing or extra parameters', more: 'virtual server snmp_name missing or extra parameters',
    undumped: 'a matter of SNMP', doc: 'label for SNMP',
  },
  {
    name: 'alpha', field: 'alpha', value: flag, default: 'off',
    dumped: { label: 'alpha', as: onOff, sign: ' is ' },
    doc: 'all servers are down until a check succeeds',
  },
  {
    name: 'omega', field: 'omega', value: flag, default: 'off',
    dumped: { label: 'omega', as: onOff, sign: ' is ' },
    doc: 'run the down scripts when we stop',
  },
  {
    name: 'quorum_up', field: 'quorumUp', value: command, once: twice('quorum_up'),
    dumped: { label: 'Quorum up notify script', as: 'script' }, doc: 'run when there are enough servers',
  },
  {
    name: 'quorum_down', field: 'quorumDown', value: command, once: twice('quorum_down'),
    dumped: { label: 'Quorum down notify script', as: 'script' }, doc: 'run when there are too few',
  },
  {
    name: 'quorum', field: 'quorum', value: quorum, default: '1',
    bad: 'Quorum %w must be in [1, 4294967295]. Setting to 1.', dumped: { label: 'quorum' },
    doc: 'weight of live servers that is enough',
  },
  {
    name: 'hysteresis', field: 'hysteresis', value: integer(0, U32), default: '0',
    bad: 'Hysteresis %w must be in [0, 4294967295] - ignoring', dumped: { inLineOf: 'quorum' },
    doc: 'tolerance around it',
  },
  {
    name: 'weight', field: 'weight', value: integer(1, 2147483647), default: '1',
    bad: 'Virtual server weight %w is outside range 1-2147483647', dumped: { inLineOf: 'real_server' },
    doc: 'weight of servers that give none',
  },
  {
    name: 'sorry_server', field: 'sorryServer', value: endpoint, bad: 'Invalid sorry server IP address %w - skipping',
    dumped: { label: 'sorry server' }, doc: 'who answers when there are too few servers',
  },
  {
    name: 'sorry_server_inhibit', field: 'sorryServerInhibit', value: flag, default: 'off',
    dumped: { label: '  Inhibit on failure', as: onOff, sign: ' is ' },
    doc: 'keep failed servers with weight 0 meanwhile',
  },
  {
    name: 'sorry_server_lvs_method', field: 'sorryServerForwarding', value: forwarding('sorry server'),
    bad: 'PARSER : unknown [%w] routing method for sorry server.', default: 'lvs_method',
    dumped: { label: '  forwarding method' }, doc: 'how packets reach it',
  },
  {
    name: 'real_server', field: 'realServers',
    value: targetBlock(realServerContext, '<ip> [<port>] { ... }', ['192.0.2.2 80', '2001:db8::2']),
    repeat: true, dumped: { label: 'RIP' },
    doc: 'one of the servers',
  },
] as const satisfies readonly RowSpec[]

export const virtualServerContext = contextOf('virtual_server', virtualServerRows)

// prettier-ignore
export const sslRows = [
  {
    name: 'password', field: 'password', value: word, missing: 'SSL password missing',
    replaced: 'SSL password already specified - replacing', dumped: { label: 'Password', sign: ' : ' },
    doc: 'password of the key',
  },
  {
    name: 'ca', field: 'ca', value: word, missing: 'SSL cafile missing',
    replaced: 'SSL cafile already specified - replacing', dumped: { label: 'CA-file', sign: ' : ' },
    doc: 'certificates to trust',
  },
  {
    name: 'certificate', field: 'certificate', value: word, missing: 'SSL certfile missing',
    replaced: 'SSL certfile already specified - replacing', dumped: { label: 'Certificate file', sign: ' : ' },
    doc: 'our certificate',
  },
  {
    name: 'key', field: 'key', value: word, missing: 'SSL keyfile missing',
    replaced: 'SSL keyfile already specified - replacing', dumped: { label: 'Key file', sign: ' : ' },
    doc: 'our private key',
  },
] as const satisfies readonly RowSpec[]

export const sslContext = contextOf('SSL', sslRows)
