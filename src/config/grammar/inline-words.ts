/**
 * The words inside lines and lists: options of an address, a route, a rule, a tracker, a tunnel. The readers of those
 * lines know them; here each has its sentence, for the manual and for a complete list of what the language knows.
 */
export interface InlineWord {
  /** in angle brackets: no word, but what a place takes that needs none */
  readonly name: string
  readonly doc: string
  readonly syntax?: string
  readonly default?: string
  readonly since?: string
  readonly oldNameOf?: string
  /** an equally good word */
  readonly sameAs?: string
}

export interface InlineWords {
  /** keyword paths, as names of contexts: after these keywords, or in their lists */
  readonly after: readonly string[]
  /** 'parsed': without effect so far, even where their keyword acts */
  readonly status: 'acts' | 'parsed'
  readonly words: readonly InlineWord[]
}

/** `name|syntax|sentence|column|...`: `default: x`, `since: x`, `same: word` or `old: today's word`. */
function words(...lines: readonly string[]): readonly InlineWord[] {
  return lines.map((line) => {
    const [name = '', syntax = '', doc = '', ...columns] = line.split('|')
    return { name, doc, ...(syntax === '' ? {} : { syntax }), ...Object.assign({}, ...columns.map(readColumn)) }
  })
}

const COLUMNS: Readonly<Record<string, keyof InlineWord>> = { old: 'oldNameOf', same: 'sameAs' }

function readColumn(column: string): Partial<InlineWord> {
  const [name = '', value = ''] = column.split(': ')
  return { [COLUMNS[name] ?? name]: value }
}

const trackerPaths = (keyword: string): readonly string[] => [`vrrp_instance/${keyword}`, `vrrp_sync_group/${keyword}`]

const trackerWords = (limit: number): readonly InlineWord[] =>
  words(
    `weight|<-${limit}..${limit}>|change of priority instead of FAULT`,
    'reverse||the change counts the other way round',
    'noreverse||cancel a reverse of what is tracked',
  )

const addressWords = words(
  'dev|<interface>|interface to put it on',
  'scope|<scope>|how far it is valid (IPv4)',
  'broadcast|<ip> or + or -|the same|same: brd',
  'brd|<ip> or + or -|broadcast address (IPv4)',
  'label|<name>|label of the address (IPv4)',
  'peer|<ip>[/<length>]|the other end of a point-to-point link',
  'home||home address of Mobile IPv6',
  '-nodad||no duplicate address detection',
  'mngtmpaddr||make temporary addresses from it',
  'noprefixroute||no route for its network',
  'autojoin||join a multicast group',
  'no_track||its removal by others is no concern of ours',
  'preferred_lft|<seconds> or forever|how long it may be a source; 0: never',
)

const routeWords = words(
  'to|<destination>|may stand before the destination',
  'default6||default route of IPv6, as before 2.0.8|old: inet6',
  'inet||it is IPv4',
  'inet6||it is IPv6',
  'src|<ip>|source address to prefer',
  'as|<ip>|read and not supported, in keepalived neither',
  'via|<ip>|gateway',
  'gw|<ip>|the same|old: via',
  'or|<ip>|a second gateway|old: nexthop',
  'from|<prefix>|for packets of that source (IPv6)',
  'tos|<value>|type of service',
  'dsfield|<value>|the same|same: tos',
  'table|<name or number>|routing table',
  'protocol|<name or number>|who made it',
  'scope|<scope>|how far it is valid',
  'metric|<0..4294967295>|preference among routes',
  'priority|<0..4294967295>|the same|same: metric',
  'preference|<0..4294967295>|the same|same: metric',
  'dev|<interface>|interface to send on',
  'oif|<interface>|the same|same: dev',
  'onlink||the gateway is on this link whatever the addresses say',
  'encap|<kind> ...|encapsulate packets',
  'expires|<0..4294967295>|goes by itself then (IPv6)',
  'mtu|[lock] <octets>|largest packet of the path',
  'hoplimit|<0..255>|hop limit of packets',
  'advmss|[lock] <octets>|TCP segment size to announce',
  'rtt|[lock] <time>|first guess of the round trip',
  'rttvar|[lock] <time>|first guess of its variance',
  'reordering|[lock] <number>|packets that may overtake',
  'window|<0..4294967295>|largest TCP window',
  'cwnd|[lock] <number>|largest congestion window',
  'ssthresh|[lock] <number>|slow start threshold',
  'realms|[<from>/]<to>|realms for accounting (IPv4)',
  'rto_min|[lock] <time>|shortest retransmission timeout',
  'initcwnd|<0..4294967295>|first congestion window',
  'initrwnd|<0..4294967295>|first receive window',
  'features|ecn|features of TCP to use',
  'quickack|0 or 1|acknowledge at once',
  'congctl|[lock] <name>|congestion control algorithm',
  'pref|low, medium or high|router preference (IPv6)',
  'ttl-propagate|enabled or disabled|copy the TTL into MPLS labels',
  'fastopen_no_cookie|0 or 1|TCP fast open without cookie',
  'add||refuse when there is such a route',
  'prepend||before such routes',
  'append||after such routes',
  'nexthop|... |one of several gateways',
  'no_track||its removal by others is no concern of ours',
  'vrf|<interface>|table of that VRF',
  'lock||the metric after it may not change',
)

