/** What needs another kernel than the host's: an ipvlan of an instance, and the table of a VRF, beside 2.2.7 in one guest. */
import { describe, expect, test } from 'vitest'
import { bootUml, whyNoUml } from '../lab/uml.ts'

const why = whyNoUml()

const instance = (lines: string, addresses: string): string =>
  `vrrp_instance V {\n interface eth0\n virtual_router_id 5\n priority 200\n version 3\n advert_int 0.5\n` +
  ` garp_master_delay 0\n ${lines}\n virtual_ipaddress {\n ${addresses}\n }\n}\n`

const configurations: Readonly<Record<string, string>> = {
  ipv4: instance('use_ipvlan 10.9.0.9/24', '10.9.0.50/24'),
  ipv6: instance('use_ipvlan vepa', 'fe80::50\n fd00:9::50/64'),
  vrf: instance('virtual_routes {\n 198.51.100.0/24 via 10.9.0.7 vrf blue\n }', '10.9.0.50/24'),
}

const script = `
ip link add eth0 type veth peer name p0; ip link set p0 up
ip link set eth0 address 02:00:00:00:09:00 up; ip addr add 10.9.0.1/24 dev eth0
ip link add blue type vrf table 42; ip link set blue up
show() {
  ip -d link; ip addr; ip route show table all proto keepalived
  for i in eth0 vrrp.5; do [ -d /proc/sys/net/ipv4/conf/$i ] && grep -rs . /proc/sys/net/ipv4/conf/$i /proc/sys/net/ipv6/conf/$i | sort; done
}
has() { for i in $(seq 240); do grep -q "$1" "$2" && return; sleep 0.5; done; }
for name in ${Object.keys(configurations).join(' ')}; do
  for program in theirs ours; do
    command=keepalived; [ $program = ours ] && command="$NODE $REPO/dist/main.js"
    log="$RESULTS/$name.$program.log"
    $command -n -l -G -D -f /run/guest/inputs/$name.conf -p /run/p -r /run/v -c /run/c >"$log" 2>&1 & pid=$!
    has 'setting VIPs' "$log"; sleep 2
    show >"$RESULTS/$name.$program.master"
    kill $pid; wait $pid
    show >"$RESULTS/$name.$program.end"
  done
done
exit 0`

describe.skipIf(why !== null)(`a kernel with ipvlans and VRFs${why === null ? '' : ` (${why})`}`, () => {
  test('has the same links, addresses, routes and settings with both programs, and both say the same', async () => {
    const inputs = Object.fromEntries(Object.entries(configurations).map(([name, text]) => [`${name}.conf`, text]))
    const modules = ['veth', 'ipvlan', 'vrf']
    const { files, exitStatus, output } = await bootUml({ script, inputs, modules, timeoutS: 900 })
    expect(exitStatus, output).toBe(0)
    for (const name of Object.keys(configurations)) {
      const of = (program: 'ours' | 'theirs', what: string): string => files[`${name}.${program}.${what}`] ?? ''
      for (const moment of ['master', 'end']) expect(plain(of('ours', moment))).toBe(plain(of('theirs', moment)))
      expect(told(of('ours', 'log'))).toEqual(told(of('theirs', 'log')))
    }
    expect(files['ipv4.ours.master']).toContain('ipvlan  mode l2 bridge')
    expect(files['vrf.ours.master']).toContain('via 10.9.0.7 dev eth0 table 42')
  })
})

/** Without indices, times and what is made by chance. */
function plain(state: string): string {
  return state
    .split('\n')
    .map((line) => line.replace(/^\d+: |valid_lft.*|:?mtu .*/g, '').trimEnd())
    .filter((line) => !/stable_secret|base_reachable/.test(line))
    .join('\n')
}

/** Of the interface and the states; a process of the guest may be held up, which only ours tells. */
function told(log: string): string[] {
  return log
    .split('\n')
    .map((line) => line.replace(/^.* \d{4}: /, ''))
    .filter((line) => /ipvlan|VMAC|ntering|VIPs|priority$/.test(line))
}
