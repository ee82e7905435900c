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
  cancelledBetSchema,
  placeBetRefusals,
  placedBetSchema,
} from "./bet-contract.ts";
import { betSchema, marketNameSchema, selectionSchema } from "./bet-schemas.ts";
import { FIELD_SIZE_MAX } from "./field-size.ts";
import { castAnswerSchema, castOrder, castPowerRefusals, castSchema } from "./power-contract.ts";
import { raceIdSchema } from "./race-id.ts";

const racePhaseSchema = z.enum(["lobby", "betting", "racing", "settling", "void"]);

/** What a host saw when they pressed: a second tap finds another phase and does nothing (RACE-1). */
const hostTarget = { raceId: raceIdSchema, expectedPhase: racePhaseSchema };
const nothing = z.object({});

/** 32 bytes in hexadecimal. */
const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

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
      reply: cancelledBetSchema,
      refusals: cancelBetRefusals,
      perSecondMax: 10,
    },
    readMine: {
      summary: "My bets on this race and my balance: what a phone asks on its return.",
      roles: ["player"],
      input: z.strictObject({}),
      reply: z.object({
        bets: z.array(betSchema),
        casts: z.array(castSchema),
        wallet: walletSchema,
      }),
      refusals: [],
      perSecondMax: 5,
    },
    quoteBet: {
      summary:
        "What a selection pays now and what a stake on it would return; may change until the off.",
      roles: ["host", "moderator", "player", "viewer", "overlay"],
      input: z.strictObject({
        raceId: raceIdSchema,
        market: marketNameSchema,
        selection: selectionSchema,
        /** 0 asks for the dividend alone. */
        stake: amountSchema,
      }),
      reply: z.object({
        /** Approximate dividend per chip in hundredths; 0 = no figure. */
        odds: z.int(),
        /** Chips a winning stake would get, itself included; the stake where the pool would go back. */
        potentialReturn: amountSchema,
      }),
      refusals: ["race_unknown", "market_unknown", "invalid_input", "runner_unknown"],
      perSecondMax: 10,
    },
    castPower: {
      summary: "Use a power on a runner while the race is on; its cost is held until it works.",
      roles: ["player"],
      input: z.strictObject({ key: idempotencyKeySchema, ...castOrder }),
      reply: castAnswerSchema,
      refusals: castPowerRefusals,
      isIdempotent: true,
      perSecondMax: 5,
    },
    commitEntropy: {
      summary: "The hash of this phone's 32 secret bytes: its part in the race's seed (RACE-6).",
      roles: ["player"],
      input: z.strictObject({ raceId: raceIdSchema, hash: hashSchema }),
      reply: nothing,
      refusals: ["race_unknown", "entropy_closed"],
      perSecondMax: 5,
    },
    revealEntropy: {
      summary: "This phone's 32 secret bytes, during the start lights.",
      roles: ["player"],
      input: z.strictObject({ raceId: raceIdSchema, secret: hashSchema }),
      reply: nothing,
      refusals: ["race_unknown", "entropy_closed", "entropy_mismatch"],
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
    scratchRunner: {
      summary:
        "Take a runner out before the lock: stakes on it go back, betting goes on 20 s longer.",
      roles: ["host"],
      input: z.strictObject({ ...hostTarget, number: z.int().min(1).max(FIELD_SIZE_MAX) }),
      reply: nothing,
      refusals: ["phase_changed", "runner_unknown"],
    },
    stopPowers: {
      summary: "No more powers in this race.",
      roles: ["host"],
      input: z.strictObject({ raceId: raceIdSchema }),
      reply: nothing,
      refusals: ["phase_changed"],
    },
    setHouseTerms: {
      summary: "What the races to come offer: tote or fixed odds to win, powers or none.",
      roles: ["host"],
      input: z.strictObject({ winOdds: z.enum(["tote", "fixed"]), arePowersOn: z.boolean() }),
      reply: nothing,
      refusals: [],
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
    powerCast: {
      summary: "Somebody used a power; it works at `tick`.",
      to: "broadcast",
      payload: z.object({
        name: z.string(),
        power: z.string(),
        target: z.int(),
        tick: z.int(),
        cost: amountSchema,
      }),
    },
    powerReleased: {
      summary: "A power that could not work; its cost went back.",
      to: "broadcast",
      payload: z.object({ power: z.string(), target: z.int(), reason: z.string() }),
    },
    runnerScratched: {
      summary: "A runner was taken out; every stake on it went back.",
      to: "broadcast",
      payload: z.object({ raceId: z.int(), number: z.int() }),
    },
    entropyCalled: {
      summary:
        "Betting is about to be locked: phones say once more that they are there (RACE-6 c).",
      to: "broadcast",
      payload: z.object({ raceId: z.int() }),
    },
    walletChanged: {
      summary: "My balance and the bets and casts that changed it: settlement, refund, top-up.",
      to: "direct",
      payload: z.object({
        wallet: walletSchema,
        bets: z.array(betSchema),
        casts: z.array(castSchema).optional(),
      }),
    },
    handlesChanged: {
      summary: "A handle was linked to me or let go, or a LIVE earned me coins: my balances.",
      to: "direct",
      payload: z.object({ wallets: z.array(walletSchema) }),
    },
  },
});
export type RaceContract = typeof raceContract;
