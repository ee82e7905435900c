import { z } from "zod";
import { defineRoomContract } from "#common/framework/room-contract.ts";
import { snapshotCommand } from "#common/framework/snapshot-command.ts";
import { connectLiveSchema } from "#common/live/live-schemas.ts";
import { FACTOR_MAX } from "./battle-limits.ts";
import { battleSettingsSchema } from "./battle-settings.ts";
import { countrySchema } from "./country.ts";

const nothing = z.object({});
const battleIdSchema = z.int().min(1).max(2_147_483_647);
/** What the host was looking at: a second tap finds another battle and does nothing. */
const battleTarget = { battleId: battleIdSchema };
const battleTitle = z
  .string()
  .trim()
  .max(60)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

/** What a start may say; what it leaves out comes from the stage's settings. */
export const startBattleSchema = z.strictObject({
  title: battleTitle.optional(),
  sides: battleSettingsSchema.shape.sides.optional(),
  durationMs: battleSettingsSchema.shape.durationMs.optional(),
});

/** Points by the host's hand: added, or taken away down to 0. The same `key` counts once. */
export const addScoreSchema = z.strictObject({
  country: countrySchema,
  points: z
    .int()
    .min(-1_000_000_000)
    .max(1_000_000_000)
    .refine((points) => points !== 0, "not 0"),
  key: z.string().min(8).max(64).optional(),
});

/** What points by hand have come to. */
export const scoreAddedSchema = z.object({
  /** The side's score now. */
  score: z.int(),
  /** The key has counted before: nothing was added this time. */
  isRepeat: z.boolean(),
});
export const scoreRefusals = [
  "battle_unknown",
  "battle_not_running",
  "side_unknown",
  "score_below_zero",
  "idempotency_key_reused",
] as const;

/** One gift, or several alike of one viewer, that scored; for the picture, never for the score. */
const scoredGiftSchema = z.object({
  /** Rising over all gifts of the stage, from 1. */
  id: z.int(),
  viewerId: z.string(),
  name: z.string(),
  giftId: z.string(),
  giftName: z.string(),
  /** Gifts added. */
  count: z.int(),
  /** Gifts of the streak so far; 0 outside a streak. */
  streakTotal: z.int(),
  diamonds: z.int(),
  points: z.int(),
  multiplier: z.int(),
  /** Country it counted for; empty = undecided. */
  country: z.string(),
});
export type ScoredGift = z.output<typeof scoredGiftSchema>;

export const battleContract = defineRoomContract({
  commands: {
    getSnapshot: snapshotCommand,
    startBattle: {
      summary: "Start a battle; one at a time runs on a stage.",
      roles: ["host"],
      input: startBattleSchema,
      reply: z.object(battleTarget),
      refusals: ["battle_running", "country_unknown"],
    },
    endBattle: {
      summary: "End the battle now; gifts sent before this moment still count for 3 s.",
      roles: ["host"],
      input: z.strictObject(battleTarget),
      reply: nothing,
      refusals: ["battle_unknown", "battle_not_running"],
    },
    resetBattle: {
      summary:
        "Drop a running battle without a result, or leave the shown result: the stage is idle.",
      roles: ["host"],
      input: z.strictObject(battleTarget),
      reply: nothing,
      refusals: ["battle_unknown"],
    },
    addScore: {
      summary: "Points for a side by the host's hand; audited.",
      roles: ["host"],
      input: addScoreSchema.extend(battleTarget),
      reply: scoreAddedSchema,
      refusals: scoreRefusals,
    },
    boostPoints: {
      summary: "Let gifts count more than once for a while.",
      roles: ["host"],
      input: z.strictObject({
        ...battleTarget,
        factor: z.int().min(2).max(FACTOR_MAX),
        lastsMs: z.int().min(5_000).max(120_000),
      }),
      reply: nothing,
      refusals: ["battle_unknown", "battle_not_running"],
    },
    readSettings: {
      summary: "How the next battles of this stage are fought.",
      roles: ["host"],
      input: z.strictObject({}),
      reply: battleSettingsSchema,
      refusals: [],
    },
    saveSettings: {
      summary: "Change how the next battles are fought; a running one keeps its own settings.",
      roles: ["host"],
      input: battleSettingsSchema,
      reply: battleSettingsSchema,
      refusals: ["country_unknown"],
    },
    connectLive: {
      summary: "Connect this stage to a LIVE, the simulator or a recording.",
      roles: ["host"],
      input: connectLiveSchema,
      reply: z.object({ sessionId: z.int() }),
      refusals: ["source_connected", "channel_invalid", "recording_unknown", "source_unavailable"],
    },
    disconnectLive: {
      summary: "Leave the LIVE: its session ends.",
      roles: ["host"],
      input: z.strictObject({}),
      reply: nothing,
      refusals: [],
    },
  },
  events: {
    giftsScored: {
      summary:
        "Gifts that have just been counted, at most 40 in one message; the rest of a flood is only in the scores.",
      to: "broadcast",
      payload: z.object({ gifts: z.array(scoredGiftSchema) }),
    },
    battleEnded: {
      summary: "A battle has its result.",
      to: "broadcast",
      payload: z.object({
        ...battleTarget,
        winner: z.string(),
        isTie: z.boolean(),
        scores: z.array(z.object({ country: z.string(), points: z.int() })),
      }),
    },
    chatShown: {
      summary:
        "Comments of the LIVE that passed the filter, for the ticker; at most 10 in one message.",
      to: "broadcast",
      payload: z.object({
        comments: z.array(
          z.object({
            eventId: z.string(),
            viewerId: z.string(),
            name: z.string(),
            text: z.string(),
            /** Country the comment chose; empty = none. */
            country: z.string(),
          }),
        ),
      }),
    },
    chatDeleted: {
      summary: "The platform deleted these: take them off the screen.",
      to: "broadcast",
      payload: z.object({ eventIds: z.array(z.string()), viewerIds: z.array(z.string()) }),
    },
  },
});
export type BattleContract = typeof battleContract;
