import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { runnersBackedOf } from "../money/runners-backed.ts";
import { type RaceSummary, summariseRace } from "../money/summarise-race.ts";
import { wallet } from "../money/wallet.ts";
import type { Play } from "../play.ts";
import { RaceLinks } from "../race-links.tsx";
import { texts } from "../texts.ts";
import { CombinationOrder } from "./combination-order.tsx";
import { OfficialOrder } from "./official-order.tsx";
import { PhonesAnswered } from "./phones-answered.tsx";

/** The race is over: what it brought me, then the order of finish and its dividends. */
export function ResultCard({ play, view }: { play: Play; view: RaceView }) {
  const { result } = texts.value.phone;
  const summary = summariseRace(
    play.betting.bets.value.filter(({ raceId }) => raceId === view.raceId),
  );
  return (
    <>
      <section class={`outcome panel is-${view.isOfficial ? summary.kind : "open"}`} role="status">
        {!view.isOfficial || summary.kind === "open" ? (
          <p class="headline">{result.waiting}</p>
        ) : (
          <Outcome summary={summary} />
        )}
      </section>
      <OfficialOrder view={view} mine={runnersBackedOf(play, view.raceId)} />
      <CombinationOrder view={view} />
      {view.isOfficial && (
        <section class="proof">
          <PhonesAnswered view={view} />
          <RaceLinks raceId={view.raceId} />
        </section>
      )}
    </>
  );
}

function Outcome({ summary }: { summary: RaceSummary }) {
  const { result } = texts.value.phone;
  const amount = (chips: bigint | string) => formatAmount(chips, language.value);
  const { staked, returned } = summary;
  const [headline, detail] = (() => {
    switch (summary.kind) {
      case "won":
        return [result.won(amount(returned)), result.wonDetail(amount(returned - staked))];
      case "partly":
        return [result.partly(amount(returned)), result.partlyDetail(amount(staked))];
      case "refunded":
        return [result.refunded(amount(returned)), result.refundedDetail];
      case "lost":
        return [result.lost, result.lostDetail(amount(wallet.value?.available ?? "0"))];
      case "watched":
      case "open":
        return [result.watching, ""];
    }
  })();
  return (
    <>
      <p class="headline">{headline}</p>
      {detail !== "" && <p class="dim">{detail}</p>}
    </>
  );
}
