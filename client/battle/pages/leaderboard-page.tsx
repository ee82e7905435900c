import { countryName } from "#client/battle/country/country-name.ts";
import { Flag } from "#client/battle/country/flag.tsx";
import { formatCount } from "#client/framework/format-count.ts";
import { call } from "#client/framework/http.ts";
import { language } from "#client/framework/language.ts";
import { ProblemNote } from "#client/framework/problem-note.tsx";
import { TableFrame } from "#client/framework/table-frame.tsx";
import { useAsked } from "#client/framework/use-asked.ts";
import type { battleRoutes } from "#common/battle/battle-api.ts";
import type { RouteReplyWire } from "#common/framework/route-contract.ts";
import { GifterBoard } from "./gifter-board.tsx";
import { texts } from "./texts.ts";

type Country = RouteReplyWire<(typeof battleRoutes)["readLeaderboard"]>["countries"][number];

/** Countries and gifters over all battles that counted, and the gifters of one LIVE where the address names its session (BATTLE-6). */
export function LeaderboardPage({ session }: { session: number | undefined }) {
  const { battles } = texts.value;
  const words = battles.leaderboard;
  const countries = useAsked(() => call("GET", "/battles/leaderboard"), []);
  return (
    <main class="page">
      <h1 class="headline">{words.heading}</h1>
      <section class="panel stack">
        <h2 class="section-label">{words.countries}</h2>
        <ProblemNote asked={countries} texts={texts.value} />
        {countries.value?.countries.length === 0 && (
          <>
            <p class="label">{words.none}</p>
            <p class="dim">{words.noneDetail}</p>
          </>
        )}
        {(countries.value?.countries.length ?? 0) > 0 && (
          <CountryTable countries={countries.value?.countries ?? []} />
        )}
      </section>
      {session !== undefined && (
        <GifterBoard heading={words.sessionGifters} query={{ sessionId: session }} />
      )}
      <GifterBoard heading={words.gifters} query={{}} />
    </main>
  );
}

function CountryTable({ countries }: { countries: readonly Country[] }) {
  const words = texts.value.battles.leaderboard;
  return (
    <TableFrame
      label={words.countries}
      heads={[words.country, words.wins, words.points, words.battles, words.winRate, words.ties]}
    >
      {countries.map((one, index) => (
        <tr key={one.country}>
          <th scope="row">
            <span class="points-country">
              <span class="place numeral">{index + 1}</span>
              <Flag country={one.country} />
              {countryName(one.country, language.value)}
            </span>
          </th>
          <td class="numeral">{formatCount(one.wins)}</td>
          <td>{formatCount(one.points)}</td>
          <td>{formatCount(one.battles)}</td>
          <td>{words.percent(one.winPercent)}</td>
          <td>{formatCount(one.ties)}</td>
        </tr>
      ))}
    </TableFrame>
  );
}
