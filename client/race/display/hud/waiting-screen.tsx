import { texts } from "#client/race/display/texts.ts";
import { missingRoom } from "./missing-room.ts";
import { useDisplay } from "./use-display.ts";

/** Before the first picture: the page is alive and looks for the room. */
export function WaitingScreen({ room }: { room: string }) {
  const { display } = texts.value;
  const isUnknown = useDisplay().feed.link.value === "unknown-lobby";
  return (
    <section class="waiting panel" role="status">
      <h2>{isUnknown ? missingRoom(room) : display.connectingTo}</h2>
      <p>{display.stillTrying}</p>
      <i class="waiting-bar" aria-hidden="true" />
    </section>
  );
}
