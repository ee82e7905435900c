import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { openHouse } from "#server/ledger/open-house.ts";
import { transaction } from "#server/storage/transaction.ts";
import { makeBattleEvents } from "#server/testing/battle-events.ts";
import { startBattleNight } from "#server/testing/battle-night.ts";

const server = path.resolve(import.meta.dirname, "..");

/** Every module that the sources of a folder reach, tests aside, from `server/`. */
async function reach(folder: string): Promise<string[]> {
  const names = await readdir(path.join(server, folder), { recursive: true });
  const waiting = names
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => path.join(server, folder, name));
  const reached = new Set<string>();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const source = await readFile(file, "utf8");
    for (const [, target] of source.matchAll(/(?:from|import\()\s*"([^"]+\.ts)"/g)) {
      const found = resolveFrom(file, target as string);
      if (found !== undefined) waiting.push(found);
    }
  }
  return [...reached].map((file) => path.relative(server, file));
}

/** Entities alone are told by the list of tables; imports of packages lead nowhere. */
function resolveFrom(file: string, target: string): string | undefined {
  if (target.startsWith("#server/")) return path.join(server, target.slice("#server/".length));
  if (target.startsWith("#common/")) return path.resolve(server, "../common", target.slice(8));
  return target.startsWith(".") ? path.resolve(path.dirname(file), target) : undefined;
}

describe("chips and gifts", () => {
  for (const folder of ["live", "battle"]) {
    it(`have no path from server/${folder} to the ledger, the tote or the races`, async () => {
      const reached = await reach(folder);
      expect(reached).to.include(
        path.join(folder, folder === "live" ? "record-batch.ts" : "battle-consumer.ts"),
      );
      expect(reached).to.include("storage/transaction.ts");
      const forbidden = reached.filter((file) =>
        /^(ledger|race)\/|^\.\.\/common\/(tote|race|wallet)\//.test(file),
      );
      expect(forbidden).to.deep.equal([]);
    });

    it(`are not joined by a statement of server/${folder} either`, async () => {
      for (const file of await reach(folder)) {
        if (!file.startsWith(`${folder}/`)) continue;
        const source = await readFile(path.join(server, file), "utf8");
        expect(source, file).not.to.match(
          /\b(from|into|update|join)\s+(postings|transfers|wallets|accounts|bets|races|race_\w+|idempotency_keys|top_ups)\b/i,
        );
      }
    });
  }

  it("stay apart through a whole battle: no chip moves", async () => {
    const night = await startBattleNight();
    const { dataSource } = night.database;
    const live = makeBattleEvents(night.clock);
    try {
      await transaction(dataSource, (manager) =>
        openHouse(manager, { currency: "chips", bankroll: 1_000n }),
      );
      const books = async () => ({
        postings: await dataSource.query("SELECT * FROM postings ORDER BY 1, 2"),
        wallets: await dataSource.query("SELECT * FROM wallets ORDER BY 1, 2"),
        accounts: await dataSource.query("SELECT * FROM accounts ORDER BY 1, 2"),
        transfers: await dataSource.query("SELECT * FROM transfers ORDER BY 1"),
      });
      const before = await books();
      expect(before.postings).not.to.deep.equal([]);
      await night.live.connect();
      const battleId = await night.start();
      await night.live.give([live.gift("1", { unitValue: 44_999 }), live.says("1", "Turkey")]);
      await night.request("addScore", { battleId, country: "SA", points: 5 });
      await night.runUntil((state) => state.phase === "finished");
      await night.request("resetBattle", { battleId });
      expect(await books()).to.deep.equal(before);
    } finally {
      await night.end();
    }
  });
});
