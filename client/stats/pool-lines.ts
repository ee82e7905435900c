import type { ChartLines } from "#client/framework/chart/chart-lines.ts";
import type { RaceStatsWire } from "#common/stats/stats-api.ts";
import type { PoolSampleWire } from "#common/stats/stats-schemas.ts";

/** Colours of the pools, by their place in the list of markets. */
const MARKET_COLOURS = ["--gold-text", "--teal-text", "--coral-text", "--dim", "--text", "--edge"];

/** Seconds since the first sample, and what stood there then. */
export type PoolLines = Pick<ChartLines, "xs" | "lines">;
type History = readonly PoolSampleWire[];

/** The win pool while betting, one line for each runner that was ever backed, in saddle order. */
export function toRunnerLines(
  history: History,
  runners: RaceStatsWire["runners"],
  colourOf: (livery: number) => string,
): PoolLines {
  const backed = runners.filter(({ number }) =>
    history.some(({ winStakes }) => stakesOn(winStakes, number) > 0),
  );
  return {
    xs: secondsOf(history),
    lines: backed.map(({ number, name, livery }) => ({
      label: `${number} ${name}`,
      ys: history.map(({ winStakes }) => stakesOn(winStakes, number)),
      colour: colourOf(livery),
    })),
  };
}

/** All that stood in each pool while betting, the markets in the order of `names`. */
export function toMarketLines(
  history: History,
  names: Readonly<Record<string, string>>,
): PoolLines {
  const order = Object.keys(names);
  const markets = [...new Set(history.flatMap(({ gross }) => gross.map(({ market }) => market)))];
  markets.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return {
    xs: secondsOf(history),
    lines: markets.map((market, index) => ({
      label: names[market] ?? market,
      ys: history.map(({ gross }) =>
        Number(gross.find((pool) => pool.market === market)?.stakes ?? 0),
      ),
      colour: MARKET_COLOURS[index % MARKET_COLOURS.length] as string,
    })),
  };
}

function secondsOf(history: History): number[] {
  const first = history[0]?.at ?? 0;
  return history.map(({ at }) => (at - first) / 1_000);
}

function stakesOn(winStakes: PoolSampleWire["winStakes"], number: number): number {
  return Number(winStakes.find((stake) => stake.number === number)?.stakes ?? 0);
}
