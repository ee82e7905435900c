import { formatRaceTime } from "#client/framework/format-time.ts";
import { language } from "#client/framework/language.ts";
import { TableFrame } from "#client/framework/table-frame.tsx";
import type { RaceStatsWire } from "#common/stats/stats-api.ts";
import { RunnerMark } from "./runner-mark.tsx";
import { texts } from "./texts.ts";

type RaceRunner = RaceStatsWire["runners"][number];

/** The field by placing once the race is official, in saddle order before; each name leads to its runner. */
export function OrderTable({ race }: { race: RaceStatsWire }) {
  const { oneRace: words } = texts.value.stats;
  const isOfficial = race.status === "official";
  const heading = isOfficial ? words.order : words.field;
  const runners = race.runners.toSorted((a, b) => placeOf(a) - placeOf(b) || a.number - b.number);
  return (
    <section class="panel stack">
      <h2 class="section-label">{heading}</h2>
      <TableFrame label={heading} heads={isOfficial ? [words.runner, words.time] : [words.runner]}>
        {runners.map((runner) => (
          <tr key={runner.number}>
            <th scope="row">
              {isOfficial && <span class="place numeral">{runner.placing ?? "–"}</span>}
              <a href={`/stats/runners/${runner.id}`}>
                <RunnerMark {...runner} />
              </a>
              {runner.isScratched && <small class="tag">{texts.value.words.scratched}</small>}
            </th>
            {isOfficial && <td>{timeOf(runner)}</td>}
          </tr>
        ))}
      </TableFrame>
      {!isOfficial && race.status !== "void" && <p class="hint">{words.orderLater}</p>}
    </section>
  );
}

function placeOf({ placing }: RaceRunner): number {
  return placing ?? Number.MAX_SAFE_INTEGER;
}

function timeOf({ finishTimeMs }: RaceRunner): string {
  if (finishTimeMs === null) return "–";
  return texts.value.stats.figures.seconds(formatRaceTime(finishTimeMs, language.value));
}
