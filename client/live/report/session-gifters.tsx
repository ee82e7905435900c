import { formatCount } from "#client/framework/format-count.ts";
import { call } from "#client/framework/http.ts";
import { TableFrame } from "#client/framework/table-frame.tsx";
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
          <TableFrame
            label={words.inBattles}
            heads={[words.viewer, words.figures.gifts, words.figures.diamonds, words.points]}
          >
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
          </TableFrame>
          <a class="button is-small" href={`/battles/leaderboard?session=${sessionId}`}>
            {words.openBoard}
          </a>
        </>
      )}
    </section>
  );
}
