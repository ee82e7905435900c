import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { DataSource } from "typeorm";
import { accept } from "#common/framework/refusals.ts";
import { addedGifts } from "#common/live/gift-count.ts";
import type { LiveEvent, SourceKind } from "#common/live/live-event.ts";
import type { ConnectLive } from "#common/live/live-schemas.ts";
import type { LiveStatus, SourceState } from "#common/live/source-status.ts";
import { createRoomLeases } from "#server/framework/durable-room.ts";
import type { LiveConsumer } from "#server/live/live-consumer.ts";
import type { SourceSink } from "#server/live/live-source.ts";
import { openStageLive, type StageLive, type StageLiveDeps } from "#server/live/open-stage-live.ts";
import { type FakeClock, makeFakeClock } from "./fake-clock.ts";
import { type MemoryLog, makeMemoryLog } from "./memory-log.ts";

/** A source that says what a test lets it say. */
export interface ScriptedSource {
  readonly channel: string;
  readonly isRunning: boolean;
  /** Tells it as happening now. */
  event(event: LiveEvent): void;
  status(state: SourceState): void;
}

/** A stage with its room, its live input, and what came of it. */
export interface LiveStage {
  readonly live: StageLive;
  readonly clock: FakeClock;
  readonly log: MemoryLog;
  readonly folder: string;
  readonly room: { id: string; epoch: number; code: string };
  /** The source connected last. */
  readonly source: ScriptedSource;
  /** Statuses told so far. */
  readonly statuses: readonly LiveStatus[];
  /** From now on whoever is told the status throws. */
  breakScreen(): void;
  /** Gifts that a consumer was shown after their commits. */
  readonly giftsShown: number;
  /** Sends events of the connected channel and `connect`s first if nothing is. */
  send(events: readonly LiveEvent[]): Promise<void>;
  /** Goes on, 50 ms at a time, until it holds. */
  until(holds: () => boolean | Promise<boolean>): Promise<void>;
  /** Until nothing waits to be recorded. */
  recorded(): Promise<void>;
  /** Stops as a process does and starts on the same folder and room. */
  restart(): Promise<void>;
  /** Leaves everything as a killed process leaves it, and starts again. */
  crash(): Promise<void>;
  files(): Promise<Record<string, string>>;
  end(): Promise<void>;
}

export async function openLiveStage(
  dataSource: DataSource,
  options: {
    consumers?: readonly LiveConsumer[];
    bufferMax?: number;
    maskName?: StageLiveDeps["maskName"];
  } = {},
): Promise<LiveStage> {
  const id = randomUUID();
  const clock = makeFakeClock();
  const log = makeMemoryLog();
  const folder = await mkdtemp(path.join(os.tmpdir(), "gs-live-"));
  const leases = createRoomLeases({ dataSource, owner: id, leaseMs: 60_000, now: clock.now });
  const row = await leases.open({ id, type: "battle", code: id.slice(0, 4), settings: {} });
  const room = { id, code: row.code, epoch: row.epoch };
  const statuses: LiveStatus[] = [];
  let source: ScriptedSource | undefined;
  let giftsShown = 0;
  let isScreenBroken = false;
  const counting: LiveConsumer = {
    record: (_, { events }) =>
      Promise.resolve(() => {
        for (const { gift } of events) if (gift !== undefined) giftsShown += addedGifts(gift);
      }),
  };
  const open = () =>
    openStageLive(
      {
        dataSource,
        clock,
        log,
        folder,
        bufferMax: options.bufferMax ?? 20_000,
        maskName: options.maskName ?? ((name) => name),
        openSource: (request, again) =>
          accept((sink) => {
            const scripted = makeScriptedSource(request, { sink, clock, again: again?.channel });
            source = scripted.script;
            return scripted.source;
          }),
      },
      { code: room.code, roomId: id, epoch: room.epoch },
      {
        consumers: [counting, ...(options.consumers ?? [])],
        onStatus(status) {
          if (isScreenBroken) throw new Error("the screen is broken");
          statuses.push(status);
        },
      },
    );
  let live = await open();

  const stage: LiveStage = {
    get live() {
      return live;
    },
    get source() {
      if (source === undefined) throw new Error("nothing was ever connected");
      return source;
    },
    get giftsShown() {
      return giftsShown;
    },
    clock,
    log,
    folder,
    room,
    statuses,
    breakScreen() {
      isScreenBroken = true;
    },
    async send(events) {
      if (source?.isRunning !== true) {
        await live.connect({ source: "tiktok", channel: `streamer-${id.slice(0, 8)}` });
        stage.source.status("live");
      }
      for (const event of events) stage.source.event(event);
    },
    async until(holds) {
      while (!(await holds())) {
        clock.advance(50);
        await new Promise(setImmediate);
      }
    },
    async recorded() {
      let isRecorded = false;
      const idle = live.recorded().then(() => {
        isRecorded = true;
      });
      await stage.until(() => isRecorded);
      await idle;
    },
    async restart() {
      await live.stop();
      live = await open();
    },
    async crash() {
      const killed = live;
      // The next one takes the room over, so whatever the first still writes is refused.
      await dataSource.query("update durable_rooms set epoch = epoch + 1 where id = $1", [id]);
      room.epoch += 1;
      live = await open();
      await killed.stop();
    },
    async files() {
      const names = await readdir(folder);
      const texts = names.map(async (name) => [
        name.replace(id, "room"),
        await readFile(path.join(folder, name), "utf8"),
      ]);
      return Object.fromEntries(await Promise.all(texts)) as Record<string, string>;
    },
    async end() {
      await live.stop();
      await rm(folder, { recursive: true });
    },
  };
  return stage;
}

function makeScriptedSource(
  request: ConnectLive,
  { sink, clock, again }: { sink: SourceSink; clock: FakeClock; again: string | undefined },
) {
  const kind: SourceKind = request.source;
  const channel =
    again ?? (request.source === "tiktok" ? request.channel : `${kind}#${randomUUID()}`);
  let isRunning = false;
  const script: ScriptedSource = {
    channel,
    get isRunning() {
      return isRunning;
    },
    event(event) {
      const now = clock.now();
      sink.event({ ...event, source: kind, channel, at: now, receivedAt: now });
    },
    status: (state) => sink.status({ state }),
  };
  return {
    script,
    source: {
      kind,
      channel,
      start: () => {
        isRunning = true;
      },
      stop: () => {
        isRunning = false;
        return Promise.resolve();
      },
    },
  };
}
