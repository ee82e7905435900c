import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import type { RaceRecord } from "#common/race/record.ts";
import { texts } from "./texts.ts";

/** Above this a power of two is told as a power. */
const WITHHELD_SPELT_MAX = 20;

/** What no record can prove, in plain words (RACE-6 g). */
export function LimitsPanel({ race }: { race: RaceRecord }) {
  const { limits } = texts.value.verify;
  return (
    <section class="panel stack" aria-labelledby="limits">
      <h2 id="limits" class="headline">
        {limits.heading}
      </h2>
      <ul class="plain-list">
        <li>{sayDraw(race)}</li>
        <li>{limits.server}</li>
        <li>{limits.page}</li>
      </ul>
    </section>
  );
}

function sayDraw(race: RaceRecord): string {
  const { limits } = texts.value.verify;
  const phones = race.format === 1 ? 0 : race.entropy.length;
  const withheld = race.format === 1 ? 0 : race.entropy.filter((it) => it.secret === null).length;
  if (phones === withheld) return limits.noPhone;
  return withheld === 0 ? limits.allAnswered : limits.withheld(withheld, countDraws(withheld));
}

function countDraws(withheld: number): string {
  if (withheld > WITHHELD_SPELT_MAX) return `2^${withheld}`;
  return formatAmount(2n ** BigInt(withheld), language.value);
}
