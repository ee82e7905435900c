import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { encodeUtf8 } from "#common/framework/bytes.ts";
import { forkRandom } from "#common/framework/random.ts";
import { drawCard } from "#common/race/draw-field.ts";
import { POSITION_STEP_MM } from "#common/race/position-step.ts";
import { startRace } from "#common/race/start-race.ts";
import { stepRace } from "#common/race/step-race.ts";
import { type BenchClock, openBenchClock } from "../bench-clock.ts";
import { serveParent } from "../bench-process.ts";
import { openCpuWindow } from "../cpu-window.ts";
import { packFloorDelta } from "./floor-delta.ts";

// The least that can do the same: a plain `ws` server that packs each tick by hand, once, and sends
// the bytes to everyone. No rooms, no seats, no pings, no database.
const TICK_MS = 50;

const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
const race = recordRace();
let clock: BenchClock | undefined;
let timer: NodeJS.Timeout | undefined;
let closeWindow: ReturnType<typeof openCpuWindow> | undefined;

const methods = {
  async start({ clockOffsetMs }: { clockOffsetMs: number }) {
    clock = openBenchClock(clockOffsetMs);
    if (server.address() === null) await once(server, "listening");
    return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` };
  },
  /** Sends the recorded race from its off, 20 times a second. */
  off() {
    let tick = 0;
    timer = setInterval(() => {
      tick += 1;
      sendTick(tick);
    }, TICK_MS);
  },
  callOff() {
    clearInterval(timer);
  },
  startWindow() {
    closeWindow = openCpuWindow();
  },
  endWindow() {
    if (closeWindow === undefined) throw new Error("a window ends after it has started");
    return closeWindow();
  },
};

function sendTick(tick: number): void {
  const before = race[tick - 1];
  const after = race[tick];
  if (before === undefined || after === undefined) throw new Error("the recorded race is over");
  const positions: { index: number; steps: number }[] = [];
  for (const [index, steps] of after.entries()) {
    if (steps !== before[index]) positions.push({ index, steps });
  }
  const serverTimeMs = clock?.now() ?? 0;
  const bytes = packFloorDelta({ version: tick, serverTimeMs, tick, positions });
  for (const client of server.clients) client.send(bytes);
}

/** Positions by tick of one race of 12 runners, simulated beforehand: the floor only sends. */
function recordRace(): Uint16Array[] {
  const card = drawCard({ fieldSize: 12, random: forkRandom(encodeUtf8("bench"), "field") });
  const simulation = startRace(card, new Uint8Array(32));
  const ticks = [toSteps(simulation.positionsMm)];
  while (!simulation.isFinished) {
    stepRace(simulation);
    ticks.push(toSteps(simulation.positionsMm));
  }
  return ticks;
}

function toSteps(positionsMm: Int32Array): Uint16Array {
  return Uint16Array.from(positionsMm, (mm) => Math.floor(mm / POSITION_STEP_MM));
}

export type FloorProcess = typeof methods;

serveParent(methods, async () => {
  clearInterval(timer);
  for (const client of server.clients) client.terminate();
  server.close();
});
