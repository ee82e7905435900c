import type { Desk } from "./desk.ts";
import { texts } from "./texts.ts";

/** Whether the console hears the room, and how fast it answers. */
export function HealthPill({ desk }: { desk: Desk }) {
  const { health } = texts.value.host;
  const { kind } = desk.feed.status.value;
  const latency = desk.latencyMs.value;
  const words = kind === "live" && latency !== undefined ? health.latency(latency) : health[kind];
  return (
    <p class={`health is-${kind}`} role="status">
      {words}
    </p>
  );
}
