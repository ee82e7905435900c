import type { DataSource } from "typeorm";
import { accept } from "#common/framework/refusals.ts";
import type { LiveEvent, SourceKind } from "#common/live/live-event.ts";
import type { StreamSession } from "#common/live/recorded-event.ts";
import type { LiveStatus } from "#common/live/source-status.ts";
import type { BattleConsumer, OpenLive } from "#server/battle/live-port.ts";
import type { Clock } from "#server/framework/clock.ts";
import { recordBatch } from "#server/live/record-batch.ts";
import { StreamSessionEntity } from "#server/live/stream-session-entity.ts";
import { toStreamSession } from "#server/live/to-stream-session.ts";

/** A LIVE that tells what the test says, through the real record and its database. */
export interface ScriptedLive {
  open: OpenLive;
  /** Begins a session; a source that is not named is a real audience. */
  connect(source?: SourceKind): Promise<StreamSession>;
  /** Records one batch in the session and makes it visible. Answers how many events were new. */
  give(events: readonly LiveEvent[]): Promise<number>;
  /** Records one batch without telling anybody, as when the process dies after the commit. */
  giveUntold(events: readonly LiveEvent[]): Promise<void>;
  /** Tells how the source is doing. */
  status(changes: Partial<LiveStatus>): void;
  readonly consumer: BattleConsumer;
  /** Nothing more comes out. */
  fallSilent(): void;
}

const off: LiveStatus = {
  state: "off",
  viewers: 0,
  likes: 0,
  recorded: 0,
  gifts: 0,
  dropped: 0,
  spilled: 0,
  refused: 0,
  undecoded: 0,
};

export function makeScriptedLive({
  dataSource,
  clock,
}: {
  dataSource: DataSource;
  clock: Clock;
}): ScriptedLive {
  const sessions = dataSource.getRepository(StreamSessionEntity);
  let stage: Parameters<OpenLive>[0] | undefined;
  let hooks: Parameters<OpenLive>[1] | undefined;
  let session: StreamSession | undefined;
  let status = off;

  function opened() {
    if (stage === undefined || hooks === undefined) throw new Error("no stage is open");
    return { stage, hooks };
  }

  async function connect(source: SourceKind = "tiktok"): Promise<StreamSession> {
    const { code, roomId } = opened().stage;
    const known = await sessions.findOneBy({ roomId, source, channel: "streamer" });
    if (known !== null) {
      session = toStreamSession(known);
      return session;
    }
    const { identifiers } = await sessions.insert({
      stage: code,
      roomId,
      source,
      channel: "streamer",
      request: { source: "tiktok", channel: "streamer" },
      startedAtMs: BigInt(clock.now()),
    });
    const row = await sessions.findOneByOrFail({ id: identifiers[0]?.id });
    session = toStreamSession(row);
    return session;
  }

  async function record(events: readonly LiveEvent[]) {
    const { stage: at, hooks: to } = opened();
    if (session === undefined) throw new Error("no session is open");
    return recordBatch(dataSource, {
      room: { id: at.roomId, epoch: at.epoch },
      session,
      events,
      consumers: [to.consumer],
      now: clock.now(),
    });
  }

  return {
    async open(openedStage, openedHooks) {
      stage = openedStage;
      hooks = openedHooks;
      return {
        get status() {
          return status;
        },
        get session() {
          return session;
        },
        connect: async () => accept(await connect()),
        disconnect: async () => {},
        stop: async () => {},
      };
    },
    connect,
    async give(events) {
      const { batch, afterCommit } = await record(events);
      for (const show of afterCommit) show();
      return batch.events.length;
    },
    async giveUntold(events) {
      await record(events);
    },
    status(changes) {
      status = { ...status, ...changes };
      opened().hooks.onStatus(status);
    },
    get consumer() {
      return opened().hooks.consumer;
    },
    fallSilent() {
      hooks = undefined;
    },
  };
}
