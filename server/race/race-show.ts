import type { DataSource } from "typeorm";
import { engineHash } from "#common/race/engine.ts";
import {
  countdownOf,
  type RaceEffect,
  type RaceEvent,
  type RaceStage,
  type RaceTimetable,
  raceLifecycle,
} from "#common/race/race-lifecycle.ts";
import type { RaceContract } from "#common/race/race-messages.ts";
import type { RaceState } from "#common/race/race-state.ts";
import type { MarketRules } from "#common/tote/market-rules.ts";
import { LeaseLost } from "#server/framework/durable-room.ts";
import { type LifecycleRunner, runLifecycle } from "#server/framework/lifecycle-runner.ts";
import type { RoomContext } from "#server/framework/room-type.ts";
import type { WalletNews } from "#server/players/wallet-news.ts";
import { CommitUnknown } from "#server/storage/transaction-errors.ts";
import type { BetDesk, BetNews } from "./bet-desk.ts";
import { bringNextRace } from "./bring-next-race.ts";
import { lockRace } from "./lock-race.ts";
import { showCard, showOfficial, showPools } from "./race-board.ts";
import type { RaceRow } from "./race-entities.ts";
import { type RaceRun, startRaceRun } from "./race-run.ts";
import { toRaceChanges } from "./race-stage-row.ts";
import { type OfficialResult, readOfficial } from "./read-official.ts";
import { addStake, emptyPools, type RacePools, readPools } from "./read-pools.ts";
import { refundRace } from "./refund-race.ts";
import type { PlayerChange } from "./settle-bets.ts";
import { settleRace } from "./settle-race.ts";
import { storePhase } from "./store-phase.ts";
import { readForm } from "./store-placings.ts";
import { storeResult } from "./store-result.ts";
import { topUpPlayers } from "./top-up-players.ts";
import type { OwnedRace } from "./write-race.ts";

/** What the shows of a process share. */
export interface RaceShowDeps {
  dataSource: DataSource;
  desk: BetDesk;
  marketRules: MarketRules;
  fieldSize: number;
  timetable: RaceTimetable;
  walletNews: Pick<WalletNews, "follow">;
  /** Players below it are topped up once a day (LEDGER-8), chips. */
  dailyFloor: bigint;
}

/** What the board needs besides the race's row. */
interface ReadCard {
  form: ReadonlyMap<string, string>;
  official: OfficialResult | undefined;
  pools: RacePools;
}

/** An effect that failed is tried again after this, milliseconds. */
const RETRY_MS = 1_000;

/** One lobby's races, one after the other: carries out what the lifecycle decides and shows it. */
export class RaceShow {
  readonly #context: RoomContext<RaceContract, RaceState>;
  readonly #deps: RaceShowDeps;
  readonly #runner: LifecycleRunner<RaceStage, RaceEvent>;
  timetable: RaceTimetable;
  #row: RaceRow;
  #pools: RacePools = emptyPools();
  #run: RaceRun | undefined;
  #official: OfficialResult | undefined;
  /** Form of a race that is not on the board yet. */
  #unshownForm: ReadonlyMap<string, string> | undefined;
  #unfollow: () => void = () => {};
  /** A word that was perhaps written: asked again until it is. */
  #unsure: RaceEvent | undefined;
  #isMoving = false;
  #isStopped = false;
  #retryAt = 0;

