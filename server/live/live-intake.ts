import type { DataSource } from "typeorm";
import type { RecordedBatch } from "#common/live/recorded-event.ts";
import type { Clock } from "#server/framework/clock.ts";
import { LeaseLost } from "#server/framework/durable-room.ts";
import type { Log } from "#server/framework/log.ts";
import { CommitUnknown } from "#server/storage/transaction-errors.ts";
import { appendLines } from "./append-lines.ts";
import { isPassingFault } from "./is-passing-fault.ts";
import { createLiveBuffer, isValuable, type LiveBuffer, type WaitingEvent } from "./live-buffer.ts";
import type { LiveConsumer } from "./live-consumer.ts";
import type { LiveSession } from "./live-session.ts";
import { type BatchRecord, recordBatch } from "./record-batch.ts";
import type { SpilledEvent, SpillFile } from "./spill-file.ts";
import { splitBySession } from "./split-by-session.ts";
import { ChannelTaken } from "./store-session.ts";

/** Events in one transaction, at most. */
const BATCH_MAX = 2_000;
const RETRY_MS_MIN = 250;
const RETRY_MS_MAX = 5_000;
/** Above it only gifts are spilled. */
const SPILL_BYTES_MAX = 67_108_864;

export interface LiveIntakeOptions {
  dataSource: DataSource;
  room: { id: string; epoch: number };
  consumers: readonly LiveConsumer[];
  clock: Clock;
  log: Log;
  bufferMax: number;
  spill: SpillFile;
  /** Where events go that the database refuses. */
  refusedPath: string;
  /** The session of a spilled event; undefined when there is none. */
  sessionOf(id: number | null): Promise<LiveSession | undefined>;
  onRecorded(batch: RecordedBatch): void;
  /** A commit's answer was lost: reads figures from the database again. */
  resync(): Promise<void>;
  /** `refused` has grown. */
  onRefused(): void;
  /** The room belongs to another process, or its LIVE to another stage: nothing more is recorded. */
  onLost(error: LeaseLost | ChannelTaken): void;
}

/**
 * Brings events into the record: everything that waits in one transaction, the next one as soon as
 * it is committed. While the database is away, what rules count on goes to the spill file, is fsynced
 * there, and is recorded before anything newer once the database answers. An event that can't be
 * recorded by itself is set aside in a file; the others of its batch are recorded.
 */
export class LiveIntake {
  readonly #options: LiveIntakeOptions;
  readonly #buffer: LiveBuffer;
  /** What is being recorded, first to last; each part is of one session. */
  #parts: WaitingEvent[][] = [];
  #isFromSpill = false;
  #isAway = false;
  #retryAlarm: { stop(): void } | undefined;
  #failures = 0;
  /** Not tried again before the database is. */
  #hasDiskFailed = false;
  /** A commit's answer was lost: consumers don't know what was counted. */
  #isUnsure = false;
  #droppedAtSpill = 0;
  #refused = 0;
  /** What was set aside of what was read from the disk last, which may be read once more. */
  readonly #aside = new Set<string>();
  #isStopping = false;
  #isOver = false;
  #endings: { session: LiveSession; isKept: boolean; done: () => void }[] = [];
  #idleWaiters: (() => void)[] = [];
  #isWoken = false;
  #resume: () => void = () => {};
  readonly #running: Promise<void>;

  constructor(options: LiveIntakeOptions) {
    this.#options = options;
    this.#buffer = createLiveBuffer({ max: options.bufferMax });
    this.#running = this.#run();
  }

  /** Events of little value that were pushed out before they were recorded. */
  get dropped(): number {
    return this.#buffer.dropped + this.#droppedAtSpill;
  }

  /** Gifts waiting on the disk. */
  get spilled(): number {
    return this.#options.spill.gifts;
  }

  /** Events set aside since they can't be recorded, and gifts too old to be. */
  get refused(): number {
    return this.#refused;
  }

