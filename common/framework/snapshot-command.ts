import { z } from "zod";

/** What every room answers, and the framework answers for it. */
export const snapshotCommand = {
  summary: "The whole state as plain JSON with its version.",
  roles: ["host", "moderator", "player", "viewer", "overlay"],
  input: z.strictObject({}),
  reply: z.object({
    roomEpoch: z.number(),
    stateVersion: z.number(),
    state: z.record(z.string(), z.unknown()),
  }),
  refusals: [],
  perSecondMax: 2,
} as const;
