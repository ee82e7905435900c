import { z } from "zod";
import { amountSchema } from "#common/framework/amounts.ts";
import { defineRoutes } from "#common/framework/route-contract.ts";
import { lobbyCodeSchema } from "#common/players/player-api.ts";
import { walletSchema } from "#common/wallet/wallet-schemas.ts";
import {
  betOrder,
  betTarget,
  cancelBetRefusals,
  cancelledBetSchema,
  placeBetRefusals,
  placedBetSchema,
} from "./bet-contract.ts";
import { betSchema, selectionSchema } from "./bet-schemas.ts";
import { castAnswerSchema, castOrder, castPowerRefusals, castSchema } from "./power-contract.ts";
import { raceIdTextSchema } from "./race-id.ts";

const raceIdParams = z.strictObject({ raceId: raceIdTextSchema });

/** A finished race in the list of results. */
const raceSummarySchema = z
  .object({
    raceId: z.int(),
    number: z.int(),
    lobby: z.string(),
    title: z.string(),
    status: z.enum(["official", "void"]),
    /** Saddle numbers by placing; a dead heat shares a list. */
    order: z.array(z.array(z.int())),
    runners: z.array(
      z.object({
        number: z.int(),
        name: z.string(),
        livery: z.int(),
        finishTimeMs: z.int().nullable(),
      }),
    ),
    /** What each market paid per chip; nothing of a pool that went back. */
    dividends: z.array(
      z.object({ market: z.string(), selection: selectionSchema, perUnit: z.string() }),
    ),
    /** Sum of all stakes. */
    gross: amountSchema,
    /** Epoch milliseconds. */
    finishedAt: z.number(),
  })
  .meta({ id: "RaceSummary" });
export type RaceSummaryWire = z.input<typeof raceSummarySchema>;

const lobbySchema = z
  .object({
    code: z.string(),
    /** What `joinById` of the SDK wants. */
    roomId: z.string(),
    /** Address of the phone page with this lobby's code filled in, as the LAN sees it. */
    joinUrl: z.string(),
    phase: z.string(),
    raceNumber: z.int(),
    playerCount: z.int(),
    /** Names of the latest arrivals, newest first, at most 12. */
    latestPlayers: z.array(z.string()),
  })
  .meta({ id: "Lobby" });
export type LobbyWire = z.input<typeof lobbySchema>;

export const raceRoutes = defineRoutes({
  placeBet: {
    method: "POST",
    path: "/bets",
    summary: "Stake chips on a selection while betting is open.",
    tag: "bets",
    roles: ["player"],
    body: z.strictObject(betOrder),
    reply: placedBetSchema,
    status: 201,
    refusals: placeBetRefusals,
    isIdempotent: true,
  },
  cancelBet: {
    method: "DELETE",
    path: "/bets/:betId",
    summary:
      "Take a bet back for the fee; the bet's id is the key, so a repeat gets the same answer.",
    tag: "bets",
    roles: ["player"],
    params: betTarget,
    reply: cancelledBetSchema,
    status: 200,
    refusals: cancelBetRefusals,
  },
  listMyBets: {
    method: "GET",
    path: "/bets/me",
    summary: "My bets on one race.",
    tag: "bets",
    roles: ["player"],
    query: raceIdParams,
    reply: z.object({
      bets: z.array(betSchema),
      casts: z.array(castSchema),
      wallet: walletSchema,
    }),
    status: 200,
    refusals: [],
  },
  castPower: {
    method: "POST",
    path: "/powers/cast",
    summary: "Use a power on a runner while the race is on; its cost is held until it works.",
    tag: "powers",
    roles: ["player"],
    body: z.strictObject(castOrder),
    reply: castAnswerSchema,
    status: 201,
    refusals: castPowerRefusals,
    isIdempotent: true,
  },
  listRaces: {
    method: "GET",
    path: "/races",
    summary: "Finished races, newest first.",
    tag: "races",
    roles: [],
    query: z.strictObject({
      lobby: lobbyCodeSchema.optional(),
      limit: z.coerce.number().int().min(1).max(50).default(10),
    }),
    reply: z.object({ races: z.array(raceSummarySchema) }),
    status: 200,
    refusals: [],
  },
  readRecord: {
    method: "GET",
    path: "/races/:raceId/record",
    summary:
      "The whole record of a finished race: enough to replay and verify it offline (RACE-8).",
    tag: "races",
    roles: [],
    params: raceIdParams,
    reply: z.record(z.string(), z.unknown()),
    status: 200,
    refusals: ["race_unknown"],
  },
  readLobby: {
    method: "GET",
    path: "/lobbies/:code",
    summary: "One active lobby; `current` stands for the newest.",
    tag: "lobbies",
    roles: [],
    params: z.strictObject({ code: z.union([z.literal("current"), lobbyCodeSchema]) }),
    reply: lobbySchema,
    status: 200,
    refusals: ["lobby_unknown"],
  },
  listLobbies: {
    method: "GET",
    path: "/lobbies",
    summary: "All active lobbies, newest first.",
    tag: "lobbies",
    roles: ["host"],
    reply: z.object({ lobbies: z.array(lobbySchema) }),
    status: 200,
    refusals: [],
  },
  openLobby: {
    method: "POST",
    path: "/lobbies",
    summary: "Open a new lobby under a fresh code.",
    tag: "lobbies",
    roles: ["host"],
    reply: lobbySchema,
    status: 201,
    refusals: ["overloaded"],
  },
  closeLobby: {
    method: "DELETE",
    path: "/lobbies/:code",
    summary: "Close a lobby whose race has not opened betting; its code becomes free.",
    tag: "lobbies",
    roles: ["host"],
    params: z.strictObject({ code: lobbyCodeSchema }),
    reply: z.object({ code: z.string() }),
    status: 200,
    refusals: ["lobby_unknown", "lobby_busy"],
  },
});
