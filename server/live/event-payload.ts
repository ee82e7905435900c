import type { LiveEvent, LiveViewer } from "#common/live/live-event.ts";
import type { LiveEventRow } from "./live-event-entity.ts";

/** The payload of an event as JSON. */
export function toPayload(event: LiveEvent): string {
  // What is undefined is not written; leaving a field out of a copy costs more than that.
  const rest = {
    ...event,
    source: undefined,
    channel: undefined,
    eventId: undefined,
    kind: undefined,
    at: undefined,
    receivedAt: undefined,
  };
  return JSON.stringify("viewer" in rest ? { ...rest, viewer: toSpare(rest.viewer) } : rest);
}

function toSpare(viewer: LiveViewer) {
  return {
    handle: viewer.handle,
    name: viewer.name,
    isModerator: viewer.isModerator || undefined,
    isSubscriber: viewer.isSubscriber || undefined,
    isFollower: viewer.isFollower || undefined,
    isOwner: viewer.isOwner || undefined,
  };
}

/** The event that a row was written from. */
export function toRecordedEvent(row: LiveEventRow): LiveEvent {
  const { source, channel, eventId, kind, viewerId, payload } = row;
  const at = Number(row.atMs);
  const receivedAt = Number(row.receivedAtMs);
  const event = { source, channel, eventId, at, receivedAt, kind, ...payload };
  if (viewerId === null) return event as LiveEvent;
  const viewer = { ...FLAGLESS, ...payload.viewer, id: viewerId };
  // The payload was written from an event of this kind.
  return { ...event, viewer } as LiveEvent;
}

const FLAGLESS = { isModerator: false, isSubscriber: false, isFollower: false, isOwner: false };
