import { z } from "zod";
import { amountSchema, signedAmountSchema } from "#common/framework/amounts.ts";
import { defineRoutes } from "#common/framework/route-contract.ts";
import {
  boardPlayerSchema,
  ownRaceSchema,
  playerFigures,
  poolSampleSchema,
  runnerFiguresSchema,
  runnerIdSchema,
  runnerStartSchema,
  trackFiguresSchema,
} from "./stats-schemas.ts";

/** Which races a leaderboard adds up. */
export const boardSpans = ["tonight", "season", "all"] as const;
export type BoardSpan = (typeof boardSpans)[number];

const RACE_ID_MAX = 2_147_483_647;

const spanSchema = z.enum(boardSpans).default("tonight");
/** Leaves out the races of every other lobby. */
const lobbySchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9]{4}$/)
  .optional();

const raceStatsSchema = z
  .object({
    raceId: z.int(),
    raceNumber: z.int(),
    lobby: z.string(),
    title: z.string(),
    track: z.string(),
    distanceMm: z.int(),
    status: z.enum(["lobby", "betting", "racing", "settling", "official", "void"]),
    voidReason: z.string().nullable(),
    /** Epoch milliseconds; null before. */
    offAt: z.number().nullable(),
    finishedAt: z.number().nullable(),
    runners: z.array(
      z.object({
        number: z.int(),
        id: z.string(),
        name: z.string(),
        livery: z.int(),
        isScratched: z.boolean(),
        /** Null until the race is official, and for a scratched runner. */
        placing: z.int().nullable(),
        finishTimeMs: z.int().nullable(),
      }),
    ),
    /** Every market when the race is over; empty before. */
    pools: z.array(
      z.object({
        market: z.string(),
        outcome: z.enum(["paid", "refunded"]),
        gross: amountSchema,
        takeout: amountSchema,
        paid: amountSchema,
        refunds: amountSchema,
        dividends: z.array(z.object({ selection: z.array(z.int()), perUnit: z.string() })),
      }),
    ),
    /** The pools while betting, oldest first: at most one a second, thinned out to at most 240; the last is the newest. */
    history: z.array(poolSampleSchema),
    /** Nobody's name: the record of the race tells who bet what, under tags (RACE-8). */
    casts: z.array(
      z.object({
        seq: z.int(),
        tick: z.int(),
        power: z.string(),
        target: z.int(),
        cost: amountSchema,
        status: z.enum(["held", "captured", "released", "refunded"]),
        /** Why it was released; empty otherwise. */
        reason: z.string(),
      }),
    ),
  })
  .meta({ id: "RaceStats" });
export type RaceStatsWire = z.input<typeof raceStatsSchema>;

const placeSchema = z.object({ place: z.int(), net: signedAmountSchema }).nullable();

export const statsRoutes = defineRoutes({
  listRunnerStats: {
    method: "GET",
    path: "/stats/runners",
    summary: "Every runner of the stable over its official races, in the stable's order.",
    tag: "stats",
    roles: [],
    reply: z.object({
      /** Official races so far. */
      races: z.int(),
      runners: z.array(runnerFiguresSchema),
    }),
    status: 200,
    refusals: [],
  },
  readRunnerStats: {
    method: "GET",
    path: "/stats/runners/:runnerId",
    summary: "One runner: all its starts added up, by track, and the last ones singly.",
    tag: "stats",
    roles: [],
    params: z.strictObject({ runnerId: runnerIdSchema }),
    reply: z.object({
      runner: runnerFiguresSchema,
      /** Most starts first. */
      tracks: z.array(trackFiguresSchema),
      /** Newest first, at most 100. */
      starts: z.array(runnerStartSchema),
    }),
    status: 200,
    refusals: ["not_found"],
  },
  readRaceStats: {
    method: "GET",
    path: "/stats/races/:raceId",
    summary: "One race: its pools while betting, order, dividends and the powers cast.",
    tag: "stats",
    roles: [],
    params: z.strictObject({ raceId: z.coerce.number().int().positive().max(RACE_ID_MAX) }),
    reply: raceStatsSchema,
    status: 200,
    refusals: ["race_unknown"],
  },
  readOwnStats: {
    method: "GET",
    path: "/stats/me",
    summary: "My own history: totals, the biggest win, and my last races singly.",
    tag: "stats",
    roles: ["player"],
    reply: z.object({
      name: z.string(),
      ...playerFigures,
      won: z.int(),
      /** The bet that brought most above its stake, the earliest of equals; null before the first. */
      biggestWin: z
        .object({
          raceId: z.int(),
          raceNumber: z.int(),
          lobby: z.string(),
          market: z.string(),
          selection: z.array(z.int()),
          /** Names of the runners selected, in the same order. */
          runners: z.array(z.string()),
          stake: amountSchema,
          payout: amountSchema,
          net: amountSchema,
        })
        .nullable(),
      /** Newest first, at most 100. */
      history: z.array(ownRaceSchema),
    }),
    status: 200,
    refusals: [],
  },
  readPlayerBoard: {
    method: "GET",
    path: "/leaderboards/players",
    summary:
      "Players by net result: tonight (last 12 hours), this season (calendar month, UTC) or of all time.",
    tag: "stats",
    roles: [],
    query: z.strictObject({
      span: spanSchema,
      lobby: lobbySchema,
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    reply: z.object({
      span: z.enum(boardSpans),
      /** Races that finished from then on count, epoch milliseconds; null = all. */
      from: z.number().nullable(),
      /** Players on the whole board. */
      playerCount: z.int(),
      /** Best first; of equals who reached the figure first. */
      players: z.array(boardPlayerSchema),
    }),
    status: 200,
    refusals: ["lobby_unknown"],
  },
  readOwnPlaces: {
    method: "GET",
    path: "/leaderboards/players/me",
    summary: "My place on each leaderboard; null where I am on none.",
    tag: "stats",
    roles: ["player"],
    query: z.strictObject({ lobby: lobbySchema }),
    reply: z.object({ tonight: placeSchema, season: placeSchema, all: placeSchema }),
    status: 200,
    refusals: ["lobby_unknown"],
  },
});
