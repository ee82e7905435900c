import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import { TableFrame } from "#client/framework/table-frame.tsx";
import type { RaceStatsWire } from "#common/stats/stats-api.ts";
import { texts } from "./texts.ts";

/** What came into each pool and where it went. */
export function PoolTable({ pools }: Pick<RaceStatsWire, "pools">) {
  const { words: raceWords, stats } = texts.value;
  const { oneRace: words } = stats;
  const chips = (amount: string) => formatAmount(amount, language.value);
  return (
    <section class="panel stack">
      <h2 class="section-label">{words.pools}</h2>
      <TableFrame
        label={words.pools}
        heads={[words.market, words.gross, words.takeout, words.paid]}
      >
        {pools.map(({ market, gross, takeout, paid, refunds, outcome }) => (
          <tr key={market}>
            <th scope="row">{raceWords.markets[market] ?? market}</th>
            <td>{formatAmount(BigInt(gross) + BigInt(refunds), language.value)}</td>
            <td>{chips(takeout)}</td>
            <td class="numeral">
              {outcome === "refunded" ? (
                <>
                  {chips(refunds)} <small class="tag">{words.refunded}</small>
                </>
              ) : (
                chips(paid)
              )}
            </td>
          </tr>
        ))}
      </TableFrame>
    </section>
  );
}
