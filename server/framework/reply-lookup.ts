import type { Outcome } from "#common/framework/refusals.ts";

/** One intent of one player: the operation's name is the same at both doors (IDEMPOTENCY). */
export interface IntentScope {
  playerId: string;
  operation: string;
  key: string;
  /** The parsed input without the key. */
  input: Readonly<Record<string, unknown>>;
}

/**
 * The answer to an intent, as it leaves: `text` is the wire JSON of its value. `isReplayed` where the
 * intent had been decided before.
 */
export type StoredReply = ({ ok: true; text: string } | Extract<Outcome<never>, { ok: false }>) & {
  isReplayed?: boolean;
};

/** Finds the first answer to an intent, before limits and phases are looked at. */
export type ReplyLookup = (scope: IntentScope) => Promise<StoredReply | undefined>;
