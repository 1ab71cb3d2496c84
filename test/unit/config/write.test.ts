/** Configurations written from what was understood of them: reading the text again gives the same. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { dumpConfig } from '../../../src/config/dump/dump.ts'
import type { LoadResult } from '../../../src/config/load.ts'
import { rewriteConfig } from '../../../src/config/load.ts'
import { environmentOf, instance, MAIN, virtualServer } from './load-text.ts'
import type { World } from './load-text.ts'

function rewrite(text: string, world: World = {}): LoadResult & { readonly text: string } {
  const result = rewriteConfig(MAIN, environmentOf(text, world))
  return { ...result, text: result.text() }
}

/** The written text, after the comparison of what both texts mean. */
function roundTrip(text: string, world: World = {}): string {
  const first = rewrite(text, { interfaceExists: () => true, ...world })
  const second = rewrite(first.text, { interfaceExists: () => true })
  expect({ ...second.config, files: [] }).toEqual({ ...first.config, files: [] })
  if (first.config === null || second.config === null) throw new Error('refused')
  expect(dumpConfig(second.config)).toEqual(dumpConfig(first.config))
  expect(second.text).toBe(first.text)
  return first.text
}

const folders = ['conf', 'test/fixtures/dump/conf', 'test/fixtures/seeds']
const paths = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.conf'))
    .map((name) => `${folder}/${name}`),
)

test.each(paths)('%s', (path) => {
  const text = readFileSync(path, 'utf8')
  expect(text.length).toBeGreaterThan(0)
  roundTrip(text)
})

test('all mistakes at once', () => {
  roundTrip(readFileSync('test/fixtures/config/mistakes.txt', 'utf8'))
})

describe('the text', () => {
  test('has no includes, definitions, conditions, comments and old names', () => {
    const text = `$IF=eth0
include more.conf
@node vrrp_version 3
@other use_pid_dir
global_defs { # who
  lvs_id LB
  ~LST(A, smtp_alert, vrrp_strict) $A
}
`
    const files = { '/etc/k/more.conf': instance('interface $IF\nadvert_int 00.50', 'a').replace('interface eth0', '') }
    expect(roundTrip(text, { files })).toBe(`vrrp_instance a {
    virtual_router_id 1
    virtual_ipaddress {
        10.0.0.1/32
    }
    interface eth0
    advert_int 0.5
}

global_defs {
    router_id LB
    smtp_alert on
    vrrp_strict
}
`)
  })

  test('leaves out what was refused', () => {
    expect(roundTrip('global_defs {\n vrrp_garp_master_delay many\n vrrp_min_garp 7\n nonsense\n}\n')).toBe(
      'global_defs {\n}\n',
    )
  })

  test.each([
    [`notify "/bin/sh -c 'echo \\"a b\\" # {'" nobody nogroup`, ['/bin/sh', '-c', 'echo "a b" # {']],
    ['notify "/bin/say a\\\\ b \\x22c d\\x22"', ['/bin/say', 'a b', 'c d']],
    ['notify /bin/true', ['/bin/true']],
  ])('keeps the quotes of %s', (line, argv) => {
    const text = roundTrip(instance(line))
    expect(rewrite(text).config?.vrrp.instances[0]?.notify.any?.argv).toEqual(argv)
  })

  test.each(['"two word"', '"#1!"', '"a{b}"', 'plain', '"$HOME"', 'päss'])('keeps the word %s', (word) => {
    const text = roundTrip(instance(`authentication {\n auth_type PASS\n auth_pass ${word}\n}`))
    expect(text).toContain(`auth_pass ${word}\n`)
  })

  test('writes ranges of a group as they can be read', () => {
    const group = `virtual_server_group g {\n 10.0.0.0/24 80\n 10.0.1.3-9 80\n 2001:db8::10-1f 80\n 10.0.2.1-10.0.2.9\n fwmark 7 inet6\n}\n`
    expect(roundTrip(group)).toContain(
      '    10.0.0.0/24 80\n    10.0.1.3-9 80\n    2001:db8::10/124 80\n    10.0.2.1-9\n    fwmark 7 inet6\n',
    )
  })

  test('keeps the words that say themselves what they are', () => {
    const server = virtualServer(
      'sh-port\nlvs_sched mh\nmh-port\npersistence_granularity 255.255.240.0',
      'SSL_GET {\n url {\n path /\n digest 00112233445566778899aabbccddeeff\n status_code 200-205 404\n }\n nb_get_retry 3\n}',
    )
    const text = roundTrip(server)
    expect(text).toContain('        SSL_GET {\n')
    expect(text).toContain('retry 3\n')
    expect(text).not.toContain('nb_get_retry')
  })

  test.each([
    ['sh-port\nlvs_sched sh', 'sh-port\n    lvs_sched sh'],
    ['lvs_sched rr\nsh-port\nlvs_sched sh\nsh-fallback', 'sh-port\n    lvs_sched sh\n    sh-fallback'],
    ['lvs_sched sh\nsh-port\nflag-3', 'lvs_sched sh\n    sh-port\n    flag-3'],
  ])('leaves the flags of %j on their side of the scheduler', (given, written) => {
    expect(roundTrip(virtualServer(given).replace(' lb_algo rr\n', ''))).toContain(`    ${written}\n`)
  })

  test('leaves a forwarding method on its side of the real servers', () => {
    const before = roundTrip(virtualServer('lvs_method DR'))
    expect(before.indexOf('lvs_method')).toBeLessThan(before.indexOf('real_server'))
    const text = before.replace(/\n *lvs_method DR/, '').replace(/\n}\n$/, '\n    lvs_method DR\n}\n')
    const after = roundTrip(text)
    expect(after.indexOf('lvs_method')).toBeGreaterThan(after.indexOf('real_server'))
  })

  test('forgets a good value that a bad one undoes, where it does', () => {
    const undone = 'priority 150\npriority 900\npreempt_delay 5\npreempt_delay 5000'
    expect(roundTrip(instance(undone))).not.toMatch(/priority|preempt_delay/)
    expect(roundTrip(instance('advert_int 2\nadvert_int 900\nvirtual_router_id 7\nvirtual_router_id 700'))).toMatch(
      /advert_int 2\n.*virtual_router_id 7\n/s,
    )
  })
})
