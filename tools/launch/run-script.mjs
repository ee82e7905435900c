import { spawn } from "node:child_process";
import { constants } from "node:os";
import path from "node:path";
import process from "node:process";
import { watchParents } from "./watch-parents.mjs";

const LAST_CALL_MS = 30_000;

/**
 * Runs the script to its end and answers its exit code (128 + number after a signal).
 *
 * Ctrl-C reaches it from the terminal; other signals are passed on. npm passes nothing on when it is
 * killed, so its end ends the script as well.
 *
 * @param {{ node: string, file: string, args: string[] }} options
 * @returns {Promise<number>}
 */
export function runScript({ node, file, args }) {
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
  const child = spawn(node, [file, ...args], { stdio: "inherit", env });
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  const stopWatching = watchParents(() => {
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), LAST_CALL_MS).unref();
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      stopWatching();
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}
