/** The two kinds of child: how each is called in the log, on the command line and in its files. */
import type { EngineName } from '../lifecycle/state.ts'
import type { LogIdentity } from './logging.ts'

/** The hidden first word of a child's command line. */
export const childArgument = '--child-process'
/** The hidden first word of the command line of a daemon that was detached from its terminal. */
export const detachedArgument = '--detached'

export const parentIdentity: LogIdentity = { ident: 'Keepalived', fileSuffix: '' }

export const childIdentities: Readonly<Record<EngineName, LogIdentity>> = {
  vrrp: { ident: 'Keepalived_vrrp', fileSuffix: '_vrrp' },
  checker: { ident: 'Keepalived_healthcheckers', fileSuffix: '_healthcheckers' },
}

/** compat: where a network namespace or `instance` is set, the log shows it, as in "Keepalived_vrrp_blue". */
export function identityIn(suffix: string, identity: LogIdentity): LogIdentity {
  return { ...identity, ident: `${identity.ident}${suffix}` }
}

/** Exit statuses of keepalived (sysexits.h where they are taken from there). */
export const exitFatal = 1
export const exitMissingArgument = 2
export const exitMissingPermission = 4
export const exitNoConfig = 6
export const exitInternalError = 70
