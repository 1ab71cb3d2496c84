import {
  NEVER
} from "./chunk-JPSQDH5E.js";

// dist/lib/deadlines.js
function createDeadlines() {
  return { heap: [], nextOrder: 0 };
}
function createTimer(owner) {
  return { owner, atUs: NEVER, place: -1, order: 0 };
}
function isArmed(timer) {
  return timer.place >= 0;
}
function armTimer(deadlines, timer, atUs) {
  timer.atUs = atUs;
  timer.order = deadlines.nextOrder++;
  if (timer.place < 0) {
    timer.place = deadlines.heap.length;
    deadlines.heap.push(timer);
  }
  siftUp(deadlines.heap, timer);
  siftDown(deadlines.heap, timer);
}
function disarmTimer(deadlines, timer) {
  const { heap } = deadlines;
  const { place } = timer;
  if (place < 0)
    return;
  timer.place = -1;
  timer.atUs = NEVER;
  const last = heap.pop();
  if (last === void 0 || last === timer)
    return;
  heap[place] = last;
  last.place = place;
  siftUp(heap, last);
  siftDown(heap, last);
}
function nextDeadline(deadlines) {
  return deadlines.heap[0]?.atUs ?? NEVER;
}
function takeDue(deadlines, now) {
  const first = deadlines.heap[0];
  if (first === void 0 || first.atUs > now)
    return null;
  const dueUs = first.atUs;
  disarmTimer(deadlines, first);
  return { owner: first.owner, dueUs };
}
function before(a, b) {
  return a.atUs < b.atUs || a.atUs === b.atUs && a.order < b.order;
}
function siftUp(heap, timer) {
  while (timer.place > 0) {
    const parent = heap[timer.place - 1 >> 1];
    if (parent === void 0 || !before(timer, parent))
      return;
    swap(heap, timer, parent);
  }
}
function siftDown(heap, timer) {
  for (; ; ) {
    const left = heap[2 * timer.place + 1];
    const right = heap[2 * timer.place + 2];
    let smallest = timer;
    if (left !== void 0 && before(left, smallest))
      smallest = left;
    if (right !== void 0 && before(right, smallest))
      smallest = right;
    if (smallest === timer)
      return;
    swap(heap, timer, smallest);
  }
}
function swap(heap, a, b) {
  const place = a.place;
  a.place = b.place;
  b.place = place;
  heap[a.place] = a;
  heap[b.place] = b;
}

export {
  createDeadlines,
  createTimer,
  isArmed,
  armTimer,
  disarmTimer,
  nextDeadline,
  takeDue
};
