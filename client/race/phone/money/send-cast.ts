import type { OutboxAnswer, OutboxEntry } from "#client/framework/outbox.ts";
import type { RaceFeed } from "#client/race/race-feed.ts";
import type { CastWire } from "#common/race/power-contract.ts";
import { say } from "../notice.ts";
import { keepOwnCast } from "../receipts-of-casts.ts";
import { renewSeat } from "../renew-seat.ts";
import { texts } from "../texts.ts";
import type { CastIntent } from "./cast-intent.ts";
import { deliverCast } from "./deliver-bet.ts";
import { hearWallet } from "./wallet.ts";

/** Delivers a power once, notes it and says what went wrong; what went right is on the page. */
export async function sendCast(
  feed: RaceFeed,
  hear: (casts: readonly CastWire[]) => void,
  entry: OutboxEntry<CastIntent>,
): Promise<OutboxAnswer> {
  const answer = await deliverCast(feed, entry);
  if (answer === undefined) return { kind: "silence" };
  if (answer.ok) {
    hearWallet(answer.value.wallet);
    hear([answer.value.cast]);
    keepOwnCast(answer.value.cast);
    return { kind: "accepted" };
  }
  const { code, detail } = answer.refusal;
  // The seat has expired, not the power: a fresh token carries the same key.
  if (code === "token_expired" || code === "unauthorized") {
    await renewSeat();
    return { kind: "silence" };
  }
  const { phone, refusals, words } = texts.value;
  const { power, targetName } = entry.intent;
  const reason = refusals[code](detail);
  say(phone.powers.refused(words.powers[power] ?? power, targetName, reason), "bad");
  return { kind: "refused", code };
}
