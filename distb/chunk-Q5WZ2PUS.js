// dist/config/service-key.js
function serviceKeyOf({ id, target, protocol }) {
  if (target.kind === "group")
    return `group ${target.group} ${protocol}`;
  return target.kind === "fwmark" && target.family === 6 ? `${id} inet6` : id;
}
function familyOfServers({ realServers, sorryServer }) {
  const families = new Set([...realServers, ...sorryServer ? [sorryServer] : []].map(({ address }) => address.family));
  return families.size === 1 && families.has(6) ? 6 : 4;
}

export {
  serviceKeyOf,
  familyOfServers
};
