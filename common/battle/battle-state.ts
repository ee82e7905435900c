import { type SchemaType, schema, t } from "@colyseus/schema";
import { versionedFields } from "#common/framework/versioned-state.ts";
import type { SourceFault, SourceState } from "#common/live/source-status.ts";

/**
 * `closing` lasts 3 s: gifts created before the end still come in (BATTLE-1). `finished` shows the
 * result until the next battle or the host's word takes the stage back to `idle`.
 */
export type BattlePhase = "idle" | "running" | "sudden_death" | "closing" | "finished";

/** One of the best gifters of a side. */
export const GifterState = schema(
  {
    viewerId: t.string(),
    name: t.string(),
    points: t.float64().default(0),
  },
  "GifterState",
);
export type GifterState = SchemaType<typeof GifterState>;

/** One country of the battle. */
export const SideState = schema(
  {
    /** ISO 3166-1 alpha-2. */
    country: t.string(),
    /** 0 to 7: the place in the battle's line-up, which decides the broadcast colour. */
    seat: t.uint8(),
    /** Whole points: Σ of the side's `battle_points`. */
    score: t.float64().default(0),
    /** 1 = leads; ties by who reached the score first (BATTLE-6), so ranks are unique. */
    rank: t.uint8().default(1),
    /** At most three, best first. */
    topGifters: t.array(GifterState),
  },
  "SideState",
);
export type SideState = SchemaType<typeof SideState>;

/** The public truth of one stage: its battle and its live input. */
export const BattleState = schema(
  {
    ...versionedFields<BattlePhase>("idle"),
    /** Code of the stage, the same as its lobby's. */
    stageCode: t.string().default(""),
    /** 0 = there has been no battle on this stage yet. */
    battleId: t.uint32().default(0),
    /** Number of the battle on this stage, from 1. */
    battleNumber: t.uint32().default(0),
    title: t.string().default(""),
    /** Keyed by country, in line-up order. */
    sides: t.map(SideState),
    startedAtMs: t.float64().default(0),
    /** The timer's absolute end on the server's clock; while `closing`, the end that has passed. */
    endsAtMs: t.float64().default(0),
    durationMs: t.uint32().default(0),
    /** Country of the only leader; empty at a tie for the lead or at 0. */
    leader: t.string().default(""),
    /** Country of the winner once finished; empty for a tie. */
    winner: t.string().default(""),
    isTie: t.boolean().default(false),
    /** Downtime given back, milliseconds (BATTLE-1); 0 = none. */
    extendedMs: t.uint32().default(0),
    /** Counts simulated or replayed gifts: no boards (LEDGER-2). */
    isRehearsal: t.boolean().default(false),
    /** Factor that counts now, 1 = plain. */
    multiplier: t.uint8().default(1),
    multiplierEndsAtMs: t.float64().default(0),
    /** Gifters whose gifts wait for a country, and the points that wait (BATTLE-2). */
    undecidedCount: t.uint32().default(0),
    undecidedPoints: t.float64().default(0),
    /** The longest combo that is still going: distinct gifts within the window. */
    comboName: t.string().default(""),
    comboCount: t.uint16().default(0),
    comboEndsAtMs: t.float64().default(0),
    /** Gifts and diamonds counted in this battle. */
    giftCount: t.uint32().default(0),
    diamondCount: t.float64().default(0),
    /** When the next battle begins by itself; 0 = it does not. */
    nextBattleAtMs: t.float64().default(0),
    /** +1 with every save of the stage's settings, from 0 in each `roomEpoch`: then read them again. */
    settingsVersion: t.uint32().default(0),
    /** Live input of this stage; `LiveStatus` field by field, "" and 0 where absent. */
    sourceState: t.string<SourceState>().default("off"),
    sourceFault: t.string<SourceFault | "">().default(""),
    sourceRetryAtMs: t.float64().default(0),
    sourceKind: t.string().default(""),
    channel: t.string().default(""),
    viewers: t.uint32().default(0),
    likes: t.float64().default(0),
    recordedCount: t.uint32().default(0),
    recordedGifts: t.uint32().default(0),
    droppedCount: t.uint32().default(0),
    spilledCount: t.uint32().default(0),
    refusedCount: t.uint32().default(0),
    undecodedCount: t.uint32().default(0),
  },
  "BattleState",
);
export type BattleState = SchemaType<typeof BattleState>;
