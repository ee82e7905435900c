import type { LiveEvent, LiveEventKind } from "#common/live/live-event.ts";
import type { LiveSession } from "./live-session.ts";

/** An event on its way to the record. */
export interface WaitingEvent {
  event: LiveEvent;
  session: LiveSession;
}

/** Events that wait to be recorded, in their order. */
export interface LiveBuffer {
  readonly size: number;
  /** Events pushed out so far; never gifts. */
  readonly dropped: number;
  push(waiting: WaitingEvent): void;
  /** Takes up to `count` of the oldest, all of one session. */
  take(count: number): WaitingEvent[];
  /** Takes everything that rules count on, of all sessions; the rest (the picture's) stays. */
  takeValuable(): WaitingEvent[];
}

/** Most valuable first; a full buffer loses the last kinds first. Gifts are never lost. */
const RANKS: readonly (readonly LiveEventKind[])[] = [
  ["support"],
  ["moderation", "stream", "subscribe"],
  ["chat", "question"],
  ["follow", "share"],
  ["viewers"],
  ["like"],
  ["join"],
];
/** Viewers, likes and joins only paint the picture of the moment. */
const VALUABLE_RANKS = 4;

const rankOf = Object.fromEntries(
  RANKS.flatMap((kinds, rank) => kinds.map((kind) => [kind, rank])),
) as Record<LiveEventKind, number>;

/** Whether rules count on this kind of event. */
export function isValuable({ kind }: Pick<LiveEvent, "kind">): boolean {
  return rankOf[kind] < VALUABLE_RANKS;
}

/**
 * Holds up to `max` events, and as many gifts as come. When it is full, the oldest of the least
 * valuable kind goes: of two of a kind the newer one is worth more to a screen.
 */
export function createLiveBuffer({ max }: { max: number }): LiveBuffer {
  const lines = RANKS.map(() => createLine());
  let pushed = 0;
  let size = 0;
  let dropped = 0;

  function takeFrom(line: Line): WaitingEvent {
    size -= 1;
    return line.shift();
  }

  return {
    get size() {
      return size;
    },
    get dropped() {
      return dropped;
    },
    push(waiting) {
      pushed += 1;
      size += 1;
      lines[rankOf[waiting.event.kind]]?.push(waiting, pushed);
      if (size <= max) return;
      const least = lines.findLast((line, rank) => rank > 0 && line.size > 0);
      if (least === undefined) return;
      takeFrom(least);
      dropped += 1;
    },
    take(count) {
      const taken: WaitingEvent[] = [];
      while (taken.length < count) {
        const line = oldestOf(lines);
        if (line === undefined) break;
        if (taken[0] !== undefined && line.first().session !== taken[0].session) break;
        taken.push(takeFrom(line));
      }
      return taken;
    },
    takeValuable() {
      const valuable = lines.slice(0, VALUABLE_RANKS);
      const taken: WaitingEvent[] = [];
      for (let line = oldestOf(valuable); line !== undefined; line = oldestOf(valuable)) {
        taken.push(takeFrom(line));
      }
      return taken;
    },
  };
}

function oldestOf(lines: readonly Line[]): Line | undefined {
  let oldest: Line | undefined;
  for (const line of lines) {
    if (line.size > 0 && (oldest === undefined || line.firstNumber() < oldest.firstNumber())) {
      oldest = line;
    }
  }
  return oldest;
}

/** Events of one rank, first in, first out; `number` is their place among all. */
interface Line {
  readonly size: number;
  push(waiting: WaitingEvent, number: number): void;
  /** These three: only while there is one. */
  first(): WaitingEvent;
  firstNumber(): number;
  shift(): WaitingEvent;
}

/** Taken places are cut off by the thousand: shifting an array costs its length. */
const CUT_AT = 1_024;

function createLine(): Line {
  let events: WaitingEvent[] = [];
  let numbers: number[] = [];
  let head = 0;
  return {
    get size() {
      return events.length - head;
    },
    push(waiting, number) {
      events.push(waiting);
      numbers.push(number);
    },
    first: () => events[head] as WaitingEvent,
    firstNumber: () => numbers[head] as number,
    shift() {
      const taken = events[head] as WaitingEvent;
      head += 1;
      if (head >= CUT_AT && head * 2 >= events.length) {
        events = events.slice(head);
        numbers = numbers.slice(head);
        head = 0;
      }
      return taken;
    },
  };
}
