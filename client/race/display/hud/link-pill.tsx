import { texts } from "#client/race/display/texts.ts";
import { missingRoom } from "./missing-room.ts";
import { useDisplay } from "./use-display.ts";

/** Says that the picture is the last known one; it goes by itself. */
export function LinkPill({ room }: { room: string }) {
  const { feed } = useDisplay();
  const link = feed.link.value;
  if (link === "live" || feed.view.value === undefined) return null;
  return (
    <p class="link-pill" role="status">
      <i class="live-dot" />
      {link === "unknown-lobby" ? missingRoom(room) : texts.value.common.reconnecting}
    </p>
  );
}
