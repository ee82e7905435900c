import { z } from "zod";
import { defineRoutes } from "#common/framework/route-contract.ts";
import { statementEntrySchema } from "./statement-schemas.ts";
import { walletSchema } from "./wallet-schemas.ts";

export const walletRoutes = defineRoutes({
  readWallet: {
    method: "GET",
    path: "/wallet/me",
    summary: "My balances.",
    tag: "wallet",
    roles: ["player"],
    reply: z.object({ wallets: z.array(walletSchema) }),
    status: 200,
    refusals: [],
  },
  readStatement: {
    method: "GET",
    path: "/wallet/me/statement",
    summary:
      "Every movement of my chips with the bets, powers and players it is about, newest first, in pages.",
    tag: "wallet",
    roles: ["player"],
    query: z.strictObject({
      /** Entries a page, 1 to 100. */
      limit: z.coerce.number().int().min(1).max(100).default(20),
      /** The `next` of the page before. */
      before: z
        .string()
        .regex(/^\d{1,18}$/)
        .optional(),
      /** Movements of this race alone; the totals stay those of the whole statement. */
      raceId: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
    }),
    reply: z.object({ entries: z.array(statementEntrySchema), next: z.string().nullable() }),
    status: 200,
    refusals: [],
  },
});
