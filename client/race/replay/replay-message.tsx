import type { ReplayFault } from "./find-replay.ts";
import { texts } from "./texts.ts";

/** Why there is nothing to watch, or that it is on its way, and where else to go. */
export function ReplayMessage({
  fault,
  raceId,
}: {
  fault: ReplayFault | undefined;
  raceId: number | undefined;
}) {
  const { replay } = texts.value;
  if (fault === undefined) {
    return (
      <p class="replay-message" role="status">
        {replay.loading}
      </p>
    );
  }
  const { heading, detail } = replay.faults[fault];
  const isThere = raceId !== undefined && fault !== "unknown";
  return (
    <section class="replay-message" role="status" data-fault={fault}>
      <h1>{heading}</h1>
      <p>{detail}</p>
      <p class="replay-links">
        {isThere && <a href={`/verify/${raceId}`}>{replay.check}</a>}
        <a href="/stats/races">{replay.toRaces}</a>
      </p>
    </section>
  );
}
