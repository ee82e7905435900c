/** Runners tapped for a bet, one for each place it names; 0 = still open. */
export type Slots = readonly number[];

/**
 * The slots after a tap on a runner: a picked one is taken back and leaves its slot open, another
 * goes into the first open slot, or into the last one where all are taken.
 */
export function tapRunner(slots: Slots, number: number): Slots {
  if (slots.includes(number)) return slots.map((picked) => (picked === number ? 0 : picked));
  const open = slots.indexOf(0);
  return slots.with(open === -1 ? -1 : open, number);
}

/** The same for a market that names more or fewer runners: the first taps stay. */
export function resizeSlots(slots: Slots, size: number): Slots {
  const picked = slots.filter((number) => number > 0);
  return Array.from({ length: size }, (_, index) => picked[index] ?? 0);
}

/** Without those who can't be backed any more. */
export function dropFromSlots(slots: Slots, gone: ReadonlySet<number>): Slots {
  return slots.some((number) => gone.has(number))
    ? slots.map((number) => (gone.has(number) ? 0 : number))
    : slots;
}

/** Whether every slot has its runner. */
export function isComplete(slots: Slots): boolean {
  return slots.every((number) => number > 0);
}
