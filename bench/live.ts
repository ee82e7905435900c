import { openBenchClock, readClockOffsetMs } from "./bench-clock.ts";
import { type BenchProcess, startBenchProcess } from "./bench-process.ts";
import type { BenchResult } from "./bench-result.ts";
import type { AppProcess } from "./live/app-process.ts";
import type { BareProcess } from "./live/bare-process.ts";
import type { FakeProcess } from "./live/fake-process.ts";
import { type StageSeat, takeStageSeat } from "./live/stage-seat.ts";
import { percentile } from "./percentile.ts";

const CHANNEL = "bench.live";
const ROUNDS = 3;
/** Long enough that the state, which shows how many are recorded every 100 ms, tells the time of it. */
const EVENTS = 40_000;
const STEADY = { messagesPerSecond: 200, messages: 4_000 } as const;
const BURST = { messagesPerSecond: 1_000, messages: 10_000 } as const;

type Row = BenchResult["rows"][number];

interface Sides {
  fake: BenchProcess<FakeProcess>;
  bare: BenchProcess<BareProcess>;
  app: BenchProcess<AppProcess>;
  seat: StageSeat;
  live: { signUrl: string; roomId: string };
  exact(): number;
}

/**
 * A LIVE of recorded messages in a process of its own. The floor is the library alone, which decodes
 * and hands over; beside it the whole path: decoded, recorded, counted in a battle on a durable
 * database and shown to a seat. Same frames for both, in turn. Then the latency from a frame's
 * leaving to the gift in the seat at a steady pace, and a burst, of which all must be recorded.
 */
export async function run(): Promise<BenchResult> {
  const fake = startBenchProcess<FakeProcess>(import.meta.resolve("./live/fake-process.ts"));
  const bare = startBenchProcess<BareProcess>(import.meta.resolve("./live/bare-process.ts"));
  const app = startBenchProcess<AppProcess>(import.meta.resolve("./live/app-process.ts"));
  let seat: StageSeat | undefined;
  try {
    const clockOffsetMs = readClockOffsetMs();
    const { exact } = openBenchClock(clockOffsetMs);
    const live = await fake.call("start", { clockOffsetMs, channel: CHANNEL });
    seat = await takeStageSeat(await app.call("start", { clockOffsetMs, ...live }));
    await seat.ask("startBattle", {});
    const sides = { fake, bare, app, seat, live, exact };
    const rows = await measureRate(sides);
    await connect(sides);
    rows.push(...(await measureLatency(sides)), await measureBurst(sides));
    return { name: "live", rows };
  } finally {
    await seat?.leave();
    await Promise.all([bare.stop(), app.stop()]);
    await fake.stop();
  }
}

/**
 * Both sides over the same stretch, from the call that sends the first frame until the last event has
 * come through: at the library decoded, on our side shown in a seat. The first round only warms up.
 */
async function measureRate(sides: Sides): Promise<Row[]> {
  const floor = { ms: 0, cpuMs: 0 };
  const whole = { ms: 0, cpuMs: 0 };
  for (let round = 0; round <= ROUNDS; round += 1) {
    await sides.fake.call("prepare", { messages: EVENTS });
    const bare = await runBare(sides);
    const app = await runApp(sides);
    if (round === 0) continue;
    floor.ms += bare.ms;
    floor.cpuMs += bare.cpuMs;
    whole.ms += app.ms;
    whole.cpuMs += app.cpuMs;
  }
  const perSecond = (ms: number) => (EVENTS * ROUNDS * 1_000) / ms;
  const perEvent = (cpuMs: number) => (cpuMs * 1_000) / (EVENTS * ROUNDS);
  return [
    beside(
      "events a second, all the way to the screen",
      "",
      perSecond(whole.ms),
      perSecond(floor.ms),
    ),
    beside(
      "CPU of one event, without the database",
      "µs",
      perEvent(whole.cpuMs),
      perEvent(floor.cpuMs),
    ),
  ];
}

interface Spent {
  ms: number;
  cpuMs: number;
}

async function runBare({ fake, bare, live }: Sides): Promise<Spent> {
  await bare.call("connect", { ...live, channel: CHANNEL });
  const from = performance.now();
  const [{ cpuMs }] = await Promise.all([
    bare.call("receive", { events: EVENTS }),
    fake.call("send", {}),
  ]);
  const ms = performance.now() - from;
  await bare.call("disconnect");
  return { ms, cpuMs };
}

async function runApp(sides: Sides): Promise<Spent> {
  const { fake, app, seat } = sides;
  await connect(sides);
  const before = seat.state.recordedCount;
  await app.call("startWindow");
  const from = performance.now();
  await Promise.all([
    fake.call("send", {}),
    seat.until(({ recordedCount }) => recordedCount === before + EVENTS),
  ]);
  const ms = performance.now() - from;
  const { cpuMs } = await app.call("endWindow");
  await seat.ask("disconnectLive", {});
  return { ms, cpuMs };
}

async function measureLatency({ fake, seat, exact }: Sides): Promise<Row[]> {
  const seenAtMs = new Map<string, number>();
  seat.onGifts((gifts) => {
    for (const { name } of gifts) seenAtMs.set(name, exact());
  });
  const before = seat.state.recordedCount;
  await fake.call("prepare", STEADY);
  const marked = await fake.call("sendMarked", STEADY);
  await seat.until(
    ({ recordedCount }) => recordedCount === before + STEADY.messages + marked.length,
  );
  const ascending = marked
    .map(({ mark, atMs }) => {
      const seenAt = seenAtMs.get(mark);
      if (seenAt === undefined) throw new Error(`the gift of ${mark} was never shown`);
      return seenAt - atMs;
    })
    .sort((a, b) => a - b);
  const row = (share: number) => ({
    label: `frame to screen at ${STEADY.messagesPerSecond} events/s, p${share * 100}`,
    value: percentile(ascending, share),
    unit: "ms",
  });
  return [row(0.5), row(0.99)];
}

async function measureBurst({ fake, app, seat }: Sides): Promise<Row> {
  await fake.call("prepare", BURST);
  const before = await app.call("count");
  const recordedBefore = seat.state.recordedCount;
  await fake.call("send", BURST);
  await seat.until(({ recordedCount }) => recordedCount === recordedBefore + BURST.messages);
  const recorded = (await app.call("count")).events - before.events;
  return beside("events recorded of a burst at 1,000/s", "", recorded, BURST.messages);
}

async function connect({ seat }: Sides): Promise<void> {
  // A session of its own: its counters begin at 0.
  await seat.until(({ sourceState }) => sourceState === "off");
  await seat.ask("connectLive", { source: "tiktok", channel: CHANNEL });
  await seat.until(({ sourceState }) => sourceState === "live");
}

function beside(label: string, unit: string, value: number, floor: number): Row {
  return { label, value, unit, floor, ratio: value / floor };
}
