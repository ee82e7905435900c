import { z } from "zod";
import { amountSchema } from "#common/framework/amounts.ts";
import { accept, refuse } from "#common/framework/refusals.ts";
import { defineRoutes } from "#common/framework/route-contract.ts";
import type { ReplyLookup, StoredReply } from "#server/framework/reply-lookup.ts";
import type { RouteHandlers } from "#server/framework/route-handlers.ts";

const shelf = z.object({ place: z.int(), weight: amountSchema }).meta({ id: "Shelf" });

/** Routes of a shelf: the smallest set that uses every part of the HTTP framework. */
export const shelfRoutes = defineRoutes({
  readShelf: {
    method: "GET",
    path: "/shelf/:place",
    summary: "Read a place of the shelf.",
    tag: "shelf",
    roles: [],
    params: z.strictObject({ place: z.coerce.number().int().positive() }),
    query: z.strictObject({ unit: z.enum(["g", "kg"]).default("g") }),
    reply: shelf,
    status: 200,
    refusals: ["not_found"],
  },
  putOnShelf: {
    method: "POST",
    path: "/shelf",
    summary: "Put a weight on the shelf.",
    tag: "shelf",
    roles: ["player"],
    body: z.strictObject({ weight: amountSchema }),
    reply: shelf,
    status: 201,
    refusals: ["stake_above_maximum"],
    isIdempotent: true,
  },
  breakShelf: {
    method: "POST",
    path: "/shelf/break",
    summary: "Run into a bug.",
    tag: "shelf",
    roles: ["host"],
    reply: shelf,
    status: 200,
    refusals: [],
  },
});

/** Handlers of a shelf and the memory of their first answers. */
export function makeShelf(): {
  handlers: RouteHandlers<typeof shelfRoutes>;
  findReply: ReplyLookup;
  weights: bigint[];
} {
  const weights: bigint[] = [];
  const replies = new Map<string, StoredReply>();
  return {
    weights,
    findReply: ({ playerId, key }) => Promise.resolve(replies.get(`${playerId} ${key}`)),
    handlers: {
      readShelf({ params: { place } }) {
        const weight = weights[place - 1];
        return Promise.resolve(
          weight === undefined ? refuse("not_found") : accept({ place, weight }),
        );
      },
      putOnShelf({ body: { weight }, caller, idempotencyKey }) {
        if (weight > 100n) {
          return Promise.resolve(refuse("stake_above_maximum", { maximum: "100" }));
        }
        const value = { place: weights.push(weight), weight };
        const text = JSON.stringify(shelf.encode(value));
        replies.set(`${caller.playerId} ${idempotencyKey}`, { ok: true, text });
        return Promise.resolve(accept(value));
      },
      breakShelf: () => Promise.reject(new Error("the shelf broke")),
    },
  };
}
