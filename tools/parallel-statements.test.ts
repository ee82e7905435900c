import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { findParallelStatements } from "./parallel-statements.ts";

describe("the guard against parallel statements in a transaction", () => {
  const refused: [string, string][] = [
    ["an inline callback", "transaction(ds, async (m) => { await Promise.all([a(m), b(m)]); });"],
    ["a method's callback", "ds.transaction(async (m) => Promise.allSettled([a(m)]));"],
    ["a function expression", "transaction(ds, async function (m) { await Promise.any([]); });"],
    ["a nested function", "transaction(ds, async (m) => { const f = () => Promise.race([]); });"],
    [
      "a callback by name",
      "async function run(m) { await Promise.all([]); } transaction(ds, run);",
    ],
    ["a constant by name", "const run = async (m) => Promise.all([]); transaction(ds, run);"],
    [
      "a function with a manager",
      "async function hold(m: EntityManager) { await Promise.all([]); }",
    ],
    ["options with a manager", "const hold = ({ m }: { m: EntityManager }) => Promise.all([]);"],
    [
      "a method with a manager",
      "class A { async hold(m: EntityManager) { await Promise.all([]); } }",
    ],
    [
      "an object's method",
      "const a = { async hold(m: EntityManager) { await Promise.all([]); } };",
    ],
  ];
  for (const [name, source] of refused) {
    it(`refuses it in ${name}`, () => {
      expect(findParallelStatements(source)).to.have.length(1);
    });
  }

  it("lets it pass outside a transaction", () => {
    const source = "await Promise.all([1]); transaction(ds, async (m) => { await a(m); });";
    expect(findParallelStatements(source)).to.deep.equal([]);
  });

  it("names the line, whatever characters come before it", () => {
    const source = "// é ü 🏇\n\ntransaction(ds, async (m) => {\n  await Promise.all([]);\n});\n";
    expect(findParallelStatements(source)).to.deep.equal([{ line: 4, call: "Promise.all" }]);
  });

  it("fails the check with file and line", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "grandstand-lint-"));
    try {
      await writeFile(
        path.join(folder, "pay.ts"),
        "transaction(ds, async (m) => {\n  await Promise.all([]);\n});\n",
      );
      const tool = fileURLToPath(new URL("lint-transactions.ts", import.meta.url));
      const failure = await promisify(execFile)(process.execPath, [tool, folder]).then(
        () => undefined,
        (error: { code: number; stderr: string }) => error,
      );
      expect(failure?.code).to.equal(1);
      expect(failure?.stderr).to.contain("pay.ts:2: Promise.all inside a transaction");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
