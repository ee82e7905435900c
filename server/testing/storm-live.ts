import type { Random } from "#common/framework/random.ts";
import type { EncodedMessage } from "./fake-tiktok/encode-message.ts";
import type { FakeMessages } from "./fake-tiktok/fake-messages.ts";
import type { GiftFrame } from "./gift-truth.ts";
import { WORDS } from "./live-night.ts";

/** A crowd that gives without end: streaks that skip, overlap and lose their ends, and single gifts. */
export interface StormLive {
  /** Sides of its viewers. */
  sideOf(viewerId: string): string;
  /** Everybody's comment that chooses a side. */
  choices(): EncodedMessage[];
  /** The next frame, made now; about one message in eight comes a second time. */
  frame(): EncodedMessage[];
  /** A gift outside a streak, made at this time. */
  single(diamonds: number, at?: number): EncodedMessage;
  /** Everything told about gifts so far. */
  told: GiftFrame[];
}

const VIEWERS = 30;
const FRAME_MESSAGES = 6;

interface Streak {
  viewer: string;
  giftId: string;
  diamonds: number;
  group: string;
  count: number;
}

/** `startedAt` is when its streaks may have begun, epoch milliseconds. */
export function makeStormLive(
  messages: FakeMessages,
  options: { random: Random; sides: readonly string[]; startedAt: number },
): StormLive {
  const { random, sides, startedAt } = options;
  const viewers = Array.from({ length: VIEWERS }, (_, index) => String(7_001 + index));
  const sideOf = (viewerId: string) => sides[Number(viewerId) % sides.length] as string;
  const told: GiftFrame[] = [];
  const streaks: Streak[] = [];
  const recent: EncodedMessage[] = [];
  let groups = 0;

  function tell(gift: Omit<GiftFrame, "msgId">, more: { isEnd?: boolean; at?: number } = {}) {
    const { viewerId, ...rest } = gift;
    const type = gift.group === "0" ? 2 : 1;
    const message = messages.gift({ ...rest, ...more, type, viewer: { id: viewerId } });
    told.push({ ...gift, msgId: message.msgId });
    return message;
  }

  function hit(): EncodedMessage {
    const known = streaks[random.below(streaks.length + 3)];
    const streak = known ?? newStreak();
    streak.count += 1 + random.below(4);
    const isEnd = random.chance(1, 6);
    if (isEnd) streaks.splice(streaks.indexOf(streak), 1);
    const { viewer: viewerId, ...gift } = streak;
    return tell({ viewerId, ...gift }, { isEnd });
  }

  function newStreak(): Streak {
    groups += 1;
    const streak = {
      viewer: drawViewer(),
      giftId: String(5_655 + random.below(5)),
      diamonds: 1 + random.below(30),
      group: String(startedAt + groups),
      count: 0,
    };
    streaks.push(streak);
    return streak;
  }

  const drawViewer = () => viewers[random.below(VIEWERS)] as string;

  function next(): EncodedMessage {
    const again = recent[random.below(recent.length + 1)];
    if (again !== undefined && random.chance(1, 8)) return again;
    const draw = random.below(10);
    if (draw < 6) return hit();
    if (draw < 8) return storm.single(1 + random.below(500));
    const viewer = { id: drawViewer() };
    return draw === 8 ? messages.like(viewer, { count: 5 }) : messages.join(viewer);
  }

  const storm: StormLive = {
    sideOf,
    told,
    choices: () => viewers.map((id) => messages.chat({ id }, WORDS[sideOf(id)] ?? sideOf(id))),
    frame() {
      const frame = random.shuffle(Array.from({ length: FRAME_MESSAGES }, next));
      recent.splice(0, recent.length, ...recent.slice(-40), ...frame);
      return frame;
    },
    single(diamonds, at) {
      const gift = { viewerId: drawViewer(), giftId: "6369", diamonds, count: 1, group: "0" };
      return tell(gift, at === undefined ? {} : { at });
    },
  };
  return storm;
}
