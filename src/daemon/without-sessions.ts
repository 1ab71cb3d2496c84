/** track_bfd is left out as long as no BFD session runs: what tracks one would be in fault for ever. */
import type { VrrpConfig } from '../config/config.ts'

export function withoutSessions(config: VrrpConfig): VrrpConfig {
  return {
    ...config,
    instances: config.instances.map((each) => ({ ...each, trackBfd: [] })),
    syncGroups: config.syncGroups.map((each) => ({ ...each, trackBfd: [] })),
  }
}
