/**
 * One attempt of one checker, as the checker reports it and the LVS machine judges it.
 *
 * All texts are complete lines of the original, except for two names that a checker does not know: `{server}` stands
 * for the real server ("[10.0.0.2]:tcp:80") and `{service}` for the virtual server. Write them with `fillWords`. An empty
 * text means that the original logs nothing.
 *
 * compat: the original logs the words of a success only when it makes a difference (the first result of a checker, or a
 * server that comes back), and the words of a failure only with log_all_failures, for a checker that was up.
 */
export type CheckResult =
  | {
      readonly up: true
      /** for the log line: what was seen, in the original's terms */
      readonly words: string
      /** a weight that the check itself gives (misc_dynamic); null: none any more */
      readonly weight?: number | null
      /** oddities seen on the way, in front of all else; each is logged when it begins */
      readonly remarks?: readonly string[]
      /** one line per url; they come before `words`, but only for a server that was down */
      readonly steps?: readonly string[]
    }
  | {
      readonly up: false
      readonly words: string
      /** for the mail, where it says more than that the check failed */
      readonly mailWords?: string
      /** true: nothing was tried (no socket, no such device): log remarks and words, and leave the server as it is */
      readonly undecided?: true
      /** lines that come before `words`; of something undecided they are logged each time, otherwise when they begin */
      readonly remarks?: readonly string[]
      /** lines that are logged each time, whatever the settings */
      readonly complaints?: readonly string[]
    }

/** The line to log: `words` with the names of the real server and the virtual server put in. */
export function fillWords(words: string, server: string, service: string, attempt = ''): string {
  return words
    .replaceAll('{server}', () => server)
    .replaceAll('{service}', () => service)
    .replaceAll('{attempt}', () => attempt)
}
