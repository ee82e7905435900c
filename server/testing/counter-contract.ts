import { type SchemaType, schema, t } from "@colyseus/schema";
import { z } from "zod";
import { idempotencyKeySchema } from "#common/framework/idempotency-key.ts";
import { defineRoomContract } from "#common/framework/room-contract.ts";
import { snapshotCommand } from "#common/framework/snapshot-command.ts";
import { versionedFields } from "#common/framework/versioned-state.ts";

const nothing = z.strictObject({});
const counted = z.object({ count: z.int() });

/** What crosses the wire of a counter: the smallest room that uses every part of the framework. */
export const counterContract = defineRoomContract({
  commands: {
    add: {
      summary: "Count on.",
      roles: ["player"],
      input: z.strictObject({ by: z.int().min(-1_000).max(1_000) }),
      reply: counted,
      refusals: ["phase_changed"],
      perSecondMax: 1_000,
    },
    addOnce: {
      summary: "Count on, once for each key.",
      roles: ["player"],
      input: z.strictObject({ key: idempotencyKeySchema, by: z.int() }),
      reply: counted,
      refusals: ["phase_changed"],
      isIdempotent: true,
      perSecondMax: 2,
    },
    mark: {
      summary: "Set a mark, or take it away with 0.",
      roles: ["player"],
      input: z.strictObject({ name: z.string().min(1).max(8), value: z.int() }),
      reply: nothing,
      refusals: [],
      perSecondMax: 1_000,
    },
    whisper: {
      summary: "Say something to one player.",
      roles: ["player"],
      input: z.strictObject({ playerId: z.string(), text: z.string().max(40) }),
      reply: nothing,
      refusals: [],
    },
    keep: {
      summary: "Keep the count in the room's row.",
      roles: ["host"],
      input: nothing,
      reply: nothing,
      refusals: [],
    },
    shut: {
      summary: "Close the counter.",
      roles: ["host"],
      input: nothing,
      reply: nothing,
      refusals: ["phase_changed"],
    },
    fail: {
      summary: "Run into a bug.",
      roles: ["player"],
      input: nothing,
      reply: nothing,
      refusals: [],
    },
    getSnapshot: {
      ...snapshotCommand,
      roles: ["host", "player", "viewer"],
      perSecondMax: 1_000,
    },
  },
  events: {
    counted: { summary: "The counter moved.", to: "broadcast", payload: counted },
    whispered: {
      summary: "Somebody said something to you.",
      to: "direct",
      payload: z.object({ text: z.string() }),
    },
  },
});
export type CounterContract = typeof counterContract;

export const MarkState = schema({ value: t.int32().default(0) }, "MarkState");
export type MarkState = SchemaType<typeof MarkState>;

export const CounterState = schema(
  {
    ...versionedFields<"open" | "closed">("open"),
    count: t.int32().default(0),
    marks: t.map(MarkState),
    /** Ballast, to make a patch as big as a test needs it. */
    ballast: t.string().default(""),
    /** Seats that were given up for good. */
    leftCount: t.uint32().default(0),
  },
  "CounterState",
);
export type CounterState = SchemaType<typeof CounterState>;
