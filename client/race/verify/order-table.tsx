import { formatRaceTime } from "#client/framework/format-time.ts";
import { language } from "#client/framework/language.ts";
import { NumberChip } from "#client/race/number-chip.tsx";
import type { RaceRecord } from "#common/race/record.ts";
import { texts } from "./texts.ts";

/** Who came in when; of a void race how it would have ended (RACE-6 f). */
export function OrderTable({ race }: { race: RaceRecord }) {
  const { verify } = texts.value;
  const { order, finishTimesMs, card } = race;
  if (order.length === 0) return null;
  const places = order.flatMap((tied, index) => {
    const place = 1 + order.slice(0, index).flat().length;
    return tied.map((number) => ({ number, place }));
  });
  return (
    <section class="panel stack" aria-labelledby="order">
      <h2 id="order" class="headline">
        {race.status === "void" ? verify.wouldBe : verify.order}
      </h2>
      <table class="order-table">
        <thead>
          <tr>
            <th scope="col">{verify.place}</th>
            <th scope="col">{verify.runner}</th>
            <th scope="col">{verify.time}</th>
          </tr>
        </thead>
        <tbody>
          {places.map(({ number, place }) => {
            const runner = card.runners[number - 1];
            return (
              <tr key={number}>
                <td class="numeral">{place}</td>
                <th scope="row">
                  <span class="runner">
                    <NumberChip number={number} livery={runner?.livery ?? 0} />
                    {runner?.name}
                  </span>
                </th>
                <td class="numeral">
                  {formatRaceTime(finishTimesMs[number - 1] ?? 0, language.value)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
