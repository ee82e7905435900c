import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "@colyseus/core";
import { Client, type Room } from "@colyseus/sdk";
import { WebSocketTransport } from "@colyseus/ws-transport";
import type { BattleContract } from "#common/battle/battle-messages.ts";
import type { BattleSettings } from "#common/battle/battle-settings.ts";
import type { BattleState } from "#common/battle/battle-state.ts";
import { accept, type Outcome } from "#common/framework/refusals.ts";
import type {
  CommandInputWire,
  CommandName,
  CommandReplyWire,
} from "#common/framework/room-contract.ts";
import { defineBattleRoom } from "#server/battle/battle-room.ts";
import { createStageDirectory, type StageDirectory } from "#server/battle/stage-directory.ts";
import { createStageService, type StageService } from "#server/battle/stage-service.ts";
import { anonymous } from "#server/framework/caller.ts";
import { makeRoomClass } from "#server/framework/contract-room.ts";
import { createRoomLeases } from "#server/framework/durable-room.ts";
import { installEncoderGuard } from "#server/framework/encoder-guard.ts";
import { createRoomHost } from "#server/framework/room-host.ts";
import { createTokens } from "#server/players/tokens.ts";
import { type FakeClock, makeFakeClock } from "./fake-clock.ts";
import { type MemoryLog, makeMemoryLog } from "./memory-log.ts";
import { makeScriptedLive, type ScriptedLive } from "./scripted-live.ts";
import { TEST_SECRET } from "./test-app.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

/** Two sides, a minute, 20 s of sudden death. */
const testSettings: BattleSettings = {
  sides: ["TR", "SA"],
  durationMs: 60_000,
  suddenDeathMs: 20_000,
  cooldownMs: 10_000,
  isAutopilot: false,
  giftCountries: {},
  multipliers: [],
};

/** A real server whose only room is one stage, on a clock in the test's hand, fed by the real record. */
export interface BattleNight {
  database: TestDatabase;
  clock: FakeClock;
  log: MemoryLog;
  live: ScriptedLive;
  directory: StageDirectory;
  stages: StageService;
  roomId: string;
  host: Room<unknown, BattleState>;
  /** Events the host's screen got, in order. */
  events: { event: string; payload: unknown }[];
  readonly state: BattleState;
  request<N extends CommandName<BattleContract>>(
    command: N,
    input: CommandInputWire<BattleContract, N>,
  ): Promise<Outcome<CommandReplyWire<BattleContract, N>>>;
  /** Starts a battle and answers its id once the screen shows it. */
  start(input?: CommandInputWire<BattleContract, "startBattle">): Promise<number>;
  /** Lets time run in steps until the host's screen fits. */
  runUntil(fits: (state: BattleState) => boolean, stepMs?: number): Promise<BattleState>;
  /** Goes on to this time. */
  runTo(at: number): Promise<void>;
  /** Lets a tick pass and what it began come to its end. */
  settle(): Promise<void>;
  /** The server goes without a word, as when killed; the database stays. */
  crash(): Promise<void>;
  end(): Promise<void>;
}

export interface BattleNightOptions {
  settings?: Partial<BattleSettings>;
  /** Found by the next server. */
  database?: TestDatabase;
  owner?: string;
  startsAt?: number;
  isClean?: (text: string) => boolean;
}

const TICK_MS = 25;
const CODE = "BTLX";

/** One at a time in a process. */
export async function startBattleNight(options: BattleNightOptions = {}): Promise<BattleNight> {
  installEncoderGuard();
  const database = options.database ?? (await createTestDatabase());
  const { dataSource } = database;
  const clock = makeFakeClock(options.startsAt);
  const log = makeMemoryLog();
  const tokens = createTokens({ secret: TEST_SECRET, clock });
  const owner = options.owner ?? randomUUID();
  const leases = createRoomLeases({ dataSource, owner, leaseMs: 15_000, now: clock.now });
  const host = createRoomHost({ leases, clock, log });
  const live = makeScriptedLive({ dataSource, clock });
  const directory = createStageDirectory();
  const stages = createStageService({
    leases,
    directory,
    openRoom: host.open,
    closeRoom: host.close,
  });
  const http = createServer();
  const server = new Server({
    greet: false,
    gracefullyShutdown: false,
    transport: new WebSocketTransport({ server: http }),
  });
  const type = defineBattleRoom({
    dataSource,
    comboWindowMs: 10_000,
    isClean: options.isClean ?? (() => true),
    defaults: { ...testSettings, ...options.settings },
    openLive: live.open,
    stages: directory,
  });
  const roomClass = makeRoomClass(type, {
    clock,
    log,
    leases,
    host,
    findReply: async () => undefined,
    leaseRenewMs: 5_000,
    limits: {
      clientsMax: 50,
      messagesPerSecondMax: 10_000,
      seatKeptSeconds: 30,
      queuedBytesMax: 1_048_576,
    },
    authenticate: (token) => (token === undefined ? accept(anonymous) : tokens.verify(token)),
  });
  server.define(type.name, roomClass);
  await host.recover();
  const { id: roomId } = await stages.ensureStage(CODE);
  await server.listen(0, "127.0.0.1");
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const { room, events } = await seatHost(url, { roomId, token: tokens.sign({ role: "host" }) });

  /** What the stage has begun is done, and a look at the screen shows what went out. */
  async function breathe() {
    await directory.find(roomId)?.show.idle();
    await room.request("readSettings", {});
  }
  async function settle() {
    await breathe();
    clock.advance(TICK_MS);
    await breathe();
  }
  async function runUntil(fits: (state: BattleState) => boolean, stepMs = 250) {
    for (let steps = 0; !fits(room.state); steps += 1) {
      if (steps > 2_000) throw new Error(`never came; ${JSON.stringify(room.state.toJSON())}`);
      clock.advance(Math.max(0, stepMs - TICK_MS));
      await settle();
    }
    return room.state;
  }
  const request = ((command: string, input: unknown) =>
    (room as Room).request(command, input)) as BattleNight["request"];

  async function close() {
    room.removeAllListeners();
    host.stop();
    await server.gracefullyShutdown(false);
    http.closeAllConnections();
  }

  return {
    database,
    clock,
    log,
    live,
    directory,
    stages,
    roomId,
    host: room,
    events,
    get state() {
      return room.state;
    },
    request,
    async start(input = {}) {
      const started = await request("startBattle", input);
      if (!started.ok) throw new Error(started.refusal.code);
      const { battleId } = started.value;
      await runUntil((state) => state.battleId === battleId && state.phase === "running", TICK_MS);
      return battleId;
    },
    runUntil,
    async runTo(at) {
      clock.advance(at - clock.now() - TICK_MS);
      await settle();
    },
    settle,
    async crash() {
      live.fallSilent();
      await close();
    },
    async end() {
      await close();
      await database.drop();
    },
  };
}

async function seatHost(url: string, { roomId, token }: { roomId: string; token: string }) {
  const client = new Client(url);
  client.auth.token = token;
  const room = (await client.joinById(roomId, {})) as Room<unknown, BattleState>;
  const events: BattleNight["events"] = [];
  room.onMessage("*", (event, payload) => void events.push({ event: String(event), payload }));
  room.reconnection.enabled = false;
  if ((room.state?.stageCode ?? "") === "") {
    await new Promise<void>((resolve) => room.onStateChange.once(() => resolve()));
  }
  return { room, events };
}
