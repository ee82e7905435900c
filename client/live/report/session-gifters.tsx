import { formatCount } from "#client/framework/format-count.ts";
import { call } from "#client/framework/http.ts";
import { useAsked } from "#client/framework/use-asked.ts";
import { Problem } from "./problem.tsx";
import { texts } from "./texts.ts";

const ROWS_MAX = 50;

/** Whose gifts brought the most points in the battles of a session (BATTLE-6). */
export function SessionGifters({ sessionId }: { sessionId: number }) {
  const { report: words } = texts.value.stage;
  const asked = useAsked(
    () => call("GET", "/battles/gifters", { query: { sessionId, limit: ROWS_MAX } }),
    [sessionId],
  );
  const gifters = asked.value?.gifters ?? [];
  return (
    <section class="panel stack">
      <h2 class="section-label">{words.inBattles}</h2>
      <Problem asked={asked} />
      {asked.value !== undefined && gifters.length === 0 && <p class="dim">{words.noPoints}</p>}
      {gifters.length > 0 && (
        <>
          <div class="table-scroll" role="region" aria-label={words.inBattles} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.viewer}</th>
                  <th scope="col">{words.figures.gifts}</th>
                  <th scope="col">{words.figures.diamonds}</th>
                  <th scope="col">{words.points}</th>
                </tr>
              </thead>
              <tbody>
                {gifters.map((gifter) => (
                  <tr key={gifter.viewerId}>
                    <th scope="row">
                      <bdi>{gifter.name}</bdi>
                    </th>
                    <td>{formatCount(gifter.gifts)}</td>
                    <td>{formatCount(gifter.diamonds)}</td>
                    <td class="numeral">{formatCount(gifter.points)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <a class="button is-small" href={`/battles/leaderboard?session=${sessionId}`}>
            {words.openBoard}
          </a>
        </>
      )}
    </section>
  );
}