const ruleWords = words(
  'inet||it is IPv4',
  'inet6||it is IPv6',
  'from|<prefix>|for packets of that source',
  'to|<prefix>|for packets to that destination',
  'table|<name or number>|look there',
  'lookup|<name or number>|the same|same: table',
  'not||for all other packets',
  'preference|<0..4294967295>|place among the rules',
  'order|<0..4294967295>|the same|same: preference',
  'priority|<0..4294967295>|the same|same: preference',
  'tos|<value>|for that type of service',
  'dsfield|<value>|the same|same: tos',
  'fwmark|<mark>[/<mask>]|for that firewall mark',
  'realms|[<from>/]<to>|realms to set (IPv4)',
  'suppress_prefixlength|<0..2147483647>|ignore routes with prefixes up to this length',
  'sup_pl|<0..2147483647>|the same|same: suppress_prefixlength',
  'suppress_ifgroup|<group>|ignore routes over interfaces of that group',
  'sup_group|<group>|the same|same: suppress_ifgroup',
  'dev|<interface>|the same|same: iif',
  'iif|<interface>|for packets that came in there',
  'oif|<interface>|for packets of sockets bound there',
  'tunnel-id|<0..18446744073709551615>|for that tunnel',
  'uidrange|<low>-<high>|for sockets of these users',
  'l3mdev||look in the table of the VRF',
  'protocol|<0..255>|who made it',
  'ipproto|<name or number>|for that IP protocol',
  'sport|<low>-<high>|for these source ports',
  'dport|<low>-<high>|for these destination ports',
  'no_track||its removal by others is no concern of ours',
  'type|<action>|may stand before an action',
  'goto|<preference>|go on at that rule',
  'nop||do nothing',
  'blackhole||drop the packet',
  'unreachable||refuse it as unreachable',
  'prohibit||refuse it as forbidden',
)

const routePaths = ['static_routes', 'vrrp_instance/virtual_routes']
const rulePaths = ['static_rules', 'vrrp_instance/virtual_rules']
const under = (paths: readonly string[], word: string): readonly string[] => paths.map((path) => `${path}/${word}`)

const forwardingPaths = [
  'virtual_server/lvs_method',
  'virtual_server/lb_kind',
  'virtual_server/sorry_server_lvs_method',
  'virtual_server/real_server/lvs_method',
]
const urlPaths = ['virtual_server/real_server/HTTP_GET/url', 'virtual_server/real_server/SSL_GET/url']

const addressPaths = ['vrrp_instance/virtual_ipaddress', 'vrrp_instance/virtual_ipaddress_excluded', 'static_ipaddress']

