import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import { buildPagesIfStale } from "./build-pages.ts";

describe("building the pages", () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), "grandstand pages "));
    await mkdir(path.join(root, "client"));
    await mkdir(path.join(root, "common"));
    await writeFile(path.join(root, "package-lock.json"), "{}");
    await writeFile(
      path.join(root, "vite.config.ts"),
      `export default { root: ${JSON.stringify(path.join(root, "client"))} };`,
    );
    await writePage("first");
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it("builds at the first start and not again", async () => {
    expect(await buildPagesIfStale({ root })).to.equal(true);
    expect(await readPage()).to.contain("first");
    expect(await buildPagesIfStale({ root })).to.equal(false);
  });

  it("builds again when a source has changed, and leaves nothing of the old build", async () => {
    await buildPagesIfStale({ root });
    await writeFile(path.join(root, "dist", "left-over.js"), "");
    await writePage("second");
    expect(await buildPagesIfStale({ root })).to.equal(true);
    expect(await readPage()).to.contain("second");
    expect(await readdir(path.join(root, "dist"))).not.to.contain("left-over.js");
    expect(await readdir(path.join(root, ".runtime"))).to.deep.equal([]);
  });

  it("takes no test for a source", async () => {
    await buildPagesIfStale({ root });
    await writeFile(path.join(root, "common", "pool.test.ts"), "");
    expect(await buildPagesIfStale({ root })).to.equal(false);
  });

  it("keeps the old pages when the new ones cannot be built", async () => {
    await buildPagesIfStale({ root });
    await writeFile(
      path.join(root, "client", "index.html"),
      '<script type="module" src="./no.js"></script>',
    );
    const thrown = await buildPagesIfStale({ root }).catch((error: unknown) => error);
    expect(thrown).to.be.instanceOf(Error);
    expect(await readPage()).to.contain("first");
  });

  it("lets two starts build at once", async () => {
    await Promise.all([buildPagesIfStale({ root }), buildPagesIfStale({ root })]);
    expect(await buildPagesIfStale({ root })).to.equal(false);
  });

  async function writePage(text: string): Promise<void> {
    await writeFile(path.join(root, "client", "index.html"), `<p>${text}</p>`);
  }

  async function readPage(): Promise<string> {
    return readFile(path.join(root, "dist", "index.html"), "utf8");
  }
});
