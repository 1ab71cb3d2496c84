/** How packets reach a server: method, tunnel and its options; what the original refuses, we refuse in its words. */
import { describe, expect, test } from 'vitest'
import { loadText, messagesOf } from './load-text.ts'

const load = (method: string, real = '', more = '') =>
  loadText(
    `virtual_server 10.0.0.1 80 {\n lvs_sched rr\n lvs_method ${method}\n protocol TCP\n${more}\n real_server 10.0.0.2 80 {\n${real}\n}\n}\n`,
  )
const service = (method: string, real = '', more = '') => load(method, real, more).config?.lvs.virtualServers[0]

describe('forwarding', () => {
  test.each([
    ['NAT', 'NAT', undefined],
    ['DR type gre', 'DR', undefined],
    ['TUN', 'TUN', undefined],
    ['TUN type ipip nocsum', 'TUN', undefined],
    ['TUN type gue port 6080', 'TUN', { type: 'gue', port: 6080, checksum: 'none' }],
    ['TUN type gue csum port 6080', 'TUN', { type: 'gue', port: 6080, checksum: 'checksum' }],
    ['TUN type gue port 6080 csum remcsum', 'TUN', { type: 'gue', port: 6080, checksum: 'remote' }],
    ['TUN type gre csum', 'TUN', { type: 'gre', port: 0, checksum: 'checksum' }],
  ])('%s', (method, forwarding, tunnel) => {
    const found = service(method)
    for (const owner of [found, found?.realServers[0]]) {
      expect([owner?.forwarding, owner?.tunnel]).toEqual([forwarding, tunnel])
    }
  })

  test.each([
    ['type ipip csum', 'ipip tunnels do not support checksum option.'],
    ['csum', 'ipip tunnels do not support checksum option.'],
    ['type gre remcsum', 'gre tunnels do not support remote checksum option.'],
    ['type gue', 'gue tunnels require port, otherwise cannot have port.'],
    ['type gre port 5', 'gue tunnels require port, otherwise cannot have port.'],
    ['port 5', 'gue tunnels require port, otherwise cannot have port.'],
    ['type foo', 'Unknown tunnel type foo for virtual server.'],
    ['type', 'Missing tunnel type for virtual server.'],
    ['type gue port', 'Missing port for virtual server gue tunnel.'],
    ['type gue port 0', 'Invalid gue tunnel port 0 for virtual server.'],
    ['bla', 'Invalid tunnel option bla for virtual server.'],
  ])('TUN %s', (options, message) => {
    expect(messagesOf(load(`TUN ${options}`))).toContain(message)
  })

  test('a real server and a sorry server may have tunnels of their own', () => {
    const found = service(
      'TUN type gre',
      'lvs_method TUN',
      'sorry_server 10.0.0.9\nsorry_server_lvs_method TUN type gue port 9',
    )
    expect(found).toMatchObject({ tunnel: { type: 'gre' }, sorryServer: { tunnel: { type: 'gue', port: 9 } } })
    expect(found?.realServers[0]).toMatchObject({ forwarding: 'TUN' })
    expect(found?.realServers[0]?.tunnel).toBeUndefined()
  })
})
