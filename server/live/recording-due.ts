import { type BadLine, type RecordedMessage, readRecording } from "./recording-file.ts";
import { createTimeline, GAP_MAX_MS } from "./recording-timeline.ts";

/** A recorded message and when it is to be played. */
export interface DueMessage {
  message: RecordedMessage;
  /** Milliseconds after the beginning of the playing. */
  dueMs: number;
  /** From 1. */
  round: number;
}

export interface RecordingChoice {
  path: string;
  speed: number;
  streamer?: string;
  isLooped: boolean;
}

/**
 * The messages of a recording in the order of the file, again and again when it is looped. Rejects
 * when the file can't be read or has no message of the streamer.
 */
export async function* readDue(
  { path, speed, streamer, isLooped }: RecordingChoice,
  onBadLine: (bad: BadLine) => void,
): AsyncGenerator<DueMessage, void, undefined> {
  let beginsMs = 0;
  for (let round = 1; round === 1 || isLooped; round++) {
    const dueAt = createTimeline(speed);
    let dueMs: number | undefined;
    for await (const message of readRecording(path, onBadLine)) {
      if (streamer !== undefined && message.streamer !== streamer) continue;
      dueMs = beginsMs + dueAt(message.tsMs);
      yield { message, dueMs, round };
    }
    if (dueMs === undefined) throw new Error(`${path} has no message of ${streamer}`);
    beginsMs = dueMs + GAP_MAX_MS / speed;
  }
}
