/**
 * Every code that a diagnostic can have: what it says, and for the mistakes that people really make, why it matters.
 * Programs rely on the codes: one may be added, none renamed. docs/diagnostics.md is written from here.
 */

export interface CodeEntry {
  /** one sentence for the manual */
  readonly means: string
  /** what may stand there, in general; the diagnostic of a single place may know better. Absent: nothing is wrong */
  readonly expected?: string
  /** one sentence for the operator: what happens if it stays */
  readonly why?: string
}

/** Keeps the codes as literal types. */
function entries<const Code extends string>(table: Readonly<Record<Code, CodeEntry>>) {
  return table
}

const table = entries({
  // Text, files and definitions
  'unreadable-file': { means: 'The main file cannot be opened.', expected: 'a readable, regular file' },
  include: {
    means: 'An `include` finds no file, or one that cannot be used.',
    expected: 'the path of a readable, regular file that is not executable',
    why: 'everything that the missing file sets is left at its default',
  },
  'include-depth': {
    means: 'Includes are nested too deeply, or there are too many files.',
    expected: 'files that do not include themselves',
  },
  'line-too-long': { means: 'A line is longer than 4096 characters.', expected: 'a line of at most 4096 characters' },
  'nul-byte': { means: 'A NUL byte ends a line.', expected: 'text without NUL bytes' },
  'unterminated-quote': {
    means: 'A line has an odd number of double quotes.',
    expected: 'two double quotes on the line',
  },
  'open-quote': { means: 'A quote in a command or a pattern is not closed.', expected: 'the closing quote' },
  'endless-definition': {
    means: 'A definition refers to itself.',
    expected: 'a definition that does not lead back to itself',
  },
  'bad-sequence': { means: 'A `~SEQ` or `~LST` cannot be read.', expected: '(<name>, [<start>, [<step>,]] <end>)' },
  'too-many-lines': {
    means: 'Definitions and repetitions make more than half a million lines.',
    expected: 'fewer repetitions',
  },
  more: { means: 'More than 1000 mistakes: the rest is counted.' },

  // Blocks and keywords
  'unknown-keyword': {
    means: 'No keyword of this block; the hint says of which, or which one was meant.',
    expected: 'a keyword of this block',
    why: 'a line that is not understood does nothing: what it was to set keeps its default',
  },
  'missing-open-brace': { means: 'A keyword that takes a block has no `{`.', expected: '{' },
  'missing-close-brace': {
    means: 'A block is not closed.',
    expected: '}',
    why: 'what follows would be read as part of the open block',
  },
  'extra-brace': { means: 'A `}` closes nothing.', expected: 'a { for each }' },
  'unexpected-brace': { means: 'A `{` where no block may begin.', expected: 'a keyword that takes a block' },
  'too-deep': { means: 'Blocks are nested more than 32 deep.', expected: 'blocks at most 32 deep' },
  'empty-block': { means: 'A list has no entries.', expected: 'at least one entry' },
  'missing-argument': { means: 'A keyword has no value.', expected: 'a value' },
  'bad-value': { means: 'A value that the keyword does not take.', expected: 'a value that the keyword takes' },
  'bad-option': {
    means: 'A word that is no option of the entry, or an option with a bad value.',
    expected: 'an option of the entry, with its value',
  },
  'bad-name': { means: 'A name that is no single word, or is too long.', expected: 'one word' },
  'bad-range': {
    means: 'A range of addresses or ports that is none.',
    expected: '<first>-<last>, the first not above the last',
  },
  'extra-words': { means: 'Words between a keyword and the `{` of its list.', expected: '{' },
  'too-many-decimals': { means: 'More than six decimals.', expected: 'at most six decimals' },
  clamped: {
    means: 'A value beyond its limits was set to the nearest allowed one.',
    expected: 'a value within its limits',
  },
  'given-twice': { means: 'A second value for what can be set once.', expected: 'one of them' },
  'duplicate-name': {
    means: 'Two blocks of one kind have the same name; the diagnostic shows the first.',
    expected: 'a name of its own',
    why: 'only the first one is used, so that a change to the other does nothing',
  },
  duplicate: {
    means: 'A tracker, an interface or a real server is listed twice; the diagnostic shows the first.',
    expected: 'one of them',
  },
  'old-name': { means: 'An old spelling of a keyword.', expected: "today's word" },
  'no-effect-yet': { means: 'A keyword that is understood and does nothing here so far.' },

  // Scripts and accounts
  'script-security': {
    means: 'Scripts run, and `enable_script_security` is not set.',
    expected: 'enable_script_security in global_defs',
    why: 'whoever may change a script runs commands as root',
  },
  'unsafe-script': {
    means: 'Somebody other than root can replace a script that root runs.',
    expected: 'a path that only root can write',
    why: 'whoever owns that path component can run any command as root',
  },
  'script-not-found': {
    means: 'A script does not exist.',
    expected: 'the path of an executable file',
    why: 'a script that cannot run tells nobody and checks nothing',
  },
  'script-not-executable': {
    means: 'A script has no permission to be executed.',
    expected: 'an executable file',
    why: 'a script that cannot run tells nobody and checks nothing',
  },
  'script-path': { means: 'A script without a full path was found by search.', expected: 'a full path' },
  'unquoted-command': {
    means: 'Words after a command that is not quoted.',
    expected: '"<program> <arguments>"',
    why: 'the words after a command are the user and the group to run it as; arguments stand with it in double quotes',
  },
  'script-disabled': {
    means: 'A track script is left out.',
    expected: 'a script that can run, and that only root can write',
    why: 'what it should watch is not watched',
  },
  'no-script': { means: 'A `vrrp_script` without `script`.', expected: 'script <command>' },
  'no-script-user': { means: 'There is no account to run scripts as.', expected: 'script_user <user>' },
  'unknown-user': { means: 'An account or group that does not exist.', expected: 'a user and a group of this host' },

  // VRRP
  'no-vrid': { means: 'An instance without `virtual_router_id`.', expected: 'virtual_router_id <1..255>' },
  'shared-vrid': {
    means: 'Two instances of one address family use one virtual router number on an interface.',
    expected: 'another virtual_router_id',
    why: 'each would take the adverts of the other for those of its own peers, and both would be master',
  },
  'no-interface': {
    means: 'An instance without `interface`, or one that does not exist.',
    expected: 'interface <name>',
    why:
      'without the line the instance is left out; without the interface -t refuses the file and 2.2.7 does not start, while we' +
      ' start and keep the instance in FAULT until the interface is there',
  },
  'missing-interface': {
    means: 'The file names an interface that does not exist.',
    expected: 'an interface of this host',
  },
  loopback: { means: 'VRRP cannot run on the loopback interface.', expected: 'an interface of the network' },
  'no-prefix': {
    means: 'A virtual address without prefix length is a network of its own: /32, or /128.',
    expected: '<ip>/<length>',
    why: 'it brings no route to its neighbours: that needs another address of the interface in the same network',
  },
  'duplicate-address': {
    means: 'A virtual address stands twice.',
    expected: 'an address in one instance',
    why: 'the instance that leaves the master state first takes the address from the other one',
  },
  'no-priority': {
    means: 'An instance without `priority`.',
    expected: 'priority <1..255>',
    why: 'between routers of equal priority the higher address decides, and two address owners both stay master',
  },
  'not-owner': {
    means: 'Priority 255, which is for the router that has the virtual address for its own.',
    expected: 'a priority below 255',
    why: 'an owner yields to nobody: two routers with 255 are both master, and no weight lowers it',
  },
  'no-address': { means: 'An instance without virtual address.', expected: 'virtual_ipaddress { <ip> }' },
  'too-many-addresses': {
    means: 'More virtual addresses than fit into an advert.',
    expected: 'the others in virtual_ipaddress_excluded',
  },
  'bad-address': { means: 'No IP address, or one that cannot be used there.', expected: 'an IP address' },
  'bad-prefix': { means: 'A prefix length that is none.', expected: '/<length>' },
  'bad-broadcast': { means: 'A broadcast address that is none.', expected: '+, - or an IPv4 address' },
  'bad-port': { means: 'No port number.', expected: 'a port from 1 to 65535' },
  'wrong-family': {
    means: 'An address of the other family than the instance or server.',
    expected: 'addresses of one family',
  },
  'not-multicast': { means: 'A multicast group that is no multicast address.', expected: 'a multicast address' },
  'not-link-local': { means: 'An IPv6 source address that is not link-local.', expected: 'an address in fe80::/10' },
  'ah-master': { means: '`state MASTER` together with `auth_type AH`.', expected: 'state BACKUP' },
  nopreempt: {
    means: '`nopreempt` where it cannot work.',
    expected: 'state BACKUP and a priority below 255',
    why: 'a router that starts as master has taken over before it could know that another one is master',
  },
  'preempt-delay': {
    means: '`preempt_delay` where it cannot work.',
    expected: 'state BACKUP, without nopreempt and strict mode',
    why: 'a router that starts as master, or never preempts, has nothing to delay',
  },
  'advert-interval': {
    means: 'An advert interval that the version cannot send.',
    expected: 'whole seconds in version 2, at most 40.95 in version 3',
    why: 'routers with different intervals do not accept the adverts of each other',
  },
  authentication: {
    means: 'Authentication that cannot be used.',
    expected: 'authentication in version 2, over IPv4 for AH',
  },
  'no-active-key': {
    means: 'An `auth_hmac` without `active_key`, or with one that is no key of it.',
    expected: 'active_key <one of the keys>',
    why: 'whoever is on the network can send adverts that this router believes',
  },
  'key-file': {
    means: 'A key file that others than its owner have rights to.',
    expected: 'a file of mode 0600',
    why: 'whoever reads the key can sign adverts',
  },
  'password-truncated': {
    means: 'Only eight octets of a password go into a packet.',
    expected: 'at most eight octets',
    why: 'two passwords that differ after the eighth octet are the same',
  },
  strict: { means: 'Something that strict mode does not allow.', expected: 'what RFC 9568 allows' },
  'no-peers': { means: 'Unicast settings without `unicast_peer`.', expected: 'unicast_peer { <ip> }' },
  'not-found': {
    means: 'A tracker names what is not defined, or is defined further down.',
    expected: 'the name of something that is defined above',
    why: 'what is not tracked cannot cause a failover',
  },
  'no-process': { means: 'A `vrrp_track_process` without `process`.', expected: 'process <name>' },
  'no-file': { means: 'A `track_file` without `file`, or a FILE_CHECK without one.', expected: 'file <path>' },
  'bad-session': {
    means: 'A `bfd_instance` that cannot be used.',
    expected: 'neighbor_ip <ip>, and another one in each session',
  },
  'no-delay': { means: 'A `garp_group` without interval.', expected: 'garp_interval or gna_interval' },
  'no-source': { means: 'An ipvlan without address.', expected: 'use_ipvlan <ip>/<length>' },
  'bad-quorum': { means: '`quorum_max` is smaller than `quorum`.', expected: 'a quorum_max that is not below quorum' },
  'weight-ignored': {
    means: 'A weight that cannot change a priority.',
    expected: 'weight 0',
    why: 'members of a sync group must keep the order of their priorities, and that of an address owner is fixed',
  },
  owner: { means: 'A setting that is for the address owner (priority 255) only.', expected: 'priority 255' },
  'timer-expired': { means: '`timer_expired_backup` without `nopreempt`.', expected: 'nopreempt' },
  vrf: { means: 'Both an interface and a VRF for one instance.', expected: 'interface or vrf' },
  'empty-group': {
    means: 'A sync group without usable members, or a virtual server group without entries.',
    expected: 'at least one member',
  },
  'lone-member': { means: 'A sync group with one member.', expected: 'two members or more' },
  'no-member': {
    means: 'A sync group names an instance that does not exist.',
    expected: 'the name of a vrrp_instance',
  },
  'two-groups': { means: 'An instance in two sync groups.', expected: 'an instance in one group' },

  // LVS
  'duplicate-server': {
    means: 'Two virtual servers have one address, port and protocol.',
    expected: 'one block for each address, port and protocol',
    why: 'the kernel has one service for both: the settings of the first count, and it gets the real servers of all',
  },
  'bad-virtual-server': {
    means: 'The address of a virtual server cannot be read.',
    expected: '<ip> <port>, fwmark <number> or group <name>',
  },
  'bad-real-server': { means: 'The address of a real server cannot be read.', expected: '<ip> <port>' },
  'no-real-server': { means: 'A virtual server without real servers.', expected: 'real_server <ip> <port> { ... }' },
  'no-group': {
    means: 'A virtual server names a group that does not exist.',
    expected: 'the name of a virtual_server_group',
  },
  'no-protocol': {
    means: 'A virtual server without `protocol` is UDP.',
    expected: 'protocol TCP, UDP or SCTP',
    why: 'connections over TCP are not balanced',
  },
  defaulted: {
    means: 'A virtual server without scheduler or forwarding method.',
    expected: 'lvs_sched <scheduler> and lvs_method <NAT|DR|TUN>',
  },
  'protocol-of-mark': { means: 'A firewall mark has no protocol.', expected: 'no protocol' },
  'port-of-mark': { means: 'A port of a real server behind a firewall mark.', expected: 'no port' },
  'port-mismatch': {
    means: 'Ports of virtual and real server differ where the forwarding method cannot change them.',
    expected: 'the port of the virtual server',
    why: 'direct routing and tunnels leave the packet as it is, so that the real server never sees the other port',
  },
  'zero-port': { means: 'Port 0 without persistence.', expected: 'a port, or persistence_timeout' },
  quorum: {
    means: 'A quorum above the weight of all real servers.',
    expected: 'at most the weight of all real servers',
  },
  hysteresis: { means: 'A hysteresis that is not below the quorum.', expected: 'less than the quorum' },
  'ha-suspend': { means: '`ha_suspend` for a firewall mark.', expected: 'a virtual server with addresses' },
  'one-packet': { means: '`ops` for another protocol than UDP.', expected: 'protocol UDP' },
  'scheduler-flag': {
    means: 'A flag of another scheduler, or before `lb_algo`.',
    expected: 'a flag of the scheduler, below lvs_sched',
  },
  'no-sorry-server': {
    means: 'A setting of the sorry server without one.',
    expected: 'sorry_server <ip> <port> above it',
  },
  'no-url': { means: 'HTTP_GET or SSL_GET without `url`.', expected: 'url { path <path> }' },
  'no-path': { means: 'A `url` without `path`.', expected: 'path <path>' },
  'bad-digest': { means: 'A digest that is no MD5 in hexadecimal.', expected: '32 hexadecimal digits' },
  'bad-regex': {
    means: 'A pattern that PCRE2 does not take, or its library is not installed.',
    expected: 'a pattern of PCRE2',
    why: 'the page is not searched, so that a server with the wrong text counts as good',
  },

  // Mail
  'unresolved-name': {
    means: 'The name of the mail relay has no address now.',
    expected: 'a name that has an address',
  },
})

export type DiagnosticCode = keyof typeof table

export const DIAGNOSTIC_CODES: Readonly<Record<DiagnosticCode, CodeEntry>> = table
