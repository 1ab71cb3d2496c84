/**
 * The JSON of SIGJSON, as 2.2.7 writes it: exporters read it. Members that have nothing to say are left out, as there.
 * `json_version 2` (2.3.0) puts the list into an object, beside the tracked processes.
 */
import type { Config, VirtualAddress } from '../config/config.ts'
import type { Command } from '../config/command.ts'
import { writeAddress } from '../config/dump/addresses.ts'
import { writeRoute, writeRule } from '../config/dump/routes.ts'
import { writeCommand, writeOctets } from '../config/dump/writers.ts'
import { writeIpPrefix } from '../lib/ip.ts'
import { revealSecret } from '../lib/secret.ts'
import { NEVER, US_PER_S, type Us } from '../lib/time.ts'
import type { Counters, Instance, InstanceStateName, TrackedProcess, VrrpState } from '../vrrp/state.ts'
import type { Clocks } from './machine-time.ts'

export function jsonText(
  config: Config,
  state: VrrpState,
  clocks: Clocks,
  shown: (instance: Instance) => Counters,
): string {
  const instances = [...state.instances.values()].map((instance) => ({
    data: instanceData(config, instance, clocks),
    stats: instanceStats(instance, shown(instance)),
  }))
  if (config.global.jsonVersion !== 2) return JSON.stringify(instances)
  return JSON.stringify({ vrrp: instances, track_process: [...state.processes.values()].map(processData) })
}

const stateCodes: Readonly<Record<InstanceStateName, number>> = { init: 0, backup: 1, master: 2, fault: 3, stopped: 98 }
const authCodes = { none: 0, pass: 1, ah: 2 } as const

function instanceData({ vrrp }: Config, instance: Instance, { now, wallMs }: Clocks): object {
  const { config } = instance
  const { garp, notify } = config
  const code = stateCodes[instance.state]
  const transition = wallMs / 1e3 + (instance.sinceUs - now) / US_PER_S
  return {
    iname: config.name,
    dont_track_primary: bit(config.dontTrackPrimary),
    skip_check_adv_addr: bit(config.skipCheckAdvAddr),
    strict_mode: bit(config.strict),
    vmac_ifname: '',
    ifp_ifname: config.interface,
    master_priority: instance.state === 'backup' ? instance.masterPriority : 0,
    last_transition: instance.state === 'init' ? 0 : Math.round(transition * 1e6) / 1e6,
    garp_delay: wholeSeconds(garp.delayUs),
    garp_refresh: wholeSeconds(garp.refreshUs),
    garp_rep: garp.repeat,
    garp_refresh_rep: garp.refreshRepeat,
    garp_lower_prio_delay: wholeSeconds(garp.lowerPrioDelayUs),
    garp_lower_prio_rep: garp.lowerPrioRepeat,
    lower_prio_no_advert: bit(config.lowerPrioNoAdvert),
    higher_prio_send_advert: bit(config.higherPrioSendAdvert),
    vrid: config.vrid,
    base_priority: config.priority,
    effective_priority: instance.effectivePriority,
    vipset: instance.state === 'master',
    promote_secondaries: config.promoteSecondaries,
    adver_int: config.advertIntervalUs / US_PER_S,
    master_adver_int: instance.masterIntervalUs / US_PER_S,
    accept: bit(config.accept),
    nopreempt: !config.preempt,
    preempt_delay: wholeSeconds(config.preemptDelayUs),
    state: code,
    // A member of a sync group whose own master is silent waits for the others.
    wantstate: instance.state === 'backup' && instance.expired ? stateCodes.master : code,
    version: config.version,
    smtp_alert: config.smtpAlert,
    notify_deleted: config.notifyDeleted,
    script_backup: script(notify.backup),
    script_master: script(notify.master),
    script_fault: script(notify.fault),
    script_stop: script(notify.stop),
    script_deleted: script(notify.deleted),
    script: script(notify.any),
    script_master_rx_lower_pri: script(notify.masterRxLowerPri),
    vips: list(addresses(instance, config.addresses)),
    evips: list(addresses(instance, config.excludedAddresses)),
    vroutes: list((config.routes ?? []).map(writeRoute)),
    vrules: list((config.rules ?? []).map(writeRule)),
    // compat: its own interface is tracked anyway, and not listed.
    track_ifp: list(config.trackInterfaces.map((track) => track.interface).filter((name) => name !== config.interface)),
    track_script: list(
      config.trackScripts.flatMap((track) => {
        const command = vrrp.scripts.find(({ name }) => name === track.script)?.command
        return command === undefined ? [] : [writeCommand(command)]
      }),
    ),
    auth_type: authCodes[config.authentication.kind],
    auth_data:
      config.authentication.kind === 'none' ? undefined : writeOctets(revealSecret(config.authentication.password)),
  }
}

function instanceStats({ config }: Instance, counters: Counters): object {
  const plain = config.authHmac === undefined
  return {
    advert_rcvd: counters.advertsReceived,
    advert_sent: counters.advertsSent,
    become_master: counters.becameMaster,
    release_master: counters.releasedMaster,
    packet_len_err: counters.lengthErrors,
    advert_interval_err: counters.intervalErrors,
    ip_ttl_err: counters.ttlErrors,
    invalid_type_rcvd: counters.typeErrors,
    addr_list_err: counters.addressListErrors,
    invalid_authtype: counters.authTypeErrors,
    authtype_mismatch: counters.authTypeMismatches,
    auth_failure: counters.authFailures,
    ...(plain
      ? {}
      : {
          auth_ext_missing: counters.authExtMissing,
          auth_ext_malformed: counters.authExtMalformed,
          auth_ext_unknown_key: counters.authExtUnknownKey,
          auth_ext_invalid_hmac: counters.authExtInvalidHmac,
          auth_ext_stale: counters.authExtStale,
          auth_ext_replay: counters.authExtReplay,
        }),
    pri_zero_rcvd: counters.priorityZeroReceived,
    pri_zero_sent: counters.priorityZeroSent,
  }
}

function processData({ config, count, up, timer }: TrackedProcess): object {
  const delayed = timer.atUs !== NEVER
  return {
    process: config.process,
    parameters: config.params === null ? undefined : config.params.join(' '),
    param_match: config.paramMatch ?? undefined,
    min_processes: config.quorum,
    max_processes: config.quorumMax,
    current_processes: count ?? 0,
    have_quorum: up === true,
    weight: config.weight,
    terminate_delay: config.terminateDelayUs / US_PER_S,
    fork_delay: config.forkDelayUs / US_PER_S,
    fork_delay_timer_running: delayed && up !== true,
    terminate_delay_timer_running: delayed && up === true,
    full_command: config.fullCommand,
  }
}

function addresses({ installed }: Instance, list: readonly VirtualAddress[]): readonly string[] {
  const set = new Set<string>()
  for (const { address, confirmed } of installed.values()) if (confirmed) set.add(writeIpPrefix(address))
  return list.map((each) => `${writeAddress(each)}${set.has(writeIpPrefix(each)) ? ' set' : ''}`)
}

function bit(on: boolean): 0 | 1 {
  return on ? 1 : 0
}

function wholeSeconds(us: Us): number {
  return Math.floor(us / US_PER_S)
}

function script(command: Command | null): string | undefined {
  return command === null ? undefined : writeCommand(command)
}

/** undefined: the member is left out */
function list(entries: readonly string[]): readonly string[] | undefined {
  return entries.length === 0 ? undefined : entries
}
