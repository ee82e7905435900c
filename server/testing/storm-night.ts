import type { BattleState } from "#common/battle/battle-state.ts";
import { forkRandom, type Random } from "#common/framework/random.ts";
import { type BattleSeat, readHostToken, takeBattleSeat } from "./battle-seat.ts";
import type { EncodedMessage } from "./fake-tiktok/encode-message.ts";
import { type FakeTikTok, startFakeTikTok } from "./fake-tiktok/fake-tiktok.ts";
import { diamondsBySide, worthByViewer } from "./gift-truth.ts";
import { FAKE_CHANNEL, SIDES } from "./live-night.ts";
import { type ServerProcess, startServerProcess } from "./server-process.ts";
import { makeStormLive, type StormLive } from "./storm-live.ts";

/** A server as its host starts it, in a battle that a stormy LIVE feeds; what is killed is started again. */
export interface StormNight {
  readonly server: ServerProcess;
  /** A screen of the server that runs now. */
  readonly viewer: BattleSeat;
  fake: FakeTikTok;
  storm: StormLive;
  random: Random;
  battleId: number;
  /** The battle's end as it was planned, epoch milliseconds. */
  plannedEnd: number;
  /** A host's seat on the server that runs now. */
  host(): Promise<BattleSeat>;
  push(messages: readonly EncodedMessage[]): void;
  /** Streams on, a few frames ahead of what the server has acknowledged, until so many are. */
  stream(frames: number): Promise<void>;
  /** `kill -9`; the LIVE goes on. */
  kill(): Promise<void>;
  /** Starts the server on what is left; the platform offers what it has sent, unless it forgot. */
  start(options?: { isHistoryLost?: boolean }): Promise<void>;
  /** Diamonds by side, by brute force over everything sent. */
  truth(): Record<string, number>;
  /** Whether a screen shows the truth. */
  isTrue(state: BattleState): boolean;
  end(): Promise<void>;
}

/** Frames that wait for their acknowledgement while the stream runs. */
const IN_FLIGHT_MAX = 4;

export async function startStormNight(options: {
  dataDir: string;
  seed: number;
  environment?: Record<string, string>;
}): Promise<StormNight> {
  const { dataDir, seed, environment = {} } = options;
  const fake = await startFakeTikTok({ names: [FAKE_CHANNEL] });
  const random = forkRandom(new Uint8Array(32).fill(seed), "storm");
  const sent: EncodedMessage[] = [];
  let server: ServerProcess;
  let viewer: BattleSeat;

  const start: StormNight["start"] = async ({ isHistoryLost = false } = {}) => {
    fake.setInitial(isHistoryLost ? [] : sent);
    server = startServerProcess(dataDir, {
      TIKTOK_USERNAME: FAKE_CHANNEL,
      TIKTOK_WEB_HOST: fake.webHost,
      TIKTOK_SIGN_URL: fake.signUrl,
      DEFAULT_COUNTRIES: SIDES.join(),
      BATTLE_DURATION_SECONDS: "900",
      ...environment,
    });
    await server.opened;
    viewer = await takeBattleSeat(server.url);
  };
  const host = async () => takeBattleSeat(server.url, await readHostToken(server.url));
  function push(messages: readonly EncodedMessage[]) {
    sent.push(...messages);
    fake.push(messages);
  }

  async function startBattle() {
    await viewer.until(({ sourceState }) => sourceState === "live");
    const seat = await host();
    const started = await seat.request("startBattle", {});
    if (!started.ok) throw new Error(started.refusal.code);
    seat.deafen();
    const { startedAtMs, endsAtMs } = await viewer.until(({ phase }) => phase === "running");
    return { battleId: started.value.battleId, startedAt: startedAtMs, plannedEnd: endsAtMs };
  }

  await start();
  const { battleId, startedAt, plannedEnd } = await startBattle();
  const storm = makeStormLive(fake.messages, { random, sides: SIDES, startedAt });
  push(storm.choices());
  const truth = () => diamondsBySide(worthByViewer(storm.told), storm.sideOf, SIDES);

  return {
    get server() {
      return server;
    },
    get viewer() {
      return viewer;
    },
    fake,
    storm,
    random,
    battleId,
    plannedEnd,
    host,
    push,
    async stream(frames) {
      const goal = fake.seen.acks.length + frames;
      for (let ahead = 0; fake.seen.acks.length < goal; ahead += 1) {
        const acknowledged = fake.seen.acks.length;
        push(storm.frame());
        if (ahead >= IN_FLIGHT_MAX) await fake.until(() => fake.seen.acks.length > acknowledged);
      }
    },
    async kill() {
      viewer.deafen();
      await server.kill();
    },
    start,
    truth,
    isTrue(state) {
      const scores = truth();
      return [...state.sides.values()].every(({ country, score }) => score === scores[country]);
    },
    async end() {
      viewer.deafen();
      await server.kill();
      await fake.close();
    },
  };
}
