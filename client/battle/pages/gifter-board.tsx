import { formatCount } from "#client/framework/format-count.ts";
import { call } from "#client/framework/http.ts";
import { ProblemNote } from "#client/framework/problem-note.tsx";
import { TableFrame } from "#client/framework/table-frame.tsx";
import { useAsked } from "#client/framework/use-asked.ts";
import type { battleRoutes } from "#common/battle/battle-api.ts";
import type { RouteReplyWire } from "#common/framework/route-contract.ts";
import { texts } from "./texts.ts";

type Gifter = RouteReplyWire<(typeof battleRoutes)["readGifters"]>["gifters"][number];

/** Best gifters of a stream session, or of all that counted where `query` names none (BATTLE-6). */
export function GifterBoard(props: { heading: string; query: { sessionId?: number } }) {
  const { heading, query } = props;
  const words = texts.value.battles.leaderboard;
  const asked = useAsked(() => call("GET", "/battles/gifters", { query }), [query.sessionId]);
  const gifters = asked.value?.gifters;
  return (
    <section class="panel stack">
      <h2 class="section-label">{heading}</h2>
      <ProblemNote asked={asked} texts={texts.value} />
      {gifters?.length === 0 && <p class="dim">{words.giftersNone}</p>}
      {gifters !== undefined && gifters.length > 0 && (
        <GifterTable heading={heading} gifters={gifters} />
      )}
    </section>
  );
}

function GifterTable(props: { heading: string; gifters: readonly Gifter[] }) {
  const { heading, gifters } = props;
  const words = texts.value.battles.leaderboard;
  return (
    <TableFrame label={heading} heads={[words.gifter, words.points, words.gifts, words.diamonds]}>
      {gifters.map((gifter, index) => (
        <tr key={gifter.viewerId}>
          <th scope="row">
            <span class="points-country">
              <span class="place numeral">{index + 1}</span>
              <bdi>{gifter.name}</bdi>
            </span>
          </th>
          <td class="numeral">{formatCount(gifter.points)}</td>
          <td>{formatCount(gifter.gifts)}</td>
          <td>{formatCount(gifter.diamonds)}</td>
        </tr>
      ))}
    </TableFrame>
  );
}
