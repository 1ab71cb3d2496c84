// dist/config/route.js
var ROUTE_TYPES = {
  unicast: 1,
  local: 2,
  broadcast: 3,
  brd: 3,
  anycast: 4,
  multicast: 5,
  blackhole: 6,
  unreachable: 7,
  prohibit: 8,
  throw: 9,
  nat: 10,
  xresolve: 11
};
var UNICAST = 1;
var KEEPALIVED_PROTOCOL = 18;

export {
  ROUTE_TYPES,
  UNICAST,
  KEEPALIVED_PROTOCOL
};
