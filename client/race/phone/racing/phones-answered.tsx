import type { RaceView } from "#client/race/race-view.ts";
import { texts } from "../texts.ts";

/** How many phones had a part in the draw (RACE-6 d). */
export function PhonesAnswered({ view }: { view: RaceView }) {
  const { words } = texts.value;
  const { phoneCount, revealedCount } = view;
  return (
    <p class="hint">
      {revealedCount === 0 ? words.serversWord : words.phonesAnswered(revealedCount, phoneCount)}
    </p>
  );
}
