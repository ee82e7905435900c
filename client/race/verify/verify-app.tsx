import { formatMoment } from "#client/framework/format-moment.ts";
import type { RaceReceipts } from "#common/race/receipts.ts";
import type { RaceRecord } from "#common/race/record.ts";
import { LimitsPanel } from "./limits-panel.tsx";
import { MyBets } from "./my-bets.tsx";
import { OrderTable } from "./order-table.tsx";
import { PoolTable } from "./pool-table.tsx";
import { RaceFacts } from "./race-facts.tsx";
import { StepList } from "./step-list.tsx";
import { texts } from "./texts.ts";
import { type Progress, useJudgement } from "./use-judgement.ts";
import { VerdictPanel, verdictOf } from "./verdict-panel.tsx";
import { VerifyHeader } from "./verify-header.tsx";
import { YourselfPanel } from "./yourself-panel.tsx";

/** Judges the race of the address in this browser and explains every step of it (RACE-6, RACE-8). */
export function VerifyApp({ raceId }: { raceId: number | undefined }) {
  const { verify } = texts.value;
  document.title = raceId === undefined ? verify.plainTitle : verify.title(raceId);
  return (
    <>
      <VerifyHeader raceId={raceId} />
      <main class="page">
        {raceId === undefined ? (
          <>
            <h1 class="headline">{verify.plainHeading}</h1>
            <p>{verify.which}</p>
          </>
        ) : (
          <JudgedRace raceId={raceId} />
        )}
      </main>
    </>
  );
}

function JudgedRace({ raceId }: { raceId: number }) {
  const progress = useJudgement(raceId);
  const verdict = verdictOf(progress);
  const { verify } = texts.value;
  const { judged, race, record, mine } =
    progress.kind === "judged"
      ? progress
      : { judged: undefined, race: undefined, record: undefined, mine: undefined };
  return (
    <>
      <Heading progress={progress} />
      {verdict === undefined ? (
        <Note progress={progress} />
      ) : (
        <VerdictPanel verdict={verdict}>
          {judged && race && <RaceFacts race={race} judged={judged} />}
        </VerdictPanel>
      )}
      {race && mine && <MyBets race={race} mine={mine} />}
      {judged && (
        <div class="columns">
          <StepList steps={judged.steps} />
          <div class="column">
            {race && judged.verdict !== "pass" && <p class="claim">{verify.claimed}</p>}
            {race && <Findings race={race} mine={mine} />}
            <YourselfPanel raceId={raceId} record={record} mine={mine} />
          </div>
        </div>
      )}
    </>
  );
}

function Findings({ race, mine }: { race: RaceRecord; mine: RaceReceipts | undefined }) {
  return (
    <>
      {mine === undefined && <MyBets race={race} mine={mine} />}
      <OrderTable race={race} />
      <PoolTable race={race} />
      <LimitsPanel race={race} mine={mine} />
    </>
  );
}

/** Which race it is, as soon as anything says so. */
function Heading({ progress }: { progress: Progress }) {
  const { verify } = texts.value;
  if (progress.kind === "pending") {
    const { raceNumber, lobby, title } = progress.race;
    return (
      <header class="stack">
        <h1 class="headline">{verify.heading(raceNumber, lobby)}</h1>
        <p class="dim">{title}</p>
      </header>
    );
  }
  const race = progress.kind === "judged" ? progress.race : undefined;
  if (race === undefined) return <h1 class="headline">{verify.plainHeading}</h1>;
  const { raceNumber, lobby, card, officialAt } = race;
  return (
    <header class="stack">
      <h1 class="headline">{verify.heading(raceNumber, lobby)}</h1>
      <p class="dim">
        {card.title} · {formatMoment(officialAt)}
      </p>
    </header>
  );
}

function Note({ progress }: { progress: Progress }) {
  const { common, verify } = texts.value;
  if (progress.kind === "unknown") return <p>{verify.missing}</p>;
  return progress.kind === "silent" ? (
    <p class="refusal" role="alert">
      {common.noAnswer}
    </p>
  ) : (
    <p class="dim" role="status">
      {verify.loading}
    </p>
  );
}
