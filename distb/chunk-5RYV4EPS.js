// dist/cli/option-table.js
var ownOptions = ["format", "json", "log-format", "replay"];
var optionTable = [
  row("f", "use-file", "required", "FILE", "read this configuration file (default /etc/keepalived/keepalived.conf)"),
  row("P", "vrrp", "none", "", "run VRRP only, no health checks"),
  row("C", "check", "none", "", "run health checks only, no VRRP"),
  row("B", "no_bfd", "none", "", "do not run BFD"),
  row(null, "all", "none", "", "run every process, even one that has nothing configured"),
  row("l", "log-console", "none", "", "log to standard error too"),
  row("D", "log-detail", "none", "", "log details; twice: more of them"),
  row("S", "log-facility", "required", "FACILITY", "syslog facility: 0-7, local0-local7, user or daemon (default)"),
  row("g", "log-file", "attached", "FILE", "log to a file (default /tmp/keepalived.log)"),
  row(null, "flush-log-file", "none", "", "flush the log file after each line (always so here)"),
  row("G", "no-syslog", "none", "", "do not log to syslog"),
  row(null, "log-format", "required", "FORMAT", "text (default) or json"),
  row("u", "umask", "required", "MASK", "mask for the files that are made, as a number"),
  row("X", "release-vips", "none", "", "remove left-over virtual addresses at start (always so here)"),
  row("V", "dont-release-vrrp", "none", "", "leave virtual addresses in place at the end"),
  row("I", "dont-release-ipvs", "none", "", "leave IPVS entries in place at the end"),
  row("R", "dont-respawn", "none", "", "end when a child process dies, instead of starting it again"),
  row("n", "dont-fork", "none", "", "stay in the foreground"),
  row("d", "dump-conf", "none", "", "print the configuration as understood"),
  row("p", "pid", "required", "FILE", "pid file of the parent process"),
  row("r", "vrrp_pid", "required", "FILE", "pid file of the VRRP process"),
  row("c", "checkers_pid", "required", "FILE", "pid file of the checker process"),
  row("b", "bfd_pid", "required", "FILE", "pid file of the BFD process"),
  row("a", "address-monitoring", "none", "", "log every address that comes or goes"),
  row("T", "genhash", "none", "", "be genhash; must come first"),
  row("s", "namespace", "required", "NAME", "run in this network namespace"),
  row("e", "all-config", "none", "", "a missing included file is an error"),
  row("i", "config-id", "required", "ID", "id that lines with @ID are compared with (default: host name up to the first dot)"),
  row("x", "snmp", "none", "", "enable SNMP"),
  row("A", "snmp-agent-socket", "required", "SOCKET", "AgentX address"),
  row("m", "core-dump", "none", "", "allow core dumps"),
  row("M", "core-dump-pattern", "attached", "PATTERN", "set the kernel core pattern"),
  row(null, "signum", "required", "NAME", "print the number of the signal for STOP, RELOAD, DATA, STATS, STATS_CLEAR or JSON"),
  row("t", "config-test", "attached", "LOG", "check the configuration and exit; complaints go to standard error or to LOG"),
  row(null, "format", "required", "FORMAT", "with -t: text (default), json, or conf: print the configuration as one plain file"),
  row(null, "replay", "required", "FILE", "repeat what led to a fault of ours, from the file that it left"),
  row(null, "config-fd", "required", "NUMBER", "of keepalived's own processes; without effect here"),
  row(null, "json", "none", "", "with status or reload: the answer as JSON"),
  row("v", "version", "none", "", "print the version and exit"),
  row("h", "help", "none", "", "print this text and exit")
];
function row(short, long, argument, argumentName, doc) {
  return { short, long, argument, argumentName, doc, own: ownOptions.includes(long) };
}
function usageText(program) {
  const spellings = optionTable.map(spell);
  const width = Math.max(...spellings.map((text) => text.length));
  const rows = optionTable.map((option, i) => `  ${(spellings[i] ?? "").padEnd(width)}  ${option.doc}`);
  return [
    `Usage: ${program} [OPTION...]`,
    `       ${program} [-f FILE | -p FILE] status [--json]    ask the daemon that runs`,
    `       ${program} [-f FILE | -p FILE] reload [--json]    make it read its configuration again, and wait`,
    ...rows,
    ""
  ].join("\n");
}
function spell(option) {
  const short = option.short === null ? "    " : `-${option.short}, `;
  const argument = { none: "", required: `=${option.argumentName}`, attached: `[=${option.argumentName}]` };
  return `${short}--${option.long}${argument[option.argument]}`;
}

export {
  optionTable,
  usageText,
  spell
};
