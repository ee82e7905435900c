import { z } from "zod";
import { defineRoutes } from "#common/framework/route-contract.ts";
import {
  addScoreSchema,
  scoreAddedSchema,
  scoreRefusals,
  startBattleSchema,
} from "./battle-messages.ts";

const battleIdTextSchema = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);
const battleParams = z.strictObject({ id: battleIdTextSchema });
/** Code of a stage, or `current` for the newest one. */
const stageCodeSchema = z
  .string()
  .trim()
  .regex(/^(current|[A-Za-z0-9]{4})$/)
  .transform((code) => (code === "current" ? code : code.toUpperCase()))
  .default("current");
/** Code of a stage that need not be open any more. */
const closedStageCodeSchema = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9]{4}$/)
  .transform((code) => code.toUpperCase());
const stageQuery = z.strictObject({ stage: stageCodeSchema });
/** Rows of a history or a board in one answer. */
export const BOARD_LIMIT_MAX = 100;
const limit = z.coerce.number().int().min(1).max(BOARD_LIMIT_MAX).default(20);

const standingSchema = z.object({
  country: z.string(),
  /** Place in the line-up, 0 to 7: it decides the broadcast colour. */
  seat: z.int(),
  points: z.int(),
  place: z.int(),
});

export const battleSummarySchema = z
  .object({
    id: z.int(),
    /** Number of the battle on its stage. */
    number: z.int(),
    stage: z.string(),
    title: z.string(),
    /** `dropped`: reset before its end, without a result. */
    phase: z.enum(["running", "sudden_death", "closing", "finished", "dropped"]),
    /** Best first. */
    standings: z.array(standingSchema),
    winner: z.string().nullable(),
    isTie: z.boolean(),
    /** Simulated or replayed gifts counted in it: on no board. */
    isRehearsal: z.boolean(),
    /** Epoch milliseconds. */
    startedAt: z.number(),
    endsAt: z.number(),
    endedAt: z.number().nullable(),
    extendedMs: z.int(),
    gifts: z.int(),
    diamonds: z.int(),
  })
  .meta({ id: "BattleSummary" });
export type BattleSummaryWire = z.input<typeof battleSummarySchema>;

const gifterSchema = z.object({
  viewerId: z.string(),
  name: z.string(),
  points: z.int(),
  gifts: z.int(),
  diamonds: z.int(),
});

const battleDetailSchema = z
  .object({
    battle: battleSummarySchema,
    /** Scores over time: one row per step in which something scored, at most 120 steps. */
    timeline: z.array(
      z.object({
        at: z.number(),
        scores: z.array(z.object({ country: z.string(), points: z.int() })),
      }),
    ),
    /** Best gifters of each side, at most 10 each. */
    gifters: z.array(z.object({ country: z.string(), gifters: z.array(gifterSchema) })),
    /** What the score is the sum of, newest first, at most 200; a claimed gift stands as its claim. */
    points: z.array(
      z.object({
        seq: z.string(),
        at: z.number(),
        kind: z.enum(["gift", "claim", "manual"]),
        /** Null: waits for a country, or nobody chose one. */
        country: z.string().nullable(),
        /** 0 without a country. */
        points: z.int(),
        multiplier: z.int(),
        viewerName: z.string(),
        giftId: z.string().nullable(),
        giftName: z.string().nullable(),
        gifts: z.int(),
        diamonds: z.int(),
      }),
    ),
  })
  .meta({ id: "BattleDetail" });
export type BattleDetailWire = z.input<typeof battleDetailSchema>;

const stageSchema = z
  .object({ code: z.string(), roomId: z.string(), phase: z.string(), battleId: z.int().nullable() })
  .meta({ id: "Stage" });

const historyReply = z.object({ battles: z.array(battleSummarySchema) });
const leaderboardReply = z.object({
  countries: z.array(
    z.object({
      country: z.string(),
      wins: z.int(),
      ties: z.int(),
      battles: z.int(),
      points: z.int(),
      /** Won battles per hundred fought, rounded down. */
      winPercent: z.int(),
    }),
  ),
});
const activeReply = z.object({ battle: battleSummarySchema.nullable() });
const startBody = startBattleSchema.extend({ stage: stageCodeSchema });
const startedReply = z.object({ battle: battleSummarySchema });

