import { formatAmount } from "#client/framework/format-amount.ts";
import { formatCount } from "#client/framework/format-count.ts";
import { language } from "#client/framework/language.ts";
import { TableFrame } from "#client/framework/table-frame.tsx";
import type { BoardPlayerWire } from "#common/stats/stats-schemas.ts";
import { texts } from "./texts.ts";
import { toneOf } from "./tone-of.ts";

/** The lines of a leaderboard, the own one marked. */
export function BoardTable(props: {
  players: readonly BoardPlayerWire[];
  ownPlace: number | undefined;
}) {
  const { board: words } = texts.value.stats;
  const chips = (amount: string) => formatAmount(amount, language.value);
  return (
    <TableFrame
      label={words.heading}
      heads={[
        words.player,
        words.net,
        words.races,
        words.bets,
        words.staked,
        words.paid,
        words.powers,
      ]}
    >
      {props.players.map((player) => (
        <tr key={player.place} class={player.place === props.ownPlace ? "is-mine" : ""}>
          <th scope="row">
            <span class="board-player">
              <span class="place numeral">{player.place}</span>
              <bdi>{player.name}</bdi>
              {player.place === props.ownPlace && <small class="tag is-mine">{words.you}</small>}
            </span>
          </th>
          <td class={`numeral ${toneOf(BigInt(player.net))}`}>
            {formatAmount(player.net, language.value, { isSigned: true })}
          </td>
          <td>{formatCount(player.races)}</td>
          <td>{formatCount(player.bets)}</td>
          <td>{chips(player.staked)}</td>
          <td>{chips(player.paid)}</td>
          <td>{chips(player.powers)}</td>
        </tr>
      ))}
    </TableFrame>
  );
}
