/** docs/man/tskeepalived.8 and genhash.1: the manual pages of the commands, from their tables of options. */
import { makeCommand } from '../../src/cli/genhash.ts'
import { optionTable, spell } from '../../src/cli/option-table.ts'
import { signalNames, signalNumberOf } from '../../src/cli/signal-numbers.ts'
import { escape, quoted, text } from './roff.ts'

/** What each signal to the parent does, by the name that --signum knows. */
const SIGNAL_EFFECTS: Readonly<Record<string, string>> = {
  STOP: 'Stop: adverts of priority 0 are sent, addresses, routes, rules and IPVS entries are removed.',
  RELOAD: 'Read the configuration again. A file with errors changes nothing, and the log says why.',
  DATA: 'Write configuration and state to files, as keepalived does.',
  STATS: 'Write counters to a file.',
  STATS_CLEAR: 'Write counters to a file, then set them to zero.',
  JSON: 'Write state as JSON to a file.',
}

const FILES = [
  ['/etc/keepalived/keepalived.conf', 'The configuration.'],
  ['/etc/default/keepalived', 'DAEMON_ARGS, which the systemd unit adds to the command line.'],
  ['/run/keepalived.pid, /run/vrrp.pid, /run/checkers.pid', 'Process ids of the parent, the VRRP process and the checker process.'],
  ['/run/keepalived.sock', 'Where the running daemon is asked; for root alone.'],
  ['/tmp/keepalived.data, /tmp/keepalived_check.data, /tmp/keepalived.stats, /tmp/keepalived.json', 'What the signals write.'],
] as const

const EXIT_STATUS = [
  ['0', 'An orderly stop; with -t: nothing to complain about.'],
  ['1', 'A mistake on the command line, or a fault that ends the daemon.'],
  ['2', 'A configuration that leaves nothing to run.'],
  ['4', 'A right is missing; with -t: only an interface that does not exist.'],
  ['5', 'With -t: errors or warnings in the file.'],
  ['6', 'With -t: a script that others may change, or an included file that is missing.'],
] as const

export function daemonPage(): string {
  return page('TSKEEPALIVED', 8, 'System administration', [
    '.SH NAME',
    'tskeepalived \\- VRRP failover and LVS health checking',
    '.SH SYNOPSIS',
    '.B tskeepalived',
    '[\\fIoption\\fR ...]',
    '.br',
    '.B tskeepalived',
    '[\\fB-f\\fR \\fIfile\\fR | \\fB-p\\fR \\fIfile\\fR] \\fBstatus\\fR | \\fBreload\\fR [\\fB--json\\fR]',
    '.SH DESCRIPTION',
    ...text(
      'tskeepalived is a replacement for keepalived(8): it reads the same configuration, moves virtual addresses between hosts by VRRP ' +
        'versions 2 and 3, checks real servers and programs IPVS with those that answer.',
    ),
    '.PP',
    ...text('Without options it reads its configuration and goes to the background. A parent process starts one process for VRRP and one for health checks, each only if the configuration needs it.'),
    '.PP',
    ...text(
      'With the word status it asks the daemon that runs and prints what each instance and each real server does, since when and why. ' +
        'With the word reload it makes that daemon read its configuration again, waits, and fails with the mistakes of a file that is refused. ' +
        'Where several daemons run, -f or -p names the configuration or the pid file of one.',
    ),
    '.SH OPTIONS',
    ...text('Long options may be shortened as long as they remain unambiguous.'),
    ...optionTable.flatMap((option) => ['.TP', `.B ${escape(spell(option).trim())}`, ...text(sentence(option.doc))]),
    '.SH SIGNALS',
    ...text('To the parent. The numbers are printed by --signum.'),
    ...signalNames.flatMap((name) => [
      '.TP',
      `.BR ${quoted(name)} ${quoted(` (${signalNumberOf(name) ?? '?'})`)}`,
      ...text(SIGNAL_EFFECTS[name] ?? 'No effect.'),
    ]),
    '.SH EXIT STATUS',
    ...EXIT_STATUS.flatMap(([status, meaning]) => ['.TP', `.B ${status}`, ...text(meaning)]),
    '.SH FILES',
    ...FILES.flatMap(([path, meaning]) => ['.TP', `.I ${escape(path)}`, ...text(meaning)]),
    '.SH SEE ALSO',
    '.BR keepalived.conf (5),',
    '.BR genhash (1),',
    '.BR ipvsadm (8)',
  ])
}

export function genhashPage(): string {
  return page('GENHASH', 1, 'User commands', [
    '.SH NAME',
    'genhash \\- digest of a web page for tskeepalived',
    '.SH SYNOPSIS',
    '.B genhash',
    escape(makeCommand('genhash').usage()),
    '.SH DESCRIPTION',
    ...text(
      'Fetches a page exactly as HTTP_GET and SSL_GET of the configuration would, and prints the MD5 digest that the keyword digest takes.',
    ),
    '.SH OPTIONS',
    ...makeCommand('genhash').options.flatMap((option) => ['.TP', `.B ${escape(option.flags)}`, ...text(sentence(option.description))]),
    '.SH EXIT STATUS',
    ...text('0 when a digest was printed, else 1 and a line on standard error.'),
    '.SH SEE ALSO',
    '.BR keepalived.conf (5),',
    '.BR tskeepalived (8)',
  ])
}

function page(name: string, manual: number, title: string, lines: readonly string[]): string {
  return ['.\\" Made by npm run docs; do not edit.', `.TH ${name} ${manual} "" "tskeepalived" "${title}"`, ...lines, ''].join('\n')
}

function sentence(doc: string): string {
  return `${doc.slice(0, 1).toUpperCase()}${doc.slice(1)}.`
}
