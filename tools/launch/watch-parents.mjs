import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import process from "node:process";

const CHECK_MS = 500;

/**
 * Calls `onGone` once, when the process that started this one has ended: the parent, or under npm
 * the parent's parent, for npm starts scripts through a shell that may outlive it.
 *
 * @param {() => void} onGone
 * @returns {() => void} ends the watch
 */
export function watchParents(onGone) {
  const shell = process.ppid;
  const isUnderNpm = process.env.npm_lifecycle_event !== undefined;
  const npm = isUnderNpm ? parentOf(shell) : undefined;
  const watch = setInterval(() => {
    if (process.ppid === shell && (npm === undefined || isStillParent(npm, shell))) return;
    clearInterval(watch);
    onGone();
  }, CHECK_MS);
  return () => clearInterval(watch);
}

/** The parent of a process, `undefined` where the system does not tell. */
function parentOf(pid) {
  try {
    if (process.platform === "linux") {
      // pid (name) state ppid …, and a name may hold blanks and brackets
      return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ")[1]);
    }
    if (process.platform === "win32") return undefined;
    return Number(execFileSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }));
  } catch {
    return undefined;
  }
}

function isStillParent(npm, shell) {
  // Elsewhere asking costs a process; a dead npm's id is free again at once.
  if (process.platform === "linux") return parentOf(shell) === npm;
  try {
    process.kill(npm, 0);
    return true;
  } catch {
    return false;
  }
}
