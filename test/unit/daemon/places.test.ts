import { describe, expect, test } from 'vitest'
import { dumpSuffix, keepNames, placesOf } from '../../../src/daemon/places.ts'
import { globalConfig } from '../../sim/fixtures.ts'

const said = { parent: null, vrrp: null, checker: null }

describe('names of a daemon among several', () => {
  test.each([
    [{}, '', '/run/keepalived.pid', '/run/checkers.pid', ''],
    [{ usePidDir: true }, '', '/run/keepalived/keepalived.pid', '/run/keepalived/checkers.pid', ''],
    [{ instanceName: 'a' }, '_a', '/run/keepalived/keepalived_a.pid', '/run/keepalived/checkers_a.pid', '.a'],
    [{ netNamespace: 'n' }, '_n', '/run/keepalived/n/keepalived.pid', '/run/keepalived/n/checkers.pid', '.n'],
    [
      { netNamespace: 'n', instanceName: 'a' },
      '_n_a',
      '/run/keepalived/n/keepalived_a.pid',
      '/run/keepalived/n/checkers_a.pid',
      '.n_a',
    ],
  ])('%j', (names, identSuffix, parent, checker, suffix) => {
    const places = placesOf(globalConfig(names), said)
    expect(places).toMatchObject({ identSuffix, pidFiles: { parent, checker } })
    expect(dumpSuffix(globalConfig({ ...names, dataUseInstance: true }))).toBe(suffix)
    expect(dumpSuffix(globalConfig(names))).toBe('')
  })

  test('the command line wins', () => {
    const places = placesOf(globalConfig({ instanceName: 'a' }), { ...said, vrrp: '/x/v.pid' })
    expect(places.pidFiles).toMatchObject({ parent: '/run/keepalived/keepalived_a.pid', vrrp: '/x/v.pid' })
  })

  test('a reload does not change them, and says so', () => {
    const lvs = { virtualServers: [], ssl: null }
    const next = { global: globalConfig({ instanceName: 'b', ipvsNamespace: { name: 'n' } }), vrrp: {}, lvs }
    const running = globalConfig({ instanceName: 'a', netNamespace: 'm' })
    const { config, complaints } = keepNames(next as never, running)
    expect(config.global).toMatchObject({ instanceName: 'a', netNamespace: 'm', ipvsNamespace: null })
    expect(complaints).toEqual([
      'Cannot change network namespace at a reload - please restart keepalived',
      'Cannot change IPVS network namespace at a reload - please restart keepalived',
      'Cannot change instance name at a reload - please restart keepalived',
    ])
    expect(keepNames(config, running).complaints).toEqual([])
  })
})
