// dist/config/polled-links.js
function polledLinks({ linkbeat = [], instances, syncGroups }) {
  if (linkbeat.length === 0)
    return NONE;
  const used = /* @__PURE__ */ new Set([
    ...instances.flatMap((each) => [each.base ?? each.interface, ...each.neededInterfaces ?? []]),
    ...[...instances, ...syncGroups].flatMap((each) => each.trackInterfaces.map((track) => track.interface))
  ]);
  const isUsed = ({ interface: name }) => used.has(name);
  return {
    polled: linkbeat.filter(isUsed),
    unused: linkbeat.filter((each) => !isUsed(each)).map(({ interface: name }) => name)
  };
}
var NONE = { polled: [], unused: [] };

export {
  polledLinks
};
