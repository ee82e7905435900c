/** Where live events come from. Only `tiktok` is a real audience: the others write no coins, boards or form (LEDGER-2). */
export const sourceKinds = ["tiktok", "simulator", "recording"] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** Whether what this source tells has really happened on a LIVE. */
export function isReal(source: SourceKind): boolean {
  return source === "tiktok";
}

/** A person of the live platform. Names are fit for a screen already (LIVE INPUT-3). */
export interface LiveViewer {
  /** The platform's own id, digits as a string: the identity; a handle can change. */
  id: string;
  /** The handle without `@`, in the platform's own letters. */
  handle: string;
  /** What a screen shows: cleaned, never empty, at most 24 characters as a reader counts them. */
  name: string;
  isModerator: boolean;
  isSubscriber: boolean;
  isFollower: boolean;
  /** The streamer. */
  isOwner: boolean;
}

/** One gift frame counts as a running total of this streak. */
export interface GiftStreak {
  /** The platform's name for the streak, unique for viewer and gift; never "0". */
  group: string;
  /** When it began, on the server's clock, epoch milliseconds; 0 = the platform did not say. */
  startedAt: number;
  /** The platform says that this streak is over. */
  isFinal: boolean;
}

interface EventOrigin {
  source: SourceKind;
  /** Whose LIVE: the streamer's handle in lower case. */
  channel: string;
  /** The platform's id of the message; unique within source and channel, equality only, no order. */
  eventId: string;
  /** When it happened: creation time corrected to the server's clock, epoch milliseconds. */
  at: number;
  /** When it reached the server, epoch milliseconds. */
  receivedAt: number;
}

/** A gift. Value comes from the event itself; rules key on `itemId`, never on the name (names are translated). */
export interface SupportEvent extends EventOrigin {
  kind: "support";
  viewer: LiveViewer;
  itemId: string;
  itemName: string;
  unit: "diamond";
  /** Diamonds of one, 0 or more. */
  unitValue: number;
  /** 1 or more: the streak's running total so far when `streak` is set, else what was given at once. */
  quantity: number;
  streak?: GiftStreak;
}

export interface ChatEvent extends EventOrigin {
  kind: "chat";
  viewer: LiveViewer;
  /** Cleaned like a name, at most 500 characters. */
  text: string;
  /** The platform's guess, ISO 639-1. */
  language?: string;
}

/** Likes are sampled (LIVE INPUT-1): `count` is a share of this viewer, only `roomTotal` is a sum. */
export interface LikeEvent extends EventOrigin {
  kind: "like";
  viewer: LiveViewer;
  count: number;
  /** The room's total as one of the platform's shards knows it: it jumps back and forth. */
  roomTotal?: number;
}

export interface FollowEvent extends EventOrigin {
  kind: "follow";
  viewer: LiveViewer;
}

export interface ShareEvent extends EventOrigin {
  kind: "share";
  viewer: LiveViewer;
  /** Viewers that the platform says came through this share; 0 = a plain share. */
  broughtViewers: number;
}

export interface JoinEvent extends EventOrigin {
  kind: "join";
  viewer: LiveViewer;
}

export interface SubscribeEvent extends EventOrigin {
  kind: "subscribe";
  viewer: LiveViewer;
  /** Months in a row, 0 = unknown. */
  months: number;
}

export interface ViewersEvent extends EventOrigin {
  kind: "viewers";
  /** Watching now. */
  current: number;
  /** Visitors so far, if told. */
  visitors?: number;
}

export interface QuestionEvent extends EventOrigin {
  kind: "question";
  viewer: LiveViewer;
  text: string;
}

/** The platform's own moderation: what was deleted must leave our screens and queues too. */
export interface ModerationEvent extends EventOrigin {
  kind: "moderation";
  deletedEventIds: readonly string[];
  deletedViewerIds: readonly string[];
}

/** The LIVE itself paused, went on, or came to its end. */
export interface StreamEvent extends EventOrigin {
  kind: "stream";
  action: "paused" | "resumed" | "ended" | "suspended";
}

/** Everything a live source can tell, in our own words; no platform's type goes further than its adapter. */
export type LiveEvent =
  | SupportEvent
  | ChatEvent
  | LikeEvent
  | FollowEvent
  | ShareEvent
  | JoinEvent
  | SubscribeEvent
  | ViewersEvent
  | QuestionEvent
  | ModerationEvent
  | StreamEvent;

export type LiveEventKind = LiveEvent["kind"];
