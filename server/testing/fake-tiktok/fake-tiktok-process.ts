import { fork } from "node:child_process";
import path from "node:path";
import type { FakeAnswer, FakeCommands, FakeRequest } from "./fake-process.ts";
import type { FakeTikTokOptions } from "./fake-tiktok.ts";

const FAKE_PROCESS = path.join(import.meta.dirname, "fake-process.ts");

/** A fake TikTok in a process of its own. Ends with its parent. */
export interface FakeTikTokProcess {
  pid: number;
  signUrl: string;
  webHost: string;
  roomId: string;
  /** Has the fake do something; rejects with what it says when it can't. */
  ask<Command extends keyof FakeCommands>(
    command: Command,
    ...input: Parameters<FakeCommands[Command]>
  ): Promise<Awaited<ReturnType<FakeCommands[Command]>>>;
  close(): Promise<void>;
}

export async function startFakeTikTokProcess(
  options: Omit<FakeTikTokOptions, "now"> = {},
): Promise<FakeTikTokProcess> {
  const child = fork(FAKE_PROCESS, [JSON.stringify(options)], { serialization: "advanced" });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const opened = Promise.withResolvers<Extract<FakeAnswer, { kind: "opened" }>>();
  let requests = 0;

  child.on("message", (answer: FakeAnswer) => {
    if (answer.kind === "opened") return opened.resolve(answer);
    const request = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.kind === "done") request?.resolve(answer.value);
    else request?.reject(new Error(answer.message));
  });
  void ended.then(() => {
    const error = new Error("the fake TikTok has ended");
    opened.reject(error);
    for (const request of waiting.values()) request.reject(error);
  });

  const { signUrl, webHost, roomId } = await opened.promise;
  return {
    pid: child.pid as number,
    signUrl,
    webHost,
    roomId,
    ask(command, ...input) {
      const request = Promise.withResolvers<unknown>();
      const id = ++requests;
      waiting.set(id, request);
      child.send({ id, command, input } satisfies FakeRequest);
      return request.promise as Promise<never>;
    },
    async close() {
      child.disconnect();
      await ended;
    },
  };
}
