import assert from "node:assert/strict";
import fc from "fast-check";
import { expectCleanBooks } from "./expect-clean-books.ts";
import { anyStep, type DrawnStep, wholeRace } from "./money-commands.ts";
import { isBalanced, modelBooks, stepByRule, takeByRule } from "./money-model.ts";
import type { Told } from "./money-orders.ts";
import {
  type Act,
  actsOf,
  isTimely,
  type MoneyProgramme,
  openProgramme,
} from "./money-programme.ts";
import { type MoneySide, openMoneySide } from "./money-side.ts";
import { sideBooks, sideMovements } from "./money-side-books.ts";
import { takeStep } from "./money-side-house.ts";
import { type SideAnswer, takeOrders } from "./money-side-orders.ts";
import { fastWay, plainWay } from "./money-ways.ts";
import { createTestDatabase } from "./test-database.ts";

/** What was met on the way. */
export interface MoneyReport {
  seed: number;
  programmes: number;
  /** Orders by kind and what they were answered: `bet: ok`, `bet: betting_closed`, `accept: replayed`. */
  answers: Map<string, number>;
  /** Steps of the house by kind. */
  steps: Map<string, number>;
}

const programme = fc.record({
  house: fc.constantFrom(0n, 300n, 1_000_000n),
  grants: fc.constantFrom([1_000n, 400n, 55n], [1_000n, 1_000n, 1_000n]),
  opening: fc.oneof(
    { weight: 4, arbitrary: fc.array(wholeRace, { minLength: 3, maxLength: 3 }) },
    fc.array(wholeRace, { maxLength: 1 }),
  ),
});

/**
 * Runs random programmes of a lobby's money through the plain path, through the fast one, each on a
 * database of its own, and through a model made of the rules; compares every answer, every refusal
 * and all books after each step, and audits both ledgers at the end. The same seed gives the same
 * programmes. Throws with the seed and the shortest programme that fails.
 */
export async function runMoneyProgrammes({
  numRuns,
  seed,
}: {
  numRuns: number;
  seed: number;
}): Promise<MoneyReport> {
  const [plain, fast] = [await createTestDatabase(), await createTestDatabase()];
  const report: MoneyReport = { seed, programmes: 0, answers: new Map(), steps: new Map() };
  const ways = { plain: plainWay(plain.dataSource), fast: fastWay(fast.dataSource) };
  const property = fc.asyncProperty(programme, commands(report), async (drawn, tail) => {
    report.programmes += 1;
    const sides = {
      plain: await openMoneySide(plain.dataSource, ways.plain, drawn.house),
      fast: await openMoneySide(fast.dataSource, ways.fast, drawn.house),
    };
    const model = openProgramme(drawn.house);
    for (const [player, grant] of drawn.grants.entries())
      await enact({ orders: [{ kind: "join", player, grant }] }, { model, sides, report });
    for (const step of drawn.opening.flat()) {
      const command = new MoneyCommand(step, report);
      if (command.check(model)) await command.run(model, sides);
    }
    await fc.asyncModelRun(() => ({ model, real: sides }), tail);
    assert.deepEqual(await sideMovements(sides.fast), await sideMovements(sides.plain));
  });
  try {
    await fc.assert(property, { numRuns, seed });
    for (const { dataSource } of [plain, fast]) await expectCleanBooks(dataSource);
  } finally {
    await plain.drop();
    await fast.drop();
  }
  return report;
}

interface Sides {
  plain: MoneySide;
  fast: MoneySide;
}

function commands(report: MoneyReport) {
  const drawn = anyStep.map((step) => new MoneyCommand(step, report));
  return fc.commands([drawn], { maxCommands: 120, size: "max" });
}

/** One step of a programme, on the model and on both sides. */
class MoneyCommand implements fc.AsyncCommand<MoneyProgramme, Sides> {
  readonly #step: DrawnStep;
  readonly #report: MoneyReport;

  constructor(step: DrawnStep, report: MoneyReport) {
    this.#step = step;
    this.#report = report;
  }

  check(model: MoneyProgramme): boolean {
    return isTimely(model, this.#step);
  }

  async run(model: MoneyProgramme, sides: Sides): Promise<void> {
    for (const act of actsOf(model, this.#step))
      await enact(act, { model, sides, report: this.#report });
  }

  toString(): string {
    return JSON.stringify(this.#step, (_, value: unknown) =>
      typeof value === "bigint" ? `${value}n` : value,
    );
  }
}

async function enact(
  act: Act,
  on: { model: MoneyProgramme; sides: Sides; report: MoneyReport },
): Promise<void> {
  const { books } = on.model;
  if ("orders" in act) await enactOrders(act, on);
  else {
    stepByRule(books, act.step);
    const said = await both(on.sides, (side) => takeStep(side, act.step));
    assert.deepEqual(said.fast, said.plain);
    count(on.report.steps, act.step.kind);
  }
  assert.ok(isBalanced(books), "the model has lost chips");
  const byRule = modelBooks(books);
  const after = await both(on.sides, sideBooks);
  assert.deepEqual(after.plain, byRule);
  assert.deepEqual(after.fast, byRule);
}

async function enactOrders(
  { orders }: Extract<Act, { orders: unknown }>,
  { model, sides, report }: { model: MoneyProgramme; sides: Sides; report: MoneyReport },
): Promise<void> {
  const byRule = orders.map((order) => takeByRule(model.books, order));
  const answers = await both(sides, (side) => takeOrders(side, orders));
  assert.deepEqual(answers.plain.map(toTold), byRule);
  assert.deepEqual(answers.fast, answers.plain);
  for (const [index, { isReplayed, value }] of byRule.entries()) {
    const code = typeof value.code === "string" ? value.code : "ok";
    count(report.answers, `${orders[index]?.kind}: ${isReplayed ? "again " : ""}${code}`);
  }
}

/** The answer without its receipt, whose chain the side has followed. */
function toTold({ isReplayed, text }: SideAnswer): Told {
  const { receipt: _, ...value } = JSON.parse(text) as Told["value"];
  return { isReplayed, value };
}

/** Both sides at once, each in its own database; one that throws has the other end first. */
async function both<Value>(
  { plain, fast }: Sides,
  ask: (side: MoneySide) => Promise<Value>,
): Promise<{ plain: Value; fast: Value }> {
  const [byPlain, byFast] = await Promise.allSettled([ask(plain), ask(fast)]);
  if (byPlain.status === "rejected") throw byPlain.reason;
  if (byFast.status === "rejected") throw byFast.reason;
  return { plain: byPlain.value, fast: byFast.value };
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
