import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { knownEngineHashes } from "#common/race/engine.ts";
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
import { TICK_MS } from "#common/race/tuning.ts";
import { type LifecycleRunner, runLifecycle } from "#server/framework/lifecycle-runner.ts";
import type { RoomContext } from "#server/framework/room-type.ts";
import { createUnattendedSteps, type UnattendedSteps } from "#server/framework/unattended-steps.ts";
import type { BetNews } from "./bet-news.ts";
import { bringNextRace } from "./bring-next-race.ts";
import { type CardPricer, createCardPricer } from "./card-pricer.ts";
import { noteBet } from "./note-bet.ts";
import type { CastNews } from "./power-desk.ts";
import { publishRace } from "./publish-race.ts";
import { performRaceEffect } from "./race-effects.ts";
import type { RaceRow } from "./race-entities.ts";
import { type RaceOnBoard, readOnBoard } from "./race-on-board.ts";
import { type RaceRun, startRaceRun } from "./race-run.ts";
import { raceSeedOf } from "./race-seed.ts";
import type { HouseTerms } from "./race-settings.ts";
import type { RaceShowDeps } from "./race-show-deps.ts";
import type { RacePools } from "./read-pools.ts";
import type { CastChange } from "./resolve-casts.ts";
import type { PlayerChange } from "./settle-bets.ts";
import { showPools } from "./show-pools.ts";
import { storePhase } from "./store-phase.ts";
import { hasTooFewRunners, TOO_FEW_RUNNERS } from "./too-few-runners.ts";
import { topUpPlayers } from "./top-up-players.ts";
import type { OwnedRace } from "./write-race.ts";

/** Says in a race's record why it was called off: it waited in vain to learn of a power (RACE-7). */
const CAST_UNKNOWN = "A power could not be confirmed in time.";

/** The board follows the bets at most this often, milliseconds. */
const POOLS_EVERY_MS = 250;

/** One lobby's races, one after the other: carries out what the lifecycle decides and shows it. */
export class RaceShow {
  readonly #context: RoomContext<RaceContract, RaceState>;
  readonly #deps: RaceShowDeps;
  readonly #runner: LifecycleRunner<RaceStage, RaceEvent>;
  readonly #steps: UnattendedSteps<RaceEvent>;
  readonly #pricer: CardPricer;
  timetable: RaceTimetable;
  #house: HouseTerms;
  #race: RaceOnBoard;
  /** However many bets come, the board is worked out a few times a second; the last one is shown. */
  #arePoolsShown = true;
  #poolsShownAt = 0;
  /** A race that is not shown yet: it comes with its phase. */
  #isNewRace = true;
  #unfollow: () => void = () => {};
  #unfollowCasts: () => void = () => {};
  #isStopped = false;

