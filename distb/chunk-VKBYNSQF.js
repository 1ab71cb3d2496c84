// dist/lib/secret.js
function makeSecret(bytes) {
  return { secret: bytes };
}
function revealSecret(secret) {
  return secret.secret;
}

export {
  makeSecret,
  revealSecret
};
