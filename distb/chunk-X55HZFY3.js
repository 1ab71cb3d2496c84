import {
  loadLibrary,
  wordBytes
} from "./chunk-VCTB2HMK.js";

// dist/linux/pcre2.js
var LIBRARY = "libpcre2-8.so.0";
var PACKAGE = "libpcre2-8-0";
var OPTIONS = {
  allow_empty_class: 1,
  alt_bsux: 2,
  auto_callout: 4,
  caseless: 8,
  dollar_endonly: 16,
  dotall: 32,
  dupnames: 64,
  extended: 128,
  firstline: 256,
  match_unset_backref: 512,
  multiline: 1024,
  never_ucp: 2048,
  never_utf: 4096,
  no_auto_capture: 8192,
  no_auto_possess: 16384,
  no_dotstar_anchor: 32768,
  no_start_optimize: 65536,
  ucp: 131072,
  ungreedy: 262144,
  utf: 524288,
  never_backslash_c: 1048576,
  alt_circumflex: 2097152,
  alt_verbnames: 4194304,
  use_offset_limit: 8388608
};
var MATCH_INVALID_UTF = 67108864;
var NOTBOL = 1;
var PARTIAL_HARD = 32;
var JIT_COMPLETE = 1;
var JIT_PARTIAL_HARD = 4;
var INFO_ALLOPTIONS = 0;
var INFO_BACKREFMAX = 2;
var INFO_MAXLOOKBEHIND = 15;
var ERROR_NOMATCH = -1;
var ERROR_PARTIAL = -2;
var MATCH_LIMIT = 2e4;
var INTERPRETED_MATCH_LIMIT = 1e5;
var HEAP_LIMIT_KIB = 16384;
var COSTLY_STARTS = 16;
var MAX_CHARACTER_OCTETS = 4;
var MAX_ERROR_LENGTH = 256;
function regexProblem(config) {
  const result = compileRegex(config);
  return result.ok ? null : result;
}
function compileRegex(config) {
  let calls;
  try {
    calls = open();
  } catch {
    return {
      ok: false,
      message: `Regex '${config.pattern}' cannot be used: there is no ${LIBRARY}`,
      hint: `install the package ${PACKAGE}`
    };
  }
  const pattern = Buffer.from(config.pattern, "utf8");
  const asked = config.options.reduce((bits, option) => bits | OPTIONS[option], 0) | OPTIONS.use_offset_limit;
  const first = compile(calls, pattern, asked);
  if (typeof first !== "bigint") {
    const message = `Invalid regex: '${config.pattern}' at offset ${first.offset}: ${first.reason}`;
    return { ok: false, message, hint: null };
  }
  const utf = (info(calls, first, INFO_ALLOPTIONS) & OPTIONS.utf) !== 0;
  let code = first;
  if (utf) {
    const safe = compile(calls, pattern, asked | MATCH_INVALID_UTF);
    calls.freeCode(first);
    if (typeof safe !== "bigint")
      return { ok: false, message: `Invalid regex: '${config.pattern}'`, hint: null };
    code = safe;
  }
  return { ok: true, regex: makeRegex(calls, code, config, utf) };
}
function makeRegex(calls, code, config, utf) {
  const compiled = calls.jitCompile(code, JIT_COMPLETE | JIT_PARTIAL_HARD) === 0;
  const context = calls.makeContext(null);
  const data = calls.makeMatchData(code, null);
  const stack = config.stack === null ? null : calls.makeStack(config.stack.startOctets, config.stack.maxOctets, null);
  calls.setMatchLimit(context, compiled ? MATCH_LIMIT : INTERPRETED_MATCH_LIMIT);
  calls.setHeapLimit(context, HEAP_LIMIT_KIB);
  if (stack !== null)
    calls.assignStack(context, null, stack);
  const match = (window, { from, to, atBegin, atEnd }) => {
    calls.setOffsetLimit(context, to);
    const options = (atBegin ? 0 : NOTBOL) | (atEnd ? 0 : PARTIAL_HARD);
    const result = Number(calls.match(code, filled(window), window.length, from, options, data, context));
    if (result === ERROR_NOMATCH)
      return { kind: "none" };
    if (result < 0 && result !== ERROR_PARTIAL)
      return { kind: "failed", reason: errorText(calls, result) };
    const start = firstOf(calls, data);
    return start > to ? { kind: "none" } : { kind: result === ERROR_PARTIAL ? "partial" : "match", start };
  };
  const costly = !compiled || info(calls, code, INFO_BACKREFMAX) > 0 || LOOPS.test(config.pattern);
  const lookBehind = (info(calls, code, INFO_MAXLOOKBEHIND) + 1) * (utf ? MAX_CHARACTER_OCTETS : 1);
  const regex = { lookBehind, utf, startsPerCall: costly ? COSTLY_STARTS : Infinity, match };
  garbage.register(regex, () => {
    calls.freeMatchData(data);
    calls.freeContext(context);
    if (stack !== null)
      calls.freeStack(stack);
    calls.freeCode(code);
  });
  return regex;
}
var LOOPS = /\)[*+?{]|\(\?(R|[+-]?\d|&|P[>=])|\\[gk]/;
var garbage = new FinalizationRegistry((release) => release());
var opened = null;
function open() {
  if (opened !== null)
    return opened;
  const library = loadLibrary(LIBRARY);
  const call = (declaration) => library.func(declaration);
  return opened = {
    compile: call("void *pcre2_compile_8(const uint8 *pattern, size_t length, uint32 options, _Out_ int *error, _Out_ size_t *offset, void *context)"),
    jitCompile: call("int pcre2_jit_compile_8(void *code, uint32 options)"),
    match: call("int pcre2_match_8(void *code, const uint8 *subject, size_t length, size_t start, uint32 options, void *data, void *context)"),
    info: call("int pcre2_pattern_info_8(void *code, uint32 what, _Out_ uint8 *value)"),
    errorText: call("int pcre2_get_error_message_8(int error, _Out_ uint8 *text, size_t length)"),
    makeMatchData: call("void *pcre2_match_data_create_from_pattern_8(void *code, void *general)"),
    offsets: call("void *pcre2_get_ovector_pointer_8(void *data)"),
    makeContext: call("void *pcre2_match_context_create_8(void *general)"),
    setMatchLimit: call("int pcre2_set_match_limit_8(void *context, uint32 limit)"),
    setHeapLimit: call("int pcre2_set_heap_limit_8(void *context, uint32 limit)"),
    setOffsetLimit: call("int pcre2_set_offset_limit_8(void *context, size_t limit)"),
    makeStack: call("void *pcre2_jit_stack_create_8(size_t start, size_t max, void *general)"),
    assignStack: call("void pcre2_jit_stack_assign_8(void *context, void *callback, void *data)"),
    freeCode: call("void pcre2_code_free_8(void *code)"),
    freeMatchData: call("void pcre2_match_data_free_8(void *data)"),
    freeContext: call("void pcre2_match_context_free_8(void *context)"),
    freeStack: call("void pcre2_jit_stack_free_8(void *stack)"),
    copy: loadLibrary("libc.so.6").func("void *memcpy(_Out_ uint8 *to, void *from, size_t length)")
  };
}
function compile(calls, pattern, options) {
  const [error, offset] = [[0], [0]];
  const code = calls.compile(filled(pattern), pattern.length, options, error, offset, null);
  return code ?? { offset: Number(offset[0]), reason: errorText(calls, Number(error[0])) };
}
function filled(octets) {
  return octets.length === 0 ? ONE_OCTET : octets;
}
var ONE_OCTET = new Uint8Array(1);
function errorText(calls, error) {
  const text = Buffer.alloc(MAX_ERROR_LENGTH);
  const length = calls.errorText(error, text, text.length);
  return length < 0 ? `error ${error}` : text.toString("latin1", 0, length);
}
function info(calls, code, what) {
  const value = new Uint32Array(1);
  calls.info(code, what, new Uint8Array(value.buffer));
  return value[0] ?? 0;
}
function firstOf(calls, data) {
  const value = new BigUint64Array(1);
  calls.copy(new Uint8Array(value.buffer), calls.offsets(data), wordBytes());
  return Number(value[0] ?? 0n);
}

export {
  regexProblem,
  compileRegex
};
