import type { ChatEvent, LikeEvent, LiveViewer, SupportEvent, ViewersEvent } from "./live-event.ts";

/** Events for tests: sound by themselves, told apart by what a test names. */
export function sampleViewer(id = "7001", overrides: Partial<LiveViewer> = {}): LiveViewer {
  return {
    id,
    handle: `handle${id}`,
    name: `Name ${id}`,
    isModerator: false,
    isSubscriber: false,
    isFollower: false,
    isOwner: false,
    ...overrides,
  };
}

const origin = {
  source: "tiktok",
  channel: "streamer",
  eventId: "1",
  at: 1_000_000,
  receivedAt: 1_000_200,
} as const;

/** One Rose. */
export function sampleGift(overrides: Partial<SupportEvent> = {}): SupportEvent {
  return {
    ...origin,
    kind: "support",
    viewer: sampleViewer(),
    itemId: "5655",
    itemName: "Rose",
    unit: "diamond",
    unitValue: 1,
    quantity: 1,
    ...overrides,
  };
}

export function sampleChat(text: string, overrides: Partial<ChatEvent> = {}): ChatEvent {
  return { ...origin, kind: "chat", viewer: sampleViewer(), text, ...overrides };
}

export function sampleLike(count: number, overrides: Partial<LikeEvent> = {}): LikeEvent {
  return { ...origin, kind: "like", viewer: sampleViewer(), count, ...overrides };
}

export function sampleViewers(
  current: number,
  overrides: Partial<ViewersEvent> = {},
): ViewersEvent {
  return { ...origin, kind: "viewers", current, ...overrides };
}
