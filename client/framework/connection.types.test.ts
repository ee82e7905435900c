import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { connectRoom, type RoomConnection } from "./connection.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const compiler = path.join(root, "node_modules/.bin/tsc");

/** Never called: the compiler reads it. Each line below a mark must be an error, or the mark is one. */
export async function compiledOnly(race: RoomConnection<"race">): Promise<void> {
  const bet = { key: "k", raceId: 1, market: "win", selection: [1], stake: "10" } as const;
  const roomId = () => Promise.resolve("");

  connectRoom("race", { roomId });
  // @ts-expect-error: no such room
  connectRoom("raec", { roomId });

  const answer = await race.request("placeBet", { ...bet, selection: [1] });
  if (answer.ok) {
    answer.value.wallet.available.toUpperCase();
    // @ts-expect-error: no such field in the reply
    void answer.value.purse;
  } else {
    // @ts-expect-error: no such refusal
    void (answer.refusal.code === "out_of_luck");
  }
  // @ts-expect-error: no such command
  await race.request("placeBte", { ...bet, selection: [1] });
  // @ts-expect-error: no such field in the input
  await race.request("placeBet", { ...bet, selection: [1], tip: "5" });
  // @ts-expect-error: a field is missing
  await race.request("placeBet", { key: "k", raceId: 1, market: "win", selection: [1] });
  // @ts-expect-error: an amount travels as a string
  await race.request("placeBet", { ...bet, selection: [1], stake: 10 });

  race.on("betPlaced", ({ name, stake }) => [name, stake]);
  // @ts-expect-error: no such event
  race.on("betPlacde", () => undefined);
  // @ts-expect-error: no such field in the event
  race.on("betPlaced", ({ purse }) => purse);

  void race.state?.phase;
  // @ts-expect-error: no such field in the state
  void race.state?.phaze;
  // @ts-expect-error: no such phase
  void (race.state?.phase === "bettting");
}

describe("a connection's types", () => {
  it("make an error of every misspelt room, command, field, event, phase and refusal", async function () {
    this.timeout(60_000);
    const folder = await mkdtemp(path.join(os.tmpdir(), "gs-types-"));
    const project = path.join(folder, "tsconfig.json");
    const settings = {
      extends: path.join(root, "tsconfig.json"),
      compilerOptions: { typeRoots: [path.join(root, "node_modules/@types")] },
      include: [],
      files: [fileURLToPath(import.meta.url)],
    };
    await writeFile(project, JSON.stringify(settings));
    const said = await promisify(execFile)(compiler, ["-p", project], { cwd: root }).then(
      ({ stdout }) => stdout,
      (error: { stdout: string }) => error.stdout,
    );
    await rm(folder, { recursive: true });
    expect(said.split("\n").filter((line) => line.includes("connection"))).to.deep.equal([]);
  });
});
