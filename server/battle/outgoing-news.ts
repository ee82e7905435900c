import type { BattleContract } from "#common/battle/battle-messages.ts";
import type { BattleState } from "#common/battle/battle-state.ts";
import type { RoomContext } from "#server/framework/room-type.ts";
import type { BattleNews } from "./battle-consumer.ts";
import { createChatNews } from "./chat-news.ts";
import { createGiftNews } from "./gift-news.ts";

/** What of the committed batches goes to the screens as messages, collected from tick to tick. */
export interface OutgoingNews {
  addChat(news: BattleNews): void;
  addGifts(points: BattleNews["points"]): void;
  /** Sends what is due at `now`. */
  send(now: number): void;
}

export function createOutgoingNews(
  { broadcast }: Pick<RoomContext<BattleContract, BattleState>, "broadcast">,
  isClean: (text: string) => boolean,
): OutgoingNews {
  const gifts = createGiftNews();
  const chat = createChatNews(isClean);
  return {
    addChat: chat.add,
    addGifts: gifts.add,
    send(now) {
      const scored = gifts.take();
      if (scored.length > 0) broadcast("giftsScored", { gifts: scored });
      const comments = chat.takeShown(now);
      if (comments.length > 0) broadcast("chatShown", { comments });
      const deleted = chat.takeDeleted();
      if (deleted !== undefined) broadcast("chatDeleted", deleted);
    },
  };
}