export const inlineWords: readonly InlineWords[] = [
  {
    after: addressPaths,
    status: 'acts',
    words: words('<ip>[/<len>]|<ip>[/<length>]|an address|default: /32 or /128'),
  },
  {
    after: under(addressPaths, 'brd'),
    status: 'acts',
    words: words('+||host bits all ones', '-||host bits all zeros'),
  },
  { after: under(addressPaths, 'preferred_lft'), status: 'acts', words: words('forever||without end') },
  {
    after: ['vrrp_instance/virtual_ipaddress', 'vrrp_instance/virtual_ipaddress_excluded'],
    status: 'acts',
    words: [...addressWords, ...words('use_vmac||put this address on a macvlan')],
  },
  {
    after: ['static_ipaddress'],
    status: 'acts',
    words: [...addressWords, ...words('track_group|<name>|instances that fail when it is lost')],
  },
  { after: routePaths, status: 'acts', words: routeWords },
  {
    after: routePaths,
    status: 'acts',
    words: words('<dest>|<prefix> or default|where to', '<type>|<word or 0..255>|kind of route|default: unicast'),
  },
  {
    after: ['static_routes', 'static_rules'],
    status: 'acts',
    words: words('track_group|<name>|instances that fail when it is lost'),
  },
  {
    after: under(routePaths, 'nexthop'),
    status: 'acts',
    words: words(
      'via|<ip>|gateway of this hop',
      'dev|<interface>|interface of this hop',
      'weight|<1..256>|share of this hop',
      'onlink||its gateway is on this link',
      'encap|<kind> ...|encapsulate packets',
      'realms|[<from>/]<to>|realms of this hop (IPv4)',
      'as|<ip>|read and not supported',
    ),
  },
  {
    after: under(routePaths, 'encap'),
    status: 'acts',
    words: words(
      'ip|...|metadata of an IPv4 tunnel',
      'ip6|...|metadata of an IPv6 tunnel',
      'mpls|<label>[/<label>]|MPLS labels',
      'ila|<locator>|identifier-locator addressing',
      'id|<0..18446744073709551615>|number of the tunnel',
      'dst|<ip>|other end of the tunnel',
      'src|<ip>|our end of the tunnel',
      'tos|<value>|type of service outside (IPv4)',
      'ttl|<0..255>|TTL outside (IPv4)',
      'tc|<value>|traffic class outside (IPv6)',
      'hoplimit|<0..255>|hop limit outside (IPv6)',
      'flags|<0..65535>|flags of the tunnel',
    ),
  },
  {
    after: under(routePaths, '<type>'),
    status: 'acts',
    words: words(
      '<number>|<0..255>|by its number',
      'unicast||an ordinary route',
      'local||to this host',
      'broadcast||to everybody on the link',
      'brd||the same|same: broadcast',
      'anycast||to the nearest',
      'multicast||to a group',
      'blackhole||drop silently',
      'unreachable||refuse as unreachable',
      'prohibit||refuse as forbidden',
      'throw||look no further in this table',
      'nat||translate',
      'xresolve||ask a program',
    ),
  },
  {
    after: under(routePaths, 'pref'),
    status: 'acts',
    words: words('low||after others', 'medium||the usual', 'high||before others'),
  },
  { after: under(routePaths, 'features'), status: 'acts', words: words('ecn||explicit congestion notification') },
  {
    after: under(routePaths, 'ttl-propagate'),
    status: 'acts',
    words: words('enabled||copy the TTL', 'disabled||do not copy the TTL'),
  },
  { after: rulePaths, status: 'acts', words: ruleWords },
  {
    after: under(rulePaths, 'type'),
    status: 'acts',
    words: words(
      'goto|<preference>|go on at that rule',
      'nop||do nothing',
      'blackhole||drop the packet',
      'unreachable||refuse it as unreachable',
      'prohibit||refuse it as forbidden',
    ),
  },
  { after: trackerPaths('track_interface'), status: 'acts', words: trackerWords(253).slice(0, 2) },
  { after: trackerPaths('track_interface'), status: 'acts', words: words('<ifname>||an interface to watch') },
  { after: trackerPaths('track_script'), status: 'acts', words: words('<name>||a vrrp_script defined above') },
  { after: trackerPaths('track_process'), status: 'acts', words: words('<name>||a vrrp_track_process defined above') },
  { after: trackerPaths('track_file'), status: 'acts', words: words('<name>||a track_file defined above') },
  { after: trackerPaths('track_bfd'), status: 'parsed', words: words('<name>||a bfd_instance defined above') },
  { after: trackerPaths('track_script'), status: 'acts', words: trackerWords(253) },
  { after: trackerPaths('track_process'), status: 'acts', words: trackerWords(254) },
  { after: trackerPaths('track_file'), status: 'acts', words: trackerWords(254) },
  { after: trackerPaths('track_bfd'), status: 'parsed', words: trackerWords(253) },
  { after: ['vrrp_script/weight', 'vrrp_track_process/weight'], status: 'acts', words: trackerWords(253).slice(1, 2) },
  {
    after: ['track_file/weight', 'vrrp_track_file/weight', 'virtual_server/real_server/FILE_CHECK/weight'],
    status: 'acts',
    words: trackerWords(254).slice(1),
  },
  { after: ['bfd_instance/weight'], status: 'parsed', words: trackerWords(253).slice(1) },
  {
    after: ['track_file/init_file', 'vrrp_track_file/init_file'],
    status: 'acts',
    words: words('overwrite||even when the file has a number already'),
  },
  {
    after: ['vrrp_track_process/param_match'],
    status: 'acts',
    words: words('initial||the last parameter may be a prefix', 'partial||further parameters may follow'),
  },
  {
    after: ['vrrp_instance/unicast_peer'],
    status: 'acts',
    words: words(
      '<ip>||a node',
      'min_ttl|<0..255>|lowest TTL to take from it|default: 0',
      'max_ttl|<0..255>|highest TTL to take from it|default: 255',
    ),
  },
  { after: ['vrrp_instance/old_unicast_checksum'], status: 'acts', words: words('never||never expect it') },
  {
    after: ['vrrp_instance/use_vmac'],
    status: 'acts',
    words: words(
      '<ifname>||its name|default: vrrp.<vrid>',
      '<mac>|<5 or 6 octets>|its address; the router id follows five octets|default: the virtual MAC address',
      'name|<interface>|its name, when that could be an option|since: 2.3.0',
      'netlink_notify_msg||make the kernel tell about the interface below|since: 2.3.0',
      'group|<group>|link group of it|since: 2.3.0',
    ),
  },
  {
    after: ['vrrp_instance/use_ipvlan'],
    status: 'acts',
    words: words(
      '<ifname>||its name|default: vrrp.<vrid>',
      '<ip>|<ip>[/<length>]|address of it, and source of advertisements',
      'name|<interface>|its name, when that could be an option|since: 2.3.0',
      'bridge||with its neighbours',
      'private||not with its neighbours',
      'vepa||with its neighbours over the switch',
      'group|<group>|link group of it|since: 2.3.0',
    ),
  },
  {
    after: [
      'vrrp_instance/garp_extra_if',
      'vrrp_instance/vmac_garp_intvl',
      'global_defs/vrrp_garp_extra_if',
      'global_defs/vrrp_vmac_garp_intvl',
    ],
    status: 'acts',
    words: words('all||on ordinary interfaces too'),
  },
  {
    after: ['vrrp_instance/state'],
    status: 'acts',
    words: words('MASTER||begin as master; no later word changes that', 'BACKUP||begin as backup'),
  },
  {
    after: ['vrrp_instance/authentication/auth_type'],
    status: 'acts',
    words: words('PASS||the password is in the packet', 'AH||an IPsec authentication header (IPv4)'),
  },
  {
    after: ['vrrp_instance/auth_hmac/mode'],
    status: 'acts',
    words: words(
      'enforce||unsigned packets are dropped',
      'permissive||unsigned packets are taken',
      'receive-only||check, but do not sign',
    ),
  },
  {
    after: ['vrrp_instance/auth_hmac/anti_replay'],
    status: 'acts',
    words: words('time||by the clock', 'monotonic||by a counter'),
  },
  {
    after: ['vrrp_instance/auth_hmac/key'],
    status: 'acts',
    words: words('hex:|<digits>|the secret in hexadecimal', 'file:|<path>|the secret is in a file'),
  },
  {
    after: forwardingPaths,
    status: 'acts',
    words: words('NAT||translate addresses', 'DR||send on unchanged on the same link', 'TUN||send on in a tunnel'),
  },
  {
    after: forwardingPaths,
    status: 'acts',
    words: words(
      'type|ipip, gue or gre|kind of tunnel',
      'port|<1..65535>|UDP port of a gue tunnel',
      'nocsum||without checksum',
      'csum||with checksum',
      'remcsum||with remote checksum',
    ),
  },
  {
    after: under(forwardingPaths, 'type'),
    status: 'acts',
    words: words('ipip||IP in IP, the usual', 'gue||generic UDP encapsulation', 'gre||generic routing encapsulation'),
  },
  {
    after: ['virtual_server/lvs_sched', 'virtual_server/lb_algo'],
    status: 'acts',
    words: words(
      'rr||in turn',
      'wrr||in turn, by weight',
      'lc||fewest connections',
      'wlc||fewest connections by weight',
      'lblc||the same server for a destination, by load',
      'lblcr||the same set of servers for a destination, by load',
      'sh||by source address',
      'mh||by source address, after Maglev',
      'dh||by destination address',
      'fo||the heaviest that is there',
      'ovf||the heaviest until it is full',
      'sed||shortest expected delay',
      'nq||an idle one, else shortest expected delay',
      'twos||the better of two picked at random',
    ),
  },
  {
    after: ['virtual_server/protocol'],
    status: 'acts',
    words: words('TCP||TCP connections', 'UDP||datagrams', 'SCTP||SCTP associations'),
  },
  {
    after: ['virtual_server/<argument>'],
    status: 'acts',
    words: words(
      '<ip>|<ip> [<port>]|packets to this address|default: port 0',
      'fwmark|<0..4294967295>|packets with this mark',
      'group|<name>|all members of a virtual_server_group',
    ),
  },
  {
    after: ['virtual_server_group'],
    status: 'acts',
    words: words(
      '<ip>|<ip> [<port>]|packets to this address|default: port 0',
      '<ip-range>|<ip>-<last> [<port>] or <ip>/<length> [<port>]|packets to these addresses|default: port 0',
      'fwmark|<0..4294967295>|packets with this mark',
    ),
  },
  {
    after: ['virtual_server_group/fwmark'],
    status: 'acts',
    words: words('inet||of IPv4', 'inet6||of IPv6'),
  },
  {
    after: ['virtual_server/real_server/HTTP_GET/http_protocol', 'virtual_server/real_server/SSL_GET/http_protocol'],
    status: 'acts',
    words: words(
      '1.0||HTTP/1.0',
      '1.0C||HTTP/1.0 with Connection: close',
      '1.0c||the same|same: 1.0C',
      '1.1||HTTP/1.1',
    ),
  },
  {
    after: ['virtual_server/real_server/DNS_CHECK/type'],
    status: 'acts',
    words: words(
      'A||IPv4 address',
      'NS||name server',
      'CNAME||alias',
      'SOA||start of authority, the usual',
      'MX||mail exchanger',
      'TXT||text',
      'AAAA||IPv6 address',
      'RRSIG||signature',
      'DNSKEY||key of signatures',
    ),
  },
  {
    after: under(urlPaths, 'regex_options'),
    status: 'acts',
    words: words(
      'allow_empty_class||[] matches nothing',
      'alt_bsux||escapes as in ECMAScript',
      'auto_callout||callouts everywhere',
      'caseless||letter case does not matter',
      'dollar_endonly||$ only at the very end',
      'dotall||a dot matches line ends too',
      'dupnames||groups may share a name',
      'extended||blanks and comments in the pattern',
      'firstline||begin in the first line',
      'match_unset_backref||references to unset groups match nothing',
      'multiline||^ and $ at every line',
      'never_ucp||no Unicode properties',
      'never_utf||no UTF',
      'no_auto_capture||plain brackets capture nothing',
      'no_auto_possess||no automatic possessive quantifiers',
      'no_dotstar_anchor||a leading .* is no anchor',
      'no_start_optimize||no shortcuts at the start',
      'ucp||Unicode properties',
      'ungreedy||match as little as possible',
      'utf||pattern and body are UTF-8',
      'never_backslash_c||no \\C',
      'alt_circumflex||^ after a last line end too',
      'alt_verbnames||escapes in names of verbs',
      'use_offset_limit||a match must begin before the limit',
    ),
  },
  {
    after: ['global_defs/lvs_timeouts'],
    status: 'acts',
    words: words(
      'tcp|<0..2678400>|seconds for established connections',
      'tcpfin|<0..2678400>|seconds for connections after FIN',
      'udp|<0..2678400>|seconds for UDP',
    ),
  },
  {
    after: ['global_defs/lvs_sync_daemon'],
    status: 'acts',
    words: words(
      '<ifname>||interface to synchronise on',
      '<vrrp_instance>||second word without inst|old: inst',
      '<syncid>|<0..255>|third word without id|old: id',
      'inst|<vrrp_instance>|whose state decides the role',
      'id|<0..255>|number of the synchronisation|default: the router id of the instance, else 0',
      'maxlen|<1..65507>|longest datagram, in octets',
      'port|<1..65535>|UDP port|default: 8848',
      'ttl|<1..255>|TTL of the datagrams|default: 1',
      'group|<ip>|multicast group|default: 224.0.0.81',
    ),
  },
  {
    after: ['global_defs/dynamic_interfaces'],
    status: 'acts',
    words: words('allow_if_changes||an interface may come back as another kind'),
  },
  {
    after: ['global_defs/lvs_flush_on_stop', 'global_defs/lvs_flush_onstop'],
    status: 'acts',
    words: words('VS||only services of ours'),
  },
  {
    after: ['global_defs/include_check'],
    status: 'acts',
    words: words(
      'read||matches must be plain readable files',
      'match||a plain name must exist',
      'wildcard_match||a pattern must match something',
      'brace_match||each alternative must match',
    ),
  },
  {
    after: ['global_defs/umask'],
    status: 'acts',
    words: words(
      'IRUSR||owner: read',
      'IWUSR||owner: write',
      'IXUSR||owner: execute',
      'IRWXU||owner: all|since: 2.2.8',
      'IRGRP||group: read',
      'IWGRP||group: write',
      'IXGRP||group: execute',
      'IRWXG||group: all|since: 2.2.8',
      'IROTH||others: read',
      'IWOTH||others: write',
      'IXOTH||others: execute',
      'IRWXO||others: all|since: 2.2.8',
    ),
  },
  {
    after: ['global_defs/vrrp_rx_bufs_policy'],
    status: 'acts',
    words: words(
      'MTU||by the MTU of the interface',
      'ADVERT||by the longest advertisement',
      '<bytes>|<0..4294967295>|this size',
    ),
  },
  {
    after: ['linkbeat_interfaces'],
    status: 'acts',
    words: words(
      '<ifname>||an interface to poll',
      'MII||by registers of the network card',
      'ETHTOOL||by ethtool',
      'IOCTL||by flags of the interface',
    ),
  },
  {
    after: ['interface_up_down_delays'],
    status: 'acts',
    words: words(
      '<ifname>|<interface> <0..255> [<0..255>]|delays in seconds until it counts as down, and as up|default: 0',
    ),
  },
  {
    after: ['global_defs/notification_email'],
    status: 'acts',
    words: words('<address>||who gets a mail; with a display name in double quotes'),
  },
  {
    after: ['(boolean)'],
    status: 'acts',
    words: words(
      'on||it is so',
      'true||the same|same: on',
      'yes||the same|same: on',
      'off||it is not so',
      'false||the same|same: off',
      'no||the same|same: off',
    ),
  },
  {
    after: ['(lexer)'],
    status: 'acts',
    words: words(
      'include|<pattern>|read these files here',
      'includer|<pattern>|the same; they must be readable files',
      'includem|<pattern>|the same, and a plain name must exist',
      'includew|<pattern>|the same, and a pattern must match',
      'includeb|<pattern>|as includer, and each alternative must match',
      'includea|<pattern>|with all these checks',
      '~SEQ|(<name>, [<start>, [<step>,]] <end>) <line>|repeat a line over numbers',
      '~SEQx|(<name>, [<start>, [<step>,]] <end>) <line>|the same in hexadecimal',
      '~LST|(<name>, <value>, ...) <line>|repeat a line over words',
      '${_PWD}||directory of this file',
      '${_INSTANCE}||config id',
      '${_RANDOM}|[<min> [<max>]]|a random number',
      '${_ENV}|<name>|a variable of the environment|since: 2.4.0',
      '${_HASH}||the character #',
      '${_BANG}||the character !',
      '@<id>|[<line>]|the line, or the lines below, count only on the node with this config id',
      '@^<id>|[<line>]|the line, or the lines below, count on all other nodes',
      '$<NAME>=|<text>|defines a text; a backslash at the end: it goes on in the next line',
      '$<NAME>||the text that was defined, before a blank, a comma, a bracket or the end',
      '${<NAME>}||the text that was defined, anywhere in a line',
      '{||opens a block',
      '}||closes it',
      '#||a comment, to the end of the line',
      '!||a comment, too',
    ),
  },
  {
    after: ['(script)'],
    status: 'acts',
    words: words(
      '<command>|<command> or "<command> <argument> ..."|a program, run without a shell',
      '<user>||account to run it as|default: script_user',
      '<group>||group to run it as|default: the group of the account',
      ':<group>||group to run it as, with all groups of the account|since: 2.4.0',
      '</<path>|</<path>|only look whether the file can be read',
    ),
  },
]
