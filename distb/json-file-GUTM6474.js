import {
  writeCommand,
  writeOctets
} from "./chunk-VY7UNJUM.js";
import {
  writeAddress,
  writeRoute,
  writeRule
} from "./chunk-WL2YI7WO.js";
import "./chunk-EFJSXIPA.js";
import {
  revealSecret
} from "./chunk-VKBYNSQF.js";
import {
  NEVER,
  US_PER_S
} from "./chunk-JPSQDH5E.js";
import {
  writeIpPrefix
} from "./chunk-I3YH4PUB.js";
import "./chunk-MLKGABMK.js";

// dist/daemon/json-file.js
function jsonText(config, state, clocks, shown) {
  const instances = [...state.instances.values()].map((instance) => ({
    data: instanceData(config, instance, clocks),
    stats: instanceStats(instance, shown(instance))
  }));
  if (config.global.jsonVersion !== 2)
    return JSON.stringify(instances);
  return JSON.stringify({ vrrp: instances, track_process: [...state.processes.values()].map(processData) });
}
var stateCodes = { init: 0, backup: 1, master: 2, fault: 3, stopped: 98 };
var authCodes = { none: 0, pass: 1, ah: 2 };
function instanceData({ vrrp }, instance, { now, wallMs }) {
  const { config } = instance;
  const { garp, notify } = config;
  const code = stateCodes[instance.state];
  const transition = wallMs / 1e3 + (instance.sinceUs - now) / US_PER_S;
  return {
    iname: config.name,
    dont_track_primary: bit(config.dontTrackPrimary),
    skip_check_adv_addr: bit(config.skipCheckAdvAddr),
    strict_mode: bit(config.strict),
    vmac_ifname: "",
    ifp_ifname: config.interface,
    master_priority: instance.state === "backup" ? instance.masterPriority : 0,
    last_transition: instance.state === "init" ? 0 : Math.round(transition * 1e6) / 1e6,
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
    vipset: instance.state === "master",
    promote_secondaries: config.promoteSecondaries,
    adver_int: config.advertIntervalUs / US_PER_S,
    master_adver_int: instance.masterIntervalUs / US_PER_S,
    accept: bit(config.accept),
    nopreempt: !config.preempt,
    preempt_delay: wholeSeconds(config.preemptDelayUs),
    state: code,
    // A member of a sync group whose own master is silent waits for the others.
    wantstate: instance.state === "backup" && instance.expired ? stateCodes.master : code,
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
    track_script: list(config.trackScripts.flatMap((track) => {
      const command = vrrp.scripts.find(({ name }) => name === track.script)?.command;
      return command === void 0 ? [] : [writeCommand(command)];
    })),
    auth_type: authCodes[config.authentication.kind],
    auth_data: config.authentication.kind === "none" ? void 0 : writeOctets(revealSecret(config.authentication.password))
  };
}
function instanceStats({ config }, counters) {
  const plain = config.authHmac === void 0;
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
    ...plain ? {} : {
      auth_ext_missing: counters.authExtMissing,
      auth_ext_malformed: counters.authExtMalformed,
      auth_ext_unknown_key: counters.authExtUnknownKey,
      auth_ext_invalid_hmac: counters.authExtInvalidHmac,
      auth_ext_stale: counters.authExtStale,
      auth_ext_replay: counters.authExtReplay
    },
    pri_zero_rcvd: counters.priorityZeroReceived,
    pri_zero_sent: counters.priorityZeroSent
  };
}
function processData({ config, count, up, timer }) {
  const delayed = timer.atUs !== NEVER;
  return {
    process: config.process,
    parameters: config.params === null ? void 0 : config.params.join(" "),
    param_match: config.paramMatch ?? void 0,
    min_processes: config.quorum,
    max_processes: config.quorumMax,
    current_processes: count ?? 0,
    have_quorum: up === true,
    weight: config.weight,
    terminate_delay: config.terminateDelayUs / US_PER_S,
    fork_delay: config.forkDelayUs / US_PER_S,
    fork_delay_timer_running: delayed && up !== true,
    terminate_delay_timer_running: delayed && up === true,
    full_command: config.fullCommand
  };
}
function addresses({ installed }, list2) {
  const set = /* @__PURE__ */ new Set();
  for (const { address, confirmed } of installed.values())
    if (confirmed)
      set.add(writeIpPrefix(address));
  return list2.map((each) => `${writeAddress(each)}${set.has(writeIpPrefix(each)) ? " set" : ""}`);
}
function bit(on) {
  return on ? 1 : 0;
}
function wholeSeconds(us) {
  return Math.floor(us / US_PER_S);
}
function script(command) {
  return command === null ? void 0 : writeCommand(command);
}
function list(entries) {
  return entries.length === 0 ? void 0 : entries;
}
export {
  jsonText
};
