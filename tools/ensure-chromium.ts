import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { findChromium } from "#client/testing/find-chromium.ts";

/**
 * Answers the path of Chromium; as root on Debian or Ubuntu it installs the package when it is
 * missing. Otherwise undefined, and `CHROMIUM_MISSING` says what to do.
 */
export async function ensureChromium(): Promise<string | undefined> {
  const found = findChromium();
  if (found !== undefined) return found;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  console.log("Installing Chromium for the tests in a browser …");
  await aptGet(["update", "-q"]);
  await aptGet(["install", "-q", "-y", "--no-install-recommends", "chromium"]);
  return findChromium();
}

async function aptGet(args: readonly string[]): Promise<void> {
  const child = spawn("/usr/bin/apt-get", args, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (exitCode !== 0) console.error(`apt-get ${args.join(" ")} ended with ${exitCode}`);
}
