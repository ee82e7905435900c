import { isRetryable, type RefusalCode } from "#common/framework/refusals.ts";

/** An intent older than this is not sent again before the player has said so again. */
export const CONFIRM_AFTER_MS = 15_000;
const RETRY_FIRST_MS = 1_000;
const RETRY_LAST_MS = 8_000;

/**
 * One intent that may move money, kept on the device from before it is first sent until the server
 * has said yes or a final no. All times are epoch milliseconds of this device.
 */
export interface OutboxEntry<Intent> {
  /** The idempotency key: the same for every sending of this intent. */
  key: string;
  intent: Intent;
  /** When the player last meant it: the tap, or the answer to "still?". */
  meantAt: number;
  /** How often it has been sent without an answer. */
  attempts: number;
  /** Not before this moment again. */
  retryAt: number;
}

/** What the server answered; `silence` when nobody knows whether it arrived. */
export type OutboxAnswer =
  | { kind: "accepted" }
  | { kind: "refused"; code: RefusalCode }
  | { kind: "silence" };

/** A fresh entry for a tap that happened now. */
export function writeEntry<Intent>(
  key: string,
  intent: Intent,
  nowMs: number,
): OutboxEntry<Intent> {
  return { key, intent, meantAt: nowMs, attempts: 0, retryAt: nowMs };
}

/** What to do with an entry now: send it, wait until `retryAt`, or ask the player first. */
export function nextMove(
  entry: Pick<OutboxEntry<unknown>, "meantAt" | "retryAt">,
  nowMs: number,
): "send" | "wait" | "ask" {
  if (nowMs - entry.meantAt > CONFIRM_AFTER_MS) return "ask";
  return nowMs < entry.retryAt ? "wait" : "send";
}

/**
 * The entry after an answer; undefined when it is done with. Silence and refusals that say nothing
 * about the intent keep it, each time with twice the pause, up to 8 s.
 */
export function afterAnswer<Intent>(
  entry: OutboxEntry<Intent>,
  answer: OutboxAnswer,
  nowMs: number,
): OutboxEntry<Intent> | undefined {
  if (answer.kind === "accepted") return undefined;
  if (answer.kind === "refused" && !isRetryable(answer.code)) return undefined;
  const pauseMs = Math.min(RETRY_FIRST_MS * 2 ** entry.attempts, RETRY_LAST_MS);
  return { ...entry, attempts: entry.attempts + 1, retryAt: nowMs + pauseMs };
}

/** The entry once the player has said "yes, still": same key, meant anew. */
export function meantAgain<Intent>(entry: OutboxEntry<Intent>, nowMs: number): OutboxEntry<Intent> {
  return { ...entry, meantAt: nowMs, retryAt: nowMs };
}
