// dist/lib/assert.js
function assert(condition, message) {
  if (!condition)
    throw new Error(`assertion failed: ${message}`);
}
function unreachable(value) {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}

export {
  assert,
  unreachable
};
