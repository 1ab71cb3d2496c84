/**
 * Every code that a diagnostic can have: what it says, and for the mistakes that people really make, why it matters.
 * Programs rely on the codes: one may be added, none renamed. docs/diagnostics.md is written from here.
 */

export interface CodeEntry {
  /** one sentence for the manual */
  readonly means: string
  /** one sentence for the operator: what happens if it stays */
  readonly why?: string
}

/** Keeps the codes as literal types. */
function entries<const Code extends string>(table: Readonly<Record<Code, CodeEntry>>) {
  return table
}

const table = entries({
  // Text, files and definitions
  'unreadable-file': { means: 'The main file cannot be opened.' },
  include: {
    means: 'An `include` finds no file, or one that cannot be used.',
    why: 'everything that the missing file sets is left at its default',
  },
  'include-depth': { means: 'Includes are nested too deeply, or there are too many files.' },
  'line-too-long': { means: 'A line is longer than 4096 characters.' },
  'nul-byte': { means: 'A NUL byte ends a line.' },
  'unterminated-quote': { means: 'A line has an odd number of double quotes.' },
  'open-quote': { means: 'A quote in a command or a pattern is not closed.' },
  'endless-definition': { means: 'A definition refers to itself.' },
  'bad-sequence': { means: 'A `~SEQ` or `~LST` cannot be read.' },
  'too-many-lines': { means: 'Definitions and repetitions make more than a million lines.' },
  more: { means: 'More than 1000 mistakes: the rest is counted.' },

  // Blocks and keywords
  'unknown-keyword': { means: 'No keyword of this block; the hint says of which, or which one was meant.' },
  'missing-open-brace': { means: 'A keyword that takes a block has no `{`.' },
  'missing-close-brace': {
    means: 'A block is not closed.',
    why: 'what follows would be read as part of the open block',
  },
  'extra-brace': { means: 'A `}` closes nothing.' },
  'unexpected-brace': { means: 'A `{` where no block may begin.' },
  'too-deep': { means: 'Blocks are nested more than 32 deep.' },
  'empty-block': { means: 'A list has no entries.' },
  'missing-argument': { means: 'A keyword has no value.' },
  'bad-value': { means: 'A value that the keyword does not take.' },
  'bad-option': { means: 'A word that is no option of the entry, or an option with a bad value.' },
  'bad-name': { means: 'A name that is no single word, or is too long.' },
  'bad-range': { means: 'A range of addresses or ports that is none.' },
  'extra-words': { means: 'Words between a keyword and the `{` of its list.' },
  'too-many-decimals': { means: 'More than six decimals.' },
  clamped: { means: 'A value beyond its limits was set to the nearest allowed one.' },
  'given-twice': { means: 'A second value for what can be set once.' },
  'duplicate-name': {
    means: 'Two blocks of one kind have the same name; the diagnostic shows the first.',
    why: 'only the first one is used, so that a change to the other does nothing',
  },
  duplicate: { means: 'A tracker, an interface or a real server is listed twice; the diagnostic shows the first.' },
  'old-name': { means: 'An old spelling of a keyword.' },
  'no-effect-yet': { means: 'A keyword that is understood and does nothing here so far.' },

  // Scripts and accounts
  'script-security': {
    means: 'Scripts run, and `enable_script_security` is not set.',
    why: 'whoever may change a script runs commands as root',
  },
  'unsafe-script': {
    means: 'Somebody other than root can replace a script that root runs.',
    why: 'whoever owns that path component can run any command as root',
  },
  'script-not-found': {
    means: 'A script does not exist.',
    why: 'a script that cannot run tells nobody and checks nothing',
  },
  'script-not-executable': {
    means: 'A script has no permission to be executed.',
    why: 'a script that cannot run tells nobody and checks nothing',
  },
  'script-path': { means: 'A script without a full path was found by search.' },
  'unquoted-command': {
    means: 'Words after a command that is not quoted.',
    why: 'the words after a command are the user and the group to run it as; arguments stand with it in double quotes',
  },
  'script-disabled': { means: 'A track script is left out.', why: 'what it should watch is not watched' },
  'no-script': { means: 'A `vrrp_script` without `script`.' },
  'no-script-user': { means: 'There is no account to run scripts as.' },
  'unknown-user': { means: 'An account or group that does not exist.' },

  // VRRP
  'no-vrid': { means: 'An instance without `virtual_router_id`.' },
  'shared-vrid': {
    means: 'Two instances of one address family use one virtual router number on an interface.',
    why: 'each would take the adverts of the other for those of its own peers, and both would be master',
  },
  'no-interface': {
    means: 'An instance without `interface`, or one that does not exist.',
    why: 'the instance stays in FAULT and no one answers for its addresses until the interface is there',
  },
  'missing-interface': { means: 'The file names an interface that does not exist.' },
  loopback: { means: 'VRRP cannot run on the loopback interface.' },
  'no-prefix': {
    means: 'A virtual address without prefix length is a network of its own: /32, or /128.',
    why: 'it brings no route to its neighbours: that needs another address of the interface in the same network',
  },
  'duplicate-address': {
    means: 'A virtual address stands twice.',
    why: 'the instance that leaves the master state first takes the address from the other one',
  },
  'no-priority': {
    means: 'An instance without `priority`.',
    why: 'between routers of equal priority the higher address decides, and two address owners both stay master',
  },
  'not-owner': {
    means: 'Priority 255, which is for the router that has the virtual address for its own.',
    why: 'an owner yields to nobody: two routers with 255 are both master, and no weight lowers it',
  },
  'no-address': { means: 'An instance without virtual address.' },
  'too-many-addresses': { means: 'More virtual addresses than fit into an advert.' },
  'bad-address': { means: 'No IP address, or one that cannot be used there.' },
  'bad-prefix': { means: 'A prefix length that is none.' },
  'bad-broadcast': { means: 'A broadcast address that is none.' },
  'bad-port': { means: 'No port number.' },
  'wrong-family': { means: 'An address of the other family than the instance or server.' },
  'not-multicast': { means: 'A multicast group that is no multicast address.' },
  'not-link-local': { means: 'An IPv6 source address that is not link-local.' },
  'ah-master': { means: '`state MASTER` together with `auth_type AH`.' },
  nopreempt: {
    means: '`nopreempt` where it cannot work.',
    why: 'a router that starts as master has taken over before it could know that another one is master',
  },
  'preempt-delay': {
    means: '`preempt_delay` where it cannot work.',
    why: 'a router that starts as master, or never preempts, has nothing to delay',
  },
  'advert-interval': {
    means: 'An advert interval that the version cannot send.',
    why: 'routers with different intervals do not accept the adverts of each other',
  },
  authentication: { means: 'Authentication that cannot be used.' },
  'no-active-key': {
    means: 'An `auth_hmac` without `active_key`, or with one that is no key of it.',
    why: 'whoever is on the network can send adverts that this router believes',
  },
  'key-file': {
    means: 'A key file that others than its owner have rights to.',
    why: 'whoever reads the key can sign adverts',
  },
  'password-truncated': {
    means: 'Only eight octets of a password go into a packet.',
    why: 'two passwords that differ after the eighth octet are the same',
  },
  strict: { means: 'Something that strict mode does not allow.' },
  'no-peers': { means: 'Unicast settings without `unicast_peer`.' },
  'not-found': {
    means: 'A tracker names what is not defined, or is defined further down.',
    why: 'what is not tracked cannot cause a failover',
  },
  'no-process': { means: 'A `vrrp_track_process` without `process`.' },
  'no-file': { means: 'A `track_file` without `file`, or a FILE_CHECK without one.' },
  'bad-session': { means: 'A `bfd_instance` that cannot be used.' },
  'no-delay': { means: 'A `garp_group` without interval.' },
  'no-source': { means: 'An ipvlan without address.' },
  'bad-quorum': { means: '`quorum_max` is smaller than `quorum`.' },
  'weight-ignored': {
    means: 'A weight that cannot change a priority.',
    why: 'members of a sync group must keep the order of their priorities, and that of an address owner is fixed',
  },
  owner: { means: 'A setting that is for the address owner (priority 255) only.' },
  'timer-expired': { means: '`timer_expired_backup` without `nopreempt`.' },
  vrf: { means: 'Both an interface and a VRF for one instance.' },
  'empty-group': { means: 'A sync group without usable members, or a virtual server group without entries.' },
  'lone-member': { means: 'A sync group with one member.' },
  'no-member': { means: 'A sync group names an instance that does not exist.' },
  'two-groups': { means: 'An instance in two sync groups.' },

  // LVS
  'duplicate-server': {
    means: 'Two virtual servers have one address, port and protocol.',
    why: 'the kernel has one service for both: the settings of the first count, and it gets the real servers of all',
  },
  'bad-virtual-server': { means: 'The address of a virtual server cannot be read.' },
  'bad-real-server': { means: 'The address of a real server cannot be read.' },
  'no-real-server': { means: 'A virtual server without real servers.' },
  'no-group': { means: 'A virtual server names a group that does not exist.' },
  'no-protocol': {
    means: 'A virtual server without `protocol` is UDP.',
    why: 'connections over TCP are not balanced',
  },
  defaulted: { means: 'A virtual server without scheduler or forwarding method.' },
  'protocol-of-mark': { means: 'A firewall mark has no protocol.' },
  'port-of-mark': { means: 'A port of a real server behind a firewall mark.' },
  'port-mismatch': {
    means: 'Ports of virtual and real server differ where the forwarding method cannot change them.',
    why: 'direct routing and tunnels leave the packet as it is, so that the real server never sees the other port',
  },
  'zero-port': { means: 'Port 0 without persistence.' },
  quorum: { means: 'A quorum above the weight of all real servers.' },
  hysteresis: { means: 'A hysteresis that is not below the quorum.' },
  'ha-suspend': { means: '`ha_suspend` for a firewall mark.' },
  'one-packet': { means: '`ops` for another protocol than UDP.' },
  'scheduler-flag': { means: 'A flag of another scheduler, or before `lb_algo`.' },
  'no-sorry-server': { means: 'A setting of the sorry server without one.' },
  'no-url': { means: 'HTTP_GET or SSL_GET without `url`.' },
  'no-path': { means: 'A `url` without `path`.' },
  'bad-digest': { means: 'A digest that is no MD5 in hexadecimal.' },
  'bad-regex': {
    means: 'A pattern that PCRE2 does not take, or its library is not installed.',
    why: 'the page is not searched, so that a server with the wrong text counts as good',
  },

  // Mail
  'unresolved-name': { means: 'The name of the mail relay has no address now.' },
})

export type DiagnosticCode = keyof typeof table

export const DIAGNOSTIC_CODES: Readonly<Record<DiagnosticCode, CodeEntry>> = table
