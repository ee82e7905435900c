import { texts } from "#client/race/display/texts.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { FairnessLine } from "./fairness-line.tsx";

/** The race does not count. */
export function VoidNotice({ view }: { view: RaceView }) {
  const { display } = texts.value;
  return (
    <section class="void-notice panel" role="alert">
      <h2>{display.voidHeading}</h2>
      {view.voidReason !== "" && <p class="void-reason">{view.voidReason}</p>}
      <p class="void-refund">{display.voidRefund}</p>
      <FairnessLine view={view} />
    </section>
  );
}
