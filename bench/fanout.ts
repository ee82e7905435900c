import { setTimeout as wait } from "node:timers/promises";
import { readClockOffsetMs } from "./bench-clock.ts";
import { type BenchProcess, startBenchProcess } from "./bench-process.ts";
import type { BenchResult } from "./bench-result.ts";
import type { CpuWindow } from "./cpu-window.ts";
import type { AppProcess } from "./fanout/app-process.ts";
import type { BotsProcess } from "./fanout/bots-process.ts";
import type { FloorProcess } from "./fanout/floor-process.ts";
import { type HostSeat, takeHostSeat } from "./fanout/host-seat.ts";

const CLIENTS = 1_000;
const ROUNDS = 3;
const WINDOW_MS = 6_000;
const RACE_HZ = 20;
/** Between the start of a side and its window: what a start costs is not what is measured. */
const RUN_IN_MS = 500;

interface Sides {
  app: BenchProcess<AppProcess>;
  floor: BenchProcess<FloorProcess>;
  bots: BenchProcess<BotsProcess>;
  host: HostSeat;
}

/** One side over all its windows. */
interface Measured extends CpuWindow {
  messages: number;
  bytes: number;
  p50Ms: number;
  p99Ms: number;
}

/**
 * A race of 12 runners at 20 Hz to 1,000 sockets: the real room in the real app beside a plain `ws`
 * server that packs the same information by hand. Same bots, windows in turn; the other side is
 * quiet meanwhile. Payload bytes; CPU is the server's process alone; latency is from the server
 * time inside the message, whole milliseconds, to the bot.
 */
export async function run(): Promise<BenchResult> {
  const app = startBenchProcess<AppProcess>(import.meta.resolve("./fanout/app-process.ts"));
  const floor = startBenchProcess<FloorProcess>(import.meta.resolve("./fanout/floor-process.ts"));
  const bots = startBenchProcess<BotsProcess>(import.meta.resolve("./fanout/bots-process.ts"));
  let host: HostSeat | undefined;
  try {
    const clockOffsetMs = readClockOffsetMs();
    const started = await app.call("start", { clockOffsetMs, clientCount: CLIENTS });
    const { url: floorUrl } = await floor.call("start", { clockOffsetMs });
    host = await takeHostSeat(started);
    const joined = await bots.call("join", {
      clockOffsetMs,
      clientCount: CLIENTS,
      app: started,
      floorUrl,
    });
    return {
      name: "fanout",
      rows: [...(await measure({ app, floor, bots, host })), joins(joined)],
    };
  } finally {
    await host?.leave();
    await bots.stop();
    await Promise.all([app.stop(), floor.stop()]);
  }
}

async function measure({ app, floor, bots, host }: Sides): Promise<BenchResult["rows"]> {
  const used = { app: { cpuMs: 0, wallMs: 0 }, floor: { cpuMs: 0, wallMs: 0 } };
  const json = { whole: 0, moving: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    await host.off();
    await wait(RUN_IN_MS);
    const firstTick = host.state.tick;
    await app.call("startWindow");
    await bots.call("startWindow", { side: "app" });
    await wait(WINDOW_MS);
    const raced = await app.call("endWindow");
    assertWhole(await bots.call("endWindow"));
    assertRacing(host.state.tick - firstTick);
    await host.callOff();
    add(used.app, raced);
    json.whole += raced.wholeJsonBytes / ROUNDS;
    json.moving += raced.movingJsonBytes / ROUNDS;

    await floor.call("off");
    await wait(RUN_IN_MS);
    await floor.call("startWindow");
    await bots.call("startWindow", { side: "floor" });
    await wait(WINDOW_MS);
    add(used.floor, await floor.call("endWindow"));
    assertWhole(await bots.call("endWindow"));
    await floor.call("callOff");
  }
  const measured = { ...used.app, ...(await bots.call("tally", { side: "app" })) };
  const least = { ...used.floor, ...(await bots.call("tally", { side: "floor" })) };
  return toRows(measured, least, json);
}

function add(sum: CpuWindow, window: CpuWindow): void {
  sum.cpuMs += window.cpuMs;
  sum.wallMs += window.wallMs;
}

function assertWhole({ brokenCount }: { brokenCount: number }): void {
  if (brokenCount > 0) throw new Error(`${brokenCount} bots lost their connection`);
}

/** The window must have been of a race that runs, at its pace. */
function assertRacing(ticks: number): void {
  const expected = (WINDOW_MS / 1000) * RACE_HZ;
  if (ticks < expected * 0.9) throw new Error(`the race ran ${ticks} ticks of ${expected}`);
}

function toRows(
  app: Measured,
  floor: Measured,
  json: { whole: number; moving: number },
): BenchResult["rows"] {
  const cpuShare = ({ cpuMs, wallMs }: Measured) => (cpuMs / wallMs) * 100;
  const perSecond = ({ messages, wallMs }: Measured) => (messages / CLIENTS / wallMs) * 1000;
  const perMessage = ({ cpuMs, messages }: Measured) => (cpuMs / messages) * 1000;
  // By message: an overloaded machine may not let both sides keep the same pace.
  const bytesOf = ({ bytes, messages }: Measured) => (bytes / messages) * RACE_HZ;
  const bytes = bytesOf(app);
  return [
    beside("server CPU of one core", "%", cpuShare(app), cpuShare(floor)),
    beside("server CPU of one message", "µs", perMessage(app), perMessage(floor)),
    beside("bytes a client a second at 20 Hz", "B", bytes, bytesOf(floor)),
    beside("the same, beside JSON of the whole state", "B", bytes, json.whole * RACE_HZ),
    beside("the same, beside JSON of what moves", "B", bytes, json.moving * RACE_HZ),
    beside("messages a client a second", "", perSecond(app), perSecond(floor)),
    beside("delivery, p50", "ms", app.p50Ms, floor.p50Ms),
    beside("delivery, p99", "ms", app.p99Ms, floor.p99Ms),
  ];
}

function joins({
  appMs,
  floorMs,
}: {
  appMs: number;
  floorMs: number;
}): BenchResult["rows"][number] {
  return beside("seats taken a second", "", (CLIENTS / appMs) * 1000, (CLIENTS / floorMs) * 1000);
}

function beside(
  label: string,
  unit: string,
  value: number,
  floor: number,
): BenchResult["rows"][number] {
  return { label, value, unit, floor, ratio: value / floor };
}
