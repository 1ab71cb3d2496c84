/** What of a configuration goes to which process. */
import { expect, test } from 'vitest'
import { partFor } from '../../../src/daemon/messages.ts'
import { instance, loadText, virtualServer } from '../config/load-text.ts'

const servers = [1, 2, 3].map((n) => virtualServer('').replace('10.0.0.1 80', `10.0.0.1 ${n}`)).join('')

test('the VRRP process hears that there are virtual servers, and no more of them', () => {
  const { config } = loadText(`${instance('')}${servers}`)
  if (config === null) throw new Error('refused')
  const part = partFor('vrrp', config)
  expect(part.lvs.virtualServers.length).toBe(1)
  expect(part.vrrp).toBe(config.vrrp)
  expect(partFor('checker', config)).toBe(config)
})

test('none are none', () => {
  const { config } = loadText(instance(''))
  expect(config === null ? null : partFor('vrrp', config).lvs.virtualServers).toEqual([])
})
