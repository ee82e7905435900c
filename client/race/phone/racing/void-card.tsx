import type { RaceView } from "#client/race/race-view.ts";
import { RaceLinks } from "../race-links.tsx";
import { texts } from "../texts.ts";

/** The race was called off: why, and that everything goes back. */
export function VoidCard({ view }: { view: RaceView }) {
  const { result } = texts.value.phone;
  return (
    <section class="outcome panel is-void" role="status">
      <p class="headline">{result.voidHeading}</p>
      <p>{result.voidDetail}</p>
      {view.voidReason !== "" && <p class="dim">{result.voidReason(view.voidReason)}</p>}
      <RaceLinks raceId={view.raceId} />
    </section>
  );
}
