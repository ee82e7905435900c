import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { systemBinDirs } from "#server/storage/embedded/system-bin-dirs.ts";
import { type CellWindow, RUNNERS, STAKE, type Taken, WALLETS_PER_LANE } from "./cell.ts";

/** Where the system has `pgbench`; undefined where it has none. */
export async function findPgbench(): Promise<string | undefined> {
  for (const dir of await systemBinDirs()) {
    const program = path.join(dir, "pgbench");
    const isThere = await access(program).then(
      () => true,
      () => false,
    );
    if (isThere) return program;
  }
  return undefined;
}

/** One bet a transaction by a driver in C: prepared statements, a connection for each bet in flight. */
export async function drivePgbench(
  { program, url }: { program: string; url: string },
  window: CellWindow,
): Promise<Taken> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "gs-pgbench-"));
  try {
    const script = path.join(folder, "bet.sql");
    await writeFile(script, scriptOf(window));
    const clients = String(window.cell.inFlight);
    const seconds = String(Math.max(1, Math.round(window.windowMs / 1000)));
    const log = ["--log", "--log-prefix", path.join(folder, "log")];
    const options = ["-n", "-M", "prepared", "-c", clients, "-T", seconds, "-f", script, ...log];
    const startedAt = performance.now();
    await runToEnd(program, [...options, url]);
    const wallMs = performance.now() - startedAt;
    const latenciesMs = await readLatencies(folder);
    // What starting and ending takes is none of the bets'.
    return {
      count: latenciesMs.length,
      wallMs: Math.min(wallMs, Number(seconds) * 1000),
      latenciesMs,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Builds the intent in the server, which costs a few microseconds: a script of `pgbench` has no JSON. */
function scriptOf({ cell, playerIds, races }: CellWindow): string {
  const wallet =
    cell.wallets === "one hot wallet" ? "1" : `:client_id * ${WALLETS_PER_LANE} + :turn + 1`;
  const race = `:client_id % ${races.length} + 1`;
  const intent = JSON.stringify({
    player: "%s",
    key: "%s",
    fingerprint: "0".repeat(64),
    race: "%s",
    room: "%s",
    market: "win",
    selection: ["%s"],
    stake: STAKE.toString(),
    at: Date.now(),
    salt: "\\x%s",
  });
  return [
    `\\set turn random(0, ${WALLETS_PER_LANE - 1})`,
    `\\set runner random(1, ${RUNNERS})`,
    `SELECT * FROM place_bets(format('[${intent}]',`,
    `  ('{${playerIds.join(",")}}'::uuid[])[${wallet}], gen_random_uuid(),`,
    `  ('{${races.map(({ raceId }) => raceId).join(",")}}'::int[])[${race}],`,
    `  ('{${races.map(({ roomKey }) => roomKey).join(",")}}'::uuid[])[${race}],`,
    `  :runner::int, replace(gen_random_uuid()::text, '-', ''))::jsonb);`,
    "",
  ].join("\n");
}

async function runToEnd(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`pgbench ended with ${code}: ${said}`);
}

/** The third figure of a line is the transaction's time in microseconds. */
async function readLatencies(folder: string): Promise<number[]> {
  const names = (await readdir(folder)).filter((name) => name.startsWith("log"));
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")));
  const lines = texts.flatMap((text) => text.split("\n")).filter((line) => line !== "");
  return lines.map((line) => Number(line.split(" ")[2]) / 1000);
}
