import type { DataSource } from "typeorm";
import {
  type BattleEffect,
  type BattleEvent,
  type BattlePlan,
  type BattleStage,
  type BattleTerms,
  battleLifecycle,
} from "#common/battle/battle-lifecycle.ts";
import type { BattleContract } from "#common/battle/battle-messages.ts";
import type { BattleSettings } from "#common/battle/battle-settings.ts";
import type { BattleState } from "#common/battle/battle-state.ts";
import { isCountry } from "#common/battle/countries.ts";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { createComboBook } from "#common/live/combo.ts";
import type { LiveStatus } from "#common/live/source-status.ts";
import { type LifecycleRunner, runLifecycle } from "#server/framework/lifecycle-runner.ts";
import type { RoomContext } from "#server/framework/room-type.ts";
import { createUnattendedSteps, type UnattendedSteps } from "#server/framework/unattended-steps.ts";
import { CommitUnknown } from "#server/storage/transaction-errors.ts";
import { addBoost } from "./add-boost.ts";
import { addScore, type ManualScore } from "./add-score.ts";
import { showBattle, showLive, showNext, showScores, showStage } from "./battle-board.ts";
import type { BattleNews } from "./battle-consumer.ts";
import type { BattleRow } from "./battle-entities.ts";
import { isShown, type Moment, momentOf, showMoment } from "./battle-moment.ts";
import { endOf, isDue, phaseEndOf } from "./battle-stage-row.ts";
import { endBattle } from "./end-battle.ts";
import { toEndNews } from "./end-news.ts";
import { endRound, LeadChanged } from "./end-round.ts";
import { leaveBattle } from "./leave-battle.ts";
import { createOutgoingNews, type OutgoingNews } from "./outgoing-news.ts";
import type { BattleOnBoard } from "./read-current.ts";
import { readCurrent } from "./read-current.ts";
import { startBattle } from "./start-battle.ts";
import type { OwnedBattle } from "./write-battle.ts";
import { toPointsRow } from "./write-points.ts";

/** What the shows of a process share. */
export interface BattleShowDeps {
  dataSource: DataSource;
  /** Distinct gifts of one viewer within this are a combo, milliseconds. */
  comboWindowMs: number;
  /** Whether a comment may come to the screen. */
  isClean(text: string): boolean;
}

/** What time alone changes is looked at this often, milliseconds. */
const MOMENT_EVERY_MS = 100;

/** One stage's battles, one after the other: carries out what the lifecycle decides and shows it. */
export class BattleShow {
  readonly #context: RoomContext<BattleContract, BattleState>;
  readonly #deps: BattleShowDeps;
  readonly #runner: LifecycleRunner<BattleStage, BattleEvent>;
  readonly #steps: UnattendedSteps<BattleEvent>;
  readonly #combos;
  readonly #news: OutgoingNews;
  #settings: BattleSettings;
  #current: BattleOnBoard | undefined;
  #live: LiveStatus | undefined;
  #isStopped = false;
  #momentAt = 0;

