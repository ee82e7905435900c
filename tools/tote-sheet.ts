import { z } from "zod";
import { marketNames, type Selection, type ToteRules } from "#common/tote/market.ts";
import { markets } from "#common/tote/markets.ts";

/** The decimals in which a minimum dividend may be written. */
const MINIMUM_SCALE = 10_000n;

const amount = z
  .string("must be a decimal string of minor units")
  .regex(
    /^[1-9]\d{0,17}$/,
    "must be a whole number of minor units above 0, without a sign or point",
  )
  .transform(BigInt);

const saddle = z.int("must be a saddle number").min(1, "is below 1").max(99, "is above 99");

const saddles = z.array(saddle, "must be a list of saddle numbers");

const field = z.union(
  [
    saddle.transform((count) => Array.from({ length: count }, (_, i) => i + 1)),
    z.array(saddle).min(1),
  ],
  "must be how many runners there are, or a list of their saddle numbers",
);

const minimum = z
  .union([z.string(), z.number().transform(String)], "must be a decimal number")
  .pipe(
    z.string().regex(/^\d{1,14}(\.\d{1,4})?$/, "must be a decimal number of at most 4 decimals"),
  );

const shape = z.strictObject({
  market: z.enum(marketNames, `must be one of ${marketNames.join(", ")}`),
  runners: field,
  takeoutBps: z.int("must be a whole number of basis points").min(0).max(10_000),
  breakUnit: amount.optional(),
  minimumDividend: minimum.optional(),
  unit: amount,
  bets: z.array(
    z.object({ selection: saddles, stake: amount }, "must be a { selection, stake }"),
    "must be a list of bets",
  ),
  scratched: saddles.default([]),
  order: z.array(saddles, "must be a list of lists of saddle numbers, by placing"),
});

type Sheet = z.output<typeof shape>;

/**
 * A published chart, or any pool, as the official's calculator takes it (`npm run tote`). Amounts are
 * minor units (cents).
 *
 * - `runners`: how many were declared (saddle numbers 1 to that many), or their saddle numbers;
 *   `scratched` are some of them.
 * - `unit`: the stake a dividend is stated for; `breakUnit`: to a multiple of which it is rounded down.
 * - `minimumDividend`: the least a winner is paid for `unit`; a number below `unit` is for 1 staked, so
 *   that "1.05" says the same as "105" for a unit of "100".
 * - `order`: saddle numbers by placing. Runners in one list dead-heat; the next list stands for the
 *   place behind those they take (an empty list in such a place may be written and says nothing). It
 *   may end where nothing further is decided.
 */
export const toteSheetSchema = shape.superRefine(checkSheet).transform((sheet) => ({
  ...sheet,
  order: sheet.order.filter((tied) => tied.length > 0),
  bets: sheet.bets.map(({ selection, stake }) => ({ selection: normal(sheet, selection), stake })),
  rules: rulesOf(sheet),
}));
export type ToteSheet = z.output<typeof toteSheetSchema>;

function checkSheet(sheet: Sheet, context: z.RefinementCtx): void {
  const fault = (path: (string | number)[], message: string) =>
    context.addIssue({ code: "custom", path, message });
  const declared = new Set(sheet.runners);
  const scratched = new Set(sheet.scratched);
  if (declared.size < sheet.runners.length) fault(["runners"], "names a runner twice");
  for (const [i, runner] of sheet.scratched.entries()) {
    if (!declared.has(runner)) fault(["scratched", i], `is ${runner}, which is no runner`);
  }
  checkOrder(sheet, fault);
  for (const [i, { selection }] of sheet.bets.entries()) {
    const outcome = markets[sheet.market].normaliseSelection(selection, declared);
    if (outcome.ok) continue;
    fault(["bets", i, "selection"], `is no ${sheet.market} selection of these runners`);
  }
  if (sheet.minimumDividend !== undefined && toScale(sheet.minimumDividend) < MINIMUM_SCALE) {
    fault(["minimumDividend"], "is below the stake");
  }
  if (scratched.size === declared.size) fault(["scratched"], "leaves no runner");
}

function checkOrder(
  { order, runners, scratched }: Sheet,
  fault: (path: (string | number)[], message: string) => void,
): void {
  const seen = new Set<number>();
  let placesTaken = 0;
  for (const [i, tied] of order.entries()) {
    if (tied.length === 0 && placesTaken <= i) fault(["order", i], "names nobody");
    placesTaken += tied.length;
    for (const runner of tied) {
      if (seen.has(runner)) fault(["order", i], `names ${runner} a second time`);
      else if (scratched.includes(runner))
        fault(["order", i], `names ${runner}, a scratched runner`);
      else if (!runners.includes(runner))
        fault(["order", i], `names ${runner}, which is no runner`);
      seen.add(runner);
    }
  }
}

function normal({ market, runners }: Sheet, selection: Selection): Selection {
  const outcome = markets[market].normaliseSelection(selection, new Set(runners));
  // A selection that is refused has been reported; zod still runs what follows a custom check.
  return outcome.ok ? outcome.value : selection;
}

/** The rules in a unit fine enough for a minimum of 4 decimals; breaking is the same in any scale. */
function rulesOf({ takeoutBps, unit, breakUnit, minimumDividend }: Sheet): ToteRules {
  const rules: ToteRules = { takeoutBps, dividendUnit: unit * MINIMUM_SCALE };
  if (breakUnit !== undefined) rules.breakUnit = breakUnit * MINIMUM_SCALE;
  if (minimumDividend === undefined) return rules;
  const least = toScale(minimumDividend);
  const isPerUnit = least >= unit * MINIMUM_SCALE;
  return { ...rules, minimumDividend: isPerUnit ? least : least * unit };
}

/** A decimal number in ten thousandths. */
function toScale(decimal: string): bigint {
  const [whole = "", decimals = ""] = decimal.split(".");
  return BigInt(whole) * MINIMUM_SCALE + BigInt(decimals.padEnd(4, "0"));
}
