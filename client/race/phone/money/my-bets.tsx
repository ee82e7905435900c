import type { RaceView } from "#client/race/race-view.ts";
import type { Play } from "../play.ts";
import { texts } from "../texts.ts";
import { BetRow } from "./bet-row.tsx";
import { PendingRow } from "./pending-row.tsx";

/** My bets on this race: unanswered ones first, then the confirmed, newest first. */
export function MyBets({ play, view }: { play: Play; view: RaceView }) {
  const { bets } = texts.value.phone;
  const pending = play.betting.pending.value;
  const mine = play.betting.bets.value.filter(({ raceId }) => raceId === view.raceId).toReversed();
  const isEmpty = pending.length === 0 && mine.length === 0;
  if (isEmpty && view.phase !== "betting") return null;
  return (
    <section class="my-bets">
      <h2 class="section-label">{bets.heading}</h2>
      {isEmpty && <p class="dim">{bets.none}</p>}
      <ul>
        {pending.map((bet) => (
          <PendingRow key={bet.key} bet={bet} view={view} betting={play.betting} />
        ))}
        {mine.map((bet) => (
          <BetRow key={bet.id} bet={bet} view={view} play={play} />
        ))}
      </ul>
    </section>
  );
}
