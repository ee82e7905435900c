import { z } from "zod";

/** What a stage can be connected to. */
export const connectLiveSchema = z
  .discriminatedUnion("source", [
    z.strictObject({
      source: z.literal("tiktok"),
      /** A handle as people write it: with or without `@`, or the address of the profile or the LIVE. */
      channel: z.string().trim().min(1).max(200),
    }),
    z.strictObject({
      source: z.literal("simulator"),
      /** The same seed tells the same story. */
      seed: z.int().min(0).max(4_294_967_295).default(1),
      /** Events a second, on average. */
      eventsPerSecond: z.int().min(1).max(1_000).default(20),
    }),
    z.strictObject({
      source: z.literal("recording"),
      /** Name of a file in the recordings folder, without a path. */
      file: z.string().regex(/^[\w.-]{1,120}$/),
      speed: z.number().min(1).max(100).default(1),
      /** Only this streamer of the recording; absent = all of them as one LIVE. */
      streamer: z.string().max(80).optional(),
      /** Begin again at its end, until disconnected. */
      isLooped: z.boolean().default(false),
    }),
  ])
  .meta({ id: "ConnectLive" });
export type ConnectLive = z.output<typeof connectLiveSchema>;
export type ConnectLiveWire = z.input<typeof connectLiveSchema>;

/** What a show brought in: a recording's or a stored session's, counted by the same reducer. */
export const showReportSchema = z
  .object({
    /** Gifts given, each of a streak once. */
    gifts: z.int(),
    diamonds: z.int(),
    /** Most diamonds first, then by id. */
    byGift: z.array(
      z.object({ giftId: z.string(), name: z.string(), gifts: z.int(), diamonds: z.int() }),
    ),
    /** Most diamonds first, then by id. */
    byViewer: z.array(
      z.object({ viewerId: z.string(), name: z.string(), gifts: z.int(), diamonds: z.int() }),
    ),
    /** Streaks seen. */
    streaks: z.int(),
    /** Growth of the room's like total as its high-water marks tell; the shares where it told none. */
    likes: z.int(),
    chats: z.int(),
    follows: z.int(),
    shares: z.int(),
    joins: z.int(),
    viewersPeak: z.int(),
  })
  .meta({ id: "ShowReport" });
export type ShowReport = z.output<typeof showReportSchema>;
