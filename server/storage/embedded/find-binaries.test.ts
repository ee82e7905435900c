import { spawnSync } from "node:child_process";
import { chmod, cp, lstat, mkdir, readdir, readlink, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { makeTestDataDir, type TestDataDir } from "#server/testing/test-postgres.ts";
import { StartError } from "../start-error.ts";
import { findBinaries, installedNativeDir } from "./find-binaries.ts";
import { hydrateSymlinks } from "./hydrate-symlinks.ts";
import type { StoragePlace } from "./place-storage.ts";
import { isRoot, postgresUser } from "./postgres-user.ts";
import { systemBinDirs } from "./system-bin-dirs.ts";

describe("PostgreSQL's programs", () => {
  let folder: TestDataDir;
  let place: StoragePlace;
  let nativeDir: string;

  before(function () {
    if (installedNativeDir() === undefined || process.platform !== "linux") this.skip();
  });
  beforeEach(async () => {
    folder = await makeTestDataDir();
    const clusterDir = path.join(folder.dataDir, "pg");
    place = { storageDir: folder.dataDir, clusterDir, user: await postgresUser(clusterDir) };
    nativeDir = path.join(folder.dataDir, "package", "native");
    await copyPackage();
  });
  afterEach(() => folder.remove());

  it("are linked to their libraries when the install ran no scripts", async () => {
    const icu = path.join(nativeDir, "lib", "libicuuc.so.60");
    const { binDir, major } = await findBinaries(place, nativeDir);
    expect(await readlink(icu)).to.equal("libicuuc.so.60.2");
    expect(binDir).to.equal(path.join(nativeDir, "bin"));
    expect(major).to.equal(18);
    // Again, with everything there.
    expect((await findBinaries(place, nativeDir)).binDir).to.equal(binDir);
  });

  it("are copied beside the cluster when PostgreSQL's user cannot enter their folder", async function () {
    if (!isRoot()) this.skip();
    const home = path.dirname(nativeDir);
    await chmod(home, 0o700);
    const { binDir } = await findBinaries(place, nativeDir);
    expect(binDir).to.equal(path.join(folder.dataDir, "postgresql-18.4.0-beta.17/native/bin"));
    const { mtimeMs } = await lstat(binDir);
    await findBinaries(place, nativeDir);
    expect((await lstat(binDir)).mtimeMs).to.equal(mtimeMs);
    expect((await readdir(folder.dataDir)).toSorted()).to.deep.equal([
      "package",
      "postgresql-18.4.0-beta.17",
    ]);
  });

  it("are copied beside the cluster when links are missing in a folder that cannot be written", async function () {
    if (!isRoot()) this.skip();
    // Another process, for root may write everywhere.
    await chmod(folder.dataDir, 0o777);
    const script = `
      import(${JSON.stringify(import.meta.resolve("./find-binaries.ts"))}).then(async (module) => {
        const [storageDir, nativeDir] = process.argv.slice(1);
        const place = { storageDir, clusterDir: storageDir + "/pg", user: {} };
        console.log((await module.findBinaries(place, nativeDir)).binDir);
      });`;
    const { stdout } = spawnSync(process.execPath, ["-e", script, folder.dataDir, nativeDir], {
      uid: 65534,
      gid: 65534,
      encoding: "utf8",
    });
    expect(stdout.trim()).to.equal(
      path.join(folder.dataDir, "postgresql-18.4.0-beta.17/native/bin"),
    );
  });

  it("are the system's when the package does not run here", async function () {
    if ((await systemBinDirs()).length === 0) this.skip();
    await rm(path.join(nativeDir, "bin", "postgres"));
    const { binDir, major } = await findBinaries(place, nativeDir);
    expect(await systemBinDirs()).to.contain(binDir);
    expect(major).to.be.at.least(14);
  });

  it("are the system's when only those can read an existing cluster", async function () {
    const found = (await systemBinDirs()).map((dir) => /\d+/.exec(dir)?.[0]).find(Boolean);
    if (found === undefined || found === "18") this.skip();
    await mkdir(place.clusterDir);
    await writeFile(path.join(place.clusterDir, "PG_VERSION"), `${found}\n`);
    expect(await findBinaries(place, nativeDir)).to.have.property("major", Number(found));
  });

  it("are explained when none can read the cluster", async () => {
    await mkdir(place.clusterDir);
    await writeFile(path.join(place.clusterDir, "PG_VERSION"), "9\n");
    const thrown: unknown = await findBinaries(place, undefined).catch((error: unknown) => error);
    expect(thrown).to.be.instanceOf(StartError);
  });

  it("on macOS get every shorter version number of a library as a link", async () => {
    const lib = path.join(folder.dataDir, "mac", "lib");
    await mkdir(lib, { recursive: true });
    await writeFile(path.join(lib, "libicudata.77.1.dylib"), "");
    await hydrateSymlinks(path.join(folder.dataDir, "mac"));
    expect(await readlink(path.join(lib, "libicudata.77.dylib"))).to.equal("libicudata.77.1.dylib");
    expect(await readlink(path.join(lib, "libicudata.dylib"))).to.equal("libicudata.77.1.dylib");
  });

  /** The package as npm unpacks it: without links. */
  async function copyPackage(): Promise<void> {
    const source = path.dirname(installedNativeDir() as string);
    const target = path.dirname(nativeDir);
    await cp(path.join(source, "native"), nativeDir, { recursive: true, filter: isNoLink });
    await cp(path.join(source, "package.json"), path.join(target, "package.json"));
  }

  async function isNoLink(file: string): Promise<boolean> {
    return !(await lstat(file)).isSymbolicLink() && !file.endsWith(".a");
  }
});
