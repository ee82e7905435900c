import { addedDiamonds } from "#common/live/gift-count.ts";
import type { LiveViewer } from "#common/live/live-event.ts";
import type { RecordedBatch, RecordedEvent } from "#common/live/recorded-event.ts";
import { type LinkComment, readLinkComment } from "#common/players/link-comment.ts";
import { minuteOf } from "#common/players/watch-time.ts";
import type { PresenceMemory } from "./presence-memory.ts";

/** One viewer of a batch who earns something in it, or speaks of their link. */
export interface AudienceMember {
  viewerId: string;
  /** As last seen in the batch. */
  handle: string;
  name: string;
  /** Diamonds of the gifts in it. */
  diamonds: bigint;
  /** Minutes with a sign of life, ascending. */
  seenMinutes: number[];
}

/** A comment that links or unlinks a handle. */
export interface LinkWord {
  viewerId: string;
  comment: LinkComment;
  /** Epoch milliseconds. */
  at: number;
}

export interface Audience {
  /** By viewer id. */
  members: Map<string, AudienceMember>;
  /** In the order of the batch. */
  words: LinkWord[];
}

/** Comments, likes and joins keep a viewer present. */
const SIGNS_OF_LIFE = new Set(["chat", "like", "join"]);

/** Gathers a batch by viewer; whoever changes nothing that is stored is left out. */
export function readAudience(batch: RecordedBatch, memory: PresenceMemory): Audience {
  const audience: Audience = { members: new Map(), words: [] };
  for (const recorded of batch.events) {
    const { event } = recorded;
    if (!("viewer" in event)) continue;
    const diamonds = recorded.gift === undefined ? 0 : addedDiamonds(recorded.gift);
    const minute = signOfLife(recorded, batch);
    const isNewSign =
      minute !== undefined &&
      !memory.isCounted(event.viewer.id, { session: batch.session.id, minute });
    const comment = event.kind === "chat" ? readLinkComment(event.text) : undefined;
    if (diamonds === 0 && !isNewSign && comment === undefined) continue;

    const member = meet(audience, event.viewer);
    member.diamonds += BigInt(diamonds);
    if (minute !== undefined) member.seenMinutes.push(minute);
    if (comment !== undefined) {
      audience.words.push({ viewerId: event.viewer.id, comment, at: event.at });
    }
  }
  for (const { seenMinutes } of audience.members.values()) seenMinutes.sort((a, b) => a - b);
  return audience;
}

/** Nobody has watched before the session or after the event came, whatever a phone's clock says. */
function signOfLife({ event }: RecordedEvent, { session }: RecordedBatch): number | undefined {
  if (!SIGNS_OF_LIFE.has(event.kind)) return undefined;
  return minuteOf(Math.max(Math.min(event.at, event.receivedAt), session.startedAt));
}

function meet({ members }: Audience, { id, handle, name }: LiveViewer): AudienceMember {
  const met = members.get(id) ?? { viewerId: id, diamonds: 0n, seenMinutes: [] };
  const member = { ...met, handle, name };
  members.set(id, member);
  return member;
}
