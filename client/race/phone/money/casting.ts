import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { makeSecret } from "#client/framework/make-secret.ts";
import { nextMove, type OutboxEntry } from "#client/framework/outbox.ts";
import type { RaceFeed } from "#client/race/race-feed.ts";
import type { CastWire } from "#common/race/power-contract.ts";
import { say } from "../notice.ts";
import { texts } from "../texts.ts";
import type { CastIntent } from "./cast-intent.ts";
import { mergeCasts } from "./merge-casts.ts";
import { openShownOutbox } from "./open-shown-outbox.ts";
import { sendCast } from "./send-cast.ts";

const FLUSH_MS = 500;

/** A power that the server has not answered yet. */
export interface PendingCast {
  key: string;
  intent: CastIntent;
  isSending: boolean;
}

/** Everything a player does with powers in one room (RACE-7). */
export interface Casting {
  /** My powers as the server has confirmed them, all races of this visit, oldest first. */
  readonly casts: ReadonlySignal<readonly CastWire[]>;
  readonly pending: ReadonlySignal<readonly PendingCast[]>;
  cast(intent: CastIntent): void;
  hear(casts: readonly CastWire[]): void;
  /** Sends at once what is still unanswered: the connection has come back. */
  flush(): void;
  close(): void;
}

/**
 * Opens a player's outbox of powers on a room. A race does not wait: a power that is too old to be
 * meant any more, or whose race is over, is not sent again. If it did arrive, the room tells.
 */
export function openCasting(feed: RaceFeed, playerId: string): Casting {
  const casts = signal<readonly CastWire[]>([]);
  const hear = (heard: readonly CastWire[]) => {
    casts.value = mergeCasts(casts.value, heard);
  };
  const outbox = openShownOutbox<CastIntent>(`casts.${playerId}.`, (entry) =>
    sendCast(feed, hear, entry),
  );
  const { unanswered, underWay } = outbox;

  function flush(isFresh = false): void {
    for (const entry of outbox.entries()) {
      const isOld = nextMove(entry, Date.now()) === "ask";
      const isPast = isOld || isOver(feed, entry.intent.raceId);
      if (isPast && !underWay.value.has(entry.key)) giveUp(entry);
    }
    outbox.flush({ isFresh });
  }
  function giveUp({ key, intent }: OutboxEntry<CastIntent>): void {
    outbox.drop(key);
    const { phone, words } = texts.value;
    const { power, targetName } = intent;
    say(phone.powers.tooLate(words.powers[power] ?? power, targetName), "bad");
  }
  const flushing = setInterval(() => {
    if (unanswered.value.length > 0) flush();
  }, FLUSH_MS);
  const unlisten = feed.connection.on("walletChanged", (changed) => hear(changed.casts ?? []));

  return {
    casts,
    pending: computed(() =>
      unanswered.value.map(({ key, intent }) => ({
        key,
        intent,
        isSending: underWay.value.has(key),
      })),
    ),
    cast: (intent) => outbox.put(makeSecret(), intent),
    hear,
    flush: () => flush(true),
    close() {
      clearInterval(flushing);
      unlisten();
    },
  };
}

function isOver({ view }: RaceFeed, raceId: number): boolean {
  const race = view.value;
  return race !== undefined && (race.raceId !== raceId || race.phase !== "racing");
}