  push(waiting: WaitingEvent): void {
    if (this.#isOver) return;
    this.#buffer.push(waiting);
    this.#wake();
  }

  /**
   * Ends a session behind the last of its events. Resolves then, or as soon as the database turns
   * out to be away: the end is then written when it is back. `isKept`: the next
   * start of the room connects again.
   */
  end(session: LiveSession, isKept: boolean): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    return new Promise((done) => {
      this.#endings.push({ session, isKept, done });
      if (this.#isAway) done();
      this.#wake();
    });
  }

  /** Resolves when nothing waits any more, neither here nor on the disk, or when the intake is over. */
  idle(): Promise<void> {
    if (this.#isOver) return this.#running;
    return new Promise((done) => {
      this.#idleWaiters.push(done);
      this.#wake();
    });
  }

  /** Records what waits, or spills it; nothing may be pushed any more. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#isOver) {
      try {
        await this.#step();
      } catch (error) {
        await this.#takeFailure(error, { isOfPart: false });
      }
    }
    this.#retryAlarm?.stop();
    for (const { done } of this.#endings) done();
    this.#becomeIdle();
  }

  async #step(): Promise<void> {
    if (this.#isAway) return this.#waitForDatabase();
    if (this.#isUnsure) await this.#resync();
    if (this.#parts.length === 0) await this.#load();
    const session = this.#parts[0]?.[0]?.session;
    const ending = this.#endings[0];
    if (ending !== undefined && ending.session !== session) {
      await ending.session.end(ending.isKept);
      this.#endings.shift();
      ending.done();
    } else if (session !== undefined) {
      await this.#recordPart(session);
    } else if (this.#isAnyWaiting) {
      // It came while the disk was asked, or all that came from there was set aside.
    } else if (this.#isStopping) {
      this.#isOver = true;
    } else {
      this.#becomeIdle();
      await this.#pause();
    }
  }

  get #isAnyWaiting(): boolean {
    return this.#buffer.size > 0 || !(this.#isStopping || this.#options.spill.isEmpty);
  }

  /** Takes up the oldest that waits: from the disk first. */
  async #load(): Promise<void> {
    const { spill } = this.#options;
    this.#isFromSpill = false;
    if (!spill.isEmpty && !this.#isStopping) return this.#loadSpilled();
    // Behind what is on the disk it must stay.
    if (!spill.isEmpty) await this.#spill();
    const part = this.#buffer.take(this.#batchMax);
    if (part.length > 0) this.#parts = [part];
  }

  /** Smaller after each failure, so that what is too much for a slow database gets through. */
  get #batchMax(): number {
    return Math.max(1, BATCH_MAX >> this.#failures);
  }

  async #loadSpilled(): Promise<void> {
    const { spill, sessionOf } = this.#options;
    const events = await spill.read(this.#batchMax);
    this.#isFromSpill = true;
    const waiting: WaitingEvent[] = [];
    for (const { sessionId, event } of events) {
      const session = await sessionOf(sessionId);
      if (session === undefined) await this.#setAside({ sessionId, event }, "no session");
      else waiting.push({ event, session });
    }
    if (waiting.length === 0) return this.#dropSpilled();
    this.#parts = splitBySession(waiting);
  }

  async #recordPart(session: LiveSession): Promise<void> {
    const { dataSource, room, consumers, clock, log } = this.#options;
    const part = this.#parts[0] ?? [];
    let record: BatchRecord;
    try {
      record = await recordBatch(dataSource, {
        room,
        session: await session.begin(),
        events: part.map(({ event }) => event),
        consumers,
        now: clock.now(),
      });
    } catch (error) {
      return this.#takeFailure(error, { isOfPart: true });
    }
    const { batch, afterCommit, giftsTooOld } = record;
    if (this.#failures > 0) log.info("live events are recorded again");
    this.#failures = 0;
    for (const show of afterCommit) {
      try {
        show();
      } catch (error) {
        log.error({ error }, "what was recorded could not be shown");
        this.#isUnsure = true;
      }
    }
    if (batch.events.length > 0) this.#options.onRecorded(batch);
    if (giftsTooOld > 0) {
      log.warn({ giftsTooOld }, "gifts are older than the events kept; they are not counted");
      this.#refuse(giftsTooOld);
    }
    await this.#finishPart();
  }

  async #finishPart(): Promise<void> {
    this.#parts.shift();
    if (this.#isFromSpill && this.#parts.length === 0) await this.#dropSpilled();
  }

  async #dropSpilled(): Promise<void> {
    await this.#options.spill.drop();
    this.#aside.clear();
  }

  async #resync(): Promise<void> {
    for (const consumer of this.#options.consumers) await consumer.resync?.();
    await this.#options.resync();
    this.#isUnsure = false;
  }

  async #takeFailure(error: unknown, { isOfPart }: { isOfPart: boolean }): Promise<void> {
    const { log, onLost } = this.#options;
    try {
      if (error instanceof LeaseLost) {
        this.#isOver = true;
        onLost(error);
        await this.#spill();
      } else if (error instanceof ChannelTaken) {
        log.warn(error.message);
        await this.#finishPart();
        onLost(error);
      } else if (error instanceof CommitUnknown || isPassingFault(error)) {
        if (error instanceof CommitUnknown) this.#isUnsure = true;
        this.#goAway(error);
      } else if (isOfPart) {
        await this.#narrow(error);
      } else {
        throw error;
      }
    } catch (failure) {
      log.error({ error: failure }, "live events could be neither recorded nor put on the disk");
      this.#goAway(failure);
    }
  }

