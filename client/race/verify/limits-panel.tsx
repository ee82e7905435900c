import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import type { RaceReceipts } from "#common/race/receipts.ts";
import type { RaceRecord } from "#common/race/record.ts";
import { isUnheard } from "#common/race/verify-receipts.ts";
import { texts } from "./texts.ts";

/** Above this a power of two is told as a power. */
const WITHHELD_SPELT_MAX = 20;

/** What no record can prove, in plain words (RACE-6 g). */
export function LimitsPanel({ race, mine }: { race: RaceRecord; mine: RaceReceipts | undefined }) {
  const { limits } = texts.value.verify;
  return (
    <section class="panel stack" aria-labelledby="limits">
      <h2 id="limits" class="headline">
        {limits.heading}
      </h2>
      <ul class="plain-list">
        <li>
          {sayDraw(race)} {isInDraw(race, mine) && limits.mineAnswered}
        </li>
        {mine !== undefined && isUnheard(race, mine) && <li>{limits.mineUnheard}</li>}
        {race.inputs.length > 0 && <li>{limits.powers}</li>}
        <li>{limits.server}</li>
        <li>{limits.page}</li>
      </ul>
    </section>
  );
}

/** Whether this phone's own secret is among those that were revealed. */
function isInDraw(race: RaceRecord, mine: RaceReceipts | undefined): boolean {
  const secret = mine?.entropy?.secret;
  return (
    race.format !== 1 && secret !== undefined && race.entropy.some((it) => it.secret === secret)
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
