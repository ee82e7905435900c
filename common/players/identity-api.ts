import { z } from "zod";
import { defineRoutes } from "#common/framework/route-contract.ts";

/** Platforms whose handles a player can link. */
const handleSources = ["tiktok"] as const;
const handleSourceSchema = z.enum(handleSources);

/** With or without `@`; 2 to 24 letters, digits, underscores and dots. */
const handleSchema = z.string().trim().min(1).max(80);

const identitySchema = z
  .object({
    source: handleSourceSchema,
    viewerId: z.string(),
    handle: z.string(),
    name: z.string(),
    /** Epoch milliseconds. */
    linkedAt: z.number(),
    /** Coins that came with the link. */
    coinsMoved: z.string(),
  })
  .meta({ id: "Identity" });
export type IdentityWire = z.input<typeof identitySchema>;

const challengeSchema = z
  .object({
    source: handleSourceSchema,
    handle: z.string(),
    /** What to comment from the handle: `link CODE`. */
    code: z.string(),
    /** Epoch milliseconds. */
    expiresAt: z.number(),
  })
  .meta({ id: "LinkChallenge" });
export type LinkChallengeWire = z.input<typeof challengeSchema>;

export const identityRoutes = defineRoutes({
  listIdentities: {
    method: "GET",
    path: "/identities",
    summary: "My handles, and the code I still have to comment.",
    tag: "identities",
    roles: ["player"],
    reply: z.object({
      identities: z.array(identitySchema),
      challenge: challengeSchema.nullable(),
    }),
    status: 200,
    refusals: [],
  },
  linkHandle: {
    method: "POST",
    path: "/identities/link",
    summary:
      "Name a handle and get a code; `link CODE` as a comment from it within 10 minutes links it.",
    tag: "identities",
    roles: ["player"],
    body: z.strictObject({ source: handleSourceSchema, handle: handleSchema }),
    reply: challengeSchema,
    status: 201,
    refusals: ["handle_invalid", "rate_limited"],
  },
  unlinkHandle: {
    method: "POST",
    path: "/identities/unlink",
    summary: "Let go of a handle; coins that are in the wallet stay there.",
    tag: "identities",
    roles: ["player"],
    body: z.strictObject({ source: handleSourceSchema, viewerId: z.string().max(40) }),
    reply: z.object({}),
    status: 200,
    refusals: ["handle_unknown"],
  },
  forceLink: {
    method: "POST",
    path: "/identities/force-link",
    summary: "Link a handle to a player by the host's hand; audited.",
    tag: "identities",
    roles: ["host"],
    body: z.strictObject({
      source: handleSourceSchema,
      handle: handleSchema,
      playerId: z.uuid(),
      reason: z.string().trim().min(1).max(200),
    }),
    reply: identitySchema,
    status: 201,
    refusals: ["handle_unknown", "not_found", "handle_linked"],
  },
});
