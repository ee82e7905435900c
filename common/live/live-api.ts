import { z } from "zod";
import { defineRoutes } from "#common/framework/route-contract.ts";
import { sourceKinds } from "./live-event.ts";
import { showReportSchema } from "./live-schemas.ts";

const sessionIdSchema = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

const streamSessionSchema = z
  .object({
    id: z.int(),
    stage: z.string(),
    source: z.enum(sourceKinds),
    channel: z.string(),
    /** Epoch milliseconds. */
    startedAt: z.number(),
    endedAt: z.number().nullable(),
    events: z.int(),
  })
  .meta({ id: "StreamSession" });
export type StreamSessionWire = z.input<typeof streamSessionSchema>;

export const liveRoutes = defineRoutes({
  listSessions: {
    method: "GET",
    path: "/live/sessions",
    summary: "Stream sessions, newest first.",
    tag: "live",
    roles: ["host"],
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
    reply: z.object({ sessions: z.array(streamSessionSchema) }),
    status: 200,
    refusals: [],
  },
  readReport: {
    method: "GET",
    path: "/live/sessions/:sessionId/report",
    summary: "What a stored show brought in, counted again from its recorded events.",
    tag: "live",
    roles: ["host"],
    params: z.strictObject({ sessionId: sessionIdSchema }),
    reply: z.object({ session: streamSessionSchema, report: showReportSchema }),
    status: 200,
    refusals: ["session_unknown"],
  },
  listRecordings: {
    method: "GET",
    path: "/live/recordings",
    summary: "Files that can be played, from the recordings folder.",
    tag: "live",
    roles: ["host"],
    reply: z.object({
      recordings: z.array(z.object({ file: z.string(), bytes: z.int() })),
    }),
    status: 200,
    refusals: [],
  },
  listGifts: {
    method: "GET",
    path: "/live/gifts",
    summary: "Gifts to choose from in tables: those seen here first, then the shipped list.",
    tag: "live",
    roles: ["host"],
    reply: z.object({
      gifts: z.array(z.object({ giftId: z.string(), name: z.string(), diamonds: z.int() })),
    }),
    status: 200,
    refusals: [],
  },
});
