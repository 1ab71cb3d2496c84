/**
 * The urls of an HTTP check: one request per attempt, each url in its turn, so that many urls cost no more than one.
 *
 * compat: a url that took the server out is asked alone until it answers; then a whole round over all urls has to
 * succeed before the server is back, so even a single url must answer twice. A url that fails in that round is tried
 * again every delay_before_retry. Compared in test/uml/lvs-log.test.ts.
 */
import type { CheckerConfig } from '../config/config.ts'
import type { CheckResult } from '../lib/check-result.ts'
import type { Checker } from './state.ts'

/** What one attempt has to do: the configured check, with only the url whose turn it is. */
export function attemptOf({ config, round }: Checker): CheckerConfig {
  if (config.kind !== 'http' || config.urls.length <= 1) return config
  const url = config.urls[round.url]
  return url === undefined ? config : { ...config, urls: [url] }
}

/** The url whose turn it was has answered well; true when that says something about the server. */
export function passUrl({ config, round }: Checker): boolean {
  if (config.kind !== 'http') return true
  if (round.stuck) {
    round.stuck = false
    round.url = 0
    return false
  }
  round.url = (round.url + 1) % config.urls.length
  return round.url === 0
}

/** Whether the next url is asked at once: fast_recovery, while the server is not known to be well. */
export function hurries({ config, up, hasRun }: Checker): boolean {
  return config.kind === 'http' && config.fastRecovery && !(up && hasRun)
}

/** Whether a failure of a server that is down belongs to a round, and not to the url that took it out. */
export function failsInRound({ config, round, up, hasRun }: Checker): boolean {
  return config.kind === 'http' && !up && hasRun && !round.stuck
}

/** compat: that a body has not the announced length is said once per url, until a good answer without that. */
export function newRemarks({ round }: Checker, { up, remarks }: CheckResult): readonly string[] {
  if (remarks === undefined || remarks.length === 0) {
    if (up) round.odd.delete(round.url)
    return []
  }
  if (round.odd.has(round.url)) return []
  round.odd.add(round.url)
  return remarks
}