const history = {
  method: "GET",
  summary: "Battles that have ended, newest first; of one stage and with a result where asked for.",
  tag: "battles",
  roles: [],
  query: z.strictObject({
    limit,
    before: battleIdTextSchema.optional(),
    /** Leaves out the dropped ones. */
    phase: z.literal("finished").optional(),
    /** Code of a stage, open or closed. */
    stage: closedStageCodeSchema.optional(),
  }),
  reply: historyReply,
  status: 200,
  refusals: [],
} as const;
const leaderboard = {
  method: "GET",
  summary:
    "Countries over all battles that counted: most wins, then most points, then who got there first.",
  tag: "battles",
  roles: [],
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(250).default(50) }),
  reply: leaderboardReply,
  status: 200,
  refusals: [],
} as const;
const active = {
  method: "GET",
  summary: "The battle that is on at a stage, null when there is none.",
  tag: "battles",
  roles: [],
  query: stageQuery,
  reply: activeReply,
  status: 200,
  refusals: ["stage_unknown"],
} as const;
const detail = {
  method: "GET",
  summary: "One battle with its scores over time, its gifters and its gifts.",
  tag: "battles",
  roles: [],
  params: battleParams,
  reply: battleDetailSchema,
  status: 200,
  refusals: ["battle_unknown"],
} as const;
const score = {
  method: "POST",
  summary: "Points for a side by the host's hand; audited.",
  tag: "battles",
  roles: ["host"],
  reply: scoreAddedSchema,
  status: 200,
  refusals: scoreRefusals,
} as const;
const reset = {
  method: "POST",
  summary: "Drop a running battle without a result, or leave the shown one: the stage is idle.",
  tag: "battles",
  roles: ["host"],
  reply: z.object({}),
  status: 200,
  refusals: ["battle_unknown"],
} as const;

export const battleRoutes = defineRoutes({
  readStage: {
    method: "GET",
    path: "/stages/:code",
    summary: "Where a stage's room is: what `joinById` wants.",
    tag: "battles",
    roles: [],
    params: z.strictObject({ code: stageCodeSchema }),
    reply: stageSchema,
    status: 200,
    refusals: ["stage_unknown"],
  },
  listBattles: { ...history, path: "/battles" },
  readActive: { ...active, path: "/battles/active" },
  readLeaderboard: { ...leaderboard, path: "/battles/leaderboard" },
  readGifters: {
    method: "GET",
    path: "/battles/gifters",
    summary:
      "Best gifters of one battle, of one stream session, or of all that counted (BATTLE-6).",
    tag: "battles",
    roles: [],
    query: z.strictObject({
      battleId: battleIdTextSchema.optional(),
      sessionId: battleIdTextSchema.optional(),
      limit,
    }),
    reply: z.object({ gifters: z.array(gifterSchema) }),
    status: 200,
    refusals: [],
  },
  startBattle: {
    method: "POST",
    path: "/battles",
    summary: "Start a battle on a stage; one at a time runs there.",
    tag: "battles",
    roles: ["host"],
    body: startBody,
    reply: startedReply,
    status: 201,
    refusals: ["stage_unknown", "battle_running", "country_unknown"],
  },
  readBattle: { ...detail, path: "/battles/:id" },
  endBattle: {
    method: "POST",
    path: "/battles/:id/end",
    summary: "End a battle now; a second end answers the same battle.",
    tag: "battles",
    roles: ["host"],
    params: battleParams,
    reply: startedReply,
    status: 200,
    refusals: ["battle_unknown"],
  },
  addScore: { ...score, path: "/battles/:id/score", params: battleParams, body: addScoreSchema },
  resetBattle: { ...reset, path: "/battles/:id/reset", params: battleParams },
  historyAlias: { ...history, path: "/history", summary: "Another name of GET /battles." },
  leaderboardAlias: {
    ...leaderboard,
    path: "/leaderboard",
    summary: "Another name of GET /battles/leaderboard.",
  },
  battleAlias: { ...detail, path: "/battle/:id", summary: "Another name of GET /battles/:id." },
  activeAlias: {
    ...active,
    path: "/active-battle",
    summary: "Another name of GET /battles/active.",
  },
  scoreAlias: {
    ...score,
    path: "/manual-score",
    summary: "Points by hand for the battle that is on at a stage.",
    body: addScoreSchema.extend({ stage: stageCodeSchema }),
    refusals: [...score.refusals, "stage_unknown"],
  },
  resetAlias: {
    ...reset,
    path: "/reset",
    summary: "Reset the stage, whatever battle it shows.",
    body: z.strictObject({ stage: stageCodeSchema }),
    refusals: ["stage_unknown"],
  },
});
