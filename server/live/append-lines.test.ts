import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import { appendLines } from "./append-lines.ts";

describe("lines at the end of a file", () => {
  it("are whole, also behind half a line, and counted in bytes", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "gs-lines-"));
    const file = path.join(folder, "deep", "lines.jsonl");
    expect(await appendLines(file, ["one", "zwölf"])).to.equal(11);
    await writeFile(file, "half", { flag: "a" });
    await appendLines(file, ["next"]);
    expect(await readFile(file, "utf8")).to.equal("one\nzwölf\nhalf\nnext\n");
    await rm(folder, { recursive: true });
  });
});
