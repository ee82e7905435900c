import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { refusals } from "#common/framework/refusals.ts";
import { root } from "./root.ts";

describe("the table of refusals in docs/rules.md", () => {
  it("has every code once, in order, with its status and whether to try again", async () => {
    const rules = await readFile(path.join(root, "docs", "rules.md"), "utf8");
    const rows = rules.matchAll(/^\| `(\w+)` \| (\d+) \| (again)? ?\| \S/gm);
    const documented = [...rows].map(([, code, status, again]) => {
      return { code, status: Number(status), isRetryable: again !== undefined };
    });
    const existing = Object.entries(refusals).map(([code, refusal]) => {
      return { code, status: refusal.status, isRetryable: "isRetryable" in refusal };
    });
    expect(documented).to.deep.equal(existing);
  });
});
