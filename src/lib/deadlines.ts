/**
 * An indexed binary heap of deadlines: the earliest in O(1), arming and disarming any of them in O(log n).
 *
 * A machine with 1,000 instances moves several timers a second for each; a sorted list or a scan would cost more than
 * the protocol. A timer knows its own place in the heap, so nothing has to be searched. Equal times fire in the order
 * in which they were armed, which keeps runs reproducible.
 */
import { NEVER, type Us } from './time.ts'

export interface Timer<Owner> {
  readonly owner: Owner
  /** NEVER while it is not armed */
  atUs: Us
  /** place in the heap; -1 while it is not armed */
  place: number
  order: number
}

export interface Deadlines<Owner> {
  readonly heap: Timer<Owner>[]
  nextOrder: number
}

export function createDeadlines<Owner>(): Deadlines<Owner> {
  return { heap: [], nextOrder: 0 }
}

export function createTimer<Owner>(owner: Owner): Timer<Owner> {
  return { owner, atUs: NEVER, place: -1, order: 0 }
}

export function isArmed(timer: Timer<unknown>): boolean {
  return timer.place >= 0
}

/** Arms the timer, or moves it when it is armed already. */
export function armTimer<Owner>(deadlines: Deadlines<Owner>, timer: Timer<Owner>, atUs: Us): void {
  timer.atUs = atUs
  timer.order = deadlines.nextOrder++
  if (timer.place < 0) {
    timer.place = deadlines.heap.length
    deadlines.heap.push(timer)
  }
  siftUp(deadlines.heap, timer)
  siftDown(deadlines.heap, timer)
}

export function disarmTimer<Owner>(deadlines: Deadlines<Owner>, timer: Timer<Owner>): void {
  const { heap } = deadlines
  const { place } = timer
  if (place < 0) return
  timer.place = -1
  timer.atUs = NEVER
  const last = heap.pop()
  if (last === undefined || last === timer) return
  heap[place] = last
  last.place = place
  siftUp(heap, last)
  siftDown(heap, last)
}

/** The earliest armed deadline; NEVER when none is armed. */
export function nextDeadline(deadlines: Deadlines<unknown>): Us {
  return deadlines.heap[0]?.atUs ?? NEVER
}

/** One of those that are due has such an owner. What is due is the top of the heap. */
export function someDue<Owner>(
  deadlines: Deadlines<Owner>,
  now: Us,
  wanted: (owner: Owner) => boolean,
  place = 0,
): boolean {
  const timer = deadlines.heap[place]
  if (timer === undefined || timer.atUs > now) return false
  if (wanted(timer.owner)) return true
  const child = 2 * place + 1
  return someDue(deadlines, now, wanted, child) || someDue(deadlines, now, wanted, child + 1)
}

/** Takes out the earliest timer that is due; null when none is. */
export function takeDue<Owner>(deadlines: Deadlines<Owner>, now: Us): { owner: Owner; dueUs: Us } | null {
  const first = deadlines.heap[0]
  if (first === undefined || first.atUs > now) return null
  const dueUs = first.atUs
  disarmTimer(deadlines, first)
  return { owner: first.owner, dueUs }
}

function before(a: Timer<unknown>, b: Timer<unknown>): boolean {
  return a.atUs < b.atUs || (a.atUs === b.atUs && a.order < b.order)
}

function siftUp<Owner>(heap: Timer<Owner>[], timer: Timer<Owner>): void {
  while (timer.place > 0) {
    const parent = heap[(timer.place - 1) >> 1]
    if (parent === undefined || !before(timer, parent)) return
    swap(heap, timer, parent)
  }
}

function siftDown<Owner>(heap: Timer<Owner>[], timer: Timer<Owner>): void {
  for (;;) {
    const left = heap[2 * timer.place + 1]
    const right = heap[2 * timer.place + 2]
    let smallest = timer
    if (left !== undefined && before(left, smallest)) smallest = left
    if (right !== undefined && before(right, smallest)) smallest = right
    if (smallest === timer) return
    swap(heap, timer, smallest)
  }
}

function swap<Owner>(heap: Timer<Owner>[], a: Timer<Owner>, b: Timer<Owner>): void {
  const place = a.place
  a.place = b.place
  b.place = place
  heap[a.place] = a
  heap[b.place] = b
}
