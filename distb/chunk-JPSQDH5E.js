// dist/lib/time.js
var US_PER_MS = 1e3;
var US_PER_S = 1e6;
var US_PER_CS = 1e4;
var NEVER = Number.MAX_SAFE_INTEGER;

export {
  US_PER_MS,
  US_PER_S,
  US_PER_CS,
  NEVER
};
