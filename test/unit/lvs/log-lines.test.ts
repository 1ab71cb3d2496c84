/** Lines about the kernel: with the original's names for what was asked, and what the kernel said exactly once. */
import { describe, expect, test } from 'vitest'
import type { IpvsRequest } from '../../../src/lvs/ipvs-model.ts'
import { kernelFailed, requestRefused } from '../../../src/lvs/log-lines.ts'
import { ip } from '../../sim/lvs/settings.ts'

const service = { kind: 'address', protocol: 6, address: ip('10.88.0.1'), port: 80 } as const
const destination = {
  address: ip('10.99.0.12'),
  port: 80,
  forwarding: 'masquerade',
  weight: 1,
  upperThreshold: 0,
  lowerThreshold: 0,
} as const
const add: IpvsRequest = { kind: 'add-destination', service, destination }
const remove: IpvsRequest = { kind: 'delete-destination', service, destination }

describe('a refused request', () => {
  test('as keepalived 2.2.7 wrote it', () => {
    expect(requestRefused(add, 'EEXIST', 'add-destination: it exists (EEXIST)')).toBe(
      'IPVS cmd IP_VS_SO_SET_ADDDEST(1159) error: Destination already exists(17) (10.88.0.1:tcp:80 -> 10.99.0.12:80)',
    )
    expect(requestRefused(remove, 'ENOENT', '')).toBe(
      'IPVS cmd IP_VS_SO_SET_DELDEST(1160) error: No such destination(2) (10.88.0.1:tcp:80 -> 10.99.0.12:80)',
    )
  })

  test('an errno without words of ours keeps the kernel message, and is named once', () => {
    expect(requestRefused(add, 'EPERM', 'add-destination: not permitted (EPERM)')).toBe(
      'IPVS cmd IP_VS_SO_SET_ADDDEST(1159) error: add-destination: not permitted (EPERM) (10.88.0.1:tcp:80 -> 10.99.0.12:80)',
    )
    expect(requestRefused({ kind: 'flush' }, 'EPERM', '')).toBe('IPVS cmd IP_VS_SO_SET_FLUSH(1157) error: EPERM')
  })
})

test('no IPVS begins as the original does', () => {
  expect(kernelFailed('ENOENT', 'No such file or directory')).toMatch(
    /^IPVS: Can't initialize ipvs: No such file or directory\(ENOENT\); /,
  )
})