  constructor(
    context: RoomContext<BattleContract, BattleState>,
    deps: BattleShowDeps,
    start: { stage: BattleStage; settings: BattleSettings; current: BattleOnBoard | undefined },
  ) {
    this.#context = context;
    this.#deps = deps;
    this.#settings = start.settings;
    this.#current = start.current;
    this.#combos = createComboBook({ windowMs: deps.comboWindowMs });
    this.#news = createOutgoingNews(context, deps.isClean);
    this.#runner = runLifecycle({
      lifecycle: battleLifecycle(() => this.#terms()),
      initial: start.stage,
      now: context.clock.now,
      perform: (effect, next) => this.#perform(effect, next),
      publish: (stage, previous) => this.#publish(stage, previous),
    });
    this.#steps = createUnattendedSteps({
      dispatch: (event) => this.#runner.dispatch(event),
      log: context.log,
      of: "battle",
      correct: (error) => this.#correct(error),
    });
    this.#publish(start.stage, undefined);
  }

  get stage(): BattleStage {
    return this.#runner.state;
  }

  /** The battle that is on or shown, the last one of an idle stage. */
  get row(): BattleRow | undefined {
    return this.#current?.row;
  }

  /** Of the next battles. */
  get settings(): BattleSettings {
    return this.#settings;
  }

  /** Whether a battle is on: its gifts may still come in. */
  get isBusy(): boolean {
    return !("nextAt" in this.stage);
  }

  async start(
    plan: BattlePlan,
  ): Promise<Outcome<{ battleId: number }, "battle_running" | "country_unknown">> {
    if (plan.sides?.every(isCountry) === false) return refuse("country_unknown");
    const isStarted = await this.#steps.attend({ kind: "start", plan });
    if (!isStarted || this.#current === undefined) return refuse("battle_running");
    return accept({ battleId: this.#current.row.id });
  }

  async end(
    battleId: number,
  ): Promise<Outcome<Record<string, never>, "battle_unknown" | "battle_not_running">> {
    if (battleId !== this.row?.id) return refuse("battle_unknown");
    const isEnded = await this.#steps.attend({ kind: "end", seen: battleId });
    return isEnded ? accept({}) : refuse("battle_not_running");
  }

  /** A stage that is idle already is left as it is. */
  async reset(battleId: number): Promise<Outcome<Record<string, never>, "battle_unknown">> {
    if (battleId !== this.row?.id) return refuse("battle_unknown");
    await this.#steps.attend({ kind: "reset", seen: battleId });
    return accept({});
  }

  async addScore(battleId: number, manual: ManualScore) {
    const { dataSource } = this.#deps;
    if (battleId !== this.row?.id) return refuse("battle_unknown");
    const at = this.#context.clock.now();
    const battle = this.#ownedOf(battleId);
    const added = await this.#sure(() => addScore(dataSource, { battle, manual, at }));
    if (!added.ok) return added;
    const { row, score } = added.value;
    if (row !== undefined && battleId === this.row?.id) {
      this.#current?.tally.add(row);
      this.#showCounted();
    }
    return accept({ score, isRepeat: row === undefined });
  }

  async boost(battleId: number, { factor, lastsMs }: { factor: number; lastsMs: number }) {
    if (battleId !== this.row?.id) return refuse("battle_unknown");
    const fromMs = this.#context.clock.now();
    const boost = { fromMs, untilMs: fromMs + lastsMs, factor };
    const battle = this.#ownedOf(battleId);
    const added = await this.#sure(() => addBoost(this.#deps.dataSource, { battle, boost }));
    if (!added.ok) return added;
    if (battleId === this.row?.id) this.#current?.boosts.push(boost);
    return accept({});
  }

  /** Takes settings that are saved: for the next battle, and for whether it comes by itself. */
  async follow(settings: BattleSettings): Promise<void> {
    this.#settings = settings;
    this.#context.change((state) => {
      state.settingsVersion += 1;
      if (this.stage.phase === "idle") showNext(state, settings);
    });
    await this.#steps.attend({ kind: "autopilot" });
  }

  /** What a committed batch has brought. */
  onCounted(news: BattleNews): void {
    this.#news.addChat(news);
    const current = this.#current;
    if (news.points.length === 0 || current === undefined) return;
    if (news.battleId !== current.row.id) return;
    for (const { row, event } of news.points) {
      current.tally.add(toPointsRow(row));
      if (event !== undefined) this.#combos.add(event);
    }
    current.boosts.push(...news.boosts);
    this.#news.addGifts(news.points);
    this.#showCounted();
  }

  onLive(status: LiveStatus): void {
    this.#live = status;
    this.#context.change((state) => showLive(state, status));
  }

  /** Reads what is remembered of the battle that is on from the database again. */
  async resync(): Promise<void> {
    const current = this.#current;
    if (current === undefined || this.stage.phase === "idle") return;
    const now = this.#context.clock.now();
    const battle = this.#ownedOf(current.row.id);
    const read = await readCurrent(this.#deps.dataSource, { battle, now });
    if (this.#current?.row.id !== current.row.id) return;
    this.#current = { ...read, row: this.#current.row };
    this.#showCounted();
  }

  /** Whatever is due at `now`. */
  onTick(now: number): void {
    if (this.#isStopped) return;
    const { unsure } = this.#steps;
    if (unsure !== undefined) this.#steps.take(unsure, now);
    else if (isDue(this.stage, now)) this.#steps.take({ kind: "clock" }, now);
    this.#news.send(now);
    if (now < this.#momentAt) return;
    const moment = this.#lookAt(now);
    if (isShown(this.#context.state, moment)) return;
    this.#context.change((state) => showMoment(state, moment));
  }

  /** Settles when every step begun has ended. */
  idle(): Promise<void> {
    return this.#runner.idle();
  }

  /** Lets the step that runs come to its end and takes no other. */
  async stop(): Promise<void> {
    this.leave();
    await this.idle();
  }

  /** Takes no further step by itself. */
  leave(): void {
    this.#isStopped = true;
  }

  #terms(): BattleTerms {
    const { isAutopilot, cooldownMs, durationMs } = this.#settings;
    const current = this.#current;
    return {
      battleId: current?.row.id ?? 0,
      isAutopilot,
      cooldownMs,
      durationMs,
      suddenDeathMs: current?.row.settings.suddenDeathMs ?? 0,
      isLeadTied: (current?.tally.standings().leaders.length ?? 0) > 1,
      hasSpilledGifts: (this.#live?.spilled ?? 0) > 0,
    };
  }

  #ownedOf(battleId: number): OwnedBattle {
    const { id: roomId, epoch } = this.#context.row;
    return { battleId, roomId, epoch };
  }

  /** A deed beside the lifecycle whose commit got lost may have been done: the sums say so. */
  async #sure<Value>(act: () => Promise<Value>): Promise<Value> {
    try {
      return await act();
    } catch (error) {
      if (error instanceof CommitUnknown) await this.resync();
      throw error;
    }
  }

  /** A batch was on its way when the lead was looked at: the step is taken again with its sums. */
  #correct(error: unknown): boolean {
    if (!(error instanceof LeadChanged)) return false;
    if (this.#current !== undefined) this.#current.tally = error.tally;
    this.#showCounted();
    return true;
  }

  async #perform(effect: BattleEffect, next: BattleStage): Promise<void> {
    const { dataSource } = this.#deps;
    if (effect.kind === "start") return this.#performStart(effect.plan, next);
    const current = this.#current;
    if (current === undefined) throw new Error(`${effect.kind} needs a battle`);
    const battle = this.#ownedOf(current.row.id);
    const at = this.#context.clock.now();
    switch (effect.kind) {
      case "suddenDeath":
      case "close": {
        const wasDue = effect.kind === "suddenDeath" || effect.isDue;
        current.tally = await endRound(dataSource, {
          battle,
          status: effect.kind === "close" ? "closing" : "sudden_death",
          passedAt: endOf(this.stage),
          endsAt: endOf(next),
          isTied:
            wasDue && current.row.settings.suddenDeathMs > 0
              ? effect.kind === "suddenDeath"
              : undefined,
          now: at,
        });
        return;
      }
      case "finish": {
        const { row, tally } = await endBattle(dataSource, { battle, at });
        this.#current = { row, tally, boosts: [] };
        return;
      }
      case "drop":
      case "leave":
        return leaveBattle(dataSource, { battle, at });
    }
  }

  async #performStart({ title = "", sides, durationMs }: BattlePlan, next: BattleStage) {
    const room = this.#context.row;
    const settings = {
      ...this.#settings,
      ...(sides === undefined ? {} : { sides: [...sides] }),
      ...(durationMs === undefined ? {} : { durationMs }),
    };
    const endsAt = endOf(next);
    const started = await startBattle(this.#deps.dataSource, {
      room,
      settings,
      title,
      startedAt: endsAt - settings.durationMs,
      endsAt,
    });
    this.#combos.clear();
    this.#current = started;
  }

  /** Shows sums that have changed, once the board has the battle they are for. */
  #showCounted(): void {
    const current = this.#current;
    if (current === undefined || this.stage.phase === "idle") return;
    if (this.#context.state.battleId !== current.row.id) return;
    const moment = this.#lookAt(this.#context.clock.now());
    this.#context.change((state) => {
      showScores(state, current.tally);
      showMoment(state, moment);
    });
  }

  #lookAt(now: number): Moment {
    this.#momentAt = now + MOMENT_EVERY_MS;
    return momentOf(now, {
      stage: this.stage,
      battle: this.#current,
      combo: this.#combos.best(now),
    });
  }

  #publish(stage: BattleStage, previous: BattleStage | undefined): void {
    const current = this.#current;
    const show = (state: BattleState) => {
      if (stage.phase === "idle") showNext(state, this.#settings);
      else if (current !== undefined) {
        if (stage.phase === "running" || previous === undefined) showBattle(state, current.row);
        showScores(state, current.tally);
      }
      showStage(state, stage, current?.row);
    };
    const endsAt = phaseEndOf(stage);
    if (previous?.phase === stage.phase) {
      this.#context.change((state) => {
        state.phaseEndsAt = endsAt;
        show(state);
      });
      return;
    }
    this.#context.enterPhase(stage.phase, endsAt, show);
    const isNew = stage.phase === "finished" && previous !== undefined;
    if (isNew && current !== undefined) {
      this.#context.broadcast("battleEnded", toEndNews(current));
    }
  }
}
