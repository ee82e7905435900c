import { z } from "zod";
import { amountSchema, signedAmountSchema } from "#common/framework/amounts.ts";

/** Stable slug of a runner. */
export const runnerIdSchema = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** How often somebody won, and how often the crowd's money said so. */
const againstExpected = {
  /** Starts in races whose win pool held anything. */
  pooledStarts: z.int(),
  /** Wins among them; a dead heat for first is a win of each. */
  pooledWins: z.int(),
  /** Sum of the shares of those win pools at the off, in hundredths of a win, rounded half up. */
  expectedWinsHundredths: z.int(),
};

/** A runner over all its official races. A scratched runner has no start. */
export const runnerFiguresSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    livery: z.int(),
    starts: z.int(),
    wins: z.int(),
    /** Starts that ended first, second or third. */
    firstThree: z.int(),
    /** The last placings, newest first, at most 5. */
    form: z.array(z.int()),
    ...againstExpected,
  })
  .meta({ id: "RunnerFigures" });
export type RunnerFiguresWire = z.input<typeof runnerFiguresSchema>;

/** A runner on one track. */
export const trackFiguresSchema = z
  .object({
    trackId: z.string(),
    name: z.string(),
    starts: z.int(),
    wins: z.int(),
    firstThree: z.int(),
    bestTimeMs: z.int(),
    ...againstExpected,
  })
  .meta({ id: "TrackFigures" });
export type TrackFiguresWire = z.input<typeof trackFiguresSchema>;

/** One start of a runner, and how it stood after it. */
export const runnerStartSchema = z
  .object({
    raceId: z.int(),
    /** Number of the race in its lobby. */
    raceNumber: z.int(),
    lobby: z.string(),
    track: z.string(),
    saddleNumber: z.int(),
    /** Runners that started. */
    fieldSize: z.int(),
    placing: z.int(),
    finishTimeMs: z.int(),
    /** Its share of the win pool at the off, in basis points, rounded half up; null without a win pool. */
    shareBps: z.int().nullable(),
    /** When the race became official, epoch milliseconds. */
    finishedAt: z.number(),
    /** `pooledWins` and `expectedWinsHundredths` with this start. */
    pooledWins: z.int(),
    expectedWinsHundredths: z.int(),
  })
  .meta({ id: "RunnerStart" });
export type RunnerStartWire = z.input<typeof runnerStartSchema>;

/** The pools of a race at one moment while betting. */
export const poolSampleSchema = z
  .object({
    /** Epoch milliseconds. */
    at: z.number(),
    gross: z.array(z.object({ market: z.string(), stakes: amountSchema })),
    winStakes: z.array(z.object({ number: z.int(), stakes: amountSchema })),
  })
  .meta({ id: "PoolSample" });
export type PoolSampleWire = z.input<typeof poolSampleSchema>;

/** One race of a player: what it brought, and the sum of all so far. */
export const ownRaceSchema = z
  .object({
    raceId: z.int(),
    raceNumber: z.int(),
    lobby: z.string(),
    title: z.string(),
    finishedAt: z.number(),
    bets: z.int(),
    staked: amountSchema,
    paid: amountSchema,
    powers: amountSchema,
    net: signedAmountSchema,
    /** The net of all races up to this one. */
    total: signedAmountSchema,
  })
  .meta({ id: "OwnRace" });
export type OwnRaceWire = z.input<typeof ownRaceSchema>;

/**
 * What a player's settled bets of official races came to: won or lost ones, fixed odds included, and
 * the powers that worked. net = paid − staked − powers; fees of cancelled bets and favors are not in it.
 */
export const playerFigures = {
  races: z.int(),
  bets: z.int(),
  staked: amountSchema,
  /** Payouts, stakes included. */
  paid: amountSchema,
  powers: amountSchema,
  net: signedAmountSchema,
};

/** A line of a leaderboard. */
export const boardPlayerSchema = z
  .object({ place: z.int(), name: z.string(), ...playerFigures })
  .meta({ id: "BoardPlayer" });
export type BoardPlayerWire = z.input<typeof boardPlayerSchema>;
