import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { systemBinDirs } from "#server/storage/embedded/system-bin-dirs.ts";
import { type CellWindow, RUNNERS, STAKE, type Taken, WALLETS_PER_LANE } from "./cell.ts";

const CONNECT_S = 2;

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
    // Its clock runs while it connects, which may take a second or two for many clients.
    const seconds = String(Math.round(window.windowMs / 1000) + CONNECT_S);
    const log = ["--log", "--log-prefix", path.join(folder, "log")];
    const options = ["-n", "-M", "prepared", "-c", clients, "-T", seconds, "-f", script, ...log];
    await runToEnd(program, [...options, url]);
    return await readLog(folder);
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

/**
 * A line is a transaction: its third figure how long it took, the last two when it ended, seconds and
 * microseconds. What connecting takes is none of the bets', so the window is from the first
 * transaction's start to the last one's end.
 */
async function readLog(folder: string): Promise<Taken> {
  const names = (await readdir(folder)).filter((name) => name.startsWith("log"));
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")));
  const lines = texts.flatMap((text) => text.split("\n")).filter((line) => line !== "");
  if (lines.length === 0) throw new Error("pgbench placed no bet in its window");
  const latenciesMs: number[] = [];
  let from = Number.POSITIVE_INFINITY;
  let until = 0;
  for (const line of lines) {
    const [, , tookUs, , endS, endUs] = line.split(" ").map(Number);
    const endedAt = (endS ?? 0) * 1_000 + (endUs ?? 0) / 1_000;
    const tookMs = (tookUs ?? 0) / 1_000;
    latenciesMs.push(tookMs);
    from = Math.min(from, endedAt - tookMs);
    until = Math.max(until, endedAt);
  }
  return { count: lines.length, wallMs: until - from, latenciesMs };
}
