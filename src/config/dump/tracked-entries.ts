/** What an instance or a sync group tracks, as its lists in the dump have it: some have a comma before the weight. */
import type { SyncGroupConfig, VrrpInstanceConfig } from '../config.ts'
import { writeWeight } from './writers.ts'
import type { DumpEntry } from './writers.ts'

type Tracking = Pick<
  VrrpInstanceConfig | SyncGroupConfig,
  'trackInterfaces' | 'trackScripts' | 'trackFiles' | 'trackProcesses' | 'trackBfd'
>

type ListOf<S> = (
  name: 'track_interface' | 'track_script' | 'track_file' | 'track_process' | 'track_bfd',
  entries: (subject: S) => readonly string[],
) => DumpEntry<S>

export function trackingLists<S>(line: ListOf<S>, trackingOf: (subject: S) => Tracking): DumpEntry<S>[] {
  const list = (name: Parameters<ListOf<S>>[0], entriesOf: (tracking: Tracking) => readonly string[]): DumpEntry<S> =>
    line(name, (subject) => entriesOf(trackingOf(subject)))
  return [
    list('track_interface', ({ trackInterfaces }) =>
      trackInterfaces.map((each) => `${each.interface} weight ${writeWeight(each)}`),
    ),
    list('track_script', ({ trackScripts }) =>
      trackScripts.map((each) => `${each.script} weight ${writeWeight(each)}`),
    ),
    list('track_file', ({ trackFiles = [] }) => trackFiles.map((each) => `${each.file}, weight ${writeWeight(each)}`)),
    list('track_process', ({ trackProcesses }) =>
      trackProcesses.map((each) => `${each.process}, weight ${writeWeight(each)}`),
    ),
    list('track_bfd', ({ trackBfd = [] }) => trackBfd.map((each) => `${each.session}: weight ${writeWeight(each)}`)),
  ]
}
