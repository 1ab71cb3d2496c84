/** One attempt of one checker, as the checker reports it and the LVS machine judges it. */
export type CheckResult =
  | { readonly up: true; /** for the log line: what was seen, in the original's terms */ readonly words: string; /** a weight that the check itself gives (misc_dynamic) */ readonly weight?: number }
  | { readonly up: false; readonly words: string }
