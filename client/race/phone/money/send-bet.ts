import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import type { OutboxAnswer, OutboxEntry } from "#client/framework/outbox.ts";
import type { RaceFeed } from "#client/race/race-feed.ts";
import type { BetWire } from "#common/race/bet-schemas.ts";
import { say } from "../notice.ts";
import { keepBetReceipt, keepCancel } from "../receipts.ts";
import { renewSeat } from "../renew-seat.ts";
import { texts } from "../texts.ts";
import type { BetBook } from "./bet-book.ts";
import type { BetIntent } from "./bet-intent.ts";
import { deliverBet, deliverCancel } from "./deliver-bet.ts";

/** Delivers an entry of the outbox once, notes and says what came of it. */
export async function sendBet(
  feed: RaceFeed,
  book: BetBook,
  entry: OutboxEntry<BetIntent>,
): Promise<OutboxAnswer> {
  const { intent } = entry;
  const stake = formatAmount(intent.stake, language.value);
  const answer = await deliverBet(feed, entry);
  const { notices } = texts.value.phone;
  if (answer === undefined) return { kind: "silence" };
  if (answer.ok) {
    book.hear({ bets: [answer.value.bet], wallet: answer.value.wallet });
    keepBetReceipt(answer.value);
    say(notices.placed(stake, intent.name), "good");
    return { kind: "accepted" };
  }
  const { code, detail } = answer.refusal;
  // The seat has expired, not the bet: a fresh token carries the same key.
  if (code === "token_expired" || code === "unauthorized") {
    await renewSeat();
    return { kind: "silence" };
  }
  const reason = texts.value.refusals[code](detail);
  say(notices.refused(stake, intent.name, reason), "bad");
  return { kind: "refused", code };
}

/** Takes a bet back; says the answer, or that there was none. */
export async function sendCancel(feed: RaceFeed, book: BetBook, bet: BetWire): Promise<void> {
  keepCancel(bet, "asked");
  const answer = await deliverCancel(feed, bet.id);
  const { phone, refusals } = texts.value;
  if (answer === undefined) {
    say(phone.notices.cancelUnknown, "bad");
  } else if (!answer.ok) {
    say(refusals[answer.refusal.code](answer.refusal.detail), "bad");
  } else {
    const cancelled = answer.value.bet;
    keepCancel(cancelled, "done");
    book.hear({ bets: [cancelled], wallet: answer.value.wallet });
    const back = BigInt(bet.stake) - BigInt(cancelled.fee);
    say(phone.notices.cancelled(formatAmount(back, language.value)), "good");
  }
}
