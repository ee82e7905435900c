import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import { makeSecret } from "#client/framework/make-secret.ts";
import { openOutbox } from "#client/framework/open-outbox.ts";
import { nextMove, type OutboxAnswer, type OutboxEntry } from "#client/framework/outbox.ts";
import { listStored, readStored, removeStored, writeStored } from "#client/framework/stored.ts";
import type { RaceFeed } from "#client/race/race-feed.ts";
import type { BetWire } from "#common/race/bet-schemas.ts";
import { say } from "../notice.ts";
import { renewSeat } from "../renew-seat.ts";
import { texts } from "../texts.ts";
import { type BetIntent, findPlaced } from "./bet-intent.ts";
import { deliverBet, deliverCancel, readMine } from "./deliver-bet.ts";
import { compareIds, mergeBets } from "./merge-bets.ts";
import { hearWallet } from "./wallet.ts";

const FLUSH_MS = 1_000;

/** A bet that the server has not answered yet. */
export interface PendingBet {
  key: string;
  intent: BetIntent;
  state: "sending" | "waiting" | "asking";
}

/** Everything a player does with money in one room. */
export interface Betting {
  /** My bets as the server has confirmed them, all races of this visit, oldest first. */
  readonly bets: ReadonlySignal<readonly BetWire[]>;
  readonly pending: ReadonlySignal<readonly PendingBet[]>;
  place(bet: Omit<BetIntent, "afterBetId">): void;
  cancel(bet: BetWire): Promise<void>;
  /** The player still means a bet that came too late. */
  confirm(key: string): void;
  /** The player no longer means it. */
  drop(key: string): void;
  /** Asks the server for my bets and balance, then sends what is still unanswered. */
  catchUp(): Promise<void>;
  close(): void;
}

/** Opens a player's outbox on a room. Another player on the same phone has another outbox. */
export function openBetting(feed: RaceFeed, playerId: string): Betting {
  const storedUnder = `bet.${playerId}.`;
  const bets = signal<readonly BetWire[]>([]);
  const unanswered = signal<readonly OutboxEntry<BetIntent>[]>([]);
  const underWay = signal<ReadonlySet<string>>(new Set());
  const hearBets = (heard: readonly BetWire[]) => {
    bets.value = mergeBets(bets.value, heard);
  };

  const outbox = openOutbox<BetIntent>({
    store: {
      list: () => listStored(storedUnder).map((name) => name.slice(storedUnder.length)),
      read: (key) => readStored(storedUnder + key),
      write: (key, text) => writeStored(storedUnder + key, text),
      remove: (key) => removeStored(storedUnder + key),
    },
    send,
    onChange: (entries, sending) => {
      unanswered.value = entries;
      underWay.value = new Set(sending);
    },
    nowMs: () => Date.now(),
  });

  async function send(entry: OutboxEntry<BetIntent>): Promise<OutboxAnswer> {
    const { intent } = entry;
    const stake = formatAmount(intent.stake, language.value);
    const { notices } = texts.value.phone;
    const answer = await deliverBet(feed, entry);
    if (answer === undefined) return { kind: "silence" };
    if (answer.ok) {
      hearWallet(answer.value.wallet);
      hearBets([answer.value.bet]);
      say(notices.placed(stake, intent.runnerName), "good");
      return { kind: "accepted" };
    }
    const { code, detail } = answer.refusal;
    // The seat has expired, not the bet: a fresh token carries the same key.
    if (code === "token_expired" || code === "unauthorized") {
      await renewSeat();
      return { kind: "silence" };
    }
    const reason = texts.value.refusals[code](detail);
    say(notices.refused(stake, intent.runnerName, reason), "bad");
    return { kind: "refused", code };
  }

  /** Past the lock a repeat can only fetch the old answer, so nobody needs to be asked. */
  function isHarmless({ intent }: OutboxEntry<BetIntent>): boolean {
    const view = feed.view.value;
    return view !== undefined && (view.raceId !== intent.raceId || view.phase !== "betting");
  }

  function flush(isFresh = false): void {
    for (const entry of outbox.entries()) {
      if (findPlaced(entry.intent, bets.value) !== undefined) outbox.drop(entry.key);
      else if (nextMove(entry, Date.now()) === "ask" && isHarmless(entry))
        outbox.confirm(entry.key);
    }
    outbox.flush({ isFresh });
  }

  const flushing = setInterval(() => {
    if (unanswered.value.length > 0) flush();
  }, FLUSH_MS);
  const unlisten = feed.connection.on("walletChanged", (changed) => {
    hearWallet(changed.wallet);
    hearBets(changed.bets);
  });

  return {
    bets,
    pending: computed(() =>
      unanswered.value.map((entry) => ({
        key: entry.key,
        intent: entry.intent,
        state: stateOf(entry, underWay.value, feed.now.value),
      })),
    ),
    place(bet) {
      const ids = bets.value.map(({ id }) => id).toSorted(compareIds);
      outbox.put(makeSecret(), { ...bet, afterBetId: ids.at(-1) ?? "0" });
    },
    async cancel(bet) {
      const answer = await deliverCancel(feed, bet.id);
      const { notices } = texts.value.phone;
      if (answer === undefined) say(notices.cancelUnknown, "bad");
      else if (!answer.ok) {
        say(texts.value.refusals[answer.refusal.code](answer.refusal.detail), "bad");
      } else {
        hearWallet(answer.value.wallet);
        hearBets([answer.value.bet]);
        const back = BigInt(bet.stake) - BigInt(answer.value.bet.fee);
        say(notices.cancelled(formatAmount(back, language.value)), "good");
      }
    },
    confirm: outbox.confirm,
    drop: outbox.drop,
    async catchUp() {
      const raceId = feed.view.value?.raceId;
      if (raceId === undefined || raceId === 0) return;
      const mine = await readMine(feed, raceId);
      if (mine?.ok) {
        hearWallet(mine.value.wallet);
        hearBets(mine.value.bets);
      }
      flush(true);
    },
    close() {
      clearInterval(flushing);
      unlisten();
    },
  };
}

/** `_now` is read so that waiting turns into asking as time goes by. */
function stateOf(
  entry: OutboxEntry<BetIntent>,
  underWay: ReadonlySet<string>,
  _now: number,
): PendingBet["state"] {
  if (underWay.has(entry.key)) return "sending";
  return nextMove(entry, Date.now()) === "ask" ? "asking" : "waiting";
}
