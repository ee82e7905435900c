import { computed, type ReadonlySignal } from "@preact/signals";
import { makeSecret } from "#client/framework/make-secret.ts";
import { nextMove, type OutboxEntry } from "#client/framework/outbox.ts";
import type { RaceFeed } from "#client/race/race-feed.ts";
import type { BetWire } from "#common/race/bet-schemas.ts";
import type { CastWire } from "#common/race/power-contract.ts";
import { openBetBook } from "./bet-book.ts";
import { type BetIntent, findPlaced } from "./bet-intent.ts";
import { readMine } from "./deliver-bet.ts";
import { hearHandleNews } from "./handle-news.ts";
import { openShownOutbox } from "./open-shown-outbox.ts";
import { sendBet, sendCancel } from "./send-bet.ts";

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

/**
 * Opens a player's outbox on a room. Another player on the same phone has another outbox. Who asks
 * for my bets is told my powers as well: `hearCasts`.
 */
export function openBetting(
  feed: RaceFeed,
  playerId: string,
  hearCasts: (casts: readonly CastWire[]) => void,
): Betting {
  const book = openBetBook();
  const outbox = openShownOutbox<BetIntent>(`bets.${playerId}.`, (entry) =>
    sendBet(feed, book, entry),
  );
  const { unanswered, underWay } = outbox;

  function flush(isFresh = false): void {
    for (const entry of outbox.entries()) {
      const isOld = nextMove(entry, Date.now()) === "ask";
      if (findPlaced(entry.intent, book.bets.value) !== undefined) outbox.drop(entry.key);
      else if (isOld && isLocked(feed, entry.intent.raceId)) outbox.confirm(entry.key);
    }
    outbox.flush({ isFresh });
  }
  const flushing = setInterval(() => {
    if (unanswered.value.length > 0) flush();
  }, FLUSH_MS);
  const unlistens = [
    feed.connection.on("walletChanged", (changed) => book.hear(changed)),
    feed.connection.on("handlesChanged", hearHandleNews),
  ];

  return {
    bets: book.bets,
    pending: computed(() =>
      unanswered.value.map((entry) => ({
        key: entry.key,
        intent: entry.intent,
        state: underWay.value.has(entry.key) ? "sending" : stateOf(entry, feed.now.value),
      })),
    ),
    place: (bet) => outbox.put(makeSecret(), { ...bet, afterBetId: book.lastId() }),
    cancel: (bet) => sendCancel(feed, book, bet),
    confirm: (key) => outbox.confirm(key),
    drop: (key) => outbox.drop(key),
    async catchUp() {
      const raceId = feed.view.value?.raceId ?? 0;
      if (raceId === 0) return;
      const mine = await readMine(feed, raceId);
      if (mine?.ok) {
        book.hear(mine.value);
        hearCasts(mine.value.casts);
      }
      flush(true);
    },
    close() {
      clearInterval(flushing);
      for (const unlisten of unlistens) unlisten();
    },
  };
}

/** Past the lock a repeat can only fetch the old answer, so nobody needs to be asked. */
function isLocked({ view }: RaceFeed, raceId: number): boolean {
  return (
    view.value !== undefined && (view.value.raceId !== raceId || view.value.phase !== "betting")
  );
}

/** Ages are by this device's clock; the ticking of the shown one only makes them be looked at again. */
function stateOf(entry: OutboxEntry<BetIntent>, _now: number): PendingBet["state"] {
  return nextMove(entry, Date.now()) === "ask" ? "asking" : "waiting";
}