  /** Finds the one event that can't be recorded, by halves, and sets it aside. */
  async #narrow(error: unknown): Promise<void> {
    const [part, ...rest] = this.#parts;
    const [only] = part ?? [];
    if (part === undefined || only === undefined) throw error;
    if (part.length === 1) {
      const sessionId = only.session.stored?.id ?? null;
      await this.#setAside({ sessionId, event: only.event }, String(error));
      this.#options.log.error(
        { error, event: only.event, path: this.#options.refusedPath },
        "an event can't be recorded; it is set aside",
      );
      return this.#finishPart();
    }
    const half = Math.ceil(part.length / 2);
    this.#parts = [part.slice(0, half), part.slice(half), ...rest];
  }

  /** In lines like the spill file's: one that was mended can be put there for the next start. */
  async #setAside(refused: SpilledEvent, error: string): Promise<void> {
    const { channel, eventId } = refused.event;
    const name = JSON.stringify([channel, eventId]);
    if (this.#aside.has(name)) return;
    await appendLines(this.#options.refusedPath, [JSON.stringify({ ...refused, error })]);
    if (this.#isFromSpill) this.#aside.add(name);
    this.#refuse(1);
  }

  #refuse(count: number): void {
    this.#refused += count;
    this.#options.onRefused();
  }

  #goAway(error: unknown): void {
    const { clock, log } = this.#options;
    if (this.#failures === 0) {
      log.warn({ error }, "the database can't record live events now; gifts go to the disk");
    }
    const delayMs = Math.min(RETRY_MS_MAX, RETRY_MS_MIN * 2 ** this.#failures);
    this.#failures += 1;
    this.#isAway = true;
    this.#retryAlarm = clock.after(delayMs, () => {
      this.#isAway = false;
      this.#hasDiskFailed = false;
      this.#wake();
    });
    for (const { done } of this.#endings) done();
  }

  async #waitForDatabase(): Promise<void> {
    if (!this.#hasDiskFailed || this.#isStopping) {
      try {
        await this.#spill();
      } catch (error) {
        this.#hasDiskFailed = true;
        this.#options.log.error({ error }, "gifts can't be put on the disk; they wait in memory");
      }
    }
    if (this.#isStopping) this.#isOver = true;
    else if (this.#isAway) await this.#pause();
  }

  /** Puts what rules count on behind what is on the disk already. */
  async #spill(): Promise<void> {
    const { spill } = this.#options;
    if (this.#isFromSpill) {
      // It is on the disk, and is read again.
      this.#parts = [];
      this.#isFromSpill = false;
    }
    const held = this.#parts.flat();
    this.#parts = [];
    for (const waiting of held) if (!isValuable(waiting.event)) this.#buffer.push(waiting);
    const valuable = [
      ...held.filter(({ event }) => isValuable(event)),
      ...this.#buffer.takeValuable(),
    ];
    const isFull = spill.bytes > SPILL_BYTES_MAX;
    const kept = isFull ? valuable.filter(({ event }) => event.kind === "support") : valuable;
    if (kept.length === 0) return;
    try {
      await spill.append(
        kept.map(({ event, session }) => ({ sessionId: session.stored?.id ?? null, event })),
      );
    } catch (error) {
      // There gifts are kept and the rest is bounded.
      for (const waiting of kept) this.#buffer.push(waiting);
      throw error;
    }
    this.#droppedAtSpill += valuable.length - kept.length;
  }

  #becomeIdle(): void {
    for (const done of this.#idleWaiters) done();
    this.#idleWaiters = [];
  }

  #wake(): void {
    this.#isWoken = true;
    this.#resume();
  }

  /** Until somebody wakes it; who did so since the last pause counts. */
  async #pause(): Promise<void> {
    if (!this.#isWoken) {
      await new Promise<void>((resume) => {
        this.#resume = resume;
      });
    }
    this.#isWoken = false;
  }
}
