// dist/lifecycle/standing.js
var maxNames = 10;
function firstNames(names) {
  return { count: names.length, first: names.slice(0, maxNames) };
}
function standingText(standing) {
  return standing.kind === "vrrp" ? vrrpText(standing) : checkerText(standing);
}
function vrrpText({ instances, masters, faults }) {
  const master = masters.count === 0 ? `Master of none of ${instances} VRRP instance(s)` : `Master: ${listed(masters)}`;
  const others = masters.count > 0 && masters.count < instances ? ` (${masters.count} of ${instances} instances)` : "";
  return `${master}${others}${faults.count === 0 ? "" : `; in fault: ${listed(faults)}`}`;
}
function checkerText({ realServers, down }) {
  return `${down} of ${realServers} real server(s) down`;
}
function listed({ count, first }) {
  return `${first.join(", ")}${count > first.length ? ` and ${count - first.length} more` : ""}`;
}

export {
  firstNames,
  standingText
};
