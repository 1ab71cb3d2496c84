import {
  US_PER_S
} from "./chunk-JPSQDH5E.js";

// dist/lib/auth-trailer.js
var TRAILER_LENGTH = 28;
var TRAILER_TYPE = 1;
var BITS = 64;
var SIGN = 1n << 63n;
function isAfter(sequence, mark) {
  const distance = BigInt.asUintN(BITS, sequence - mark);
  return distance !== 0n && distance < SIGN;
}
function skewS(wallUs, sequence) {
  return Math.floor(wallUs / US_PER_S) - Number(sequence >> 32n) | 0;
}
function sequenceAt(wallUs) {
  const seconds = BigInt(Math.floor(wallUs / US_PER_S));
  const fraction = BigInt(Math.floor(wallUs % US_PER_S * 65536 / US_PER_S));
  return BigInt.asUintN(BITS, seconds << 32n | fraction << 16n);
}
function nextSequence(last, wallUs, windowS) {
  const now = sequenceAt(wallUs);
  if (last === null || isAfter(now, last))
    return now;
  if (windowS !== null && -skewS(wallUs, last) > windowS)
    return now;
  return BigInt.asUintN(BITS, last + 1n);
}

export {
  TRAILER_LENGTH,
  TRAILER_TYPE,
  isAfter,
  skewS,
  nextSequence
};
