import { countryName } from "#client/battle/country/country-name.ts";
import { Flag } from "#client/battle/country/flag.tsx";
import { formatAmount } from "#client/framework/format-amount.ts";
import { formatCount } from "#client/framework/format-count.ts";
import { formatClock } from "#client/framework/format-moment.ts";
import { language } from "#client/framework/language.ts";
import { TableFrame } from "#client/framework/table-frame.tsx";
import type { BattleDetailWire } from "#common/battle/battle-api.ts";
import { texts } from "./texts.ts";

type Row = BattleDetailWire["points"][number];

const ROWS_MAX = 200;

/** Every row of the score, newest first: gifts, late choices and what the host gave by hand. */
export function PointsTable({ points }: { points: readonly Row[] }) {
  const { battle: words } = texts.value.battles;
  if (points.length === 0) return <p class="dim">{words.listNone}</p>;
  return (
    <>
      <TableFrame
        class="points-table"
        label={words.list}
        heads={[words.time, words.viewer, words.gift, words.country, words.factor, words.points]}
      >
        {points.map((row) => (
          <PointsRow key={row.seq} row={row} />
        ))}
      </TableFrame>
      {points.length === ROWS_MAX && <p class="hint">{words.listMax}</p>}
    </>
  );
}

function PointsRow({ row }: { row: Row }) {
  const { battle: words } = texts.value.battles;
  return (
    <tr class={`is-${row.kind}`}>
      <td>
        <time dateTime={new Date(row.at).toISOString()}>{formatClock(row.at)}</time>
      </td>
      <th scope="row">
        <bdi>{row.viewerName}</bdi>
      </th>
      <td>
        {row.giftName !== null && words.giftCount(row.giftName, formatCount(row.gifts))}
        {row.kind !== "gift" && <small class="tag">{words.kinds[row.kind]}</small>}
      </td>
      <td>
        {row.country === null ? (
          <span class="dim">{words.undecided}</span>
        ) : (
          <span class="points-country">
            <Flag country={row.country} /> {countryName(row.country, language.value)}
          </span>
        )}
      </td>
      <td>{row.multiplier > 1 && <b class="factor numeral">×{row.multiplier}</b>}</td>
      <td class="numeral">
        {formatAmount(BigInt(row.points), language.value, { isSigned: true })}
      </td>
    </tr>
  );
}
