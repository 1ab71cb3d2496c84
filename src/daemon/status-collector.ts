/**
 * Puts the status together from what parent and children know. One collection at a time: who asks while one is under way
 * shares the next one, so that a hundred askers cost what two do.
 */
import type { EngineName } from '../lifecycle/state.ts'
import type { StatusSection, ToParent } from './messages.ts'
import type { StatusDocument } from './status-document.ts'

export type StatusHead = Omit<StatusDocument, 'vrrp' | 'lvs'>

export interface StatusCollectorOptions {
  readonly head: () => StatusHead
  /** the children that run; each gets the question */
  readonly ask: (id: number) => readonly EngineName[]
  readonly patienceMs?: number
  readonly maxLength?: number
}

export interface StatusCollector {
  /** one JSON document with a newline behind it */
  readonly collect: () => Promise<Buffer>
  readonly receive: (child: EngineName, message: Extract<ToParent, { kind: 'status-part' | 'status-end' }>) => void
  /** it answers no more */
  readonly childGone: (child: EngineName) => void
}

/** A process that is held up for longer has nothing to say. */
const usualPatienceMs = 5_000
/** characters of one process: some hundred thousand real servers */
const usualMaxLength = 128 * 1024 * 1024

const sectionsOf: Readonly<Record<EngineName, readonly StatusSection[]>> = {
  vrrp: ['instances', 'syncGroups'],
  checker: ['virtualServers'],
}
const places: Readonly<Record<EngineName, 'vrrp' | 'lvs'>> = { vrrp: 'vrrp', checker: 'lvs' }

interface Collected {
  readonly parts: Map<StatusSection, string[]>
  length: number
  error: string | null
}

export function makeStatusCollector(options: StatusCollectorOptions): StatusCollector {
  const patienceMs = options.patienceMs ?? usualPatienceMs
  const maxLength = options.maxLength ?? usualMaxLength
  let id = 0
  let running: Promise<Buffer> | null = null
  let next: Promise<Buffer> | null = null
  let collected = new Map<EngineName, Collected>()
  const awaited = new Set<EngineName>()
  let finish: () => void = () => undefined

  function collect(): Promise<Buffer> {
    if (running === null) return run()
    next ??= running.then(run)
    return next
  }

  function run(): Promise<Buffer> {
    next = null
    running = collectNow().finally(() => {
      running = null
    })
    return running
  }

  async function collectNow(): Promise<Buffer> {
    id += 1
    collected = new Map()
    const complete = new Promise<void>((resolve) => (finish = resolve))
    for (const child of options.ask(id)) {
      awaited.add(child)
      collected.set(child, { parts: new Map(), length: 0, error: null })
    }
    const timer = setTimeout(giveUp, patienceMs)
    if (awaited.size > 0) await complete
    clearTimeout(timer)
    const text = write(options.head(), collected)
    collected = new Map()
    return Buffer.from(text)
  }

  function giveUp(): void {
    for (const child of [...awaited]) {
      const one = collected.get(child)
      if (one) one.error = `it did not answer within ${patienceMs / 1000} seconds`
      answered(child)
    }
  }

  function receive(child: EngineName, message: Extract<ToParent, { kind: 'status-part' | 'status-end' }>): void {
    if (message.id !== id || !awaited.has(child)) return
    if (message.kind === 'status-end') return answered(child)
    const one = collected.get(child)
    if (one === undefined) return
    one.length += message.text.length
    if (one.length > maxLength) {
      one.error = `it has more than ${maxLength} characters to say`
      one.parts.clear()
      return answered(child)
    }
    const parts = one.parts.get(message.section) ?? []
    one.parts.set(message.section, parts)
    parts.push(message.text)
  }

  function childGone(child: EngineName): void {
    if (!awaited.has(child)) return
    const one = collected.get(child)
    if (one) one.error = 'it ended while it was asked'
    answered(child)
  }

  function answered(child: EngineName): void {
    awaited.delete(child)
    if (awaited.size === 0) finish()
  }

  return { collect, receive, childGone }
}

function write(head: StatusHead, collected: ReadonlyMap<EngineName, Collected>): string {
  const texts = [JSON.stringify(head).slice(0, -1)]
  for (const child of ['vrrp', 'checker'] as const)
    texts.push(`"${places[child]}":${writePart(child, collected.get(child))}`)
  return `${texts.join(',')}}\n`
}

function writePart(child: EngineName, collected: Collected | undefined): string {
  if (collected === undefined) return 'null'
  if (collected.error !== null) return JSON.stringify({ error: collected.error })
  const lists = sectionsOf[child].map((section) => `"${section}":[${(collected.parts.get(section) ?? []).join(',')}]`)
  return `{${lists.join(',')}}`
}
