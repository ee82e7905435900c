import type { LiveEvent } from "#common/live/live-event.ts";
import type { RecordedMessage } from "./recording-file.ts";
import { creationTimeOf, toLiveEvent } from "./tiktok/to-live-event.ts";

/** One time through a recording, as part of one LIVE. */
export interface Playing {
  channel: string;
  speed: number;
  /** From 1: a looped recording is another show each time it begins again. */
  round: number;
}

/**
 * A recorded message as something that happens now. Its time becomes `now`, and the beginning of its
 * streak lies as far before that as it does in the recording, at the playing's speed. From the second
 * round on ids and streaks carry the round: what is given again counts again.
 */
export function playMessage(
  message: RecordedMessage,
  { channel, speed, round }: Playing,
  now: number,
): LiveEvent | undefined {
  const createdAt = creationTimeOf(message.msg) ?? message.tsMs;
  const event = toLiveEvent(message, {
    source: "recording",
    channel,
    receivedAt: now,
    toServerTime: (createdAtMs) => now - Math.round((createdAt - createdAtMs) / speed),
  });
  return event === undefined || round === 1 ? event : inRound(event, `-${round}`);
}

function inRound(event: LiveEvent, suffix: string): LiveEvent {
  const eventId = event.eventId + suffix;
  if (event.kind === "support" && event.streak !== undefined) {
    return {
      ...event,
      eventId,
      streak: { ...event.streak, group: event.streak.group + suffix },
    };
  }
  if (event.kind === "moderation") {
    return { ...event, eventId, deletedEventIds: event.deletedEventIds.map((id) => id + suffix) };
  }
  return { ...event, eventId };
}
