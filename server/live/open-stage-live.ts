import path from "node:path";
import type { DataSource } from "typeorm";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import type { LiveEvent } from "#common/live/live-event.ts";
import type { ConnectLive } from "#common/live/live-schemas.ts";
import type { StreamSession } from "#common/live/recorded-event.ts";
import type { LiveStatus, SourceStatus } from "#common/live/source-status.ts";
import type { Clock } from "#server/framework/clock.ts";
import type { Log } from "#server/framework/log.ts";
import { createSerialQueue } from "#server/framework/serial-queue.ts";
import { atMostEvery } from "./at-most-every.ts";
import { faultOf } from "./fault-of.ts";
import type { LiveConsumer } from "./live-consumer.ts";
import { LiveIntake } from "./live-intake.ts";
import { createLiveSession, type LiveSession } from "./live-session.ts";
import type { LiveSource, OpenSource, SourceRefusal, SourceSink } from "./live-source.ts";
import { openSpillFile } from "./spill-file.ts";
import { createStagePicture, type StagePicture } from "./stage-picture.ts";
import {
  beginSession,
  ChannelTaken,
  endSession,
  findKeptSession,
  findSession,
  type SessionRoom,
} from "./store-session.ts";
import type { StreamSessionRow } from "./stream-session-entity.ts";
import { toStreamSession } from "./to-stream-session.ts";

export interface StageLiveDeps {
  dataSource: DataSource;
  clock: Clock;
  log: Log;
  /** Folder of the spill files; made when needed. */
  folder: string;
  /** Events that may wait for the record; gifts always may. */
  bufferMax: number;
  /**
   * `again` names the channel of a session that goes on after a restart: a source that names its
   * channel by chance takes this name, so that what it tells a second time is known already.
   * `heardMs`: how long it had been heard; one that begins its story anew tells so much of it at once.
   */
  openSource(
    request: ConnectLive,
    again?: { channel: string; heardMs: number },
  ): Outcome<OpenSource, SourceRefusal> | Promise<Outcome<OpenSource, SourceRefusal>>;
  /** A name fit for a screen, the same one for the same viewer (LIVE INPUT-3). */
  maskName(name: string, viewerId: string): string;
}

/** The live input of one stage: what it is connected to, and the way of its events to the record. */
export interface StageLive {
  readonly status: LiveStatus;
  /** The session that is open now. */
  readonly session: StreamSession | undefined;
  /**
   * Begins a session and starts its source. `source_connected`: this stage has an open session whose
   * source has not failed, or another stage is connected to the same LIVE.
   */
  connect(
    request: ConnectLive,
  ): Promise<Outcome<StreamSession, "source_connected" | SourceRefusal>>;
  /** Stops the source; the session ends behind its last event (later, while the database is away). */
  disconnect(): Promise<void>;
  /** Resolves when no event waits any more, neither in memory nor on the disk. */
  recorded(): Promise<void>;
  /** Stops the source and records or spills what waits; the session goes on at the next start. */
  stop(): Promise<void>;
}

export interface StageLiveHooks {
  consumers: readonly LiveConsumer[];
  /** At most ten times a second. */
  onStatus(status: LiveStatus): void;
}

const STATUS_EVERY_MS = 100;
/** A LIVE that has been silent for so long is over, though nobody heard its end. */
const SILENCE_ENDS_MS = 900_000;

/**
 * Opens a stage's live input and connects it again to what it was connected to, in the same session
 * if that had not ended. What was spilled before is recorded first.
 */
export async function openStageLive(
  deps: StageLiveDeps,
  stage: { code: string; roomId: string; epoch: number },
  hooks: StageLiveHooks,
): Promise<StageLive> {
  const room = { id: stage.roomId, epoch: stage.epoch, code: stage.code };
  const log = deps.log.child({ stage: stage.code });
  const spill = await openSpillFile({ path: path.join(deps.folder, `${room.id}.jsonl`), log });
  const kept = await findKeptSession(deps.dataSource, room.id);
  const live = new OpenedStage({ ...deps, log }, { room, hooks, kept });
  live.record(spill);
  try {
    if (kept !== undefined) await live.resume(kept);
  } catch (error) {
    await live.stop();
    throw error;
  }
  return live;
}

class OpenedStage implements StageLive {
  readonly #deps: StageLiveDeps;
  readonly #room: SessionRoom;
  readonly #hooks: StageLiveHooks;
  /** Connecting and leaving, one at a time. */
  readonly #steps = createSerialQueue();
  readonly #publish: ReturnType<typeof atMostEvery>;
  #intake: LiveIntake | undefined;
  #source: LiveSource | undefined;
  #request: ConnectLive | undefined;
  #sourceStatus: SourceStatus = { state: "off" };
  #undecoded = 0;
  /** Every session events may wait for; the last one is where new events go. */
  readonly #sessions: LiveSession[] = [];
  #session: LiveSession | undefined;
  /** The LIVE of `#session` is over; what still comes is its rest. */
  #isLiveOver = false;
  #isStopped = false;
  #picture: StagePicture = createStagePicture();
  /** Whose figures the picture shows: also after its end, until the next one begins. */
  #pictured: LiveSession | undefined;

