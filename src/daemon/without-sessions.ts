/**
 * track_bfd and BFD_CHECK are left out as long as no BFD session runs: what tracks one would be in fault for ever, and a real
 * server with alpha would never come up.
 */
import type { LvsConfig, VrrpConfig } from '../config/config.ts'

export function withoutSessions(config: VrrpConfig): VrrpConfig {
  return {
    ...config,
    instances: config.instances.map((each) => ({ ...each, trackBfd: [] })),
    syncGroups: config.syncGroups.map((each) => ({ ...each, trackBfd: [] })),
  }
}

export function withoutSessionChecks(config: LvsConfig): LvsConfig {
  const { bfdSessions, ...lvs } = config
  if (bfdSessions === undefined) return config
  const virtualServers = lvs.virtualServers.map((service) => ({
    ...service,
    realServers: service.realServers.map(({ bfdChecks: _, ...server }) => server),
  }))
  return { ...lvs, virtualServers }
}
