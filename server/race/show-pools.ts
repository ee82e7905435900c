import { CombinationState, type RaceState, type RunnerState } from "#common/race/race-state.ts";
import { approximateDividendOf } from "#common/tote/approximate-dividend.ts";
import { favourite } from "#common/tote/favourite.ts";
import { leadingCombinations } from "#common/tote/leading-combinations.ts";
import type { MarketName } from "#common/tote/market.ts";
import { toteRules } from "#common/tote/market-rules.ts";
import { markets } from "#common/tote/markets.ts";
import type { SelectionPools } from "#common/tote/selection-pools.ts";
import type { RaceRow } from "./race-entities.ts";
import type { RacePools } from "./read-pools.ts";

/** Combinations of each exotic market that the board leads with. */
const LEADING_COUNT = 3;

const runnerMarkets = ["win", "place", "show"] as const;
const exoticMarkets = ["exacta", "quinella", "trifecta"] as const;

const none: SelectionPools = new Map();

/** Shows the pools and what a unit would pay now (TOTE-9), in every market. */
export function showPools(
  state: RaceState,
  { row, pools }: { row: RaceRow; pools: RacePools },
): void {
  const field = new Set(
    row.card.runners
      .map(({ number }) => number)
      .filter((number) => !row.scratched.includes(number)),
  );
  for (const market of runnerMarkets) showRunnerMarket(state, market, { row, pools, field });
  showExotics(state, { row, pools, field });
  set(state, "betCount", pools.betCount);
  set(state, "betsHead", pools.head);
}

interface Board {
  row: RaceRow;
  pools: RacePools;
  /** Who can be backed. */
  field: ReadonlySet<number>;
}

function showRunnerMarket(
  state: RaceState,
  market: (typeof runnerMarkets)[number],
  { row, pools, field }: Board,
): void {
  const pool = poolOf(pools, market);
  const isTote = isOffered(row, market) && !(market === "win" && row.marketRules.fixedPrices);
  const stakes = new Map<number, bigint>();
  for (const runner of state.runners.values()) {
    const { number } = runner;
    const stake = pool.get(String(number))?.stake ?? 0n;
    stakes.set(number, stake);
    const isBacked = isTote && field.has(number) && stake > 0n;
    const odds = isBacked
      ? approximateDividendOf({
          market: markets[market],
          selection: [number],
          pools: pool,
          field,
          rules: toteRules(row.marketRules),
        })
      : 0;
    set(runner, `${market}Stakes`, stake.toString());
    set(runner, `${market}Odds`, odds);
  }
  set(state, `${market}Pool`, grossOf(pool).toString());
  if (market === "win") set(state, "favourite", favourite(stakes) ?? 0);
}

function showExotics(state: RaceState, { row, pools, field }: Board): void {
  const leading: { market: string; selection: string; odds: number }[] = [];
  for (const market of exoticMarkets) {
    const pool = poolOf(pools, market);
    set(state, `${market}Pool`, grossOf(pool).toString());
    if (!isOffered(row, market)) continue;
    for (const { selection } of leadingCombinations(pool, LEADING_COUNT)) {
      const odds = approximateDividendOf({
        market: markets[market],
        selection,
        pools: pool,
        field,
        rules: toteRules(row.marketRules),
      });
      leading.push({ market, selection: selection.join("-"), odds });
    }
  }
  const shown = state.leadingCombinations;
  while (shown.length > leading.length) shown.pop();
  leading.forEach((combination, index) => {
    const current = shown[index];
    if (current === undefined) shown.push(new CombinationState(combination));
    else {
      set(current, "market", combination.market);
      set(current, "selection", combination.selection);
      set(current, "odds", combination.odds);
    }
  });
}

function poolOf(pools: RacePools, market: MarketName): SelectionPools {
  return pools.stakes.get(market) ?? none;
}

function isOffered(row: RaceRow, market: MarketName): boolean {
  return row.marketRules.markets.includes(market);
}

function grossOf(pool: SelectionPools): bigint {
  return [...pool.values()].reduce((sum, { stake }) => sum + stake, 0n);
}

/** Writes only what differs: a field that is set costs bytes for everyone. */
function set<Shown extends RaceState | RunnerState | CombinationState, Key extends keyof Shown>(
  shown: Shown,
  key: Key,
  value: Shown[Key],
): void {
  if (shown[key] !== value) shown[key] = value;
}
