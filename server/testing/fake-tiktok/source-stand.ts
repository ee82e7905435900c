import type { LiveEvent } from "#common/live/live-event.ts";
import type { SourceState, SourceStatus } from "#common/live/source-status.ts";
import type { LiveSource, RawMessage } from "#server/live/live-source.ts";
import { createTikTokSource, type TikTokSourceOptions } from "#server/live/tiktok/tiktok-source.ts";
import { type FakeClock, makeFakeClock } from "../fake-clock.ts";
import { type MemoryLog, makeMemoryLog } from "../memory-log.ts";
import { type FakeTikTok, startFakeTikTok } from "./fake-tiktok.ts";

/** A TikTok source connected to a fake LIVE, and all that it told. */
export interface SourceStand {
  fake: FakeTikTok;
  clock: FakeClock;
  log: MemoryLog;
  source: LiveSource;
  events: LiveEvent[];
  statuses: SourceStatus[];
  undecoded: string[];
  raw: RawMessage[];
  /** The last status. */
  status(): SourceStatus | undefined;
  /** Resolves once the source is in this state. */
  reaches(state: SourceState): Promise<void>;
  /** Resolves once the condition holds; looked at whenever the source tells something. */
  until(condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

export const FAKE_CHANNEL = "grandstand.live";

/**
 * `source` overrides what the source is made from; `isRaw` asks for whole messages as the recorder
 * does; the platform's clock is `platformAheadMs` ahead of ours.
 */
export async function startSourceStand(
  options: {
    source?: Partial<TikTokSourceOptions>;
    isRaw?: boolean;
    platformAheadMs?: number;
  } = {},
): Promise<SourceStand> {
  const { platformAheadMs = 0 } = options;
  const clock = makeFakeClock();
  const log = makeMemoryLog();
  const fake = await startFakeTikTok({
    names: [FAKE_CHANNEL],
    now: () => clock.now() + platformAheadMs,
  });
  const waiters = new Set<() => void>();
  const told = { events: [], statuses: [], undecoded: [], raw: [] } as Pick<
    SourceStand,
    "events" | "statuses" | "undecoded" | "raw"
  >;
  const keep =
    <Item>(list: Item[]) =>
    (item: Item) => {
      list.push(item);
      for (const waiter of waiters) waiter();
    };
  const open = createTikTokSource({
    channel: FAKE_CHANNEL,
    webHost: fake.webHost,
    signUrl: fake.signUrl,
    silenceMs: 40_000,
    clock,
    log,
    random: () => 0,
    ...options.source,
  });
  const source = open({
    event: keep(told.events),
    status: keep(told.statuses),
    undecoded: keep(told.undecoded),
    ...(options.isRaw && { raw: keep(told.raw) }),
  });
  const stand: SourceStand = {
    fake,
    clock,
    log,
    source,
    ...told,
    status: () => told.statuses.at(-1),
    reaches: (state) => stand.until(() => stand.status()?.state === state),
    until: (condition) =>
      new Promise((resolve) => {
        const waiter = () => {
          if (!condition()) return;
          waiters.delete(waiter);
          resolve();
        };
        waiters.add(waiter);
        waiter();
      }),
    async close() {
      await source.stop();
      await fake.close();
    },
  };
  return stand;
}
