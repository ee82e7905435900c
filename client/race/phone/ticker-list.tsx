import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { betName } from "./money/bet-name.ts";
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
  const { phone, words } = texts.value;
  const { race } = phone;
  const nameOf = (number: number) => betName(view.runners, { market: "win", selection: [number] });
  switch (line.kind) {
    case "joined":
      return race.joinTicker(line.name);
    case "bet": {
      const market = (words.markets[line.market] ?? line.market).toLowerCase();
      const stake = formatAmount(line.stake, language.value);
      return race.betTicker(line.name, stake, betName(view.runners, line), market);
    }
    case "power": {
      const power = words.powers[line.power] ?? line.power;
      return race.powerTicker(line.name, power, nameOf(line.target));
    }
    case "scratched":
      return race.scratchTicker(nameOf(line.number));
  }
}
