import { z } from "zod";
import { defineRoutes } from "#common/framework/route-contract.ts";
import { walletSchema } from "#common/wallet/wallet-schemas.ts";

/** Four consonants and digits without look-alikes; typed in any case. */
export const lobbyCodeSchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9]{4}$/)
  .meta({ id: "LobbyCode" });

/** What a phone makes and stores before it joins: 22 to 64 URL-safe characters, unguessable. Same key, same player (LEDGER-8). */
const joinKeySchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22,64}$/)
  .meta({ id: "JoinKey" });

/** A seat: a bearer token of 12 hours and a secret that buys the next one. */
export const sessionSchema = z
  .object({
    token: z.string(),
    resumeSecret: z.string(),
    player: z.object({ id: z.string(), name: z.string() }),
    lobby: z.object({ code: z.string(), roomId: z.string() }),
    wallets: z.array(walletSchema),
  })
  .meta({ id: "Session" });
export type SessionWire = z.input<typeof sessionSchema>;

export const playerRoutes = defineRoutes({
  joinLobby: {
    method: "POST",
    path: "/auth/join",
    summary: "Join a lobby under a name; the first join of a phone grants the starting chips.",
    tag: "players",
    roles: [],
    body: z.strictObject({
      /** 2 to 20 visible characters after normalisation (NFC, no control, zero-width or bidi characters). */
      name: z.string().max(200),
      lobby: lobbyCodeSchema,
      joinKey: joinKeySchema,
    }),
    reply: sessionSchema,
    status: 201,
    refusals: ["name_invalid", "lobby_unknown", "rate_limited"],
  },
  resumeSession: {
    method: "POST",
    path: "/auth/resume",
    summary: "A new token for a known phone, into the lobby it was in or the one named.",
    tag: "players",
    roles: [],
    body: z.strictObject({
      resumeSecret: z.string().min(20).max(200),
      lobby: lobbyCodeSchema.optional(),
    }),
    reply: sessionSchema,
    status: 201,
    refusals: ["unauthorized", "lobby_unknown", "rate_limited"],
  },
  openHostSession: {
    method: "POST",
    path: "/auth/host",
    summary: "A host token for the PIN; five wrong tries lock the address for a minute.",
    tag: "players",
    roles: [],
    body: z.strictObject({ pin: z.string().max(64) }),
    reply: z.object({ token: z.string() }),
    status: 201,
    refusals: ["wrong_pin", "pin_locked"],
  },
});
