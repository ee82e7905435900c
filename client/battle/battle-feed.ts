import { type ReadonlySignal, signal } from "@preact/signals";
import {
  type ConnectionStatus,
  connectRoom,
  type RoomConnection,
} from "#client/framework/connection.ts";
import { call } from "#client/framework/http.ts";
import { makeListeners } from "#client/framework/listeners.ts";
import type { BattleContract, ScoredGift } from "#common/battle/battle-messages.ts";
import type { EventPayloadWire } from "#common/framework/room-contract.ts";
import { type BattleView, readBattleView } from "./battle-view.ts";

const REFUSED_RETRY_MS = 5_000;
const COMMENTS_MAX = 20;

/** `unknown-stage`: the server answers but has no such stage. All but `live` keep trying for ever. */
export type BattleLink = "connecting" | "live" | "lost" | "unknown-stage";

type ChatShown = EventPayloadWire<BattleContract, "chatShown">;
export type ShownComment = ChatShown["comments"][number];
export type BattleResult = EventPayloadWire<BattleContract, "battleEnded">;

/** A stage's room as signals and events. */
export interface BattleFeed {
  readonly link: ReadonlySignal<BattleLink>;
  /** The last known picture: it stays while the connection is away. */
  readonly view: ReadonlySignal<BattleView | undefined>;
  /** Newest first; what the platform deletes leaves the list. */
  readonly comments: ReadonlySignal<readonly ShownComment[]>;
  /** Gifts that have just been counted, for the picture. */
  onGift(listener: (gift: ScoredGift) => void): () => void;
  onEnd(listener: (result: BattleResult) => void): () => void;
  /** The server's clock, epoch milliseconds. */
  serverNow(): number;
  close(): void;
}

/** Stays in the battle room of a stage (its code, or `current`) until closed, as a viewer. */
export function openBattleFeed(stage: string): BattleFeed {
  const link = signal<BattleLink>("connecting");
  const view = signal<BattleView | undefined>(undefined);
  const comments = signal<readonly ShownComment[]>([]);
  const gifts = makeListeners<ScoredGift>();
  const ends = makeListeners<BattleResult>();
  let retry: ReturnType<typeof setTimeout> | undefined;
  let connection = connect();

  async function findRoom(): Promise<string> {
    const found = await call("GET", "/stages/:code", { params: { code: stage } });
    if (found.ok) return found.value.roomId;
    if (found.refusal.code === "stage_unknown") link.value = "unknown-stage";
    throw new Error(found.refusal.code);
  }

  function noteStatus(status: ConnectionStatus): void {
    if (status.kind === "live" || status.kind === "lost") link.value = status.kind;
    if (status.kind !== "refused") return;
    // A room that closed between the look-up and the seat: the next look-up finds another.
    retry = setTimeout(() => {
      connection.close();
      connection = connect();
    }, REFUSED_RETRY_MS);
  }

  function connect(): RoomConnection<"battle"> {
    const opened = connectRoom("battle", { roomId: findRoom, onStatus: noteStatus });
    opened.onState((state) => {
      view.value = readBattleView(state, view.value);
    });
    opened.on("giftsScored", (scored) => {
      for (const gift of scored.gifts) gifts.tell(gift);
    });
    opened.on("battleEnded", (result) => ends.tell(result));
    opened.on("chatShown", (shown) => {
      comments.value = [...[...shown.comments].reverse(), ...comments.value].slice(0, COMMENTS_MAX);
    });
    opened.on("chatDeleted", ({ eventIds, viewerIds }) => {
      comments.value = comments.value.filter(
        ({ eventId, viewerId }) => !eventIds.includes(eventId) && !viewerIds.includes(viewerId),
      );
    });
    return opened;
  }

  return {
    link,
    view,
    comments,
    onGift: (listener) => gifts.add(listener),
    onEnd: (listener) => ends.add(listener),
    serverNow: () => connection.serverNow(),
    close() {
      clearTimeout(retry);
      connection.close();
    },
  };
}
