/**
 * How a child tells its status: in small parts, each sent when the one before has left, with a turn of the event loop between
 * them. Ten thousand virtual servers hold up no advert and no check, and the memory for it is that of one part.
 */
import type { StatusSection, ToParent } from './messages.ts'

export interface StatusItem {
  readonly section: StatusSection
  readonly item: object
}

/** octets of JSON, about */
const partLength = 64 * 1024
/** Time in which the loop does nothing else. */
const maxTurnMs = 5

/** `send` calls back when the message has left, or cannot. */
export type SendPart = (message: ToParent, sent: () => void) => void

export function answerStatus(id: number, items: Iterator<StatusItem>, send: SendPart): void {
  let pending: { readonly section: StatusSection; readonly texts: string[]; length: number } | null = null
  turn()

  function turn(): void {
    const end = performance.now() + maxTurnMs
    while (performance.now() < end) {
      const next = items.next()
      if (next.done === true) return flush(() => send({ kind: 'status-end', id }, () => undefined))
      const { section, item } = next.value
      const text = JSON.stringify(item)
      if (pending !== null && (pending.section !== section || pending.length > partLength)) {
        const full = pending
        pending = { section, texts: [text], length: text.length }
        return sendPart(full, turn)
      }
      pending ??= { section, texts: [], length: 0 }
      pending.texts.push(text)
      pending.length += text.length
    }
    setImmediate(turn)
  }

  function flush(after: () => void): void {
    if (pending === null) return after()
    sendPart(pending, after)
  }

  function sendPart(part: NonNullable<typeof pending>, after: () => void): void {
    send({ kind: 'status-part', id, section: part.section, text: part.texts.join(',') }, () => setImmediate(after))
  }
}
