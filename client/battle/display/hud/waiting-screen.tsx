import { texts } from "#client/battle/display/texts.ts";
import { useBattle } from "./use-battle.ts";

/** What to say of the line: the server has no such stage, or does not answer. */
function linkWords(room: string, link: string): string {
  const { battle } = texts.value;
  if (link !== "unknown-stage") return battle.connectingTo;
  return room === "current" ? battle.noStage : battle.unknownStage(room);
}

/** Before the first picture: the page is alive and looks for the stage. */
export function WaitingScreen() {
  const { feed, room } = useBattle();
  return (
    <section class="waiting panel" role="status">
      <h2>{linkWords(room, feed.link.value)}</h2>
      <p>{texts.value.battle.stillTrying}</p>
      <i class="waiting-bar" aria-hidden="true" />
    </section>
  );
}

/** Says that the picture is the last known one; it goes by itself. */
export function LinkPill() {
  const { feed, room } = useBattle();
  const link = feed.link.value;
  if (link === "live" || link === "connecting" || feed.view.value === undefined) return null;
  return (
    <p class="link-pill is-low" role="status">
      <i class="live-dot" />
      {link === "unknown-stage" ? linkWords(room, link) : texts.value.battle.reconnecting}
    </p>
  );
}