  constructor(
    context: RoomContext<RaceContract, RaceState>,
    deps: RaceShowDeps,
    start: { row: RaceRow; stage: RaceStage; timetable: RaceTimetable },
  ) {
    this.#context = context;
    this.#deps = deps;
    this.#row = start.row;
    this.timetable = start.timetable;
    this.#runner = runLifecycle({
      lifecycle: raceLifecycle(() => this.timetable),
      initial: start.stage,
      now: context.clock.now,
      perform: (effect, next) => this.#perform(effect, next),
      publish: (stage, previous) => this.#publish(stage, previous),
    });
  }

  get stage(): RaceStage {
    return this.#runner.state;
  }

  get row(): RaceRow {
    return this.#row;
  }

  get #race(): OwnedRace {
    return { raceId: this.#row.id, roomId: this.#context.row.id, epoch: this.#context.row.epoch };
  }

  /**
   * Puts the race on the board as the database knows it, at the start of the room. Another engine's
   * race can't be run here: its result, if there is one, is shown all the same.
   */
  async open(): Promise<void> {
    this.#take(this.#row, await this.#readCard(this.#row));
    const { stage } = this;
    const isRunnable = this.#row.engineHash === engineHash;
    if (stage.phase === "racing" && isRunnable) this.#startRun(stage.offAt);
    this.#publish(stage, undefined);
    if (stage.phase === "settling" && isRunnable) this.#showFinish(Number(this.#row.offAt));
  }

  /** One host's word. False when it means nothing in the stage the race is in. */
  async dispatch(event: RaceEvent): Promise<boolean> {
    try {
      return await this.#runner.dispatch(event);
    } catch (error) {
      if (error instanceof CommitUnknown) this.#unsure = event;
      throw error;
    }
  }

  /** Runs the race without showing it and pays it out: what is left to do after a long absence. */
  async finishUnseen(): Promise<void> {
    if (this.stage.phase === "racing") this.#showFinish(this.stage.offAt);
    await this.#runner.dispatch({ kind: "finished" });
    await this.#runner.dispatch({ kind: "settle" });
  }

  /** Whatever is due at `now`. */
  onTick(now: number): void {
    if (this.#isStopped) return;
    if (this.#unsure !== undefined) return this.#move(this.#unsure, now);
    const stage = this.stage;
    if (stage.phase === "racing") return this.#advance(now);
    if (stage.phase === "settling" && !stage.isOfficial) this.#move({ kind: "settle" }, now);
    const countdown = countdownOf(stage);
    if (countdown.kind === "running" && now >= countdown.endsAt) this.#move({ kind: "clock" }, now);
  }

  /** Lets the step that runs come to its end and takes no other. */
  async stop(): Promise<void> {
    this.leave();
    await this.#runner.idle();
  }

  /** Takes no further step by itself and follows no more bets. */
  leave(): void {
    this.#isStopped = true;
    this.#unfollow();
  }

  #advance(now: number): void {
    const run = this.#run;
    if (run === undefined || this.#isMoving) return;
    let isOver = false;
    this.#context.change((state) => {
      isOver = run.advance(state, now);
    });
    if (isOver) this.#move({ kind: "finished" }, now);
  }

  /** A step nobody waits for: one at a time, and again a little later when an effect failed. */
  #move(event: RaceEvent, now: number): void {
    if (this.#isMoving || now < this.#retryAt) return;
    this.#isMoving = true;
    this.#runner
      .dispatch(event)
      .then(() => {
        this.#unsure = undefined;
      })
      .catch((error: unknown) => {
        this.#retryAt = now + RETRY_MS;
        // The room's own renewal finds out about a lost lease and closes it.
        if (error instanceof LeaseLost) this.#context.log.warn(error.message);
        else this.#context.log.error({ error, event }, "race step failed; trying again");
      })
      .finally(() => {
        this.#isMoving = false;
      });
  }

  async #perform(effect: RaceEffect, next: RaceStage): Promise<void> {
    const { dataSource, desk } = this.#deps;
    const at = this.#context.clock.now();
    const changes = toRaceChanges(next);
    switch (effect.kind) {
      case "storePhase":
        return storePhase(dataSource, {
          race: this.#race,
          changes: next.phase === "betting" ? { ...changes, status: "betting" } : changes,
        });
      case "lock": {
        if (next.phase !== "racing") throw new Error("a lock leads to racing");
        await desk.idle();
        const locked = { race: this.#race, offAt: next.offAt, answered: [] };
        this.#pools = (await lockRace(dataSource, locked)).pools;
        this.#startRun(next.offAt);
        return;
      }
      case "storeResult": {
        const run = this.#run;
        if (run === undefined) throw new Error("a race has a result after it was run");
        return storeResult(dataSource, { race: this.#race, result: run.result() });
      }
      case "settle": {
        const settled = await settleRace(dataSource, { race: this.#race, at, changes });
        if (settled.outcome === "settled") this.#tell(settled.changes);
        this.#official = await readOfficial(dataSource.manager, this.#row.id);
        return;
      }
      case "refund": {
        const refund = { race: this.#race, reason: effect.reason, at, changes };
        const refunded = await refundRace(dataSource, refund);
        if (refunded.outcome === "refunded") this.#tell(refunded.changes);
        return;
      }
      case "bringNextRace":
        return this.#bringNextRace(next);
    }
  }

  async #bringNextRace(stage: RaceStage): Promise<void> {
    const { dataSource, marketRules, fieldSize, dailyFloor } = this.#deps;
    const room = this.#context.row;
    const row = await bringNextRace(dataSource, { room, stage, marketRules, fieldSize });
    const read = await this.#readCard(row);
    const playerIds = this.#context.seatedPlayers().flatMap(({ playerId }) => playerId ?? []);
    const now = this.#context.clock.now();
    this.#tell(await topUpPlayers(dataSource, { playerIds, floor: dailyFloor, now }));
    this.#run = undefined;
    this.#take(row, read);
  }

  /** Stands the field behind the line, as whoever watched the race has seen it last. */
  #showFinish(offAt: number): void {
    const run = this.#startRun(offAt);
    this.#context.change((state) => {
      run.advance(state, Number.POSITIVE_INFINITY);
    });
  }

  #startRun(offAt: number): RaceRun {
    const { id, card, serverSeed } = this.#row;
    const run = startRaceRun({ id, card, serverSeed, offAt });
    this.#run = run;
    return run;
  }

  /** Reads what the row of a race does not say. */
  async #readCard(row: RaceRow): Promise<ReadCard> {
    const { manager } = this.#deps.dataSource;
    return {
      form: await readForm(manager, row),
      official: row.status === "official" ? await readOfficial(manager, row.id) : undefined,
      pools: await readPools(manager, row.id),
    };
  }

  /** Goes on with this race; it is shown together with its phase, never in the phase of another. */
  #take(row: RaceRow, { form, official, pools }: ReadCard): void {
    this.#row = row;
    this.#unshownForm = form;
    this.#official = official;
    this.#pools = pools;
    this.#unfollow();
    this.#unfollow = this.#deps.desk.follow(row.id, (news) => this.#onBet(news));
  }

  /** Each player who is here gets the own balance and bets; the others ask when they return. */
  #tell(changes: readonly PlayerChange[]): void {
    for (const { playerId, wallet, bets } of changes) {
      this.#context.sendTo(playerId, "walletChanged", { wallet, bets });
    }
  }

  #onBet(news: BetNews): void {
    const { kind, bet, playerName } = news;
    const sign = kind === "placed" ? 1 : -1;
    addStake(this.#pools, { ...bet, stake: BigInt(sign) * bet.stake });
    this.#pools.betCount += sign;
    if (kind === "placed") this.#pools.head = news.head;
    this.#context.change((state) => showPools(state, this.#row, this.#pools));
    if (kind === "cancelled") return;
    const { market, selection, stake } = bet;
    this.#context.broadcast("betPlaced", { name: playerName, market, selection, stake });
  }

  #publish(stage: RaceStage, previous: RaceStage | undefined): void {
    const countdown = countdownOf(stage);
    const endsAt = countdown.kind === "running" ? countdown.endsAt : 0;
    const form = this.#unshownForm;
    this.#unshownForm = undefined;
    const show = (state: RaceState) => {
      if (form !== undefined) {
        showCard(state, { row: this.#row, form });
        showPools(state, this.#row, this.#pools);
      }
      state.isPaused = countdown.kind === "paused";
      if (stage.phase === "racing") {
        state.offAtMs = stage.offAt;
        showPools(state, this.#row, this.#pools);
      }
      if (stage.phase === "void") {
        state.voidReason = stage.reason;
        state.serverSeed = this.#row.serverSeed;
      }
      if (this.#official !== undefined) showOfficial(state, this.#official);
    };
    if (previous?.phase === stage.phase) {
      this.#context.change((state) => {
        state.phaseEndsAt = endsAt;
        show(state);
      });
    } else {
      this.#context.enterPhase(stage.phase, endsAt, show);
    }
    if (stage.phase === "void") this.#run = undefined;
  }
}