  constructor(
    context: RoomContext<RaceContract, RaceState>,
    deps: RaceShowDeps,
    start: { race: RaceOnBoard; stage: RaceStage; timetable: RaceTimetable; house: HouseTerms },
  ) {
    this.#context = context;
    this.#deps = deps;
    this.#race = start.race;
    this.timetable = start.timetable;
    this.#house = start.house;
    this.#runner = runLifecycle({
      lifecycle: raceLifecycle(() => this.timetable),
      initial: start.stage,
      now: context.clock.now,
      perform: (effect, next) => this.#perform(effect, next),
      publish: (stage, previous) => this.#publish(stage, previous),
    });
    this.#steps = createUnattendedSteps({
      dispatch: (event) => this.#runner.dispatch(event),
      log: context.log,
      of: "race",
    });
    this.#pricer = createCardPricer({
      fieldSize: deps.fieldSize,
      price: (card, options) => deps.priceCard(card, options),
      log: context.log,
    });
  }

  get stage(): RaceStage {
    return this.#runner.state;
  }

  get row(): RaceRow {
    return this.#race.row;
  }

  get #owned(): OwnedRace {
    return { raceId: this.row.id, roomId: this.#context.row.id, epoch: this.#context.row.epoch };
  }

  get pools(): RacePools {
    return this.#race.pools;
  }

  /** What the races to come offer. */
  get house(): HouseTerms {
    return this.#house;
  }

  /** From the next race on that is drawn; fixed odds as soon as a card is priced. */
  set house(terms: HouseTerms) {
    this.#house = terms;
    if (terms.winOdds === "fixed") this.#pricer.prepare();
  }

  /**
   * Puts the race on the board as the database knows it, at the start of the room. Another engine's
   * race can't be run here: its result, if there is one, is shown all the same.
   */
  open(): void {
    this.house = this.#house;
    this.#follow();
    const { stage } = this;
    const isRunnable = knownEngineHashes.has(this.row.engineHash);
    if (stage.phase === "racing" && stage.isOff && isRunnable) this.#startRun(stage.offAt);
    this.#publish(stage, undefined);
    if (stage.phase === "settling" && isRunnable) this.#showFinish(Number(this.row.offAt));
  }

  /** One host's word. False when it means nothing in the stage the race is in. */
  dispatch(event: RaceEvent): Promise<boolean> {
    return this.#steps.attend(event);
  }

  /**
   * Takes a runner out (TOTE-6); with fewer than two left the race is void (TOTE-1). `runner_unknown`:
   * not on the card, or out already.
   */
  async scratch(
    seen: RaceStage["phase"],
    number: number,
  ): Promise<Outcome<Record<string, never>, "phase_changed" | "runner_unknown">> {
    const isIn = this.row.card.runners.some((runner) => runner.number === number);
    if (!isIn || this.row.scratched.includes(number)) return refuse("runner_unknown");
    const isTaken = await this.dispatch({ kind: "scratchRunner", number, seen });
    if (!isTaken) return refuse("phase_changed");
    if (hasTooFewRunners(this.row)) {
      await this.dispatch({ kind: "voidRace", seen, reason: TOO_FEW_RUNNERS });
    }
    return accept({});
  }

  /** The host's panic button: no more powers in this race (RACE-7). */
  async stopPowers(): Promise<void> {
    const race = this.#owned;
    await storePhase(this.#deps.dataSource, { race, changes: { arePowersStopped: true } });
    if (this.row.id !== race.raceId) return;
    this.#race.row = { ...this.row, arePowersStopped: true };
    this.#race.run?.stopPowers();
    this.#context.change((state) => {
      state.arePowersOpen = false;
    });
  }

  /** Shows that one more phone has revealed its part of the draw; the number is final at the off. */
  noteReveal(playerId: string): void {
    const { stage } = this;
    if (stage.phase !== "racing" || stage.isOff) return;
    this.#race.revealed.add(playerId);
    this.#context.change((state) => {
      state.revealedCount = this.#race.revealed.size;
    });
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
    this.#showPools(now);
    const { unsure } = this.#steps;
    if (unsure !== undefined) return this.#steps.take(unsure, now);
    const stage = this.stage;
    if (stage.phase === "racing") return stage.isOff ? this.#advance(now) : this.#wait(stage, now);
    if (stage.phase === "settling" && !stage.isOfficial) this.#steps.take({ kind: "settle" }, now);
    const countdown = countdownOf(stage);
    if (countdown.kind === "running" && now >= countdown.endsAt) {
      this.#steps.take({ kind: "clock" }, now);
    }
  }

  /** Lets the step that runs come to its end and takes no other. */
  async stop(): Promise<void> {
    this.leave();
    await this.#runner.idle();
  }

  /** Takes no further step by itself and follows no more bets. */
  leave(): void {
    this.#isStopped = true;
    this.#pricer.stop();
    this.#unfollow();
    this.#unfollowCasts();
  }

  /** The start lights: ticks before the off are negative. */
  #wait({ offAt }: { offAt: number }, now: number): void {
    const tick = Math.floor((now - offAt) / TICK_MS);
    if (tick < 0) {
      this.#context.change((state) => {
        state.tick = tick;
      });
    } else {
      this.#steps.take({ kind: "clock" }, now);
    }
  }

  #advance(now: number): void {
    const { run } = this.#race;
    if (run === undefined || this.#steps.isBusy) return;
    let isOver = false;
    this.#context.change((state) => {
      isOver = run.advance(state, now);
    });
    if (isOver) this.#steps.take({ kind: "finished" }, now);
    else if (run.isStuck) {
      this.#steps.take({ kind: "voidRace", seen: "racing", reason: CAST_UNKNOWN }, now);
    }
  }

  #perform(effect: RaceEffect, next: RaceStage): Promise<RaceStage | void> {
    const bench = {
      context: this.#context,
      deps: this.#deps,
      board: () => this.#race,
      stage: () => this.stage,
      timetable: () => this.timetable,
      startRun: (offAt: number) => {
        this.#startRun(offAt);
      },
      bringNext: (stage: RaceStage) => this.#bringNext(stage),
      tell: (changes: readonly PlayerChange[]) => this.#tell(changes),
    };
    return performRaceEffect(bench, effect, next);
  }

  async #bringNext(stage: RaceStage): Promise<void> {
    const { dataSource, fieldSize, dailyFloor } = this.#deps;
    const priced = this.#house.winOdds === "fixed" ? this.#pricer.take() : undefined;
    const row = await bringNextRace(dataSource, {
      room: this.#context.row,
      stage,
      marketRules: this.#deps.termsOf(this.#house, priced?.prices),
      fieldSize,
      ...(priced && { card: priced.card }),
    });
    if (this.#house.winOdds === "fixed") this.#pricer.prepare();
    const race = await readOnBoard(dataSource, row);
    const playerIds = this.#context.seatedPlayers().flatMap(({ playerId }) => playerId ?? []);
    const now = this.#context.clock.now();
    this.#tell(await topUpPlayers(dataSource, { playerIds, floor: dailyFloor, now }));
    this.#unfollowCasts();
    this.#race = race;
    this.#isNewRace = true;
    this.#follow();
  }

  /** Stands the field behind the line, as whoever watched the race has seen it last. */
  #showFinish(offAt: number): void {
    const run = this.#startRun(offAt);
    this.#context.change((state) => {
      run.advance(state, Number.POSITIVE_INFINITY);
    });
  }

  #startRun(offAt: number): RaceRun {
    const { id, card, scratched, marketRules, arePowersStopped } = this.row;
    const run = startRaceRun({
      id,
      card,
      raceSeed: raceSeedOf(this.row),
      offAt,
      scratched,
      inputs: this.#race.inputs,
      hasPowers: marketRules.powers !== undefined && !arePowersStopped,
    });
    this.#race.run = run;
    const { epoch } = this.#context.row;
    this.#unfollowCasts();
    this.#unfollowCasts = this.#deps.powers.follow(
      { run, epoch },
      {
        onCast: (news) => this.#onCast(news),
        onResolved: (changes) => this.#onResolved(changes),
      },
    );
    return run;
  }

  #follow(): void {
    this.#unfollow();
    this.#unfollow = this.#deps.desk.follow(this.row.id, (news) => this.#onBet(news));
  }

  #tell(changes: readonly PlayerChange[]): void {
    for (const { playerId, wallet, bets } of changes) {
      this.#context.sendTo(playerId, "walletChanged", { wallet, bets });
    }
  }

  #onBet(news: BetNews): void {
    const { kind, bet, playerName } = news;
    noteBet(this.#race, news);
    this.#arePoolsShown = false;
    this.#deps.poolHistory.note(bet.raceId, this.#race.pools.stakes);
    if (kind === "cancelled") return;
    const { market, selection, stake } = bet;
    this.#context.broadcast("betPlaced", { name: playerName, market, selection, stake });
  }

  #onCast({ cast, playerId, playerName, wallet }: CastNews): void {
    const { power, target, tick, cost } = cast;
    this.#context.broadcast("powerCast", { name: playerName, power, target, tick, cost });
    this.#context.sendTo(playerId, "walletChanged", { wallet, bets: [], casts: [cast] });
  }

  #onResolved(changes: readonly CastChange[]): void {
    for (const { playerId, wallet, casts } of changes) {
      this.#context.sendTo(playerId, "walletChanged", { wallet, bets: [], casts });
      for (const { status, power, target, reason } of casts) {
        if (status === "captured") continue;
        this.#context.broadcast("powerReleased", { power, target, reason });
      }
    }
  }

  #showPools(now: number): void {
    if (this.#arePoolsShown || now - this.#poolsShownAt < POOLS_EVERY_MS) return;
    this.#arePoolsShown = true;
    this.#poolsShownAt = now;
    this.#context.change((state) => showPools(state, this.#race));
  }

  #publish(stage: RaceStage, previous: RaceStage | undefined): void {
    const isNewRace = this.#isNewRace;
    this.#isNewRace = false;
    this.#arePoolsShown = true;
    publishRace(this.#context, this.#race, { stage, previous, isNewRace });
  }
}
