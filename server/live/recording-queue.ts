import { type DueMessage, type RecordingChoice, readDue } from "./recording-due.ts";
import type { BadLine } from "./recording-file.ts";

/** Messages kept ready, so that reading the file never holds up the playing. */
const READY_MAX = 1_000;
const READY_MIN = 500;

export interface QueueHooks {
  onBadLine(bad: BadLine): void;
  /** There is something to play, or the file has come to its end. Never during a call to the queue. */
  onReady(): void;
  /** The file can't be read; nothing more comes. */
  onFailed(error: unknown): void;
}

/** The next messages of a recording, read ahead of the playing. */
export interface RecordingQueue {
  /** The next message that is due by `playedMs`, taken out. */
  take(playedMs: number): DueMessage | undefined;
  /** When the next message is due; undefined when none is ready. */
  nextDueMs(): number | undefined;
  /** Whether all has been taken out. */
  isOver(): boolean;
  /** Reads more when little is ready; `onReady` follows. */
  refill(): void;
  /** No hook is called after this resolves, and the file is closed. */
  close(): Promise<void>;
}

export function openRecordingQueue(choice: RecordingChoice, hooks: QueueHooks): RecordingQueue {
  const messages = readDue(choice, (bad) => {
    if (!isClosed) hooks.onBadLine(bad);
  });
  const ready: DueMessage[] = [];
  let isRead = false;
  let isClosed = false;
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    try {
      while (!isClosed && !isRead && ready.length < READY_MAX) {
        const next = await messages.next();
        if (next.done) isRead = true;
        else ready.push(next.value);
      }
    } catch (error) {
      if (!isClosed) hooks.onFailed(error);
      isClosed = true;
    }
    reading = undefined;
    if (!isClosed) hooks.onReady();
  }

  return {
    take(playedMs) {
      const first = ready[0];
      return first !== undefined && first.dueMs <= playedMs ? ready.shift() : undefined;
    },
    nextDueMs: () => ready[0]?.dueMs,
    isOver: () => isRead && ready.length === 0,
    refill() {
      if (!isRead && !isClosed && ready.length < READY_MIN) reading ??= read();
    },
    async close() {
      isClosed = true;
      await reading;
      await messages.return();
    },
  };
}