  constructor(
    deps: StageLiveDeps,
    options: { room: SessionRoom; hooks: StageLiveHooks; kept: StreamSessionRow | undefined },
  ) {
    this.#deps = deps;
    this.#room = options.room;
    this.#hooks = options.hooks;
    this.#publish = atMostEvery(deps.clock, STATUS_EVERY_MS, () => this.#tellStatus());
    if (options.kept !== undefined) this.#sessions.push(this.#toSession(options.kept));
  }

  get status(): LiveStatus {
    const source = this.#source;
    return {
      ...this.#sourceStatus,
      ...(source === undefined ? {} : { source: source.kind, channel: source.channel }),
      ...this.#picture.figures,
      dropped: this.#intake?.dropped ?? 0,
      spilled: this.#intake?.spilled ?? 0,
      refused: this.#intake?.refused ?? 0,
      undecoded: this.#undecoded,
    };
  }

  get session(): StreamSession | undefined {
    return this.#isLiveOver ? undefined : this.#session?.stored;
  }

  /** Starts the way to the record. */
  record(spill: Awaited<ReturnType<typeof openSpillFile>>): void {
    const { dataSource, clock, log, bufferMax, folder } = this.#deps;
    this.#intake = new LiveIntake({
      dataSource,
      room: this.#room,
      consumers: this.#hooks.consumers,
      clock,
      log,
      bufferMax,
      spill,
      refusedPath: path.join(folder, `${this.#room.id}.refused.jsonl`),
      sessionOf: (id) => this.#sessionOf(id),
      onRecorded: (batch) => {
        if (batch.session.id === this.#pictured?.stored?.id) this.#picture.count(batch);
        this.#publish.ask();
      },
      resync: () => this.#recount(),
      onRefused: () => this.#publish.ask(),
      onLost: () => {
        this.#session = undefined;
        void this.#steps.run(() => this.#detach());
      },
    });
  }

  /** Connects again as `row` says. */
  async resume(row: StreamSessionRow): Promise<void> {
    const { log } = this.#deps;
    const known = this.#sessions[0] as LiveSession;
    const opened = await this.#deps.openSource(row.request, {
      channel: row.channel,
      heardMs: Math.max(0, Number(row.lastEventAtMs - row.startedAtMs)),
    });
    if (!opened.ok) {
      log.warn({ refusal: opened.refusal, request: row.request }, "can't connect again");
      this.#sourceStatus = { state: "failed", fault: faultOf(opened.refusal) };
      await this.#intake?.end(known, false);
      return this.#publish.ask();
    }
    const source = this.#attach(opened.value, row.request);
    if (row.endedAtMs === null) {
      if (source.channel === row.channel) {
        this.#session = known;
        this.#pictured = known;
        this.#picture = createStagePicture(row);
      } else {
        await this.#intake?.end(known, false);
      }
    }
    source.start();
  }

  connect(request: ConnectLive) {
    return this.#steps.run(() => this.#connect(request));
  }

  disconnect(): Promise<void> {
    return this.#steps.run(() => this.#leave());
  }

  recorded(): Promise<void> {
    return this.#intake?.idle() ?? Promise.resolve();
  }

  stop(): Promise<void> {
    return this.#steps.run(async () => {
      this.#isStopped = true;
      await this.#detach();
      await this.#intake?.stop();
      this.#publish.stop();
    });
  }

  async #connect(
    request: ConnectLive,
  ): Promise<Outcome<StreamSession, "source_connected" | SourceRefusal>> {
    if (this.#isStopped) throw new Error("the live input of this stage was stopped");
    const isOpen = this.#session !== undefined && !this.#isLiveOver;
    if (isOpen && this.#sourceStatus.state !== "failed") return refuse("source_connected");
    const opened = await this.#deps.openSource(request);
    if (!opened.ok) return opened;
    await this.#leave();
    const source = this.#attach(opened.value, request);
    try {
      const session = await this.#openSession().begin();
      source.start();
      return accept(session);
    } catch (error) {
      await this.#leave();
      if (error instanceof ChannelTaken) return refuse("source_connected");
      throw error;
    }
  }

  async #leave(): Promise<void> {
    await this.#detach();
    const session = this.#session ?? this.#sessions.at(-1);
    this.#session = undefined;
    if (session !== undefined) await this.#intake?.end(session, false);
  }

  /** Makes a source whose words count until it is left. */
  #attach(openSource: OpenSource, request: ConnectLive): LiveSource {
    let source: LiveSource | undefined;
    const isCurrent = () => source !== undefined && this.#source === source;
    const sink: SourceSink = {
      event: (event) => {
        if (isCurrent()) this.#takeEvent(event);
      },
      status: (status) => {
        if (isCurrent()) this.#takeStatus(status);
      },
      undecoded: () => {
        this.#undecoded += 1;
        this.#publish.ask();
      },
    };
    source = openSource(sink);
    this.#source = source;
    this.#request = request;
    this.#sourceStatus = { state: "connecting" };
    this.#publish.ask();
    return source;
  }

  async #detach(): Promise<void> {
    const source = this.#source;
    await source?.stop();
    this.#source = undefined;
    if (this.#sourceStatus.state !== "ended") this.#sourceStatus = { state: "off" };
    this.#publish.ask();
  }

  #takeEvent(event: LiveEvent): void {
    try {
      const session = this.#session ?? this.#openSession();
      const fit = this.#mask(event);
      this.#picture.see(fit);
      this.#intake?.push({ event: fit, session });
      this.#publish.ask();
    } catch (error) {
      this.#deps.log.error({ error, event }, "a live event could not be taken in");
    }
  }

  #takeStatus(status: SourceStatus): void {
    this.#sourceStatus = status;
    const { lastEventAt } = this.#picture;
    const isSilent = lastEventAt > 0 && this.#deps.clock.now() - lastEventAt > SILENCE_ENDS_MS;
    const isBeginning = status.state === "connecting" || status.state === "live";
    if (status.state === "ended" || (isBeginning && isSilent)) this.#endLive();
    // What comes from now on is of another LIVE.
    if (isBeginning && this.#isLiveOver) this.#session = undefined;
    this.#publish.ask();
  }

  async #recount(): Promise<void> {
    const id = this.#pictured?.stored?.id;
    const row = id === undefined ? undefined : await findSession(this.#deps.dataSource, id);
    if (row === undefined || id !== this.#pictured?.stored?.id) return;
    this.#picture.recount(row);
    this.#publish.ask();
  }

  #tellStatus(): void {
    try {
      this.#hooks.onStatus(this.status);
    } catch (error) {
      this.#deps.log.error({ error }, "the status of live input could not be shown");
    }
  }

  /** The LIVE is over. TikTok's source waits for the next one; the others have told their story. */
  #endLive(): void {
    if (this.#session === undefined || this.#isLiveOver) return;
    this.#isLiveOver = true;
    const staysConnected = this.#source?.kind === "tiktok";
    void this.#intake?.end(this.#session, staysConnected);
    if (!staysConnected) void this.#steps.run(() => this.#leave());
  }

  #mask(event: LiveEvent): LiveEvent {
    if (!("viewer" in event)) return event;
    const { viewer } = event;
    const name = this.#deps.maskName(viewer.name, viewer.id);
    return name === viewer.name ? event : { ...event, viewer: { ...viewer, name } };
  }

  /** Where the events of a LIVE go that has just begun; its row is written with the first of them. */
  #openSession(): LiveSession {
    const source = this.#source;
    const request = this.#request;
    if (source === undefined || request === undefined) throw new Error("nothing is connected");
    const { dataSource, clock } = this.#deps;
    const session = this.#toSession(undefined, async () =>
      toStreamSession(
        await beginSession(dataSource, {
          room: this.#room,
          source: source.kind,
          channel: source.channel,
          request,
          now: clock.now(),
        }),
      ),
    );
    this.#sessions.push(session);
    this.#session = session;
    this.#isLiveOver = false;
    this.#pictured = session;
    this.#picture = createStagePicture();
    return session;
  }

  #toSession(
    row: StreamSessionRow | undefined,
    begin = () => Promise.reject<StreamSession>(new Error("a stored session has begun")),
  ): LiveSession {
    const { dataSource, clock } = this.#deps;
    return createLiveSession({
      ...(row === undefined ? {} : { stored: toStreamSession(row) }),
      begin,
      end: ({ id }, isKept) =>
        endSession(dataSource, { room: this.#room, sessionId: id, isKept, now: clock.now() }),
    });
  }

  async #sessionOf(id: number | null): Promise<LiveSession | undefined> {
    if (id === null) return this.#session ?? this.#sessions.at(-1);
    const known = this.#sessions.find(({ stored }) => stored?.id === id);
    if (known !== undefined) return known;
    const row = await findSession(this.#deps.dataSource, id);
    if (row === undefined) return undefined;
    const session = this.#toSession(row);
    this.#sessions.unshift(session);
    return session;
  }
}
