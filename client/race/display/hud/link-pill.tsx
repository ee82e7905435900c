import { texts } from "#client/race/display/texts.ts";
import { useDisplay } from "./use-display.ts";

/** Says that the picture is the last known one; it goes by itself. */
export function LinkPill() {
  const { feed } = useDisplay();
  if (feed.link.value === "live" || feed.view.value === undefined) return null;
  return (
    <p class="link-pill" role="status">
      <i class="live-dot" /> {texts.value.common.reconnecting}
    </p>
  );
}
