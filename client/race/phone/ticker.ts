import { type ReadonlySignal, signal } from "@preact/signals";
import type { RaceFeed } from "#client/race/race-feed.ts";

const LINES_MAX = 5;
/** A full house bets many times a second; nobody reads that fast. */
const PUBLISH_MS = 600;

/** Something that has just happened in the room. */
export type TickerLine =
  | { id: number; kind: "joined"; name: string }
  | { id: number; kind: "bet"; name: string; market: string; runner: number; stake: string };

/** The latest happenings, newest first, at most five. */
export function openTicker(feed: RaceFeed): {
  lines: ReadonlySignal<readonly TickerLine[]>;
  close(): void;
} {
  const lines = signal<readonly TickerLine[]>([]);
  let latest: TickerLine[] = [];
  let lastId = 0;
  let publishing: ReturnType<typeof setTimeout> | undefined;

  const add = (line: TickerLine) => {
    latest = [line, ...latest].slice(0, LINES_MAX);
    publishing ??= setTimeout(() => {
      publishing = undefined;
      lines.value = latest;
    }, PUBLISH_MS);
  };
  const unlisten = [
    feed.connection.on("playerJoined", ({ name }) => add({ id: ++lastId, kind: "joined", name })),
    feed.connection.on("betPlaced", ({ name, market, selection, stake }) =>
      add({ id: ++lastId, kind: "bet", name, market, runner: selection[0] ?? 0, stake }),
    ),
  ];

  return {
    lines,
    close() {
      clearTimeout(publishing);
      for (const stop of unlisten) stop();
    },
  };
}
