import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

/** What a running PostgreSQL says of itself in `postmaster.pid`. */
export type Postmaster = {
  pid: number;
  port: number;
  /** Empty where PostgreSQL has no unix socket (Windows). */
  socketDir: string;
  status: "starting" | "ready" | "stopping" | "standby";
};

/**
 * The PostgreSQL that runs on `clusterDir` now, or `undefined`: no file, a file left by a crash, or
 * a process id that meanwhile belongs to some other program.
 */
export async function findPostmaster(clusterDir: string): Promise<Postmaster | undefined> {
  const postmaster = await readPostmasterFile(clusterDir);
  if (postmaster === undefined || !isAlive(postmaster.pid)) return undefined;
  return (await isPostgres(postmaster.pid)) ? postmaster : undefined;
}

/** Whether the file exists, whoever wrote it. */
export async function readPostmasterFile(clusterDir: string): Promise<Postmaster | undefined> {
  let text: string;
  try {
    text = await readFile(postmasterFile(clusterDir), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  // pid, data folder, start time, port, socket folder, listen address, shared memory, status
  const lines = text.split("\n").map((line) => line.trim());
  return {
    pid: Number(lines[0]),
    port: Number(lines[3]),
    socketDir: lines[4] ?? "",
    status: (lines[7] || "starting") as Postmaster["status"],
  };
}

export function postmasterFile(clusterDir: string): string {
  return path.join(clusterDir, "postmaster.pid");
}

export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Process ids are used again after a reboot: only one that runs PostgreSQL counts. */
async function isPostgres(pid: number): Promise<boolean> {
  if (process.platform === "linux") {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    return /^\d+ \(postgres\) [^ZX]/.test(stat);
  }
  const [command, args] =
    process.platform === "win32"
      ? ["tasklist", ["/FI", `PID eq ${pid}`, "/FO", "CSV", "/NH"]]
      : ["ps", ["-o", "comm=", "-p", String(pid)]];
  const { stdout } = await promisify(execFile)(command as string, args as string[]).catch(() => ({
    stdout: "",
  }));
  return stdout.includes("postgres");
}
