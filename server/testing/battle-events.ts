import { sampleChat, sampleGift, sampleViewer } from "#common/live/event-samples.ts";
import type { ChatEvent, GiftStreak, LiveViewer, SupportEvent } from "#common/live/live-event.ts";
import type { Clock } from "#server/framework/clock.ts";

type ViewerEvent<E> = Partial<Omit<E, "viewer">>;
type Hit = Omit<ViewerEvent<SupportEvent>, "streak"> & {
  quantity: number;
  streak?: Partial<GiftStreak>;
};

/** Events of one LIVE, each with an id of its own, made now unless the test says otherwise. */
export interface BattleEvents {
  gift(viewerId: string, overrides?: ViewerEvent<SupportEvent>): SupportEvent;
  /** A frame of a streak: its running total. */
  hit(viewerId: string, frame: Hit): SupportEvent;
  says(viewerId: string, text: string, overrides?: ViewerEvent<ChatEvent>): ChatEvent;
}

let made = 0;

export function makeBattleEvents(clock: Clock): BattleEvents {
  function origin(viewerId: string): {
    eventId: string;
    at: number;
    receivedAt: number;
    viewer: LiveViewer;
  } {
    made += 1;
    const now = clock.now();
    return { eventId: `e${made}`, at: now, receivedAt: now, viewer: sampleViewer(viewerId) };
  }
  return {
    gift: (viewerId, overrides) => sampleGift({ ...origin(viewerId), ...overrides }),
    hit(viewerId, { streak, ...frame }) {
      const whole = { group: "1", startedAt: clock.now(), isFinal: false, ...streak };
      return sampleGift({ ...origin(viewerId), ...frame, streak: whole });
    },
    says: (viewerId, text, overrides) => sampleChat(text, { ...origin(viewerId), ...overrides }),
  };
}
