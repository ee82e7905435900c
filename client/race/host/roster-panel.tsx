import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import type { Roster } from "./desk.ts";
import { texts } from "./texts.ts";

/** Who is here, and what they hold. */
export function RosterPanel({ roster }: { roster: Roster | undefined }) {
  const { common, host } = texts.value;
  const words = host.roster;
  const players = roster?.players ?? [];
  return (
    <section class="panel stack">
      <h2 class="section-label">
        {words.heading}
        {roster !== undefined && (
          <span class="section-count">
            {common.playerCount(players.length)} · {words.watchers(roster.spectatorCount)}
          </span>
        )}
      </h2>
      {roster !== undefined && players.length === 0 && <p class="dim">{words.none}</p>}
      {players.length > 0 && (
        <div class="roster-scroll" role="region" aria-label={words.heading} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.available}</th>
                <th scope="col">{words.locked}</th>
              </tr>
            </thead>
            <tbody>
              {players.map((player) => (
                <tr key={player.id}>
                  <th scope="row">
                    <span class={`presence${player.isConnected ? " is-here" : ""}`}>
                      {player.isConnected ? words.connected : words.away}
                    </span>{" "}
                    {player.name}
                  </th>
                  <td>{formatAmount(player.available, language.value)}</td>
                  <td>{formatAmount(player.locked, language.value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
