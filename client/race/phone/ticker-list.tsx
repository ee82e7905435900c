import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { texts } from "./texts.ts";
import type { TickerLine } from "./ticker.ts";

/** What the others are doing. Not read out: it never stops. */
export function TickerList({ lines, view }: { lines: readonly TickerLine[]; view: RaceView }) {
  const { race } = texts.value.phone;
  if (lines.length === 0) return null;
  return (
    <section class="ticker">
      <h2 class="section-label">{race.tickerHeading}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line.id}>{describe(line, view)}</li>
        ))}
      </ul>
    </section>
  );
}

function describe(line: TickerLine, view: RaceView): string {
  const { common, phone } = texts.value;
  if (line.kind === "joined") return phone.race.joinTicker(line.name);
  const runner = view.runners.find(({ number }) => number === line.runner)?.name ?? "";
  const market = (common.markets[line.market] ?? line.market).toLowerCase();
  const stake = formatAmount(line.stake, language.value);
  return phone.race.betTicker(line.name, stake, runner, market);
}
