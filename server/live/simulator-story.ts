import { encodeUint64 } from "#common/framework/bytes.ts";
import { forkRandom, type Random } from "#common/framework/random.ts";
import { createAgenda } from "./simulator-agenda.ts";
import { drawAudience } from "./simulator-audience.ts";
import { createCast, type Told } from "./simulator-cast.ts";
import { createTruthBook, type SimulatorTruth } from "./simulator-truth.ts";

/** Messages that one thing done by the audience brings on average: a streak is several. */
const EVENTS_PER_ACT = 1.75;
const VIEWERS_EVERY_MS = 2_000;
/** Somebody takes a comment away. */
const MODERATED_EVERY_MS = 45_000;
const RUSH = { everyMs: 30_000, lastsMs: 2_000, factor: 4 } as const;
const AUDIENCE = { least: 200, perEventPerSecond: 10, most: 5_000 } as const;
/** Ids are as long as the platform's: more than a double can hold. */
const FIRST_ID = 7_000_000_000_000_000_000n;

/** One message; times are milliseconds after the beginning of the LIVE. */
export interface StoryEvent {
  eventId: string;
  happensMs: number;
  arrivesMs: number;
  /** A streak's `startedAt` is such a time too. */
  told: Told["what"];
}

export interface Story {
  /** What arrives by this time and has not been told yet, in order. */
  until(showMs: number): StoryEvent[];
  /** What has been told so far is worth. */
  truth(): SimulatorTruth;
}

export interface StoryOptions {
  /** The same seed, countries and rate tell the same story, message by message. */
  seed: number;
  countries: readonly string[];
  /** On average over a minute. */
  eventsPerSecond: number;
}

/** The story of a LIVE: an audience with its countries and temperaments, quiet moments and rushes. */
export function createStory({ seed, countries, eventsPerSecond }: StoryOptions): Story {
  const fork = (purpose: string): Random => forkRandom(encodeUint64(seed), purpose);
  const size = Math.min(
    AUDIENCE.least + AUDIENCE.perEventPerSecond * eventsPerSecond,
    AUDIENCE.most,
  );
  const audience = drawAudience(fork("audience"), { size, countries });
  const cast = createCast({ fork, audience });
  const agenda = createAgenda<() => void>();
  const truth = createTruthBook();
  const pace = fork("pace");
  const meanMs = (1_000 * EVENTS_PER_ACT) / eventsPerSecond;
  let out: StoryEvent[] = [];
  let ids = 0n;
  let lastChatId: string | undefined;

  function tell(nowMs: number, { what, afterMs, delayMs, againAfterMs, newGifts }: Told): void {
    const happensMs = nowMs + afterMs;
    const arrivesMs = happensMs + delayMs;
    ids += 1n;
    const event = { eventId: String(FIRST_ID + ids), happensMs, arrivesMs, told: what };
    agenda.add(arrivesMs, () => {
      out.push(event);
      if (what.kind === "chat") lastChatId = event.eventId;
      truth.add(what, newGifts);
    });
    if (againAfterMs === undefined) return;
    const againMs = arrivesMs + againAfterMs;
    agenda.add(againMs, () => out.push({ ...event, arrivesMs: againMs }));
  }

  function act(atMs: number): void {
    for (const told of cast.act(atMs)) tell(atMs, told);
    const isRush = atMs % RUSH.everyMs >= RUSH.everyMs - RUSH.lastsMs;
    const nextMs = atMs + drawWait(pace, isRush ? meanMs / RUSH.factor : meanMs);
    agenda.add(nextMs, () => act(nextMs));
  }

  function moderate(atMs: number): void {
    if (lastChatId === undefined) return;
    const deletedEventIds = [lastChatId];
    const what = { kind: "moderation", deletedEventIds, deletedViewerIds: [] } as const;
    tell(atMs, { what, afterMs: 0, delayMs: 80 });
  }

  function repeat(everyMs: number, fromMs: number, callback: (atMs: number) => void): void {
    agenda.add(fromMs, () => {
      callback(fromMs);
      repeat(everyMs, fromMs + everyMs, callback);
    });
  }

  repeat(VIEWERS_EVERY_MS, 0, (atMs) => tell(atMs, cast.countViewers()));
  repeat(MODERATED_EVERY_MS, MODERATED_EVERY_MS, moderate);
  agenda.add(0, () => act(0));

  return {
    until(showMs) {
      for (let next = agenda.take(showMs); next !== undefined; next = agenda.take(showMs)) {
        next.item();
      }
      const told = out;
      out = [];
      return told;
    },
    truth: truth.read,
  };
}

/** Waits of people who know nothing of each other: exponential, milliseconds. */
function drawWait(random: Random, meanMs: number): number {
  return -Math.log((random.nextUint32() + 1) / 2 ** 32) * meanMs;
}
