// dist/lib/local-trouble.js
var localTroubles = /* @__PURE__ */ new Set(["EAGAIN", "ECONNRESET", "EMFILE", "ENFILE", "ENOMEM"]);
function isLocalTrouble(errno) {
  return localTroubles.has(errno);
}

export {
  isLocalTrouble
};
