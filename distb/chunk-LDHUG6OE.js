// dist/daemon/roles.js
var childArgument = "--child-process";
var detachedArgument = "--detached";
var parentIdentity = { ident: "Keepalived", fileSuffix: "" };
var childIdentities = {
  vrrp: { ident: "Keepalived_vrrp", fileSuffix: "_vrrp" },
  checker: { ident: "Keepalived_healthcheckers", fileSuffix: "_healthcheckers" }
};
function identityIn(suffix, identity) {
  return { ...identity, ident: `${identity.ident}${suffix}` };
}
var exitFatal = 1;
var exitMissingArgument = 2;
var exitMissingPermission = 4;
var exitNoConfig = 6;
var exitInternalError = 70;

export {
  childArgument,
  detachedArgument,
  parentIdentity,
  childIdentities,
  identityIn,
  exitFatal,
  exitMissingArgument,
  exitMissingPermission,
  exitNoConfig,
  exitInternalError
};
