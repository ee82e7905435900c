import { z } from "zod";
import { amountSchema } from "#common/framework/amounts.ts";
import { idempotencyKeySchema } from "#common/framework/idempotency-key.ts";
import { defineRoomContract } from "#common/framework/room-contract.ts";
import { snapshotCommand } from "#common/framework/snapshot-command.ts";
import { walletSchema } from "#common/wallet/wallet-schemas.ts";
import {
  betOrder,
  betTarget,
  cancelBetRefusals,
  placeBetRefusals,
  placedBetSchema,
} from "./bet-contract.ts";
import { betSchema, selectionSchema } from "./bet-schemas.ts";
import { raceIdSchema } from "./race-id.ts";

const racePhaseSchema = z.enum(["lobby", "betting", "racing", "settling", "void"]);

/** What a host saw when they pressed: a second tap finds another phase and does nothing (RACE-1). */
const hostTarget = { raceId: raceIdSchema, expectedPhase: racePhaseSchema };
const nothing = z.object({});

/** What the record says for ever: characters that no table and no hash can keep are refused. */
const voidReasonSchema = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

export const raceContract = defineRoomContract({
  commands: {
    placeBet: {
      summary: "Stake chips on a selection while betting is open.",
      roles: ["player"],
      input: z.strictObject({
        key: idempotencyKeySchema,
        ...betOrder,
      }),
      reply: placedBetSchema,
      refusals: placeBetRefusals,
      isIdempotent: true,
      perSecondMax: 10,
    },
    cancelBet: {
      summary: "Take a bet back for the fee, while betting is open and not in its last seconds.",
      roles: ["player"],
      input: betTarget,
      reply: placedBetSchema,
      refusals: cancelBetRefusals,
      perSecondMax: 10,
    },
    readMine: {
      summary: "My bets on this race and my balance: what a phone asks on its return.",
      roles: ["player"],
      input: z.strictObject({}),
      reply: z.object({ bets: z.array(betSchema), wallet: walletSchema }),
      refusals: [],
      perSecondMax: 5,
    },
    getSnapshot: snapshotCommand,
    openBetting: {
      summary: "Open betting on the race in the lobby.",
      roles: ["host"],
      input: z.strictObject(hostTarget),
      reply: nothing,
      refusals: ["phase_changed"],
    },
    lockBetting: {
      summary: "Close betting early and send them off.",
      roles: ["host"],
      input: z.strictObject(hostTarget),
      reply: nothing,
      refusals: ["phase_changed"],
    },
    pause: {
      summary: "Stop the countdown of lobby, betting or settling.",
      roles: ["host"],
      input: z.strictObject(hostTarget),
      reply: nothing,
      refusals: ["phase_changed"],
    },
    resume: {
      summary: "Let the countdown go on with the time it had left.",
      roles: ["host"],
      input: z.strictObject(hostTarget),
      reply: nothing,
      refusals: ["phase_changed"],
    },
    voidRace: {
      summary: "Call the race off before it is official: every stake goes back.",
      roles: ["host"],
      input: z.strictObject({ ...hostTarget, reason: voidReasonSchema }),
      reply: nothing,
      refusals: ["phase_changed"],
    },
    nextRace: {
      summary: "Leave the result and bring the next race into the lobby now.",
      roles: ["host"],
      input: z.strictObject(hostTarget),
      reply: nothing,
      refusals: ["phase_changed"],
    },
    setAutopilot: {
      summary: "Let the card run by itself, or stop after this race.",
      roles: ["host"],
      input: z.strictObject({ isOn: z.boolean() }),
      reply: nothing,
      refusals: [],
    },
    setDurations: {
      summary: "How long lobby, betting and settling last, from the next phase on.",
      roles: ["host"],
      input: z.strictObject({
        lobbyMs: z.int().min(5_000).max(600_000),
        bettingMs: z.int().min(15_000).max(1_800_000),
        settlingMs: z.int().min(5_000).max(120_000),
      }),
      reply: nothing,
      refusals: [],
    },
    readRoster: {
      summary: "Who is here, with balances, for the host's screen.",
      roles: ["host", "moderator"],
      input: z.strictObject({}),
      reply: z.object({
        players: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            isConnected: z.boolean(),
            available: amountSchema,
            locked: amountSchema,
          }),
        ),
        spectatorCount: z.int(),
      }),
      refusals: [],
      perSecondMax: 2,
    },
  },
  events: {
    playerJoined: {
      summary: "A player took a seat for the first time.",
      to: "broadcast",
      payload: z.object({ name: z.string() }),
    },
    betPlaced: {
      summary: "A bet was accepted; for the ticker, never for money.",
      to: "broadcast",
      payload: z.object({
        name: z.string(),
        market: z.string(),
        selection: selectionSchema,
        stake: amountSchema,
      }),
    },
    walletChanged: {
      summary: "My balance and the bets that changed it: after settlement, refund or top-up.",
      to: "direct",
      payload: z.object({ wallet: walletSchema, bets: z.array(betSchema) }),
    },
    handlesChanged: {
      summary: "A handle was linked to me or let go, or a LIVE earned me coins: my balances.",
      to: "direct",
      payload: z.object({ wallets: z.array(walletSchema) }),
    },
  },
});
export type RaceContract = typeof raceContract;
