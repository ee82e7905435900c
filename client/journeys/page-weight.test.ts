import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { joinRoom } from "#client/testing/hands.ts";
import { type LiveNight, startLiveNight } from "#client/testing/live-night.ts";
import { gzipBytesOf, readFirstScripts } from "#client/testing/read-scripts.ts";
import { root } from "#tools/root.ts";

const FIRST_PAINT_BYTES_MAX = 15_000;
const dist = path.join(root, "dist");
/** What gives a package away in a bundle, whatever a minifier does to it. */
const marks = { phaser: "Phaser", zod: "_zod" };

describe("the weight of the pages", function () {
  this.timeout(120_000);
  let night: LiveNight;

  before(async () => {
    night = await startLiveNight();
  });
  after(() => night.close());

  it("a phone shows its first picture after at most 15 kB of scripts", async () => {
    const scripts = await readFirstScripts(dist, "index");
    expect(scripts).not.to.deep.equal([]);
    expect(gzipBytesOf(scripts)).to.be.at.most(FIRST_PAINT_BYTES_MAX);
  });

  it("a phone never loads Phaser or zod, whatever it is used for", async () => {
    const { page, faults } = await night.open("about:blank", { origin: "", device: "phone" });
    const texts: Promise<string>[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() === "script") texts.push(response.text());
    });
    await page.goto(`${night.test.url}/?room=${night.test.lobby.code}`);
    await joinRoom(page, "Ana");
    for (const link of await page.locator(".bottom-nav a").all()) await link.click();
    await page.locator(".page-header .icon-button").click();
    await page.locator("dialog[open]").waitFor();
    await page.waitForLoadState("networkidle");
    const loaded = await Promise.all(texts);
    expect(loaded.length).above(3);
    for (const [name, mark] of Object.entries(marks)) {
      expect(
        loaded.some((text) => text.includes(mark)),
        name,
      ).to.equal(false);
    }
    expect(faults).to.deep.equal([]);
  });

  it("the display shows its letters before it loads Phaser", async () => {
    const scripts = await readFirstScripts(dist, "display");
    expect(scripts.some(({ text }) => text.includes(marks.phaser))).to.equal(false);
  });

  it("Phaser and zod would be recognised", async () => {
    const { page } = await night.open("about:blank", { origin: "" });
    const phaser = page.waitForResponse(
      async (response) =>
        response.url().endsWith(".js") && (await response.text()).includes(marks.phaser),
    );
    await page.goto(`${night.test.url}/display?res=0.25`);
    expect((await phaser).status()).to.equal(200);
    const zod = fileURLToPath(import.meta.resolve("zod/v4/core"));
    const source = path.join(path.dirname(zod), "schemas.js");
    expect(await readFile(source, "utf8")).to.include(marks.zod);
  });
});
