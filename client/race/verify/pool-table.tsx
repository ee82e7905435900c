import { formatAmount } from "#client/framework/format-amount.ts";
import { formatDividend } from "#client/framework/format-odds.ts";
import { language } from "#client/framework/language.ts";
import { SelectionChips } from "#client/race/selection-chips.tsx";
import type { RaceRecord } from "#common/race/record.ts";
import { texts } from "./texts.ts";

type Pool = RaceRecord["pools"][number];

/** What each pool held and what it paid. */
export function PoolTable({ race }: { race: RaceRecord }) {
  const { verify } = texts.value;
  const pools = race.pools.filter((pool) => stakedIn(pool) > 0n);
  return (
    <section class="panel stack" aria-labelledby="pools">
      <h2 id="pools" class="headline">
        {verify.pools}
      </h2>
      {pools.length === 0 ? (
        <p class="dim">{verify.noPools}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{verify.market}</th>
              <th scope="col">{verify.staked}</th>
              <th scope="col">{verify.paid}</th>
              <th scope="col">{verify.perChip}</th>
            </tr>
          </thead>
          <tbody>
            {pools.map((pool) => (
              <PoolRow key={pool.market} pool={pool} runners={race.card.runners} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function PoolRow({ pool, runners }: { pool: Pool; runners: RaceRecord["card"]["runners"] }) {
  const { verify, words } = texts.value;
  const { market, gross, paid, dividends } = pool;
  return (
    <tr>
      <th scope="row">{words.markets[market] ?? market}</th>
      <td class="numeral">{formatAmount(stakedIn(pool), language.value)}</td>
      <td class="numeral">{formatAmount(paid, language.value)}</td>
      <td>
        {gross === "0" ? (
          verify.wentBack
        ) : dividends.length === 0 ? (
          verify.nobodyPaid
        ) : (
          <ul class="dividends">
            {dividends.map(({ selection, perUnit }) => (
              <li key={selection.join("-")}>
                <SelectionChips market={market} selection={selection} runners={runners} />
                <span class="numeral">{formatDividend(perUnit, language.value)}</span>
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}

function stakedIn({ gross, refunds }: Pool): bigint {
  return BigInt(gross) + BigInt(refunds ?? "0");
}
