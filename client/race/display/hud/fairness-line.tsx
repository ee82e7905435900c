import { texts } from "#client/race/display/texts.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { useDisplay } from "./use-display.ts";

/** How many phones had a part in the draw (RACE-6 d), and where anybody can check it. */
export function FairnessLine({ view }: { view: RaceView }) {
  const { display, words } = texts.value;
  const { phoneCount, revealedCount, raceId } = view;
  const lobby = useDisplay().feed.lobby.value;
  const address = new URL(`/verify/${raceId}`, lobby?.joinUrl ?? location.href);
  return (
    <p class="fairness-line">
      {revealedCount === 0 ? words.serversWord : words.phonesAnswered(revealedCount, phoneCount)} ·{" "}
      {display.checkAt} <a href={address.href}>{`${address.host}${address.pathname}`}</a>
    </p>
  );
}
