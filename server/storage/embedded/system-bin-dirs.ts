import { access, readdir } from "node:fs/promises";
import path from "node:path";
import { runProgram } from "./run-program.ts";

/** Where distributions and installers put one folder per PostgreSQL version. */
const VERSION_FOLDERS: { parent: string; version: RegExp; bin: string }[] = [
  { parent: "/usr/lib/postgresql", version: /^(\d+)$/, bin: "bin" },
  { parent: "/usr", version: /^pgsql-(\d+)$/, bin: "bin" },
  { parent: "/usr/libexec", version: /^postgresql(\d+)$/, bin: "" },
  { parent: "/opt/homebrew/opt", version: /^postgresql@(\d+)$/, bin: "bin" },
  { parent: "/usr/local/opt", version: /^postgresql@(\d+)$/, bin: "bin" },
  { parent: "/Applications/Postgres.app/Contents/Versions", version: /^(\d+)$/, bin: "bin" },
  { parent: "C:\\Program Files\\PostgreSQL", version: /^(\d+)$/, bin: "bin" },
];

/** Folders with a PostgreSQL server that the system brings, the newest version first. */
export async function systemBinDirs(): Promise<string[]> {
  const dirs: { dir: string; major: number }[] = [];
  for (const { parent, version, bin } of VERSION_FOLDERS) {
    const names = await readdir(parent).catch(() => []);
    for (const name of names) {
      const major = version.exec(name)?.[1];
      if (major !== undefined)
        dirs.push({ dir: path.join(parent, name, bin), major: Number(major) });
    }
  }
  dirs.sort((a, b) => b.major - a.major);
  const named = await runProgram("pg_config", ["--bindir"], {});
  const all = [...dirs.map(({ dir }) => dir), ...(named.code === 0 ? [named.output.trim()] : [])];
  const withServer: string[] = [];
  for (const dir of new Set(all)) {
    const isServer = await access(path.join(dir, "initdb")).then(
      () => true,
      () => false,
    );
    if (isServer) withServer.push(dir);
  }
  return withServer;
}
