import { type ReadonlySignal, signal } from "@preact/signals";
import type { RaceFeed } from "#client/race/race-feed.ts";

const LINES_MAX = 5;
/** A full house bets many times a second; nobody reads that fast. */
const PUBLISH_MS = 600;

/** Something that has just happened in the room. */
type News =
  | { kind: "joined"; name: string }
  | { kind: "bet"; name: string; market: string; selection: readonly number[]; stake: string }
  | { kind: "power"; name: string; power: string; target: number }
  | { kind: "scratched"; number: number };
export type TickerLine = News & { id: number };

/** The latest happenings, newest first, at most five. */
export function openTicker(feed: RaceFeed): {
  lines: ReadonlySignal<readonly TickerLine[]>;
  close(): void;
} {
  const lines = signal<readonly TickerLine[]>([]);
  let latest: TickerLine[] = [];
  let lastId = 0;
  let publishing: ReturnType<typeof setTimeout> | undefined;

  const add = (news: News) => {
    latest = [{ ...news, id: ++lastId }, ...latest].slice(0, LINES_MAX);
    publishing ??= setTimeout(() => {
      publishing = undefined;
      lines.value = latest;
    }, PUBLISH_MS);
  };
  const { connection } = feed;
  const unlisten = [
    connection.on("playerJoined", ({ name }) => add({ kind: "joined", name })),
    connection.on("betPlaced", ({ name, market, selection, stake }) =>
      add({ kind: "bet", name, market, selection, stake }),
    ),
    connection.on("powerCast", ({ name, power, target }) =>
      add({ kind: "power", name, power, target }),
    ),
    connection.on("runnerScratched", ({ number }) => add({ kind: "scratched", number })),
  ];

  return {
    lines,
    close() {
      clearTimeout(publishing);
      for (const stop of unlisten) stop();
    },
  };
}
