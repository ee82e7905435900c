import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import type { RaceRecord } from "#common/race/record.ts";
import { revealIsLate } from "#common/race/reveal-deadline.ts";
import type { Judged } from "./ask-judge.ts";
import { texts } from "./texts.ts";

/** Who had a part in the draw, and what is unusual about the race (RACE-6 d, f). */
export function RaceFacts({ race, judged }: { race: RaceRecord; judged: Judged }) {
  const { verify } = texts.value;
  const late = lateRevealS(race);
  return (
    <ul class="facts">
      {isDrawProven(race, judged) && (
        <li>
          <b>{sayPhones(race)}</b>
        </li>
      )}
      {race.status === "void" && (
        <li class="is-alert">
          {verify.voidRace} {race.voidReason !== undefined && verify.voidReason(race.voidReason)}
        </li>
      )}
      {race.format !== 1 && race.voidsAfterLock > 0 && (
        <li>{verify.voidsTonight(race.voidsAfterLock)}</li>
      )}
      {late !== undefined && <li class="is-alert">{verify.lateReveal(late)}</li>}
      <li class="dim">
        {verify.checkedIn(formatAmount(BigInt(Math.ceil(judged.tookMs)), language.value))}
      </li>
    </ul>
  );
}

/** Of a record that fails before it nothing is repeated as if it were known. */
function isDrawProven({ format }: RaceRecord, { verdict, steps }: Judged): boolean {
  if (format === 1) return verdict === "pass";
  return steps.some(({ step, state }) => step === "entropy" && state === "ok");
}

function sayPhones(race: RaceRecord): string {
  const { verify, words } = texts.value;
  if (race.format === 1) return verify.oldFairness;
  if (race.lock === null) return verify.neverDrawn;
  const { revealedCount, lock } = race;
  return (revealedCount ?? 0) === 0
    ? words.serversWord
    : words.phonesAnswered(revealedCount ?? 0, lock.phoneCount);
}

/** Seconds from the finish to the reveal, where that was too long. */
function lateRevealS({ offAt, finishTimesMs, officialAt }: RaceRecord): string | undefined {
  if (!revealIsLate({ offAt, finishTimesMs, now: officialAt })) return undefined;
  const lateMs = officialAt - (offAt ?? 0) - Math.max(...finishTimesMs);
  return formatAmount(BigInt(Math.round(lateMs / 1_000)), language.value);
}
